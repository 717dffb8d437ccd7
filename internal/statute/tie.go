package statute

import (
	"fmt"
	"slices"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/namnd"
)

const (
	tiedBallots  = "röster: {Anna Exempelsson: ja, Bo Provström: nej}"
	wonBallots   = "röster: {Anna Exempelsson: ja, Bo Provström: ja, Eva Skissdotter: nej}"
	electionVote = "paragrafer:\n  - nr: 4\n    slag: val\n    omröstningar:\n      - {ja: Eva Skissdotter, nej: Dag Utkasth, "
	electionTie  = "paragrafer:\n  - nr: 4\n    slag: val\n    beslut: Nämnden väljer Eva Skissdotter.\n    omröstningar:\n      - {sluten: ja, röstetal: {Eva Skissdotter: 5, Dag Utkasth: 5}, "
	electionWon  = "\n    omröstningar: [{sluten: ja, röstetal: {Eva Skissdotter: 6, Dag Utkasth: 4}}]"
)

var tieRules = []Rule{
	{
		ID: "utslagsröst-saknas", Severity: diag.Error,
		Title:  "Vid lika röstetal avgör ordförandens utslagsröst",
		Source: sourceTie,
		Remedy: "skriv utslagsröst: ja eller nej",
		Broken: oneVote + tiedBallots + "}",
		Mended: oneVote + tiedBallots + ", utslagsröst: ja}",
		checkVote: func(b ballot, report report) {
			if b.Tie() && !b.it.DrawsLots(b.Vote) && b.Casting == "" {
				report("", fmt.Sprintf("rösterna i § %s är lika, %s, men det framgår inte hur ordföranden avgjorde", b.it.No, result(b.Vote)), "")
			}
		},
	},
	{
		ID: "lottning-saknas", Severity: diag.Error,
		Title:  "Vid lika röstetal i val och anställning avgör lotten",
		Source: sourceTie,
		Remedy: "skriv lottning och det namn, eller den sida, som lotten faller på",
		Broken: electionVote + tiedBallots + "}",
		Mended: electionVote + tiedBallots + ", lottning: nej}",
		checkVote: func(b ballot, report report) {
			if b.Tie() && b.it.DrawsLots(b.Vote) && b.Lot.Winner == "" {
				report("", fmt.Sprintf("rösterna i § %s är lika, %s, men det framgår inte hur lotten föll", b.it.No, result(b.Vote)), "")
			}
		},
	},
	{
		ID: "utslagsröst-utan-lika", Severity: diag.Error,
		Title:  "Utslagsröst ges bara när rösterna är lika",
		Source: sourceTie,
		Remedy: "ta bort utslagsröst, eller rätta rösterna",
		Broken: oneVote + wonBallots + ", utslagsröst: ja}",
		Mended: oneVote + wonBallots + "}",
		checkVote: func(b ballot, report report) {
			if b.Casting != "" && !b.it.DrawsLots(b.Vote) && !b.Tie() {
				report("utslagsröst", fmt.Sprintf("utslagsröst anges i § %s, men rösterna är inte lika: %s", b.it.No, result(b.Vote)), "")
			}
		},
	},
	{
		ID: "utslagsröst-i-val", Severity: diag.Error,
		Title:  "Ordföranden har ingen utslagsröst i val och anställning",
		Source: sourceTie,
		Remedy: "skriv lottning i stället för utslagsröst",
		Broken: electionVote + tiedBallots + ", utslagsröst: ja, lottning: ja}",
		Mended: electionVote + tiedBallots + ", lottning: ja}",
		checkVote: func(b ballot, report report) {
			if b.Casting != "" && b.it.DrawsLots(b.Vote) {
				report("utslagsröst", fmt.Sprintf("§ %s gäller val eller anställning, och då avgör lotten och inte utslagsrösten", b.it.No), "")
			}
		},
	},
	{
		ID: "lottning-utan-lika", Severity: diag.Error,
		Title:  "Lotten avgör bara när rösterna är lika",
		Source: sourceTie,
		Remedy: "ta bort lottning, eller rätta rösterna",
		Broken: electionVote + wonBallots + ", lottning: ja}",
		Mended: electionVote + wonBallots + "}",
		checkVote: func(b ballot, report report) {
			if b.Lot.Winner != "" && b.it.DrawsLots(b.Vote) && !b.Tie() {
				report("lottning", fmt.Sprintf("lottning anges i § %s, men rösterna är inte lika: %s", b.it.No, result(b.Vote)), "")
			}
		},
	},
	{
		ID: "lottning-utan-val", Severity: diag.Error,
		Title:  "Lottning sker bara i val och anställning",
		Source: sourceTie,
		Remedy: "skriv utslagsröst i stället för lottning, eller slag: val eller anställning",
		Broken: oneVote + tiedBallots + ", lottning: ja, utslagsröst: ja}",
		Mended: oneVote + tiedBallots + ", utslagsröst: ja}",
		checkVote: func(b ballot, report report) {
			if b.Lot.Winner != "" && !b.it.DrawsLots(b.Vote) {
				report("lottning", fmt.Sprintf("§ %s gäller varken val eller anställning, och då avgör inte lotten", b.it.No), "")
			}
		},
	},
	{
		ID: "ordföranden-avstår", Severity: diag.Error,
		Title:  "Ordföranden röstar när det behövs för att avgöra ärendet",
		Source: sourceAbstain,
		Remedy: "skriv ordförandens röst; vid lika röstetal kan ordföranden inte avstå",
		Broken: "ordförande: Eva Skissdotter\n" + oneVote + "röster: {Anna Exempelsson: ja, Bo Provström: nej, Eva Skissdotter: avstår}, utslagsröst: ja}",
		Mended: "ordförande: Eva Skissdotter\n" + oneVote + "röster: {Anna Exempelsson: ja, Bo Provström: nej, Eva Skissdotter: ja}}",
		checkVote: func(b ballot, report report) {
			chair := b.m.Presiding(b.it)
			for i, v := range b.Ballots {
				if v.Name == chair && v.Vote == namnd.Abstain && b.Tie() && !b.it.DrawsLots(b.Vote) {
					report(fmt.Sprintf("röster[%d]", i), fmt.Sprintf("rösterna i § %s är lika, men %s, som är ordförande, avstår", b.it.No, chair), "")
				}
			}
		},
	},
	{
		ID: "fel-vinnare", Severity: diag.Error,
		Title:  "Utfallet av en omröstning är den sida som fick flest röster",
		Source: "5 kap. 55 och 56 §§ kommunallagen (2017:725)",
		Remedy: "rätta utfall eller rösterna; utfall kan utelämnas och räknas då",
		Broken: oneVote + wonBallots + ", utfall: nej}",
		Mended: oneVote + wonBallots + ", utfall: ja}",
		checkVote: func(b ballot, report report) {
			if won, _ := b.it.Winner(b.Vote); won != "" && b.Winner != "" && b.Winner != won {
				report("utfall", fmt.Sprintf("omröstningen i § %s anges utfalla med %s, men %s vann: %s", b.it.No, b.Winner, won, result(b.Vote)), "")
			}
		},
	},
	{
		ID: "lottning-på-annan", Severity: diag.Error,
		Title:  "Lotten faller på en av dem som har flest röster",
		Source: sourceTie,
		Remedy: "skriv under lottning ett av de namn, eller den sida, som har lika många röster",
		Broken: electionTie + "lottning: Bo Provström}",
		Mended: electionTie + "lottning: Eva Skissdotter}",
		checkVote: func(b ballot, report report) {
			leading := b.Leading()
			if b.Lot.Winner != "" && b.it.DrawsLots(b.Vote) && len(leading) > 1 && !slices.Contains(leading, namnd.Side(b.Lot.Winner)) {
				report("lottning", fmt.Sprintf("lotten i § %s faller på %s, som inte är en av dem som har flest röster: %s", b.it.No, b.Lot.Winner, result(b.Vote)), "")
			}
		},
	},
	{
		ID: "val-mot-röster", Severity: diag.Error,
		Title:  "Den som väljs eller anställs är den som fick flest röster, eller som lotten föll på",
		Source: "5 kap. 55 och 56 §§ kommunallagen (2017:725)",
		Remedy: "rätta namnet i beslutet eller röstetalen",
		Broken: "paragrafer:\n  - nr: 4\n    slag: val\n    beslut: Nämnden väljer Dag Utkasth." + electionWon,
		Mended: "paragrafer:\n  - nr: 4\n    slag: val\n    beslut: Nämnden väljer Eva Skissdotter." + electionWon,
		checkItem: func(s section, report report) {
			if len(s.it.Votes) == 0 || len(s.it.Decision) == 0 || s.it.DecidedAsProposed() {
				return
			}
			v := s.it.Votes[len(s.it.Votes)-1]
			won, _ := s.it.Winner(v)
			decision := strings.Join(pointTexts(s.it.Decision), "\n")
			if v.BetweenNames() && slices.Contains(v.Leading(), won) && !strings.Contains(decision, bareName(string(won))) {
				report("beslut", fmt.Sprintf("%s vann omröstningen i § %s, men beslutet nämner inte det namnet", won, s.it.No), "")
			}
		},
	},
}

// bareName is a name without the party in parentheses after it.
func bareName(name string) string {
	name, _, _ = strings.Cut(name, " (")
	return strings.TrimSpace(name)
}
