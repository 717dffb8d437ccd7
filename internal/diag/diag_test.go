package diag_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"kansli/internal/diag"
)

func TestTextShowsPlaceExcerptAndRemedy(t *testing.T) {
	var b bytes.Buffer
	err := diag.WriteText(&b, []diag.Finding{{
		File: "arende.yaml", Line: 14, Column: 7, Severity: diag.Error, Rule: "jäv-röstar",
		Message: "Åsa Exempel anmäler jäv men står bland dem som röstar",
		Excerpt: "    - Åsa Exempel",
		Source:  "6 kap. 30 § kommunallagen (2017:725)",
		Remedy:  "ta bort namnet under omröstningen",
	}})
	if err != nil {
		t.Fatal(err)
	}
	want := `arende.yaml:14:7: fel: Åsa Exempel anmäler jäv men står bland dem som röstar [jäv-röstar]
   14 |     - Åsa Exempel
      |       ^
källa:  6 kap. 30 § kommunallagen (2017:725)
åtgärd: ta bort namnet under omröstningen
`
	if b.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", b.String(), want)
	}
}

func TestLongExcerptIsCutAroundTheColumn(t *testing.T) {
	line := strings.Repeat("å", 300) + "X" + strings.Repeat("ö", 300)
	var b bytes.Buffer
	if err := diag.WriteText(&b, []diag.Finding{{File: "f", Line: 1, Column: 301, Message: "m", Excerpt: line}}); err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(b.String(), "\n")
	text, caret := []rune(rows[1]), []rune(rows[2])
	if len(text) > 120 {
		t.Errorf("the excerpt is %d characters long", len(text))
	}
	if at := len(caret) - 1; text[at] != 'X' {
		t.Errorf("the caret stands under %q, want X:\n%s", text[at], b.String())
	}
}

func TestSortOrdersByPlaceAndDropsRepeats(t *testing.T) {
	fs := diag.Sort([]diag.Finding{
		{File: "b", Line: 1, Message: "x"},
		{File: "a", Line: 2, Message: "x"},
		{File: "a", Line: 1, Column: 9, Message: "x"},
		{File: "a", Line: 2, Message: "x"},
	})
	var got []string
	for _, f := range fs {
		got = append(got, f.File+string(rune('0'+f.Line)))
	}
	if s := strings.Join(got, " "); s != "a1 a2 b1" {
		t.Errorf("order %s", s)
	}
}

func TestJSONIsOneArrayOfTheSameFindings(t *testing.T) {
	var b bytes.Buffer
	if err := diag.WriteJSON(&b, nil); err != nil || strings.TrimSpace(b.String()) != "[]" {
		t.Errorf("no findings give %q, %v", b.String(), err)
	}
	b.Reset()
	if err := diag.WriteJSON(&b, []diag.Finding{{File: "a<b", Line: 3, Severity: diag.Warning, Rule: "r", Message: "m"}}); err != nil {
		t.Fatal(err)
	}
	var back []map[string]any
	if err := json.Unmarshal(b.Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	if len(back) != 1 || back[0]["fil"] != "a<b" || back[0]["allvar"] != "varning" || back[0]["rad"] != 3.0 {
		t.Errorf("got %v", back)
	}
}

func TestNearest(t *testing.T) {
	keys := []string{"handläggare", "nämnd", "rubrik", "frister", "förslag", "omedelbar_justering"}
	for word, want := range map[string]string{
		"handlaggare":         "handläggare",
		"namnd":               "nämnd",
		"Rubrik":              "rubrik",
		"frsiter":             "frister",
		"omedelbar-justering": "omedelbar_justering",
		"xyzxyzxyz":           "",
	} {
		got, ok := diag.Nearest(word, keys)
		if !ok {
			got = ""
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", word, got, want)
		}
	}
	if _, ok := diag.Nearest("x", nil); ok {
		t.Error("a suggestion out of nothing")
	}
}
