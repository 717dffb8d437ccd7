// Package yamldoc reads YAML 1.2 (and so JSON) into Go values by struct tags,
// strictly, and remembers where every value stood. It is the only package that
// knows the YAML library.
//
// A file goes through four steps, each of which reports all that it finds:
//
//	bytes   source   encoding, forbidden characters, size
//	text    parse    tree, read here where the form is plain and else by the library;
//	                 a broken top-level entry is set aside and the rest is read
//	nodes   decode   keys, shapes and values against the Go type
//	Marks            path of a field -> line and column
//
// # Tags
//
// The tag sv:"name,option…" names a field as it is written in the file. Fields
// without it are left alone, except that the fields of an embedded struct count
// as the outer struct's own; an embedded struct with the tag sv:",partial" does
// so too, but none of its fields is then required. Options:
//
//	required   the field must be there and not be empty
//	short      a struct that is written as a text or a list is this field
//	key        a slice of such structs may be written as a mapping, whose keys
//	           go to this field in the order of the file
//
// The tag help is the sentence shown in editors.
//
// # Values
//
// A string takes the text of the file to the letter: 2.1, 0123 and 2013-05-17
// stay as they are. A bool is ja, nej, true or false. A type with UnmarshalText
// gets the text; what stands after the last semicolon of its error becomes the
// remedy. A string type with a method Values() []string takes only those words.
// A []T may be written as a single T. Keys and values come out in NFC.
//
// A tab counts as a space, except at the start of a line, where it is a fault. A
// line of blanks counts as empty. Anchors, aliases, tags, merge keys and several
// documents in a file are faults: no official writes them on purpose, and what
// looks like them is a text that lacks its quotation marks.
package yamldoc

import (
	"reflect"

	"kansli/internal/diag"
)

// Doc is a file that has been parsed but not yet held against a Go type.
type Doc struct {
	src  *source
	root node
}

// Parse reads a file as far as its syntax. The name is used in findings only.
// The Doc can be decoded even when there are findings: it then lacks the parts
// that could not be read.
func Parse(file string, src []byte) (Doc, []diag.Finding) {
	s, findings, ok := newSource(file, src)
	d := Doc{src: s}
	if !ok {
		return d, findings
	}
	root, faults := parse(s)
	d.root = root
	return d, append(findings, faults...)
}

// Keys returns the keys of the outermost mapping, in the order of the file.
func (d Doc) Keys() []string {
	keys := make([]string, len(d.root.pairs))
	for i, p := range d.root.pairs {
		keys[i] = p.key
	}
	return keys
}

// Text returns the text under a key of the outermost mapping, or "" when there
// is none.
func (d Doc) Text(key string) string {
	for _, p := range d.root.pairs {
		if p.key == key {
			return p.value.text
		}
	}
	return ""
}

// Decode stores the file in the struct that into points to and returns where
// its values stand. Fields that have a fault keep their zero value.
func (d Doc) Decode(into any) (Marks, []diag.Finding) {
	v := reflect.ValueOf(into).Elem()
	p := planOf(v.Type())
	const single = 10 // values that stand for a list of one, and so have two marks; most files have fewer
	dec := decoder{src: d.src, marks: make([]mark, 1, 1+d.root.inside()+single)}
	dec.marks[0] = mark{parent: -1, index: -1, at: d.root.at, key: d.root.at}
	switch d.root.kind {
	case unread:
	case empty:
		dec.fault(place{1, 1}, 0, fault{"tom-fil", "filen är tom", keyRemedy(p.fields)})
	default:
		dec.value(v, p, &d.root, 0)
	}
	return Marks{src: d.src, marks: dec.marks}, dec.findings
}

// Decode reads a file into the struct that into points to. All faults of the
// file come at once, with their places.
func Decode(file string, src []byte, into any) (Marks, []diag.Finding) {
	doc, findings := Parse(file, src)
	marks, faults := doc.Decode(into)
	return marks, diag.Sort(append(findings, faults...))
}
