package statute

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/namnd"
)

// figureRules hold the numbers of votes that somebody wrote by hand against the
// votes that were counted.
var figureRules = []Rule{{
	ID: "siffror-i-text", Severity: diag.Error,
	Title:  "Antal röster i fri text är de som räknats",
	Source: sourceContent,
	Remedy: "rätta texten eller rösterna; utelämna texten så skrivs den av rösterna",
	Broken: "paragrafer:\n  - nr: 4\n    beslutsgång: Nämnden beslutar med 3 ja mot 0 nej att bifalla förslaget.\n    omröstningar: [{ja: bifall, nej: avslag, " + wonBallots + "}]",
	Mended: "paragrafer:\n  - nr: 4\n    beslutsgång: Nämnden beslutar med 2 ja mot 1 nej att bifalla förslaget.\n    omröstningar: [{ja: bifall, nej: avslag, " + wonBallots + "}]",
	checkItem: func(s section, report report) {
		var all []namnd.Count
		for j, v := range s.it.Votes {
			all = append(all, v.Tally())
			checkFigures(fmt.Sprintf("omröstningar[%d].text", j), string(v.Text), s.it.No, []namnd.Count{v.Tally()}, report)
		}
		checkFigures("beslutsgång", string(s.it.Procedure), s.it.No, all, report)
		checkFigures("propositionsordning", string(s.it.Order), s.it.No, all, report)
	},
}}

// figure is one number of votes in a text. The kinds that nobody wrote are -1.
type figure struct {
	words                      string
	yes, no, abstained, absent int
	sides                      bool // yes and no are winner and loser, whichever that is
}

// checkFigures reports the numbers that no vote has.
func checkFigures(path, text, no string, votes []namnd.Count, report report) {
	for _, f := range figures(text) {
		if !slices.ContainsFunc(votes, f.fits) {
			has := "ingen omröstning finns"
			if len(votes) > 0 {
				var given []string
				for _, c := range votes {
					given = append(given, numbers(c))
				}
				has = "rösterna ger " + strings.Join(given, "; ")
			}
			report(path, fmt.Sprintf("texten i § %s säger ”%s”, men %s", no, f.words, has), "")
		}
	}
}

func (f figure) fits(c namnd.Count) bool {
	is := func(said, counted int) bool { return said < 0 || said == counted }
	if f.sides {
		return f.yes == max(c.Yes, c.No) && f.no == min(c.Yes, c.No)
	}
	return is(f.yes, c.Yes) && is(f.no, c.No) && is(f.abstained, c.Abstained) && is(f.absent, c.Absent)
}

const numeral = `(\d{1,3}|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton|tjugo)`

var numerals = strings.Split("noll en två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton tjugo", " ")

// figurePatterns find the ways in which protocols state a result. Each names
// what its numbers count; a longer form goes before the parts of it.
var figurePatterns = []struct {
	pattern pattern
	counts  []string
}{
	{said(numeral + `\s+(?:ja(?:-?röst(?:er)?)?)\s+(?:mot|och)\s+` + numeral + `\s+nej`), []string{"ja", "nej"}},
	{said(numeral + `\s+(?:nej(?:-?röst(?:er)?)?)\s+(?:mot|och)\s+` + numeral + `\s+ja`), []string{"nej", "ja"}},
	{said(numeral + `\s+röst(?:er)?\s+mot\s+` + numeral), []string{"vinner", "förlorar"}},
	{said(numeral + `\s+ja`), []string{"ja"}},
	{said(numeral + `\s+nej`), []string{"nej"}},
	{said(`röstar\s+ja\s*\((\d{1,3})\)`), []string{"ja"}},
	{said(`röstar\s+nej\s*\((\d{1,3})\)`), []string{"nej"}},
	{said(`avstår\s*\((\d{1,3})\)`), []string{"avstår"}},
	{said(numeral + `\s+(?:ledam[oö]t(?:er)?\s+)?(?:som\s+)?(?:avstår|avstod|avstående)`), []string{"avstår"}},
	{said(numeral + `\s+(?:ledam[oö]t(?:er)?\s+)?(?:som\s+)?(?:är\s+|var\s+)?frånvarande`), []string{"frånvarande"}},
}

// said makes a pattern whose words stand by themselves.
func said(words string) pattern {
	return patternOf(`(?i)(?:^|[^\pL\d])` + words + `(?:-?röst(?:er)?)?(?:[^\pL\d]|$)`)
}

// figures finds the numbers of votes in a text. What a longer form has taken is
// not read again.
func figures(text string) (found []figure) {
	rest := []byte(strings.Join(strings.Fields(text), " "))
	for _, p := range figurePatterns {
		for {
			m := p.pattern().FindSubmatchIndex(rest)
			if m == nil {
				break
			}
			f := figure{words: strings.Trim(string(rest[m[0]:m[1]]), " .,;:("), yes: -1, no: -1, abstained: -1, absent: -1}
			for k, kind := range p.counts {
				n := number(string(rest[m[2*k+2]:m[2*k+3]]))
				switch kind {
				case "ja":
					f.yes = n
				case "nej":
					f.no = n
				case "avstår":
					f.abstained = n
				case "frånvarande":
					f.absent = n
				case "vinner":
					f.yes, f.sides = n, true
				case "förlorar":
					f.no = n
				}
			}
			if before := strings.TrimRight(string(rest[:m[2]]), " \u00a0"); !strings.HasSuffix(before, "§") {
				found = append(found, f)
			}
			for k := m[2]; k < m[len(p.counts)*2+1]; k++ {
				rest[k] = '.'
			}
		}
	}
	return found
}

func number(word string) int {
	if n, err := strconv.Atoi(word); err == nil {
		return n
	}
	word = strings.ToLower(word)
	if word == "ett" {
		return 1
	}
	return slices.Index(numerals, word)
}
