// Package diag is the one message model of the program: a finding says where
// something is wrong, what is wrong, which rule says so and how to mend it.
//
// Every package that can find a fault returns findings; none prints. A reader
// of files knows positions and sets File, Line and Column. A check that works on
// values knows only which field it looked at and sets Path; whoever holds the
// file's positions resolves it (see yamldoc.Marks.Resolve).
package diag

import (
	"cmp"
	"slices"
)

// Severity orders findings by what they stop.
type Severity uint8

// Error stops the document that it concerns, Warning must be looked at but
// stops nothing, Advice is good practice or a point of law that no source has
// settled.
const (
	Error Severity = iota
	Warning
	Advice
)

// String is the Swedish word shown to the user and used in JSON.
func (s Severity) String() string {
	return [...]string{"fel", "varning", "råd"}[s]
}

// MarshalText writes the Swedish word.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Finding is one thing to tell the user. Message and Remedy are Swedish, start
// with a lower-case letter and end without a full stop.
type Finding struct {
	File     string   `json:"fil"`              // as the user named it; "" where no file is meant
	Line     int      `json:"rad,omitempty"`    // 1-based; 0 unknown
	Column   int      `json:"kolumn,omitempty"` // 1-based, in code points; 0 unknown
	Severity Severity `json:"allvar"`           //
	Rule     string   `json:"regel"`            // stable id, ASCII or Swedish letters, such as "okänd-nyckel"
	Message  string   `json:"meddelande"`       // what is wrong
	Source   string   `json:"källa,omitempty"`  // the law or the standard, such as "5 kap. 69 § kommunallagen (2017:725)"
	Remedy   string   `json:"åtgärd,omitempty"` // how to mend it
	Path     string   `json:"fält,omitempty"`   // the field, such as "paragrafer[2].beslut[0]"; keys as in the file
	Excerpt  string   `json:"utdrag,omitempty"` // the whole line of the file, without its line break
}

// Stops reports whether any finding is an error.
func Stops(fs []Finding) bool {
	return slices.ContainsFunc(fs, func(f Finding) bool { return f.Severity == Error })
}

// Sort orders findings by file, place, rule and message, and drops exact
// repeats, so that the same input always gives the same list.
func Sort(fs []Finding) []Finding {
	slices.SortStableFunc(fs, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Severity, b.Severity),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Message, b.Message),
		)
	})
	return slices.Compact(fs)
}
