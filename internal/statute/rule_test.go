package statute

import (
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/yamldoc"
)

var idPattern = regexp.MustCompile(`^[a-zåäö0-9]+(-[a-zåäö0-9]+)*$`)

func TestRulesAreComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules() {
		if !idPattern.MatchString(r.ID) || seen[r.ID] {
			t.Errorf("%s: not an id, or there twice", r.ID)
		}
		seen[r.ID] = true
		if r.Title == "" || r.Remedy == "" || r.Broken == "" || r.Mended == "" || r.Broken == r.Mended {
			t.Errorf("%s: lacks title, remedy or example", r.ID)
		}
		if strings.HasSuffix(r.Title, ".") || strings.HasSuffix(r.Remedy, ".") {
			t.Errorf("%s: ends with a full stop", r.ID)
		}
		if r.Unsettled != "" && r.Severity != diag.Advice {
			t.Errorf("%s: an unsettled point can be advice only", r.ID)
		}
		if r.Severity == diag.Error && r.Source == "" && !slices.Contains(ownFaults, r.ID) {
			t.Errorf("%s: an error without a source", r.ID)
		}
	}
}

// ownFaults are errors that rest on no law: the file contradicts itself.
var ownFaults = []string{"fel-nämnd", "upphörd-nämnd", "punkt-utgått", "dubbel-punkt", "paragraf-i-två-protokoll", "okänd-regel"}

// needsFiles are rules whose examples name other files, which a fragment cannot
// hold. Their samples in samples/fel show them.
var needsFiles = []string{"fel-nämnd", "paragraf-i-två-protokoll"}

var boards = []namnd.Board{
	{ID: "bromma", Name: "Bromma stadsdelsnämnd", Kind: namnd.District, Office: "Bromma stadsdelsförvaltning", DnrPrefix: "BRO"},
	{ID: "farsta", Name: "Farsta stadsdelsnämnd", Kind: namnd.District, Office: "Farsta stadsdelsförvaltning"},
}

// TestExamples runs the examples that kansli explain shows: the broken one
// breaks its rule and the mended one does not.
func TestExamples(t *testing.T) {
	for _, r := range Rules() {
		broken, mended := rulesIn(checkFragment(t, r.ID, r.Broken)), rulesIn(checkFragment(t, r.ID, r.Mended))
		if slices.Contains(needsFiles, r.ID) {
			continue
		}
		if !slices.Contains(broken, r.ID) {
			t.Errorf("%s: the broken example gives %v", r.ID, broken)
		}
		if slices.Contains(mended, r.ID) {
			t.Errorf("%s: the mended example still breaks it", r.ID)
		}
	}
}

// checkFragment reads a part of a case or of a meeting, with the words of the
// vocabulary only, and checks it.
func checkFragment(t *testing.T, id, src string) []diag.Finding {
	t.Helper()
	ctx := Context{Boards: boards}
	var c namnd.Case
	if _, faults := yamldoc.Decode(id, []byte(src), &c); !misread(faults) {
		return CheckCase(&c, ctx)
	}
	var m namnd.Meeting
	if _, faults := yamldoc.Decode(id, []byte(src), &m); misread(faults) {
		t.Errorf("%s: the example cannot be read: %v\n%s", id, faults, src)
	}
	return CheckMeeting(&m, ctx)
}

// misread reports whether a fragment has another fault than what it leaves out.
func misread(faults []diag.Finding) bool {
	return slices.ContainsFunc(faults, func(f diag.Finding) bool { return f.Rule != "saknas" && f.Rule != "dubbel-nyckel" })
}

func rulesIn(found []diag.Finding) (ids []string) {
	for _, f := range found {
		ids = append(ids, f.Rule)
	}
	return ids
}

func TestFindingsAreWhole(t *testing.T) {
	for _, r := range Rules() {
		for _, f := range checkFragment(t, r.ID, r.Broken) {
			first, _, _ := strings.Cut(f.Message, " ")
			if f.Message == "" || strings.HasSuffix(f.Message, ".") || f.Remedy == "" || strings.Contains(f.Message, "%!") || first == "" {
				t.Errorf("%s: %+v", r.ID, f)
			}
			if f.Path == "" && f.Rule != "paragrafer-saknas" {
				t.Errorf("%s: %s has no path", r.ID, f.Rule)
			}
		}
	}
}

func TestExplain(t *testing.T) {
	text, ok := Explain("justering-på-gränsen")
	for _, part := range []string{"justering-på-gränsen (råd)", "5 kap. 69 §", "oklart: ", "åtgärd: ", "fel:\n    datum: 2026-12-10\n    justering: {datum: 2026-12-28}\n", "rätt:\n"} {
		if !ok || !strings.Contains(text, part) {
			t.Errorf("the explanation lacks %q:\n%s", part, text)
		}
	}
	if ascii, ok := Explain("justering-pa-gransen"); !ok || ascii != text {
		t.Error("an id without å, ä and ö is not found")
	}
	if _, ok := Explain("justering"); ok {
		t.Error("half an id is found")
	}
}

func TestTable(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(Table()), "\n")
	if len(lines) != len(Rules())+2 {
		t.Fatalf("%d lines for %d rules", len(lines), len(Rules()))
	}
	for _, line := range lines {
		if strings.Count(line, "|") != 5 {
			t.Errorf("not four columns: %s", line)
		}
	}
}

// TestEveryRuleHasAnArea finds each rule in one area, and in README's table.
func TestEveryRuleHasAnArea(t *testing.T) {
	in := map[string]int{}
	for _, a := range areas {
		for _, r := range slices.Concat(a.rules...) {
			in[r.ID]++
		}
	}
	table := Overview("list.md")
	for _, r := range Rules() {
		if in[r.ID] != 1 || strings.Count(table, "`"+r.ID+"`") != 1 {
			t.Errorf("%s is in %d areas", r.ID, in[r.ID])
		}
	}
	if row := "| jäv | 8 | "; len(in) != len(Rules()) || !strings.Contains(table, row) || !strings.Contains(table, "| 5 kap. 66 § KL, 6 kap. 30 § KL |\n") {
		t.Errorf("%d rules in areas, of %d; the table is\n%s", len(in), len(Rules()), table)
	}
}

// TestEveryRuleHasASample looks for samples/fel/ID.yaml, or a folder for a rule
// about several files.
func TestEveryRuleHasASample(t *testing.T) {
	samples := os.DirFS("../../samples/fel")
	for _, r := range Rules() {
		name := FileName(r.ID)
		if info, err := fs.Stat(samples, name); err == nil && info.IsDir() {
			continue
		}
		src, err := fs.ReadFile(samples, name+".yaml")
		if err != nil {
			t.Errorf("%s: %v", r.ID, err)
			continue
		}
		if want := " " + r.Severity.String() + " " + r.ID + "\n"; !strings.Contains(string(src), want) {
			t.Errorf("%s: the sample does not say%s", r.ID, want)
		}
	}
}
