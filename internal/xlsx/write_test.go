package xlsx

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"kansli/internal/civil"
	"kansli/internal/register"
)

func date(y, m, d int) civil.Date { return civil.Date{Year: y, Month: time.Month(m), Day: d} }

// sample has every kind of cell, on three sheets.
func sample() register.Book {
	columns := []register.Column{
		{Head: "Dnr", Kind: register.KindText, Widest: 16},
		{Head: "Datum", Kind: register.KindDate},
		{Head: "§", Kind: register.KindInteger, Widest: 8},
		{Head: "Belopp", Kind: register.KindAmount},
		{Head: "Beslut", Kind: register.KindText, Widest: 30},
		{Head: "Fil", Kind: register.KindLink, Widest: 20},
	}
	day, other := register.Day(date(2023, 5, 11)), register.Day(date(1899, 12, 31))
	rows := [][]register.Cell{
		{register.Text("1-2-2013"), day, register.Number(10), register.Sum(12_000_050), register.Text("Nämnden beslutar."),
			register.Link{Text: "utdrag § 10.pdf", Path: "ut/utdrag § 10.pdf"}},
		{register.Text("2.1"), other, register.Text("17 A"), nil, register.Text("=1+1"), register.Link{Text: "-a#b.pdf", Path: "-a#b.pdf"}},
		{register.Text("08-508 25 006"), nil, nil, register.Sum(0), register.Text(strings.Repeat("Å ä ö. ", 60)), nil},
	}
	return register.Book{Title: "Ärenderegister – Åsele & <b>", Subject: "Ärenden", Date: date(2023, 5, 25), Sheets: []register.Sheet{
		sheet("Ärenden", columns, 1, rows),
		sheet("Tomt", columns[:2], 0, nil),
		sheet("Rad & kolumn 1", columns, 0, rows[:1]),
	}}
}

// sheet is a sheet with one table.
func sheet(name string, columns []register.Column, fixed int, rows [][]register.Cell) register.Sheet {
	t := register.Table{Name: strings.NewReplacer(" ", "_", "&", "och").Replace(name), Columns: columns, Fixed: fixed, Count: len(rows), Row: func(i int) []register.Cell { return rows[i] }}
	return register.Sheet{Name: name, Tables: []register.Table{t}}
}

func write(t testing.TB, book register.Book) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, book); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func open(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// cell describes a cell as it is read back: its type, its number format, * for
// the mark of text, and its value as it is shown.
func cell(t testing.TB, f *excelize.File, sheet, at string) string {
	t.Helper()
	kind, err := f.GetCellType(sheet, at)
	if err != nil {
		t.Fatal(err)
	}
	value, err := f.GetCellValue(sheet, at)
	if err != nil {
		t.Fatal(err)
	}
	id, err := f.GetCellStyle(sheet, at)
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	format := fmt.Sprint(style.NumFmt)
	if style.CustomNumFmt != nil {
		format = *style.CustomNumFmt
	}
	if q := f.Styles.CellXfs.Xf[id].QuotePrefix; q != nil && *q {
		format += "*"
	}
	if formula, _ := f.GetCellFormula(sheet, at); formula != "" {
		t.Errorf("%s!%s is a formula: %s", sheet, at, formula)
	}
	word := map[excelize.CellType]string{excelize.CellTypeUnset: "number", excelize.CellTypeNumber: "number", excelize.CellTypeInlineString: "text"}[kind]
	return word + " " + format + " " + value
}

func TestEachCellKeepsItsType(t *testing.T) {
	f := open(t, write(t, sample()))
	for at, want := range map[string]string{
		"A1": "text 0 Dnr",
		"A2": "text 49 1-2-2013", // 49 is @, text
		"B2": "number yyyy-mm-dd 2023-05-11",
		"C2": "number 1 10",
		"D2": `number [$-41D]#,##0.00\ [$kr-41D] 120,000.50 kr`,
		"E2": "text 49 Nämnden beslutar.",
		"F2": "text 49 utdrag § 10.pdf",
		"A3": "text 49 2.1",
		"B3": "text 49 1899-12-31", // before Excel's calendar
		"C3": "text 49 17 A",
		"D3": `number [$-41D]#,##0.00\ [$kr-41D] `,
		"E3": "text 49* =1+1",
		"F3": "text 49* -a#b.pdf",
		"A4": "text 49 08-508 25 006",
		"D4": `number [$-41D]#,##0.00\ [$kr-41D] 0.00 kr`,
		"E4": "text 0 " + strings.Repeat("Å ä ö. ", 60), // the text format cannot show so much
	} {
		if got := cell(t, f, "Ärenden", at); got != want {
			t.Errorf("%s: got %q, want %q", at, got, want)
		}
	}
}

func TestLinksAreRelativeAndEncoded(t *testing.T) {
	f := open(t, write(t, sample()))
	for at, want := range map[string]string{"F2": "ut/utdrag%20%C2%A7%2010.pdf", "F3": "-a%23b.pdf"} {
		if ok, got, err := f.GetCellHyperLink("Ärenden", at); err != nil || !ok || got != want {
			t.Errorf("%s: got %q %v, want %q", at, got, err, want)
		}
	}
	if ok, _, _ := f.GetCellHyperLink("Ärenden", "F4"); ok {
		t.Error("an empty cell has a link")
	}
}

func TestASheetIsATableThatPrintsWell(t *testing.T) {
	f := open(t, write(t, sample()))
	if got := strings.Join(f.GetSheetList(), "|"); got != "Ärenden|Tomt|Rad & kolumn 1" {
		t.Errorf("the sheets are %s", got)
	}
	for sheet, want := range map[string]string{
		"Ärenden":        "A1:F4 Ärenden $A$1:$E$4",
		"Tomt":           "A1:B2 Tomt $A$1:$B$2",
		"Rad & kolumn 1": "A1:F2 Rad_och_kolumn_1 $A$1:$E$2",
	} {
		tables, err := f.GetTables(sheet)
		if err != nil || len(tables) != 1 {
			t.Fatalf("%s: %d tables, %v", sheet, len(tables), err)
		}
		prefix := "'" + sheet + "'!"
		names := map[string]string{}
		for _, n := range f.GetDefinedName() {
			if n.Scope == sheet {
				names[n.Name] = n.RefersTo
			}
		}
		if got := tables[0].Range + " " + tables[0].Name + " " + strings.TrimPrefix(names["_xlnm.Print_Area"], prefix); got != want {
			t.Errorf("%s: got %q, want %q", sheet, got, want)
		}
		if got := names["_xlnm.Print_Titles"]; got != prefix+"$1:$1" {
			t.Errorf("%s: the repeated rows are %q", sheet, got)
		}
		page, err := f.GetPageLayout(sheet)
		if err != nil || *page.Size != 9 || *page.Orientation != "landscape" || *page.FitToWidth != 1 || *page.FitToHeight != 0 {
			t.Errorf("%s: the page is not A4 on its side and one page wide: %v", sheet, err)
		}
		if props, err := f.GetSheetProps(sheet); err != nil || !*props.FitToPage {
			t.Errorf("%s: the page is not fitted: %v", sheet, err)
		}
		if hf, err := f.GetHeaderFooter(sheet); err != nil || !strings.HasSuffix(hf.OddHeader, "&A&R&\"Arial,Regular\"&9Ärenderegister – Åsele && <b>") || !strings.HasSuffix(hf.OddFooter, "Sida &P av &N") {
			t.Errorf("%s: header and footer are %v, %v", sheet, hf, err)
		}
		if panes, err := f.GetPanes(sheet); err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("%s: the headings are not frozen: %v", sheet, err)
		}
		if merged, err := f.GetMergeCells(sheet); err != nil || len(merged) > 0 {
			t.Errorf("%s: merged cells %v, %v", sheet, merged, err)
		}
	}
	if panes, _ := f.GetPanes("Ärenden"); panes.XSplit != 1 {
		t.Errorf("%d columns are frozen, want 1", panes.XSplit)
	}
}

func TestRowsAreAsHighAsTheirText(t *testing.T) {
	data := write(t, sample())
	f := open(t, data)
	for row, want := range map[int][2]float64{2: {15, 15}, 4: {8 * lineHeight, 17 * lineHeight}} {
		if got, _ := f.GetRowHeight("Ärenden", row); got < want[0] || got > want[1] {
			t.Errorf("row %d is %v points high, want %v", row, got, want)
		}
	}
	if bytes.Contains(unzip(t, data)["xl/worksheets/sheet1.xml"], []byte("customHeight")) {
		t.Error("a row is locked at its height")
	}
	for col, want := range map[string][2]float64{"A": {10, 16}, "B": {12, 12}, "E": {30, 30}} {
		if got, _ := f.GetColWidth("Ärenden", col); got < want[0] || got > want[1] {
			t.Errorf("column %s is %v wide, want %v", col, got, want)
		}
	}
}

func TestThePropertiesComeFromTheData(t *testing.T) {
	for _, test := range []struct {
		date civil.Date
		want string
	}{{date(2023, 5, 25), "2023-05-25T00:00:00Z"}, {civil.Date{}, "1980-01-01T00:00:00Z"}} {
		book := sample()
		book.Date = test.date
		p, err := open(t, write(t, book)).GetDocProps()
		if err != nil {
			t.Fatal(err)
		}
		if p.Title != book.Title || p.Subject != "Ärenden" || p.Creator != "kansli" || p.Language != "sv-SE" || p.Created != test.want || p.Modified != test.want {
			t.Errorf("the properties are %+v", p)
		}
	}
}

func TestTheSameBookGivesTheSameBytes(t *testing.T) {
	first := sha256.Sum256(write(t, sample()))
	for range 20 {
		if sha256.Sum256(write(t, sample())) != first {
			t.Fatal("two runs gave different workbooks")
		}
	}
}

func unzip(t testing.TB, data []byte) map[string][]byte {
	t.Helper()
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, f := range zr.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return parts
}

func TestThePackageIsInOrder(t *testing.T) {
	for name, data := range map[string][]byte{"sample": write(t, sample()), "register": write(t, office())} {
		zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		for i, f := range zr.File {
			if i == 0 && f.Name != contents {
				t.Errorf("%s: %s stands first", name, f.Name)
			}
			if f.ModifiedDate != 33 || f.ModifiedTime != 0 {
				t.Errorf("%s: %s has the time %s", name, f.Name, f.Modified)
			}
		}
		parts := unzip(t, data)
		for part, content := range parts {
			for d := xml.NewDecoder(bytes.NewReader(content)); ; {
				if _, err := d.Token(); err == io.EOF {
					break
				} else if err != nil {
					t.Fatalf("%s: %s: %v", name, part, err)
				}
			}
			if path.Ext(part) == ".bin" || strings.Contains(part, "vba") {
				t.Errorf("%s: %s is in the workbook", name, part)
			}
			if source, ok := strings.CutSuffix(part, ".rels"); ok {
				checkTargets(t, parts, strings.Replace(source, "_rels/", "", 1), content)
			}
		}
		for _, m := range regexp.MustCompile(`PartName="/([^"]*)"`).FindAllSubmatch(parts[contents], -1) {
			if parts[string(m[1])] == nil {
				t.Errorf("%s: %s is listed but not there", name, m[1])
			}
		}
	}
}

// checkTargets holds that what a part refers to is there, and that it refers to
// nothing that the list does not have.
func checkTargets(t *testing.T, parts map[string][]byte, source string, rels []byte) {
	t.Helper()
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(`<Relationship [^>]*>`).FindAll(rels, -1) {
		attr := func(name string) string {
			v := regexp.MustCompile(` ` + name + `="([^"]*)"`).FindSubmatch(m)
			if v == nil {
				return ""
			}
			return string(v[1])
		}
		if id := attr("Id"); ids[id] {
			t.Errorf("%s: two relations are %s", source, id)
		}
		ids[attr("Id")] = true
		if target := path.Join(path.Dir(source), attr("Target")); attr("TargetMode") == "" && parts[target] == nil && parts[strings.TrimPrefix(attr("Target"), "/")] == nil {
			t.Errorf("%s refers to %s, which is not there", source, target)
		}
	}
	for _, m := range regexp.MustCompile(` r:id="([^"]*)"`).FindAllSubmatch(parts[source], -1) {
		if !ids[string(m[1])] {
			t.Errorf("%s has no relation %s", source, m[1])
		}
	}
}

func TestWhatAWorkbookCannotHoldIsAnError(t *testing.T) {
	columns := []register.Column{{Head: "A"}}
	one := func(name string, columns []register.Column) []register.Sheet {
		return []register.Sheet{sheet(name, columns, 0, nil)}
	}
	tall := sheet("A", columns, 0, nil)
	tall.Tables[0].Count = 1 << 20
	twice := []register.Sheet{sheet("A", columns, 0, nil), sheet("B", columns, 0, nil)}
	twice[1].Tables[0].Name = "a"
	for name, sheets := range map[string][]register.Sheet{
		"long name":   one(strings.Repeat("å", 32), columns),
		"slash":       one("A/B", columns),
		"no name":     one("", columns),
		"same names":  append(one("A", columns), one("a", columns)...),
		"same tables": twice,
		"same heads":  one("A", []register.Column{{Head: "A"}, {Head: "a"}}),
		"no columns":  one("A", nil),
		"too tall":    {tall},
		"no table":    {{Name: "A"}},
		"no sheets":   nil,
	} {
		if err := Write(io.Discard, register.Book{Sheets: sheets}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if err := Write(failing{}, sample()); !errors.Is(err, errFull) {
		t.Errorf("a full disk gave %v", err)
	}
}

var errFull = errors.New("full")

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errFull }

// TestAWideSheetPrintsOnALargerPaper has columns that A4 would make too small.
func TestAWideSheetPrintsOnALargerPaper(t *testing.T) {
	for columns, want := range map[int]int{4: 9, 8: 8} {
		table := register.Table{Name: "T", Count: 1, Row: func(int) []register.Cell {
			row := make([]register.Cell, columns, columns+1)
			for x := range row {
				row[x] = register.Text(strings.Repeat("ord ", 10))
			}
			return append(row, register.Link{Text: strings.Repeat("länk", 10), Path: "x"}) // is not printed
		}}
		for range columns {
			table.Columns = append(table.Columns, register.Column{Head: fmt.Sprint("Rubrik ", len(table.Columns)), Widest: 36})
		}
		table.Columns = append(table.Columns, register.Column{Head: "Länk", Kind: register.KindLink, Widest: 90})
		f := open(t, write(t, register.Book{Title: "Prov", Sheets: []register.Sheet{{Name: "Blad", Tables: []register.Table{table}}}}))
		if page, err := f.GetPageLayout("Blad"); err != nil || *page.Size != want {
			t.Errorf("%d columns: paper %d, %v", columns, *page.Size, err)
		}
	}
}

// TestALongTableTakesNoRoom holds what is alive in memory while tables are written,
// one twenty times as long as the other.
func TestALongTableTakesNoRoom(t *testing.T) {
	if testing.Short() {
		t.Skip("writes many rows")
	}
	peak := func(rows int) uint64 {
		book := large(rows)
		table := &book.Sheets[0].Tables[0]
		row, most := table.Row, uint64(0)
		table.Row = func(y int) []register.Cell {
			if y >= rows/2 && y%(rows/4) == 0 {
				var now runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&now)
				most = max(most, now.HeapAlloc)
			}
			return row(y)
		}
		if err := Write(io.Discard, book); err != nil {
			t.Fatal(err)
		}
		return most
	}
	peak(2000) // what is made once and stays
	few, many := peak(2000), peak(40_000)
	t.Logf("%d kB at 2,000 rows, %d kB at 40,000", few>>10, many>>10)
	if few == 0 || many > few+1<<20 {
		t.Errorf("%d kB at 2,000 rows, %d kB at 40,000", few>>10, many>>10)
	}
}
