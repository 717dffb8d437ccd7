package register

import (
	"cmp"
	"path"
	"slices"

	"kansli/internal/civil"
	"kansli/internal/namnd"
)

// Entry is one file that goes into the register: a case or a meeting, and the
// papers made from it.
type Entry struct {
	File      string // as the user named it, with forward slashes; each once
	Case      *namnd.Case
	Meeting   *namnd.Meeting
	Decisions []string // of a meeting: what each § decided, in order, as plain text; nil where nobody has merged it
	Outputs   []Output
}

// Output is a paper that was made.
type Output struct {
	Label   string // what it is, the heading of its column: "Tjänsteutlåtande (PDF)"
	Path    string // relative to the folder of the register, with forward slashes
	Section string // the § that it is an extract of; "" when it is about the whole file
}

// matter is a case together with the § that last dealt with it.
type matter struct {
	file    string
	c       *namnd.Case
	outputs []Output
	ruling  *ruling // nil until a meeting has dealt with the case
}

// ruling is a § with the meeting it belongs to.
type ruling struct {
	file     string
	m        *namnd.Meeting
	it       *namnd.Item
	c        *namnd.Case // nil when no case is known
	decision string
	outputs  []Output // of the § and of the meeting
}

// matters finds every case, and every § with the case that it is about. A §
// names its case by value, by path, or by the board and a diarienummer in
// common. A case that only a § names is a case too. What a later meeting decides
// about a case replaces what an earlier one did.
func matters(entries []Entry) ([]*matter, []ruling) {
	entries = slices.Clone(entries)
	slices.SortStableFunc(entries, func(a, b Entry) int { return cmp.Compare(a.File, b.File) })
	ix := index{byCase: map[*namnd.Case]*matter{}, byFile: map[string]*matter{}, byDnr: map[[2]string][]*matter{}}
	for _, e := range entries {
		if e.Case != nil {
			ix.add(&matter{file: path.Clean(e.File), c: e.Case, outputs: e.Outputs})
		}
	}
	var rulings []ruling
	for _, e := range entries {
		if e.Meeting == nil {
			continue
		}
		for i := range e.Meeting.Items {
			r := ruling{file: e.File, m: e.Meeting, it: &e.Meeting.Items[i]}
			mt := ix.find(r)
			if mt == nil && r.it.Case != nil {
				mt = ix.add(&matter{file: r.casePath(), c: r.it.Case})
			}
			if mt != nil {
				r.c = mt.c
			}
			if i < len(e.Decisions) {
				r.decision = e.Decisions[i]
			}
			for _, o := range e.Outputs {
				if o.Section == "" || o.Section == r.it.No {
					r.outputs = append(r.outputs, o)
				}
			}
			rulings = append(rulings, r)
			if mt != nil && (mt.ruling == nil || !r.m.Date.Before(mt.ruling.m.Date)) {
				mt.ruling = &r
			}
		}
	}
	return ix.all, rulings
}

// index finds a matter by what a § can name it by.
type index struct {
	all    []*matter
	byCase map[*namnd.Case]*matter
	byFile map[string]*matter
	byDnr  map[[2]string][]*matter // board and diarienummer
}

func (ix *index) add(m *matter) *matter {
	ix.all = append(ix.all, m)
	ix.byCase[m.c] = m
	ix.byFile[m.file] = m
	for _, dnr := range m.c.Dnr {
		key := [2]string{boardName(m.c.Board), dnr}
		if !slices.Contains(ix.byDnr[key], m) {
			ix.byDnr[key] = append(ix.byDnr[key], m)
		}
	}
	return m
}

// find returns the matter that a § is about, or nil. Cases that share a
// diarienummer are told apart by their title.
func (ix *index) find(r ruling) *matter {
	if m := ix.byCase[r.it.Case]; m != nil {
		return m
	}
	if m := ix.byFile[r.casePath()]; m != nil {
		return m
	}
	for _, dnr := range r.dnr() {
		found := ix.byDnr[[2]string{boardName(r.m.Board), dnr}]
		if len(found) == 1 && r.it.Case == nil {
			return found[0]
		}
		for _, m := range found {
			if m.c.Title == r.title() {
				return m
			}
		}
	}
	return nil
}

// casePath is the case's file as the user would name it.
func (r ruling) casePath() string {
	if r.it.CasePath == "" {
		return ""
	}
	if path.IsAbs(r.it.CasePath) {
		return path.Clean(r.it.CasePath)
	}
	return path.Join(path.Dir(r.file), r.it.CasePath)
}

func (r ruling) dnr() []string {
	if len(r.it.Dnr) == 0 && r.known() != nil {
		return r.known().Dnr
	}
	return r.it.Dnr
}

func (r ruling) title() string {
	if r.it.Title == "" && r.known() != nil {
		return r.known().Title
	}
	return r.it.Title
}

// known is the case of the §: the one found among all cases, or else the one
// that the § itself holds.
func (r ruling) known() *namnd.Case {
	if r.c != nil {
		return r.c
	}
	return r.it.Case
}

// announced is the day when the approval of the § was announced. One that was
// approved at once has a day of its own, unless the whole protocol was approved
// that day.
func (r ruling) announced() civil.Date {
	if r.apart() {
		return r.it.Announced
	}
	return r.m.Adjustment.Announced
}

// apart reports whether the § was approved before the rest of the protocol, so
// that its days count from another.
func (r ruling) apart() bool {
	return r.it.Immediate && (r.m.Adjustment.Date != r.m.Date || !r.it.Announced.IsZero())
}
