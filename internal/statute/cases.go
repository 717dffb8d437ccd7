package statute

import (
	"fmt"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/namnd"
)

var caseRules = []Rule{
	{
		ID: "undertecknare-saknas", Severity: diag.Warning,
		Title:  "Tjänsteutlåtandet är undertecknat",
		Remedy: "fyll i undertecknare i ärendet eller hos nämnden",
		Broken: "undertecknare: []",
		Mended: "undertecknare:\n  - {namn: Anna Exempelsson, titel: Förvaltningschef}",
		checkCase: func(c *namnd.Case, _ Context, report report) {
			if len(c.Signatories) == 0 && len(c.Board.Signatories) == 0 {
				report("undertecknare", "ingen undertecknar tjänsteutlåtandet", "")
			}
		},
	},
	{
		ID: "sammanträde-före-datum", Severity: diag.Warning,
		Title:  "Tjänsteutlåtandet är daterat senast den dag då nämnden sammanträder",
		Remedy: "rätta datum eller sammanträde; kontrollera att inget står kvar från förra året",
		Broken: "datum: 2026-05-20\nsammanträde: 2026-05-11",
		Mended: "datum: 2026-04-20\nsammanträde: 2026-05-11",
		checkCase: func(c *namnd.Case, _ Context, report report) {
			if !c.Meeting.IsZero() && c.Meeting.Before(c.Date) {
				report("sammanträde", fmt.Sprintf("sammanträdet %s är före tjänsteutlåtandets datum %s", c.Meeting, c.Date), "")
			}
		},
	},
	{
		ID: "frist-passerad", Severity: diag.Warning,
		Title:  "En frist i ärendet är inte passerad redan när tjänsteutlåtandet skrivs",
		Remedy: "rätta fristen; kontrollera att den inte står kvar från förra året",
		Broken: "datum: 2026-04-20\nfrister: {ansökan: 2025-05-17}",
		Mended: "datum: 2026-04-20\nfrister: {ansökan: 2026-05-18}",
		checkCase: func(c *namnd.Case, _ Context, report report) {
			for _, d := range c.Deadlines {
				if d.Date.Before(c.Date) {
					report("frister."+d.Name, fmt.Sprintf("fristen %s, %s, är före tjänsteutlåtandets datum %s", d.Name, d.Date, c.Date), "")
				}
			}
		},
	},
	{
		ID: "upphörd-nämnd", Severity: diag.Error,
		Title:  "Nämnden finns den dag papperet är daterat",
		Remedy: "ange den nämnd som tagit över ärendet",
		Broken: "nämnd: {namn: Norrmalms stadsdelsnämnd, upphörd: 2023-07-01}\ndatum: 2023-08-31",
		Mended: "nämnd: {namn: Norra innerstadens stadsdelsnämnd}\ndatum: 2023-08-31",
		checkCase: func(c *namnd.Case, _ Context, report report) {
			if gone := c.Board.DissolvedSince; !gone.IsZero() && !c.Date.Before(gone) {
				report("nämnd", fmt.Sprintf("%s upphörde %s, före papperets datum %s", c.Board.Name, gone, c.Date), "")
			}
		},
		checkMeeting: func(m *namnd.Meeting, _ Context, report report) {
			if gone := m.Board.DissolvedSince; !gone.IsZero() && !m.Date.Before(gone) {
				report("nämnd", fmt.Sprintf("%s upphörde %s, före sammanträdet %s", m.Board.Name, gone, m.Date), "")
			}
		},
	},
	{
		ID: "fel-nämnd", Severity: diag.Error,
		Title:  "Ett ärende behandlas av den nämnd det är skrivet till",
		Remedy: "rätta nämnd i ärendet eller i sammanträdet",
		Broken: "nämnd: bromma\nparagrafer:\n  - {nr: 4, ärende: farsta/arende.yaml, beslut: enligt förslaget} # ärendet är skrivet till farsta",
		Mended: "nämnd: bromma\nparagrafer:\n  - {nr: 4, ärende: bromma/arende.yaml, beslut: enligt förslaget}",
		checkItem: func(s section, report report) {
			if c := s.it.Case; c != nil && !strings.EqualFold(c.Board.Name, s.m.Board.Name) {
				report("ärende", fmt.Sprintf("ärendet är skrivet till %s, men sammanträdet är %s", c.Board.Name, s.m.Board.Genitive), "")
			}
		},
	},
	{
		ID: "dnr-prefix", Severity: diag.Warning,
		Title:  "Diarienumret har inte en annan nämnds prefix",
		Remedy: "kontrollera dnr; en kopia av en annan nämnds papper har ofta kvar dess nummer",
		Broken: "nämnd: farsta\ndnr: BRO 2026/107",
		Mended: "nämnd: bromma\ndnr: BRO 2026/107",
		checkCase: func(c *namnd.Case, ctx Context, report report) {
			for i, dnr := range c.Dnr {
				for _, b := range ctx.Boards {
					if b.ID != c.Board.ID && b.DnrPrefix != "" && b.DnrPrefix != c.Board.DnrPrefix && hasPrefixWord(dnr, b.DnrPrefix) {
						report(fmt.Sprintf("dnr[%d]", i), fmt.Sprintf("%s börjar som diarienummer hos %s", dnr, b.Name), "")
					}
				}
			}
		},
	},
}

// hasPrefixWord reports whether s starts with the whole word prefix.
func hasPrefixWord(s, prefix string) bool {
	return len(s) > len(prefix) && s[:len(prefix)] == prefix && (s[len(prefix)] == ' ' || s[len(prefix)] == '-' || s[len(prefix)] == '/')
}
