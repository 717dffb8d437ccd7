package batch

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"kansli/internal/casefile"
	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/rowfile"
	"kansli/internal/yamldoc"
)

// rows are the rows of an utskick, read: a layer for each board, or for each
// board and case where the rows have a column ärende.
type rows struct {
	table  rowfile.Table
	groups []*group
	faulty map[string]bool // boards with a fault in their rows
	broken bool            // a fault that concerns all rows
}

// cell is a place in a table.
type cell struct {
	row    rowfile.Row
	column int // from 1
}

// The columns that say what a row is about.
const (
	boardColumn = "nämnd"
	caseColumn  = "ärende"
)

// group is the rows of one board, or of one case for one board.
type group struct {
	board, kase string
	at          cell // that names the case, or else the board, on its first row
	entries     []*entry
	cells       map[string]cell // by path in the layer
	layer       layer
}

// entry is one value of a field: a text, or the texts of the fields of a row.
type entry struct {
	rowfile.Column
	field yamldoc.Field
	subs  []subValue
}

type subValue struct {
	name  string
	texts []string
	at    cell
}

// readRows groups the rows of a table by board and case, and reads each group.
// Boards are those that the utskick goes to; findings are those of reading the
// table.
func readRows(t rowfile.Table, boards []namnd.Board, findings []diag.Finding) (*rows, []diag.Finding) {
	r := &rows{table: t, faulty: map[string]bool{}}
	columns, faults := t.Match(rowfile.Words{Also: []string{caseColumn}})
	about := map[string]int{}
	for _, c := range columns {
		about[c.String()] = c.N
	}
	if about[boardColumn] == 0 && len(t.Heads) > 0 && !diag.Stops(faults) {
		faults = append(faults, r.whole("rubrik-saknas", "saknar rubriken nämnd", "lägg till en kolumn med rubriken nämnd, med nämndens id eller namn på varje rad"))
	}
	unreadable := map[string]bool{} // cells, by name; "" for the table
	for _, f := range findings {
		unreadable[f.Path] = unreadable[f.Path] || f.Severity == diag.Error
	}
	if findings = append(findings, faults...); diag.Stops(faults) || unreadable[""] {
		r.broken = true
		return r, findings
	}
	byName := map[[2]string]*group{}
	for _, row := range t.Rows {
		name, faults := r.about(row, about, boards)
		findings = append(findings, faults...)
		if len(faults) > 0 {
			continue
		}
		g := byName[name]
		if g == nil {
			g = &group{board: name[0], kase: name[1], at: cell{row, about[boardColumn]}, cells: map[string]cell{}}
			if g.kase != "" {
				g.at.column = about[caseColumn]
			}
			byName[name], r.groups = g, append(r.groups, g)
		}
		for _, c := range columns {
			fault, misdated := t.Misdated(row, c)
			if misdated {
				findings = append(findings, fault)
			}
			if misdated || unreadable[t.At(row.N, c.N)] {
				r.faulty[g.board] = true
			}
		}
		findings = append(findings, r.collect(g, row, columns)...)
	}
	for _, g := range r.groups {
		findings = append(findings, r.read(g)...)
	}
	return r, findings
}

// whole makes a finding about the sheet.
func (r *rows) whole(rule, message, remedy string) diag.Finding {
	what := "filen"
	if r.table.Sheet != "" {
		what = fmt.Sprintf("bladet ”%s”", r.table.Sheet)
	}
	return diag.Finding{File: r.table.File, Rule: rule, Message: what + " " + message, Remedy: remedy}
}

// at moves a finding to a cell.
func (r *rows) at(c cell, f diag.Finding) diag.Finding {
	at := r.table.Finding(c.row, c.column, f.Rule, f.Message, f.Remedy)
	at.Severity, at.Source = f.Severity, f.Source
	return at
}

// about is the board and the case, if any, that a row is about.
func (r *rows) about(row rowfile.Row, columns map[string]int, boards []namnd.Board) (name [2]string, findings []diag.Finding) {
	text := row.Cell(columns[boardColumn]).Text
	id, remedy := findBoard(text, boards)
	f := diag.Finding{Rule: "okänd-nämnd", Message: fmt.Sprintf("utskicket går inte till någon nämnd som heter ”%s”", text), Remedy: remedy}
	if text == "" {
		f = diag.Finding{Rule: "saknas", Message: "raden säger inte vilken nämnd den gäller", Remedy: "skriv nämndens id eller namn, eller töm raden"}
	}
	if id == "" {
		findings = append(findings, r.at(cell{row, columns[boardColumn]}, f))
	}
	return [2]string{id, row.Cell(columns[caseColumn]).Text}, findings
}

func findBoard(text string, boards []namnd.Board) (id, remedy string) {
	var names []string
	for _, b := range boards {
		if strings.EqualFold(text, b.ID) || strings.EqualFold(text, b.Name) {
			return b.ID, ""
		}
		names = append(names, b.ID, b.Name)
	}
	if near, ok := diag.Nearest(text, names); ok {
		return "", fmt.Sprintf("skriv ”%s”", near)
	}
	return "", "skriv nämndens id eller namn som i nämnderfilen, eller lägg till den under nämnder i utskicket"
}

// collect adds a row to its group. What can have only one value must say the
// same on every row of the group; of the rest, each is taken once.
func (r *rows) collect(g *group, row rowfile.Row, columns []rowfile.Column) []diag.Finding {
	var findings []diag.Finding
	persons := map[string]*entry{} // and other values with fields, of this row
	for _, c := range columns {
		text, at := row.Cell(c.N).Text, cell{row, c.N}
		if text == "" || c.String() == boardColumn || c.Field == caseColumn {
			continue
		}
		f := caseField(c.Field)
		if c.Part == "" {
			c.Part = f.Short
		}
		lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' })
		sub := subValue{c.Part, []string{text}, at}
		switch {
		case f.Many && f.Form != yamldoc.FormKeys:
			for _, line := range lines {
				g.add(&entry{c, f, []subValue{{"", []string{strings.TrimSpace(line)}, at}}})
			}
			continue
		case f.Many && !rowfile.Named(f):
			e := persons[c.Field]
			if e == nil {
				e = &entry{Column: c, field: f}
				persons[c.Field] = e
			}
			e.subs = append(e.subs, sub)
			continue
		case rowfile.Named(f) && c.Part == listed:
			sub.texts = lines
		}
		if old := g.put(c, f, sub); old != nil {
			r.faulty[g.board] = true
			findings = append(findings, r.at(at, diag.Finding{Rule: "olika-värden",
				Message: fmt.Sprintf("här står ”%s” men i %s ”%s”, för samma nämnd", text, r.table.At(old.at.row.N, old.at.column), strings.Join(old.texts, " ")),
				Remedy:  "skriv samma värde på nämndens alla rader, eller bara på den första"}))
		}
	}
	for _, c := range columns {
		if e := persons[c.Field]; e != nil {
			g.add(e)
			delete(persons, c.Field)
		}
	}
	return findings
}

// listed is the field of an uppgift that takes several values.
const listed = "värde"

// add adds a value that may stand beside others.
func (g *group) add(e *entry) {
	same := func(a, b subValue) bool { return a.name == b.name && slices.Equal(a.texts, b.texts) }
	if !slices.ContainsFunc(g.entries, func(o *entry) bool { return o.Field == e.Field && slices.EqualFunc(o.subs, e.subs, same) }) {
		g.entries = append(g.entries, e)
	}
}

// put adds a value that stands alone, and returns the one that it contradicts.
func (g *group) put(c rowfile.Column, f yamldoc.Field, sub subValue) *subValue {
	i := slices.IndexFunc(g.entries, func(o *entry) bool { return o.Field == c.Field && o.Name == c.Name })
	if i < 0 {
		g.entries = append(g.entries, &entry{c, f, []subValue{sub}})
		return nil
	}
	e := g.entries[i]
	for j := range e.subs {
		switch old := &e.subs[j]; {
		case old.name != sub.name:
		case sub.name == listed:
			for _, text := range sub.texts {
				if !slices.Contains(old.texts, text) {
					old.texts = append(old.texts, text)
				}
			}
			return nil
		case slices.Equal(old.texts, sub.texts):
			return nil
		default:
			return old
		}
	}
	e.subs = append(e.subs, sub)
	return nil
}

// read writes a group as JSON and reads it as a part of a case, so that rows are
// held to the same as YAML.
func (r *rows) read(g *group) []diag.Finding {
	doc := map[string]any{}
	for _, e := range g.entries {
		path := e.Field
		list, _ := doc[e.Field].([]any)
		if e.field.Many {
			path = fmt.Sprintf("%s[%d]", e.Field, len(list))
		}
		if _, later := g.cells[e.Field]; !later {
			g.cells[e.Field] = e.subs[0].at
		}
		value := map[string]any{}
		for _, s := range e.subs {
			g.cells[path], g.cells[path+"."+s.name] = e.subs[0].at, s.at
			value[s.name] = s.texts
			if len(s.texts) == 1 {
				value[s.name] = s.texts[0]
			}
		}
		if rowfile.Named(e.field) {
			value[e.field.Key] = e.Name
			g.cells[e.Field+"."+e.Name] = e.subs[0].at
		}
		var one any = value
		if e.field.Form != yamldoc.FormKeys {
			one = value[""]
		}
		if doc[e.Field] = one; e.field.Many {
			doc[e.Field] = append(list, one)
		}
	}
	src, err := json.Marshal(doc)
	if err != nil {
		return []diag.Finding{r.whole("fel-värde", "går inte att läsa: "+err.Error(), "se efter att filen är hel")}
	}
	kase, marks, findings := casefile.ParsePart(r.table.File, src)
	g.layer = newLayer(kase, marks, "")
	for i, f := range findings {
		findings[i] = r.place(g, f)
		r.faulty[g.board] = r.faulty[g.board] || f.Severity == diag.Error
	}
	return findings
}

// caseFields are the fields of a case.
var caseFields = yamldoc.Describe(namnd.Case{})

// caseField is the field of a case with a word; a zero Field when there is none.
func caseField(word string) yamldoc.Field {
	i := slices.IndexFunc(caseFields, func(f yamldoc.Field) bool { return f.Name == word })
	if i < 0 {
		return yamldoc.Field{}
	}
	return caseFields[i]
}

// place moves a finding about the JSON of a group to the cell that it is about.
func (r *rows) place(g *group, f diag.Finding) diag.Finding {
	if c, ok := g.cell(f.Path); ok {
		return r.at(c, f)
	}
	f.File, f.Line, f.Column, f.Excerpt = r.table.File, 0, 0, ""
	return f
}

// cell is where the value with a path stands, or the one around it.
func (g *group) cell(path string) (cell, bool) {
	for ; path != ""; path = path[:max(0, strings.LastIndexAny(path, ".["))] {
		if c, ok := g.cells[path]; ok {
			return c, true
		}
	}
	return cell{}, false
}
