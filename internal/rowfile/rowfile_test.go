package rowfile

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"kansli/internal/diag"
	"kansli/internal/register"
	"kansli/internal/xlsx"
)

// cells writes a table a cell a line.
func cells(t Table) string {
	var b strings.Builder
	for _, r := range t.Rows {
		for _, h := range t.Heads {
			if c := r.Cell(h.Column); c.Text != "" {
				fmt.Fprintf(&b, "%s %s=%s\n", t.At(r.N, h.Column), h.Text, strings.ReplaceAll(c.Text, "\n", "|"))
			}
		}
	}
	return b.String()
}

const list = "Nämnd;Dnr;Rubrik\r\nbromma;1-2-2013;\"Å, ä; \"\"ö\"\"\"\r\n\r\nsocialnämnden;'=A1;\"två\r\nrader\"\r\nfarsta;;sist\r\n"

const listCells = "A2 Nämnd=bromma\nB2 Dnr=1-2-2013\nC2 Rubrik=Å, ä; \"ö\"\nA4 Nämnd=socialnämnden\nB4 Dnr==A1\nC4 Rubrik=två|rader\nA5 Nämnd=farsta\nC5 Rubrik=sist\n"

func TestCSVAsExcelSavesIt(t *testing.T) {
	utf16of := func(order binary.AppendByteOrder, s string) []byte {
		var out []byte
		for _, u := range utf16.Encode([]rune("\uFEFF" + s)) {
			out = order.AppendUint16(out, u)
		}
		return out
	}
	latin, err := charmap.Windows1252.NewEncoder().Bytes([]byte(list))
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"UTF-8":        []byte(list),
		"with a mark":  []byte("\uFEFF" + list),
		"UTF-16 LE":    utf16of(binary.LittleEndian, list),
		"UTF-16 BE":    utf16of(binary.BigEndian, list),
		"Windows-1252": latin,
		"tabs":         []byte(strings.NewReplacer(";1-", "\t1-", ";\"", "\t\"", ";'", "\t'", "bromma;", "bromma\t", "nden;", "nden\t", ";;", "\t\t", "Nämnd;Dnr;", "Nämnd\tDnr\t").Replace(list)),
		"commas":       []byte(strings.NewReplacer(";1-", ",1-", ";\"", ",\"", ";'", ",'", "bromma;", "bromma,", "nden;", "nden,", ";;", ",,", "Nämnd;Dnr;", "Nämnd,Dnr,").Replace(list)),
		"decomposed":   []byte(strings.NewReplacer("ä", "a\u0308", "Å", "A\u030a", "ö", "o\u0308").Replace(list)),
	} {
		table, findings := Read("lista.csv", data)
		if got := cells(table); got != listCells || diag.Stops(findings) || (len(findings) > 0) != (name == "Windows-1252") {
			t.Errorf("%s: got\n%s%v\nwant\n%s", name, got, findings, listCells)
		}
	}
}

func TestWhatTheRegisterWritesAsCSVIsReadBack(t *testing.T) {
	table := register.Table{Name: "T", Columns: []register.Column{{Head: "Text"}, {Head: "Dag", Kind: register.KindDate}}, Count: 1,
		Row: func(int) []register.Cell { return []register.Cell{register.Text("+46;\"8\"\n=1"), nil} }}
	for _, dialect := range []register.Dialect{register.Swedish, register.Plain} {
		var out bytes.Buffer
		if err := register.WriteCSV(&out, table, dialect); err != nil {
			t.Fatal(err)
		}
		got, findings := Read("t.csv", out.Bytes())
		if len(findings) > 0 || cells(got) != "A2 Text=+46;\"8\"|=1\n" {
			t.Errorf("got %s%v", cells(got), findings)
		}
	}
}

func TestFaultsOfFiles(t *testing.T) {
	dos, _ := charmap.CodePage850.NewEncoder().Bytes([]byte("Nämnd;Åtgärd\nsocialnämnden;på väg\n"))
	mac, _ := charmap.Macintosh.NewEncoder().Bytes([]byte("Nämnd;Åtgärd\nsocialnämnden;på väg\n"))
	for name, test := range map[string]struct {
		data []byte
		rule string
		line int
	}{
		"empty":        {nil, "tom-fil", 0},
		"no rows":      {[]byte("Nämnd;Dnr\n"), "tom-fil", 0},
		"quotes":       {[]byte("Nämnd;Dnr\nbromma;a \"b\" c\n"), "citattecken", 2},
		"open quote":   {[]byte("Nämnd;Dnr\nbromma;\"a\n"), "citattecken", 2},
		"DOS":          {dos, "teckenkodning", 0},
		"Mac":          {mac, "teckenkodning", 0},
		"binary":       {[]byte("a\x00b"), "fel-filformat", 0},
		"a broken zip": {[]byte("PK\x03\x04xxxx"), "fel-filformat", 0},
	} {
		_, findings := Read("lista.csv", test.data)
		if len(findings) != 1 || findings[0].Rule != test.rule || findings[0].Line != test.line || findings[0].Remedy == "" || findings[0].File != "lista.csv" {
			t.Errorf("%s: %+v", name, findings)
		}
	}
}

func TestWorkbooks(t *testing.T) {
	write := func(rows ...[]register.Cell) []byte {
		table := register.Table{Name: "T", Count: len(rows), Row: func(i int) []register.Cell { return rows[i] }}
		for i := range rows[0] {
			table.Columns = append(table.Columns, register.Column{Head: fmt.Sprint("Rubrik ", i), Widest: 20})
		}
		var out bytes.Buffer
		if err := xlsx.Write(&out, register.Book{Sheets: []register.Sheet{{Name: "Blad", Tables: []register.Table{table}}}}); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	table, findings := Read("l.xlsx", write([]register.Cell{register.Text("a"), register.Day{Year: 2023, Month: 5, Day: 17}}, []register.Cell{nil, nil}, []register.Cell{nil, register.Number(7)}))
	if got, want := cells(table), "Blad!A2 Rubrik 0=a\nBlad!B2 Rubrik 1=2023-05-17\nBlad!B4 Rubrik 1=7\n"; got != want || len(findings) > 0 {
		t.Errorf("got %s%v", got, findings)
	}
	if !table.Rows[0].Cell(2).Date || table.Rows[1].Cell(2).Date {
		t.Error("dates are not told from numbers")
	}
}

func TestHeadingsNameFields(t *testing.T) {
	const heads = "Nämnd;  avsändarens   DNR ;Frister.Ansökan;frister svar avser;frister.prövas datum;uppgifter: LSS;Handläggare;Telefon;handläggare: titel;undertecknare namn;ÄRENDE;nämnd kort;Status"
	table, findings := Read("l.csv", []byte(heads+"\na;b\n"))
	columns, more := table.Match(Words{Also: []string{"ärende"}, Passed: []string{"status"}})
	var got []string
	for _, c := range columns {
		got = append(got, fmt.Sprint(c.N, " ", c))
	}
	if want := "1 nämnd, 2 avsändarens_dnr, 3 frister.ansökan, 4 frister.svar avser, 5 frister.prövas, 6 uppgifter.LSS, 7 handläggare, 8 handläggare telefon, 9 handläggare titel, 10 undertecknare, 11 ärende, 12 nämnd kort"; strings.Join(got, ", ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, ", "), want)
	}
	if len(findings)+len(more) > 0 {
		t.Errorf("got %+v %+v", findings, more)
	}
}

func TestHeadingsThatNameNothing(t *testing.T) {
	persons := func(c Column) bool { return c.Field == "handläggare" || c.Field == "rubrik" }
	tests := []struct {
		heads        string
		words        Words
		want, remedy string
	}{
		{"Rubrk;x", Words{}, "A1: okänd rubrik ”Rubrk” [okänd-rubrik fel] B1: kolumnen ”x” läses inte [oläst-kolumn råd]", "skriv ”rubrik”"},
		{"rubrik;Rubrk", Words{}, "B1: kolumnen ”Rubrk” läses inte [oläst-kolumn råd]", ""}, // the field has its column
		{"x;handläggare tel", Words{}, "A1: kolumnen ”x” läses inte [oläst-kolumn råd] B1: okänd rubrik ”handläggare tel” [okänd-rubrik fel]", "skriv ”handläggare telefon”"},
		{"Dnr;;Diarienummer", Words{}, "C1: rubriken ”Diarienummer” finns redan i A1 [dubbel-rubrik fel]", ""},
		{"Telefon;handläggare telefon", Words{}, "B1: rubriken ”handläggare telefon” finns redan i A1 [dubbel-rubrik fel]", ""},
		{"Rubrk;x", Words{Others: true}, "", ""},
		{"Enhter;frister.svar", Words{Reads: persons}, "A1: kolumnen ”Enhter” läses inte [oläst-kolumn råd] B1: kolumnen ”frister.svar” läses inte [oläst-kolumn råd]", ""},
	}
	for _, tt := range tests {
		table, _ := Read("l.csv", []byte(tt.heads+"\na;b\n"))
		_, findings := table.Match(tt.words)
		var got []string
		for _, f := range findings {
			got = append(got, fmt.Sprintf("%s [%s %s]", f.Message, f.Rule, f.Severity))
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: got %s", tt.heads, strings.Join(got, " "))
		}
		if len(findings) > 0 && !slices.ContainsFunc(findings, func(f diag.Finding) bool { return strings.HasPrefix(f.Remedy, tt.remedy) }) {
			t.Errorf("%s: remedies of %+v", tt.heads, findings)
		}
	}
}

// FuzzRead holds that no bytes make the reader panic, and that what it finds has a
// place and a remedy.
func FuzzRead(f *testing.F) {
	f.Add([]byte(list))
	f.Add([]byte("a,b\n\"c\nd\",e\n\n\nf,g"))
	f.Add([]byte("\xFF\xFEa\x00;\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, findings := Read("x.csv", data)
		lines := bytes.Count(data, []byte("\n")) + 1
		for _, found := range findings {
			if found.File != "x.csv" || found.Remedy == "" || found.Line > lines {
				t.Errorf("%+v", found)
			}
		}
		last := 0
		for _, r := range table.Rows {
			if r.N <= last {
				t.Errorf("row %d after %d", r.N, last)
			}
			last = r.N
		}
	})
}
