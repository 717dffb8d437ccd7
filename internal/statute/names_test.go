package statute

import (
	"slices"
	"strings"
	"testing"

	"kansli/internal/swedish"
)

func TestNearly(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"Siv Fiktelius", "Siv Fiktelus", true},
		{"Siv Fiktelius", "Siv Fitkelius", true},
		{"Siv Fiktelius", "Sif Fiktelius", false}, // three letters are too few
		{"Hélène Tänkvall", "Helene Tankvall", true},
		{"Niamh O’Exempel", "Niamh OExempel", true},
		{"Carl-Åke Utkast", "Carl Åke Utkast", true},
		{"Ivan Prović", "Ivan Provic", true},
		{"SIV FIKTELIUS", "Siv Fiktelius", true},
		{"Hanna Förlagsson", "Hanna Höij Förlagsson", true},
		{"Hanna Höij", "Hanna Höij Förlagsson", true},
		{"Bo Provström", "Bo Provström", false},
		{"Anders Ek", "Andreas Ek", false}, // father and son
		{"Karl Persson", "Karl Larsson", false},
		{"Maria Ek", "Marie Berg", false},
		{"Siv", "Sif", false},
		{"Siv Fiktelius", "Sven Fiktelius", false},
		{"Göran Förlagsson", "Hanna Höij Förlagsson", false},
		{"", "Siv Fiktelius", false},
	} {
		if got := nearly(tt.a, tt.b); got != tt.want {
			t.Errorf("%q and %q: %v", tt.a, tt.b, got)
		}
		if nearly(tt.a, tt.b) != nearly(tt.b, tt.a) {
			t.Errorf("%q and %q: not the same both ways", tt.a, tt.b)
		}
	}
}

func TestNamesAcrossAMeeting(t *testing.T) {
	const present = "sekreterare: Linnéa Protokollin\njusterare: Bo Provström\nnärvarande:\n  - {namn: Anna Exempelsson, uppdrag: ordförande}\n  - {namn: Bo Provström, uppdrag: ledamot}\n"
	for name, tt := range map[string]struct{ src, want string }{
		"all alike":              {present, ""},
		"in running text":        {present + "paragrafer:\n  - {nr: 1, beslut: [Nämnden utser Bo Provstrom (S) att justera protokollet.]}", "paragrafer[0].beslut[0].text"},
		"a genitive":             {present + "paragrafer:\n  - {nr: 1, beslut: [Nämnden lägger Bo Provströms skrivelse till handlingarna.]}", ""},
		"a genitive with a slip": {present + "paragrafer:\n  - {nr: 1, beslut: [Nämnden lägger Bo Provstroms skrivelse till handlingarna.]}", "paragrafer[0].beslut[0].text"},
		"among visitors":         {present + "övriga: [{namn: Linnea Protokollin}]", "sekreterare.namn"},
		"two of one list":        {"närvarande: [{namn: Anders Provström, uppdrag: ordförande}, {namn: Andors Provström}]\njusterare: Andors Provström", ""},
		"accents in one list":    {"närvarande: [{namn: Hélène Tänkvall, uppdrag: ordförande}, {namn: Helene Tänkvall}]\njusterare: Helene Tänkvall", "närvarande[1].namn"},
		"the chair of a §":       {present + "paragrafer:\n  - {nr: 1, ordförande: Bo Provstrøm, beslut: [Ja.]}", "paragrafer[0].ordförande"},
	} {
		got := ""
		for _, f := range checkFragment(t, name, tt.src) {
			if f.Rule == "paragrafer-saknas" || f.Rule == "justerare-frånvarande" {
				continue
			}
			if f.Rule != "namn-stavas-olika" {
				t.Errorf("%s: also %s: %s", name, f.Rule, f.Message)
			}
			got += f.Path
		}
		if got != tt.want {
			t.Errorf("%s: found at %q, want %q", name, got, tt.want)
		}
	}
}

// bare has a short way for plain letters, which gives what the long one does.
func TestBareInTwoWays(t *testing.T) {
	for _, name := range []string{"Bo Provström", "Anna Ek", "Anna-Karin Ek", "O’Exempel", "bo ek 2", "Åsa af Ek"} {
		if got, want := strings.Fields(bare(name)), strings.Fields(bareSigns.Replace(swedish.FileName(name))); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
