package merge

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"kansli/internal/diag"
	"kansli/internal/swedish"
)

// writer turns pieces into the text of a document.
type writer struct {
	out      []byte
	start    int // of the line in out
	lines    SourceMap
	findings []diag.Finding

	fence  string // the fence of the code that is open, or ""
	blank  bool   // a blank line is due
	inText bool   // the last line was of a paragraph
	told   []byte // the end of the paragraph before this line, as printed
	joined bool   // the line goes on with that paragraph
	open   []openItem

	flatLine textLine // of the last line with a list in it
}

// openItem is a list item that lines can belong to. Columns are those of the
// template (old) and of the result (now), which differ when a number got wider.
type openItem struct {
	marker   int // column of the marker, old
	old, now int // column of the text
	number   int // -1 for a bullet
	delim    byte
}

// lineKind says what kind of block a line belongs to.
type lineKind uint8

const (
	paragraph lineKind = iota
	heading
	codeFence
	division
	table
)

// body writes the lines from line i on. It returns all lines, which may have become
// more.
func (w *writer) body(lines []textLine, i int) []textLine {
	for ; i < len(lines); i++ {
		l := lines[i]
		if w.fence != "" {
			w.code(l)
			continue
		}
		if l.blank() {
			w.blank, w.inText = true, false
			continue
		}
		kind, prefix := w.classify(nil, l.lead(), w.inText)
		if kind == paragraph {
			if k := l.listToPoints(); k >= 0 {
				lines, i = w.expand(lines, i, k), i-1
				continue
			}
			for i+1 < len(lines) && w.continues(l, lines[i+1]) && bindsAcross(l, lines[i+1]) {
				i++
				l = append(append(l[:len(l):len(l)], piece{text: "\u00a0"}), lines[i].cut(prefixWidth(lines[i].lead()))...)
			}
		}
		w.line(l, kind, prefix)
	}
	return lines
}

// classify tells what a line is by the literal text that it begins with, and how
// long its list markers, marks of quotation and blanks are. In a paragraph only
// the number 1 begins a list, other numbers go on with one.
func (w *writer) classify(before textLine, lead string, inText bool) (lineKind, int) {
	prefix := prefixWidth(lead)
	if inText {
		column := blanks(lead)
		marker := lead[column:]
		if n := digits(marker); n > 0 && marker[:n] != "1" && !w.numbered(before, column) {
			prefix = column
		}
	}
	rest := lead[prefix:]
	if rest == "" {
		return paragraph, prefix
	}
	switch rest[0] {
	case '#':
		if at, _ := blockStart(rest); at == 0 {
			return heading, prefix
		}
	case '`', '~':
		if strings.HasPrefix(rest, "```") || strings.HasPrefix(rest, "~~~") {
			return codeFence, prefix
		}
	case ':':
		if strings.HasPrefix(rest, ":::") {
			return division, prefix
		}
	case '|':
		return table, prefix
	}
	return paragraph, prefix
}

func prefixWidth(lead string) int {
	n := 0
	for {
		w := markerWidth(lead[n:])
		if w == 0 {
			return n
		}
		n += w
	}
}

// numbered reports whether a list that is open, or that the line before begins,
// has its numbers in a column.
func (w *writer) numbered(before textLine, column int) bool {
	for _, item := range w.open {
		if item.number >= 0 && item.marker == column {
			return true
		}
	}
	lead := before.lead()
	marker := lead[blanks(lead):]
	return len(lead)-len(marker) == column && digits(marker) > 0 && markerWidth(marker) > 0
}

// continues reports whether a line goes on with the paragraph of the line before.
func (w *writer) continues(before, l textLine) bool {
	if l.blank() {
		return false
	}
	lead := l.lead()
	kind, prefix := w.classify(before, lead, true)
	return kind == paragraph && blanks(lead) >= prefix
}

// bindsAcross reports whether a line must not break where the template does.
func bindsAcross(l, next textLine) bool {
	a, b := l.ending(boundLength), next.beginning(boundLength)
	if len(a) > boundLength {
		a = a[strings.IndexByte(a[len(a)-boundLength:], ' ')+len(a)-boundLength+1:]
	}
	if len(b) > boundLength {
		if n := strings.LastIndexByte(b[:boundLength], ' '); n > 0 {
			b = b[:n]
		}
	}
	return !strings.HasSuffix(a, "\\") && swedish.Binds(a, b)
}

// boundLength is enough of a text to see whether it binds to what is beside it.
const boundLength = 24

// code writes a line of preformatted text.
func (w *writer) code(l textLine) {
	trimmed := strings.TrimSpace(l.raw())
	for _, p := range l {
		if p.kind == datum || p.kind == several {
			w.misplaced(p)
		}
	}
	if strings.HasPrefix(trimmed, w.fence) && strings.Trim(trimmed, w.fence[:1]) == "" {
		w.fence = ""
	}
	w.begin()
	for _, p := range l {
		w.segment(p)
		w.out = append(w.out, p.text...)
	}
	w.end()
}

func (w *writer) misplaced(p piece) {
	f := diag.Finding{Rule: "platshållare-i-kod", Message: "en platshållare kan inte stå i kodtext", Remedy: "ta bort kodmarkeringen (`) kring den"}
	if p.src != nil {
		f = p.src.at(int(p.pos), f)
	}
	w.findings = append(w.findings, f)
}

// line writes a line that is not code, and spends it.
func (w *writer) line(l textLine, kind lineKind, prefix int) {
	lead := l.lead()
	starts := kind != paragraph || !w.inText || blanks(lead) < prefix
	if kind == division && strings.Trim(lead[prefix:], ": ") == "" {
		w.blank = false
	}
	w.begin()
	w.container(lead[:prefix], starts)
	if w.joined = !starts; starts {
		w.told = w.told[:0]
	}
	if kind == codeFence {
		rest := lead[prefix:]
		w.fence = rest[:len(rest)-len(strings.TrimLeft(rest, rest[:1]))]
	}
	w.inText = kind == paragraph
	if kind == heading && len(l) > 0 {
		level := len(lead[prefix:]) - len(strings.TrimLeft(lead[prefix:], "#"))
		w.out = append(w.out, "#####"[:min(int(l[0].lower), 6-level)]...)
	}
	w.content(w.flat(l.drop(prefix)), kind)
	w.end()
}

// container keeps account of the list items that are open, numbers them, and
// writes what the line begins with.
func (w *writer) container(prefix string, starts bool) {
	old := blanks(prefix)
	last := openItem{number: -1}
	for n := len(w.open); starts && n > 0 && w.open[n-1].old > old; n-- {
		last = w.open[n-1]
		w.open = w.open[:n-1]
	}
	column := old
	if n := len(w.open); n > 0 {
		column += w.open[n-1].now - w.open[n-1].old
	}
	for range column {
		w.out = append(w.out, ' ')
	}
	for rest := prefix[old:]; rest != ""; {
		n := markerWidth(rest)
		marker := rest[:n]
		rest = rest[n:]
		item := openItem{marker: old, number: -1}
		old += n
		if marker[0] == '>' || marker[0] == ' ' {
			w.out = append(w.out, marker...)
			continue
		}
		if end := digits(marker); end > 0 {
			item.number, _ = strconv.Atoi(marker[:end])
			item.delim = marker[end]
			if last.number >= 0 && last.marker == item.marker && last.delim == item.delim {
				item.number = last.number + 1
			}
			w.out = strconv.AppendInt(w.out, int64(item.number), 10)
			marker = marker[end:]
		}
		w.out = append(w.out, marker...)
		item.old, item.now = old, len(w.out)-w.start
		w.open = append(w.open, item)
	}
}

// begin starts a line, after the blank line that is due. A line break that ends a
// paragraph is none.
func (w *writer) begin() {
	if w.blank && len(w.out) > 0 {
		if before, found := bytes.CutSuffix(w.out, []byte("  \n")); found {
			w.out = append(before, '\n')
		}
		w.out = append(w.out, '\n')
		w.lines.starts = append(w.lines.starts, int32(len(w.lines.segments)))
	}
	w.blank = false
	w.start = len(w.out)
	w.lines.starts = append(w.lines.starts, int32(len(w.lines.segments)))
}

// end ends a line.
func (w *writer) end() { w.out = append(w.out, '\n') }

// segment notes where what follows on the line comes from.
func (w *writer) segment(p piece) {
	column := int32(0)
	for _, b := range w.out[w.start:] {
		if utf8.RuneStart(b) {
			column++
		}
	}
	w.lines.segments = append(w.lines.segments, segment{column, p.pos, p.src, p.path})
}
