package merge

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"kansli/internal/diag"
	"kansli/internal/yamldoc"
)

// SourceMap knows where the parts of a Markdown text come from.
type SourceMap struct {
	segments []segment
	starts   []int32 // the first segment of each line
}

// segment is a part of a line from a column on, in code points from 0.
type segment struct {
	column int32
	pos    int32
	src    *source
	path   string // of a value
}

// Origin is where a part of the text comes from. The part is the value of the
// field Value when that is set, put in by the placeholder at the place.
type Origin struct {
	File         string // template, or "" for a field of the case
	Field        string // the Markdown field of the case that has the text, or ""
	Line, Column int    // in File or in Field, 1-based
	Value        string // the field whose value this is, or ""

	text string // the line of the field
}

// At is the origin of a place in the Markdown, both 1-based, columns in code
// points. Known is false for what stands in no template, such as list markers.
func (m SourceMap) At(line, column int) (o Origin, known bool) {
	segments := m.line(line)
	i, found := slices.BinarySearchFunc(segments, column-1, func(s segment, c int) int { return cmp.Compare(int(s.column), c) })
	if !found {
		i--
	}
	if i < 0 || segments[i].src == nil {
		return Origin{}, false
	}
	o = segments[i].origin()
	if o.Value == "" {
		o.Column += max(0, column-1-int(segments[i].column))
	}
	return o, true
}

// Line lists where the parts of a line come from, from left to right; those that
// are not known are left out.
func (m SourceMap) Line(line int) []Origin {
	var out []Origin
	for _, s := range m.line(line) {
		if s.src != nil {
			out = append(out, s.origin())
		}
	}
	return out
}

func (m SourceMap) line(n int) []segment {
	switch {
	case n < 1 || n > len(m.starts):
		return nil
	case n < len(m.starts):
		return m.segments[m.starts[n-1]:m.starts[n]]
	}
	return m.segments[m.starts[n-1]:]
}

func (s segment) origin() Origin {
	o := Origin{File: s.src.file, Field: s.src.path, Value: s.path}
	o.Line, o.Column = s.src.place(int(s.pos))
	o.text = s.src.line(o.Line)
	return o
}

// Trace moves findings about the Markdown to where its text comes from: the
// field of a value or of a text, or else the template. Those whose origin is not
// known are left as they are.
func (m SourceMap) Trace(fs []diag.Finding) []diag.Finding {
	out := slices.Clone(fs)
	for i, f := range out {
		o, known := m.At(f.Line, max(1, f.Column))
		switch {
		case !known:
			continue
		case o.Value != "":
			f.File, f.Path, f.Line, f.Column, f.Excerpt = "", o.Value, 0, 0, ""
		case o.Field != "":
			f.File, f.Path, f.Line, f.Column, f.Excerpt = "", o.Field, 0, o.Column, o.text
		default:
			f.File, f.Line, f.Column = o.File, o.Line, o.Column
		}
		out[i] = f
	}
	return out
}

// Locate gives findings about a field of a case their places in its file. Within
// a text of several lines it looks for the line that the finding quotes.
func Locate(m yamldoc.Marks, fs []diag.Finding) []diag.Finding {
	for i := range fs {
		f := &fs[i]
		if f.File != "" || f.Line != 0 || f.Excerpt == "" {
			continue
		}
		quote := strings.TrimLeft(f.Excerpt, " ")
		indent := utf8.RuneCountInString(f.Excerpt) - utf8.RuneCountInString(quote)
		quote = unbound(strings.TrimSpace(quote))
		f.Excerpt = ""
		within, path := m.Within(f.Path)
		at, found := within.Find(path)
		if !found && at.Line == 0 || quote == "" {
			continue
		}
		for line := at.Line; line < at.Line+maxField; line++ {
			if before, _, ok := strings.Cut(unbound(within.Excerpt(line)), quote); ok {
				f.Line, f.Column = line, utf8.RuneCountInString(before)+f.Column-indent
				break
			}
		}
	}
	return m.Resolve(fs)
}

// unbound is a text as it was before no-break spaces were put into it.
func unbound(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

// maxField is how many lines after its start a text is searched.
const maxField = 1000
