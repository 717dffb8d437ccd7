package xlsx

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/register"
)

// update must succeed.
func update(t testing.TB, old []byte, book register.Book) ([]byte, map[string]Change) {
	t.Helper()
	out, changes, findings := Update("register.xlsx", old, book)
	if len(findings) > 0 {
		t.Fatalf("refused: %v", findings)
	}
	all := map[string]Change{}
	for _, c := range changes {
		all[c.Table] = c
	}
	return out, all
}

// later is the office some time after: a title is amended, a case has gone, one
// has come, and one has been decided on anew.
func later() register.Book {
	all := slices.DeleteFunc(entries(), func(e register.Entry) bool { return strings.HasPrefix(e.File, "bromma/0-0") })
	for i, e := range all {
		switch {
		case e.File == "bromma/1-1.yaml":
			c := *e.Case
			c.Title, c.Units = "Ärende 11 med ny rubrik", []string{"Enheten för arbete", "Enheten för annat"}
			all[i].Case = &c
			all[i].Outputs = []register.Output{{Label: "Tjänsteutlåtande (PDF)", Path: "ut/ny väg.pdf"}, {Label: "Tjänsteutlåtande (Markdown)", Path: "ut/ny.md"}}
		case e.Meeting != nil && e.File == "bromma/mote0.yaml":
			e.Meeting.Items = e.Meeting.Items[1:]
		case e.Meeting != nil && e.File == "farsta/mote3.yaml":
			e.Meeting.Adjustment.Announced = date(2023, 6, 19)
		}
	}
	board := namnd.Board{ID: "kultur", Name: "kulturnämnden"}
	c := &namnd.Case{Board: board, Dnr: []string{"=KUL 1"}, Title: strings.Repeat("Ett långt namn. ", 30), Date: date(2023, 7, 1),
		Deadlines: []namnd.Deadline{{Name: "svar", Date: date(2023, 8, 1)}}}
	return register.Build(append(all, register.Entry{File: "kultur/1.yaml", Case: c, Outputs: []register.Output{{Label: "Tjänsteutlåtande (PDF)", Path: "ut/kultur.pdf"}}},
		register.Entry{File: "kultur/2.yaml", Meeting: &namnd.Meeting{Board: board, Date: date(2023, 8, 20), Items: []namnd.Item{{No: "1", Title: "Val", Decision: []namnd.Point{{Text: "Ja."}}}}}}))
}

func TestUpdatingWithTheSameDataChangesNothing(t *testing.T) {
	for name, book := range map[string]register.Book{"office": office(), "empty": register.Build(nil)} {
		old := write(t, book)
		out, changes := update(t, old, book)
		if !bytes.Equal(out, old) {
			t.Errorf("%s: the workbook was changed: %+v", name, changes)
		}
	}
}

func TestUpdateAmendsAddsAndMarks(t *testing.T) {
	old := write(t, office())
	out, changes := update(t, old, later())
	for _, want := range []Change{
		{Table: "Nämnder", Added: 1},
		{Table: "Månader", Added: 2},
		{Table: "Ärenden", Added: 1, Amended: 1, Gone: 1, GoneAt: []string{"Ärenden!A2"}},
		{Table: "Paragrafer", Added: 1, Amended: 3, Gone: 1, GoneAt: []string{"Paragrafer!A2"}},
		{Table: "Enheter", Added: 1, Gone: 2, Amended: 1},
	} {
		got := changes[want.Table]
		if want.GoneAt == nil {
			got.GoneAt = nil
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
	x := open(t, out)
	for at, want := range map[string]string{
		"Ärenden!D2":  register.Gone,
		"Ärenden!C6":  "Ärende 11 med ny rubrik",
		"Ärenden!B38": "=KUL 1",
		"Ärenden!C38": strings.TrimSpace(strings.Repeat("Ett långt namn. ", 30)) + " ",
		"Ärenden!J38": "2023-07-01",
	} {
		sheet, cell, _ := strings.Cut(at, "!")
		if got, _ := x.GetCellValue(sheet, cell); got != want {
			t.Errorf("%s is %q, want %q", at, got, want)
		}
	}
	if f, _ := x.GetCellFormula("Ärenden", "B38"); f != "" {
		t.Errorf("a text became the formula %s", f)
	}
	links := map[string]string{"T38": "ut/kultur.pdf", "T6": "ut/ny%20v%C3%A4g.pdf", "U6": "ut/ny.md", "T7": "ut/bromma/1-2.yaml.pdf"}
	head, _ := x.GetCellValue("Ärenden", "U1")
	if head != "Tjänsteutlåtande (Markdown)" {
		t.Errorf("the new column is %q", head)
	}
	for at, want := range links {
		if ok, got, err := x.GetCellHyperLink("Ärenden", at); !ok || got != want || err != nil {
			t.Errorf("%s leads to %q, want %q; %v", at, got, want, err)
		}
	}
	again, _ := update(t, out, later())
	if !bytes.Equal(again, out) {
		t.Error("a second update changed the workbook")
	}
}

func TestUpdateFollowsTheTable(t *testing.T) {
	out, _ := update(t, write(t, office()), later())
	x := open(t, out)
	tables, _ := x.GetTables("Ärenden")
	if len(tables) != 1 || tables[0].Range != "A1:U38" {
		t.Errorf("the table is %+v", tables)
	}
	parts := unzip(t, out)
	for part, wants := range map[string][]string{
		"xl/worksheets/sheet2.xml": {`sqref="R2:R38"`, `sqref="A2:T38"`, `ref="A1:U38"`},
		"xl/tables/table5.xml":     {`<autoFilter ref="A1:U38"/>`, `count="21"`},
		"xl/workbook.xml":          {`'Ärenden'!$A$1:$S$38`, `fullCalcOnLoad="1"`},
		"xl/charts/chart1.xml":     {`'Översikt'!$A$27:$A$30`, `'Översikt'!$C$27:$C$30`},
		"xl/charts/chart2.xml":     {`'Översikt'!$M$27:$M$32`},
		"xl/charts/chart3.xml":     {`'Översikt'!$P$27:$P$38`},
	} {
		for _, want := range wants {
			if !strings.Contains(string(parts[part]), want) {
				t.Errorf("%s lacks %s", part, want)
			}
		}
	}
	for _, at := range []string{"B30", "N32"} {
		if f, _ := x.GetCellFormula("Översikt", at); !strings.HasPrefix(f, "COUNTIFS(") {
			t.Errorf("%s is %q", at, f)
		}
	}
}

// TestWhatIsTheirsStays makes the changes that people make, updates, and looks
// at every cell, format and note of theirs.
func TestWhatIsTheirsStays(t *testing.T) {
	x := open(t, write(t, office()))
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	yellow, err := x.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFFF00"}}})
	must(err)
	must(x.SetCellStyle("Ärenden", "C6", "C6", yellow)) // a cell that the update amends
	must(x.SetCellStyle("Ärenden", "A9", "T9", yellow))
	must(x.SetCellValue("Ärenden", "S6", "Ring Bo på måndag"))
	must(x.SetCellValue("Ärenden", "R7", "Avslutad"))
	must(x.SetCellFormula("Ärenden", "Q7", "1000*12"))
	must(x.AddComment("Ärenden", excelize.Comment{Cell: "C6", Author: "Eva", Paragraph: []excelize.RichTextRun{{Text: "Se mejl"}}}))
	must(x.SetCellValue("Ärenden", "W1", "Vid sidan om"))
	must(x.SetCellFormula("Ärenden", "W2", "COUNTA(A:A)"))
	must(x.SetCellValue("Frister", "D30", "ja"))
	must(x.SetCellValue("Expediering", "B3", 45000))
	_, err = x.NewSheet("Vårt eget")
	must(err)
	must(x.SetCellValue("Vårt eget", "B2", "Hej"))
	must(x.SetRowHeight("Ärenden", 6, 77))
	var edited bytes.Buffer
	must(x.Write(&edited))

	out, _ := update(t, edited.Bytes(), later())
	y := open(t, out)
	for _, at := range []string{"Ärenden!S6", "Ärenden!R7", "Ärenden!W1", "Frister!D30", "Expediering!B3", "Vårt eget!B2"} {
		sheet, cell, _ := strings.Cut(at, "!")
		was, _ := x.GetCellValue(sheet, cell)
		if is, _ := y.GetCellValue(sheet, cell); is != was || is == "" {
			t.Errorf("%s was %q and is %q", at, was, is)
		}
	}
	for at, want := range map[string]string{"Q7": "1000*12", "W2": "COUNTA(A:A)"} {
		if got, _ := y.GetCellFormula("Ärenden", at); got != want {
			t.Errorf("the formula of %s is %q", at, got)
		}
	}
	for _, at := range []string{"C6", "A9", "J9", "T9"} {
		id, _ := y.GetCellStyle("Ärenden", at)
		if style, err := y.GetStyle(id); err != nil || len(style.Fill.Color) != 1 || style.Fill.Color[0] != "FFFF00" {
			t.Errorf("%s is no longer yellow: %+v", at, style)
		}
	}
	if got, _ := y.GetCellValue("Ärenden", "C6"); got != "Ärende 11 med ny rubrik" {
		t.Errorf("C6 was not amended: %q", got)
	}
	if notes, _ := y.GetComments("Ärenden"); len(notes) != 1 || notes[0].Cell != "C6" || !strings.Contains(notes[0].Text+notes[0].Paragraph[0].Text, "Se mejl") {
		t.Errorf("the notes are %+v", notes)
	}
	if h, _ := y.GetRowHeight("Ärenden", 6); h != 77 {
		t.Errorf("row 6 is %v high", h)
	}
	if got := y.GetSheetList(); !slices.Contains(got, "Vårt eget") {
		t.Errorf("the sheets are %v", got)
	}
	before, after := unzip(t, edited.Bytes()), unzip(t, out)
	for name, b := range before {
		touched := strings.HasPrefix(name, "xl/worksheets/") && !strings.Contains(name, "sheet9") || strings.HasPrefix(name, "xl/tables/") || strings.HasPrefix(name, "xl/charts/") || name == "xl/workbook.xml" || name == "xl/styles.xml"
		if !touched && !bytes.Equal(b, after[name]) {
			t.Errorf("%s was changed", name)
		}
	}
}

func TestRowsAndColumnsMayBeMoved(t *testing.T) {
	old := write(t, office())
	parts := unzip(t, old)
	// Sorted the other way: the rows of the sheet change numbers.
	sheet := string(parts["xl/worksheets/sheet2.xml"])
	head, rest, _ := strings.Cut(sheet, `<row r="2"`)
	body, tail, _ := strings.Cut(`<row r="2"`+rest, "</sheetData>")
	rows := strings.SplitAfter(body, "</row>")
	rows = rows[:len(rows)-1]
	slices.Reverse(rows)
	for i, r := range rows {
		n, m := 37-i, i+2
		r = strings.Replace(r, fmt.Sprintf(`<row r="%d"`, n), fmt.Sprintf(`<row r="%d"`, m), 1)
		for c := 1; c <= 20; c++ {
			r = strings.Replace(r, fmt.Sprintf(`<c r="%s%d"`, columnName(c), n), fmt.Sprintf(`<c r="%s%d"`, columnName(c), m), 1)
		}
		rows[i] = r
	}
	// And two columns that change places, with their headings.
	swapped := head + strings.Join(rows, "") + "</sheetData>" + tail
	parts["xl/worksheets/sheet2.xml"] = []byte(swapped)
	moved := zipped(t, parts)
	out, changes := update(t, moved, later())
	if got := fmt.Sprint(changes["Ärenden"]); got != fmt.Sprint(Change{Table: "Ärenden", Added: 1, Amended: changes["Ärenden"].Amended, Gone: 1, GoneAt: []string{"Ärenden!A37"}}) {
		t.Errorf("got %s", got)
	}
	x := open(t, out)
	if got, _ := x.GetCellValue("Ärenden", "C33"); got != "Ärende 11 med ny rubrik" {
		t.Errorf("C33 is %q", got)
	}
}

// zipped makes a workbook of parts.
func zipped(t testing.TB, parts map[string][]byte) []byte {
	t.Helper()
	var out bytes.Buffer
	zw := newArchive(&out)
	for _, name := range sortedKeys(parts) {
		if err := addPart(zw, name, parts[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestUpdateRefusesWhatItDoesNotUnderstand(t *testing.T) {
	old := write(t, office())
	edit := func(change func(*excelize.File)) func() []byte {
		return func() []byte {
			x := open(t, old)
			change(x)
			var out bytes.Buffer
			if err := x.Write(&out); err != nil {
				t.Fatal(err)
			}
			return out.Bytes()
		}
	}
	part := func(name, from, to string) func() []byte {
		return func() []byte {
			parts := unzip(t, old)
			if !strings.Contains(string(parts[name]), from) {
				t.Fatalf("%s has no %s", name, from)
			}
			parts[name] = replace(parts[name], from, to)
			return zipped(t, parts)
		}
	}
	for name, test := range map[string]struct {
		data func() []byte
		want string
	}{
		"own column gone":    {edit(func(x *excelize.File) { x.SetCellValue("Ärenden", "C1", "Ärendemening") }), "Ärenden: kolumnen Rubrik saknas i tabellen Ärenden"},
		"own column renamed": {edit(func(x *excelize.File) { x.SetCellValue("Ärenden", "C1", "Rubrk") }), "Ärenden!C1: kolumnen Rubrik saknas i tabellen Ärenden; här står ”Rubrk”"},
		"two columns":        {edit(func(x *excelize.File) { x.SetCellValue("Ärenden", "S1", "Rubrik") }), "Ärenden!S1: kolumnen Rubrik finns redan i Ärenden!C1"},
		"same row twice": {edit(func(x *excelize.File) {
			for _, c := range []string{"A", "B", "C", "J"} {
				v, _ := x.GetCellValue("Ärenden", c+"2", excelize.Options{RawCellValue: true})
				if c == "J" {
					x.SetCellValue("Ärenden", "J3", 44976)
				} else {
					x.SetCellValue("Ärenden", c+"3", v)
				}
			}
		}), "Ärenden!A3: raden är densamma som Ärenden!A2: Bromma stadsdelsnämnd, bromma 2023/0"},
		"below the table":  {edit(func(x *excelize.File) { x.SetCellValue("Ärenden", "B38", "Summa") }), "Ärenden!B38: här ska 1 nya rader i tabellen Ärenden in"},
		"beside the table": {edit(func(x *excelize.File) { x.SetCellValue("Ärenden", "U5", "!") }), "Ärenden!U5: här ska kolumnen Tjänsteutlåtande (Markdown) in"},
		"row of sums":      {part("xl/tables/table5.xml", `ref="A1:T37" totals`, `ref="A1:T37" totalsRowCount="1" totals`), "Ärenden!A37: tabellen Ärenden har en summarad där nya rader ska in"},
		"no headings":      {part("xl/tables/table5.xml", `totalsRowShown`, `headerRowCount="0" totalsRowShown`), "Ärenden: tabellen Ärenden har ingen rubrikrad"},
		"table gone":       {edit(func(x *excelize.File) { x.DeleteTable("Ärenden") }), "Ärenden: tabellen Ärenden saknas"},
		"newer version":    {part("docProps/custom.xml", ">1<", ">2<"), "registret är skrivet av en nyare kansli (version 2, denna kan 1)"},
		"no register":      {part("docProps/custom.xml", "kansli-register", "annat"), "arbetsboken är inget register från kansli"},
		"another epoch":    {part("xl/workbook.xml", "<workbookPr ", `<workbookPr date1904="1" `), "arbetsboken räknar datum från 1904"},
		"no workbook":      {func() []byte { return []byte("PK") }, "filen är ingen Excel-arbetsbok"},
		"an old one":       {func() []byte { return []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") }, "filen är en äldre Excel-fil (.xls) eller skyddad med lösenord"},
		"half a workbook":  {func() []byte { return old[:len(old)/2] }, "filen är ingen Excel-arbetsbok"},
		"a sheet cut off": {func() []byte {
			parts := unzip(t, old)
			head, _, _ := bytes.Cut(parts["xl/worksheets/sheet2.xml"], []byte("</sheetData>"))
			parts["xl/worksheets/sheet2.xml"] = append(head, "</sheetData>"...)
			return zipped(t, parts)
		}, "arbetsboken är trasig: xl/worksheets/sheet2.xml kan inte läsas"},
		"broken sheet": {part("xl/worksheets/sheet2.xml", "</row>", "</rw"), "arbetsboken är trasig: xl/worksheets/sheet2.xml kan inte läsas"},
	} {
		t.Run(name, func(t *testing.T) {
			out, changes, findings := Update("register.xlsx", test.data(), later())
			if out != nil || changes != nil || len(findings) == 0 {
				t.Fatalf("was not refused: %+v", changes)
			}
			if !slices.ContainsFunc(findings, func(f diag.Finding) bool {
				return f.Message == test.want && f.File == "register.xlsx" && f.Remedy != ""
			}) {
				t.Errorf("got %+v, want %s", findings, test.want)
			}
		})
	}
}

// FuzzUpdate holds that no workbook makes an update panic, and that what comes
// out of one is a workbook that a second update leaves alone.
func FuzzUpdate(f *testing.F) {
	names := []string{"xl/worksheets/sheet2.xml", "xl/tables/table5.xml", "xl/workbook.xml", "xl/worksheets/_rels/sheet2.xml.rels", "docProps/custom.xml"}
	var parts map[string][]byte
	book := register.Build(entries()[1:3])
	f.Add(uint8(0), []byte(`<worksheet><sheetData><row><c><v>1</v></c><c t="s"><v>9</v></c></row></sheetData></worksheet>`))
	parts = unzip(f, write(f, register.Build(entries()[:2])))
	for i, name := range names {
		f.Add(uint8(i), parts[name])
	}
	f.Fuzz(func(t *testing.T, which uint8, content []byte) {
		name := names[int(which)%len(names)]
		changed := map[string][]byte{}
		for k, v := range parts {
			changed[k] = v
		}
		changed[name] = content
		out, _, findings := Update("x.xlsx", zipped(t, changed), book)
		if (out == nil) != (len(findings) > 0) {
			t.Fatalf("%d bytes and %d findings", len(out), len(findings))
		}
		if out == nil {
			return
		}
		if again, _, findings := Update("x.xlsx", out, book); len(findings) == 0 && !bytes.Equal(again, out) {
			t.Error("a second update changed the workbook")
		}
	})
}
