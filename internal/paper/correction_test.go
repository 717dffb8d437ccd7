package paper_test

import (
	"slices"
	"strings"
	"testing"

	"kansli/internal/casefile"
	"kansli/internal/civil"
	"kansli/internal/namnd"
	"kansli/internal/paper"
	"kansli/internal/redact"
	"kansli/templates"
)

func correctedMeeting() *namnd.Meeting {
	return &namnd.Meeting{
		Board: namnd.Board{Name: "provnämnden", Genitive: "provnämndens", Kind: namnd.Specialist}, Status: namnd.Approved,
		Date: civil.Date{Year: 2026, Month: 11, Day: 26}, Adjustment: namnd.Adjustment{Date: civil.Date{Year: 2026, Month: 12, Day: 2}},
		Secretary: namnd.Person{Name: "Eva Fiktelius"},
		Present:   []namnd.Attendance{{Name: "Cia Mallgren", Role: namnd.Chair}},
		Items: []namnd.Item{
			{No: "1", Title: "Bidrag", Decision: []namnd.Point{{Text: "Nämnden beviljar Anna Provberg 120 000 kronor."}}},
			{No: "2", Title: "Övrigt", Decision: []namnd.Point{{Text: "Nämnden beviljar 120 000 kronor."}}},
		},
		Corrections: []namnd.Correction{{Section: "1", Was: "120 000", Becomes: "12 000", Date: civil.Date{Year: 2026, Month: 12, Day: 15}, By: "ordföranden", Ground: "36 § förvaltningslagen (2017:900)"}},
		Secrets:     []namnd.Secret{{Text: "Anna Provberg", Reason: "personuppgift"}},
	}
}

func open(t *testing.T) *paper.Workshop {
	t.Helper()
	w, findings := paper.Open(templates.FS)
	if w == nil {
		t.Fatal(findings)
	}
	return w
}

// TestDecisionsReadAsCorrected: a register says what holds, not what was struck
// out, and only in the § that the rättelse is about.
func TestDecisionsReadAsCorrected(t *testing.T) {
	got := open(t).Decisions(correctedMeeting())
	for i := range got {
		got[i] = strings.ReplaceAll(got[i], "\u00a0", " ")
	}
	if want := []string{"Nämnden beviljar Anna Provberg 12 000 kronor.", "Nämnden beviljar 120 000 kronor."}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

// TestPublicHidesInTheCorrectionToo goes all the way from values to Markdown.
func TestPublicHidesInTheCorrectionToo(t *testing.T) {
	m := correctedMeeting()
	m.Corrections[0].Was, m.Corrections[0].Becomes = "Anna Provberg 120 000", "Anna Provberg 12 000"
	secrets, _ := redact.OfMeeting(m)
	e := redact.New(secrets)
	w := open(t)
	papers, findings := w.Papers(casefile.File{Name: "m.yaml", Kind: casefile.KindMeeting, Meeting: redact.Prepare(e, m)}, paper.Extract)
	if len(papers) != 2 {
		t.Fatal(findings)
	}
	first, second := w.Public(papers[0], e), w.Public(papers[1], e)
	text := strings.ReplaceAll(string(first.Markdown), "\u00a0", " ")
	if !strings.Contains(text, "beviljar ~~XXXX XXXX 120 000~~ XXXX XXXX 12 000 kronor.") || !strings.Contains(text, "## Maskerade uppgifter") {
		t.Errorf("got:\n%s", text)
	}
	if found := e.Prove("m.md", "md", first.Markdown); len(found) > 0 {
		t.Errorf("%v", found)
	}
	if strings.Contains(string(second.Markdown), "Maskerade") {
		t.Error("a paper that hides nothing has a notice")
	}
}
