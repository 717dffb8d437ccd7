package statute

import (
	"fmt"
	"slices"
	"strings"

	"kansli/internal/deadline"
	"kansli/internal/diag"
	"kansli/internal/namnd"
)

var protocolRules = []Rule{
	{
		ID: "justering-sen", Severity: diag.Error,
		Title:  "Protokollet justeras senast 14 dagar efter sammanträdet",
		Source: "5 kap. 69 § och 6 kap. 35 § kommunallagen (2017:725)",
		Remedy: "rätta datumet, eller notera att justeringen skedde för sent",
		Broken: "datum: 2026-11-05\njustering: {datum: 2026-11-24}",
		Mended: "datum: 2026-11-05\njustering: {datum: 2026-11-19}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			if last := deadline.Adjustment(m.Date); !m.Adjustment.Date.IsZero() && last.Last.Before(m.Adjustment.Date) {
				report("justering.datum", fmt.Sprintf("justerat %s, men sista dagen var %s", m.Adjustment.Date, last.Last), "")
			}
		},
	},
	{
		ID: "justering-på-gränsen", Severity: diag.Advice,
		Title:     "Protokollet justeras inom 14 dagar utan att fristen flyttas över en helg",
		Source:    "5 kap. 69 § kommunallagen (2017:725), lagen (1930:173) om beräkning av lagstadgad tid",
		Unsettled: "om 2 § lagen (1930:173) förlänger kommunens egen frist för justering är inte avgjort",
		Remedy:    "justera helst senast den fjortonde dagen",
		Broken:    "datum: 2026-12-10\njustering: {datum: 2026-12-28}",
		Mended:    "datum: 2026-12-10\njustering: {datum: 2026-12-22}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			last := deadline.Adjustment(m.Date)
			if d := m.Adjustment.Date; !d.IsZero() && last.Raw.Before(d) && !last.Last.Before(d) {
				report("justering.datum", fmt.Sprintf("justerat %s; fjortonde dagen var %s, och bara om fristen flyttas till nästa vardag är det i tid", d, last.Raw), "")
			}
		},
	},
	{
		ID: "justering-före-mötet", Severity: diag.Error,
		Title:  "Justeringen sker tidigast på sammanträdesdagen och anslås tidigast när den har skett",
		Source: "8 kap. 12 § kommunallagen (2017:725)",
		Remedy: "rätta datumen",
		Broken: "datum: 2026-11-05\njustering: {datum: 2026-11-03}",
		Mended: "datum: 2026-11-05\njustering: {datum: 2026-11-10}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			adj := m.Adjustment
			if !adj.Date.IsZero() && adj.Date.Before(m.Date) {
				report("justering.datum", fmt.Sprintf("justerat %s, före sammanträdet %s", adj.Date, m.Date), "")
			}
			if !adj.Announced.IsZero() && adj.Announced.Before(adj.Date) {
				report("justering.anslaget", fmt.Sprintf("anslaget %s, före justeringen %s", adj.Announced, adj.Date), "")
			}
		},
	},
	{
		ID: "anslag-sent", Severity: diag.Error,
		Title:  "Justeringen tillkännages på anslagstavlan senast andra dagen efter att protokollet justerats",
		Source: "8 kap. 12 § kommunallagen (2017:725)",
		Remedy: "rätta datumet, eller notera att anslaget kom upp för sent",
		Broken: "justering: {datum: 2026-11-10, anslaget: 2026-11-16}",
		Mended: "justering: {datum: 2026-11-10, anslaget: 2026-11-12}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			adj := m.Adjustment
			if adj.Date.IsZero() || adj.Announced.IsZero() {
				return
			}
			if last := deadline.Notice(adj.Date); last.Last.Before(adj.Announced) {
				report("justering.anslaget", fmt.Sprintf("anslaget %s, men sista dagen var %s", adj.Announced, last.Last), "")
			}
		},
	},
	{
		ID: "reservation-utan-beslut", Severity: diag.Error,
		Title:  "Bara den som deltog i beslutet kan reservera sig mot det",
		Source: "4 kap. 27 § kommunallagen (2017:725)",
		Remedy: "rätta namnet eller närvaron; en ersättare som inte tjänstgör kan få en protokollsanteckning i stället",
		Broken: "närvarande:\n  - {namn: Cia Mallgren, uppdrag: ersättare}\nparagrafer:\n  - {nr: 4, reservationer: [{av: Cia Mallgren}]}",
		Mended: "närvarande:\n  - {namn: Bo Provström, uppdrag: ledamot}\nparagrafer:\n  - {nr: 4, reservationer: [{av: Bo Provström}]}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			for i, it := range m.Items {
				for j, r := range it.Reservations {
					for _, name := range r.By {
						if a, ok := m.Attendee(name); len(m.Present) > 0 && (!ok || !a.Decides(it.No)) {
							report(fmt.Sprintf("paragrafer[%d].reservationer[%d].av", i, j), fmt.Sprintf("%s reserverar sig mot § %s men deltog inte i beslutet", name, it.No), "")
						}
					}
				}
			}
		},
	},
	{
		ID: "yrkande-av-frånvarande", Severity: diag.Error,
		Title:  "Den som yrkar tjänstgör vid paragrafen",
		Source: sourceContent,
		Remedy: "rätta namnet eller närvaron",
		Broken: "närvarande:\n  - {namn: Bo Provström, paragrafer: 1–3}\nparagrafer:\n  - {nr: 4, yrkanden: [{av: Bo Provström, yrkar: avslag}]}",
		Mended: "närvarande:\n  - {namn: Bo Provström}\nparagrafer:\n  - {nr: 4, yrkanden: [{av: Bo Provström, yrkar: avslag}]}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			for i, it := range m.Items {
				for j, y := range it.Motions {
					for _, name := range y.By {
						if a, ok := m.Attendee(name); len(m.Present) > 0 && (!ok || !a.Decides(it.No)) {
							report(fmt.Sprintf("paragrafer[%d].yrkanden[%d].av", i, j), fmt.Sprintf("%s yrkar i § %s men tjänstgör inte då", name, it.No), "")
						}
					}
				}
			}
		},
	},
	{
		ID: "justerare-saknas", Severity: diag.Warning,
		Title:  "Protokollet har minst en justerare utom ordföranden",
		Remedy: "fyll i justerare",
		Broken: "justerare: []",
		Mended: "justerare: [Bo Provström]",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			if len(m.Adjusters) == 0 {
				report("justerare", "ingen är utsedd att justera protokollet", "")
			}
		},
	},
	{
		ID: "justerare-frånvarande", Severity: diag.Warning,
		Title:  "Den som justerar tjänstgjorde vid sammanträdet",
		Remedy: "rätta justerare eller närvaron",
		Broken: "närvarande:\n  - {namn: Anna Exempelsson, uppdrag: ordförande}\njusterare: [Bo Provström]",
		Mended: "närvarande:\n  - {namn: Anna Exempelsson, uppdrag: ordförande}\n  - {namn: Bo Provström}\njusterare: [Bo Provström]",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			for i, name := range m.Adjusters {
				a, ok := m.Attendee(name)
				serves := func(it namnd.Item) bool { return a.Decides(it.No) }
				if len(m.Present) > 0 && (!ok || !slices.ContainsFunc(m.Items, serves)) {
					report(fmt.Sprintf("justerare[%d]", i), name+" ska justera men tjänstgjorde inte", "")
				}
				if name == m.Presiding(nil) {
					report(fmt.Sprintf("justerare[%d]", i), name+" är ordförande och justerar ändå", "ange den som justerar jämte ordföranden")
				}
			}
		},
	},
	{
		ID: "paragraf-lucka", Severity: diag.Warning,
		Title:  "Paragraferna är numrerade i följd",
		Remedy: "kontrollera numren; en lucka är rätt om paragrafen har ett eget protokoll",
		Broken: "paragrafer:\n  - {nr: 4, …}\n  - {nr: 6, …}",
		Mended: "paragrafer:\n  - {nr: 4, …}\n  - {nr: 5, …}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			for i := 1; i < len(m.Items); i++ {
				before, now := m.Items[i-1].No, m.Items[i].No
				if namnd.CompareNo(before, now) > 0 {
					report(fmt.Sprintf("paragrafer[%d].nr", i), fmt.Sprintf("§ %s står efter § %s", now, before), "sätt paragraferna i nummerordning")
				} else if namnd.Gap(before, now) {
					report(fmt.Sprintf("paragrafer[%d].nr", i), fmt.Sprintf("efter § %s kommer § %s", before, now), "")
				}
			}
		},
	},
	{
		ID: "omedelbar-utan-ärende", Severity: diag.Warning,
		Title:  "En paragraf som justeras omedelbart säger det både i förslaget och i protokollet",
		Remedy: "skriv omedelbart_justerad: ja på paragrafen, eller ta bort omedelbar_justering i ärendet",
		Broken: "paragrafer:\n  - {nr: 4, ärende: arende.yaml, beslut: enligt förslaget} # ärendet har omedelbar_justering: ja",
		Mended: "paragrafer:\n  - {nr: 4, ärende: arende.yaml, beslut: enligt förslaget, omedelbart_justerad: ja}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			for i, it := range m.Items {
				if it.Case != nil && it.Case.Immediate && it.DecidedAsProposed() && !it.Immediate {
					report(fmt.Sprintf("paragrafer[%d]", i), fmt.Sprintf("§ %s beslutas enligt ett förslag med omedelbar justering men är inte märkt som omedelbart justerad", it.No), "")
				}
			}
		},
	},
	{
		ID: "fel-nämnd", Severity: diag.Error,
		Title:  "Ett ärende behandlas av den nämnd det är skrivet till",
		Remedy: "rätta nämnd i ärendet eller i sammanträdet",
		Broken: "nämnd: bromma\nparagrafer:\n  - {nr: 4, ärende: farsta/arende.yaml, …}",
		Mended: "nämnd: bromma\nparagrafer:\n  - {nr: 4, ärende: bromma/arende.yaml, …}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			for i, it := range m.Items {
				if it.Case != nil && !strings.EqualFold(it.Case.Board.Name, m.Board.Name) {
					report(fmt.Sprintf("paragrafer[%d].ärende", i), fmt.Sprintf("ärendet är skrivet till %s, men sammanträdet är %s", it.Case.Board.Name, m.Board.Genitive), "")
				}
			}
		},
	},
}
