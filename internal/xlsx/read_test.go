package xlsx

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kansli/internal/register"
)

func workbookOf(t testing.TB, fill func(*excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// cells writes a sheet a cell a line: its name, its kind and its text.
func cells(s Sheet) string {
	var b strings.Builder
	for _, r := range s.Rows {
		for _, c := range r.Cells {
			fmt.Fprintf(&b, "%s!%s %d %s\n", s.Name, CellName(c.Column, r.N), c.Kind, strings.ReplaceAll(c.Text, "\n", "|"))
		}
	}
	return b.String()
}

func TestReadGivesCellsAsText(t *testing.T) {
	data := workbookOf(t, func(f *excelize.File) {
		styled := func(at string, v any, code string) {
			id, _ := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
			f.SetCellValue("Sheet1", at, v)
			f.SetCellStyle("Sheet1", at, at, id)
		}
		f.SetCellValue("Sheet1", "B2", " Rubrik\u00a0")
		f.SetCellValue("Sheet1", "C2", "två\nrader")
		styled("D2", 41411, "yyyy-mm-dd")
		styled("E2", 41411.75, `d\ mmm\ yyyy hh:mm`)
		styled("F2", 0.75, "hh:mm")
		styled("G2", 1234.5, `#,##0.00\ "kr (dyrt)"`)
		f.SetCellValue("Sheet1", "B4", 0.1+0.2)
		f.SetCellValue("Sheet1", "C4", 850825006)
		f.SetCellValue("Sheet1", "D4", true)
		f.SetCellFormula("Sheet1", "E4", "1+1")
		f.SetCellRichText("Sheet1", "F4", []excelize.RichTextRun{{Text: "fet"}, {Text: " text"}})
		f.SetCellValue("Sheet1", "G4", "1-2-2013")
	})
	parts := unzip(t, data)
	parts["xl/worksheets/sheet1.xml"] = bytes.Replace(parts["xl/worksheets/sheet1.xml"], []byte(`</row></sheetData>`), []byte(`<c r="H4" t="e"><f>A1/0</f><v>#DIV/0!</v></c></row></sheetData>`), 1)
	s, findings := Read("x.xlsx", zipped(t, parts))
	want := "Sheet1!B2 0 Rubrik\nSheet1!C2 0 två|rader\nSheet1!D2 2 2013-05-17\nSheet1!E2 2 2013-05-17 18.00\nSheet1!F2 0 18.00\nSheet1!G2 1 1234.5\n" +
		"Sheet1!B4 1 0.3\nSheet1!C4 1 850825006\nSheet1!D4 0 ja\nSheet1!E4 4 \nSheet1!F4 0 fet text\nSheet1!G4 0 1-2-2013\nSheet1!H4 3 #DIV/0!\n"
	if got := cells(s); got != want || len(findings) > 0 {
		t.Errorf("got\n%s%v\nwant\n%s", got, findings, want)
	}
}

func TestReadChoosesTheSheet(t *testing.T) {
	data := workbookOf(t, func(f *excelize.File) {
		for _, name := range []string{"Tomt", "Dolt", "Första", "Ärenden"} {
			f.NewSheet(name)
		}
		f.SetCellValue("Dolt", "A1", "dolt")
		f.SetSheetVisible("Dolt", false)
		f.SetCellValue("Första", "A1", "första")
		f.SetCellValue("Ärenden", "A1", "ärenden")
		f.SetCellValue("Ärenden", "C3", "Nämnd")
		f.SetCellValue("Ärenden", "C4", "bromma")
		f.SetCellValue("Ärenden", "C6", "nedanför")
	})
	for want, names := range map[string][]string{"Första": nil, "Ärenden": {"Utskick", "ärenden"}, "Dolt": {"Dolt"}} {
		if s, findings := Read("x.xlsx", data, names...); s.Name != want || len(findings) > 0 {
			t.Errorf("%v gave %q, %v", names, s.Name, findings)
		}
	}
	x := open(t, data)
	if err := x.AddTable("Ärenden", &excelize.Table{Range: "C3:C5"}); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := x.Write(&out); err != nil {
		t.Fatal(err)
	}
	s, _ := Read("x.xlsx", out.Bytes(), "Ärenden")
	if got := cells(s); got != "Ärenden!C3 0 Nämnd\nÄrenden!C4 0 bromma\n" {
		t.Errorf("a sheet with a table gave\n%s", got)
	}
}

func TestReadTakesWhatWriteWrote(t *testing.T) {
	book := office()
	data := write(t, book)
	for _, table := range book.Data() {
		s, findings := Read("x.xlsx", data, table.Name)
		if len(findings) > 0 || len(s.Rows) != table.Count+1 {
			t.Fatalf("%s: %d rows, want %d; %v", table.Name, len(s.Rows), table.Count+1, findings)
		}
		for y, r := range s.Rows[1:] {
			row := table.Row(y)
			for _, c := range r.Cells {
				if table.Columns[c.Column-1].Formula != "" {
					continue
				}
				if got, want := foldKey(c.Text), keyText(row[c.Column-1]); got != want && table.Columns[c.Column-1].Kind != register.KindLink {
					t.Errorf("%s!%s: %q, want %q", table.Name, CellName(c.Column, r.N), got, want)
				}
			}
		}
	}
}

func TestReadSaysWhyItCannot(t *testing.T) {
	good := workbookOf(t, func(f *excelize.File) { f.SetCellValue("Sheet1", "A1", "x") })
	for name, data := range map[string][]byte{
		"nothing":  nil,
		"text":     []byte("Nämnd;Dnr\n"),
		"half":     good[:len(good)/2],
		"xls":      []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
		"empty":    workbookOf(t, func(*excelize.File) {}),
		"only zip": zipped(t, map[string][]byte{"a": nil}),
	} {
		s, findings := Read("x.xlsx", data)
		if len(s.Rows) > 0 || len(findings) != 1 || findings[0].Remedy == "" || findings[0].File != "x.xlsx" {
			t.Errorf("%s: %+v, %+v", name, s, findings)
		}
	}
}

// FuzzRead holds that no sheet makes the reader panic.
func FuzzRead(f *testing.F) {
	parts := unzip(f, workbookOf(f, func(x *excelize.File) { x.SetCellValue("Sheet1", "A1", "text") }))
	f.Add(parts["xl/worksheets/sheet1.xml"], parts["xl/sharedStrings.xml"], parts["xl/styles.xml"])
	f.Add([]byte(`<worksheet><sheetData><row r="3"><c t="b"><v>1</v></c><c r="ZZZ9" t="s"><v>-1</v></c><c s="9"><v>1e300</v></c><c><is><t>a</t></is></c></row><row r="1"/></sheetData>`), []byte(`<sst><si><r><t>a</t></r></si></sst>`), []byte(`<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>`))
	f.Fuzz(func(t *testing.T, sheet, strings, styles []byte) {
		changed := map[string][]byte{}
		for k, v := range parts {
			changed[k] = v
		}
		changed["xl/worksheets/sheet1.xml"], changed["xl/sharedStrings.xml"], changed["xl/styles.xml"] = sheet, strings, styles
		s, findings := Read("x.xlsx", zipped(t, changed))
		if len(s.Rows) > 0 && len(findings) > 0 {
			t.Error("both rows and findings")
		}
		last := 0
		for _, r := range s.Rows {
			if r.N <= last {
				t.Errorf("row %d comes after row %d", r.N, last)
			}
			last = r.N
		}
	})
}
