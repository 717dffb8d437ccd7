package statute

import (
	"fmt"
	"slices"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/namnd"
)

// The rules about waivers have no check of their own: waive applies them to what
// the others found.
var waiverRules = []Rule{
	{
		ID: "regel-avstängd", Severity: diag.Advice,
		Title:  "En regel som är avstängd för en paragraf listas med skälet",
		Remedy: "ta bort undantaget när det inte längre behövs",
		Broken: "datum: 2026-11-05\nparagrafer:\n  - nr: 4\n    anslaget: 2026-11-06\n    undantag: {anslag-utan-omedelbar: anslogs särskilt på begäran av länsstyrelsen}",
		Mended: "datum: 2026-11-05\nparagrafer:\n  - nr: 4",
	},
	{
		ID: "okänd-regel", Severity: diag.Error,
		Title:  "Ett undantag gäller en regel som finns",
		Remedy: "kansli explain visar reglerna",
		Broken: "paragrafer:\n  - nr: 4\n    undantag: {inte-beslutfört: telefonmöte}",
		Mended: "paragrafer:\n  - nr: 4",
	},
}

// waive takes out what the §§ of a meeting have set off, and lists it.
func waive(m *namnd.Meeting, found []diag.Finding) []diag.Finding {
	if !slices.ContainsFunc(m.Items, func(it namnd.Item) bool { return len(it.Waivers) > 0 }) {
		return found
	}
	rules := map[string]*Rule{}
	var ids []string
	for _, r := range Rules() {
		rules[r.ID] = &r
		ids = append(ids, r.ID)
	}
	for i, it := range m.Items {
		for k, w := range it.Waivers {
			at := fmt.Sprintf("%s.undantag[%d]", itemPath(i), k)
			if _, ok := rules[w.Rule]; !ok {
				remedy := ""
				if near, found := diag.Nearest(w.Rule, ids); found {
					remedy = fmt.Sprintf("skriv ”%s”; kansli explain visar reglerna", near)
				}
				found = append(found, rules["okänd-regel"].finding(at, fmt.Sprintf("regeln ”%s” finns inte", w.Rule), remedy))
				continue
			}
			waived := func(f diag.Finding) bool {
				return f.Rule == w.Rule && (f.Path == itemPath(i) || strings.HasPrefix(f.Path, itemPath(i)+"."))
			}
			what := "är avstängd"
			if !slices.ContainsFunc(found, waived) {
				what = "är avstängd utan att den behövs"
			}
			found = slices.DeleteFunc(found, waived)
			found = append(found, rules["regel-avstängd"].finding(at, fmt.Sprintf("regeln %s %s för § %s: %s", w.Rule, what, it.No, w.Reason), ""))
		}
	}
	return found
}
