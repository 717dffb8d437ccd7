package yamldoc

import (
	"encoding"
	"reflect"
	"strings"
	"sync"
)

// plan is how values of a Go type are written. Reflection is slow at telling it, so
// it is made once for each type that files are decoded into.
type plan struct {
	typ    reflect.Type
	shape  shape
	elem   *plan      // of what a pointer points to, or of the elements of a slice
	fields *structure // of a struct
}

// field is a field of a struct as the file knows it.
type field struct {
	name, help string
	required   bool
	index      []int
	plan       *plan
}

// of is the field of a struct.
func (f *field) of(v reflect.Value) reflect.Value {
	for _, i := range f.index {
		v = v.Field(i)
	}
	return v
}

// structure is what the tags of a struct say. short and key are indexes into
// fields, or -1.
type structure struct {
	fields     []field
	byName     map[string]int
	short, key int
}

var plans sync.Map // reflect.Type -> *plan

func planOf(t reflect.Type) *plan {
	if known, ok := plans.Load(t); ok {
		return known.(*plan)
	}
	known, _ := plans.LoadOrStore(t, planner{}.plan(t))
	return known.(*plan)
}

func fieldsOf(t reflect.Type) *structure { return planOf(t).fields }

func shapeOf(t reflect.Type) shape { return planOf(t).shape }

// planner makes plans. A struct may hold itself, so a plan is known before the plans
// of its fields are made.
type planner map[reflect.Type]*plan

func (made planner) plan(t reflect.Type) *plan {
	if p, ok := made[t]; ok {
		return p
	}
	p := &plan{typ: t, shape: shapeFor(t)}
	made[t] = p
	switch p.shape {
	case pointer, several:
		p.elem = made.plan(t.Elem())
		if s := p.elem.fields; p.shape == several && s != nil && s.key >= 0 {
			p.shape = keyed
		}
	case keys:
		p.fields = &structure{short: -1, key: -1, byName: map[string]int{}}
		p.fields.add(t, nil, false)
		for i := range p.fields.fields {
			f := &p.fields.fields[i]
			f.plan = made.plan(t.FieldByIndex(f.index).Type)
		}
	}
	return p
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
			name: name, help: f.Tag.Get("help"), index: index,
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

// shapeFor is the shape of a type by itself; the elements of a slice decide whether
// it is keyed.
func shapeFor(t reflect.Type) shape {
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
		return several
	}
	panic("yamldoc: no way to write a " + t.String())
}

// enum is a type with only some values.
type enum interface{ Values() []string }
