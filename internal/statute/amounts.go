package statute

import (
	"fmt"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/swedish"
)

// farOff is how many times larger one amount must be than another for a slip of
// unit to be likelier than a small grant beside a large one.
const farOff = 500

var amountRules = []Rule{{
	ID: "belopp-ur-skala", Severity: diag.Warning,
	Title:  "Beloppen i en tabell eller i ett beslut är i samma enhet",
	Remedy: "kontrollera om beloppet är i kronor eller i tusental",
	Broken: "belopp:\n  - {mottagare: Föreningen Ett, föreslaget: 48 400 kr}\n  - {mottagare: Föreningen Två, föreslaget: 52}",
	Mended: "belopp:\n  - {mottagare: Föreningen Ett, föreslaget: 48 400 kr}\n  - {mottagare: Föreningen Två, föreslaget: 52 tkr}",
	checkCase: func(c *namnd.Case, _ Context, report report) {
		for i, g := range c.Grants {
			path := fmt.Sprintf("belopp[%d].föreslaget", i)
			if g.Applied > 0 && g.Proposed > 0 && (g.Proposed >= farOff*g.Applied || g.Applied >= farOff*g.Proposed) {
				report(path, fmt.Sprintf("sökt och föreslaget för %s skiljer sig tusenfalt", g.Recipient), "")
				continue
			}
			larger := 0
			for j, other := range c.Grants {
				if j != i && g.Proposed > 0 && other.Proposed >= farOff*g.Proposed {
					larger++
				}
			}
			if larger > 0 && larger == len(c.Grants)-1 {
				report(path, fmt.Sprintf("beloppet till %s är en tusendel av de andra", g.Recipient), "")
			}
		}
		mixedUnits("förslag", c.Proposal, report)
	},
	checkItem: func(s section, report report) { mixedUnits("beslut", s.it.Decision, report) },
}}

// sum is one amount in a text.
type sum struct {
	path, words, unit string
	ore               float64 // so that scaling cannot overflow
}

var sumPattern = patternOf(`(\d{1,3}(?:[ \x{a0}]\d{3})+|\d+)(,\d+)?[ \x{a0}](kronor|kr|tkr|tusen kronor|mnkr|miljoner kronor|mdkr|miljarder kronor)(?:[^\pL]|$)`)

// mixedUnits reports the one amount of three or more in decision points that has
// a unit of its own and would be of the size of the others in theirs: 48 400 kr
// among 52 000 tkr and 61 000 tkr.
func mixedUnits(path string, points []namnd.Point, report report) {
	sums := sumsOf(path, points)
	if len(sums) < 3 {
		return
	}
	for i, odd := range sums {
		unit, low, high, alone := "", 0.0, 0.0, true
		for j, s := range sums {
			switch {
			case i == j:
			case unit == "":
				unit, low, high = s.unit, s.ore, s.ore
			default:
				alone = alone && s.unit == unit
				low, high = min(low, s.ore), max(high, s.ore)
			}
		}
		if !alone || unit == odd.unit || low <= 0 || odd.ore <= 0 {
			continue
		}
		for _, scale := range []float64{1000, 1_000_000} {
			small := odd.ore*scale >= low/3 && odd.ore*scale <= high*3
			large := odd.ore >= low/3*scale && odd.ore/scale <= high*3
			if (small || large) && (odd.ore*farOff <= low || odd.ore/farOff >= high) {
				report(odd.path, fmt.Sprintf("”%s” står bland belopp i %s", odd.words, unit), "")
				break
			}
		}
	}
}

func sumsOf(path string, points []namnd.Point) (out []sum) {
	for i, p := range points {
		at := func() string { return fmt.Sprintf("%s[%d]", path, i) }
		var found [][]string
		if strings.Contains(string(p.Text), "kr") { // as every unit does
			found = sumPattern().FindAllStringSubmatch(string(p.Text), -1)
		}
		for _, m := range found {
			words := m[1] + m[2] + " " + m[3]
			if ore, err := swedish.ParseAmount(words); err == nil {
				out = append(out, sum{at(), words, unitWord(m[3]), float64(ore)})
			}
		}
		if len(p.Points) > 0 {
			out = append(out, sumsOf(at()+".underpunkter", p.Points)...)
		}
	}
	return out
}

// unitWord is a unit in one of the ways of writing it.
func unitWord(unit string) string {
	return strings.NewReplacer("kronor", "kr", "tusen kr", "tkr", "miljoner kr", "mnkr", "miljarder kr", "mdkr").Replace(strings.ReplaceAll(unit, " kronor", " kr"))
}
