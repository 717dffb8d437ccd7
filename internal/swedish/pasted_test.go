package swedish

import (
	"strings"
	"testing"
)

func TestPasted(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"a divided word", "ska åstad-\n\nkommas i år", "ska åstadkommas i år"},
		{"a divided word, one line break", "ska åstad-\nkommas i år", "ska åstadkommas i år"},
		{"an abbreviation keeps its hyphen", "Resursenheten, KBT-\n\nteamet medverkar", "Resursenheten, KBT-teamet medverkar"},
		{"a single letter keeps its hyphen", "via e-\npost", "via e-post"},
		{"a figure keeps its hyphen", "en 10-\nårig plan", "en 10-årig plan"},
		{"a double name keeps its hyphen", "Enskede-Årsta-\nVantör", "Enskede-Årsta-Vantör"},
		{"a hyphen that waits for its word", "för-\noch nackdelar", "för- och nackdelar"},
		{"a hyphen that waits for its word, eller", "dag-\n\neller nattarbete", "dag- eller nattarbete"},
		{"a soft hyphen", "kvalitets\u00ad\nutmärkelse", "kvalitetsutmärkelse"},
		{"two divided words in a row", "åstad-\nkom-\nmas", "åstadkommas"},
		{
			"a wrapped line",
			"Förvaltningen har formulerat ett tävlingsbidrag för att kunna delta \n\ni utmärkelsen.",
			"Förvaltningen har formulerat ett tävlingsbidrag för att kunna delta i utmärkelsen.",
		},
		{
			"a wrapped line, then a name",
			"Förvaltningen ställer sig positiv och har uppmuntrat enheterna att\n\nResursenheten är med.",
			"Förvaltningen ställer sig positiv och har uppmuntrat enheterna att Resursenheten är med.",
		},
		{
			"a last letter",
			"Förvaltningen har formulerat ett bidrag från avdelningen för grupp\na",
			"Förvaltningen har formulerat ett bidrag från avdelningen för grupp a",
		},
		{"Windows line ends", "ska åstad-\r\n\r\nkommas", "ska åstadkommas"},
		{"decomposed text", "a\u030astad-\nkommas", "åstadkommas"},

		{"a dash", "Nämnden –\nofta", "Nämnden –\nofta"},
		{"a rule", "---\ntext", "---\ntext"},
		{"two empty lines", "åstad-\n\n\nkommas", "åstad-\n\n\nkommas"},
		{"a hyphen before a figure", "covid-\n19", "covid-\n19"},
		{"a hyphen at the end", "åstad-", "åstad-"},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		if got := Pasted(tt.in); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestPastedKeepsBreaksThatMayMeanSomething(t *testing.T) {
	for name, text := range map[string]string{
		"a full stop":                  "Förvaltningen ställer sig positiv till deltagandet i utmärkelsen i år.\n\nkommunstyrelsen",
		"a heading after":              "Förvaltningen ställer sig positiv till deltagandet i utmärkelsen i år\n\nBakgrund",
		"a heading":                    "Ärendet\n\nGenom att presentera åtaganden",
		"a heading before a long word": "Bilagor\n\nkvalitetsutmarkelsens.tavlingsbidrag.resursenheten@stadsdelen.exempel.se",
		"nothing before a long word":   "\n\n" + strings.Repeat("a", 100),
		"a line with room left":        "Nämnden föreslår att kommunfullmäktige beslutar att\n\nbifalla motionen\n\navslå yrkandet",
		"short lines":                  "lugn\ntrygg\nglad",
		"points":                       "Nämnden föreslår för sin del att kommunfullmäktige nu ska besluta\n\na) att bifalla\n\nb) att avslå",
		"lines that never broke":       strings.Repeat("Nämnden noterar ", 9) + "\n\nkommunstyrelsen\n\nanmälan",
		"two empty lines between":      "Förvaltningen har formulerat ett tävlingsbidrag för att kunna delta\n\n\ni utmärkelsen.",
	} {
		want := strings.ReplaceAll(text, " \n", "\n")
		if got := Pasted(text); got != want {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

func FuzzPasted(f *testing.F) {
	for _, seed := range []string{"åstad-\n\nkommas", "KBT-\n\nteamet", "a\u00ad\nb", "för-\noch\n-\n", "e\u0301-\r\nx \u0301",
		"Förvaltningen har formulerat ett tävlingsbidrag för att kunna delta\na"} {
		f.Add(seed)
	}
	letters := func(s string) string {
		return NFC(strings.NewReplacer(" ", "", "\t", "", "\n", "", "\r", "", "-", "", "\u00ad", "").Replace(s))
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Pasted(s)
		if letters(got) != letters(s) {
			t.Errorf("Pasted(%q) = %q changes more than spaces and hyphens", s, got)
		}
		if NFC(got) != got {
			t.Errorf("Pasted(%q) = %q is not NFC", s, got)
		}
	})
}
