package batch_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kansli/internal/batch"
	"kansli/internal/casefile"
	"kansli/internal/diag"
)

func TestEveryBoardGetsItsOwnPaper(t *testing.T) {
	folder := t.TempDir()
	report := run(t, one().plan(t), folder, batch.Options{})
	if len(report.Findings) > 0 {
		t.Error(list(report.Findings))
	}
	got := contents(t, folder)
	names := slices.Sorted(maps.Keys(got))
	want := []string{
		"asp/u-tjansteutlatande.md", "asp/u-tjansteutlatande.pdf",
		"bjork/u-tjansteutlatande.md", "bjork/u-tjansteutlatande.pdf",
		"ek/u-tjansteutlatande.md", "ek/u-tjansteutlatande.pdf",
		"manifest.json",
	}
	if !slices.Equal(names, want) {
		t.Errorf("files %q", names)
	}
	for board, words := range map[string][]string{
		"ek":    {"EKS 2024/1", "Erik Ekman", "Ekens förskola", "Eva Ekprov", "Eks stadsdelsförvaltning"},
		"bjork": {"BJÖ 2024/2", "Britta Björkman", "08-465 004 01", "Björkens förskola", "Näverns förskola", "Bo Björkprov"},
		"asp":   {"2024-0333 ASP", "Alva Aspman", "Aspens förskola", "Åsa Aspprov"},
	} {
		for _, word := range words {
			if !strings.Contains(got[board+"/u-tjansteutlatande.md"], word) {
				t.Errorf("%s: %q is missing", board, word)
			}
		}
	}
}

// TestWhatBelongsToAnotherBoardIsFound plants what is left behind when a text is
// copied, and what may look like it.
func TestWhatBelongsToAnotherBoardIsFound(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"nothing", "Ärendet gäller förskolor.", ""},
		{"name", "Eks stadsdelsnämnd har bett om svar.", "nämner Eks stadsdelsnämnd"},
		{"genitive", "Ärendet följer Eks stadsdelsnämnds plan.", "nämner Eks stadsdelsnämnd"},
		{"name over two lines", "Frågan kom från Eks\n      stadsdelsnämnd i april.", "nämner Eks stadsdelsnämnd"},
		{"name with emphasis", "Frågan kom från **Eks** stadsdelsnämnd.", "nämner Eks stadsdelsnämnd"},
		{"name with a no-break space", "Frågan kom från Eks\u00a0stadsdelsnämnd.", "nämner Eks stadsdelsnämnd"},
		{"name that ends another word", "Frågan kom från Saltsjö-Lerbäckseks stadsdelsnämnd.", ""},
		{"common noun at the start of a sentence", "Havsnämnden har svarat.", "nämner havsnämnden"},
		{"genitive of a common noun", "Det står i havsnämndens plan.", "nämner havsnämnden"},
		{"board that is no more", "Grans stadsdelsnämnd har svarat.", "nämner Grans stadsdelsnämnd"},
		{"office", "Eks stadsdelsförvaltning har svarat.", "har Eks stadsdelsnämnds förvaltning"},
		{"prefix", "Se ärende EKS 2019/44.", "har Eks stadsdelsnämnds prefix i diarienummer ”EKS”"},
		{"prefix with a hyphen", "Se ärende EKS-2019-44.", "har Eks stadsdelsnämnds prefix i diarienummer ”EKS”"},
		{"prefix without a number", "Ordet EKS betyder något annat.", ""},
		{"small letters are no prefix", "Det var 8 eks 2019.", ""},
		{"signatory", "Eva Ekprov har svarat.", "har Eks stadsdelsnämnds undertecknare ”Eva Ekprov”"},
		{"signatory in the genitive", "Det var Eva Ekprovs förslag.", "har Eks stadsdelsnämnds undertecknare ”Eva Ekprov”"},
		{"longer name", "Eva Ekprovinger har svarat.", ""},
		{"handläggare", "Kontakta Erik Ekman.", "har Eks stadsdelsnämnds handläggare ”Erik Ekman”"},
		{"address", "Skriv till Ekvägen 12, 123 45 Ekstad.", "har Eks stadsdelsnämnds adress"},
		{"e-mail", "Skriv till ek@exempel.example.", "har Eks stadsdelsnämnds e-postadress ”ek@exempel.example”"},
		{"dnr", "Se EKS 2024/1.", "har Eks stadsdelsnämnds"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := one("Detta är ett ärende med {{ enheter }}.", tt.text)
			report := run(t, files.plan(t), t.TempDir(), batch.Options{})
			state := map[string]batch.State{}
			for _, r := range report.Results {
				state[r.Job] = r.State
			}
			var found []string
			for _, f := range report.Findings {
				if f.Rule == "annan-nämnd" {
					found = append(found, f.Message)
					if f.Severity != diag.Error || f.File != "u.yaml" || f.Line == 0 {
						t.Errorf("not an error with a place: %+v", f)
					}
				}
			}
			if tt.want == "" {
				if len(found) > 0 {
					t.Errorf("found %q", found)
				}
				return
			}
			if !slices.ContainsFunc(found, func(m string) bool {
				return strings.HasPrefix(m, "papperet går till Björks stadsdelsnämnd men ") && strings.Contains(m, tt.want)
			}) {
				t.Errorf("found %q, want %q", found, tt.want)
			}
			if state["u/björk"] != batch.Failed {
				t.Errorf("the paper was made")
			}
		})
	}
}

func TestABoardMayNameItselfAndWhatItIsAllowed(t *testing.T) {
	// The name of one board ends that of another.
	files := one("Detta är ett ärende med {{ enheter }}.", "Asp-Björks stadsdelsnämnd och {{ nämnden }} har {{ enheter }}.")
	report := run(t, files.plan(t), t.TempDir(), batch.Options{})
	want := "papperet går till Björks stadsdelsnämnd men nämner Asp-Björks stadsdelsnämnd\n" +
		"papperet går till Eks stadsdelsnämnd men nämner Asp-Björks stadsdelsnämnd\n"
	got := ""
	for _, f := range report.Findings {
		if f.Rule == "annan-nämnd" {
			got += f.Message + "\n"
		}
	}
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	files["u.yaml"] += "får_nämna: [asp]\n"
	if report := run(t, files.plan(t), t.TempDir(), batch.Options{}); len(report.Findings) > 0 {
		t.Error(list(report.Findings))
	}
}

func TestFaultsStopTheirOwnJobsAlone(t *testing.T) {
	tests := []struct {
		name   string
		files  tree
		failed []string
		want   string
	}{
		{"value", one("dnr: BJÖ 2024/2,", "dnr: BJÖ 2024/2, datum: 2024-13-01,"), []string{"u/björk"},
			"u.yaml:12:35: fel: ”2024-13-01” finns inte i almanackan [fel-värde]\n"},
		{"unknown key", one("dnr: BJÖ 2024/2,", "dnr: BJÖ 2024/2, enhetr: X,"), []string{"u/björk"},
			"u.yaml:12:28: fel: okänd nyckel ”enhetr” [okänd-nyckel]\n"},
		{"missing", one("dnr: EKS 2024/1, ", ""), []string{"u/ek"},
			"u.yaml:11:7: fel: dnr saknas för ”ek” [saknas]\n"},
		{"number of another board", one("dnr: BJÖ 2024/2", "dnr: EKS 2024/2"), []string{"u/björk"},
			"u.yaml:12:16: fel: papperet går till Björks stadsdelsnämnd men har Eks stadsdelsnämnds prefix i diarienummer ”EKS” [annan-nämnd]\n"},
		{"the same number for two", one("dnr: BJÖ 2024/2", "dnr: EKS 2024/1"), []string{"u/björk"},
			"u.yaml:12:16: fel: ”EKS 2024/1” är dnr för både ”ek” och ”björk” [samma-dnr]\n"},
		{"the same handläggare for two", one("namn: Britta Björkman", "namn: Erik Ekman"), nil,
			"u.yaml:12:41: varning: ”Erik Ekman” är handläggare för både ”ek” och ”björk” [samma-handläggare]\n"},
		{"number in the case itself", one("rubrik: Ett ärende", "rubrik: Ett ärende\n  dnr: 1234-5/2024", "{dnr: EKS 2024/1, ", "{", "{dnr: BJÖ 2024/2, ", "{"), []string{"u/björk"},
			"u.yaml:5:8: fel: ”1234-5/2024” är dnr för både ”ek” och ”björk” [samma-dnr]\n"},
		{"text", one("med {{ enheter }}", "med {{ enheter }} {{ enhetr }}"), []string{"u/ek", "u/björk", "u/asp"},
			"u.yaml:9:48: fel: platshållaren enhetr finns inte [okänd-platshållare]\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			plan, findings := batch.NewPlan(tt.files.source(t), []string{"u.yaml"})
			if plan == nil {
				t.Fatal(list(findings))
			}
			folder := t.TempDir()
			report := run(t, plan, folder, batch.Options{})
			if got := list(diag.Sort(append(findings, report.Findings...))); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
			var failed []string
			for _, r := range report.Results {
				if r.State == batch.Failed {
					failed = append(failed, r.Job)
				}
			}
			if !slices.Equal(failed, tt.failed) {
				t.Errorf("failed %q, want %q", failed, tt.failed)
			}
			if n := len(contents(t, folder)); n != 1+2*(3-len(failed)) {
				t.Errorf("%d files", n)
			}
		})
	}
}

func TestFaultsThatStopTheWholeRun(t *testing.T) {
	tests := []struct {
		name  string
		files tree
		want  string
	}{
		{"two jobs with one target", one("ärende:", "filnamn: \"{{ rubrik }}\"\närende:"),
			"u.yaml:0:0: fel: u/ek och u/asp skulle skriva samma fil, ett-arende [samma-utfil]\nu.yaml:0:0: fel: u/ek och u/björk skulle skriva samma fil, ett-arende [samma-utfil]\n"},
		{"word in the name", one("ärende:", "filnamn: \"{{ nämd.id }}\"\närende:"),
			"u.yaml:3:10: fel: ”nämd.id” kan inte stå i ett filnamn [fel-filnamn]\n"},
		{"brace", one("ärende:", "filnamn: \"{{ nämnd }\"\närende:"),
			"u.yaml:3:10: fel: filnamnet har en klammer för mycket eller för lite [fel-filnamn]\n"},
		{"out of the folder", one("ärende:", "filnamn: \"../{{ nämnd }}\"\närende:"),
			"u.yaml:3:10: fel: filnamnet leder ut ur mappen [fel-filnamn]\n"},
		{"unknown board", one("nämnder: stadsdelsnämnd", "nämnder: [ek, björk, asp, al]"),
			"u.yaml:2:27: fel: nämnden ”al” finns inte bland nämnderna [okänd-nämnd]\n"},
		{"nearly a kind", one("nämnder: stadsdelsnämnd", "nämnder: stadsdelsnämnder"),
			"u.yaml:2:10: fel: nämnden ”stadsdelsnämnder” finns inte bland nämnderna [okänd-nämnd]\n"},
		{"difference for a board outside", one("  asp: {", "  hav: {"),
			"u.yaml:13:8: fel: utskicket går inte till ”hav” [nämnd-utanför-utskick]\n"},
		{"no boards", one("nämnder: stadsdelsnämnd\n", ""),
			"u.yaml:10:3: fel: utskicket säger vad som skiljer men inte vilka nämnder det går till [nämnder-saknas]\n"},
		{"file that is not there", one("ärende:\n  rubrik: Ett ärende", "ärende:\n  fil: borta.yaml\n  rubrik: Ett ärende"),
			"u.yaml:4:3: fel: ”borta.yaml” går inte att öppna [filen-saknas]\n"},
		{"not an utskick", tree{"namnder.yaml": boards, "u.yaml": boards},
			"u.yaml:0:0: fel: filen är ”nämnder” och inget utskick [fel-typ]\n"},
		{"not there", tree{}, "u.yaml:0:0: fel: filen finns inte [går-ej-att-öppna]\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			plan, findings := batch.NewPlan(tt.files.source(t), []string{"u.yaml"})
			if plan != nil {
				t.Error("there is a plan")
			}
			if got := list(findings); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
			for _, f := range findings {
				if f.Remedy == "" {
					t.Errorf("no remedy: %s", f.Message)
				}
			}
		})
	}
}

func TestFileNames(t *testing.T) {
	tests := []struct{ pattern, want string }{
		{"{{ nämnd.id }}/{{ dnr }}", "ek/eks-2024-1.md"},
		{"{{nämnd}}-{{papper}}", "ek-tjansteutlatande.md"},
		{"{{ dnr }}/{{ rubrik }}", "eks-2024-1/ett-arende.md"},
		{"år {{ datum }}/{{ nämnd.namn }}, {{ papper }} (slutligt)", "ar-2024-04-09/eks-stadsdelsnamnd-tjansteutlatande-slutligt.md"},
		{"{{ utskick }}/./{{ ärende }}/{{ nämnd }}", "u/u/ek.md"},
		{"con/{{ nämnd }}", "fil-con/ek.md"},
	}
	for _, tt := range tests {
		folder := t.TempDir()
		run(t, one("ärende:", "filnamn: \""+tt.pattern+"\"\närende:").plan(t), folder, batch.Options{})
		if got := contents(t, folder); got[tt.want] == "" {
			t.Errorf("%s: %q is not among %q", tt.pattern, tt.want, slices.Sorted(maps.Keys(got)))
		}
	}
}

// TestCasesInFiles is an utskick with several cases, each of which differs too.
func TestCasesInFiles(t *testing.T) {
	files := one()
	files["u.yaml"] = `typ: utskick
nämnder: [ek, asp]
ärende:
  - a/ett.yaml
  - fil: a/två.yaml
    rubrik: Ett annat
    skillnader: {ek: {dnr: EKS 2}, asp: {dnr: 2222 ASP}}
  - rubrik: Här
    datum: 2024-01-01
    förslag: [Nämnden godkänner.]
    skillnader: {ek: {dnr: EKS 3}, asp: {dnr: 3333 ASP}}
skillnader:
  ek: {dnr: EKS 1, handläggare: Erik Ekman}
  asp: {dnr: 1111 ASP, handläggare: Alva Aspman}
`
	part := "typ: ärende\nrubrik: Rubriken\ndatum: 2024-01-01\nförslag: [Nämnden godkänner.]\nfrister: {svar: 2024-02-02}\navsnitt: {Svar: 'Senast {{ frister.svar }}.'}\n"
	files["a/ett.yaml"], files["a/två.yaml"] = part, part
	folder := t.TempDir()
	report := run(t, files.plan(t), folder, batch.Options{})
	if len(report.Findings) > 0 {
		t.Error(list(report.Findings))
	}
	got := contents(t, folder)
	for name, words := range map[string]string{
		"ek/ett-tjansteutlatande.md":  "EKS 1|# Rubriken|Erik Ekman|2 februari 2024",
		"asp/ett-tjansteutlatande.md": "1111 ASP|# Rubriken|Alva Aspman",
		"ek/tva-tjansteutlatande.md":  "EKS 2|# Ett annat|Erik Ekman|2 februari 2024",
		"asp/u-3-tjansteutlatande.md": "3333 ASP|# Här|Alva Aspman",
	} {
		for word := range strings.SplitSeq(words, "|") {
			if !strings.Contains(strings.ReplaceAll(got[name], "\u00a0", " "), word) {
				t.Errorf("%s: %q is missing; files %q", name, word, slices.Sorted(maps.Keys(got)))
			}
		}
	}
}

// TestFilesAsTheyAre is a year's papers of every board made again.
func TestFilesAsTheyAre(t *testing.T) {
	whole := func(board, dnr string) string {
		return "typ: ärende\nnämnd: " + board + "\ndnr: " + dnr + "\nrubrik: Rubriken\ndatum: 2024-01-01\nhandläggare: Kim Provsson\nundertecknare: {namn: Kim Provsson, titel: Chef}\nförslag: [Nämnden godkänner.]\navsnitt: {Svar: Ett svar.}\n"
	}
	files := tree{
		"namnder.yaml": boards, "u.yaml": "typ: utskick\närende: år\n",
		"år/2023/a.yaml": whole("ek", "EKS 1"), "år/2024/a.yaml": whole("hav", "H 1"), "år/2024/b.yaml": whole("asp", "EKS 2"),
	}
	folder := t.TempDir()
	report := run(t, files.plan(t), folder, batch.Options{})
	want := "år/2024/b.yaml:3:6: fel: papperet går till Asp-Björks stadsdelsnämnd men har Eks stadsdelsnämnds prefix i diarienummer ”EKS” [annan-nämnd]\n"
	if got := list(report.Findings); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	got := slices.Sorted(maps.Keys(contents(t, folder)))
	if !slices.Equal(got, []string{"ar/2023/a-tjansteutlatande.md", "ar/2023/a-tjansteutlatande.pdf", "ar/2024/a-tjansteutlatande.md", "ar/2024/a-tjansteutlatande.pdf", "manifest.json"}) {
		t.Errorf("files %q", got)
	}
}

func TestDiffShowsWhatDiffers(t *testing.T) {
	got, findings := one().plan(t).Diff("ek", "björk")
	if len(findings) > 0 || len(got) != 1 {
		t.Fatal(got, list(findings))
	}
	var text strings.Builder
	for _, p := range got[0].Differ {
		if !strings.HasPrefix(p.Field, "nämnd.") {
			text.WriteString(p.Field + ": " + p.A + " | " + p.B + "\n")
		}
	}
	want := `dnr: EKS 2024/1 | BJÖ 2024/2
handläggare: Erik Ekman | Britta Björkman, 08-465 004 01
enheter: Ekens förskola | Björkens förskola; Näverns förskola
`
	if text.String() != want {
		t.Errorf("got\n%swant\n%s", text.String(), want)
	}
	if !slices.Contains(got[0].Same, "rubrik") || slices.Contains(got[0].Same, "dnr") {
		t.Errorf("the same: %q", got[0].Same)
	}
	if _, findings := one().plan(t).Diff("ek", "bjork"); list(findings) != "u.yaml:0:0: fel: utskicket går inte till ”bjork” [okänd-nämnd]\n" || findings[0].Remedy != "skriv ”björk”" {
		t.Error(findings)
	}
}

// changedTemplate is a layer that changes every tjänsteutlåtande.
func changedTemplate(t *testing.T) fstest.MapFS {
	t.Helper()
	return fstest.MapFS{"stil.yaml": {Data: []byte("brödtext: {radavstånd: 16}\n")}}
}

// TestAMistakeOfTheProgramStopsOneJob holds that a panic is a fault of the job that it
// comes in, whether in the making of the paper or before.
func TestAMistakeOfTheProgramStopsOneJob(t *testing.T) {
	files := many(t, 4)
	files["alla/000001.yaml"] = strings.Replace(files["alla/000001.yaml"], "Bakgrund: |\n", "Bakgrund: |\n    ![En bild](bild.png)\n\n", 1)
	src := files.source(t)
	src.Image = func(string, string) ([]byte, error) { panic("ingen bild") }
	src.Hold = func(f *casefile.File) []diag.Finding {
		if f.Name == "alla/000002.yaml" {
			var nobody []string
			f.Name = nobody[7]
		}
		return nil
	}
	plan, findings := batch.NewPlan(src, []string{"u.yaml"})
	if plan == nil {
		t.Fatal(list(findings))
	}
	folder := t.TempDir()
	report := run(t, plan, folder, batch.Options{})
	for i, want := range []batch.State{batch.Done, batch.Failed, batch.Failed, batch.Done} {
		if got := report.Results[i].State; got != want {
			t.Errorf("job %d: %d, not %d", i, got, want)
		}
	}
	for _, want := range []string{
		"alla/000001.yaml:0:0: fel: kansli gjorde fel på filen: ingen bild (batch_test.TestAMistakeOfTheProgramStopsOneJob.func1, rad ",
		"alla/000002.yaml:0:0: fel: kansli gjorde fel på filen: runtime error: index out of range [7] with length 0 (batch_test.TestAMistakeOfTheProgramStopsOneJob.func2, rad ",
	} {
		if got := list(report.Findings); !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if got := contents(t, folder); len(got) != 2*2+1 {
		t.Errorf("files: %q", slices.Sorted(maps.Keys(got)))
	}
}
