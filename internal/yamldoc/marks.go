package yamldoc

import (
	"slices"
	"strings"

	"kansli/internal/diag"
)

// Marks knows where the values of a file stand. A path names a value by the
// keys of the file: förslag[1].text, frister.protokoll, närvarande[3].tjänstgör.
// The zero Marks knows nothing.
type Marks struct {
	src       *source
	marks     []mark
	redirects []Redirect
}

// Redirect makes a path of a file and the paths below it lead to the value At of
// another file, which stands in for the one of this file: with dnr redirected to
// skillnader.bromma.dnr of utskick.yaml, dnr[1] is skillnader.bromma.dnr[1]
// there. With At empty, what is below the path starts at the other file's top.
type Redirect struct {
	Path string
	To   Marks
	At   string
}

// Mount makes the paths below path, the name of a value that refers to another
// file, lead into that file: with arende.yaml mounted at paragrafer[3].ärende,
// paragrafer[3].ärende.dnr is the dnr of arende.yaml.
func (m *Marks) Mount(path string, other Marks) { *m = m.With(Redirect{path, other, ""}) }

// With returns the marks with paths redirected. The last one that fits a path
// counts.
func (m Marks) With(redirects ...Redirect) Marks {
	m.redirects = slices.Concat(m.redirects, redirects)
	return m
}

// Within returns the marks of the file that a path leads into, and the path in
// that file.
func (m Marks) Within(path string) (Marks, string) {
	for _, other := range slices.Backward(m.redirects) {
		rest, ok := strings.CutPrefix(path, other.Path)
		switch {
		case !ok || rest != "" && rest[0] != '.' && rest[0] != '[':
		case other.At != "":
			return other.To.Within(other.At + rest)
		case strings.HasPrefix(rest, "."):
			return other.To.Within(rest[1:])
		}
	}
	return m, path
}

// mark is a value, under its parent. An element of a list has an index, and a
// name as well when its struct has a key.
type mark struct {
	parent, index int32
	name          string
	at, key       place
}

// Place is where a value and its key stand: 1-based, columns in code points. For
// an element of a list the key is the element itself.
type Place struct{ Line, Column, KeyLine, KeyColumn int }

// Find returns the place of the value with a path, or that of the nearest value
// around it, and whether the path itself was found.
func (m Marks) Find(path string) (Place, bool) {
	if len(m.marks) == 0 {
		return Place{}, false
	}
	at, rest := int32(0), path
	for rest != "" {
		next, after := m.child(at, rest)
		if next < 0 {
			break
		}
		at, rest = next, after
	}
	value, key := m.src.inside(m.marks[at].at), m.src.inside(m.marks[at].key)
	return Place{int(value.line), int(value.column), int(key.line), int(key.column)}, rest == ""
}

// child returns the child of a value that a path goes on with and what remains
// of the path, or -1. Keys may hold dots, so the longest name that fits is it.
func (m Marks) child(parent int32, path string) (int32, string) {
	best, after := int32(-1), ""
	step, isStep := strings.CutPrefix(path, ".")
	for i := parent + 1; i < int32(len(m.marks)); i++ {
		k := &m.marks[i]
		if k.parent != parent {
			continue
		}
		if k.index >= 0 {
			if rest, ok := strings.CutPrefix(path, indexed(k.index)); ok {
				return i, rest
			}
		}
		if k.name == "" || !isStep && parent != 0 {
			continue
		}
		rest, ok := strings.CutPrefix(step, k.name)
		if ok && (rest == "" || rest[0] == '.' || rest[0] == '[') && (best < 0 || len(rest) < len(after)) {
			best, after = i, rest
		}
	}
	return best, after
}

// Resolve fills in file, line, column and excerpt of the findings that have
// only a path, in place, and returns them. A path that leads into a mounted file
// gives a place there. Findings of other files are left alone. A finding without
// a path is given the file.
func (m Marks) Resolve(fs []diag.Finding) []diag.Finding {
	if m.src == nil {
		return fs
	}
	for i := range fs {
		f := &fs[i]
		m := m
		if f.File == "" {
			m, f.Path = m.Within(f.Path)
		} else if f.File != m.src.file {
			continue
		}
		f.File = m.src.file
		if f.Line == 0 && f.Path != "" {
			p, _ := m.Find(f.Path)
			f.Line, f.Column = p.Line, p.Column
		}
		if f.Excerpt == "" {
			f.Excerpt = m.Excerpt(f.Line)
		}
	}
	return fs
}

// Excerpt returns a line of the file as written, or "" when there is none such.
func (m Marks) Excerpt(line int) string {
	if m.src == nil {
		return ""
	}
	return m.src.line(line)
}

// Keys returns the keys that are written below a path, "" for the file itself,
// in the order of the file.
func (m Marks) Keys(path string) []string {
	at, rest := int32(0), path
	for rest != "" {
		next, after := m.child(at, rest)
		if next < 0 {
			return nil
		}
		at, rest = next, after
	}
	var keys []string
	for i := at + 1; i < int32(len(m.marks)); i++ {
		if m.marks[i].parent == at && m.marks[i].name != "" {
			keys = append(keys, m.marks[i].name)
		}
	}
	return keys
}
