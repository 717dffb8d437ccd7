// Package caserows makes case files of rows, and amends those that are there: the
// way in for an office that keeps its list in Excel. A row is a case; its headings
// are the fields of namnd.Case.
//
// A row only adds and amends. An empty cell says nothing, and what a cell cannot
// say, such as the parts of a section, is left to the file. Files that are there
// keep their comments, order and way of writing.
//
// A cell with several lines is a list: a unit a line, a person a line as "Anna
// Exempel, Utredare", a deadline a line as "ansökan 2023-05-17". A heading such as
// frister.ansökan or avsnitt.Sammanfattning is a single value.
package caserows

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"kansli/internal/casefile"
	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/rowfile"
	"kansli/internal/swedish"
	"kansli/internal/yamldoc"
)

// Existing is a case file that is there, as casefile read it.
type Existing struct {
	Name string
	Src  []byte
	Case *namnd.Case
}

// File is a case file to write.
type File struct {
	Name    string
	Content []byte
	New     bool
	Changed []string // the fields that a row amended, as their paths
	row     row
}

// Make makes the files of the rows that are new or differ from what is there. New
// files are named by diarienummer and title, in the folder. The findings name
// cells; those that a reader of the finished file would give are among them. A row
// with an error gives no file.
func Make(t rowfile.Table, boards []namnd.Board, existing []Existing, folder string) ([]File, []diag.Finding) {
	m := maker{table: t, boards: boards, existing: existing, taken: map[string]bool{}}
	for _, e := range existing {
		m.taken[strings.ToLower(e.Name)] = true
	}
	columns, findings := m.columns()
	m.findings = findings
	misspelt := diag.Stops(findings) // which is most often why one is missing
	for _, need := range []string{"nämnd", "dnr"} {
		if !misspelt && !slices.ContainsFunc(columns, func(c rowfile.Column) bool { return c.String() == need }) {
			m.findings = append(m.findings, diag.Finding{File: t.File, Path: t.Sheet, Rule: "rubrik-saknas", Message: strings.TrimPrefix(t.Sheet+": ", ": ") + "rubriken " + need + " saknas", Remedy: "lägg till kolumnen; den säger vilket ärende raden gäller"})
		}
	}
	if diag.Stops(m.findings) {
		return nil, diag.Sort(m.findings)
	}
	var files []File
	for _, r := range t.Rows {
		if f, ok := m.file(row{t, r, columns}, folder); ok {
			files = append(files, f)
		}
	}
	return files, diag.Sort(m.findings)
}

// maker works through the rows of a table.
type maker struct {
	table    rowfile.Table
	boards   []namnd.Board
	existing []Existing
	taken    map[string]bool   // names of files, in lower case
	rows     map[string]string // board and diarienummer to the cell of the row that has them
	findings []diag.Finding
}

// row is a row with the columns of its fields.
type row struct {
	table   rowfile.Table
	cells   rowfile.Row
	columns []rowfile.Column
}

// column is the number of the column with a heading, as Column.String writes it,
// or 0.
func (r row) column(heading string) int {
	for _, c := range r.columns {
		if strings.EqualFold(c.String(), heading) {
			return c.N
		}
	}
	return 0
}

func (r row) text(heading string) string { return r.cells.Cell(r.column(heading)).Text }

// lines are the texts of a cell that holds a list.
func (r row) lines(field string) []string {
	var all []string
	for line := range strings.SplitSeq(r.text(field), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

func (m *maker) fault(r row, field, rule, message, remedy string) {
	m.findings = append(m.findings, r.table.Finding(r.cells, r.column(field), rule, message, remedy))
}

// file makes the file of a row, if it is new or differs.
func (m *maker) file(r row, folder string) (File, bool) {
	before := len(m.findings)
	values := m.values(r)
	there := m.find(r)
	if len(m.findings) > before {
		return File{}, false
	}
	f := File{row: r}
	if there == nil {
		f.New = true
		f.Name = m.name(r, folder)
		f.Content = []byte("typ: ärende\n")
		for _, v := range values {
			f.Content = m.set(f.Content, r, v)
		}
	} else {
		f.Name, f.Content = there.Name, there.Src
		for _, v := range m.differences(r, values, there) {
			f.Content = m.set(f.Content, r, v)
			f.Changed = append(f.Changed, v.path.String())
		}
		if len(f.Changed) == 0 {
			return File{}, false
		}
	}
	m.findings = append(m.findings, f.Place(m.check(f, there == nil))...)
	return f, !diag.Stops(m.findings[before:])
}

// check reads the finished file. What lacks in a file that is there already is not
// the row's fault.
func (m *maker) check(f File, all bool) []diag.Finding {
	reader := casefile.NewReader(func(string) ([]byte, error) { return nil, fs.ErrNotExist })
	if m.boards != nil {
		reader.Boards = &namnd.Boards{Boards: m.boards}
	}
	_, findings := reader.Parse(f.Name, f.Content)
	if all {
		return findings
	}
	return slices.DeleteFunc(findings, func(found diag.Finding) bool { return f.row.cellOf(found.Path) == "" })
}

// Place names the cells that findings about the file are due to. Findings about
// fields that no cell gave stay as they are.
func (f File) Place(findings []diag.Finding) []diag.Finding {
	for i := range findings {
		found := &findings[i]
		field := f.row.cellOf(found.Path)
		if field == "" && f.New && found.Rule == "saknas" {
			field = "dnr"
		}
		if field == "" {
			continue
		}
		at := f.row.table.Finding(f.row.cells, f.row.column(field), found.Rule, found.Message, found.Remedy)
		at.Severity, at.Source = found.Severity, found.Source
		*found = at
	}
	return findings
}

// cellOf is the field whose cell gave the value at a path, or "".
func (r row) cellOf(at string) string {
	for at != "" {
		if r.column(at) > 0 {
			return at
		}
		at = at[:max(0, strings.LastIndexAny(at, ".["))]
	}
	return ""
}

// set puts a value into a file. That it cannot be done is the fault of how the
// file is written.
func (m *maker) set(src []byte, r row, v value) []byte {
	out, err := yamldoc.Apply(src, yamldoc.Edit{Op: yamldoc.OpSet, Path: v.path, Value: v.value, Order: order})
	if err != nil && v.whole != nil {
		out, err = yamldoc.Apply(src, yamldoc.Edit{Op: yamldoc.OpSet, Path: v.path[:1], Value: *v.whole, Order: order})
	}
	if err != nil {
		m.fault(r, v.field, "går-ej-att-ändra", fmt.Sprintf("%s kan inte skrivas in i ärendets fil: %v", v.path, err), "ändra i filen för hand")
		return src
	}
	return out
}

// find returns the file of the case that a row is about, or nil. The row must be
// the only one about it.
func (m *maker) find(r row) *Existing {
	board, dnr := r.text("nämnd"), r.lines("dnr")
	if board == "" || len(dnr) == 0 {
		for _, need := range []string{"nämnd", "dnr"} {
			if r.text(need) == "" {
				m.fault(r, need, "saknas", need+" saknas på raden", "fyll i cellen; den säger vilket ärende raden gäller")
			}
		}
		return nil
	}
	id := m.boardID(board)
	if m.rows == nil {
		m.rows = map[string]string{}
	}
	for _, d := range dnr {
		key := id + "\x00" + d + "\x00" + r.text("rubrik")
		here := r.table.At(r.cells.N, r.column("dnr"))
		if first, twice := m.rows[key]; twice {
			m.fault(r, "dnr", "dubbel-rad", fmt.Sprintf("ärendet %s står redan i %s", d, first), "slå ihop raderna till en")
			return nil
		}
		m.rows[key] = here
	}
	var found []*Existing
	for i := range m.existing {
		e := &m.existing[i]
		same := func(d string) bool { return slices.Contains(e.Case.Dnr, d) }
		if (e.Case.Board.ID == id || e.Case.Board.Name == board) && slices.ContainsFunc(dnr, same) {
			found = append(found, e)
		}
	}
	if len(found) > 1 {
		title := r.text("rubrik")
		found = slices.DeleteFunc(found, func(e *Existing) bool { return e.Case.Title != title })
		if len(found) != 1 {
			m.fault(r, "dnr", "flera-filer", "flera filer har samma nämnd och diarienummer, och rubriken säger inte vilken", "skriv ärendets rubrik som i filen, eller ändra i filen för hand")
		}
	}
	if len(found) != 1 {
		return nil
	}
	return found[0]
}

// boardID is the id of a board that is named by it or by its name.
func (m *maker) boardID(text string) string {
	for _, b := range m.boards {
		if strings.EqualFold(b.ID, text) || strings.EqualFold(b.Name, text) {
			return b.ID
		}
	}
	for _, e := range m.existing {
		if strings.EqualFold(e.Case.Board.Name, text) {
			return cmp.Or(e.Case.Board.ID, text)
		}
	}
	return text
}

// name is the name of a new file, which no other has.
func (m *maker) name(r row, folder string) string {
	base := swedish.FileName(strings.Join(r.lines("dnr")[:1], "") + " " + r.text("rubrik"))
	for n := 1; ; n++ {
		name := base
		if n > 1 {
			name = fmt.Sprintf("%s-%d", base, n)
		}
		file := path.Join(folder, name+".yaml")
		if key := strings.ToLower(file); !m.taken[key] {
			m.taken[key] = true
			return file
		}
	}
}
