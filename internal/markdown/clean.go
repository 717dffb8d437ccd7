package markdown

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"kansli/internal/diag"

	"golang.org/x/text/unicode/norm"
)

// clean returns the text as the rest of the package expects it: valid UTF-8 in
// NFC, without a byte order mark, lines ended by \n, the last one too. A byte or
// character that cannot stand in a paper is told once for each line and becomes
// U+FFFD.
func (r *reader) clean(src []byte) []byte {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	if bytes.IndexByte(src, '\r') >= 0 {
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
		src = bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
	}
	printable, composed := scan(src)
	if !printable {
		src = r.replaceBad(src)
	}
	if !composed {
		src = norm.NFC.Bytes(src)
	}
	if !bytes.HasSuffix(src, []byte("\n")) {
		src = append(bytes.Clone(src), '\n')
	}
	return src
}

// harmless are the bytes of ASCII that scan has nothing to say about.
var harmless = func() (t [256]bool) {
	t['\n'] = true
	for c := ' '; c < 0x7f; c++ {
		t[c] = true
	}
	return t
}()

// scan reports whether src is valid UTF-8 without control characters, and
// whether it is surely in NFC: no character below U+0300 and no dash or quotation
// mark composes with what stands before it, and those are nearly all that Swedish
// needs.
func scan(src []byte) (printable, composed bool) {
	composed = true
	for i := untold(src); i < len(src); i += untold(src[i:]) {
		x, n := utf8.DecodeRune(src[i:])
		if x == utf8.RuneError && n == 1 || isControl(x) {
			return false, false
		}
		if x >= 0x300 && (x < 0x2010 || x > 0x2027) {
			composed = false
		}
		i += n
	}
	return true, composed
}

// untold is how many harmless bytes s begins with.
func untold(s []byte) int {
	for i, c := range s {
		if !harmless[c] {
			return i
		}
	}
	return len(s)
}

// isControl holds the control characters of Unicode less the tab and the line
// feed, and the characters that turn the direction of a text, with which one text
// can be made to look like another.
func isControl(x rune) bool {
	switch {
	case x == '\t' || x == '\n':
		return false
	case x < ' ', x >= 0x7f && x < 0xa0:
		return true
	}
	return x >= 0x2028 && x <= 0x202e || x >= 0x2066 && x <= 0x2069
}

func (r *reader) replaceBad(src []byte) []byte {
	out := make([]byte, 0, len(src)+16)
	line, start, told := 1, 0, 0
	for i := 0; i < len(src); {
		x, n := utf8.DecodeRune(src[i:])
		bad := isControl(x)
		f := diag.Finding{
			Rule:    "styrtecken",
			Message: fmt.Sprintf("styrtecknet U+%04X kan inte stå i ett dokument", x),
			Remedy:  "ta bort tecknet; det syns ofta inte men följer med när text klistras in",
		}
		if x == utf8.RuneError && n == 1 {
			bad = true
			f.Rule = "ogiltig-utf-8"
			f.Message = fmt.Sprintf("byten %#02x är inte giltig UTF-8", src[i])
			f.Remedy = "spara filen som UTF-8"
		}
		if bad {
			x = utf8.RuneError
			if told != line {
				told = line
				f.File, f.Line, f.Column = r.file, line, utf8.RuneCount(src[start:i])+1
				text, _, _ := bytes.Cut(src[start:], []byte("\n"))
				f.Excerpt = string(bytes.Map(visible, text))
				r.findings = append(r.findings, f)
			}
		}
		out = utf8.AppendRune(out, x)
		i += n
		if x == '\n' {
			line, start = line+1, i
		}
	}
	return out
}

func visible(x rune) rune {
	if isControl(x) {
		return utf8.RuneError
	}
	return x
}
