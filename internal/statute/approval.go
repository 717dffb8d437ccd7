package statute

import (
	"fmt"
	"slices"

	"kansli/internal/civil"
	"kansli/internal/deadline"
	"kansli/internal/diag"
	"kansli/internal/namnd"
)

const unsettledTime = "om 2 § lagen (1930:173) om beräkning av lagstadgad tid förlänger kommunens egen frist är inte avgjort"

var approvalRules = []Rule{
	{
		ID: "justering-sen", Severity: diag.Error,
		Title:  "Protokollet justeras senast 14 dagar efter sammanträdet",
		Source: sourceAdjust,
		Remedy: "rätta datumet, eller notera att justeringen skedde för sent",
		Broken: "datum: 2026-11-05\njustering: {datum: 2026-11-24}",
		Mended: "datum: 2026-11-05\njustering: {datum: 2026-11-19}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			if last := deadline.Adjustment(m.Date); !m.Date.IsZero() && last.Last.Before(m.Adjustment.Date) {
				report("justering.datum", fmt.Sprintf("justerat %s, men sista dagen var %s", m.Adjustment.Date, last.Last), "")
			}
		},
	},
	{
		ID: "justering-på-gränsen", Severity: diag.Advice,
		Title:     "Protokollet justeras inom 14 dagar utan att fristen flyttas över en helg",
		Source:    sourceAdjust,
		Unsettled: unsettledTime,
		Remedy:    "justera helst senast den fjortonde dagen",
		Broken:    "datum: 2026-12-10\njustering: {datum: 2026-12-28}",
		Mended:    "datum: 2026-12-10\njustering: {datum: 2026-12-22}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			last := deadline.Adjustment(m.Date)
			if d := m.Adjustment.Date; !m.Date.IsZero() && last.Raw.Before(d) && !last.Last.Before(d) {
				report("justering.datum", fmt.Sprintf("justerat %s; fjortonde dagen var %s, och bara om fristen flyttas till nästa vardag är det i tid", d, last.Raw), "")
			}
		},
	},
	{
		ID: "justering-före-mötet", Severity: diag.Error,
		Title:  "Justeringen sker tidigast på sammanträdesdagen och anslås tidigast när den har skett",
		Source: sourceNotice,
		Remedy: "rätta datumen",
		Broken: "datum: 2026-11-05\njustering: {datum: 2026-11-03}",
		Mended: "datum: 2026-11-05\njustering: {datum: 2026-11-10}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			adj := m.Adjustment
			if !adj.Date.IsZero() && adj.Date.Before(m.Date) {
				report("justering.datum", fmt.Sprintf("justerat %s, före sammanträdet %s", adj.Date, m.Date), "")
			}
			for _, n := range notices(m) {
				if n.up.Before(n.adjusted) {
					report(n.path, fmt.Sprintf("%sanslaget %s, före justeringen %s", n.what, n.up, n.adjusted), "")
				}
			}
		},
	},
	{
		ID: "anslag-sent", Severity: diag.Error,
		Title:  "Justeringen tillkännages på anslagstavlan senast andra dagen efter att protokollet eller paragrafen justerades",
		Source: sourceNotice,
		Remedy: "rätta datumet, eller notera att anslaget kom upp för sent",
		Broken: "datum: 2026-11-05\njustering: {datum: 2026-11-10, anslaget: 2026-11-16}",
		Mended: "datum: 2026-11-05\njustering: {datum: 2026-11-10, anslaget: 2026-11-12}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			for _, n := range notices(m) {
				if last := deadline.Notice(n.adjusted); last.Last.Before(n.up) {
					report(n.path, fmt.Sprintf("%sanslaget %s, men sista dagen var %s", n.what, n.up, last.Last), "")
				}
			}
		},
	},
	{
		ID: "anslag-på-gränsen", Severity: diag.Advice,
		Title:     "Justeringen tillkännages inom två dagar utan att fristen flyttas över en helg",
		Source:    sourceNotice,
		Unsettled: unsettledTime,
		Remedy:    "anslå helst senast andra dagen",
		Broken:    "datum: 2026-11-05\njustering: {datum: 2026-11-12, anslaget: 2026-11-16}",
		Mended:    "datum: 2026-11-05\njustering: {datum: 2026-11-12, anslaget: 2026-11-13}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			for _, n := range notices(m) {
				if last := deadline.Notice(n.adjusted); last.Raw.Before(n.up) && !last.Last.Before(n.up) {
					report(n.path, fmt.Sprintf("%sanslaget %s; andra dagen var %s, och bara om fristen flyttas till nästa vardag är det i tid", n.what, n.up, last.Raw), "")
				}
			}
		},
	},
	{
		ID: "eget-anslag-saknas", Severity: diag.Warning,
		Title:  "En omedelbart justerad paragraf har ett eget anslag, för dess klagotid räknas för sig",
		Source: sourceNotice,
		Remedy: "skriv anslaget på paragrafen",
		Broken: "datum: 2026-11-05\nstatus: justerat\njustering: {datum: 2026-11-10, anslaget: 2026-11-11}\nparagrafer:\n  - {nr: 4, omedelbart_justerad: ja}",
		Mended: "datum: 2026-11-05\nstatus: justerat\njustering: {datum: 2026-11-10, anslaget: 2026-11-11}\nparagrafer:\n  - {nr: 4, omedelbart_justerad: ja, anslaget: 2026-11-06}",
		checkItem: func(s section, report report) {
			if s.m.Status == namnd.Approved && s.it.Immediate && s.it.Announced.IsZero() {
				report("", fmt.Sprintf("§ %s är omedelbart justerad, men det framgår inte när den anslogs", s.it.No), "")
			}
		},
	},
	{
		ID: "anslag-utan-omedelbar", Severity: diag.Error,
		Title:  "Bara en omedelbart justerad paragraf har ett eget anslag",
		Source: sourceNotice,
		Remedy: "skriv omedelbart_justerad: ja, eller ta bort anslaget på paragrafen",
		Broken: "paragrafer:\n  - {nr: 4, anslaget: 2026-11-06}",
		Mended: "paragrafer:\n  - {nr: 4, anslaget: 2026-11-06, omedelbart_justerad: ja}",
		checkItem: func(s section, report report) {
			if !s.it.Announced.IsZero() && !s.it.Immediate {
				report("anslaget", fmt.Sprintf("§ %s har ett eget anslag men är inte omedelbart justerad", s.it.No), "")
			}
		},
	},
	{
		ID: "justerat-utan-datum", Severity: diag.Error,
		Title:  "Ett justerat protokoll har ett datum för justeringen",
		Source: sourceAdjust,
		Remedy: "fyll i justering.datum, eller skriv status: hållet",
		Broken: "datum: 2026-11-05\nstatus: justerat",
		Mended: "datum: 2026-11-05\nstatus: justerat\njustering: {datum: 2026-11-10}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			if m.Status == namnd.Approved && m.Adjustment.Date.IsZero() {
				report("status", "sammanträdet står som justerat, men dagen för justeringen saknas", "")
			}
		},
	},
	{
		ID: "justerare-saknas", Severity: diag.Warning,
		Title:  "Protokollet har minst en justerare utom ordföranden",
		Source: sourceAdjust,
		Remedy: "fyll i justerare",
		Broken: "justerare: []",
		Mended: "justerare: [Bo Provström]",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			if len(m.Adjusters) == 0 && m.Status != namnd.Planned {
				report("justerare", "ingen är utsedd att justera protokollet", "")
			}
		},
	},
	{
		ID: "justerare-frånvarande", Severity: diag.Warning,
		Title:  "Den som justerar tjänstgjorde vid sammanträdet och är inte ordföranden",
		Remedy: "rätta justerare eller närvaron",
		Broken: "närvarande:\n  - {namn: Anna Exempelsson, uppdrag: ordförande}\njusterare: [Bo Provström]\nparagrafer:\n  - {nr: 4}",
		Mended: "närvarande:\n  - {namn: Anna Exempelsson, uppdrag: ordförande}\n  - {namn: Bo Provström}\njusterare: [Bo Provström]\nparagrafer:\n  - {nr: 4}",
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			for i, name := range m.Adjusters {
				path := fmt.Sprintf("justerare[%d]", i)
				name = known(m, name)
				serves := func(it namnd.Item) bool { return (section{m, &it}).seated(name) }
				if len(m.Items) > 0 && !slices.ContainsFunc(m.Items, serves) {
					report(path, name+" ska justera men tjänstgjorde inte", "")
				} else if name == m.Presiding(nil) {
					report(path, name+" är ordförande och justerar ändå", "ange den som justerar jämte ordföranden")
				}
			}
		},
	},
	{
		ID: "omedelbar-utan-ärende", Severity: diag.Warning,
		Title:  "En paragraf som justeras omedelbart säger det både i förslaget och i protokollet",
		Remedy: "skriv omedelbart_justerad: ja på paragrafen, eller ta bort omedelbar_justering i ärendet eller på punkten",
		Broken: "föredragningslista: [{nr: 4, omedelbar_justering: ja}]\nparagrafer:\n  - {nr: 4, punkt: 4}",
		Mended: "föredragningslista: [{nr: 4, omedelbar_justering: ja}]\nparagrafer:\n  - {nr: 4, punkt: 4, omedelbart_justerad: ja}",
		checkItem: func(s section, report report) {
			point, _ := agendaPoint(s.m, s.it.Agenda)
			asked := point.Immediate || s.it.Case != nil && s.it.Case.Immediate
			decided := s.it.DecidedAsProposed() || s.it.Case == nil && (s.it.Decided() == "" || s.it.Decided() == namnd.Granted)
			if asked && decided && !s.it.Immediate {
				report("", fmt.Sprintf("§ %s beslutas enligt ett förslag med omedelbar justering men är inte märkt som omedelbart justerad", s.it.No), "")
			}
		},
	},
}

// notice is one anslag: the protocol's, or that of a § with a clock of its own.
type notice struct {
	path, what   string
	adjusted, up civil.Date
}

// notices lists the anslag of a meeting that have both their days. A § that is
// approved at once is approved on the day of the meeting.
func notices(m *namnd.Meeting) (out []notice) {
	add := func(n notice) {
		if !n.adjusted.IsZero() && !n.up.IsZero() {
			out = append(out, n)
		}
	}
	add(notice{"justering.anslaget", "", m.Adjustment.Date, m.Adjustment.Announced})
	for i, it := range m.Items {
		if it.Immediate {
			add(notice{itemPath(i) + ".anslaget", fmt.Sprintf("§ %s justerades omedelbart %s och är ", it.No, m.Date), m.Date, it.Announced})
		}
	}
	return out
}
