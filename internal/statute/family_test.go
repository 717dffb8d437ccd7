package statute

import (
	"slices"
	"testing"

	"kansli/internal/namnd"
	"kansli/internal/namnd/namndtest"
)

// family is how many generated meetings the rules are held against.
const family = 600

func TestFamilyIsSilent(t *testing.T) {
	for seed := range uint64(family) {
		m := namndtest.Meeting(seed)
		for _, f := range CheckMeeting(m, Context{Boards: boards, Meetings: []*namnd.Meeting{m}}) {
			t.Errorf("meeting %d: %s: %s [%s]", seed, f.Path, f.Message, f.Rule)
		}
	}
}

// TestFamilyIsVaried keeps the generator from getting easier than its users
// think.
func TestFamilyIsVaried(t *testing.T) {
	seen := map[string]int{}
	count := func(what string, is bool) {
		if is {
			seen[what]++
		}
	}
	for seed := range uint64(family) {
		m := namndtest.Meeting(seed)
		for i := range m.Items {
			it := &m.Items[i]
			count("§§", true)
			count("jäv", len(it.Conflicts) > 0)
			count("chair with jäv", it.Chair != "")
			count("aside", len(it.Aside) > 0)
			count("reservations", len(it.Reservations) > 0)
			count("several votes", len(it.Votes) > 1)
			count("jäv and vote", len(it.Conflicts) > 0 && len(it.Votes) > 0)
			count("approved at once", it.Immediate)
			count("overturned chair", it.ChairFinds != "" && it.Outcome != "" && it.ChairFinds != it.Outcome)
			for _, o := range it.Outcome.Values() {
				count(o, string(it.Outcome) == o)
			}
			for _, v := range it.Votes {
				count("votes", true)
				count("secret", v.Secret)
				count("casting", v.Casting != "")
				count("lot", v.Lot.Winner != "")
				count("Ja means no", v.YesMeans == namnd.Refused)
				count("absent", v.Tally().Absent > 0)
			}
			count("substitutes serve", slices.ContainsFunc(m.TakingPart(it), func(a namnd.Attendance) bool { return a.Role == namnd.Substitute }))
		}
	}
	for _, what := range []string{"§§", "jäv", "chair with jäv", "aside", "reservations", "several votes", "jäv and vote", "approved at once", "overturned chair",
		"bifall", "avslag", "återremiss", "bordläggning", "ändring", "votes", "secret", "casting", "lot", "Ja means no", "absent", "substitutes serve"} {
		if seen[what] < 20 {
			t.Errorf("only %d of %s", seen[what], what)
		}
	}
	t.Log(seen)
}
