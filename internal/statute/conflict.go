package statute

import (
	"fmt"
	"slices"

	"kansli/internal/diag"
	"kansli/internal/namnd"
)

const twoPresent = "närvarande:\n  - {namn: Anna Exempelsson, uppdrag: ordförande}\n  - {namn: Bo Provström, uppdrag: ledamot}\n"

var conflictRules = []Rule{
	{
		ID: "jäv-röstar", Severity: diag.Error,
		Title:  "Den som har anmält jäv finns inte med i omröstningen, inte heller som frånvarande",
		Source: sourceConflict,
		Remedy: "ta bort namnet under röster, eller ta bort jävet",
		Broken: twoPresent + "paragrafer:\n  - nr: 4\n    jäv: Bo Provström\n    omröstningar: [{ja: bifall, nej: avslag, röster: {Anna Exempelsson: ja, Bo Provström: ja}}]",
		Mended: twoPresent + "paragrafer:\n  - nr: 4\n    jäv: Bo Provström\n    omröstningar: [{ja: bifall, nej: avslag, röster: {Anna Exempelsson: ja}}]",
		checkVote: func(b ballot, report report) {
			for i, v := range b.Ballots {
				if b.standing(v.Name) == namnd.Conflicted {
					message := fmt.Sprintf("%s anmäler jäv i § %s men står bland dem som röstar", v.Name, b.it.No)
					if v.Vote == namnd.Absent {
						message = fmt.Sprintf("%s anmäler jäv i § %s och räknas inte som frånvarande", v.Name, b.it.No)
					}
					report(fmt.Sprintf("röster[%d]", i), message, "")
				}
			}
		},
	},
	{
		ID: "jäv-leder", Severity: diag.Error,
		Title:  "Den som har anmält jäv leder inte paragrafen",
		Source: sourceConflict,
		Remedy: "skriv på paragrafen vem som var ordförande i stället",
		Broken: twoPresent + "paragrafer:\n  - {nr: 4, jäv: Anna Exempelsson}",
		Mended: twoPresent + "paragrafer:\n  - {nr: 4, jäv: Anna Exempelsson, ordförande: Bo Provström}",
		checkItem: func(s section, report report) {
			if chair := s.m.Presiding(s.it); chair != "" && s.standing(chair) == namnd.Conflicted {
				report("", fmt.Sprintf("%s anmäler jäv i § %s men står som ordförande", chair, s.it.No), "")
			}
		},
	},
	{
		ID: "jäv-i-rummet", Severity: diag.Error,
		Title:  "Den som har anmält jäv lämnar rummet",
		Source: sourceConflict,
		Remedy: "ta bort stannade_kvar om personen gick ut; beslut som fattats med en jävig i rummet kan inte rättas i protokollet",
		Broken: "paragrafer:\n  - {nr: 4, ordförande: Anna Exempelsson, jäv: [{namn: Bo Provström, stannade_kvar: ja}]}",
		Mended: "paragrafer:\n  - {nr: 4, ordförande: Anna Exempelsson, jäv: [{namn: Bo Provström}]}",
		checkItem: func(s section, report report) {
			for i, c := range s.it.Conflicts {
				if c.Stayed {
					report(fmt.Sprintf("jäv[%d].stannade_kvar", i), fmt.Sprintf("%s anmäler jäv i § %s men stannade kvar i rummet", c.Name, s.it.No), "")
				}
			}
		},
	},
	{
		ID: "jäv-närvarande", Severity: diag.Error,
		Title:  "Den som har anmält jäv räknas inte upp som närvarande, tjänstgörande eller avstående i paragrafen",
		Source: sourceConflict,
		Remedy: "undanta paragrafen under närvarande, till exempel paragrafer: ej 4",
		Broken: "närvarande:\n  - {namn: Bo Provström, uppdrag: ledamot, paragrafer: 1–9}\nparagrafer:\n  - {nr: 4, ordförande: Anna Exempelsson, jäv: Bo Provström}",
		Mended: "närvarande:\n  - {namn: Bo Provström, uppdrag: ledamot, paragrafer: \"1–3, 5–9\"}\nparagrafer:\n  - {nr: 4, ordförande: Anna Exempelsson, jäv: Bo Provström}",
		checkItem: func(s section, report report) {
			for i, c := range s.it.Conflicts {
				path := fmt.Sprintf("jäv[%d]", i)
				a, _ := s.m.Attendee(c.Name)
				if a.Sections.Lists(s.it.No) {
					report(path, fmt.Sprintf("%s anmäler jäv i § %s men står som närvarande vid §§ %s", c.Name, s.it.No, a.Sections), fmt.Sprintf("undanta § %s från paragrafer under närvarande", s.it.No))
				}
				for _, serves := range a.Serves {
					if serves.Sections.Lists(s.it.No) {
						report(path, fmt.Sprintf("%s anmäler jäv i § %s men står som tjänstgörande för %s vid §§ %s", c.Name, s.it.No, serves.For, serves.Sections), "undanta paragrafen under tjänstgör")
					}
				}
				if slices.Contains(s.it.Aside, c.Name) {
					report(path, fmt.Sprintf("%s står i § %s både under jäv och under deltar_inte", c.Name, s.it.No), "den som är jävig lämnar rummet; ta bort namnet under deltar_inte")
				}
			}
		},
	},
	{
		ID: "jäv-okänd", Severity: diag.Error,
		Title:  "Den som anmäler jäv var med på sammanträdet",
		Source: sourceConflict,
		Remedy: "rätta namnet, eller skriv in personen bland de närvarande eller övriga",
		Broken: twoPresent + "paragrafer:\n  - {nr: 4, jäv: Eva Skissdotter}",
		Mended: twoPresent + "paragrafer:\n  - {nr: 4, jäv: Bo Provström}",
		checkItem: func(s section, report report) {
			for i, c := range s.it.Conflicts {
				_, ok := s.m.Attendee(c.Name)
				visits := slices.ContainsFunc(s.m.Others, func(v namnd.Visitor) bool { return v.Name == c.Name })
				if len(s.m.Present) > 0 && !ok && !visits && c.Name != s.m.Secretary.Name {
					report(fmt.Sprintf("jäv[%d].namn", i), fmt.Sprintf("%s anmäler jäv i § %s men finns inte bland de närvarande", c.Name, s.it.No), "")
				}
			}
		},
	},
	{
		ID: "jäv-ersättare", Severity: diag.Error,
		Title:  "Den som tjänstgör för en jävig är ersättare och är med vid paragrafen",
		Source: sourceProtocol,
		Remedy: "rätta ersätts_av eller närvaron",
		Broken: twoPresent + "paragrafer:\n  - {nr: 4, jäv: [{namn: Bo Provström, ersätts_av: Anna Exempelsson}]}",
		Mended: twoPresent + "  - {namn: Cia Mallgren, uppdrag: ersättare}\nparagrafer:\n  - {nr: 4, jäv: [{namn: Bo Provström, ersätts_av: Cia Mallgren}]}",
		checkItem: func(s section, report report) {
			for i, c := range s.it.Conflicts {
				by, path := c.ReplacedBy, fmt.Sprintf("jäv[%d].ersätts_av", i)
				if by == "" || len(s.m.Present) == 0 {
					continue
				}
				if a, ok := s.m.Attendee(by); ok && a.Role != namnd.Substitute {
					report(path, fmt.Sprintf("%s ersätter %s i § %s men är inte ersättare", by, c.Name, s.it.No), "")
				} else if !s.seated(by) {
					report(path, fmt.Sprintf("%s ersätter %s i § %s men %s", by, c.Name, s.it.No, s.why(by)), "")
				}
			}
		},
	},
	{
		ID: "jäv-utan-ersättare", Severity: diag.Advice,
		Title:     "Det framgår vem som tjänstgör för en jävig",
		Source:    sourceConflict,
		Unsettled: "om en ersättare måste tjänstgöra för den som är jävig framgår inte av våra källor",
		Remedy:    "skriv ersätts_av under jäv om någon tjänstgjorde i stället",
		Broken:    twoPresent + "  - {namn: Cia Mallgren, uppdrag: ersättare}\nparagrafer:\n  - {nr: 4, jäv: Bo Provström}",
		Mended:    twoPresent + "  - {namn: Cia Mallgren, uppdrag: ersättare}\nparagrafer:\n  - {nr: 4, jäv: [{namn: Bo Provström, ersätts_av: Cia Mallgren}]}",
		checkItem: func(s section, report report) {
			free := slices.IndexFunc(s.m.Present, func(a namnd.Attendance) bool { return s.standing(a.Name) == namnd.Watching })
			for i, c := range s.it.Conflicts {
				a, ok := s.m.Attendee(c.Name)
				seat := ok && (a.Role != namnd.Substitute || s.m.StandsFor(a, s.it) != "")
				if free >= 0 && seat && c.ReplacedBy == "" && s.m.SubstituteOf(c.Name, s.it) == "" {
					report(fmt.Sprintf("jäv[%d]", i), fmt.Sprintf("ingen ersätter %s i § %s, fast %s är med som ersättare", c.Name, s.it.No, s.m.Present[free].Name), "")
				}
			}
		},
	},
	{
		ID: "jäv-justerar", Severity: diag.Advice,
		Title:     "Någon annan än den jävige justerar paragrafen",
		Source:    sourceConflict,
		Unsettled: "om justeringen hör till det som en jävig inte får delta i framgår inte av våra källor",
		Remedy:    "låt en annan ledamot som var med i beslutet justera paragrafen",
		Broken:    twoPresent + "justerare: Bo Provström\nparagrafer:\n  - {nr: 4, jäv: Bo Provström}",
		Mended:    twoPresent + "  - {namn: Eva Skissdotter, uppdrag: ledamot}\njusterare: [Bo Provström, Eva Skissdotter]\nparagrafer:\n  - {nr: 4, jäv: Bo Provström}",
		checkItem: func(s section, report report) {
			for i, c := range s.it.Conflicts {
				other := func(name string) bool { return s.standing(name) != namnd.Conflicted }
				if slices.Contains(s.m.Adjusters, c.Name) && !slices.ContainsFunc(s.m.Adjusters, other) {
					report(fmt.Sprintf("jäv[%d]", i), fmt.Sprintf("%s anmäler jäv i § %s och är den som ska justera paragrafen", c.Name, s.it.No), "")
				}
			}
		},
	},
}
