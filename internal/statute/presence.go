package statute

import (
	"fmt"

	"kansli/internal/diag"
	"kansli/internal/namnd"
)

const (
	sourceProtocol = "5 kap. 66 § och 6 kap. 35 § kommunallagen (2017:725)"
	sourceContent  = "5 kap. 67 § och 6 kap. 35 § kommunallagen (2017:725)"
)

var presenceRules = []Rule{
	{
		ID: "närvaro-saknas", Severity: diag.Error,
		Title:  "Protokollet visar vilka ledamöter och ersättare som har tjänstgjort",
		Source: sourceProtocol,
		Remedy: "fyll i närvarande med namn, parti och uppdrag",
		Broken: "närvarande: []",
		Mended: "närvarande:\n  - {namn: Anna Exempelsson, parti: S, uppdrag: ordförande}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			if len(m.Present) == 0 {
				report("närvarande", "det framgår inte vilka som tjänstgjorde", "")
			}
		},
	},
	{
		ID: "ordförande-saknas", Severity: diag.Error,
		Title:  "Det framgår vem som ledde varje paragraf",
		Source: sourceContent,
		Remedy: "ge en av de närvarande uppdraget ordförande, eller skriv ordförande på paragrafen",
		Broken: "närvarande:\n  - {namn: Anna Exempelsson, uppdrag: ledamot}",
		Mended: "närvarande:\n  - {namn: Anna Exempelsson, uppdrag: ordförande}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			for i := range m.Items {
				chair := m.Presiding(&m.Items[i])
				path := fmt.Sprintf("paragrafer[%d]", i)
				if chair == "" {
					report(path, fmt.Sprintf("det framgår inte vem som ledde § %s", m.Items[i].No), "")
				} else if a, ok := m.Attendee(chair); len(m.Present) > 0 && (!ok || !a.Decides(m.Items[i].No)) {
					report(path, fmt.Sprintf("%s leder § %s men tjänstgör inte då", chair, m.Items[i].No), "rätta ordförande eller närvarande")
				}
			}
		},
	},
	{
		ID: "ersätter-okänd", Severity: diag.Error,
		Title:  "En tjänstgörande ersättare ersätter en ledamot, och bara i de paragrafer där ledamoten inte deltar",
		Source: sourceProtocol,
		Remedy: "rätta tjänstgör eller ledamotens paragrafer",
		Broken: "närvarande:\n  - {namn: Bo Provström, uppdrag: ledamot}\n  - {namn: Cia Mallgren, uppdrag: ersättare, tjänstgör: {för: Bo Provström}}",
		Mended: "närvarande:\n  - {namn: Bo Provström, uppdrag: ledamot, paragrafer: ej 7}\n  - {namn: Cia Mallgren, uppdrag: ersättare, tjänstgör: {för: Bo Provström, paragrafer: 7}}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			for i, a := range m.Present {
				path := fmt.Sprintf("närvarande[%d].tjänstgör", i)
				if a.Serves.For == "" {
					continue
				}
				if a.Role != namnd.Substitute {
					report(path, fmt.Sprintf("%s tjänstgör för %s men är inte ersättare", a.Name, a.Serves.For), "skriv uppdrag: ersättare, eller ta bort tjänstgör")
				}
				replaced, present := m.Attendee(a.Serves.For)
				for _, it := range m.Items {
					if present && a.Decides(it.No) && replaced.Decides(it.No) {
						report(path, fmt.Sprintf("%s tjänstgör för %s i § %s, där %s själv är med", a.Name, a.Serves.For, it.No, a.Serves.For), "")
						break
					}
				}
			}
		},
	},
	{
		ID: "två-ersätter-en", Severity: diag.Error,
		Title:  "En ledamot ersätts av högst en ersättare åt gången",
		Source: sourceProtocol,
		Remedy: "begränsa tjänstgör.paragrafer för den ena",
		Broken: "närvarande:\n  - {namn: Cia Mallgren, uppdrag: ersättare, tjänstgör: {för: Bo Provström}}\n  - {namn: Dag Utkasth, uppdrag: ersättare, tjänstgör: {för: Bo Provström}}",
		Mended: "närvarande:\n  - {namn: Cia Mallgren, uppdrag: ersättare, tjänstgör: {för: Bo Provström, paragrafer: 1–4}}\n  - {namn: Dag Utkasth, uppdrag: ersättare, tjänstgör: {för: Bo Provström, paragrafer: 5–9}}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			for i, a := range m.Present {
				for _, b := range m.Present[:i] {
					if a.Serves.For == "" || a.Serves.For != b.Serves.For {
						continue
					}
					for _, it := range m.Items {
						if a.Decides(it.No) && b.Decides(it.No) {
							report(fmt.Sprintf("närvarande[%d].tjänstgör", i), fmt.Sprintf("både %s och %s tjänstgör för %s i § %s", b.Name, a.Name, a.Serves.For, it.No), "")
							break
						}
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
		},
	},
	{
		ID: "inte-beslutför", Severity: diag.Error,
		Title:  "Mer än hälften av ledamöterna deltar i varje beslut",
		Source: "6 kap. 27 § kommunallagen (2017:725)",
		Remedy: "kontrollera närvarande, tjänstgör och nämndens platser",
		Broken: "nämnd: {platser: 13, …}\nnärvarande: # sex ledamöter\n  - …",
		Mended: "nämnd: {platser: 13, …}\nnärvarande: # sju ledamöter eller tjänstgörande ersättare\n  - …",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			if m.Board.Seats == 0 || len(m.Present) == 0 {
				return
			}
			for i, it := range m.Items {
				if n := len(m.Deciding(it.No)); 2*n <= m.Board.Seats {
					report(fmt.Sprintf("paragrafer[%d]", i), fmt.Sprintf("vid § %s deltar %d av %d, och det räcker inte till beslut", it.No, n, m.Board.Seats), "")
				}
			}
		},
	},
	{
		ID: "fler-än-platser", Severity: diag.Error,
		Title:  "Inte fler deltar i ett beslut än nämnden har platser",
		Source: "4 kap. 24 § kommunallagen (2017:725)",
		Remedy: "kontrollera närvarande, tjänstgör och nämndens platser",
		Broken: "nämnd: {platser: 1, …}\nnärvarande:\n  - {namn: Anna Exempelsson}\n  - {namn: Bo Provström}",
		Mended: "nämnd: {platser: 2, …}\nnärvarande:\n  - {namn: Anna Exempelsson}\n  - {namn: Bo Provström}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			for i, it := range m.Items {
				if n := len(m.Deciding(it.No)); m.Board.Seats > 0 && n > m.Board.Seats {
					report(fmt.Sprintf("paragrafer[%d]", i), fmt.Sprintf("vid § %s deltar %d, fler än nämndens %d platser", it.No, n, m.Board.Seats), "")
				}
			}
		},
	},
}
