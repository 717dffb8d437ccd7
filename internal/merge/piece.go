package merge

import (
	"slices"
	"strings"

	"kansli/internal/diag"
)

// pieceKind says what a piece is.
type pieceKind uint8

const (
	literal pieceKind = iota // Markdown of a template or of a Markdown field
	datum                    // a value; text, whatever it looks like
	several                  // a list in a sentence
	touch                    // a field was looked at; prints nothing
	fault                    // something is wrong here; prints nothing
)

// piece is a part of the text that is being made. Until the whole text is known
// a value is not escaped, because how depends on what stands around it. What this
// package adds itself has no src.
type piece struct {
	kind  pieceKind
	noun  bool   // of a datum: a capital at the start of a sentence
	link  bool   // of a datum: written as a link when it is an address
	lower uint8  // how many levels a heading is lowered
	pos   int32  // offset in src
	text  string //
	src   *source
	path  string // the field of a datum
	list  *listing
	fault *diag.Finding
}

// listing is a list in a sentence.
type listing struct {
	items  []piece
	plural string // "enheter" for "följande enheter"
	points bool   // wanted as points
	inline bool   // stays in the sentence, because another list there is set out
}

// sink collects pieces. Text that is put in behind a list marker or in a
// quotation goes on under it: prefix stands before each new line. Lower is how
// many levels headings are lowered.
type sink struct {
	desk   *desk
	pieces []piece
	prefix string
	lower  uint8
}

func (s *sink) add(p piece) {
	if s.desk.full() {
		return
	}
	s.desk.added++
	if p.kind == several {
		s.desk.added += len(p.list.items)
	}
	if s.desk.full() {
		p = piece{kind: fault, fault: &diag.Finding{Rule: "för-långt-papper", Message: "papperet skulle bli orimligt långt, för platshållare hämtar in texter som hämtar in texter",
			Remedy: "skriv ut texterna i stället, eller ta bort platshållare"}}
	}
	p.lower += s.lower
	if p.kind != literal || s.prefix == "" {
		s.pieces = append(s.pieces, p)
		return
	}
	for {
		line, rest, more := strings.Cut(p.text, "\n")
		if !more {
			s.pieces = append(s.pieces, p)
			return
		}
		first := p
		first.text = p.text[:len(line)+1]
		s.pieces = append(s.pieces, first, piece{text: s.prefix})
		p.text, p.pos = rest, p.pos+int32(len(line))+1
	}
}

func (s *sink) own(text string) { s.add(piece{text: text}) }

// nest makes what put adds belong to the list item or quotation that the current
// line has begun.
func (s *sink) nest(put func()) {
	outer := s.prefix
	s.prefix = continuation(s.line())
	put()
	s.prefix = outer
}

// line is the text of the line that is being written.
func (s *sink) line() string {
	i := len(s.pieces)
	for i > 0 && strings.IndexByte(s.pieces[i-1].text, '\n') < 0 {
		i--
	}
	var b strings.Builder
	if i > 0 {
		last := s.pieces[i-1].text
		b.WriteString(last[strings.LastIndexByte(last, '\n')+1:])
	}
	for _, p := range s.pieces[i:] {
		b.WriteString(p.text)
		if p.kind != literal {
			break
		}
	}
	return b.String()
}

// heading is the text of the last heading.
func (s *sink) heading() string {
	var line string
	for i := len(s.pieces) - 1; i >= 0; i-- {
		p := s.pieces[i]
		if p.kind == fault || p.kind == touch {
			continue
		}
		line = p.text + line
		if at := strings.LastIndex("\n"+line, "\n#"); at >= 0 && p.kind == literal {
			title, _, _ := strings.Cut(line[at:], "\n")
			return capital(strings.Trim(title, "# "))
		}
	}
	return ""
}

// continuation is what the lines under a line begin with: blanks as wide as its
// list markers, and its marks of quotation.
func continuation(line string) string {
	out := make([]byte, 0, 8)
	for {
		n := markerWidth(line)
		if n == 0 {
			return string(out)
		}
		for _, c := range []byte(line[:n]) {
			if c != '>' {
				c = ' '
			}
			out = append(out, c)
		}
		line = line[n:]
	}
}

// markerWidth is the number of bytes of the blanks, the list marker or the mark
// of quotation that a line begins with, 0 for text.
func markerWidth(line string) int {
	if line == "" {
		return 0
	}
	n := 1
	switch c := line[0]; {
	case c == ' ':
		return blanks(line)
	case c == '>':
		return 1 + blankAfter(line[1:])
	case isDigit(c):
		n = digits(line)
		if n > 9 || n == len(line) || line[n] != '.' && line[n] != ')' {
			return 0
		}
		n++
	case c != '-' && c != '+' && c != '*':
		return 0
	}
	if n < len(line) && line[n] != ' ' {
		return 0
	}
	return n + blankAfter(line[n:])
}

// blanks is how many blanks a text begins with.
func blanks(s string) int {
	n := 0
	for n < len(s) && s[n] == ' ' {
		n++
	}
	return n
}

// digits is how many digits a text begins with.
func digits(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func blankAfter(s string) int {
	if strings.HasPrefix(s, " ") {
		return 1
	}
	return 0
}

// textLine is a line of the text that is being made, without its line break.
type textLine []piece

// split divides pieces into lines.
func split(pieces []piece) []textLine {
	lines, _ := appendLines(nil, nil, pieces)
	return lines
}

// appendLines divides pieces into lines, which it puts into lines; their pieces
// are put into all.
func appendLines(lines []textLine, all, pieces []piece) ([]textLine, []piece) {
	breaks := 0
	for _, p := range pieces {
		if p.kind == literal {
			breaks += strings.Count(p.text, "\n")
		}
	}
	all = slices.Grow(all, len(pieces)+breaks)
	lines = slices.Grow(lines, breaks+1)
	start := 0
	for _, p := range pieces {
		for p.kind == literal {
			n := strings.IndexByte(p.text, '\n')
			if n < 0 {
				break
			}
			if n > 0 {
				first := p
				first.text = p.text[:n]
				all = append(all, first)
			}
			lines = append(lines, all[start:len(all):len(all)])
			start = len(all)
			p.text, p.pos = p.text[n+1:], p.pos+int32(n)+1
		}
		if p.kind != literal || p.text != "" {
			all = append(all, p)
		}
	}
	return append(lines, all[start:len(all):len(all)]), all
}

// joined is the inverse of split.
func joined(lines []textLine) []piece {
	n := 0
	for _, l := range lines {
		n += len(l) + 1
	}
	out := make([]piece, 0, n)
	for i, l := range lines {
		if i > 0 {
			out = append(out, piece{text: "\n"})
		}
		out = append(out, l...)
	}
	return out
}

// raw is the text of a line with its values as they are.
func (l textLine) raw() string {
	if len(l) == 1 {
		return l[0].text
	}
	n := 0
	for _, p := range l {
		n += len(p.text)
	}
	var b strings.Builder
	b.Grow(n)
	for _, p := range l {
		b.WriteString(p.text)
	}
	return b.String()
}

// lead is the literal text before the first value of a line.
func (l textLine) lead() string {
	for i, p := range l {
		if p.kind == datum || p.kind == several {
			return l[:i].raw()
		}
	}
	return l.raw()
}

// beginning is the first n bytes of a line after its blanks, or more.
func (l textLine) beginning(n int) string {
	if len(l) > 0 {
		if text := strings.TrimLeft(l[0].text, " "); len(text) > n {
			return text
		}
	}
	return strings.TrimLeft(l.raw(), " ")
}

// ending is the last n bytes of a line, or more.
func (l textLine) ending(n int) string {
	if len(l) > 0 && len(l[len(l)-1].text) > n {
		return l[len(l)-1].text
	}
	return l.raw()
}

// blank reports whether nothing is printed on the line.
func (l textLine) blank() bool {
	for _, p := range l {
		if p.kind == datum || p.kind == several || strings.TrimSpace(p.text) != "" {
			return false
		}
	}
	return true
}

// drop takes n bytes, which are literal text, from the front of a line that is not
// to be used again.
func (l textLine) drop(n int) textLine {
	for n > 0 && n >= len(l[0].text) {
		n -= len(l[0].text)
		l = l[1:]
	}
	if n > 0 {
		l[0].text, l[0].pos = l[0].text[n:], l[0].pos+int32(n)
	}
	return l
}

// cut is a line without its first n bytes, which are literal text.
func (l textLine) cut(n int) textLine {
	if n == 0 {
		return l
	}
	out := make(textLine, 0, len(l))
	for _, p := range l {
		if p.kind == literal && n > 0 {
			k := min(n, len(p.text))
			p.text, p.pos, n = p.text[k:], p.pos+int32(k), n-k
		}
		out = append(out, p)
	}
	return out
}
