package yamldoc

import (
	"testing"

	"kansli/internal/diag"
)

type whole struct {
	Name string   `sv:"namn,required" help:"Namnet."`
	Tags []string `sv:"märken,required"`
	Note string   `sv:"anmärkning"`
}

func TestAPartialStructRequiresNothing(t *testing.T) {
	var part struct {
		whole `sv:",partial"`
		Kind  string `sv:"slag,required"`
	}
	marks, findings := Decode("f", []byte("anmärkning: x\nmärken: [a]\n"), &part)
	if len(findings) != 1 || findings[0].Path != "slag" {
		t.Errorf("findings %v", findings)
	}
	if part.Note != "x" || len(part.Tags) != 1 {
		t.Errorf("got %+v", part)
	}
	if keys := marks.Keys(""); len(keys) != 2 || keys[0] != "anmärkning" || keys[1] != "märken" {
		t.Errorf("keys %q", keys)
	}
	missing := Missing(&part.whole)
	if len(missing) != 1 || missing[0].Path != "namn" || missing[0].Rule != "saknas" || missing[0].Remedy != "lägg till namn: Namnet" {
		t.Errorf("missing %+v", missing)
	}
}

// TestRedirectsLeadToWhatStandsIn has fields of one file that another one
// replaces.
func TestRedirectsLeadToWhatStandsIn(t *testing.T) {
	type row struct {
		ID   string   `sv:"id,key"`
		Name string   `sv:"namn"`
		Tags []string `sv:"märken"`
	}
	var base row
	var top struct {
		Rows []row `sv:"rader"`
	}
	below, _ := Decode("a.yaml", []byte("namn: A\nmärken:\n  - x\n  - y\n"), &base)
	above, _ := Decode("b.yaml", []byte("rader:\n  ek:\n    märken:\n      - z\n      - w\n"), &top)
	marks := below.With(Redirect{"märken", above, "rader.ek.märken"})
	for path, want := range map[string]diag.Finding{
		"namn":      {File: "a.yaml", Line: 1, Column: 7, Path: "namn"},
		"märken[1]": {File: "b.yaml", Line: 5, Column: 9, Path: "rader.ek.märken[1]"},
		"märken":    {File: "b.yaml", Line: 4, Column: 7, Path: "rader.ek.märken"},
	} {
		got := marks.Resolve([]diag.Finding{{Path: path}})[0]
		got.Excerpt = ""
		if got != want {
			t.Errorf("%s: got %+v, want %+v", path, got, want)
		}
	}
	if got := below.Resolve([]diag.Finding{{Path: "märken[1]"}})[0]; got.File != "a.yaml" || got.Line != 4 {
		t.Errorf("the marks below were changed: %+v", got)
	}
	if keys := above.Keys("rader.ek"); len(keys) != 1 || keys[0] != "märken" {
		t.Errorf("keys %q", keys)
	}
	if keys := above.Keys("rader.al"); keys != nil {
		t.Errorf("keys of what is not there: %q", keys)
	}
}
