package layout

import (
	"strings"
	"testing"

	"kansli/internal/document"
)

// broken sets text in a measure of so many points and joins the lines with |.
func broken(t *testing.T, text string, measure int) string {
	t.Helper()
	e := engines.Get().(*engine)
	style := readStyle(t)
	e.reset(&document.Document{}, style, Resources{})
	e.add(-1, RoleDocument)
	ps := e.gather([]document.Inline{{Kind: document.Text, Text: text}}, 0, &style.body)
	b := e.openBox()
	e.setLines(ps, 0, 0, measure*point, &style.body, setting{})
	e.closeBox(b)
	if len(e.findings) > 0 {
		t.Error(e.findings)
	}
	var out strings.Builder
	for i, k := range e.inks {
		if i > 0 && k.y != e.inks[i-1].y {
			out.WriteByte('|')
		}
		out.WriteString(strings.ReplaceAll(k.text, "\u00AD", "¬"))
	}
	return out.String()
}

func TestBreakingLines(t *testing.T) {
	for _, c := range []struct {
		what    string
		text    string
		measure int
		want    string
	}{
		{"at spaces", "ett två tre fyra", 40, "ett två |tre fyra"},
		{"a plain space does not hold", "den 30 juni § 10 här", 65, "den 30 juni § |10 här"},
		{"a no-break space holds", "den 30 juni §\u00A010 här", 65, "den 30 juni |§\u00A010 här"},
		{"after a hyphen in a compound", "hela KBT-teamet", 50, "hela KBT-|teamet"},
		{"not after a hyphen with one letter before it", "din e-post", 30, "din |e-post"},
		{"not after a hyphen between digits", "dnr 2023/107-12", 70, "dnr |2023/107-12"},
		{"not in a range of years", "åren 2025–2027", 50, "åren |2025–2027"},
		{"a dash stays with the word before it", "ett två – tre", 35, "ett |två – |tre"},
		{"a hyphen where the line would be too short", "den verksamheten är", 60, "den verksam¬|heten är"},
		{"an exception of the style", "med tjänsteutlåtandet här", 80, "med tjänste¬|utlåtandet här"},
		{"no hyphen where the line is long enough", "allting är som det är utom verksamheten", 140, "allting är som det är utom |verksamheten"},
		{"not in a name", "hos Verksamheten idag", 65, "hos |Verksamheten |idag"},
		{"but at the beginning of a sentence", "Slut. Verksamheten är", 60, "Slut. Verk¬|samheten är"},
		{"two hyphens on end at most", strings.Repeat("den omständigheten ", 4) + "slut", 86,
			"den omständighe¬|ten den omständig¬|heten den |omständigheten |den omständighe¬|ten slut"},
		{"not the last word of a paragraph", "här en verksamheten.", 80, "här en |verksamheten."},
		{"a soft hyphen, when it is needed", "hos Veri\u00ADfiering och", 45, "hos Veri¬|fiering |och"},
		{"a soft hyphen, when it is not", "hos Veri\u00ADfiering och", 200, "hos Verifiering och"},
		{"an address only as the last resort", "se a.se/lang/vag", 60, "se |a.se/lang/vag"},
		{"an address that no line holds", "se example.org/en/mycket/lang/vag/dit", 80, "se example.org/|en/mycket/lang/|vag/dit"},
		{"an e-mail address is never given a hyphen", "till verksamheten@verksamheten.example", 105, "till verksamheten@|verksamheten.example"},
		{"a word that no line holds", "111111111111111", 30, "11111|11111|11111"},
		{"line breaks and double spaces of the source", "ett\ntvå  tre\n\nfyra ", 100, "ett två tre fyra"},
	} {
		if got := broken(t, c.text, c.measure); got != c.want {
			t.Errorf("%s: %q in %d points:\n got %s\nwant %s", c.what, c.text, c.measure, got, c.want)
		}
	}
}

func TestHyphens(t *testing.T) {
	style := readStyle(t)
	for word, want := range map[string]string{
		"verksamheten":            "verk-sam-he-ten",
		"tjänsteutlåtandets":      "tjänste-utlåtandets",
		"protokollsanteckningar":  "protokolls-anteck-ningar",
		"Kvalitetsutmärkelsen":    "Kvalitets-ut-märkelsen",
		"ÄLDREOMSORGEN":           "ÄLDRE-OMSORGEN",
		"avslag":                  "avslag", // three letters on each side at least
		"Šešelj":                  "Šešelj", // no Swedish letters, no Swedish rules
		strings.Repeat("sam", 40): strings.Repeat("sam", 40),
	} {
		got := word
		at := style.hyphens(nil, word)
		for i := len(at) - 1; i >= 0; i-- {
			got = got[:at[i]] + "-" + got[at[i]:]
		}
		if got != want {
			t.Errorf("%s is parted %s, not %s", word, got, want)
		}
	}
}

func TestCounting(t *testing.T) {
	for _, c := range []struct {
		kind Numbering
		n    int
		want string
	}{
		{NumberingDecimal, 0, "0"}, {NumberingDecimal, 104, "104"},
		{NumberingLowerAlpha, 1, "a"}, {NumberingLowerAlpha, 26, "z"}, {NumberingLowerAlpha, 27, "aa"}, {NumberingLowerAlpha, 703, "aaa"}, {NumberingLowerAlpha, 0, "0"},
		{NumberingLowerRoman, 4, "iv"}, {NumberingLowerRoman, 1999, "mcmxcix"}, {NumberingLowerRoman, 4000, "4000"},
	} {
		f := counter{kind: c.kind}
		if got := f.number(c.n); got != c.want {
			t.Errorf("%d is %s, not %s", c.n, got, c.want)
		}
	}
}
