package caserows

import (
	"reflect"
	"slices"

	"kansli/internal/namnd"
	"kansli/internal/yamldoc"
)

// differences are the values of a row that the file does not have already, each
// as small as it can be.
func (m *maker) differences(r row, values []value, there *Existing) []value {
	now := caseOf(values)
	doc, _ := yamldoc.Parse(there.Name, there.Src)
	var all []value
	for _, v := range values {
		switch field := v.path[0].Key; {
		case field == "nämnd" || field == "dnr":
		case field == "undertecknare" && reflect.DeepEqual(now.Signatories, there.Case.Board.Signatories) && len(there.Case.Signatories) == 0:
			// the file leaves them to the board
		case field == "handläggare":
			all = append(all, differentPeople(v, now.Handlers, there.Case.Handlers)...)
		case field == "undertecknare":
			all = append(all, differentPeople(v, now.Signatories, there.Case.Signatories)...)
		case slices.Contains(openFields, field):
			all = append(all, differentNamed(v, doc.Value().Get(field))...)
		case !reflect.DeepEqual(fieldOf(now, field), fieldOf(*there.Case, field)):
			all = append(all, v)
		}
	}
	return all
}

// caseOf is the case that values alone give. Faults in them are found when the
// file is read.
func caseOf(values []value) namnd.Case {
	src := []byte("{}\n")
	for _, v := range values {
		if v.path[0].Key == "nämnd" {
			continue
		}
		if out, err := yamldoc.Apply(src, yamldoc.Edit{Op: yamldoc.OpSet, Path: v.path, Value: v.value}); err == nil {
			src = out
		}
	}
	var c namnd.Case
	yamldoc.Decode("", src, &c)
	return c
}

// fieldOf is a field of a case by its word.
func fieldOf(c namnd.Case, word string) any {
	v := reflect.ValueOf(c)
	for i := range v.NumField() {
		if namnd.Word(v.Type().Field(i)) == word {
			return v.Field(i).Interface()
		}
	}
	return nil
}

// differentPeople changes what a row says of the same people in the same order.
// When they are others, the list is written anew, and what the file knows of each
// stays.
func differentPeople(v value, now, before []namnd.Person) []value {
	whole := yamldoc.Value{Kind: yamldoc.List}
	same := len(now) == len(before)
	var all []value
	for i, p := range now {
		known := namnd.Person{}
		if j := slices.IndexFunc(before, func(b namnd.Person) bool { return b.Name == p.Name }); j >= 0 {
			known = before[j]
		}
		same = same && before[i].Name == p.Name
		item := yamldoc.Value{Kind: yamldoc.Mapping}
		for _, f := range []struct{ word, now, was string }{
			{"namn", p.Name, known.Name}, {"titel", p.Title, known.Title}, {"telefon", p.Phone, known.Phone}, {"epost", p.Email, known.Email},
		} {
			text := f.now
			if text == "" {
				text = f.was
			}
			if text == "" {
				continue
			}
			item.Keys = append(item.Keys, yamldoc.Key{Name: f.word, Value: yamldoc.TextValue(text)})
			if text != f.was {
				at := yamldoc.Path{v.path[0], {Index: i}, {Key: f.word}}
				all = append(all, value{field: v.field, path: at, value: yamldoc.TextValue(text), whole: &whole})
			}
		}
		whole.Items = append(whole.Items, item)
	}
	if !same {
		return []value{{field: v.field, path: v.path, value: whole}}
	}
	return all
}

// differentNamed changes the values of a field whose rows have names, wherever the
// file has them: as a mapping from names, or as a list.
func differentNamed(v value, before yamldoc.Value) []value {
	given := []yamldoc.Key{{Value: v.value}}
	if len(v.path) > 1 {
		given[0].Name = v.path[1].Key
	} else {
		given = v.value.Keys
	}
	short, name := "", "namn"
	for _, f := range described {
		if f.Name == v.path[0].Key {
			short, name = f.Short, f.Key
		}
	}
	var all []value
	for _, k := range given {
		at := yamldoc.Path{v.path[0], {Key: k.Name}}
		was := before.Get(k.Name)
		for i, item := range before.Items {
			if item.Get(name).Text == k.Name {
				at, was = yamldoc.Path{v.path[0], {Index: i}}, item
			}
		}
		if before.Kind == yamldoc.List && was.Kind == yamldoc.Nothing {
			at = yamldoc.Path{v.path[0], {Index: len(before.Items)}}
			k.Value = yamldoc.Value{Kind: yamldoc.Mapping, Keys: []yamldoc.Key{{Name: name, Value: yamldoc.TextValue(k.Name)}, {Name: short, Value: k.Value}}}
		}
		if was.Kind == yamldoc.Mapping {
			at, was = append(at, yamldoc.Step{Key: short}), was.Get(short)
		}
		if was.Kind != yamldoc.Text || trimmed(was.Text) != trimmed(k.Value.Text) {
			all = append(all, value{field: v.field, path: at, value: k.Value})
		}
	}
	return all
}

// trimmed is a text without the line break that a block of text ends with.
func trimmed(s string) string {
	for len(s) > 0 && s[len(s)-1] == '\n' {
		s = s[:len(s)-1]
	}
	return s
}
