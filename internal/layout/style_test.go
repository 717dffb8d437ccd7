package layout

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func readLayers(t *testing.T, layers ...string) (*Style, []string) {
	t.Helper()
	base, err := os.ReadFile("../../templates/stil.yaml")
	if err != nil {
		t.Fatal(err)
	}
	all := []Layer{{"stil.yaml", base}}
	for i, l := range layers {
		all = append(all, Layer{fmt.Sprintf("%d.yaml", i+1), []byte(l)})
	}
	style, findings := ReadStyle(all)
	var told []string
	for _, f := range findings {
		told = append(told, fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, f.Column, f.Message))
	}
	return style, told
}

func TestLaterLayersOverrideSingleValues(t *testing.T) {
	style, told := readLayers(t, "brödtext:\n  grad: 10,5\navstavning: {på: nej}", "brödtext: {typsnitt: sans}\n")
	if len(told) > 0 {
		t.Fatal(told)
	}
	first, _ := readLayers(t)
	if style.body.size != 10500 || style.body.leading != first.body.leading || style.body.faces[0] == first.body.faces[0] || style.hyphenate {
		t.Errorf("size %d, leading %d, face %d, hyphens %v", style.body.size, style.body.leading, style.body.faces[0], style.hyphenate)
	}
}

func TestWrongValuesAreToldWithTheirPlace(t *testing.T) {
	for src, want := range map[string]string{
		"papper: A6":                                      "1.yaml:1:9: papperet \"A6\" är okänt",
		"brödtext:\n  typsnitt: comic":                    "1.yaml:2:13: typsnittet \"comic\" är okänt",
		"rubrik2: {grad: 0}":                              "1.yaml:1:17: graden 0 är orimlig",
		"rubrik2: {radavstånd: 5}":                        "1.yaml:1:23: radavståndet 5 går inte till graden 12.5",
		"brödtext: {grad: elva}":                          "1.yaml:1:18: ”elva” är inget tal",
		"marginaler: {över: 120, under: 120}":             "1.yaml:1:13: marginalerna över och under lämnar mindre än 100 mm till texten",
		"textbredd: 300":                                  "1.yaml:1:12: textbredden ryms inte mellan marginalerna",
		"brevhuvud: {variant: göteborg}":                  "1.yaml:1:22: brevhuvudet \"göteborg\" är okänt",
		"brevhuvud: {spalt: 60}":                          "1.yaml:1:20: vänsterspalten går in i texten",
		"löphuvud: {färg: \"#999999\"}":                   "1.yaml:1:18: kontrasten mellan #999999 och vitt är 2,8:1, men ska vara minst 4,5:1",
		"färger: {länk: blå}":                             "1.yaml:1:16: ”blå” är ingen färg",
		"listor: {numrering: [A, \"1.\"]}":                "1.yaml:1:22: numreringen \"A\" går inte att läsa",
		"sidnummer: Sida":                                 "1.yaml:1:12: sidnumret \"Sida\" går inte att läsa",
		"underskrifter: {spalter: 5}":                     "1.yaml:1:26: antalet spalter ska vara 1–4",
		"avstavning: {undantag: [a1b]}":                   "1.yaml:1:25: ordet \"a1b\" har tecken som inte är bokstäver",
		"rubrik7: {grad: 3}":                              "1.yaml:1:1: okänd nyckel ”rubrik7”",
		"brödtext: {typsnitt: x}\nrubrik1: {typsnitt: y}": "1.yaml:1:22: typsnittet \"x\" är okänt",
	} {
		if strings.HasPrefix(src, "textbredd") {
			src += "\nbrevhuvud: {variant: enkel}"
		}
		style, told := readLayers(t, src)
		if len(told) == 0 || !strings.HasPrefix(told[0], want) {
			t.Errorf("%s:\n got %q\nwant %s", src, told, want)
		}
		if style != nil {
			t.Errorf("%s: a style came out", src)
		}
	}
}

// The standard look gives lines that are easy to read.
func TestMeasureOfTheStandardLook(t *testing.T) {
	doc := parse(t, "---\ntitel: Prov\n---\n"+strings.Repeat("Kvalitetsutmärkelsen är stadens årliga pris för att uppmärksamma och belöna framgångsrik verksamhetsutveckling i alla delar av staden. ", 20))
	r, _ := Paginate(doc, readStyle(t), Resources{})
	characters, lines := 0, 0
	for _, run := range r.Pages[0].Runs {
		if run.Span >= 0 && run.Text != "\u00AD" {
			characters += len([]rune(run.Text))
			lines++
		}
	}
	if mean := characters / lines; mean < 62 || mean > 72 {
		t.Errorf("%d characters a line, not 62 to 72", mean)
	}
}
