package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"kansli/internal/casefile"
	"kansli/internal/swedish"
	"kansli/internal/yamldoc"
)

// change is one change of a field, as the page sends it.
type change struct {
	Op    yamldoc.Op `json:"op"`
	Path  steps      `json:"plats"`
	Value value      `json:"varde"`
	To    int        `json:"till"`
}

// steps is a path as JSON: ["handläggare", 0, "namn"].
type steps yamldoc.Path

func (s *steps) UnmarshalJSON(b []byte) error {
	var raw []any
	if err := json.Unmarshal(b, &raw); err != nil {
		return err
	}
	for _, r := range raw {
		switch r := r.(type) {
		case string:
			if r == "" {
				return errors.New("an empty key")
			}
			*s = append(*s, yamldoc.Step{Key: r})
		case float64:
			*s = append(*s, yamldoc.Step{Index: int(r)})
		default:
			return errors.New("neither key nor index")
		}
	}
	return nil
}

func (s steps) MarshalJSON() ([]byte, error) {
	raw := []any{}
	for _, step := range s {
		if step.Key != "" {
			raw = append(raw, step.Key)
		} else {
			raw = append(raw, step.Index)
		}
	}
	return json.Marshal(raw)
}

// value is a value as JSON: a text, a list, or a list of pairs {"nyckel","varde"}
// under "falt".
type value yamldoc.Value

func (v *value) UnmarshalJSON(b []byte) error {
	var text string
	if json.Unmarshal(b, &text) == nil {
		*v = value(yamldoc.TextValue(strings.ReplaceAll(text, "\r\n", "\n")))
		return nil
	}
	var items []value
	if json.Unmarshal(b, &items) == nil {
		v.Kind = yamldoc.List
		for _, i := range items {
			v.Items = append(v.Items, yamldoc.Value(i))
		}
		return nil
	}
	var fields struct {
		Fields []struct {
			Key   string `json:"nyckel"`
			Value value  `json:"varde"`
		} `json:"falt"`
	}
	if err := json.Unmarshal(b, &fields); err != nil {
		return err
	}
	v.Kind = yamldoc.Mapping
	for _, f := range fields.Fields {
		v.Keys = append(v.Keys, yamldoc.Key{Name: f.Key, Value: yamldoc.Value(f.Value)})
	}
	return nil
}

func (v value) MarshalJSON() ([]byte, error) {
	switch v.Kind {
	case yamldoc.Text:
		return json.Marshal(v.Text)
	case yamldoc.Mapping:
		var fields []map[string]any
		for _, k := range v.Keys {
			fields = append(fields, map[string]any{"nyckel": k.Name, "varde": value(k.Value)})
		}
		return json.Marshal(map[string]any{"falt": fields})
	}
	items := []value{}
	for _, i := range v.Items {
		items = append(items, value(i))
	}
	return json.Marshal(items)
}

// maxChanges is more than any button does.
const maxChanges = 200

// change makes changes in a text and answers with the new text, the form anew
// when its rows changed, and a review.
func (d *Desk) change(w http.ResponseWriter, r *http.Request) error {
	var a struct {
		asked
		Changes []change   `json:"andringar"`
		View    string     `json:"vy"` // form, mote or "" for none
		Section int        `json:"paragraf"`
		Roll    []rollName `json:"upprop"`
	}
	if err := readJSON(r, &a); err != nil {
		return err
	}
	if err := checkName(a.File); err != nil {
		return err
	}
	if len(a.Changes) > maxChanges {
		return problem{http.StatusBadRequest, "För många ändringar på en gång."}
	}
	text := []byte(a.Text)
	for _, c := range a.Changes {
		var err error
		if text, err = apply(text, c); err != nil {
			return problem{http.StatusConflict, swedish.Capital(err.Error()) + "."}
		}
	}
	a.Text = string(text)
	out := struct {
		Text   string `json:"text"`
		View   string `json:"vyn,omitempty"`
		Review review `json:"granskning"`
	}{Text: a.Text}
	var b bytes.Buffer
	var err error
	switch a.View {
	case "form":
		err = pages().ExecuteTemplate(&b, "form", d.form(a.File, text))
	case "mote":
		view := d.meetingView(a.File, text, a.Section, a.Roll)
		a.Paper = view.Paper
		err = pages().ExecuteTemplate(&b, "meetingview", view)
	}
	if err != nil {
		return err
	}
	out.View, out.Review = b.String(), d.reviewOf(a.asked)
	return writeJSON(w, http.StatusOK, out)
}

// apply makes one change. A value in a short form, such as a name where a person
// can stand, is first written out when the change is about a part of it.
func apply(text []byte, c change) ([]byte, error) {
	doc, _ := yamldoc.Parse("", text)
	fields := casefile.Fields(kindOf(doc))
	path := yamldoc.Path(c.Path)
	if len(path) == 0 {
		return nil, yamldoc.ErrEdit
	}
	v, order := doc.Value(), names(fields)
	for i := 0; i < len(path)-1; i++ {
		f, known := find(fields, path[i].Key)
		v = v.Get(path[i].Key)
		if !known {
			break
		}
		expand := func(to yamldoc.Value) error {
			var err error
			if text, err = yamldoc.Apply(text, yamldoc.Edit{Op: yamldoc.OpSet, Path: path[:i+1], Value: to, Order: order}); err == nil {
				v = to
			}
			return err
		}
		if f.Many {
			row := path[i+1]
			if row.Key == "" && v.Kind != yamldoc.List && v.Kind != yamldoc.Nothing {
				if err := expand(yamldoc.Value{Kind: yamldoc.List, Items: []yamldoc.Value{v}}); err != nil {
					return nil, err
				}
			}
			i++
			if row.Key != "" {
				v = v.Get(row.Key)
			} else if row.Index >= 0 && row.Index < len(v.Items) {
				v = v.Items[row.Index]
			} else {
				v = yamldoc.Value{}
			}
			if i == len(path)-1 {
				order = nil
				break
			}
		}
		if f.Form != yamldoc.FormKeys {
			order = nil
			break
		}
		if v.Kind == yamldoc.Text || v.Kind == yamldoc.List {
			if f.Short == "" {
				return nil, yamldoc.ErrEdit
			}
			if err := expand(yamldoc.Value{Kind: yamldoc.Mapping, Keys: []yamldoc.Key{{Name: f.Short, Value: v}}}); err != nil {
				return nil, err
			}
		}
		fields = f.Fields()
		order = names(fields)
	}
	if c.Op == yamldoc.OpRemove {
		if _, err := yamldoc.Apply(text, yamldoc.Edit{Op: c.Op, Path: path}); errors.Is(err, yamldoc.ErrEdit) && !exists(doc.Value(), path) {
			return text, nil // nothing was there
		}
	}
	return yamldoc.Apply(text, yamldoc.Edit{Op: c.Op, Path: path, Value: yamldoc.Value(c.Value), To: c.To, Order: order})
}

func exists(v yamldoc.Value, path yamldoc.Path) bool {
	for _, s := range path {
		switch {
		case s.Key != "":
			found := false
			for _, k := range v.Keys {
				if k.Name == s.Key {
					v, found = k.Value, true
					break
				}
			}
			if !found {
				return false
			}
		case s.Index < 0 || s.Index >= len(v.Items):
			return false
		default:
			v = v.Items[s.Index]
		}
	}
	return true
}

func names(fields []yamldoc.Field) []string {
	var out []string
	for _, f := range fields {
		out = append(out, f.Name)
	}
	return out
}

func find(fields []yamldoc.Field, name string) (yamldoc.Field, bool) {
	for _, f := range fields {
		if f.Name == name {
			return f, true
		}
	}
	return yamldoc.Field{}, false
}

// kindOf is what a file says that it is.
func kindOf(doc yamldoc.Doc) casefile.Kind { return casefile.Kind(doc.Text("typ")) }

// edits is a list of changes as a button carries it.
func edits(cs ...change) string {
	b, err := json.Marshal(cs)
	if err != nil {
		return "[]"
	}
	return string(b)
}
