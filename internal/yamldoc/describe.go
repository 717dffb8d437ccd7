package yamldoc

import "reflect"

// Field describes a field of a file for a form: the same facts as Schema gives,
// as values.
type Field struct {
	Name, Help string
	Required   bool
	Form       Form
	Type       string   // the name of the Go type of one value, such as Date or Markdown
	Words      []string // of a Choice
	Short      string   // of Keys: the field that a text or list in its place stands for
	Key        string   // of a Keyed list: the field that the keys of a mapping go to
	Many       bool     // a list of what Form says

	typ reflect.Type
}

// Form is how one value is filled in.
type Form uint8

const (
	FormText   Form = iota // anything that is written as text, see Type
	FormChoice             // one of Words
	FormYesNo
	FormNumber
	FormKeys // the fields that Fields gives
)

// Describe returns the fields of the struct that v is, in order.
func Describe(v any) []Field {
	t := reflect.TypeOf(v)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return describe(t)
}

// Fields are the fields of one value of FormKeys; a struct may hold itself.
func (f Field) Fields() []Field {
	if f.Form != FormKeys {
		return nil
	}
	return describe(f.typ)
}

func describe(t reflect.Type) []Field {
	var out []Field
	for _, f := range fieldsOf(t).fields {
		out = append(out, f.describe())
	}
	return out
}

func (f field) describe() Field {
	out := Field{Name: f.name, Help: f.help, Required: f.required, typ: f.plan.typ}
	for {
		switch shapeOf(out.typ) {
		case several, keyed:
			out.Many, out.typ = true, out.typ.Elem()
			continue
		case pointer:
			out.typ = out.typ.Elem()
			continue
		}
		break
	}
	out.Type = out.typ.Name()
	if e, limited := reflect.Zero(out.typ).Interface().(enum); limited {
		out.Form, out.Words = FormChoice, e.Values()
		return out
	}
	switch shapeOf(out.typ) {
	case yesNo:
		out.Form = FormYesNo
	case number:
		out.Form = FormNumber
	case keys:
		out.Form = FormKeys
		s := fieldsOf(out.typ)
		if s.short >= 0 {
			out.Short = s.fields[s.short].name
		}
		if s.key >= 0 {
			out.Key = s.fields[s.key].name
		}
	}
	return out
}
