package merge

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/yamldoc"
	"kansli/templates"
)

// layer is a file tree of one file.
func layer(file, text string) fs.FS { return fstest.MapFS{file: {Data: []byte(text)}} }

const letter = "dokument/tjansteutlatande/mall.md"

// one writes a finding on a line.
func one(f diag.Finding) string {
	return fmt.Sprintf("%s:%d:%d %s %s | %s | %s", f.File, f.Line, f.Column, f.Rule, f.Path, f.Message, f.Remedy)
}

func TestTemplateFaults(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{"a\n{{ if rubrik }}\nb", "2:1 mallfel"},
		{"a {{ rubrik", "1:1 mallfel"},
		{"{{ end }}", "1:1 mallfel"},
		{"a\n b {{ rubrkk }}", "2:7 okänd-platshållare  | platshållaren rubrkk finns inte | skriv rubrik"},
		{"{{ rubrik | sotr }}", "1:13 okänd-funktion  | funktionen sotr finns inte | skriv stor"},
		{"{{ if eq status \"utkast\" }}a{{ end }}", "1:7 okänd-funktion  | funktionen eq finns inte | skriv lika"},
		{"{{ böj enheter \"a\" }}", "1:4 fel-antal-värden"},
		{"{{ template \"delar/svar-sits\" }}", "1:13 okänd-mall  | mallen delar/svar-sits finns inte | skriv delar/svar-sist"},
		{"{{ $x := rubrik }}", "1:4 otillåtet-i-mall"},
		{"{{ define \"x\" }}{{ end }}", "otillåtet-i-mall"},
		{"{{ range bilagor }}{{ break }}{{ end }}", "1:23 otillåtet-i-mall"},
		{"{{ rubrik “a” }}", "mallfel"},
	} {
		_, findings := Load(templates.FS, layer(letter, tc.text))
		if len(findings) != 1 || !strings.Contains(one(findings[0]), tc.want) || findings[0].File != letter || findings[0].Remedy == "" {
			t.Errorf("%q: want %s, got %v", tc.text, tc.want, findings)
		}
	}
	if _, findings := Load(templates.FS, layer("arendetyper/bidrag/forslag.md", "1. {{ uppgifter.bidraq }}")); len(findings) != 1 ||
		findings[0].Rule != "odeklarerad-uppgift" || findings[0].Column != 17 || findings[0].Remedy != "skriv bidrag" {
		t.Errorf("undeclared fact: %v", findings)
	}
	if _, findings := Load(); len(findings) != 6 || findings[0].Rule != "mall-saknas" {
		t.Errorf("no layers: %v", findings)
	}
}

func TestFillFaults(t *testing.T) {
	for _, tc := range []struct {
		text   string
		change func(*namnd.Case)
		want   string
	}{
		{"a\n{{ underrubrik }}", nil, ":0:0 tom-platshållare underrubrik | underrubrik är inte ifyllt | skriv underrubrik; får det saknas sätts {{ if }} kring platshållaren i mallen " + letter + ", rad 2"},
		{"{{ if underrubrik }}{{ underrubrik }}{{ end }}", nil, ""},
		{"{{ underrubrik | annars \"saknas\" }}", nil, ""},
		{"{{ frister.protkoll }}", nil, ":0:0 tom-platshållare frister.protkoll"},
		{"{{ nämnd.namm }}", nil, letter + ":1:4 okänd-platshållare nämnd.namm | platshållaren nämnd.namm finns inte | skriv namn"},
		{"{{ range handläggare }}{{ .titel }}{{ end }}", nil, ":0:0 tom-platshållare handläggare[0].titel | titel är"},
		{"{{ rubrik | iso }}", nil, letter + ":1:13 fel-slags-värde"},
		{"{{ summa handläggare \"namn\" }}", nil, letter + ":1:4 fel-slags-värde"},
		{"{{ omedelbar_justering }}", nil, letter + ":1:4 fel-slags-värde omedelbar_justering"},
		{"{{ . }}", nil, letter + ":1:4 fel-slags-värde"},
		{"`{{ rubrik }}`", nil, letter + ":1:5 platshållare-i-kod"},
		{"```\n{{ rubrik }}\n```", nil, letter + ":2:4 platshållare-i-kod"},
		{"<{{ rubrik }}>", nil, ":0:0 ingen-adress rubrik"},
		{"[Text]", nil, letter + ":1:1 kvarlämnad-text"},
		{"den […] maj", nil, letter + ":1:5 kvarlämnad-text"},
		{"[a](b), \\[text\\], `[Text]`, - [x] y", nil, letter + ":1:31 kvarlämnad-text"},
		{"a <!fält> b", nil, letter + ":1:3 kvarlämnad-text"},
		{"a <!-- b -->", nil, ""},
		{"20NN-XX-XX", nil, letter + ":1:1 kvarlämnad-text"},
		{"# {{ rubrik }}\n\n## Bilagor\n", nil, letter + ":3:4 tom-rubrik  | rubriken ”Bilagor” har ingen text under sig"},
		{"## Beslutsgång\n\n## Bilagor\n\nText.", nil, letter + ":1:4 tom-rubrik"},
		{"# {{ rubrik }}\n\n# {{ rubrik }}\n\n## Bilagor\n\n### Karta\n\nText.", nil, ""},
		{"{{ range avsnitt }}\n## {{ .rubrik }}\n\n{{ .text }}\n\n{{ end }}\n", func(c *namnd.Case) {
			c.Sections = []namnd.Section{{Heading: "Bakgrund", Text: "Text.\n\n### Karta\n"}}
		}, ":0:5 tom-rubrik avsnitt.Bakgrund.text"},
		{"fornamn.efternamn@exempel.se", nil, letter + ":1:1 kvarlämnad-text"},
		{"Fel! Bokmärket är inte definierat.", nil, letter + ":1:1 kvarlämnad-text"},
		{"Lorem ipsum dolor", nil, letter + ":1:1 kvarlämnad-text"},
		{"{{ rubrik }}", func(c *namnd.Case) { c.Title = "Svar {{ år }} [Text]" }, ":0:0 kvarlämnad-text rubrik"},
		{"{{ rubrik }}", func(c *namnd.Case) { c.Title = "Svar {{ år }}" }, ":0:0 kvarlämnad-text rubrik"},
		{"{{ template \"dokument/tjansteutlatande/mall\" }}", nil, letter + ":1:1 mall-i-mall"},
		{"{{ förslag }}", func(c *namnd.Case) { c.Proposal = some("a\nb {{ enhter }}") }, ":0:6 okänd-platshållare förslag[0].text"},
		{"{{ förslag }}", func(c *namnd.Case) { c.Proposal = some("{{ if enheter }}") }, ":0:1 mallfel förslag[0].text"},
		{"{{ range avsnitt }}{{ .text }}{{ end }}", func(c *namnd.Case) {
			c.Sections = []namnd.Section{{Heading: "Bakgrund", Text: "{{ uppgifter.saknas }}"}}
		}, ":0:4 tom-platshållare avsnitt.Bakgrund.text"},
		{"a", func(c *namnd.Case) { c.CaseType = "kvalitetsutmarkelse" }, ":0:0 okänd-ärendetyp ärendetyp | ärendetypen ”kvalitetsutmarkelse” finns inte | skriv kvalitetsutmärkelse"},
		{"a", func(c *namnd.Case) { c.Variant = "godkanna" }, ":0:0 okänd-variant variant | ärendetypen kvalitetsutmärkelse har ingen variant som heter ”godkanna” | skriv godkänna"},
		{"a", func(c *namnd.Case) { c.Variant = "" }, ":0:0 variant-saknas ärendetyp"},
		{"{{ range avsnitt }}{{ .text }}{{ end }}", func(c *namnd.Case) { c.Facts = nil }, ":0:0 uppgift-saknas uppgifter | ärendetypen kvalitetsutmärkelse behöver uppgiften år | skriv år under uppgifter: Året"},
		{"{{ uppgifter.dag }}", nil, ":0:0 tom-platshållare uppgifter | uppgifter.dag är inte ifyllt | skriv dag under uppgifter"},
	} {
		set, findings := Load(templates.FS, layer(letter, tc.text))
		if len(findings) > 0 {
			t.Errorf("%q: %v", tc.text, findings)
			continue
		}
		c := social()
		if tc.change != nil {
			tc.change(c)
		}
		_, findings = set.Case(c)
		findings = slices.DeleteFunc(findings, func(f diag.Finding) bool { return f.Severity != diag.Error })
		if tc.want == "" && len(findings) > 0 || tc.want != "" && !slices.ContainsFunc(findings, func(f diag.Finding) bool { return strings.Contains(one(f), tc.want) }) {
			t.Errorf("%q: want %q, got %v", tc.text, tc.want, findings)
		}
	}
}

// TestATextThatHoldsItselfIsAFault holds that no text goes on for ever, or takes all
// memory, however many times and on whatever way it asks for itself.
func TestATextThatHoldsItselfIsAFault(t *testing.T) {
	many := func(word string) namnd.Markdown { return namnd.Markdown(strings.Repeat("{{ "+word+" }} ", 9)) }
	whole := func(m *namnd.Meeting) (all []diag.Finding) {
		for _, findings := range load(t).Meeting(Protocol, m) {
			all = append(all, findings...)
		}
		return all
	}
	for name, tc := range map[string]struct {
		findings []diag.Finding
		path     string
	}{
		"förslag": {func() []diag.Finding {
			c := district()
			c.Proposal = some(many("förslag"), many("förslag"), many("förslag"))
			_, findings := load(t).Case(c)
			return findings
		}(), "förslag[1].text"},
		"beslut": {func() []diag.Finding {
			m := meeting()
			m.Items[0].Decision = some(many("beslut"), many("beslut"))
			return whole(m)
		}(), "paragrafer[0].beslut[0].text"},
		"sammanfattning": {func() []diag.Finding {
			m := meeting()
			m.Items[0].Summary = many("sammanfattning")
			return whole(m)
		}(), "paragrafer[0].sammanfattning"},
		"beslut and sammanfattning": {func() []diag.Finding {
			m := meeting()
			m.Items[0].Summary, m.Items[0].Decision = many("beslut"), some(many("sammanfattning"))
			return whole(m)
		}(), "paragrafer[0].sammanfattning"},
	} {
		if !slices.ContainsFunc(tc.findings, func(f diag.Finding) bool { return f.Rule == "text-i-sig-själv" && f.Path == tc.path && f.Remedy != "" }) {
			t.Errorf("%s: %v", name, tc.findings)
		}
	}
}

// TestAPaperThatGetsOutOfHandIsAFault holds that a few lines cannot take all memory.
func TestAPaperThatGetsOutOfHandIsAFault(t *testing.T) {
	c := district()
	c.Proposal = some(namnd.Markdown(strings.Repeat("{{ enheter }} ", 1000)))
	c.Sections[0].Text = namnd.Markdown(strings.Repeat("{{ förslag }} ", 1000))
	set := load(t)
	if _, findings := set.Case(c); len(findings) != 1 || findings[0].Rule != "för-långt-papper" || findings[0].Remedy == "" {
		t.Errorf("got %v", findings)
	}
	if _, findings := set.Case(district()); len(findings) > 0 {
		t.Errorf("the paper after it: %v", findings)
	}
}

func TestOwnSectionIsAskedFor(t *testing.T) {
	c := motion()
	c.Sections = nil
	_, findings := load(t).Case(c)
	var got []string
	for _, f := range findings {
		got = append(got, one(f))
	}
	want := []string{
		":0:0 avsnitt-saknas avsnitt | avsnittet Förvaltningens synpunkter och förslag ska skrivas i ärendet | skriv ”Förvaltningens synpunkter och förslag” under avsnitt: Skriv vad förvaltningen anser om förslaget och avsluta med vad nämnden föreslås besluta.",
		":0:0 avsnitt-saknas avsnitt | avsnittet Ärendet ska skrivas i ärendet | skriv ”Ärendet” under avsnitt: Redogör för vad motionen föreslår och vilka skäl den anger.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestUnusedData(t *testing.T) {
	c := district()
	c.Grants = grants().Grants
	c.Facts = someFacts("år", "2016", "dag", "2016-05-20")
	c.Sections[0].Text += " {{ uppgifter.år }} {{ enheter }}"
	_, findings := load(t).Case(c)
	var got []string
	for _, f := range findings {
		got = append(got, f.Severity.String()+" "+f.Rule+" "+f.Path)
	}
	want := []string{"varning oanvänd-uppgift belopp", "varning oanvänd-uppgift uppgifter.dag"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Text that the case replaces need not be fillable, and what only that text uses is
// not asked for.
func TestReplacedTextIsNotFilled(t *testing.T) {
	c := social()
	c.Facts = nil
	c.Proposal = some("{{ nämnden }} godkänner ansökan från {{ enheter }}.")
	c.CaseType = "bidrag"
	c.Variant = ""
	for _, heading := range []string{"Sammanfattning", "Ärendet", "Ekonomiska konsekvenser", "Förvaltningens synpunkter och förslag"} {
		c.Sections = append(c.Sections, namnd.Section{Heading: heading, Text: "Text."})
	}
	_, findings := load(t).Case(c)
	for _, f := range findings {
		if f.Severity == diag.Error {
			t.Error(one(f))
		}
	}
}

func TestLocate(t *testing.T) {
	src := "rubrik: X\navsnitt:\n  Sammanfattning: |\n    En rad.\n    En {{ enhter }}.\n    - En punkt\n      med {{ enhtr }} den 4 maj.\nförslag:\n  - \"{{ nämden }} godkänner.\"\n  - text: Ja.\n"
	var c namnd.Case
	marks, _ := yamldoc.Decode("arende.yaml", []byte(src), &c)
	_, findings := load(t).Case(&c)
	findings = append(findings, diag.Finding{Rule: "bunden", Path: "avsnitt.Sammanfattning.text", Column: 20, Excerpt: "  med {{ enhtr }} den\u00a04\u00a0maj."})
	findings = Locate(marks, findings)
	for _, want := range []string{"arende.yaml:5:11 okänd-platshållare", "arende.yaml:7:14 okänd-platshållare", "arende.yaml:9:9 okänd-platshållare", "arende.yaml:7:24 bunden"} {
		if !slices.ContainsFunc(findings, func(f diag.Finding) bool { return strings.HasPrefix(one(f), want) }) {
			t.Errorf("want %s, got %v", want, findings)
		}
	}
}

// A fault of a case that is found while making a paper of the meeting is placed in
// the file of the case.
func TestLocateInTheCaseOfASection(t *testing.T) {
	var c namnd.Case
	own, _ := yamldoc.Decode("arende.yaml", []byte("rubrik: X\nförslag:\n  - \"{{ nämden }} godkänner.\"\navsnitt:\n  Bakgrund: |\n    Text\n    {{ enheter }}\n"), &c)
	m := meeting()
	m.Items = []namnd.Item{{No: "1", Case: &c, CasePath: "arende.yaml", Decision: some(namnd.AsProposed)}}
	var n namnd.Meeting
	marks, _ := yamldoc.Decode("mote.yaml", []byte("paragrafer:\n  - nr: 1\n    ärende: arende.yaml\n"), &n)
	marks.Mount("paragrafer[0].ärende", own)
	for _, f := range func() []diag.Finding { _, fs := load(t).Extract(m, 0); return Locate(marks, fs) }() {
		if got := one(f); strings.HasPrefix(got, "arende.yaml:3:9 okänd-platshållare förslag[0].text") {
			return
		} else {
			t.Log(got)
		}
	}
	t.Error("the fault is not placed in the case")
}

func TestSourceMap(t *testing.T) {
	p, _ := load(t).Case(district())
	lines := strings.Split(string(p.Markdown), "\n")
	at := func(text string) (Origin, bool) {
		for i, line := range lines {
			if before, _, ok := strings.Cut(line, text); ok && !strings.HasPrefix(line, "titel") {
				return p.Map.At(i+1, len([]rune(before))+1)
			}
		}
		return Origin{}, false
	}
	for _, tc := range []struct {
		text string
		want Origin
	}{
		{"KBT-teamet i kvalitets", Origin{File: letter, Line: 46, Column: 6, Value: "rubrik"}},
		{"örslag till beslut", Origin{File: letter, Line: 52, Column: 26}},
		{"vill delta", Origin{Field: "avsnitt.Sammanfattning.text", Line: 1, Column: 15}},
		{"20 maj 2016", Origin{Field: "förslag[1].underpunkter[0].text", Line: 1, Column: 33, Value: "frister.ansökan"}},
	} {
		text := tc.text
		if tc.want.Value == "frister.ansökan" {
			text = "20\u00a0maj\u00a02016"
		}
		got, ok := at(text)
		if got.text = ""; !ok || got != tc.want {
			t.Errorf("%s: got %+v, want %+v", text, got, tc.want)
		}
	}
}

// README tells officials every word and function, so none may be missing there.
func TestReadmeNamesEverything(t *testing.T) {
	src, err := fs.ReadFile(templates.FS, "README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(src)
	for _, name := range functionNames {
		if !strings.Contains(readme, "| "+name+" ") && !strings.Contains(readme, "{{ "+name+" ") && !strings.Contains(readme, "\\| "+name) && !strings.Contains(readme, "if "+name+" ") {
			t.Errorf("README.md lacks the function %s", name)
		}
	}
	words := load(t).words
	for _, v := range []*vocabulary{words.cases, words.items, words.points, words.meetings} {
		for _, name := range v.names {
			if !strings.Contains(readme, "`"+name+"`") {
				t.Errorf("README.md lacks the word %s", name)
			}
		}
	}
}
