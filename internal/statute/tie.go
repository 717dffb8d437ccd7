package statute

import (
	"fmt"

	"kansli/internal/diag"
	"kansli/internal/namnd"
)

const (
	tiedBallots  = "röster: {Anna Exempelsson: ja, Bo Provström: nej}"
	wonBallots   = "röster: {Anna Exempelsson: ja, Bo Provström: ja, Eva Skissdotter: nej}"
	electionVote = "paragrafer:\n  - nr: 4\n    slag: val\n    omröstningar:\n      - {ja: Eva Skissdotter, nej: Dag Utkasth, "
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
			if b.Tally().Tie() && !b.it.DrawsLots(b.Vote) && b.Casting == "" {
				report("", fmt.Sprintf("rösterna i § %s är lika, %s, men det framgår inte hur ordföranden avgjorde", b.it.No, numbers(b.Tally())), "")
			}
		},
	},
	{
		ID: "lottning-saknas", Severity: diag.Error,
		Title:  "Vid lika röstetal i val och anställning avgör lotten",
		Source: sourceTie,
		Remedy: "skriv lottning: ja eller nej, efter den sida som lotten föll på",
		Broken: electionVote + tiedBallots + "}",
		Mended: electionVote + tiedBallots + ", lottning: nej}",
		checkVote: func(b ballot, report report) {
			if b.Tally().Tie() && b.it.DrawsLots(b.Vote) && b.Lot == "" {
				report("", fmt.Sprintf("rösterna i § %s är lika, %s, men det framgår inte hur lotten föll", b.it.No, numbers(b.Tally())), "")
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
			if b.Casting != "" && !b.it.DrawsLots(b.Vote) && !b.Tally().Tie() {
				report("utslagsröst", fmt.Sprintf("utslagsröst anges i § %s, men rösterna är inte lika: %s", b.it.No, numbers(b.Tally())), "")
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
			if b.Lot != "" && b.it.DrawsLots(b.Vote) && !b.Tally().Tie() {
				report("lottning", fmt.Sprintf("lottning anges i § %s, men rösterna är inte lika: %s", b.it.No, numbers(b.Tally())), "")
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
			if b.Lot != "" && !b.it.DrawsLots(b.Vote) {
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
				if v.Name == chair && v.Vote == namnd.Abstain && b.Tally().Tie() && !b.it.DrawsLots(b.Vote) {
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
				report("utfall", fmt.Sprintf("omröstningen i § %s anges utfalla med %s, men %s vann: %s", b.it.No, b.Winner, won, numbers(b.Tally())), "")
			}
		},
	},
}
