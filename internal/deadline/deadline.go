// Package deadline counts the days that the law gives: justering, anslag,
// laglighetsprövning, when an anslag may come down, and förvaltningsbesvär.
//
// Each kind has its own first day, and they are never the same: justering runs
// from the sammanträde, anslag from the justering, the appeal from the anslag.
// Weeks are counted by 1 § of lagen (1930:173) om beräkning av lagstadgad tid,
// as the same day of the week, and not as days. A last day that is no working
// day goes on to the next one by 2 § of the same act.
package deadline

import (
	"strings"
	"time"

	"kansli/internal/civil"
)

// Kind tells the deadlines apart.
type Kind string

// The kinds; the words are Swedish because they are shown and written in files.
const (
	KindAdjustment  Kind = "justering"
	KindNotice      Kind = "anslag"
	KindAppeal      Kind = "laglighetsprövning"
	KindTakeDown    Kind = "nedtagning"
	KindAdminAppeal Kind = "förvaltningsbesvär"
)

// Deadline is a day that the law gives, with its grounds. The texts are Swedish;
// Rule and Unsettled are sentences with a full stop.
type Deadline struct {
	Kind      Kind
	Name      string     // what must be done, such as "Sista dag att överklaga (laglighetsprövning)"
	Start     civil.Date // the day that it counts from
	StartWhat string     // what day that is, such as "dagen då justeringen tillkännagavs"
	Raw       civil.Date // as counted, before the rule on holidays
	Last      civil.Date // the day that holds; for KindTakeDown the first day
	Moved     string     // what the counted day is when Last is later, such as "julafton"; else ""
	Rule      string     // the rule in a sentence or two
	Source    string     // the law
	Unsettled string     // what no source has settled, or ""
}

// rule is what sets one kind apart: the day itself is counted the same way for
// all.
type rule struct {
	days     int // from the first day, which is not counted
	after    int // days after the last day
	inForce  civil.Date
	Deadline // the texts
}

const (
	weeks      = "Tiden går ut samma veckodag tre veckor senare, eller nästa vardag om den dagen är en lördag, söndag, helgdag, midsommarafton, julafton eller nyårsafton."
	countedBy  = "1 och 2 §§ lagen (1930:173) om beräkning av lagstadgad tid"
	aimEarlier = "Sikta på den dag som räknas fram utan förlängning."
)

var (
	// An act cannot bind before it was made. Both are from 2017; which day they took
	// effect is used for a note only.
	localGovernmentAct = civil.Date{Year: 2018, Month: time.January, Day: 1}
	procedureAct       = civil.Date{Year: 2018, Month: time.July, Day: 1}
)

var rules = map[Kind]rule{
	KindAdjustment: {14, 0, localGovernmentAct, Deadline{
		Name:      "Sista dag för justering",
		StartWhat: "sammanträdesdagen",
		Rule:      "Protokollet ska justeras senast 14 dagar efter sammanträdet.",
		Source:    "5 kap. 69 § och 6 kap. 35 § kommunallagen (2017:725)",
		Unsettled: "Vi har inte funnit något avgörande om hur första dagen räknas eller om tiden förlängs när sista dagen är en helgdag. " + aimEarlier,
	}},
	KindNotice: {2, 0, localGovernmentAct, Deadline{
		Name:      "Sista dag att anslå justeringen",
		StartWhat: "dagen då protokollet justerades",
		Rule:      "Justeringen ska tillkännages på anslagstavlan senast andra dagen efter justeringen.",
		Source:    "8 kap. 12 § kommunallagen (2017:725)",
		Unsettled: "Vi har inte funnit något avgörande om tiden förlängs när sista dagen är en helgdag. " + aimEarlier,
	}},
	KindAppeal: {21, 0, localGovernmentAct, Deadline{
		Name:      "Sista dag att överklaga (laglighetsprövning)",
		StartWhat: "dagen då justeringen tillkännagavs på anslagstavlan",
		Rule:      "Överklagandet ska ha kommit in till förvaltningsrätten inom tre veckor från den dag då justeringen tillkännagavs på anslagstavlan. " + weeks,
		Source:    "13 kap. 5 § kommunallagen (2017:725); " + countedBy,
	}},
	KindTakeDown: {21, 1, localGovernmentAct, Deadline{
		Name:      "Första dag anslaget får tas ned",
		StartWhat: "dagen då justeringen tillkännagavs på anslagstavlan",
		Rule:      "Anslaget ska sitta uppe hela den sista dagen för överklagande och får tas ned tidigast dagen därpå.",
		Source:    "8 kap. 12 § och 13 kap. 5 § kommunallagen (2017:725)",
	}},
	KindAdminAppeal: {21, 0, procedureAct, Deadline{
		Name:      "Sista dag att överklaga (förvaltningsbesvär)",
		StartWhat: "dagen då den som överklagar fick del av beslutet",
		Rule:      "Överklagandet ska ha kommit in till den myndighet som fattade beslutet inom tre veckor från den dag då den som överklagar fick del av det. " + weeks,
		Source:    "43 och 44 §§ förvaltningslagen (2017:900); " + countedBy,
	}},
}

// Adjustment gives the last day to approve a protocol, from the day of the
// meeting. Raw is the day to aim at.
func Adjustment(meeting civil.Date) Deadline { return count(KindAdjustment, meeting) }

// Notice gives the last day to announce that a protocol was approved, from the
// day of its approval. A § that was approved at once has a day of its own. Raw is
// the day to aim at.
func Notice(adjusted civil.Date) Deadline { return count(KindNotice, adjusted) }

// Appeal gives the last day on which an appeal for laglighetsprövning must have
// come in, from the day of the announcement. For a joint board that is the last
// of the members' announcements.
func Appeal(announced civil.Date) Deadline { return count(KindAppeal, announced) }

// TakeDown gives the first day on which the anslag may come down, from the day
// of the announcement.
func TakeDown(announced civil.Date) Deadline { return count(KindTakeDown, announced) }

// AdministrativeAppeal gives the last day for förvaltningsbesvär, from the day
// on which the person received the decision.
func AdministrativeAppeal(received civil.Date) Deadline { return count(KindAdminAppeal, received) }

// count gives zero days for the zero Date.
func count(k Kind, start civil.Date) Deadline {
	r := rules[k]
	d := r.Deadline
	d.Kind, d.Start = k, start
	if start.IsZero() {
		return d
	}
	raw := start.AddDays(r.days)
	last := Next(raw)
	if last != raw {
		d.Moved = Name(raw)
	}
	if start.Before(r.inForce) {
		d.Unsettled = strings.TrimSpace("Räknat efter den lag som gäller nu; vid den tiden gällde en äldre lag. " + d.Unsettled)
	}
	d.Raw, d.Last = raw.AddDays(r.after), last.AddDays(r.after)
	return d
}
