package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kansli/internal/casefile"
	"kansli/internal/diag"
	"kansli/internal/paper"
	"kansli/templates"
)

// TestCasesAsKansliHasThem holds that what is measured is whole papers: each case
// is read and checked without a finding, and its paper has every word of it.
func TestCasesAsKansliHasThem(t *testing.T) {
	folder := t.TempDir()
	cases := filepath.Join(folder, "cases.json")
	if err := writeMade(cases, 40); err != nil {
		t.Fatal(err)
	}
	if err := writeFolder(cases, folder); err != nil {
		t.Fatal(err)
	}
	shop, findings := paper.Open(templates.FS, os.DirFS(filepath.Join(folder, lookFolder)))
	none(t, findings)
	reader := casefile.NewReader(func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(folder, filepath.FromSlash(name))) })
	read, texts := 0, map[string]bool{}
	err := each(cases, func(c content) error {
		read++
		file, findings := reader.Read(caseFile(c.Nr))
		none(t, findings)
		none(t, paper.Check(file, nil, nil))
		papers, findings := shop.Papers(file)
		none(t, findings)
		text := string(papers[0].Markdown)
		if lost := missing(text, c.words()); len(lost) > 0 {
			t.Errorf("the paper of case %d lacks %q", c.Nr, lost)
		}
		_, body, _ := strings.Cut(text, "## Bakgrund")
		texts[body] = true
		return nil
	})
	if err != nil || read != 40 {
		t.Errorf("%d cases were read: %v", read, err)
	}
	if len(texts) != read {
		t.Errorf("%d cases have only %d texts", read, len(texts))
	}
}

func none(t *testing.T, findings []diag.Finding) {
	t.Helper()
	if len(findings) > 0 {
		t.Fatal(findings)
	}
}

func TestMissing(t *testing.T) {
	text := "Nämnden god\u00ad\nkänner\u00a0planen\nProvgatan 1\n\fförval\u00ad\n\fProvgatan 1  exempel.example\nningen"
	if got := missing(text, []string{"Nämnden", "godkänner", "planen"}); len(got) > 0 {
		t.Errorf("words that are there are missing: %q", got)
	}
	if got := missing(text, []string{"planen", "Nämnden", "planen"}); !slices.Equal(got, []string{"planen"}) {
		t.Errorf("a word that is there once and wanted twice: %q", got)
	}
}

func TestInOrder(t *testing.T) {
	got := content{Date: "2025-12-19", Meeting: "2025-03-01"}.inOrder()
	if got.Date != "2025-03-01" || got.Meeting != "2025-12-19" {
		t.Errorf("the paper is of %s and the meeting on %s", got.Date, got.Meeting)
	}
}

func TestSpread(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   string
	}{
		{[]float64{3, 1, 2}, "2.00 (1.00 – 3.00)"},
		{[]float64{1234.5, 10, 20, 0.5}, "15.0 (0.500 – 1234)"},
	} {
		if got := spreadOf(c.values).String(); got != c.want {
			t.Errorf("%v gives %s, not %s", c.values, got, c.want)
		}
	}
}

// TestRegisterOfCases holds that the register has a cell of the kind of its column
// wherever it is measured.
func TestRegisterOfCases(t *testing.T) {
	cases, out := filepath.Join(t.TempDir(), "cases.json"), filepath.Join(t.TempDir(), "register.xlsx")
	if err := writeMade(cases, 3); err != nil {
		t.Fatal(err)
	}
	if err := writeRegister(cases, out, 7); err != nil {
		t.Fatal(err)
	}
	table := registerTable([]content{made(1), made(2)}, 7)
	if row := table.Row(6); len(table.Columns) != 20 || len(row) != 20 {
		t.Errorf("%d columns and %d cells", len(table.Columns), len(row))
	}
	if info, err := os.Stat(out); err != nil || info.Size() < 1000 {
		t.Errorf("the workbook: %v %v", info, err)
	}
}

// TestByTurns holds that a ratio is taken between runs after each other, whatever
// else the machine did in other rounds.
func TestByTurns(t *testing.T) {
	var out strings.Builder
	b := bench{out: &out, rounds: 3}
	b.heads("documents a second", "CPU, ms a document")
	slow, order := time.Second, ""
	ours := func() (cost, error) { order += "k"; return cost{wall: slow, cpu: slow, peak: 5e6}, nil }
	theirs := func(p peer) (cost, error) {
		order += p.name
		took := cost{wall: 20 * slow, cpu: 10 * slow, peak: 7e6}
		slow *= 3
		return took, nil
	}
	if err := b.byTurns([]peer{{name: "A", promised: 13}, {name: "B"}}, 1, ours, theirs, perSecond(100), cpuEach(100)); err != nil {
		t.Fatal(err)
	}
	if order != "kAkBkAkBkAkB" {
		t.Errorf("the order was %s", order)
	}
	if got := out.String(); strings.Count(got, "20.0 (20.0 – 20.0)") != 2 || !strings.Contains(got, "20.0 (20.0 – 20.0) ≥ 13") || strings.Count(got, "10.0 (10.0 – 10.0)") != 2 {
		t.Errorf("the ratios are not there:\n%s", got)
	}
}
