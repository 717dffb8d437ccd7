package caserows

import (
	"cmp"
	"slices"
	"strings"

	"kansli/internal/civil"
	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/rowfile"
	"kansli/internal/yamldoc"
)

// described are the fields of a case, in the order in which they are written.
var described = yamldoc.Describe(namnd.Case{})

var order = func() []string {
	names := []string{"typ"}
	for _, f := range described {
		names = append(names, f.Name)
	}
	return names
}()

// openFields take names after a point: frister.ansökan.
var openFields = func() []string {
	var names []string
	for _, f := range described {
		if rowfile.Named(f) {
			names = append(names, f.Name)
		}
	}
	return names
}()

// beside are what columns can say of the people of a cell besides their names, a
// line a person.
var beside = []string{"titel", "telefon", "epost"}

// sumOfGrants is a field that no cell can say: the register shows its sum.
const sumOfGrants = "belopp"

// isRegister reports whether the table is that of cases in a register. It shows
// more than the case file says, and Status there is another thing.
func isRegister(t rowfile.Table) bool {
	heads := 0
	for _, h := range t.Heads {
		if slices.Contains([]string{"§", "första_frist", "status"}, rowfile.Key(h.Text)) {
			heads++
		}
	}
	return heads == 3
}

// columns are the columns that are read. A register has many that are not.
func (m *maker) columns() ([]rowfile.Column, []diag.Finding) {
	words := rowfile.Words{Passed: []string{sumOfGrants, "typ"}, Reads: reads}
	if isRegister(m.table) {
		words.Passed, words.Others = append(words.Passed, "status", "sammanträde"), true
	}
	return m.table.Match(words)
}

// reads reports whether a heading is read: a field, one of the values that have
// names, or something of people.
func reads(c rowfile.Column) bool {
	return c.Part == "" || isPeople(c.Field) && slices.Contains(beside, c.Part)
}

func isPeople(field string) bool { return field == "handläggare" || field == "undertecknare" }

// value is what a row gives a field.
type value struct {
	field string // the heading
	path  yamldoc.Path
	value yamldoc.Value
	whole *yamldoc.Value // for the first step of the path, when the rest of it cannot be set
}

func key(names ...string) yamldoc.Path {
	var p yamldoc.Path
	for _, n := range names {
		p = append(p, yamldoc.Step{Key: n})
	}
	return p
}

// values are what the cells of a row say, in the order of the fields; what has a
// column of its own goes over what a cell lists.
func (m *maker) values(r row) []value {
	var all []value
	for _, f := range described {
		var single []value
		for _, c := range r.columns {
			text := r.cells.Cell(c.N).Text
			switch {
			case c.Field != f.Name || c.Part != "" || text == "":
			case c.Name != "":
				single = append(single, value{field: c.String(), path: key(f.Name, c.Name), value: yamldoc.TextValue(text)})
			default:
				if fault, misdated := r.table.Misdated(r.cells, c); misdated {
					m.findings = append(m.findings, fault)
				}
				if v, ok := m.value(r, f); ok {
					all = append(all, value{field: f.Name, path: key(f.Name), value: v})
				}
			}
		}
		all = append(all, single...)
	}
	return all
}

func (m *maker) value(r row, f yamldoc.Field) (yamldoc.Value, bool) {
	switch {
	case f.Name == "nämnd":
		return yamldoc.TextValue(m.boardID(r.text(f.Name))), true
	case isPeople(f.Name):
		return people(r, f.Name), true
	case f.Name == "frister":
		return m.deadlines(r)
	case f.Many:
		lines := r.lines(f.Name)
		if len(lines) == 1 {
			return yamldoc.TextValue(lines[0]), true
		}
		return texts(lines), true
	case f.Type == "Date" || f.Form != yamldoc.FormText:
		return yamldoc.TextValue(strings.TrimSpace(r.text(f.Name))), true
	}
	return yamldoc.TextValue(r.text(f.Name)), true
}

func texts(lines []string) yamldoc.Value {
	v := yamldoc.Value{Kind: yamldoc.List}
	for _, line := range lines {
		v.Items = append(v.Items, yamldoc.TextValue(line))
	}
	return v
}

// people are persons, a line each: the name, and after a comma the title, unless
// that has a column.
func people(r row, field string) yamldoc.Value {
	v := yamldoc.Value{Kind: yamldoc.List}
	for i, line := range r.lines(field) {
		name, title, _ := strings.Cut(line, ",")
		keys := []yamldoc.Key{{Name: "namn", Value: yamldoc.TextValue(strings.TrimSpace(name))}}
		for _, other := range beside {
			text := ""
			if lines := strings.Split(r.text(field+" "+other), "\n"); i < len(lines) {
				text = strings.TrimSpace(lines[i])
			}
			if other == "titel" {
				text = cmp.Or(text, strings.TrimSpace(title))
			}
			if text != "" {
				keys = append(keys, yamldoc.Key{Name: other, Value: yamldoc.TextValue(text)})
			}
		}
		v.Items = append(v.Items, yamldoc.Value{Kind: yamldoc.Mapping, Keys: keys})
	}
	return v
}

// deadlines are a line each: the name and the date.
func (m *maker) deadlines(r row) (yamldoc.Value, bool) {
	v := yamldoc.Value{Kind: yamldoc.Mapping}
	for _, line := range r.lines("frister") {
		i := strings.LastIndexAny(line, " :")
		if i > 0 {
			if _, err := civil.ParseDate(line[i+1:]); err == nil {
				name := strings.TrimRight(line[:i], " :")
				v.Keys = append(v.Keys, yamldoc.Key{Name: name, Value: yamldoc.TextValue(line[i+1:])})
				continue
			}
		}
		m.fault(r, "frister", "fel-värde", "”"+line+"” är ingen frist", "skriv namn och datum, till exempel ansökan 2023-05-17, en frist på varje rad")
	}
	return v, len(v.Keys) > 0
}
