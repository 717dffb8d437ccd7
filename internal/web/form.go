package web

import (
	"encoding/json"
	"hash/fnv"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"kansli/internal/casefile"
	"kansli/internal/civil"
	"kansli/internal/namnd"
	"kansli/internal/swedish"
	"kansli/internal/yamldoc"
)

// control is a field of the form, ready to be shown.
type control struct {
	ID       string
	Path     string // as JSON, what a change of it names
	Dotted   string // as findings write it
	Label    string
	Help     string
	Required bool
	Widget   string // text, area, date, number, check, choice, rows or group
	Value    string
	Spoken   string // a date in words, for browsers write it in ways of their own
	Options  []option
	Picker   string // id of a list of suggestions
	Rows     []formRow
	Add      string // changes that a button makes
	AddLabel string
	Fields   []control // of a group
	More     []control // of a group: those that are seldom used
	Top      bool
}

type option struct {
	Value, Label string
	Chosen       bool
}

// formRow is an entry of a list.
type formRow struct {
	Title            string
	Dotted           string
	Fields, More     []control
	Up, Down, Remove string // changes; empty where there is no way to go
	Folded           bool
	Plain            bool // one text
}

// formPage is the form of a file.
type formPage struct {
	Kind   string
	Fields []control
	Broken bool // the text cannot be read, so there is no form
}

// maker makes the controls of one file.
type maker struct {
	boards []namnd.Board
	types  []option
	vars   []option
}

func (d *Desk) form(name string, text []byte) formPage {
	doc, findings := yamldoc.Parse(name, text)
	kind := kindOf(doc)
	fields := casefile.Fields(kind)
	if fields == nil || len(findings) > 0 {
		return formPage{Broken: true}
	}
	m := maker{boards: d.boardsAt(name, text)}
	v := doc.Value()
	for _, t := range d.shop.CaseTypes() {
		chosen := t.Name == v.Get("ärendetyp").Text
		m.types = append(m.types, option{t.Name, swedish.Capital(t.Name) + " – " + t.Description, chosen})
		for _, variant := range t.Variants {
			if chosen {
				m.vars = append(m.vars, option{variant.Name, swedish.Capital(variant.Name) + " – " + variant.Description, variant.Name == v.Get("variant").Text})
			}
		}
	}
	p := formPage{Kind: string(kind)}
	for _, f := range fields {
		if f.Name == "typ" || f.Name == "variant" && len(m.vars) == 0 && v.Get("variant").Text == "" {
			continue
		}
		c := m.control(f, v.Get(f.Name), yamldoc.Path{{Key: f.Name}})
		c.Top = true
		p.Fields = append(p.Fields, c)
	}
	return p
}

// widgets for types that are written as text.
var widgets = map[string]string{"Date": "date", "Markdown": "area"}

// pickers offer what the folder already names, for fields that hold one.
var pickers = map[string]string{
	"namn": "personer", "ersätts_av": "personer", "för": "personer", "ordförande": "personer", "av": "personer", "justerare": "personer", "deltar_inte": "personer",
	"enheter": "enheter", "ärende": "filer", "paragrafer": "paragrafnummer", "punkt": "paragrafnummer",
}

// helps are for those who fill in the form; those of the schema speak of the file.
var helps = map[string]string{
	"ärendetyp": "Ger standardtexten. Utan ärendetyp skriver du alla avsnitt själv.",
	"nämnd":     "Välj i listan. Nämnderna står i filen namnder.yaml.",
}

func (m maker) control(f yamldoc.Field, v yamldoc.Value, path yamldoc.Path) control {
	c := control{
		ID: fieldID(path), Path: asJSON(steps(path)), Dotted: path.String(), Label: label(f.Name), Help: f.Help, Required: f.Required,
		Widget: "text", Picker: pickers[f.Name],
	}
	if help, ok := helps[f.Name]; ok && len(path) == 1 {
		c.Help = help
	}
	if c.Picker == "personer" && f.Form == yamldoc.FormText && f.Type != "string" {
		c.Picker = ""
	}
	switch {
	case f.Many:
		return m.rows(c, f, v, path)
	case f.Type == "Board" && v.Kind != yamldoc.Mapping:
		c.Widget, c.Value, c.Options = "choice", v.Text, m.boardOptions(v.Text)
	case f.Name == "ärendetyp" && len(m.types) > 0:
		c.Widget, c.Value, c.Options = "choice", v.Text, withOwn(m.types, v.Text)
	case f.Name == "variant" && len(m.vars) > 0:
		c.Widget, c.Value, c.Options = "choice", v.Text, withOwn(m.vars, v.Text)
	case f.Form == yamldoc.FormKeys:
		c.Widget = "group"
		c.Fields, c.More = m.fields(f, v, path, "")
	case f.Form == yamldoc.FormChoice:
		c.Widget, c.Value = "choice", v.Text
		var words []option
		for _, w := range f.Words {
			words = append(words, option{w, swedish.Capital(w), w == v.Text})
		}
		c.Options = withOwn(words, v.Text)
	case f.Form == yamldoc.FormYesNo:
		c.Widget, c.Value = "check", v.Text
		if v.Text == "ja" || v.Text == "true" {
			c.Value = "ja"
		}
	case f.Form == yamldoc.FormNumber:
		c.Widget, c.Value = "number", v.Text
	default:
		c.Value = v.Text
		c.Widget = "text"
		if w := widgets[f.Type]; w != "" {
			c.Widget = w
		}
		if c.Widget == "date" && v.Text != "" && !isoDate.MatchString(v.Text) || strings.Contains(v.Text, "\n") && c.Widget == "date" {
			c.Widget = "text" // the browser would show a date that it cannot read as none
		}
		if day, err := civil.ParseDate(v.Text); err == nil && c.Widget == "date" {
			c.Spoken = swedish.LongDate(day)
		}
	}
	return c
}

// boardOptions are the boards to choose from.
func (m maker) boardOptions(chosen string) []option {
	var out []option
	for _, b := range m.boards {
		out = append(out, option{b.ID, swedish.Capital(b.Name), b.ID == chosen})
	}
	return withOwn(out, chosen)
}

var isoDate = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)

// withOwn adds a word that is written and not among the words, so that the form
// does not change it.
func withOwn(words []option, own string) []option {
	if own == "" || slices.ContainsFunc(words, func(o option) bool { return o.Value == own }) {
		return words
	}
	return append(slices.Clone(words), option{own, own + " (finns inte)", true})
}

// fields divides the fields of a struct into those that are shown and the others.
func (m maker) fields(f yamldoc.Field, v yamldoc.Value, path yamldoc.Path, except string) (shown, more []control) {
	if v.Kind == yamldoc.Text || v.Kind == yamldoc.List {
		v = yamldoc.Value{Kind: yamldoc.Mapping, Keys: []yamldoc.Key{{Name: f.Short, Value: v}}}
	}
	all := f.Fields()
	for i, sub := range all {
		if sub.Name == except {
			continue
		}
		value := v.Get(sub.Name)
		c := m.control(sub, value, append(slices.Clone(path), yamldoc.Step{Key: sub.Name}))
		first := i < 2
		if f.Type == "Board" {
			if first = i == 0; first && len(m.boards) > 0 {
				c.Widget, c.Options, c.Label, c.Help = "choice", m.boardOptions(value.Text), "Vilken nämnd", ""
			}
		}
		if sub.Required || value.Kind != yamldoc.Nothing || len(all) <= 5 || first {
			shown = append(shown, c)
		} else {
			more = append(more, c)
		}
	}
	return shown, more
}

func (m maker) rows(c control, f yamldoc.Field, v yamldoc.Value, path yamldoc.Path) control {
	c.Widget = "rows"
	at := func(s yamldoc.Step) yamldoc.Path { return append(slices.Clone(path), s) }
	if f.Key != "" && v.Kind != yamldoc.List && v.Kind != yamldoc.Text {
		for i, k := range v.Keys {
			p := at(yamldoc.Step{Key: k.Name})
			row := formRow{Title: k.Name, Dotted: p.String(), Remove: edits(change{Op: yamldoc.OpRemove, Path: steps(p)})}
			name, _ := find(f.Fields(), f.Key)
			row.Fields = []control{{ID: fieldID(at(yamldoc.Step{Key: k.Name + " "})), Path: asJSON(steps(p)), Dotted: p.String() + "." + f.Key, Label: label(f.Key), Help: name.Help, Widget: "name", Value: k.Name, Required: true}}
			shown, more := m.fields(f, k.Value, p, f.Key)
			row.Fields, row.More = append(row.Fields, shown...), more
			row.move(p, i, len(v.Keys))
			c.Rows = append(c.Rows, row)
		}
		name := "ny"
		for n := 2; v.Get(name).Kind != yamldoc.Nothing || hasKey(v, name); n++ {
			name = "ny " + strconv.Itoa(n)
		}
		c.Add = edits(change{Op: yamldoc.OpSet, Path: steps(at(yamldoc.Step{Key: name})), Value: value(yamldoc.TextValue(""))})
		c.AddLabel = "Lägg till " + strings.ToLower(c.Label)
		return c
	}
	items := v.Items
	if v.Kind == yamldoc.Text || v.Kind == yamldoc.Mapping {
		items = []yamldoc.Value{v}
	}
	for i, item := range items {
		p := at(yamldoc.Step{Index: i})
		row := formRow{Title: title(item, i), Dotted: p.String(), Remove: edits(change{Op: yamldoc.OpRemove, Path: steps(p)}), Folded: len(f.Fields()) > 8}
		if f.Form == yamldoc.FormKeys {
			row.Fields, row.More = m.fields(f, item, p, "")
		} else {
			one := f
			one.Many, one.Help = false, ""
			inner := m.control(one, item, p)
			inner.Label = c.Label + " " + strconv.Itoa(i+1)
			row.Fields, row.Plain = []control{inner}, true
		}
		if v.Kind == yamldoc.List {
			row.move(p, i, len(items))
		} else {
			row.Remove = edits(change{Op: yamldoc.OpRemove, Path: steps(path)})
		}
		c.Rows = append(c.Rows, row)
	}
	empty := yamldoc.TextValue("")
	if f.Form == yamldoc.FormKeys {
		empty = yamldoc.Value{Kind: yamldoc.Mapping, Keys: []yamldoc.Key{{Name: f.Fields()[0].Name, Value: empty}}}
		if f.Short != "" {
			empty.Keys[0].Name = f.Short
		}
	}
	add := change{Op: yamldoc.OpInsert, Path: steps(at(yamldoc.Step{Index: len(items)})), Value: value(empty)}
	if len(items) == 0 {
		add.Op = yamldoc.OpSet
	}
	c.Add, c.AddLabel = edits(add), "Lägg till "+strings.ToLower(c.Label)
	return c
}

func hasKey(v yamldoc.Value, name string) bool {
	return slices.ContainsFunc(v.Keys, func(k yamldoc.Key) bool { return k.Name == name })
}

func (r *formRow) move(p yamldoc.Path, i, n int) {
	if i > 0 {
		r.Up = edits(change{Op: yamldoc.OpMove, Path: steps(p), To: i - 1})
	}
	if i < n-1 {
		r.Down = edits(change{Op: yamldoc.OpMove, Path: steps(p), To: i + 1})
	}
}

// title is what a row is called: its number and its first texts.
func title(v yamldoc.Value, i int) string {
	if nr := v.Get("nr"); nr.Text != "" {
		return strings.TrimSpace("§ " + nr.Text + " " + v.Get("rubrik").Text + v.Get("ärende").Text)
	}
	for _, k := range v.Keys {
		if k.Value.Kind == yamldoc.Text && k.Value.Text != "" {
			return cut(k.Value.Text)
		}
	}
	if v.Text != "" {
		return cut(v.Text)
	}
	return "Rad " + strconv.Itoa(i+1)
}

func cut(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	if r := []rune(s); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}

func label(name string) string { return swedish.Capital(strings.ReplaceAll(name, "_", " ")) }

func asJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return "[]"
	}
	return string(b)
}

func fieldID(p yamldoc.Path) string {
	h := fnv.New64a()
	h.Write([]byte(asJSON(steps(p))))
	return "f" + strconv.FormatUint(h.Sum64(), 36)
}
