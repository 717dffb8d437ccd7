package statute

import (
	"fmt"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/namnd"
)

const oneCorrection = "justering: {datum: 2026-11-10}\nparagrafer:\n  - {nr: 4, beslut: [Nämnden beviljar 48 400 kronor.]}\nrättelser:\n  - "

var correctionRules = []Rule{
	correctionRule(Rule{
		ID: "rättelse-okänd-paragraf", Severity: diag.Error,
		Title:  "En rättelse gäller en paragraf som finns i protokollet",
		Source: sourceCorrect,
		Remedy: "rätta paragrafens nummer i rättelsen",
		Broken: oneCorrection + "{paragraf: 5, stod: 48 400, ska_stå: 48 500, datum: 2026-11-20, beslutad_av: ordföranden, lagrum: 36 § förvaltningslagen}",
		Mended: oneCorrection + "{paragraf: 4, stod: 48 400, ska_stå: 48 500, datum: 2026-11-20, beslutad_av: ordföranden, lagrum: 36 § förvaltningslagen}",
	}, func(m *namnd.Meeting, c namnd.Correction, it *namnd.Item, report report) {
		if it == nil {
			report("paragraf", fmt.Sprintf("rättelsen gäller § %s, som inte finns i protokollet", c.Section), "")
		}
	}),
	correctionRule(Rule{
		ID: "rättelse-utan-ändring", Severity: diag.Error,
		Title:  "En rättelse ändrar något",
		Source: sourceCorrect,
		Remedy: "rätta stod eller ska_stå, eller ta bort rättelsen",
		Broken: oneCorrection + "{paragraf: 4, stod: 48 400, ska_stå: 48 400, datum: 2026-11-20, beslutad_av: ordföranden, lagrum: 36 § förvaltningslagen}",
		Mended: oneCorrection + "{paragraf: 4, stod: 48 400, ska_stå: 48 500, datum: 2026-11-20, beslutad_av: ordföranden, lagrum: 36 § förvaltningslagen}",
	}, func(m *namnd.Meeting, c namnd.Correction, it *namnd.Item, report report) {
		if c.Was != "" && c.Was == c.Becomes {
			report("ska_stå", fmt.Sprintf("rättelsen av § %s sätter samma text som stod", c.Section), "")
		}
	}),
	correctionRule(Rule{
		ID: "rättelse-utan-lagrum", Severity: diag.Error,
		Title:  "En rättelse anger sitt lagrum med paragraf",
		Source: sourceCorrect,
		Remedy: "skriv lagrummet, till exempel 36 § förvaltningslagen (2017:900)",
		Broken: oneCorrection + "{paragraf: 4, stod: 48 400, ska_stå: 48 500, datum: 2026-11-20, beslutad_av: ordföranden, lagrum: förvaltningslagen}",
		Mended: oneCorrection + "{paragraf: 4, stod: 48 400, ska_stå: 48 500, datum: 2026-11-20, beslutad_av: ordföranden, lagrum: 36 § förvaltningslagen}",
	}, func(m *namnd.Meeting, c namnd.Correction, it *namnd.Item, report report) {
		if !lawSection().MatchString(c.Ground) {
			report("lagrum", fmt.Sprintf("rättelsen av § %s anger ingen paragraf i lag", c.Section), "")
		}
	}),
	correctionRule(Rule{
		ID: "rättelse-utan-justering", Severity: diag.Error,
		Title:  "Bara ett justerat protokoll rättas, och tidigast den dag det justerades",
		Source: sourceCorrect,
		Remedy: "ändra paragrafen direkt så länge protokollet inte är justerat, eller rätta datumen",
		Broken: strings.Replace(oneCorrection, "2026-11-10", "2026-11-25", 1) + "{paragraf: 4, stod: 48 400, ska_stå: 48 500, datum: 2026-11-20, beslutad_av: ordföranden, lagrum: 36 § förvaltningslagen}",
		Mended: oneCorrection + "{paragraf: 4, stod: 48 400, ska_stå: 48 500, datum: 2026-11-20, beslutad_av: ordföranden, lagrum: 36 § förvaltningslagen}",
	}, func(m *namnd.Meeting, c namnd.Correction, it *namnd.Item, report report) {
		switch adjusted := m.Adjustment.Date; {
		case it != nil && it.Immediate && !c.Date.Before(m.Date):
		case adjusted.IsZero():
			report("", fmt.Sprintf("§ %s rättas, men protokollet är inte justerat", c.Section), "")
		case c.Date.Before(adjusted):
			report("datum", fmt.Sprintf("§ %s rättas %s, före justeringen %s", c.Section, c.Date, adjusted), "")
		}
	}),
}

var lawSection = patternOf(`\d+\s*(?:[a-z]\s*)?§`)

// correctionRule makes a rule about each rättelse; the § is nil when there is
// none with its number.
func correctionRule(r Rule, look func(*namnd.Meeting, namnd.Correction, *namnd.Item, report)) Rule {
	r.checkMeeting = func(m *namnd.Meeting, _ Context, report report) {
		for i, c := range m.Corrections {
			var it *namnd.Item
			for k := range m.Items {
				if bareNo(m.Items[k].No) == bareNo(c.Section) {
					it = &m.Items[k]
				}
			}
			look(m, c, it, func(path, message, remedy string) {
				report(strings.TrimSuffix(fmt.Sprintf("rättelser[%d].%s", i, path), "."), message, remedy)
			})
		}
	}
	return r
}
