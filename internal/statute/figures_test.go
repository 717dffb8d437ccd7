package statute

import (
	"fmt"
	"strings"
	"testing"

	"kansli/internal/namnd"
)

func TestFigures(t *testing.T) {
	for text, want := range map[string]string{
		"Nämnden beslutar med 5 ja mot 4 nej att bifalla.":               "5/4/-/-",
		"40 Ja mot 38 Nej. 3 ledamöter avstår. 1 ledamot är frånvarande": "40/38/-/- -/-/3/- -/-/-/1",
		"Med fem ja-röster mot fyra nej-röster":                          "5/4/-/-",
		"med 4 nej mot 5 ja":                   "5/4/-/-",
		"7 röster mot 6":                       "7/6/-/- ±",
		"Tre ledamöter avstår från att rösta.": "-/-/3/-",
		"En ledamot avstod":                    "-/-/1/-",
		"Följande röstar ja (5): A, B. Följande röstar nej (4): C": "5/-/-/- -/4/-/-",
		"5 ja, 4 nej och 2 som avstår":                             "5/-/-/- -/4/-/- -/-/2/-",
		"Ordföranden ställer proposition på bifall och avslag.":    "",
		"Nämnden har 13 ledamöter. § 5 Ja till mer idrott":         "",
		"Sammanträdet pågick kl. 18–19":                            "",
		"Av 12 remissvar säger 5 nejsägare":                        "",
	} {
		var got []string
		for _, f := range figures(text) {
			s := strings.ReplaceAll(fmt.Sprintf("%d/%d/%d/%d", f.yes, f.no, f.abstained, f.absent), "-1", "-")
			if f.sides {
				s += " ±"
			}
			got = append(got, s)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s:\n got %q\nwant %q", text, strings.Join(got, " "), want)
		}
	}
}

func TestFiguresFit(t *testing.T) {
	counted := namnd.Count{Yes: 4, No: 5, Abstained: 1}
	for text, want := range map[string]bool{
		"4 ja mot 5 nej": true, "5 nej mot 4 ja": true, "5 röster mot 4": true, "1 ledamot avstår": true,
		"5 ja mot 4 nej": false, "4 röster mot 5": false, "två ledamöter avstår": false, "1 ledamot är frånvarande": false,
	} {
		for _, f := range figures(text) {
			if f.fits(counted) != want {
				t.Errorf("%s: fits %v", text, !want)
			}
		}
		if len(figures(text)) != 1 {
			t.Errorf("%s: %d figures", text, len(figures(text)))
		}
	}
}
