package statute

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"kansli/internal/swedish"
)

// FuzzRead promises that read gives a sign of all that the closer looks find.
func FuzzRead(f *testing.F) {
	for _, text := range []string{
		"Sökanden, 811218-9876, har\u00a0rätt", "född 19811218–9876.", "att att", "(och Och, så", "så så är är på pågår", "\"Över över\" och", "ob obs ob\u00a0ob",
		"Nämnden utser Bo Provstrom att", "enligt (Bo Provströms skrivelse", "Provstrom Bo av Exempel", "Ek Bo Provström och Åsa Öhrn",
		"N.\tN. utser", "N", "fylls i senare", "Förnamn EFTERNAMN", "???", "a\u00c2b ß ẞ K k", "a\x01b", " \u00a0\u00a0 ",
	} {
		f.Add(text, "Bo Provström")
		f.Add(text, "Asa Ohrn")
	}
	f.Fuzz(func(t *testing.T, text, name string) {
		named := []declared{declare("a", "Anna Exempelsson", 0), declare("b", name, 0)}
		p := read(text, named)
		if found := swedish.PersonNumbers(text); found != nil && !p.may(holdNumber) {
			t.Errorf("no sign of the number at %v in %q", found, text)
		}
		if found := swedish.Doubled(text); found != nil && !p.may(repeatAWord) {
			t.Errorf("no sign of the words at %v in %q", found, text)
		}
		alikeIn(text, named, func(message string) {
			if !p.may(nameSomebody) {
				t.Errorf("no sign in %q: %s", text, message)
			}
		})
		for _, hints := range [][]hint{agreementHints, unfilledHints} {
			if has := slices.ContainsFunc(hints, func(h hint) bool { return strings.Contains(text, h.text) }); has != p.hasAny(hints) {
				t.Errorf("hints in %q: %v", text, p.hasAny(hints))
			}
		}
	})
}

// FuzzSameEnds promises that names which are alike begin or end alike.
func FuzzSameEnds(f *testing.F) {
	for _, names := range [][2]string{
		{"Siv Fiktelius", "Siv Fiktelus"}, {"Hélène Tänkvall", "Helene Tankvall"}, {"Åsa Ek", "Asa Ek"}, {"Hanna Berg-Ek", "Manna Berg Ek"}, {"Con.", "Fil Con"}, {"", "!"},
		{"D'Arc", "darc"}, {strings.Repeat("é", 50) + " Ek", strings.Repeat("é", 50) + " Berg"},
	} {
		f.Add(names[0], names[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if x, y := bare(a), bare(b); (x == y || alike(x, y)) && !sameEnds(a, b) {
			t.Errorf("%q and %q are alike", a, b)
		}
	})
}

// FuzzBegins holds the quick look at the ends of a name against the closer one.
func FuzzBegins(f *testing.F) {
	for _, names := range [][2]string{
		{"Åsa Öhrn", "Asa Ohrm"}, {"(Bo Provstrom", "Bo Provström"}, {"D'Arc Ek", "DArc Ek"}, {"Hélène Straße", "Helene Strasse"}, {"Bo Ånäs-Berg", "Bo Anäs Berg"},
		{"Çelik Ýr", "celik yr"}, {"Anna Ek", "Anna Ekberg"},
	} {
		f.Add(names[0], names[1])
	}
	f.Fuzz(func(t *testing.T, text, name string) {
		words, parts := strings.FieldsFunc(text, isBlank), strings.Fields(name)
		if !utf8.ValidString(text) || !utf8.ValidString(name) {
			return // no file has such
		}
		if len(words) != len(parts) || len(parts) < 2 || !alike(bare(strings.Join(words, " ")), bare(name)) {
			return
		}
		last := len(words) - 1
		if !begins(trimOpening(words[0]), parts[0]) && !begins(trimOpening(words[last]), parts[last]) {
			t.Errorf("%q and %q are alike", text, name)
		}
	})
}
