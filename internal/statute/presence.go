package statute

import (
	"fmt"
	"slices"

	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/swedish"
)

var presenceRules = []Rule{
	{
		ID: "närvaro-saknas", Severity: diag.Error,
		Title:  "Protokollet visar vilka ledamöter och ersättare som har tjänstgjort",
		Source: sourceProtocol,
		Remedy: "fyll i närvarande med namn, parti och uppdrag",
		Broken: "närvarande: []\nparagrafer:\n  - {nr: 4, ordförande: Anna Exempelsson}",
		Mended: "närvarande:\n  - {namn: Anna Exempelsson, parti: S, uppdrag: ordförande}\nparagrafer:\n  - {nr: 4}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			if len(m.Present) == 0 && m.Status != namnd.Planned {
				report("närvarande", "det framgår inte vilka som tjänstgjorde", "är sammanträdet inte hållet så skriv status: planerat; annars fyll i närvarande med namn, parti och uppdrag")
			}
		},
	},
	{
		ID: "ordförande-saknas", Severity: diag.Error,
		Title:  "Det framgår vem som ledde varje paragraf, och den personen tjänstgjorde",
		Source: sourceContent,
		Remedy: "ge en av de närvarande uppdraget ordförande, eller skriv ordförande på paragrafen",
		Broken: "närvarande:\n  - {namn: Anna Exempelsson, uppdrag: ledamot}\nparagrafer:\n  - {nr: 4}",
		Mended: "närvarande:\n  - {namn: Anna Exempelsson, uppdrag: ordförande}\nparagrafer:\n  - {nr: 4}",
		checkItem: func(s section, report report) {
			chair := s.m.Presiding(s.it)
			switch {
			case chair == "":
				report("", fmt.Sprintf("det framgår inte vem som ledde § %s", s.it.No), "")
			case !s.seated(chair) && s.standing(chair) != namnd.Conflicted:
				report("", fmt.Sprintf("%s leder § %s men %s", chair, s.it.No, s.why(chair)), "rätta ordförande eller närvarande")
			}
		},
	},
	{
		ID: "ersätter-okänd", Severity: diag.Error,
		Title:  "En tjänstgörande ersättare ersätter en ledamot, och bara i de paragrafer där ledamoten inte deltar",
		Source: sourceProtocol,
		Remedy: "rätta tjänstgör eller ledamotens paragrafer",
		Broken: "närvarande:\n  - {namn: Bo Provström, uppdrag: ledamot}\n  - {namn: Cia Mallgren, uppdrag: ersättare, tjänstgör: {för: Bo Provström}}\nparagrafer:\n  - {nr: 7}",
		Mended: "närvarande:\n  - {namn: Bo Provström, uppdrag: ledamot, paragrafer: ej 7}\n  - {namn: Cia Mallgren, uppdrag: ersättare, tjänstgör: {för: Bo Provström, paragrafer: 7}}\nparagrafer:\n  - {nr: 7}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			for i, a := range m.Present {
				path := fmt.Sprintf("närvarande[%d].tjänstgör", i)
				if len(a.Serves) > 0 && a.Role != namnd.Substitute {
					report(path, fmt.Sprintf("%s tjänstgör för %s men är inte ersättare", a.Name, a.Serves[0].For), "skriv uppdrag: ersättare, eller ta bort tjänstgör")
				}
				for k, s := range a.Serves {
					for _, it := range m.Items {
						if s.Sections.Contains(it.No) && a.Sections.Contains(it.No) && (section{m, &it}).seated(s.For) {
							report(fmt.Sprintf("%s[%d]", path, k), fmt.Sprintf("%s tjänstgör för %s i § %s, där %s själv är med", a.Name, s.For, it.No, s.For), "")
							break
						}
					}
				}
			}
		},
	},
	{
		ID: "två-ersätter-en", Severity: diag.Error,
		Title:  "En ledamot ersätts av högst en ersättare åt gången",
		Source: sourceOneVote,
		Remedy: "begränsa tjänstgör.paragrafer för den ena",
		Broken: "närvarande:\n  - {namn: Cia Mallgren, uppdrag: ersättare, tjänstgör: {för: Bo Provström}}\n  - {namn: Dag Utkasth, uppdrag: ersättare, tjänstgör: {för: Bo Provström}}\nparagrafer:\n  - {nr: 4}",
		Mended: "närvarande:\n  - {namn: Cia Mallgren, uppdrag: ersättare, tjänstgör: {för: Bo Provström, paragrafer: 1–4}}\n  - {namn: Dag Utkasth, uppdrag: ersättare, tjänstgör: {för: Bo Provström, paragrafer: 5–9}}\nparagrafer:\n  - {nr: 4}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			for i, a := range m.Present {
				for _, b := range m.Present[:i] {
					for _, it := range m.Items {
						s := section{m, &it}
						if who := m.StandsFor(a, &it); who != "" && who == m.StandsFor(b, &it) && a.Name != b.Name && s.seated(a.Name) && s.seated(b.Name) {
							report(fmt.Sprintf("närvarande[%d].tjänstgör", i), fmt.Sprintf("både %s och %s tjänstgör för %s i § %s", b.Name, a.Name, who, it.No), "")
							break
						}
					}
				}
			}
		},
	},
	{
		ID: "ersätter-två", Severity: diag.Error,
		Title:  "En ersättare tjänstgör för en ledamot åt gången",
		Source: sourceOneVote,
		Remedy: "skriv i vilka paragrafer ersättaren tjänstgör för var och en",
		Broken: "närvarande:\n  - namn: Cia Mallgren\n    uppdrag: ersättare\n    tjänstgör: [{för: Bo Provström, paragrafer: 1–4}, {för: Eva Skissdotter, paragrafer: 4–9}]\nparagrafer:\n  - {nr: 4}",
		Mended: "närvarande:\n  - namn: Cia Mallgren\n    uppdrag: ersättare\n    tjänstgör: [{för: Bo Provström, paragrafer: 1–4}, {för: Eva Skissdotter, paragrafer: 5–9}]\nparagrafer:\n  - {nr: 4}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			for i, a := range m.Present {
				for _, it := range m.Items {
					var whom []string
					for _, s := range a.Serves {
						if s.For != "" && s.Sections.Contains(it.No) && !slices.Contains(whom, s.For) {
							whom = append(whom, s.For)
						}
					}
					for _, c := range it.Conflicts {
						if c.ReplacedBy == a.Name && !slices.Contains(whom, c.Name) {
							whom = append(whom, c.Name)
						}
					}
					if len(whom) > 1 {
						report(fmt.Sprintf("närvarande[%d].tjänstgör", i), fmt.Sprintf("%s tjänstgör för både %s i § %s", a.Name, swedish.And(whom), it.No), "")
						break
					}
				}
			}
		},
	},
	{
		ID: "dubbel-närvaro", Severity: diag.Error,
		Title:  "Var och en står en gång bland de närvarande",
		Source: sourceProtocol,
		Remedy: "ta bort den ena raden, eller skriv paragrafer på en enda rad",
		Broken: "närvarande:\n  - {namn: Bo Provström}\n  - {namn: Bo Provström}",
		Mended: "närvarande:\n  - {namn: Bo Provström}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			seen := map[string]bool{}
			for i, a := range m.Present {
				if seen[a.Name] {
					report(fmt.Sprintf("närvarande[%d].namn", i), a.Name+" står två gånger bland de närvarande", "")
				}
				seen[a.Name] = true
			}
			for i, v := range m.Others {
				if seen[v.Name] {
					report(fmt.Sprintf("övriga[%d].namn", i), v.Name+" står både bland ledamöterna och bland övriga", "ta bort den ena raden")
				}
			}
		},
	},
	{
		ID: "inte-beslutför", Severity: diag.Error,
		Title:  "Mer än hälften av ledamöterna är närvarande vid varje paragraf",
		Source: "6 kap. 27 § kommunallagen (2017:725)",
		Remedy: "kontrollera närvarande, tjänstgör, jäv och nämndens platser",
		Broken: "nämnd: {platser: 4}\nnärvarande: [{namn: Anna Exempelsson, uppdrag: ordförande}, {namn: Bo Provström}]\nparagrafer:\n  - {nr: 4}",
		Mended: "nämnd: {platser: 4}\nnärvarande: [{namn: Anna Exempelsson, uppdrag: ordförande}, {namn: Bo Provström}, {namn: Eva Skissdotter}]\nparagrafer:\n  - {nr: 4}",
		checkItem: func(s section, report report) {
			if n, seats := len(s.m.Seated(s.it)), s.m.Board.Seats; len(s.m.Present) > 0 && 2*n <= seats {
				report("", fmt.Sprintf("vid § %s är %d av %d närvarande, och det räcker inte till beslut", s.it.No, n, seats), "")
			}
		},
	},
	{
		ID: "fler-än-platser", Severity: diag.Error,
		Title:  "Inte fler deltar i ett beslut än nämnden har platser",
		Source: sourceOneVote,
		Remedy: "kontrollera närvarande, tjänstgör och nämndens platser",
		Broken: "nämnd: {platser: 1}\nnärvarande: [{namn: Anna Exempelsson, uppdrag: ordförande}, {namn: Bo Provström}]\nparagrafer:\n  - {nr: 4}",
		Mended: "nämnd: {platser: 2}\nnärvarande: [{namn: Anna Exempelsson, uppdrag: ordförande}, {namn: Bo Provström}]\nparagrafer:\n  - {nr: 4}",
		checkItem: func(s section, report report) {
			if n, seats := len(s.m.Seated(s.it))+s.m.EmptiedByConflict(s.it), s.m.Board.Seats; seats > 0 && n > seats {
				report("", fmt.Sprintf("vid § %s tjänstgör %d, fler än nämndens %d platser", s.it.No, n, seats), "")
			}
		},
	},
	{
		ID: "deltar-inte-utan-tjänst", Severity: diag.Error,
		Title:  "Bara den som tjänstgör kan avstå från att delta i beslutet",
		Source: sourceContent,
		Remedy: "rätta namnet eller närvaron, eller ta bort namnet under deltar_inte",
		Broken: "närvarande:\n  - {namn: Cia Mallgren, uppdrag: ersättare}\nparagrafer:\n  - {nr: 4, deltar_inte: [Cia Mallgren]}",
		Mended: "närvarande:\n  - {namn: Bo Provström, uppdrag: ledamot}\nparagrafer:\n  - {nr: 4, deltar_inte: [Bo Provström]}",
		checkItem: func(s section, report report) {
			for i, name := range s.it.Aside {
				if !s.seated(name) && s.standing(name) != namnd.Conflicted {
					report(fmt.Sprintf("deltar_inte[%d]", i), fmt.Sprintf("%s står under deltar_inte i § %s men %s", name, s.it.No, s.why(name)), "")
				}
			}
		},
	},
}
