package statute

import (
	"cmp"
	"fmt"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/namnd"
)

const (
	threePresent = "närvarande:\n  - {namn: Anna Exempelsson, uppdrag: ordförande}\n  - {namn: Bo Provström, uppdrag: ledamot}\n  - {namn: Eva Skissdotter, uppdrag: ledamot}\n"
	oneVote      = "paragrafer:\n  - nr: 4\n    omröstningar:\n      - {ja: bifall till förslaget, nej: avslag på förslaget, "
)

var voteRules = []Rule{
	{
		ID: "omröstning-utan-resultat", Severity: diag.Error,
		Title:  "En omröstning har ett resultat",
		Source: sourceContent,
		Remedy: "skriv röster med namn, eller resultat vid sluten omröstning",
		Broken: oneVote + "utfall: ja}",
		Mended: oneVote + "röster: {Anna Exempelsson: ja, Bo Provström: ja, Eva Skissdotter: nej}}",
		checkVote: func(b ballot, report report) {
			if len(b.Ballots) == 0 && b.Count == (namnd.Count{}) && !b.BetweenNames() {
				report("", fmt.Sprintf("omröstningen i § %s har varken röster eller resultat", b.it.No), "")
			}
		},
	},
	{
		ID: "röster-utan-namn", Severity: diag.Error,
		Title:  "Vid öppen omröstning framgår hur var och en röstade",
		Source: sourceContent,
		Remedy: "skriv röster: namn och ja, nej eller avstår för var och en",
		Broken: oneVote + "resultat: {ja: 2, nej: 1}}",
		Mended: oneVote + "röster: {Anna Exempelsson: ja, Bo Provström: ja, Eva Skissdotter: nej}}",
		checkVote: func(b ballot, report report) {
			if !b.Secret && len(b.Ballots) == 0 && (b.Count != (namnd.Count{}) || b.BetweenNames()) {
				report(b.numbersAt(), fmt.Sprintf("omröstningen i § %s är öppen men har bara antal, inte hur var och en röstade", b.it.No), "")
			}
		},
	},
	{
		ID: "röst-saknas", Severity: diag.Error,
		Title:  "Var och en som deltar i beslutet finns med i omröstningen",
		Source: sourceContent,
		Remedy: "skriv hur personen röstade, eller avstår; den som inte deltog i beslutet står under deltar_inte",
		Broken: threePresent + oneVote + "röster: {Anna Exempelsson: ja, Bo Provström: nej}, utslagsröst: ja}",
		Mended: threePresent + oneVote + "röster: {Anna Exempelsson: ja, Bo Provström: nej, Eva Skissdotter: ja}}",
		checkVote: func(b ballot, report report) {
			if len(b.Ballots) == 0 {
				return
			}
			voted := map[string]bool{}
			for _, v := range b.Ballots {
				voted[v.Name] = true
			}
			for _, a := range b.m.TakingPart(b.it) {
				if !voted[a.Name] {
					report("röster", fmt.Sprintf("%s deltar i beslutet i § %s men finns inte med i omröstningen", a.Name, b.it.No), "")
				}
			}
		},
	},
	{
		ID: "röst-utan-rätt", Severity: diag.Error,
		Title:  "Bara den som tjänstgör röstar",
		Source: sourceOneVote,
		Remedy: "ta bort rösten, eller rätta närvaron och tjänstgöringen",
		Broken: threePresent + "  - {namn: Cia Mallgren, uppdrag: ersättare}\n" + oneVote + "röster: {Anna Exempelsson: ja, Bo Provström: ja, Eva Skissdotter: nej, Cia Mallgren: nej}}",
		Mended: threePresent + "  - {namn: Cia Mallgren, uppdrag: ersättare}\n" + oneVote + "röster: {Anna Exempelsson: ja, Bo Provström: ja, Eva Skissdotter: nej}}",
		checkVote: func(b ballot, report report) {
			for i, v := range b.Ballots {
				path := fmt.Sprintf("röster[%d]", i)
				switch at := b.standing(v.Name); {
				case at == namnd.Watching, (at == namnd.Unlisted || at == namnd.Away) && v.Vote != namnd.Absent:
					report(path, fmt.Sprintf("%s röstar i § %s men %s", v.Name, b.it.No, b.why(v.Name)), "")
				case v.Vote == namnd.Absent && b.m.SubstituteOf(v.Name, b.it) != "" && at != namnd.Conflicted:
					report(path, fmt.Sprintf("%s ersätts av %s i § %s och räknas inte som frånvarande", v.Name, b.m.SubstituteOf(v.Name, b.it), b.it.No), "ta bort raden")
				}
			}
		},
	},
	{
		ID: "dubbel-röst", Severity: diag.Error,
		Title:  "Var och en har en röst",
		Source: sourceOneVote,
		Remedy: "ta bort den ena rösten",
		Broken: oneVote + "röster: [{namn: Bo Provström, röst: ja}, {namn: Bo Provström, röst: nej}]}",
		Mended: oneVote + "röster: [{namn: Bo Provström, röst: ja}]}",
		checkVote: func(b ballot, report report) {
			seen := map[string]bool{}
			for i, v := range b.Ballots {
				if seen[v.Name] {
					report(fmt.Sprintf("röster[%d]", i), fmt.Sprintf("%s röstar två gånger i samma omröstning i § %s", v.Name, b.it.No), "")
				}
				seen[v.Name] = true
			}
		},
	},
	{
		ID: "frånvarande-fast-närvarande", Severity: diag.Error,
		Title:  "Den som står som frånvarande i en omröstning är inte med vid paragrafen",
		Source: sourceContent,
		Remedy: "skriv avstår om personen var med och inte röstade, annars rätta närvaron",
		Broken: threePresent + oneVote + "röster: {Anna Exempelsson: ja, Bo Provström: ja, Eva Skissdotter: frånvarande}}",
		Mended: threePresent + oneVote + "röster: {Anna Exempelsson: ja, Bo Provström: ja, Eva Skissdotter: avstår}}",
		checkVote: func(b ballot, report report) {
			for i, v := range b.Ballots {
				if len(b.m.Present) > 0 && v.Vote == namnd.Absent && b.standing(v.Name) == namnd.TakesPart {
					report(fmt.Sprintf("röster[%d]", i), fmt.Sprintf("%s står som frånvarande men är med vid § %s", v.Name, b.it.No), "")
				}
			}
		},
	},
	{
		ID: "deltar-inte-röstar", Severity: diag.Error,
		Title:  "Den som inte deltar i beslutet röstar inte, och är varken avstående eller frånvarande",
		Source: sourceContent,
		Remedy: "ta bort namnet under röster eller under deltar_inte",
		Broken: threePresent + "paragrafer:\n  - nr: 4\n    deltar_inte: Eva Skissdotter\n    omröstningar: [{ja: bifall, nej: avslag, röster: {Anna Exempelsson: ja, Bo Provström: ja, Eva Skissdotter: avstår}}]",
		Mended: threePresent + "paragrafer:\n  - nr: 4\n    deltar_inte: Eva Skissdotter\n    omröstningar: [{ja: bifall, nej: avslag, röster: {Anna Exempelsson: ja, Bo Provström: ja}}]",
		checkVote: func(b ballot, report report) {
			for i, v := range b.Ballots {
				if b.standing(v.Name) == namnd.StandsAside {
					report(fmt.Sprintf("röster[%d]", i), fmt.Sprintf("%s deltar inte i beslutet i § %s men står med ”%s” i omröstningen", v.Name, b.it.No, v.Vote), "")
				}
			}
		},
	},
	{
		ID: "resultat-mot-röster", Severity: diag.Error,
		Title:  "Antalen är de som rösterna ger",
		Source: sourceContent,
		Remedy: "rätta resultatet eller rösterna; resultat kan utelämnas och räknas då",
		Broken: oneVote + "röster: {Anna Exempelsson: ja, Bo Provström: ja, Eva Skissdotter: nej}, resultat: {ja: 3}}",
		Mended: oneVote + "röster: {Anna Exempelsson: ja, Bo Provström: ja, Eva Skissdotter: nej}, resultat: {ja: 2, nej: 1}}",
		checkVote: func(b ballot, report report) {
			counted := b.Counted()
			if counted.Absent == 0 {
				counted.Absent = b.Count.Absent
			}
			if len(b.Ballots) > 0 && b.Count != (namnd.Count{}) && b.Count != counted {
				report("resultat", fmt.Sprintf("i § %s anges %s, men rösterna ger %s", b.it.No, numbers(b.Count), numbers(counted)), "")
			}
		},
	},
	{
		ID: "röster-mot-platser", Severity: diag.Error,
		Title:  "Ja, nej, avstår och frånvarande blir tillsammans nämndens platser, sedan jäviga ersatts och den som inte deltar räknats bort",
		Source: sourceContent,
		Remedy: "skriv dem som saknas med frånvarande under röster, eller antalet frånvarande under resultat",
		Broken: "nämnd: {platser: 5}\n" + threePresent + oneVote + "röster: {Anna Exempelsson: ja, Bo Provström: ja, Eva Skissdotter: nej}}",
		Mended: "nämnd: {platser: 5}\n" + threePresent + oneVote + "röster: {Anna Exempelsson: ja, Bo Provström: ja, Eva Skissdotter: nej}, resultat: {ja: 2, nej: 1, frånvarande: 2}}",
		checkVote: func(b ballot, report report) {
			cast := b.Cast()
			if len(b.m.Present) == 0 || cast+b.Count.Absent == 0 || len(b.Ballots) == 0 && !b.Secret {
				return
			}
			if n := len(b.m.TakingPart(b.it)); len(b.Ballots) == 0 && cast != n {
				without := b.Vote
				without.Count.Absent = 0
				report(b.numbersAt(), fmt.Sprintf("i § %s deltar %d i beslutet, men %s blir %d", b.it.No, n, result(without), cast), "rätta antalen eller närvaron")
			}
			absent := cmp.Or(b.lawfullyAbsent(), b.Count.Absent)
			if seats, known := b.m.AbsentSeats(b.it); known && seats >= 0 && absent != seats {
				report("", fmt.Sprintf("i § %s är %d frånvarande av nämndens %d platser, men omröstningen anger %d", b.it.No, seats, b.m.Board.Seats, absent), "")
			}
		},
	},
	{
		ID: "omröstning-utan-alternativ", Severity: diag.Error,
		Title:  "En omröstning står mellan ja och nej, eller i val och anställning mellan namn",
		Source: sourceContent,
		Remedy: "skriv ja och nej, eller i val och anställning röstetal med varje namn och dess antal röster",
		Broken: "paragrafer:\n  - nr: 4\n    omröstningar: [{ja: bifall till förslaget, " + wonBallots + "}]",
		Mended: "paragrafer:\n  - nr: 4\n    omröstningar: [{ja: bifall till förslaget, nej: avslag på förslaget, " + wonBallots + "}]",
		checkVote: func(b ballot, report report) {
			sides := b.Yes != "" || b.No != "" || b.Count.Yes+b.Count.No > 0 || len(b.Ballots) > 0
			switch {
			case !b.BetweenNames() && (b.Yes == "" || b.No == ""):
				report("", fmt.Sprintf("omröstningen i § %s säger inte vad ja och nej är", b.it.No), "")
			case b.BetweenNames() && sides:
				report("röstetal", fmt.Sprintf("omröstningen i § %s står både mellan namn och mellan ja och nej", b.it.No), "ta bort det ena")
			case b.BetweenNames() && !b.it.DrawsLots(b.Vote):
				report("röstetal", fmt.Sprintf("omröstningen i § %s står mellan namn, men ärendet gäller varken val eller anställning", b.it.No), "skriv slag: val eller anställning")
			}
		},
	},
	{
		ID: "sluten-omröstning", Severity: diag.Error,
		Title:  "Omröstningen är öppen utom i ärenden om val och anställning",
		Source: sourceSecret,
		Remedy: "ta bort sluten och skriv hur var och en röstade, eller skriv slag: val",
		Broken: oneVote + "sluten: ja, resultat: {ja: 2, nej: 1}}",
		Mended: "paragrafer:\n  - nr: 4\n    slag: val\n    omröstningar:\n      - {ja: Bo Provström, nej: Eva Skissdotter, sluten: ja, resultat: {ja: 2, nej: 1}}",
		checkVote: func(b ballot, report report) {
			if b.Secret && !b.it.DrawsLots(b.Vote) {
				report("sluten", fmt.Sprintf("omröstningen i § %s är sluten, men ärendet gäller varken val eller anställning", b.it.No), "")
			}
		},
	},
	{
		ID: "sluten-med-namn", Severity: diag.Error,
		Title:  "En sluten omröstning anger antal och inte hur var och en röstade",
		Source: sourceSecret,
		Remedy: "ta bort röster och skriv resultat",
		Broken: "paragrafer:\n  - nr: 4\n    slag: val\n    omröstningar: [{ja: Bo Provström, nej: Eva Skissdotter, sluten: ja, röster: {Anna Exempelsson: ja}}]",
		Mended: "paragrafer:\n  - nr: 4\n    slag: val\n    omröstningar: [{ja: Bo Provström, nej: Eva Skissdotter, sluten: ja, resultat: {ja: 1}}]",
		checkVote: func(b ballot, report report) {
			if b.Secret && len(b.Ballots) > 0 {
				report("röster", fmt.Sprintf("omröstningen i § %s är sluten, men det står hur var och en röstade", b.it.No), "")
			}
		},
	},
}

// lawfullyAbsent counts the ballots of those who are absent and have nobody
// serving for them. Others have a rule of their own.
func (b ballot) lawfullyAbsent() int {
	n := 0
	for _, v := range b.Ballots {
		at := b.standing(v.Name)
		if v.Vote == namnd.Absent && (at == namnd.Unlisted || at == namnd.Away) && b.m.SubstituteOf(v.Name, b.it) == "" {
			n++
		}
	}
	return n
}

// numbers writes a result: 5 ja, 4 nej, 1 avstår.
func numbers(c namnd.Count) string {
	return strings.Join(append([]string{fmt.Sprintf("%d ja", c.Yes), fmt.Sprintf("%d nej", c.No)}, others(c)...), ", ")
}

// others are the numbers of those who did not choose a side.
func others(c namnd.Count) (parts []string) {
	for _, p := range []struct {
		n    int
		word string
	}{{c.Blank, "blanka"}, {c.Abstained, "avstår"}, {c.Absent, "frånvarande"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.word))
		}
	}
	return parts
}

// result is the numbers of a vote in words: those of ja and nej, or of each name.
func result(v namnd.Vote) string {
	if !v.BetweenNames() {
		return numbers(v.Tally())
	}
	var parts []string
	for _, c := range v.Candidates {
		parts = append(parts, fmt.Sprintf("%s %d", c.Name, c.Votes))
	}
	return strings.Join(append(parts, others(v.Tally())...), ", ")
}

// numbersAt is the field that holds the numbers of a vote without ballots.
func (b ballot) numbersAt() string {
	if b.BetweenNames() {
		return "röstetal"
	}
	return "resultat"
}
