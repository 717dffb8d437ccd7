package xlsx

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"kansli/internal/namnd"
	"kansli/internal/register"
)

func TestTheSheetsStandInOrder(t *testing.T) {
	x := open(t, write(t, office()))
	if got := strings.Join(x.GetSheetList(), " "); got != "Översikt Ärenden Paragrafer Frister Enheter Undertecknare Balanslista Expediering" {
		t.Errorf("got %s", got)
	}
}

func TestEveryChartHasATitleAnAlternativeTextAndItsValues(t *testing.T) {
	parts := unzip(t, write(t, office()))
	drawing := string(parts["xl/drawings/drawing1.xml"])
	for i, c := range office().Sheets[0].Charts {
		if !strings.Contains(drawing, `descr="`+c.Alt+`"`) || !strings.Contains(drawing, `title="`+c.Title+`"`) {
			t.Errorf("%s has no alternative text", c.Title)
		}
		chart := string(parts[fmt.Sprintf("xl/charts/chart%d.xml", i+1)])
		if !strings.Contains(chart, "<a:t>"+c.Title+"</a:t>") || !strings.Contains(chart, "<a:t>"+c.Axis+"</a:t>") || !strings.Contains(chart, `lang val="sv-SE"`) {
			t.Errorf("%s lacks its title, the name of its axis or its language", c.Title)
		}
	}
	for part, want := range map[string]string{
		"xl/charts/chart1.xml": `<c:strCache><c:ptCount val="3"/><c:pt idx="0"><c:v>Bromma stadsdelsnämnd</c:v></c:pt>`,
		"xl/charts/chart2.xml": `<c:ptCount val="4"/><c:pt idx="0"><c:v>9</c:v></c:pt>`,
		"xl/charts/chart3.xml": `<c:pt idx="0"><c:v>v. 24</c:v></c:pt>`,
	} {
		if !strings.Contains(string(parts[part]), want) {
			t.Errorf("%s lacks %s", part, want)
		}
	}
}

// TestNothingDependsOnTheDayOfReading looks at what the formulas with today's
// date have for a result in the file.
func TestNothingDependsOnTheDayOfReading(t *testing.T) {
	parts := unzip(t, write(t, office()))
	cells := 0
	for name, part := range parts {
		for _, m := range regexp.MustCompile(`<c [^>]*><f>([^<]*)</f><v>([^<]*)</v></c>`).FindAllSubmatch(part, -1) {
			formula, result := string(m[1]), string(m[2])
			today := strings.Contains(formula, "TODAY()") || strings.Contains(formula, "[Läge]") || strings.Contains(formula, "[Nästa frist]") || strings.Contains(formula, "[Försenade frister]") || strings.Contains(formula, "[Frister denna vecka]")
			if today && result != "" && !strings.Contains(formula, "Veckor") {
				t.Errorf("%s: %s has the result %s", name, formula, result)
			}
			cells++
		}
	}
	if cells < 100 {
		t.Errorf("only %d formulas were found", cells)
	}
	if !bytes.Contains(parts["xl/workbook.xml"], []byte(`fullCalcOnLoad="true"`)) {
		t.Error("nothing asks for the formulas to be worked out")
	}
}

func TestANewRowGetsTheFormulaOfItsColumn(t *testing.T) {
	parts := unzip(t, write(t, office()))
	for part, want := range map[string]string{
		"xl/tables/table7.xml":  `<tableColumn id="3" name="Läge"><calculatedColumnFormula>IF(Frister[[#This Row],[Status]]=`,
		"xl/tables/table10.xml": `<tableColumn id="2" name="Läge"><calculatedColumnFormula>IF(Balanslista[[#This Row],[Status]]=`,
	} {
		if !strings.Contains(string(parts[part]), want) {
			t.Errorf("%s lacks %s:\n%.600s", part, want, parts[part])
		}
	}
}

func TestWhatPeopleFillInIsHeldToItsList(t *testing.T) {
	x := open(t, write(t, office()))
	for sheet, wants := range map[string][]string{
		"Ärenden":       {`R2:R37 list "Pågår,Väntar på svar,Avslutad" warning`},
		"Frister":       {`D2:D115 list "nej,ja" stop`},
		"Balanslista":   {`C2:C13 list "nej,ja" stop`},
		"Expediering":   {`B2:B25 date 61 stop`, `C2:C25 list "e-post,brev,internpost,e-tjänst" warning`},
		"Undertecknare": {`K2:K13 date 61 stop`},
		"Enheter":       nil,
	} {
		dvs, err := x.GetDataValidations(sheet)
		if err != nil || len(dvs) != len(wants) {
			t.Errorf("%s has %d lists, %v", sheet, len(dvs), err)
			continue
		}
		for i, dv := range dvs {
			if got := strings.Join([]string{dv.Sqref, dv.Type, dv.Formula1, *dv.ErrorStyle}, " "); got != wants[i] || !dv.AllowBlank {
				t.Errorf("%s: got %s, want %s", sheet, got, wants[i])
			}
		}
	}
}

func TestColoursSayWhatTheWordsSay(t *testing.T) {
	x := open(t, write(t, office()))
	formats, err := x.GetConditionalFormats("Frister")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for area, fs := range formats {
		for _, f := range fs {
			style, err := x.GetConditionalStyle(*f.Format)
			if err != nil {
				t.Fatal(err)
			}
			look := fmt.Sprint(style.Font.Strike)
			if len(style.Fill.Color) > 0 {
				look = style.Fill.Color[0]
			}
			got[f.Criteria] = area + " " + look
		}
	}
	for criteria, want := range map[string]string{
		`$C2="Försenad"`: "C2:C115 FBDAD5", `$C2="Denna vecka"`: "C2:C115 FFEFC2", `$C2="Senare"`: "C2:C115 E1F2E1", `$C2="Klar"`: "C2:C115 EFEFEF",
		`$P2="Finns inte längre i underlaget"`: "A2:Q115 true",
	} {
		if got[criteria] != want {
			t.Errorf("%s: got %q, want %q", criteria, got[criteria], want)
		}
	}
}

func TestNamesLeadToTheFigures(t *testing.T) {
	x := open(t, write(t, office()))
	names := map[string]string{}
	for _, n := range x.GetDefinedName() {
		names[n.Name] = n.RefersTo
	}
	for name, want := range map[string]string{"Antal_ärenden": "'Översikt'!$B$5", "Försenade_frister": "'Översikt'!$G$5", "Nästa_frist": "'Översikt'!$K$5"} {
		if names[name] != want {
			t.Errorf("%s is %q, want %q", name, names[name], want)
		}
	}
}

func TestAnUpdateContinuesTheFormulasOfTheirColumns(t *testing.T) {
	parts := unzip(t, write(t, office()))
	head := func(cell string) string { return `<c r="` + cell + `" t="inlineStr"><is><t>` }
	sheet := string(parts["xl/worksheets/sheet2.xml"])
	sheet = strings.Replace(sheet, "</c></row>", `</c>`+head("U1")+`Dagar</t></is></c>`+head("V1")+`Rad</t></is></c></row>`, 1)
	sheet = strings.Replace(sheet, `<row r="3"`, `<row r="3"`, 1)
	parts["xl/worksheets/sheet2.xml"] = []byte(sheet)
	table := string(parts["xl/tables/table5.xml"])
	table = strings.NewReplacer("A1:T37", "A1:V37", `count="20"`, `count="22"`, "</tableColumns>",
		`<tableColumn id="31" name="Dagar"><calculatedColumnFormula>Ärenden[[#This Row],[Justerad]]-Ärenden[[#This Row],[Datum]]&amp;" d2"</calculatedColumnFormula></tableColumn>`+
			`<tableColumn id="32" name="Rad"><calculatedColumnFormula>$A$1&amp;ROW()</calculatedColumnFormula></tableColumn></tableColumns>`).Replace(table)
	parts["xl/tables/table5.xml"] = []byte(table)
	parts["xl/calcChain.xml"] = []byte(`<calcChain/>`)
	parts[contents] = replace(parts[contents], "</Types>", `<Override PartName="/xl/calcChain.xml" ContentType="x"/></Types>`)
	out, _ := update(t, zipped(t, parts), later())
	x := open(t, out)
	if f, _ := x.GetCellFormula("Ärenden", "U38"); f != `Ärenden[[#This Row],[Justerad]]-Ärenden[[#This Row],[Datum]]&" d2"` {
		t.Errorf("the new row has %q", f)
	}
	if f, _ := x.GetCellFormula("Ärenden", "V38"); f != "" {
		t.Errorf("a formula with a cell of its own was continued: %q", f)
	}
	after := unzip(t, out)
	if after["xl/calcChain.xml"] != nil || bytes.Contains(after[contents], []byte("calcChain")) {
		t.Error("the old order of calculation is still there")
	}
	if tables, _ := x.GetTables("Ärenden"); len(tables) != 1 || tables[0].Range != "A1:W38" {
		t.Errorf("the table is %+v", tables)
	}
}

func TestAFormulaInAnOwnCellStays(t *testing.T) {
	x := open(t, write(t, office()))
	if err := x.SetCellFormula("Ärenden", "C6", `"Ett "&"namn"`); err != nil {
		t.Fatal(err)
	}
	if err := x.SetCellValue("Frister", "C2", "Ordnat"); err != nil {
		t.Fatal(err)
	}
	var edited bytes.Buffer
	if err := x.Write(&edited); err != nil {
		t.Fatal(err)
	}
	out, _ := update(t, edited.Bytes(), later())
	y := open(t, out)
	if f, _ := y.GetCellFormula("Ärenden", "C6"); f != `"Ett "&"namn"` {
		t.Errorf("the formula is %q", f)
	}
	if v, _ := y.GetCellValue("Frister", "C2"); v != "Ordnat" {
		t.Errorf("what was written over Läge is %q", v)
	}
}

func TestWhatTheDataSayIsDoneIsDone(t *testing.T) {
	old := write(t, office())
	book := later() // the protocol of farsta/mote3 has been announced since
	out, _ := update(t, old, book)
	x := open(t, out)
	found := false
	for row := 2; row <= 115; row++ {
		at := func(col string) string {
			v, _ := x.GetCellValue("Frister", col+fmt.Sprint(row))
			return v
		}
		if at("F") == "Farsta stadsdelsnämnd" && at("I") == "2023-06-12" && at("J") == "" && at("E") == "Sista dag att anslå justeringen" {
			found = true
			if at("D") != "ja" {
				t.Errorf("Klart is %q", at("D"))
			}
		}
	}
	if !found {
		t.Error("the row was not found")
	}
}

func TestRowsOfTheirOwnStay(t *testing.T) {
	x := open(t, write(t, office()))
	for cell, v := range map[string]string{"A38": "Bromma stadsdelsnämnd", "B38": "eget 1", "C38": "Skrivet för hand"} {
		if err := x.SetCellValue("Ärenden", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	var edited bytes.Buffer
	if err := x.Write(&edited); err != nil {
		t.Fatal(err)
	}
	parts := unzip(t, edited.Bytes())
	parts["xl/tables/table5.xml"] = bytes.ReplaceAll(parts["xl/tables/table5.xml"], []byte("A1:T37"), []byte("A1:T40")) // with two blank rows
	out, changes := update(t, zipped(t, parts), later())
	y := open(t, out)
	if c := changes["Ärenden"]; c.Own != 1 || c.Added != 1 || c.Gone != 1 {
		t.Errorf("got %+v", c)
	}
	for cell, want := range map[string]string{"C38": "Skrivet för hand", "D38": "", "B39": "=KUL 1", "B40": ""} {
		if got, _ := y.GetCellValue("Ärenden", cell); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
	}
	if tables, _ := y.GetTables("Ärenden"); tables[0].Range != "A1:U40" {
		t.Errorf("the table is %s", tables[0].Range)
	}
}

func TestARowThatComesBackIsNoLongerGone(t *testing.T) {
	gone, _ := update(t, write(t, office()), later())
	back, changes := update(t, gone, office())
	if c := changes["Ärenden"]; c.Back != 1 || c.Added != 0 || len(c.GoneAt) != 1 {
		t.Errorf("got %+v", c)
	}
	if got, _ := open(t, back).GetCellValue("Ärenden", "D2"); got != "Beslutat" {
		t.Errorf("Status is %q", got)
	}
}

// TestManyBoardsHaveRoomForTheirNames has a bar for each of 30 boards: the charts
// are higher, and the tables begin below them.
func TestManyBoardsHaveRoomForTheirNames(t *testing.T) {
	height := func(boards int) (rows int, first string) {
		var all []register.Entry
		for i := range boards {
			all = append(all, register.Entry{File: fmt.Sprint(i), Case: &namnd.Case{Board: namnd.Board{Name: fmt.Sprintf("Nämnd %02d", i)}, Dnr: []string{"1"}, Title: "T"}})
		}
		data := write(t, register.Build(all))
		anchor := regexp.MustCompile(`<xdr:from>.*?<xdr:row>(\d+)<.*?<xdr:to>.*?<xdr:row>(\d+)<`).FindStringSubmatch(string(unzip(t, data)["xl/drawings/drawing1.xml"]))
		from, _ := strconv.Atoi(anchor[1])
		to, _ := strconv.Atoi(anchor[2])
		first, err := open(t, data).GetCellValue("Översikt", fmt.Sprintf("A%d", to+4))
		if err != nil {
			t.Fatal(err)
		}
		return to - from, first
	}
	few, at := height(3)
	many, below := height(30)
	if few != 17 || many < few+20 || at != "Nämnd 00" || below != "Nämnd 00" {
		t.Errorf("%d rows and %q, %d rows and %q", few, at, many, below)
	}
}
