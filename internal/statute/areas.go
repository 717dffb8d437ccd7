package statute

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// areas are the rules by what they are about, in the order in which a meeting goes.
var areas = []struct {
	name  string
	rules [][]Rule
}{
	{"tjänsteutlåtande", [][]Rule{caseRules, amountRules}},
	{"föredragningslista", [][]Rule{agendaRules}},
	{"närvaro", [][]Rule{presenceRules}},
	{"jäv", [][]Rule{conflictRules}},
	{"beslut, yrkanden, reservationer", [][]Rule{contentRules}},
	{"omröstning", [][]Rule{voteRules, figureRules}},
	{"lika röstetal och val", [][]Rule{tieRules}},
	{"utfall", [][]Rule{outcomeRules}},
	{"justering och anslag", [][]Rule{approvalRules}},
	{"paragrafnummer", [][]Rule{numberingRules}},
	{"rättelse", [][]Rule{correctionRules}},
	{"text och namn", [][]Rule{textRules, nameRules}},
	{"undantag", [][]Rule{waiverRules}},
}

// shorter writes a source as short as README's table needs it.
var shorter = strings.NewReplacer(" och 6 kap. 35 §", "", " kommunallagen (2017:725)", " KL", " förvaltningslagen (2017:900)", " FL")

// Overview is a Markdown table of the areas, for README: how many rules each has,
// which, and the law they rest on. List is where each rule is listed.
func Overview(list string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "| area | rules | which ([all with title and source](%s)) | rests on |\n| --- | ---: | --- | --- |\n", list)
	for _, a := range areas {
		var ids, laws []string
		for _, r := range slices.Concat(a.rules...) {
			ids = append(ids, "`"+r.ID+"`")
			for part := range strings.SplitSeq(shorter.Replace(r.Source), "; ") {
				if strings.Contains(part, "§") {
					laws = append(laws, part)
				}
			}
		}
		slices.Sort(ids)
		slices.Sort(laws)
		fmt.Fprintf(&b, "| %s | %d | %s | %s |\n", a.name, len(ids), strings.Join(ids, " "), cmp.Or(strings.Join(slices.Compact(laws), ", "), "good order"))
	}
	return b.String()
}
