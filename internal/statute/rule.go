// Package statute says what the law and good order ask of a case and of a
// meeting. One table entry is one rule, with its source, its remedy and an
// example; it works on values and reports which field is wrong.
//
// A point that no source settles is never an error here: it is advice, and says
// what is unsettled (Rule.Unsettled). What was decided, who won a vote and who
// takes part is counted by package namnd; the rules compare with it.
//
// A meeting is checked in a copy in which a name that is spelt almost like that
// of somebody present is taken for that person. So one slip of the pen gives one
// finding, about the spelling, and not one for each thing that the person did.
package statute

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"kansli/internal/diag"
	"kansli/internal/namnd"
)

// Rule is one thing that must hold.
type Rule struct {
	ID        string        // stable; Swedish, lower case, hyphens
	Severity  diag.Severity // of its findings
	Title     string        // what must hold, one Swedish sentence without full stop
	Source    string        // the law with § or the practice; empty for good order
	Unsettled string        // what no source settles; the severity is then Advice
	Remedy    string        // the general way to mend it
	Broken    string        // YAML that breaks the rule, a few lines
	Mended    string        // the same YAML put right

	checkText    func(p passage, c *checked, report func(message string)) // for every text by itself
	checkCase    func(*namnd.Case, Context, report)
	checkMeeting func(*namnd.Meeting, Context, report)
	checkItem    func(section, report) // for every §; its paths start at the §
	checkVote    func(ballot, report)  // for every omröstning; its paths start at it
}

// Context is what a rule may compare with besides the case or meeting itself.
type Context struct {
	Boards   []namnd.Board    // every board of the municipality
	Meetings []*namnd.Meeting // the meetings that are checked together, the one at hand among them or not

	named []declared // the people of the case or meeting at hand, as they are to be spelt
}

// report takes a finding of the rule at work: the field's path, what is wrong
// with it, and how to mend just this; "" takes the rule's own remedy.
type report func(path, message, remedy string)

// Rules returns every rule, sorted by id.
func Rules() []Rule { return slices.Clone(rules()) }

var rules = sync.OnceValue(func() []Rule {
	var all []Rule
	for _, a := range areas {
		all = append(all, slices.Concat(a.rules...)...)
	}
	slices.SortFunc(all, func(a, b Rule) int { return cmp.Compare(a.ID, b.ID) })
	return all
})

// CheckCase holds a case against every rule. Findings carry the path of the
// field and no position.
func CheckCase(c *namnd.Case, ctx Context) []diag.Finding {
	ctx.named = append(listed(c.Handlers, "handläggare", 0), listed(c.Signatories, "undertecknare", 1)...)
	inTexts := checkTexts(c, &checked{&c.Board, nil, ctx})
	found := findings{}
	report := found.report
	all := rules()
	for i := range all {
		found.rule = &all[i]
		if found.rule.checkCase != nil {
			found.rule.checkCase(c, ctx, report)
		}
		found.take(inTexts)
	}
	return found.list
}

// CheckMeeting holds a meeting against every rule. What a § has set off is left
// out and listed instead.
func CheckMeeting(m *namnd.Meeting, ctx Context) []diag.Finding {
	ctx.named = present(m)
	inTexts := checkTexts(m, &checked{&m.Board, m.Secrets, ctx})
	spelt := respelt(m)
	found := findings{}
	report := found.report
	all := rules()
	for i := range all {
		r := &all[i]
		found.rule, found.under = r, ""
		if r.checkMeeting != nil {
			r.checkMeeting(m, ctx, report)
		}
		found.take(inTexts)
		if r.checkItem == nil && r.checkVote == nil {
			continue
		}
		for i := range spelt.Items {
			s := section{spelt, &spelt.Items[i]}
			if r.checkItem != nil {
				found.under = itemPath(i)
				r.checkItem(s, report)
			}
			if r.checkVote == nil {
				continue
			}
			for j, v := range s.it.Votes {
				found.under = fmt.Sprintf("%s.omröstningar[%d]", itemPath(i), j)
				r.checkVote(ballot{s, v}, report)
			}
		}
	}
	return waive(m, found.list)
}

// findings gathers what the rules find, one rule after the other.
type findings struct {
	list  []diag.Finding
	rule  *Rule  // the one at work
	under string // the path that its paths start at; "" for the top
}

// report is a report. An empty path is the one that paths start at.
func (f *findings) report(path, message, remedy string) {
	switch {
	case path == "":
		path = f.under
	case f.under != "":
		path = f.under + "." + path
	}
	f.list = append(f.list, f.rule.finding(path, message, remedy))
}

// take adds what the rule at work has found in texts.
func (f *findings) take(inTexts []diag.Finding) {
	for _, t := range inTexts {
		if t.Rule == f.rule.ID {
			f.list = append(f.list, t)
		}
	}
}

func (r *Rule) finding(path, message, remedy string) diag.Finding {
	return diag.Finding{
		Severity: r.Severity, Rule: r.ID, Path: path,
		Message: message, Source: r.Source, Remedy: cmp.Or(remedy, r.Remedy),
	}
}

// Sources that several rules share.
const (
	sourceProtocol = "5 kap. 66 § och 6 kap. 35 § kommunallagen (2017:725)"
	sourceContent  = "5 kap. 67 § och 6 kap. 35 § kommunallagen (2017:725)"
	sourceOneVote  = "4 kap. 24 § kommunallagen (2017:725)"
	sourceAbstain  = "4 kap. 25 § kommunallagen (2017:725)"
	sourceReserve  = "4 kap. 27 § kommunallagen (2017:725)"
	sourceSecret   = "5 kap. 54 § kommunallagen (2017:725)"
	sourceTie      = "5 kap. 56 § kommunallagen (2017:725)"
	sourceConflict = "6 kap. 30 § kommunallagen (2017:725)"
	sourceAdjust   = "5 kap. 69 § och 6 kap. 35 § kommunallagen (2017:725)"
	sourceNotice   = "8 kap. 12 § kommunallagen (2017:725)"
	sourceCorrect  = "36 § förvaltningslagen (2017:900); JO 581-2013 och 2571-1999"
)
