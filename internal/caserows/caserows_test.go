package caserows

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"kansli/internal/casefile"
	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/register"
	"kansli/internal/rowfile"
	"kansli/internal/xlsx"
)

var boards = []namnd.Board{
	{ID: "bromma", Name: "Bromma stadsdelsnämnd", Genitive: "Bromma stadsdelsnämnds", Short: "stadsdelsnämnden", Kind: namnd.District, Office: "Bromma stadsdelsförvaltning", OfficeKind: namnd.Administration,
		Signatories: []namnd.Person{{Name: "Anna Exempelsson", Title: "Stadsdelsdirektör"}}},
	{ID: "socialnämnden", Name: "socialnämnden", Genitive: "socialnämndens", Short: "nämnden", Kind: namnd.Specialist, Office: "Socialförvaltningen", OfficeKind: namnd.Bureau},
}

// lay puts an office's list into a workbook.
func lay(t testing.TB, rows ...[]string) []byte {
	t.Helper()
	table := register.Table{Name: "Lista", Count: len(rows) - 1}
	for _, head := range rows[0] {
		table.Columns = append(table.Columns, register.Column{Head: head, Widest: 20})
	}
	table.Row = func(i int) []register.Cell {
		var cells []register.Cell
		for _, s := range rows[i+1] {
			cells = append(cells, register.Text(s))
		}
		return cells
	}
	var out bytes.Buffer
	if err := xlsx.Write(&out, register.Book{Sheets: []register.Sheet{{Name: "Ärenden", Tables: []register.Table{table}}}}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func read(t testing.TB, name string, data []byte) rowfile.Table {
	t.Helper()
	table, findings := rowfile.Read(name, data, "Ärenden")
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	return table
}

func existing(t testing.TB, name, src string) Existing {
	t.Helper()
	r := casefile.NewReader(nil)
	r.Boards = &namnd.Boards{Boards: boards}
	f, findings := r.Parse(name, []byte(src))
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	return Existing{name, []byte(src), f.Case}
}

func messages(findings []diag.Finding) string {
	var b strings.Builder
	for _, f := range findings {
		fmt.Fprintf(&b, "%s: %s: %s [%s]\n", f.File, f.Severity, f.Message, f.Rule)
	}
	return b.String()
}

func TestRowsBecomeFiles(t *testing.T) {
	data := lay(t,
		[]string{"Nämnd", "Dnr", "Rubrik", "Datum", "Handläggare", "Telefon", "Enheter", "frister.ansökan", "Frister", "Undertecknare", "Omedelbar justering", "avsnitt.Bakgrund", "Vår anteckning"},
		[]string{"Bromma stadsdelsnämnd", "BRO 2023/41\nBRO 2023/42", "Svar: ja & nej", "2023-04-12", "Anna Exempel, Utredare\nBo Påhittad", "08-508 25 006\n08-508 25 007", "Enhet A\nEnhet B, norr", "2023-05-17", "protokoll 2023-06-30", "Eva Exempel, Chef", "ja", "Första stycket.\n\n- punkt", "hemligt"},
		[]string{"socialnämnden", "1-2-2013", "- Rubrik", "2013-04-22", "Anna Exempel", "", "", "", "", "", "", "", ""},
	)
	files, findings := Make(read(t, "lista.xlsx", data), boards, nil, "arenden")
	if got, want := messages(findings), "lista.xlsx: råd: Ärenden!M1: kolumnen ”Vår anteckning” läses inte [oläst-kolumn]\n"; got != want {
		t.Errorf("got %s", got)
	}
	want := []string{`== arenden/bro-2023-41-svar-ja-och-nej.yaml
typ: ärende
nämnd: bromma
dnr:
  - BRO 2023/41
  - BRO 2023/42
rubrik: "Svar: ja & nej"
datum: 2023-04-12
handläggare:
  - namn: Anna Exempel
    titel: Utredare
    telefon: 08-508 25 006
  - namn: Bo Påhittad
    telefon: 08-508 25 007
enheter:
  - Enhet A
  - Enhet B, norr
frister:
  protokoll: 2023-06-30
  ansökan: 2023-05-17
undertecknare:
  - namn: Eva Exempel
    titel: Chef
omedelbar_justering: ja
avsnitt:
  Bakgrund: |-
    Första stycket.

    - punkt
`, `== arenden/1-2-2013-rubrik.yaml
typ: ärende
nämnd: socialnämnden
dnr: 1-2-2013
rubrik: "- Rubrik"
datum: 2013-04-22
handläggare:
  - namn: Anna Exempel
`}
	if len(files) != len(want) {
		t.Fatalf("%d files", len(files))
	}
	for i, f := range files {
		if got := "== " + f.Name + "\n" + string(f.Content); got != want[i] || !f.New {
			t.Errorf("got\n%s\nwant\n%s", got, want[i])
		}
	}
}

const there = `# Ärendet om utmärkelsen
typ: ärende
rubrik: Ett ärende   # vi bytte namn i mars
nämnd: bromma
dnr: [BRO 2023/107]

datum: 2023-04-12
handläggare:
  # nås bäst på förmiddagen
  - {namn: "Anna Exempel", telefon: 08-1, epost: anna@stad.example}
frister:
  ansökan: 2023-05-17
  protokoll:
    datum: 2023-06-30   # skjutet en gång
    avser: Protokollet
förslag:
  - Nämnden godkänner.
`

func TestAmendingKeepsWhatTheFileHas(t *testing.T) {
	data := lay(t,
		[]string{"Dnr", "Nämnd", "Rubrik", "Datum", "Handläggare", "Telefon", "Frister", "Enheter", "Undertecknare"},
		[]string{"BRO 2023/107", "bromma", "Ett ärende med nytt namn", "2023-04-12", "Anna Exempel", "08-2", "ansökan 2023-05-17\nprotokoll 2023-07-31\nsvar 2023-08-01", "Enhet A", "Anna Exempelsson, Stadsdelsdirektör"},
	)
	files, findings := Make(read(t, "lista.xlsx", data), boards, []Existing{existing(t, "a/arende.yaml", there)}, "arenden")
	if len(findings) > 0 || len(files) != 1 {
		t.Fatalf("%d files\n%s", len(files), messages(findings))
	}
	want := strings.NewReplacer("Ett ärende ", "Ett ärende med nytt namn ", "08-1", "08-2", "datum: 2023-06-30", "datum: 2023-07-31",
		"    avser: Protokollet\n", "    avser: Protokollet\n  svar: 2023-08-01\n", "frister:\n", "enheter: Enhet A\nfrister:\n").Replace(there)
	if got := string(files[0].Content); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := strings.Join(files[0].Changed, " "); got != "rubrik handläggare[0].telefon enheter frister.protokoll.datum frister.svar" || files[0].New || files[0].Name != "a/arende.yaml" {
		t.Errorf("changed %s in %s", got, files[0].Name)
	}
	again, _ := Make(read(t, "lista.xlsx", data), boards, []Existing{existing(t, "a/arende.yaml", want)}, "arenden")
	if len(again) > 0 {
		t.Errorf("a second import changed %v", again[0].Changed)
	}
}

func TestFaultsNameTheCell(t *testing.T) {
	for name, test := range map[string]struct {
		rows [][]string
		want string
	}{
		"values": {[][]string{{"Nämnd", "Dnr", "Rubrik", "Datum", "Handläggare", "Status", "Frister"},
			{"broma", "A 1", "R", "22 april", "Anna", "utkst", "ansökan i maj"}},
			"lista.xlsx: fel: Ärenden!G2: ”ansökan i maj” är ingen frist [fel-värde]\n"},
		"more values": {[][]string{{"Nämnd", "Dnr", "Rubrik", "Datum", "Handläggare", "Status", "frister.ansökan"},
			{"broma", "A 1", "R", "22 april", "Anna", "utkst", "i maj"}},
			"lista.xlsx: fel: Ärenden!A2: nämnden ”broma” finns inte bland nämnderna [okänd-nämnd]\n" +
				"lista.xlsx: fel: Ärenden!D2: ”22 april” är inget datum [fel-värde]\n" +
				"lista.xlsx: fel: Ärenden!F2: ”utkst” kan inte stå här [okänt-värde]\n" +
				"lista.xlsx: fel: Ärenden!G2: ”i maj” är inget datum [fel-värde]\n"},
		"lacking": {[][]string{{"Nämnd", "Dnr", "Rubrik"}, {"bromma", "A 1", ""}, {"", "A 2", "R"}},
			"lista.xlsx: fel: Ärenden!B2: datum saknas [saknas]\n" +
				"lista.xlsx: fel: Ärenden!B2: handläggare saknas [saknas]\n" +
				"lista.xlsx: fel: Ärenden!C2: rubrik saknas [saknas]\n" +
				"lista.xlsx: fel: Ärenden!A3: nämnd saknas på raden [saknas]\n"},
		"headings": {[][]string{{"Nämd", "Diariet", "Rubrik"}, {"bromma", "A 1", "R"}},
			"lista.xlsx: fel: Ärenden!A1: okänd rubrik ”Nämd” [okänd-rubrik]\n" +
				"lista.xlsx: råd: Ärenden!B1: kolumnen ”Diariet” läses inte [oläst-kolumn]\n"},
		"no headings": {[][]string{{"Diariet", "Rubrik"}, {"A 1", "R"}},
			"lista.xlsx: fel: Ärenden: rubriken dnr saknas [rubrik-saknas]\n" +
				"lista.xlsx: fel: Ärenden: rubriken nämnd saknas [rubrik-saknas]\n" +
				"lista.xlsx: råd: Ärenden!A1: kolumnen ”Diariet” läses inte [oläst-kolumn]\n"},
		"twice": {[][]string{{"Nämnd", "Dnr", "Rubrik", "Datum", "Handläggare"}, {"bromma", "A 1", "R", "2023-01-01", "B"}, {"Bromma stadsdelsnämnd", "A 1", "R", "2023-01-02", "B"}},
			"lista.xlsx: fel: Ärenden!B3: ärendet A 1 står redan i Ärenden!B2 [dubbel-rad]\n"},
	} {
		t.Run(name, func(t *testing.T) {
			_, findings := Make(read(t, "lista.xlsx", lay(t, test.rows...)), boards, nil, "")
			if got := messages(findings); got != test.want {
				t.Errorf("got\n%swant\n%s", got, test.want)
			}
			for _, f := range findings {
				if f.Remedy == "" {
					t.Errorf("no remedy for %s", f.Message)
				}
			}
		})
	}
}

func TestARegisterCanBeReadBack(t *testing.T) {
	one := existing(t, "a/arende.yaml", there)
	meeting := &namnd.Meeting{Board: boards[0], Date: one.Case.Date.AddDays(30), Items: []namnd.Item{{No: "1", CasePath: "arende.yaml", Case: one.Case, Decision: []namnd.Point{{Text: namnd.AsProposed}}}}}
	book := register.Build([]register.Entry{{File: one.Name, Case: one.Case, Outputs: []register.Output{{Label: "Tjänsteutlåtande (PDF)", Path: "a.pdf"}}}, {File: "a/m.yaml", Meeting: meeting}})
	var out bytes.Buffer
	if err := xlsx.Write(&out, book); err != nil {
		t.Fatal(err)
	}
	files, findings := Make(read(t, "register.xlsx", out.Bytes()), boards, []Existing{one}, "")
	if len(files) > 0 || len(findings) > 0 {
		t.Errorf("%d files would be changed\n%s", len(files), messages(findings))
		for _, f := range files {
			t.Error(f.Changed)
		}
	}
}

func TestNewFilesHaveNamesOfTheirOwn(t *testing.T) {
	data := lay(t, []string{"Nämnd", "Dnr", "Rubrik", "Datum", "Handläggare"},
		[]string{"bromma", "A 1", "Ö", "2023-01-01", "B"}, []string{"socialnämnden", "A 1", "O", "2023-01-01", "B"}, []string{"bromma", "A-1", "o", "2023-01-01", "B"})
	files, findings := Make(read(t, "l.xlsx", data), boards, []Existing{{Name: "x/A-1-o.yaml", Case: &namnd.Case{}}}, "x")
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	if got := strings.Join(names, " "); got != "x/a-1-o-2.yaml x/a-1-o-3.yaml x/a-1-o-4.yaml" || len(findings) > 0 {
		t.Errorf("got %s\n%s", got, messages(findings))
	}
}
