package statute

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"kansli/internal/diag"
	"kansli/internal/namnd"
)

var contentRules = []Rule{
	{
		ID: "beslut-saknas", Severity: diag.Error,
		Title:  "Varje paragraf har ett beslut i ord",
		Source: sourceContent,
		Remedy: "skriv beslutet, eller slag: information om inget beslutades",
		Broken: "paragrafer:\n  - {nr: 4, ordförande: Anna Exempelsson, beslut: [\"–\"]}",
		Mended: "paragrafer:\n  - {nr: 4, ordförande: Anna Exempelsson, beslut: [Nämnden lägger anmälan till handlingarna.]}",
		checkItem: func(s section, report report) {
			if s.it.Kind != namnd.Information && !worded(s.it.Decision) {
				report("beslut", fmt.Sprintf("beslutet i § %s är inte utskrivet", s.it.No), "")
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
		checkItem: func(s section, report report) {
			for j, y := range s.it.Motions {
				for _, by := range []struct {
					key, does string
					names     []string
				}{{"av", "yrkar", y.By}, {"instämmer", "instämmer i ett yrkande", y.Joined}} {
					for _, name := range by.names {
						if !s.seated(name) {
							report(fmt.Sprintf("yrkanden[%d].%s", j, by.key), fmt.Sprintf("%s %s i § %s men %s", name, by.does, s.it.No, s.why(name)), "")
						}
					}
				}
			}
		},
	},
	{
		ID: "yrkande-utan-text", Severity: diag.Error,
		Title:  "Ett yrkande om ändring eller tillägg, eller ett eget, säger vad som yrkas",
		Source: sourceContent,
		Remedy: "skriv yrkandets text",
		Broken: "paragrafer:\n  - {nr: 4, yrkanden: [{av: Bo Provström, yrkar: ändring}]}",
		Mended: "paragrafer:\n  - {nr: 4, yrkanden: [{av: Bo Provström, yrkar: ändring, text: Bidraget höjs till 50 000 kronor.}]}",
		checkItem: func(s section, report report) {
			for j, y := range s.it.Motions {
				if (y.Asks == namnd.AsksChange || y.Asks == namnd.AsksAddition || y.Asks == namnd.AsksOwn) && strings.TrimSpace(string(y.Text)) == "" && !y.Withdrawn && s.it.Proposals == "" {
					report(fmt.Sprintf("yrkanden[%d]", j), fmt.Sprintf("yrkandet om %s i § %s har ingen text", y.Asks, s.it.No), "")
				}
			}
		},
	},
	{
		ID: "yrkande-saknas", Severity: diag.Warning,
		Title:  "Det som nämnden röstade om eller beslutade emot förslaget har någon yrkat",
		Source: sourceContent,
		Remedy: "skriv in yrkandet, eller beskriv förslagen under framlagda_förslag",
		Broken: "paragrafer:\n  - {nr: 4, utfall: återremiss, beslut: [Nämnden återremitterar ärendet.]}",
		Mended: "paragrafer:\n  - nr: 4\n    yrkanden: [{av: Bo Provström, yrkar: återremiss}]\n    utfall: återremiss\n    beslut: [Nämnden återremitterar ärendet.]",
		checkItem: func(s section, report report) {
			if s.it.Proposals != "" {
				return
			}
			moved := func(kinds ...namnd.MotionKind) bool {
				return slices.ContainsFunc(s.it.Motions, func(y namnd.Motion) bool { return !y.Withdrawn && slices.Contains(kinds, y.Asks) })
			}
			if kinds := asked[s.it.Decided()]; kinds != nil && !moved(kinds...) {
				report("", fmt.Sprintf("utfallet i § %s är %s, men ingen har yrkat det", s.it.No, s.it.Decided()), "")
				return
			}
			for j, v := range s.it.Votes {
				if !s.it.DrawsLots(v) && !moved(namnd.AsksRefusal, namnd.AsksReferral, namnd.AsksPostpone, namnd.AsksChange, namnd.AsksAddition, namnd.AsksOwn) {
					report(fmt.Sprintf("omröstningar[%d]", j), fmt.Sprintf("nämnden röstar i § %s, men inget yrkande mot förslaget finns", s.it.No), "")
					return
				}
			}
		},
	},
	{
		ID: "propositionsordning-saknas", Severity: diag.Error,
		Title:  "När fler än två förslag står mot varandra framgår i vilken ordning de ställdes",
		Source: sourceContent,
		Remedy: "lägg in omröstningen om motförslag, eller skriv propositionsordning",
		Broken: "paragrafer:\n  - nr: 4\n    yrkanden:\n      - {av: Bo Provström, yrkar: avslag}\n      - {av: Eva Skissdotter, yrkar: ändring, text: Bidraget halveras.}",
		Mended: "paragrafer:\n  - nr: 4\n    yrkanden:\n      - {av: Bo Provström, yrkar: avslag}\n      - {av: Eva Skissdotter, yrkar: ändring, text: Bidraget halveras.}\n    propositionsordning: Ordföranden ställer först avslag mot ändringsyrkandet, och sedan det som vinner mot förslaget.",
		checkItem: func(s section, report report) {
			n, ordered := s.it.Competing(), s.it.Order != "" || s.it.Procedure != ""
			for _, v := range s.it.Votes {
				ordered = ordered || v.Concerns == namnd.VoteCounter
			}
			if n > 2 && !ordered {
				report("yrkanden", fmt.Sprintf("i § %s står %d förslag mot varandra, men det framgår inte i vilken ordning de ställdes", s.it.No, n), "")
			}
		},
	},
	{
		ID: "reservation-utan-beslut", Severity: diag.Error,
		Title:  "Bara den som deltog i beslutet kan reservera sig mot det",
		Source: sourceReserve,
		Remedy: "rätta namnet eller närvaron",
		Broken: "närvarande:\n  - {namn: Cia Mallgren, uppdrag: ersättare}\nparagrafer:\n  - {nr: 4, reservationer: [{av: Cia Mallgren}]}",
		Mended: "närvarande:\n  - {namn: Cia Mallgren, uppdrag: ersättare}\nparagrafer:\n  - {nr: 4, ersättaryttranden: [{av: Cia Mallgren, text: Jag hade röstat nej.}]}",
		checkItem: func(s section, report report) {
			for j, r := range s.it.Reservations {
				for _, name := range r.By {
					at := s.standing(name)
					if at == namnd.TakesPart {
						continue
					}
					remedy := ""
					if at == namnd.Watching {
						remedy = "gör det till ersättaryttrande eller protokollsanteckning"
					}
					report(fmt.Sprintf("reservationer[%d].av", j), fmt.Sprintf("%s reserverar sig mot § %s men %s", name, s.it.No, s.why(name)), remedy)
				}
			}
		},
	},
	{
		ID: "reservation-av-vinnare", Severity: diag.Warning,
		Title:  "Den som reserverar sig röstade inte för beslutet",
		Source: sourceReserve,
		Remedy: "kontrollera rösten och reservationen; ett särskilt uttalande kan göras av den som röstat för",
		Broken: "paragrafer:\n  - nr: 4\n    omröstningar: [{ja: bifall, nej: avslag, röster: {Anna Exempelsson: ja, Bo Provström: ja, Eva Skissdotter: nej}}]\n    reservationer: [{av: Bo Provström}]",
		Mended: "paragrafer:\n  - nr: 4\n    omröstningar: [{ja: bifall, nej: avslag, röster: {Anna Exempelsson: ja, Bo Provström: ja, Eva Skissdotter: nej}}]\n    reservationer: [{av: Eva Skissdotter}]",
		checkItem: func(s section, report report) {
			if len(s.it.Votes) != 1 {
				return
			}
			v := s.it.Votes[0]
			winner, _ := s.it.Winner(v)
			for j, r := range s.it.Reservations {
				for _, name := range r.By {
					if slices.Contains(v.Ballots, namnd.Ballot{Name: name, Vote: namnd.Choice(winner)}) {
						report(fmt.Sprintf("reservationer[%d].av", j), fmt.Sprintf("%s röstar med den sida som vann (%s) i § %s och reserverar sig ändå", name, winner, s.it.No), "")
					}
				}
			}
		},
	},
	{
		ID: "ersättaryttrande-av-ledamot", Severity: diag.Advice,
		Title:     "Ersättaryttrande görs av en ersättare som inte tjänstgör",
		Unsettled: "ersättaryttrande är en praxis i Stockholm utan känd rättskälla",
		Remedy:    "den som deltar i beslutet kan reservera sig eller göra ett särskilt uttalande",
		Broken:    "närvarande:\n  - {namn: Bo Provström, uppdrag: ledamot}\nparagrafer:\n  - {nr: 4, ersättaryttranden: [{av: Bo Provström, text: Jag instämmer.}]}",
		Mended:    "närvarande:\n  - {namn: Bo Provström, uppdrag: ledamot}\nparagrafer:\n  - {nr: 4, särskilda_uttalanden: [{av: Bo Provström, text: Jag instämmer.}]}",
		checkItem: func(s section, report report) {
			for j, y := range s.it.SubstituteStatements {
				for _, name := range y.By {
					if len(s.m.Present) > 0 && s.seated(name) {
						report(fmt.Sprintf("ersättaryttranden[%d].av", j), fmt.Sprintf("%s gör ett ersättaryttrande i § %s men tjänstgör där", name, s.it.No), "")
					}
				}
			}
		},
	},
	{
		ID: "uttalande-av-frånvarande", Severity: diag.Error,
		Title:  "Den som gör ett uttalande till protokollet är med vid paragrafen",
		Source: sourceProtocol,
		Remedy: "rätta namnet eller närvaron",
		Broken: "närvarande:\n  - {namn: Bo Provström, uppdrag: ledamot, paragrafer: 1–3}\nparagrafer:\n  - {nr: 4, särskilda_uttalanden: [{av: Bo Provström, text: Jag är glad över beslutet.}]}",
		Mended: "närvarande:\n  - {namn: Bo Provström, uppdrag: ledamot, paragrafer: 1–4}\nparagrafer:\n  - {nr: 4, särskilda_uttalanden: [{av: Bo Provström, text: Jag är glad över beslutet.}]}",
		checkItem: func(s section, report report) {
			for w, list := range statements(s.it) {
				for j, y := range *list {
					for _, name := range y.By {
						at := s.standing(name)
						visits := slices.ContainsFunc(s.m.Others, func(v namnd.Visitor) bool { return v.Name == name && v.Sections.Contains(s.it.No) })
						if !visits && (at == namnd.Unlisted || at == namnd.Away || at == namnd.Conflicted) {
							report(fmt.Sprintf("%s[%d].av", statementWords[w], j), fmt.Sprintf("%s gör ett uttalande i § %s men %s", name, s.it.No, s.why(name)), "")
						}
					}
				}
			}
		},
	},
}

// asked is what somebody must have moved for an outcome to be possible.
var asked = map[namnd.Outcome][]namnd.MotionKind{
	namnd.Refused:   {namnd.AsksRefusal},
	namnd.Referred:  {namnd.AsksReferral},
	namnd.Postponed: {namnd.AsksPostpone},
	namnd.Amended:   {namnd.AsksChange, namnd.AsksAddition, namnd.AsksOwn},
}

// worded reports whether points, or points under them, hold words.
func worded(points []namnd.Point) bool {
	return slices.ContainsFunc(points, func(p namnd.Point) bool {
		return strings.ContainsFunc(string(p.Text), unicode.IsLetter) || worded(p.Points)
	})
}
