package namnd

import (
	"slices"

	"kansli/internal/civil"
)

// Approval is the §§ of a meeting that are approved and announced together. Each
// has a clock of its own: for the anslag, and for the time to appeal.
type Approval struct {
	Items     []int      // indexes into Meeting.Items, ascending
	AtOnce    bool       // approved at the meeting, omedelbart justerade
	Adjusted  civil.Date // zero when that is still to come
	Announced civil.Date // zero when that is still to come
}

// Approvals divides a meeting: first the §§ of the protocol as a whole, then those
// that were approved at once, by the day of their anslag. A § that was approved at
// once goes with the others when all were approved on the day of the meeting and it
// has no anslag of its own.
func (m *Meeting) Approvals() []Approval {
	var all []Approval
	for i, it := range m.Items {
		a := Approval{Adjusted: m.Adjustment.Date, Announced: m.Adjustment.Announced}
		if it.Immediate && (!it.Announced.IsZero() || m.Adjustment.Date != m.Date) {
			a = Approval{AtOnce: true, Adjusted: m.Date, Announced: it.Announced}
		}
		k := slices.IndexFunc(all, func(o Approval) bool { return o.AtOnce == a.AtOnce && o.Announced == a.Announced })
		if k < 0 {
			k = len(all)
			all = append(all, a)
		}
		all[k].Items = append(all[k].Items, i)
	}
	slices.SortStableFunc(all, func(a, b Approval) int {
		switch {
		case a.AtOnce == b.AtOnce:
			return a.Announced.Compare(b.Announced)
		case a.AtOnce:
			return 1
		}
		return -1
	})
	return all
}

// Settled reports whether the approval has taken place. Until then its day is the
// one that is planned.
func (m *Meeting) Settled(a Approval) bool {
	return a.AtOnce || !a.Adjusted.IsZero() && (m.Status == Approved || !a.Announced.IsZero())
}

// OpenToReview reports whether a § can be taken to laglighetsprövning, which it
// can when nothing else is said and something is decided.
func (it *Item) OpenToReview() bool {
	return it.Appeal == LegalityReview || it.Appeal == "" && it.Kind != Information
}
