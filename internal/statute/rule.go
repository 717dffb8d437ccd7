// Package statute says what the law and good order ask of a case and of a
// meeting. One table entry is one rule, with its source, its remedy and an
// example; it works on values and reports which field is wrong.
//
// A point that no source settles is never an error here: it is advice, and says
// what is unsettled (Rule.Unsettled).
package statute

import (
	"cmp"
	"slices"

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

	checkCase    func(*namnd.Case, Context, report)
	checkMeeting func(*namnd.Meeting, Context, report)
}

// Context is what a rule may compare with besides the case or meeting itself.
type Context struct {
	Boards []namnd.Board // every board of the municipality
}

// report takes a finding of the rule at work: the field's path, what is wrong
// with it, and how to mend just this; "" takes the rule's own remedy.
type report func(path, message, remedy string)

// Rules returns every rule, sorted by id.
func Rules() []Rule {
	all := slices.Concat(textRules, caseRules, presenceRules, protocolRules)
	slices.SortFunc(all, func(a, b Rule) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

// CheckCase holds a case against every rule. Findings carry the path of the
// field and no position.
func CheckCase(c *namnd.Case, ctx Context) []diag.Finding {
	var found []diag.Finding
	for _, r := range Rules() {
		if r.checkCase != nil {
			r.checkCase(c, ctx, r.into(&found))
		}
	}
	return found
}

// CheckMeeting holds a meeting against every rule.
func CheckMeeting(m *namnd.Meeting, ctx Context) []diag.Finding {
	var found []diag.Finding
	for _, r := range Rules() {
		if r.checkMeeting != nil {
			r.checkMeeting(m, ctx, r.into(&found))
		}
	}
	return found
}

func (r Rule) into(found *[]diag.Finding) report {
	return func(path, message, remedy string) {
		*found = append(*found, diag.Finding{
			Severity: r.Severity, Rule: r.ID, Path: path,
			Message: message, Source: r.Source, Remedy: cmp.Or(remedy, r.Remedy),
		})
	}
}
