package correction

import (
	"strings"
	"testing"

	"kansli/internal/document"
	"kansli/internal/markdown"
	"kansli/internal/namnd"
)

const paper = `---
titel: "§ 10 Bidrag till Föreningen Provet"
---

# § 10 Bidrag till Föreningen Provet

::: rättelse
Stod: ”120 000 kronor”. Ska stå: ”12 000 kronor”.
:::

## Beslut

1. Nämnden beviljar Föreningen Provet 120 000 kronor i
   bidrag.
2. Nämnden avslår ansökan \[sic\] från Stiftelsen.

## Omröstning

| Ledamot | Ja |
| --- | --- |
| Anna Exempelson (S) | x |

Med 9 ja mot 8 nej bifalls förslaget.

# § 11 Annat

Nämnden beviljar 120 000 kronor.
`

func meeting(cs ...namnd.Correction) *namnd.Meeting {
	return &namnd.Meeting{Items: []namnd.Item{{No: "1"}, {No: "10"}, {No: "11"}}, Corrections: cs}
}

func correct(section, was, becomes string) namnd.Correction {
	return namnd.Correction{Section: section, Was: was, Becomes: becomes}
}

func TestApply(t *testing.T) {
	tests := []struct {
		name string
		c    namnd.Correction
		line string // that the paper gets
		rule string
	}{
		{"a sum, in its § only and not in the note", correct("10", "120 000 kronor", "12 000 kronor"), "1. Nämnden beviljar Föreningen Provet ~~120 000 kronor~~ 12\u00a0000\u00a0kronor i", ""},
		{"words across a line", correct("§ 10", "kronor i bidrag", "kronor per år i bidrag"), "   bidrag~~ kronor per år i bidrag.", ""},
		{"what a template wrote", correct("10", "9 ja mot 8 nej", "8 ja mot 9 nej"), "Med ~~9 ja mot 8 nej~~ 8 ja mot 9 nej bifalls förslaget.", ""},
		{"a name in a table", correct("10", "Anna Exempelson", "Anna Exempelsson"), "| ~~Anna Exempelson~~ Anna Exempelsson (S) | x |", ""},
		{"escapes do not hide the text", correct("10", "[sic]", "*"), `2. Nämnden avslår ansökan ~~\[sic\]~~ \* från Stiftelsen.`, ""},
		{"a heading", correct("10", "Bidrag", "Stöd"), "# § 10 ~~Bidrag~~ Stöd till Föreningen Provet", ""},
		{"another §", correct("11", "120 000", "12 000"), "Nämnden beviljar ~~120 000~~ 12\u00a0000 kronor.", ""},
		{"in several places", correct("10", "Föreningen Provet", "Provföreningen"), "# § 10 Bidrag till ~~Föreningen Provet~~ Provföreningen", "rättelse-flera-ställen"},
		{"not there", correct("10", "130 000 kronor", "13 000 kronor"), "", "rättelse-utan-plats"},
		{"only a part of a word", correct("10", "bidra", "bidrar"), "", "rättelse-utan-plats"},
		{"only a part of a number", correct("10", "20 000 kronor", "2 000 kronor"), "", "rättelse-utan-plats"},
		{"a § that the paper does not have", correct("1", "Nämnden", "Styrelsen"), "", ""},
	}
	for _, tt := range tests {
		out, found := Apply([]byte(paper), meeting(tt.c))
		rule := ""
		if len(found) > 0 {
			rule = found[0].Rule
		}
		if rule != tt.rule || len(found) > 1 {
			t.Errorf("%s: findings %v", tt.name, found)
		}
		if tt.line == "" && string(out) != paper {
			t.Errorf("%s: the paper was changed:\n%s", tt.name, out)
		}
		if tt.line != "" && !strings.Contains(string(out), tt.line+"\n") {
			t.Errorf("%s: no line %q in\n%s", tt.name, tt.line, out)
		}
		if strings.Count(string(out), "\n") != strings.Count(paper, "\n") {
			t.Errorf("%s: the number of lines has changed", tt.name)
		}
	}
}

// TestTheReaderSeesBothTexts reads the paper back: the old words are struck out
// and the new ones are not, and nothing else is.
func TestTheReaderSeesBothTexts(t *testing.T) {
	out, found := Apply([]byte(paper), meeting(
		correct("10", "120 000 kronor i bidrag", "~12 000~ kr_ [i] bidrag"), correct("10", "9 ja mot 8 nej", "8 ja mot 9 nej"),
		correct("10", "8 ja mot 9 nej", "8 ja mot 8 nej"),
	))
	if len(found) > 0 {
		t.Fatal(found)
	}
	doc, faults := markdown.Parse("papper.md", out)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	var struck []string
	doc.Walk(func(b document.Block) {
		for _, run := range document.Lines(b) {
			for _, in := range run {
				if in.Kind == document.Deleted {
					struck = append(struck, document.PlainText(in.Kids))
				}
			}
		}
	})
	if got := strings.Join(struck, "|"); got != "120 000 kronor i bidrag|9 ja mot 8 nej|8 ja mot 9 nej" {
		t.Errorf("struck out: %s", got)
	}
	text := strings.ReplaceAll(doc.PlainText(), "\u00a0", " ")
	for _, want := range []string{"Provet 120 000 kronor i bidrag ~12 000~ kr_ [i] bidrag.", "Med 9 ja mot 8 nej 8 ja mot 9 nej 8 ja mot 8 nej bifalls"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func TestHeaded(t *testing.T) {
	items := []namnd.Item{{No: "1"}, {No: "17"}, {No: "§ 17 A"}, {No: "4 ½"}}
	for heading, want := range map[string]string{
		" § 17 A Titel": "17 A", " §\u00a017 Titel": "17", " § 17": "17", " § 4 ½ Titel": "4 ½", " § 1 A-traktorer": "1",
		" § 170 Titel": "", " Titel § 17": "", " 17": "", "": "",
	} {
		if got := headed(heading, items); got != want {
			t.Errorf("heading %q: got %q", heading, got)
		}
	}
}

func FuzzApply(f *testing.F) {
	f.Add(paper, "10", "120 000 kronor", "12 000")
	f.Add("# § 1 a\n\n~~x~~ y\\", "1", "y\\", "~~")
	f.Fuzz(func(t *testing.T, text, no, was, becomes string) {
		out, _ := Apply([]byte(text), meeting(correct(no, was, becomes)))
		if strings.Count(string(out), "\n") != strings.Count(text, "\n") {
			t.Errorf("the number of lines has changed:\n%s", out)
		}
	})
}
