package yamldoc

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
)

// Schema describes the files that decode into the struct v as a JSON Schema,
// draft 2020-12, for completion and checking in editors. The same type gives
// the same bytes.
func Schema(v any, title string) ([]byte, error) {
	t := reflect.TypeOf(v)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil, fmt.Errorf("yamldoc: %s has no keys to describe", t)
	}
	w := schemaWriter{defs: map[string]*schema{}}
	root := w.object(t, false)
	root.Draft, root.Title, root.Defs = "https://json-schema.org/draft/2020-12/schema", title, w.defs
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(root)
	return b.Bytes(), err
}

// schema is a JSON Schema, as far as it is used here.
type schema struct {
	Draft       string             `json:"$schema,omitempty"`
	Title       string             `json:"title,omitempty"`
	Ref         string             `json:"$ref,omitempty"`
	Description string             `json:"description,omitempty"`
	Type        any                `json:"type,omitempty"` // one word or several
	Enum        []any              `json:"enum,omitempty"`
	OneOf       []*schema          `json:"oneOf,omitempty"`
	Items       *schema            `json:"items,omitempty"`
	Properties  properties         `json:"properties,omitempty"`
	Required    []string           `json:"required,omitempty"`
	Additional  any                `json:"additionalProperties,omitempty"` // false or a schema
	Defs        map[string]*schema `json:"$defs,omitempty"`
}

// properties keeps the order of the fields, which editors show.
type properties []property

type property struct {
	name   string
	schema *schema
}

func (ps properties) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for i, p := range ps {
		b.WriteByte("{,"[min(i, 1)])
		if err := enc.Encode(p.name); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := enc.Encode(p.schema); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// schemaWriter collects a definition for each struct, in its two forms: as it
// is written by itself, and as it is written under its key.
type schemaWriter struct{ defs map[string]*schema }

func (w *schemaWriter) of(t reflect.Type) *schema {
	if e, limited := reflect.Zero(t).Interface().(enum); limited {
		s := &schema{}
		for _, word := range e.Values() {
			s.Enum = append(s.Enum, word)
		}
		return s
	}
	switch shapeOf(t) {
	case yesNo:
		return &schema{Enum: []any{true, false, "ja", "nej"}}
	case number:
		return &schema{Type: "integer"}
	case keys:
		return w.ref(t, false)
	case pointer:
		return w.of(t.Elem())
	case several:
		item := w.of(t.Elem())
		return &schema{OneOf: []*schema{item, {Type: "array", Items: item}}}
	case keyed:
		item, s := w.ref(t.Elem(), false), fieldsOf(t.Elem())
		item.Required = []string{s.fields[s.key].name}
		return &schema{OneOf: []*schema{
			{Type: "array", Items: item},
			{Type: "object", Additional: w.ref(t.Elem(), true)},
		}}
	}
	w.defs["text"] = &schema{Type: []string{"string", "number"}} // an editor reads 2.1 as a number
	return &schema{Ref: "#/$defs/text"}
}

// ref returns a reference to the definition of a struct.
func (w *schemaWriter) ref(t reflect.Type, underKey bool) *schema {
	name := t.Name()
	if underKey {
		name += "UnderKey"
	}
	if _, known := w.defs[name]; !known {
		w.defs[name] = nil // a struct may hold itself
		w.defs[name] = w.forms(t, underKey)
	}
	return &schema{Ref: "#/$defs/" + name}
}

// forms describes a struct and, if it has one, its short form.
func (w *schemaWriter) forms(t reflect.Type, underKey bool) *schema {
	s, object := fieldsOf(t), w.object(t, underKey)
	if s.short < 0 || underKey && s.short == s.key {
		return object
	}
	short := w.of(s.fields[s.short].plan.typ)
	if short.OneOf != nil {
		return &schema{OneOf: append(short.OneOf, object)}
	}
	return &schema{OneOf: []*schema{short, object}}
}

func (w *schemaWriter) object(t reflect.Type, underKey bool) *schema {
	s := fieldsOf(t)
	out := &schema{Type: "object", Additional: false}
	for i, f := range s.fields {
		if underKey && i == s.key {
			continue
		}
		p := *w.of(f.plan.typ)
		p.Description = f.help
		out.Properties = append(out.Properties, property{f.name, &p})
		if f.required {
			out.Required = append(out.Required, f.name)
		}
	}
	return out
}
