package yamldoc

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/bits"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"kansli/internal/diag"
)

// maxSize is far above any case file and below what would fill the memory.
const maxSize = 10 << 20

// maxCharFaults keeps a file of the wrong kind from giving one finding a byte.
const maxCharFaults = 20

// tooManyAngles would take the library hours: it counts the rest of a run of <
// anew at each of them.
var tooManyAngles = strings.Repeat("<", 1001)

// source is the text of a file, as written and as it is given to the library.
type source struct {
	file   string
	text   string // as written, without a byte order mark
	clean  string // what is parsed; the same code points at the same places as text
	normal bool   // all values in the text are in NFC already

	counted sync.Once
	starts  []int32 // the offset in text of each line; see lineStarts
}

// place is a position in a file: 1-based, columns in code points.
type place struct{ line, column int32 }

// fault is what a finding says apart from its place.
type fault struct{ rule, message, remedy string }

// newSource checks the bytes of a file. It reports false when nothing in the
// file can be read.
func newSource(file string, src []byte) (*source, []diag.Finding, bool) {
	src = bytes.TrimPrefix(src, []byte("\uFEFF"))
	s := &source{file: file}
	if len(src) > maxSize {
		return s, []diag.Finding{s.finding(place{}, "", fault{"för-stor-fil",
			fmt.Sprintf("filen är större än %d MB", maxSize>>20), "dela upp den i flera"})}, false
	}
	s.text = string(src)
	usual := isUsual(src)
	if !usual && !utf8.ValidString(s.text) {
		return s, []diag.Finding{s.badEncoding()}, false
	}
	if i := strings.Index(s.text, tooManyAngles); i >= 0 {
		at := place{int32(1 + strings.Count(s.text[:i], "\n")), 1}
		return s, []diag.Finding{s.finding(at, "", fault{"otillåtet-tecken", fmt.Sprintf("raden har mer än %d tecken < i följd", len(tooManyAngles)-1), "ta bort dem"})}, false
	}
	if usual {
		s.clean, s.normal = s.text, !mayEscape(s.text)
		return s, nil, true
	}
	s.normal = norm.NFC.IsNormalString(s.text) && !mayEscape(s.text)
	findings := s.tidy()
	return s, findings, true
}

// lineStarts finds the lines when they are first asked for: few files have a fault
// to show.
func (s *source) lineStarts() []int32 {
	s.counted.Do(func() {
		s.starts = make([]int32, 1, 1+strings.Count(s.text, "\n"))
		for i := range len(s.text) {
			if s.text[i] == '\n' {
				s.starts = append(s.starts, int32(i)+1)
			}
		}
	})
	return s.starts
}

// line returns a line without its line break, or "" when there is none such.
func (s *source) line(n int) string {
	starts := s.lineStarts()
	if n < 1 || n > len(starts) {
		return ""
	}
	end := len(s.text)
	if n < len(starts) {
		end = int(starts[n]) - 1
	}
	return strings.TrimSuffix(s.text[starts[n-1]:end], "\r")
}

// inside moves a place that the library gave outside the file to the nearest
// one in it; just after the end of a line counts as inside.
func (s *source) inside(p place) place {
	p.line = max(1, min(p.line, int32(len(s.lineStarts()))))
	width := utf8.RuneCountInString(s.line(int(p.line)))
	p.column = max(1, min(p.column, int32(width)+1))
	return p
}

// finding makes an error. The zero place means the whole file.
func (s *source) finding(at place, path string, f fault) diag.Finding {
	out := diag.Finding{File: s.file, Rule: f.rule, Message: f.message, Remedy: f.remedy, Path: path}
	if at != (place{}) {
		at = s.inside(at)
		out.Line, out.Column = int(at.line), int(at.column)
		out.Excerpt = strings.ToValidUTF8(s.line(out.Line), "\uFFFD")
	}
	return out
}

func (s *source) badEncoding() diag.Finding {
	at, column := place{1, 1}, 1
	for i, line := 0, 1; i < len(s.text); {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		if r == utf8.RuneError && size == 1 {
			at = place{int32(line), int32(column)}
			break
		}
		i, column = i+size, column+1
		if r == '\n' {
			line, column = line+1, 1
		}
	}
	f := fault{"teckenkodning", "filen är inte sparad som UTF-8, så å, ä och ö kan inte läsas", "spara filen med teckenkodningen UTF-8"}
	if strings.HasPrefix(s.text, "\xFF\xFE") || strings.HasPrefix(s.text, "\xFE\xFF") {
		f.message = "filen är sparad som UTF-16"
	}
	return s.finding(at, "", f)
}

// tidy sets clean: line breaks as \n, blank lines empty, tabs inside a line and
// forbidden characters as spaces, and a line break at the end. The library reads
// all these in ways of its own otherwise. Each forbidden character is reported.
func (s *source) tidy() []diag.Finding {
	var b strings.Builder
	b.Grow(len(s.text) + 1)
	flow := isFlow(s.text)
	count := 0
	var findings []diag.Finding
	for n := 1; n <= len(s.lineStarts()); n++ {
		line := s.line(n)
		if line == "" && n == len(s.lineStarts()) {
			break // the text ends with a line break
		}
		if strings.Trim(line, " \t") == "" {
			b.WriteByte('\n')
			continue
		}
		if !suspect(line) {
			b.WriteString(line)
			b.WriteByte('\n')
			continue
		}
		text := 0
		for !flow && text < len(line) && (line[text] == ' ' || line[text] == '\t') {
			text++
		}
		b.WriteString(line[:text])
		for i, r := range line[text:] {
			why := forbidden(r)
			switch {
			case why != "":
				if count++; count <= maxCharFaults {
					at := place{int32(n), int32(utf8.RuneCountInString(line[:text+i])) + 1}
					findings = append(findings, s.finding(at, "", fault{"otillåtet-tecken", why, "ta bort tecknet eller skriv om texten för hand"}))
				}
				b.WriteByte(' ')
			case r == '\t':
				b.WriteByte(' ')
			default:
				b.WriteRune(r)
			}
		}
		b.WriteByte('\n')
	}
	if count > maxCharFaults {
		last := &findings[len(findings)-1]
		last.Message += fmt.Sprintf("; ytterligare %d otillåtna tecken finns i filen", count-maxCharFaults)
	}
	s.clean = b.String()
	return findings
}

// isUsual looks through a text once. It reports that the text is surely UTF-8, in
// NFC and such that tidy would change nothing, as nearly all Swedish is.
func isUsual(text []byte) bool {
	line := 0
	for i := printable(text); i < len(text); i += printable(text[i:]) {
		r, size := utf8.DecodeRune(text[i:])
		switch {
		case r == '\n':
			if i > line && text[i-1] == ' ' && len(bytes.Trim(text[line:i], " ")) == 0 {
				return false // a line of blanks
			}
			line = i + 1
		case r >= 0xA0 && r < 0x300: // Latin letters, § and the no-break space
		case r >= 0x2002 && r < 0x2040, r == '€': // dashes and quotation marks
		default:
			return false
		}
		i += size
	}
	return bytes.HasSuffix(text, []byte("\n"))
}

// printable counts the bytes at the start of a text that are printable ASCII. It looks
// at eight at a time, for that is nearly all there is to look at in a file.
func printable(text []byte) (n int) {
	const each = 0x0101010101010101 // a byte of one in all eight
	for ; len(text)-n >= 8; n += 8 {
		eight := binary.LittleEndian.Uint64(text[n:])
		// The high bit of a byte is set above ASCII, by the borrow below a blank, and
		// by the addition in 0x7F.
		if odd := (eight | (eight - ' '*each) | (eight + each)) & (0x80 * each); odd != 0 {
			return n + bits.TrailingZeros64(odd)/8
		}
	}
	for n < len(text) && text[n] >= ' ' && text[n] < 0x7F {
		n++
	}
	return n
}

// isFlow reports whether a text is JSON, or YAML written in that way: then its
// lines mean nothing.
func isFlow(text string) bool {
	text = strings.TrimLeft(text, " \t\r\n")
	return text != "" && (text[0] == '{' || text[0] == '[')
}

// suspect reports whether a line may hold something that tidy changes. It
// knows the first bytes of the characters that forbidden is about.
func suspect(line string) bool {
	for i := range len(line) {
		if c := line[i]; c < ' ' || c == 0x7F || c == 0xC2 || c == 0xEE || c == 0xEF {
			return true
		}
	}
	return false
}

// forbidden says why a character cannot be in a file, or "".
func forbidden(r rune) string {
	switch {
	case r == '\t':
		return ""
	case r < ' ' || r >= 0x7F && r <= 0x9F:
		return fmt.Sprintf("styrtecknet U+%04X kan inte stå i en text", r)
	case r >= 0xE000 && r <= 0xF8FF:
		return fmt.Sprintf("tecknet U+%04X saknar fastställd betydelse och syns olika i olika program", r)
	case r == utf8.RuneError:
		return "tecknet � visar att texten redan har lästs med fel teckenkodning"
	case r == 0xFEFF:
		return "ett osynligt tecken (U+FEFF) står inne i filen"
	case r == 0xFFFE || r == 0xFFFF:
		return fmt.Sprintf("U+%04X är inget tecken", r)
	}
	return ""
}

// mayEscape reports whether a value may hold characters that the text has not, as
// "e\u0301" does.
func mayEscape(text string) bool { return strings.IndexByte(text, '\\') >= 0 }

// nfc returns text in NFC; s.normal spares the work for most files.
func (s *source) nfc(text string) string {
	if s.normal {
		return text
	}
	return norm.NFC.String(text)
}
