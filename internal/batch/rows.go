package batch

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"kansli/internal/casefile"
	"kansli/internal/diag"
	"kansli/internal/namnd"
)

// Table is a sheet of a workbook or a CSV file, cell by cell as text. The first
// row has the headings.
type Table struct {
	File  string // as the user named it
	Sheet string // "" for CSV
	Rows  []Row
}

// Row is a row of a table. N counts from 1; Cells[1] is in column B.
type Row struct {
	N     int
	Cells []string
}

// rows are the rows of an utskick, read: a layer for each board, or for each
// board and case where the rows have a column ärende.
type rows struct {
	table  Table
	groups []*group
	faulty map[string]bool // boards with a fault in their rows
}

// cell is a place in a table, counted from 0.
type cell struct{ row, column int }

// String is the cell's name in Excel, such as AB12.
func (c cell) String() string {
	name := ""
	for n := c.column + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return fmt.Sprint(name, c.row+1)
}

// group is the rows of one board, or of one case for one board.
type group struct {
	board, kase string
	row         int // its first
	entries     []*entry
	cells       map[string]cell // by path in the layer
	layer       layer
}

// entry is one value of a field: a text, or the texts of the fields of a row.
type entry struct {
	column
	subs []subValue
}

type subValue struct {
	name  string
	texts []string
	at    cell
}

// readRows groups the rows of a table by board and case, and reads each group.
// Boards are those that the utskick goes to.
func readRows(t Table, boards []namnd.Board) (*rows, []diag.Finding) {
	r := &rows{table: t, faulty: map[string]bool{}}
	if len(t.Rows) == 0 {
		return r, []diag.Finding{r.whole("tomt-blad", "är tomt", "skriv rubriker på första raden och en rad per nämnd under dem")}
	}
	columns, findings := r.headings()
	if !slices.Contains(columns, column{word: boardColumn}) {
		return r, append(findings, r.whole("kolumn-saknas", "saknar kolumnen nämnd", "lägg till en kolumn med rubriken nämnd, med nämndens id eller namn på varje rad"))
	}
	byName := map[[2]string]*group{}
	for _, row := range t.Rows[1:] {
		i, row := row.N-1, row.Cells[:min(len(row.Cells), len(columns))]
		if strings.TrimSpace(strings.Join(row, "")) == "" {
			continue
		}
		name, faults := r.about(i, row, columns, boards)
		findings = append(findings, faults...)
		if len(faults) > 0 {
			continue
		}
		g := byName[name]
		if g == nil {
			g = &group{board: name[0], kase: name[1], row: i, cells: map[string]cell{}}
			byName[name], r.groups = g, append(r.groups, g)
		}
		findings = append(findings, r.collect(g, i, row, columns)...)
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

// at makes a finding about a cell.
func (r *rows) at(c cell, f diag.Finding) diag.Finding {
	f.File, f.Line, f.Column, f.Path, f.Excerpt = r.table.File, c.row+1, c.column+1, "", ""
	if r.table.Sheet != "" {
		f.Message = fmt.Sprintf("bladet ”%s”, cell %s: %s", r.table.Sheet, c, f.Message)
	}
	return f
}

// about is the board and the case, if any, that a row is about.
func (r *rows) about(i int, row []string, columns []column, boards []namnd.Board) (name [2]string, findings []diag.Finding) {
	for j, text := range row {
		text = strings.TrimSpace(text)
		switch columns[j] {
		case column{word: boardColumn}:
			id, remedy := findBoard(text, boards)
			f := diag.Finding{Rule: "okänd-nämnd", Message: fmt.Sprintf("utskicket går inte till någon nämnd som heter ”%s”", text), Remedy: remedy}
			if text == "" {
				f = diag.Finding{Rule: "saknas", Message: "raden säger inte vilken nämnd den gäller", Remedy: "skriv nämndens id eller namn, eller töm raden"}
			}
			if id == "" {
				findings = append(findings, r.at(cell{i, j}, f))
			}
			name[0] = id
		case column{word: caseColumn}:
			name[1] = text
		}
	}
	return name, findings
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
func (r *rows) collect(g *group, i int, row []string, columns []column) []diag.Finding {
	var findings []diag.Finding
	own := map[string]*entry{} // of this row
	for j, text := range row {
		text, c, at := strings.TrimSpace(text), columns[j], cell{i, j}
		if text == "" || c.word == "" || c == (column{word: boardColumn}) || c.word == caseColumn {
			continue
		}
		lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' })
		sub := subValue{c.sub, []string{text}, at}
		switch c.kind {
		case manyTexts:
			for _, line := range lines {
				g.add(&entry{c, []subValue{{"", []string{strings.TrimSpace(line)}, at}}})
			}
			continue
		case manyRecords:
			if own[c.word] == nil {
				own[c.word] = &entry{column: c}
			}
			own[c.word].subs = append(own[c.word].subs, sub)
			continue
		case keyed:
			if c.sub == listed {
				sub.texts = lines
			}
		}
		if old := g.put(c, sub); old != nil {
			r.faulty[g.board] = true
			findings = append(findings, r.at(at, diag.Finding{Rule: "olika-värden",
				Message: fmt.Sprintf("här står ”%s” men i %s ”%s”, för samma nämnd", text, old.at, strings.Join(old.texts, " ")),
				Remedy:  "skriv samma värde på nämndens alla rader, eller bara på den första"}))
		}
	}
	for _, c := range columns {
		if e := own[c.word]; e != nil {
			g.add(e)
			delete(own, c.word)
		}
	}
	return findings
}

// listed is the field of an uppgift that takes several values.
const listed = "värde"

// add adds a value that may stand beside others.
func (g *group) add(e *entry) {
	same := func(a, b subValue) bool { return a.name == b.name && slices.Equal(a.texts, b.texts) }
	if !slices.ContainsFunc(g.entries, func(o *entry) bool { return o.word == e.word && slices.EqualFunc(o.subs, e.subs, same) }) {
		g.entries = append(g.entries, e)
	}
}

// put adds a value that stands alone, and returns the one that it contradicts.
func (g *group) put(c column, sub subValue) *subValue {
	i := slices.IndexFunc(g.entries, func(o *entry) bool { return o.word == c.word && o.key == c.key })
	if i < 0 {
		g.entries = append(g.entries, &entry{c, []subValue{sub}})
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
		path := e.word
		list, _ := doc[e.word].([]any)
		if e.kind != oneText && e.kind != oneRecord {
			path = fmt.Sprintf("%s[%d]", e.word, len(list))
		}
		if _, later := g.cells[e.word]; !later {
			g.cells[e.word] = e.subs[0].at
		}
		value := map[string]any{}
		for _, s := range e.subs {
			g.cells[path], g.cells[path+"."+s.name] = e.subs[0].at, s.at
			value[s.name] = s.texts
			if len(s.texts) == 1 {
				value[s.name] = s.texts[0]
			}
		}
		switch e.kind {
		case oneText:
			doc[e.word] = value[""]
		case manyTexts:
			doc[e.word] = append(list, value[""])
		case oneRecord:
			doc[e.word] = value
		case keyed:
			value[keyWord(e.word)] = e.key
			g.cells[e.word+"."+e.key] = e.subs[0].at
			doc[e.word] = append(list, value)
		default:
			doc[e.word] = append(list, value)
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

func keyWord(word string) string {
	i := slices.IndexFunc(caseFields, func(f fieldType) bool { return f.word == word })
	return caseFields[i].key
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
