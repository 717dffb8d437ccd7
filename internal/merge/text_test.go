package merge

import (
	"slices"
	"strings"
	"testing"

	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/templates"
)

// body fills a template with a case and returns the text, with no-break spaces
// as ~.
func body(t *testing.T, template string, c *namnd.Case) string {
	t.Helper()
	set, findings := Load(templates.FS, layer(letter, template))
	if len(findings) > 0 {
		t.Fatalf("%q: %v", template, findings)
	}
	p, findings := set.Case(c)
	for _, f := range findings {
		if f.Severity == 0 {
			t.Errorf("%q: %s", template, one(f))
		}
	}
	return strings.ReplaceAll(strings.TrimSuffix(string(p.Markdown), "\n"), "\u00a0", "~")
}

func TestText(t *testing.T) {
	ambiguous := []string{"A & B", "C"}
	plain := []string{"A", "B", "C"}
	for _, tc := range []struct {
		name, template string
		units          []string
		want           string
	}{
		{"flat list", "Att {{ enheter }} deltar.", plain, "Att A, B och C deltar."},
		{"one item", "Att {{ enheter }} deltar.", ambiguous[:1], "Att A & B deltar."},
		{"points", "Att {{ enheter }} deltar.", ambiguous, "Att följande enheter deltar:\n\n- A & B\n- C."},
		{"points when asked", "Att {{ enheter | punktlista }} deltar.", plain, "Att följande enheter deltar:\n\n- A\n- B\n- C."},
		{"points at the start", "{{ enheter }} deltar.", ambiguous, "Följande enheter deltar:\n\n- A & B\n- C."},
		{"points after a colon", "Dessa deltar: {{ enheter }}.", ambiguous, "Dessa deltar:\n\n- A & B\n- C."},
		{"points alone", "Text.\n\n{{ enheter | punktlista }}\n\nMer.", plain, "Text.\n\n- A\n- B\n- C\n\nMer."},
		{"points under a line", "Dessa:\n{{ enheter | punktlista }}\nMer.", plain, "Dessa:\n\n- A\n- B\n- C.\n\nMer."},
		{"points of a sentence", "Dessa är:\n\n{{ enheter | punktlista }}", plain, "Dessa är:\n\n- A\n- B\n- C."},
		{"points in a numbered point", "1. Att {{ enheter }} deltar. Det är bra.\n1. Ja.", ambiguous,
			"1. Att följande enheter deltar:\n   - A & B\n   - C.\n\n   Det är bra.\n2. Ja."},
		{"sentences around", "Först. Att {{ enheter }} deltar, t.ex. Bo, kl. 9 i dag. {{ nämnden }} är glad.", ambiguous,
			"Först. Att följande enheter deltar, t.ex. Bo, kl.~9 i dag:\n\n- A & B\n- C.\n\nSocialnämnden är glad."},
		{"sentence over two lines", "Att {{ enheter }}\ndeltar i\nallt. Ja.\nNej.", ambiguous, "Att följande enheter\ndeltar i\nallt:\n\n- A & B\n- C.\n\nJa.\nNej."},
		{"two lists", "Av {{ enheter }} och {{ enheter }}.", ambiguous, "Av följande enheter och A & B och C:\n\n- A & B\n- C."},
		{"flat in a heading", "# Om {{ enheter }}", ambiguous, "# Om A & B och C"},
		{"flat in a table", "| a |\n| --- |\n| {{ enheter }} |", ambiguous, "| a |\n| --- |\n| A & B och C |"},
		{"flat when asked", "Att {{ enheter | uppräkning }} deltar.", ambiguous, "Att A & B och C deltar."},
		{"agreement", "{{ böj enheter \"Enheten\" \"Enheterna\" }} {{ antal enheter }} {{ räkneord enheter \"en enhet\" \"enheter\" }}", plain, "Enheterna 3 tre enheter"},
		{"capital at a sentence's start", "{{ nämnden }} sa det. {{ nämnden }} gick. (Se {{ nämnden }}.) Kl. {{ nämnden }}", nil,
			"Socialnämnden sa det. Socialnämnden gick. (Se socialnämnden.) Kl. socialnämnden"},
		{"capital in points", "- {{ nämnden }}\n- **{{ nämnden }}**\n\n## {{ nämnden }}", nil, "- Socialnämnden\n- **Socialnämnden**\n\n## Socialnämnden"},
		{"board", "Om {{ nämnd.genitiv }}, {{ nämndens }}, {{ förvaltningen }} och {{ förvaltningens }}.", nil, "Om socialnämndens, socialnämndens, förvaltningen och förvaltningens."},
		{"dates", "A {{ datum }}, {{ datum | iso }}, {{ datum | veckodag }}, {{ datum | utan_år }}, {{ datum | årtal }}", nil,
			"A 22~april~2013, 2013-04-22, måndagen den~22~april~2013, 22~april, 2013"},
		{"sums", "{{ \"1 250,5 kr\" | kronor }}, {{ \"1250\" | siffror }}", nil, "1~250,50~kronor, 1~250"},
		{"deadline and its fields", "{{ frister.protokoll }} {{ frister.protokoll.mottagare }}", nil, "30~juni~2013 stadsledningskontoret"},
		{"no double stop", "Se {{ \"m.fl.\" | stor }}.", nil, "Se M.fl."},
		{"bound words", "Enligt 5 kap. 69 § och §\n10 för {{ dnr }}.", nil, "Enligt 5~kap.~69~§ och §~10 för SOF~2013/41."},
		{"code is left", "`§ 10` och § 10", nil, "`§ 10` och §~10"},
		{"tags leave no line", "a\n{{ if rubrik }}\n{{/* kommentar */}}\nb\n  {{ else }}\nc\n{{ end }}\nd", nil, "a\nb\nd"},
		{"comments leave text", "{{/* a */}}a{{/* b */}}\n{{/* c **/}}\nb", nil, "a\nb"},
		{"nothing binds to a marker", "> 10 kr\n\n>t. ex. så\n\n- (S)\n- nr 5", nil, "> 10~kr\n\n>t. ex. så\n\n- (S)\n- nr~5"},
		{"numbers go on", "1. a\n   1. b\n   1. c\n1. d\n\ntext\n\n1. e\n\n3) f\n3) g", nil, "1. a\n   1. b\n   2. c\n2. d\n\ntext\n\n1. e\n\n3) f\n4) g"},
		{"no list in a sentence", "enligt punkt\n13. Reviderad", nil, "enligt punkt\n13. Reviderad"},
		{"wider number", strings.Repeat("1. a\n", 9) + "1. b\n   - c", nil,
			"1. a\n2. a\n3. a\n4. a\n5. a\n6. a\n7. a\n8. a\n9. a\n10. b\n    - c"},
		{"as little escaping as needed", "{{ \"0787_23, 5 * 3, A & B, a@b.se, C# – 3 < 5 (x) \\\"y\\\" 1. #\" | annars \"\" }}", nil,
			`0787_23, 5 \* 3, A & B, a@b.se, C# – 3 < 5 (x) "y" 1. #`},
		{"link", "{{ \"a@exempel.se\" | länk }} {{ \"*\" | länk }} [x](https://exempel.se/{{ \"å b)\" | annars \"\" }})", nil, `<a@exempel.se> \* [x](https://exempel.se/å%20b%29)`},
		{"logic", "{{ if och rubrik (inte underrubrik) }}a{{ end }}{{ if eller underrubrik rubrik }}b{{ end }}{{ if olika status \"utkast\" }}c{{ end }}{{ if flera enheter }}d{{ end }}", plain, "abcd"},
		{"with", "{{ with nämnd }}{{ .namn }}{{ else }}x{{ end }}", nil, "Socialnämnden"},
	} {
		c := social()
		c.Units = tc.units
		if got := body(t, tc.template, c); got != tc.want {
			t.Errorf("%s:\ngot  %q\nwant %q", tc.name, got, tc.want)
		}
	}
}

func TestMarkdownFields(t *testing.T) {
	c := social()
	c.Proposal = []namnd.Point{
		{Text: "Först *så*:\n\n- a\n- b", Points: some("under\nrad två", "nästa")},
		{Text: "Sist."},
	}
	want := "1. Först *så*:\n\n   - a\n   - b\n   1. under\n      rad två\n   2. nästa\n2. Sist."
	if got := body(t, "{{ förslag }}", c); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	c.Proposal = some("Största möjliga nytta ska åstad-\n\nkommas av KBT-\n\nteamet.")
	if got, want := body(t, "{{ förslag }}", c), "1. Största möjliga nytta ska åstadkommas av KBT-teamet."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	_, findings := load(t).Case(c)
	if !slices.ContainsFunc(findings, func(f diag.Finding) bool { return f.Rule == "delat-ord" && f.Path == "förslag[0].text" }) {
		t.Errorf("the joined word is not told: %v", findings)
	}
	c.Title = "åstad-\nkommas\nnu"
	if got, want := body(t, "{{ rubrik }}", c), "åstadkommas nu"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSections(t *testing.T) {
	const outline = "{{ range avsnitt }}\n## {{ .rubrik }}\n\n{{ .text }}\n\n{{ end }}"
	headings := func(sections ...namnd.Section) []string {
		c := motion()
		c.Sections = append(sections, c.Sections...)
		var out []string
		for line := range strings.SplitSeq(body(t, outline, c), "\n") {
			if h, ok := strings.CutPrefix(line, "## "); ok {
				out = append(out, h)
			}
		}
		return out
	}
	usual := []string{"Sammanfattning", "Bakgrund", "Ärendet", "Ärendets beredning", "Förvaltningens synpunkter och förslag"}
	for _, tc := range []struct {
		own  []namnd.Section
		want []string
	}{
		{nil, usual},
		{[]namnd.Section{{Heading: "bakgrund", Text: "x"}}, slices.Replace(slices.Clone(usual), 1, 2, "bakgrund")},
		{[]namnd.Section{{Heading: "Bakgrund"}}, slices.Delete(slices.Clone(usual), 1, 2)},
		{[]namnd.Section{{Heading: "Ny", Text: "x"}}, slices.Insert(slices.Clone(usual), 2, "Ny")},
		{[]namnd.Section{{Heading: "Bakgrund", Text: "x"}, {Heading: "Ny", Text: "x"}, {Heading: "Nyare", Text: "x"}}, slices.Insert(slices.Clone(usual), 2, "Ny", "Nyare")},
		{[]namnd.Section{{Heading: "Jämställdhetsanalys", Text: "x"}}, slices.Insert(slices.Clone(usual), 4, "Jämställdhetsanalys")},
	} {
		if got := headings(tc.own...); !slices.Equal(got, tc.want) {
			t.Errorf("%v: got %q, want %q", tc.own, got, tc.want)
		}
	}
	c := district()
	c.Sections = []namnd.Section{{Heading: "B", Text: "x"}, {Heading: "A", Text: "y"}}
	if got := body(t, outline, c); got != "## B\n\nx\n\n## A\n\ny" {
		t.Errorf("without a case type: %q", got)
	}
}

func TestLayers(t *testing.T) {
	set, findings := Load(templates.FS, layer("delar/beredning.md", "Vi har berett det.\n"), layer("stil.yaml", "x: 1\n"))
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	p, _ := set.Case(social())
	if !strings.Contains(string(p.Markdown), "\nVi har berett det.\n") || !strings.Contains(string(p.Markdown), "## Bakgrund") {
		t.Errorf("one file overridden:\n%s", p.Markdown)
	}
	f, err := set.FS().Open("stil.yaml")
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	if n := len(set.CaseTypes()); n != 7 {
		t.Errorf("%d case types", n)
	}
}

func TestConcurrentUse(t *testing.T) {
	set := load(t)
	want, _ := set.Case(social())
	done := make(chan bool)
	for range 4 {
		go func() {
			p, _ := set.Case(social())
			set.Extract(meeting(), 1)
			done <- string(p.Markdown) == string(want.Markdown)
		}()
	}
	for range 4 {
		if !<-done {
			t.Error("the same case gave another text")
		}
	}
}
