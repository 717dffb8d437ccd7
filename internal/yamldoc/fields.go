package yamldoc

import (
	"encoding"
	"reflect"
	"strings"
	"sync"
)

// field is a field of a struct as the file knows it.
type field struct {
	name, help string
	required   bool
	index      []int
	typ        reflect.Type
}

// structure is what the tags of a struct say. short and key are indexes into
// fields, or -1.
type structure struct {
	fields     []field
	byName     map[string]int
	short, key int
}

var structures sync.Map // reflect.Type -> *structure

func fieldsOf(t reflect.Type) *structure {
	if known, ok := structures.Load(t); ok {
		return known.(*structure)
	}
	s := &structure{short: -1, key: -1, byName: map[string]int{}}
	s.add(t, nil, false)
	known, _ := structures.LoadOrStore(t, s)
	return known.(*structure)
}

// add takes up the fields of a struct; in a partial one none is required.
func (s *structure) add(t reflect.Type, outer []int, partial bool) {
	for i := range t.NumField() {
		f := t.Field(i)
		index := append(append([]int{}, outer...), i)
		tag, tagged := f.Tag.Lookup("sv")
		if tag == "" || tag == ",partial" {
			if f.Anonymous && f.Type.Kind() == reflect.Struct {
				s.add(f.Type, index, partial || tagged)
			}
			continue
		}
		name, options, _ := strings.Cut(tag, ",")
		s.byName[name] = len(s.fields)
		for option := range strings.SplitSeq(options, ",") {
			switch option {
			case "short":
				s.short = len(s.fields)
			case "key":
				s.key = len(s.fields)
			}
		}
		s.fields = append(s.fields, field{
			name: name, help: f.Tag.Get("help"), index: index, typ: f.Type,
			required: !partial && strings.Contains(","+options+",", ",required,"),
		})
	}
}

func (s *structure) names() []string {
	names := make([]string, len(s.fields))
	for i, f := range s.fields {
		names[i] = f.name
	}
	return names
}

// shape is how values of a Go type are written.
type shape uint8

const (
	words   shape = iota // a string that takes only some words
	text                 // any other string
	yesNo                // bool
	number               // int
	own                  // what reads itself from text
	keys                 // struct
	several              // slice
	keyed                // slice that may be written as a mapping
	pointer              // to a struct
)

var shapes sync.Map // reflect.Type -> shape

func shapeOf(t reflect.Type) shape {
	if known, ok := shapes.Load(t); ok {
		return known.(shape)
	}
	s := newShape(t)
	shapes.Store(t, s)
	return s
}

func newShape(t reflect.Type) shape {
	if reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()) {
		return own
	}
	switch t.Kind() {
	case reflect.String:
		if t.Implements(reflect.TypeFor[enum]()) {
			return words
		}
		return text
	case reflect.Bool:
		return yesNo
	case reflect.Int:
		return number
	case reflect.Struct:
		return keys
	case reflect.Pointer:
		return pointer
	case reflect.Slice:
		if shapeOf(t.Elem()) == keys && fieldsOf(t.Elem()).key >= 0 {
			return keyed
		}
		return several
	}
	panic("yamldoc: no way to write a " + t.String())
}

// enum is a type with only some values.
type enum interface{ Values() []string }
