package pdf

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// reserve hands out n object numbers and returns the first.
func (w *writer) reserve(n int) int {
	first := len(w.offsets)
	for range n {
		w.offsets = append(w.offsets, 0)
	}
	return first
}

func (w *writer) begin(object int) {
	w.offsets[object] = len(w.out) - w.base
	w.int(object)
	w.str(" 0 obj\n")
}

func (w *writer) end() { w.str("\nendobj\n") }

// stream ends an open dictionary with the length of data and writes data.
func (w *writer) stream(data []byte) {
	w.str("/Length ")
	w.int(len(data))
	w.str(">>\nstream\n")
	w.out = append(w.out, data...)
	w.str("\nendstream")
	w.end()
}

// pack compresses data; the result is good until the next call.
func (w *writer) pack(data []byte) []byte {
	w.packed.Reset()
	w.flate.Reset(&w.packed)
	w.flate.Write(data)
	w.flate.Close()
	return w.packed.Bytes()
}

func (w *writer) str(s string) { w.out = append(w.out, s...) }

func (w *writer) int(n int) { w.out = strconv.AppendInt(w.out, int64(n), 10) }

func (w *writer) ref(object int) {
	w.int(object)
	w.str(" 0 R")
}

func (w *writer) num(v float64) { w.out = appendNumber(w.out, v) }

func (w *writer) text(s string) { w.out = appendText(w.out, s) }

func (w *writer) name(s string) { w.out = appendName(w.out, s) }

// date is midnight in universal time; a paper has no time of day.
func (w *writer) date() {
	w.str("(D:")
	for i := range len(w.day) {
		if c := w.day[i]; c != '-' {
			w.out = append(w.out, c)
		}
	}
	w.str("000000Z)")
}

// rect is a rectangle given from the upper left corner, in the coordinates of a
// PDF page.
func (w *writer) rect(x, y, width, height float64) {
	h := w.paper.Height
	w.str("[")
	for i, v := range [...]float64{x, h - y - height, x + width, h - y} {
		if i > 0 {
			w.str(" ")
		}
		w.num(v)
	}
	w.str("]")
}

// appendNumber writes v with at most two decimals.
func appendNumber(dst []byte, v float64) []byte {
	n := int64(math.Round(v * 100))
	if n < 0 {
		dst, n = append(dst, '-'), -n
	}
	dst = strconv.AppendInt(dst, n/100, 10)
	if n %= 100; n == 0 {
		return dst
	}
	dst = append(dst, '.', byte('0'+n/10))
	if n%10 != 0 {
		dst = append(dst, byte('0'+n%10))
	}
	return dst
}

// appendName writes a name with its leading slash.
func appendName(dst []byte, s string) []byte {
	const digits = "0123456789ABCDEF"
	dst = append(dst, '/')
	for i := range len(s) {
		c := s[i]
		if c > ' ' && c < 0x7F && !strings.ContainsRune("#/()<>[]{}%", rune(c)) {
			dst = append(dst, c)
		} else {
			dst = append(dst, '#', digits[c>>4], digits[c&15])
		}
	}
	return dst
}

// appendText writes a text string in brackets: in PDFDocEncoding where that
// agrees with Latin-1, else in UTF-16.
func appendText(dst []byte, s string) []byte {
	dst = append(dst, '(')
	start := len(dst)
	for _, r := range s {
		if r < ' ' || r >= 0x7F && r <= 0xA0 || r == 0xAD || r > 0xFF {
			return append(appendUTF16(dst[:start], s), ')')
		}
		dst = appendEscaped(dst, byte(r))
	}
	if len(dst) > start && dst[start] >= 0xEF { // could be taken for a byte order mark
		return append(appendUTF16(dst[:start], s), ')')
	}
	return append(dst, ')')
}

func appendUTF16(dst []byte, s string) []byte {
	dst = append(dst, 0xFE, 0xFF)
	for _, r := range s {
		if r1, r2 := utf16.EncodeRune(r); r1 != utf8.RuneError {
			dst = appendEscaped(appendEscaped(dst, byte(r1>>8)), byte(r1))
			r = r2
		}
		dst = appendEscaped(appendEscaped(dst, byte(r>>8)), byte(r))
	}
	return dst
}

func appendEscaped(dst []byte, c byte) []byte {
	switch c {
	case '(', ')', '\\':
		return append(dst, '\\', c)
	case '\r':
		return append(dst, '\\', 'r')
	case '\n':
		return append(dst, '\\', 'n')
	}
	return append(dst, c)
}

// cleaned leaves out what neither XML nor a title can hold, and the space
// around it.
func cleaned(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n', r == '\r':
			return ' '
		case r < ' ', r >= 0x7F && r < 0xA0, r == 0xFEFF, r == 0xFFFE, r == 0xFFFF:
			return -1
		}
		return r
	}, s))
}
