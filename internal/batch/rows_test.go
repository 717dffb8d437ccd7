package batch_test

import (
	"bytes"
	"strings"
	"testing"

	"kansli/internal/batch"
	"kansli/internal/register"
	"kansli/internal/xlsx"
)

// withRows is a tree whose differences stand in a table.
func withRows(csv string, change ...string) tree {
	files := one(change...)
	text, _, _ := strings.Cut(files["u.yaml"], "skillnader:")
	files["u.yaml"] = text + "rader: rader.csv\n"
	files["rader.csv"] = csv
	return files
}

func TestRowsAreReadAsTheirHeadingsSay(t *testing.T) {
	tests := []struct{ name, csv, board, want string }{
		{"a row a board", "nämnd;dnr;handläggare\nek;EKS 1;Erik Ekman\nbjörk;BJÖ 2;Britta Björkman\nasp;ASP 33;Alva Aspman\n", "björk",
			"dnr: BJÖ 2 | handläggare: Britta Björkman"},
		{"by the name of the board", "Nämnd;Dnr;Handläggare\neks stadsdelsnämnd;EKS 1;Erik Ekman\nBjörks stadsdelsnämnd;BJÖ 2;Britta Björkman\n", "björk",
			"dnr: BJÖ 2 | handläggare: Britta Björkman"},
		{"a row a unit", "nämnd;dnr;enheter\nbjörk;BJÖ 2;Björkens förskola\nbjörk;BJÖ 2;Nävern & co, en förskola\nbjörk;;Nävern & co, en förskola\n", "björk",
			"dnr: BJÖ 2 | enheter: Björkens förskola; Nävern & co, en förskola"},
		{"several lines in a cell", "nämnd;enheter\nbjörk;\"Björkens förskola\nNäverns förskola\"\n", "björk",
			"enheter: Björkens förskola; Näverns förskola"},
		{"columns of a person", "nämnd;handläggare;handläggare telefon;handläggare.epost;Handläggare: titel\nbjörk;Britta Björkman;08-465 004 01;b@exempel.example;Utredare\nbjörk;Bea Björk;;;\n", "björk",
			"handläggare: Britta Björkman, Utredare, 08-465 004 01, b@exempel.example; Bea Björk"},
		{"keys", "nämnd;frister.svar;frister svar avser;frister.protokoll från nämnd;uppgifter.år\nbjörk;2024-05-01;det mesta;2024-06-01;2024\n", "björk",
			"frister.svar: 2024-05-01, det mesta | frister.protokoll från nämnd: 2024-06-01 | uppgifter.år: 2024"},
		{"a fact with several values", "nämnd;uppgifter.klasser\nbjörk;skola\nbjörk;förskola\n", "björk",
			"uppgifter.klasser: skola; förskola"},
		{"of the board itself", "nämnd;nämnd kort;omedelbar justering\nbjörk;nämnden;ja\n", "björk",
			"nämnd.kort: nämnden | omedelbar_justering: ja"},
		{"values that look like something else", "nämnd;dnr;avdelning;underrubrik\nbjörk;0123;ja;\"a: {b}, [c] \"\"d\"\" 'e' # {{ f }} \\n &amp;\"\n", "björk",
			"dnr: 0123 | underrubrik: a: {b}, [c] \"d\" 'e' # {{ f }} \\n &amp; | avdelning: ja"},
		{"empty lines and columns", "nämnd;;dnr;\n;;;\n\nbjörk;;BJÖ 2;\n", "björk", "dnr: BJÖ 2"},
		{"by comma, with a byte order mark", "\ufeffnämnd,dnr\nbjörk,\"BJÖ 2, BJÖ 3\"\n", "björk", "dnr: BJÖ 2, BJÖ 3"},
		{"by tab", "nämnd\tdnr\r\nbjörk\tBJÖ 2\r\n", "björk", "dnr: BJÖ 2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			plan, findings := batch.NewPlan(withRows(tt.csv).source(t), []string{"u.yaml"})
			if plan == nil {
				t.Fatal(list(findings))
			}
			for _, f := range findings {
				t.Error(list(findings[:1]), f.Remedy)
			}
			compared, _ := plan.Diff(tt.board, "ek")
			var got []string
			for _, p := range compared[0].Differ {
				if p.A != "" && (!strings.HasPrefix(p.Field, "nämnd.") || p.Field == "nämnd.kort") {
					got = append(got, p.Field+": "+p.A)
				}
			}
			if text := strings.Join(got, " | "); text != tt.want {
				t.Errorf("got  %s\nwant %s", text, tt.want)
			}
		})
	}
}

func TestFaultsInRowsHaveTheirCell(t *testing.T) {
	row := "björk;BJÖ 2;Britta Björkman\n"
	tests := []struct{ name, csv, want, remedy string }{
		{"heading", "nämnd;dnr;handlagare\n" + row, "1:3: fel: Blad!C1: okänd rubrik ”handlagare” [okänd-rubrik]", "skriv ”handläggare”"},
		{"start of a heading", "nämnd;dnr;handläggare tel\n" + row, "1:3: fel: Blad!C1: okänd rubrik ”handläggare tel” [okänd-rubrik]", "skriv ”handläggare telefon”"},
		{"column of the office", "nämnd;dnr;handläggare;minnesanteckning\n" + row, "1:4: råd: Blad!D1: kolumnen ”minnesanteckning” läses inte [oläst-kolumn]", "låt den stå"},
		{"column twice", "nämnd;dnr;Dnr\n" + row, "1:3: fel: Blad!C1: rubriken ”Dnr” finns redan i Blad!B1 [dubbel-rubrik]", "ta bort den ena"},
		{"no boards", "dnr;handläggare\nBJÖ 2;Britta Björkman\n", "0:0: fel: bladet ”Blad” saknar rubriken nämnd [rubrik-saknas]", "lägg till en kolumn"},
		{"no rows", "", "0:0: fel: filen är tom [tom-fil]", "skriv rubriker"},
		{"unknown board", "nämnd;dnr;handläggare\n" + row + "bjork;BJÖ 3;Bea Björk\n", "3:1: fel: Blad!A3: utskicket går inte till någon nämnd som heter ”bjork” [okänd-nämnd]", "skriv ”björk”"},
		{"no board", "nämnd;dnr;handläggare\n" + row + ";BJÖ 3;Bea Björk\n", "3:1: fel: Blad!A3: raden säger inte vilken nämnd den gäller [saknas]", "skriv nämndens id"},
		{"value", "nämnd;dnr;datum\nbjörk;BJÖ 2;15 maj\n", "2:3: fel: Blad!C2: ”15 maj” är inget datum [fel-värde]", "skriv år-månad-dag"},
		{"value of a key", "nämnd;frister.svar\nbjörk;2024-02-30\n", "2:2: fel: Blad!B2: ”2024-02-30” finns inte i almanackan [fel-värde]", "se efter månad"},
		{"word", "nämnd;status\nbjörk;färdig\n", "2:2: fel: Blad!B2: ”färdig” kan inte stå här [okänt-värde]", "skriv utkast eller klar"},
		{"two values", "nämnd;rubrik;enheter\nbjörk;Ett;A\nbjörk;Två;B\n", "3:2: fel: Blad!B3: här står ”Två” men i Blad!B2 ”Ett”, för samma nämnd [olika-värden]", "skriv samma värde"},
		{"unknown case", "nämnd;ärende;dnr\nbjörk;a.yaml;BJÖ 2\n", "2:2: fel: Blad!B2: ärendet ”a.yaml” är inte med i utskicket [okänt-ärende]", "skriv ärendets fil"},
		{"quotation mark", "nämnd;dnr\nbjörk;\"BJÖ\n", "2:0: fel: citattecknen går inte ihop [citattecken]", "skriv ett citattecken"},
		{"encoding", "nämnd;dnr\nbj\x94rk;1\n", "0:0: fel: filen är inte sparad som UTF-8, så å, ä och ö kan inte läsas [teckenkodning]", "spara filen"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := withRows(tt.csv)
			files["u.yaml"] += "blad: Blad\n"
			_, findings := batch.NewPlan(files.source(t), []string{"u.yaml"})
			if got, want := list(findings), "rader.csv:"+tt.want+"\n"; got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
			if len(findings) > 0 && !strings.HasPrefix(findings[0].Remedy, tt.remedy) {
				t.Errorf("remedy %q", findings[0].Remedy)
			}
		})
	}
}

func TestWhatRowsAndUtskickBothSayIsAFault(t *testing.T) {
	files := withRows("nämnd;dnr\nbjörk;BJÖ 2\n")
	files["u.yaml"] += "skillnader: {björk: {dnr: BJÖ 3, enheter: A}}\n"
	_, findings := batch.NewPlan(files.source(t), []string{"u.yaml"})
	if got, want := list(findings), "rader.csv:2:0: fel: B2: ”dnr” för ”björk” står både här och under skillnader i utskicket [dubbel-uppgift]\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// TestRowsOfSeveralCases has a column that says which case a row is about.
func TestRowsOfSeveralCases(t *testing.T) {
	files := withRows("nämnd;ärende;dnr;handläggare\nek;;;Erik Ekman\nek;ett;EKS 1;\nek;två.yaml;EKS 2;\n")
	part := "typ: ärende\nrubrik: Rubriken\ndatum: 2024-01-01\nförslag: [Nämnden godkänner.]\n"
	files["ett.yaml"], files["två.yaml"] = part, part
	files["u.yaml"] = "typ: utskick\nnämnder: ek\nrader: rader.csv\närende: [ett.yaml, två.yaml]\n"
	folder := t.TempDir()
	report := run(t, files.plan(t), folder, batch.Options{})
	if len(report.Findings) > 0 {
		t.Error(list(report.Findings))
	}
	got := contents(t, folder)
	for name, word := range map[string]string{"ek/ett-tjansteutlatande.md": "EKS 1", "ek/tva-tjansteutlatande.md": "EKS 2"} {
		if !strings.Contains(got[name], word) || !strings.Contains(got[name], "Erik Ekman") {
			t.Errorf("%s: %q is missing", name, word)
		}
	}
}

// TestCellsThatExcelChanged has a dnr that Excel took for a date; only its board
// has no paper.
func TestCellsThatExcelChanged(t *testing.T) {
	table := register.Table{Name: "T", Count: 2, Columns: []register.Column{{Head: "nämnd", Widest: 9}, {Head: "dnr", Widest: 9}, {Head: "handläggare", Widest: 9}, {Head: "enheter", Widest: 9}}}
	table.Row = func(i int) []register.Cell {
		return [][]register.Cell{{register.Text("björk"), register.Day{Year: 2013, Month: 2, Day: 1}, register.Text("Britta Björkman"), register.Text("A")},
			{register.Text("ek"), register.Text("EKS 1"), register.Text("Erik Ekman"), register.Text("B")}}[i]
	}
	var book bytes.Buffer
	if err := xlsx.Write(&book, register.Book{Sheets: []register.Sheet{{Name: "Blad", Tables: []register.Table{table}}}}); err != nil {
		t.Fatal(err)
	}
	files := withRows(book.String())
	files["u.yaml"] = strings.Replace(files["u.yaml"], "rader.csv", "rader.xlsx", 1)
	files["u.yaml"] = strings.Replace(files["u.yaml"], "nämnder: stadsdelsnämnd", "nämnder: [björk, ek]", 1)
	files["rader.xlsx"] = files["rader.csv"]
	plan, findings := batch.NewPlan(files.source(t), []string{"u.yaml"})
	if got, want := list(findings), "rader.xlsx:2:2: fel: Blad!B2: Excel har gjort ett datum av cellen [blev-datum]\n"; got != want || plan == nil {
		t.Fatalf("got\n%swant\n%s", got, want)
	}
	for _, r := range run(t, plan, t.TempDir(), batch.Options{}).Results {
		if want := map[bool]batch.State{true: batch.Failed, false: batch.Done}[strings.Contains(r.Job, "björk")]; r.State != want {
			t.Errorf("%s: %v", r.Job, r.State)
		}
	}
}
