package caserows

import (
	"slices"
	"strings"

	"kansli/internal/civil"
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
		if f.Key != "" && f.Short != "" {
			names = append(names, f.Name)
		}
	}
	return names
}()

// beside are the columns that go with handläggare, a line a person.
var beside = []string{"telefon", "epost"}

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

// fields are the headings that are read.
func (m *maker) fields() []string {
	var names []string
	for _, f := range described {
		if f.Name == sumOfGrants || isRegister(m.table) && (f.Name == "status" || f.Name == "sammanträde") {
			continue
		}
		names = append(names, f.Name)
	}
	return append(names, beside...)
}

// passed are headings that are known and not read.
func (m *maker) passed() []string {
	names := []string{sumOfGrants, "typ"}
	if !isRegister(m.table) {
		return names
	}
	for _, h := range m.table.Heads {
		if key := rowfile.Key(h.Text); !slices.Contains(m.fields(), key) {
			names = append(names, key)
		}
	}
	return names
}

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

// values are what the cells of a row say, in the order of the fields.
func (m *maker) values(r row) []value {
	var all []value
	for _, f := range described {
		if r.text(f.Name) != "" && r.columns[f.Name] > 0 {
			m.checkDate(r, f)
			if v, ok := m.value(r, f); ok {
				all = append(all, value{field: f.Name, path: key(f.Name), value: v})
			}
		}
		if !slices.Contains(openFields, f.Name) {
			continue
		}
		for _, h := range r.table.Heads {
			name := rowfile.Key(h.Text)
			if inner, ok := strings.CutPrefix(name, f.Name+"."); ok && r.columns[name] == h.Column && r.text(name) != "" {
				_, written, _ := strings.Cut(h.Text, ".")
				if f.Name != "avsnitt" {
					written = inner
				}
				all = append(all, value{field: name, path: key(f.Name, written), value: yamldoc.TextValue(r.text(name))})
			}
		}
	}
	return all
}

// checkDate reports a text that Excel has made a date of.
func (m *maker) checkDate(r row, f yamldoc.Field) {
	if r.cells.Cell(r.columns[f.Name]).Date && f.Type != "Date" {
		m.fault(r, f.Name, "blev-datum", "Excel har gjort ett datum av cellen", "ge kolumnen formatet Text och skriv "+f.Name+" på nytt")
	}
}

func (m *maker) value(r row, f yamldoc.Field) (yamldoc.Value, bool) {
	switch {
	case f.Name == "nämnd":
		return yamldoc.TextValue(m.boardID(r.text(f.Name))), true
	case f.Name == "handläggare" || f.Name == "undertecknare":
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

// people are persons, a line each: the name, and after a comma the title.
func people(r row, field string) yamldoc.Value {
	v := yamldoc.Value{Kind: yamldoc.List}
	for i, line := range r.lines(field) {
		name, title, _ := strings.Cut(line, ",")
		keys := []yamldoc.Key{{Name: "namn", Value: yamldoc.TextValue(strings.TrimSpace(name))}}
		if title = strings.TrimSpace(title); title != "" {
			keys = append(keys, yamldoc.Key{Name: "titel", Value: yamldoc.TextValue(title)})
		}
		for _, other := range beside {
			if lines := strings.Split(r.text(other), "\n"); field == "handläggare" && i < len(lines) && strings.TrimSpace(lines[i]) != "" {
				keys = append(keys, yamldoc.Key{Name: other, Value: yamldoc.TextValue(strings.TrimSpace(lines[i]))})
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
