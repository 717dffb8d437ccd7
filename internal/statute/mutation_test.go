package statute

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kansli/internal/namnd"
	"kansli/internal/namnd/namndtest"
)

// mutations plant one fault each in a § of a valid meeting; they report false
// where the § does not lend itself to it.
var mutations = []struct {
	name, rule string
	plant      func(m *namnd.Meeting, it *namnd.Item) bool
}{
	{"someone with jäv votes", "jäv-röstar", func(m *namnd.Meeting, it *namnd.Item) bool {
		return len(it.Conflicts) > 0 && extraBallot(m, it, it.Conflicts[0].Name)
	}},
	{"a substitute who does not serve votes", "röst-utan-rätt", func(m *namnd.Meeting, it *namnd.Item) bool {
		return extraBallot(m, it, watching(m, it))
	}},
	{"someone votes twice", "dubbel-röst", func(m *namnd.Meeting, it *namnd.Item) bool {
		return openVote(it) && slices.Contains(it.Votes[0].Ballots, namnd.Ballot{Name: m.Presiding(it), Vote: winning(it)}) && extraBallot(m, it, m.Presiding(it))
	}},
	{"someone who stands aside abstains", "deltar-inte-röstar", func(m *namnd.Meeting, it *namnd.Item) bool {
		if !openVote(it) || len(it.Aside) == 0 {
			return false
		}
		v := &it.Votes[0]
		v.Ballots = append(v.Ballots, namnd.Ballot{Name: it.Aside[0], Vote: namnd.Abstain})
		recount(v)
		return true
	}},
	{"a ballot is missing", "röst-saknas", func(m *namnd.Meeting, it *namnd.Item) bool {
		if !openVote(it) {
			return false
		}
		v := &it.Votes[0]
		i := slices.IndexFunc(v.Ballots, func(b namnd.Ballot) bool { return b.Vote == namnd.Abstain })
		if i < 0 {
			return false
		}
		v.Ballots = slices.Delete(v.Ballots, i, i+1)
		recount(v)
		return true
	}},
	{"someone present is called absent", "frånvarande-fast-närvarande", func(m *namnd.Meeting, it *namnd.Item) bool {
		if !openVote(it) || it.Votes[0].Count != (namnd.Count{}) {
			return false
		}
		for i, b := range it.Votes[0].Ballots {
			if b.Vote == namnd.Abstain {
				it.Votes[0].Ballots[i].Vote = namnd.Absent
				return true
			}
		}
		return false
	}},
	{"wrong total", "resultat-mot-röster", func(m *namnd.Meeting, it *namnd.Item) bool {
		if !openVote(it) || it.Votes[0].Count == (namnd.Count{}) {
			return false
		}
		it.Votes[0].Count.Yes++
		return true
	}},
	{"one absent too many", "röster-mot-platser", func(m *namnd.Meeting, it *namnd.Item) bool {
		if !openVote(it) || it.Votes[0].Count == (namnd.Count{}) {
			return false
		}
		it.Votes[0].Count.Absent++
		return true
	}},
	{"one too many in a secret vote", "röster-mot-platser", func(m *namnd.Meeting, it *namnd.Item) bool {
		if len(it.Votes) != 1 || !it.Votes[0].Secret || it.Votes[0].Text != "" || it.Votes[0].Count.Abstained == 0 {
			return false
		}
		it.Votes[0].Count.Abstained++
		return true
	}},
	{"totals only", "röster-utan-namn", func(m *namnd.Meeting, it *namnd.Item) bool {
		if !openVote(it) {
			return false
		}
		it.Votes[0].Count, it.Votes[0].Ballots = it.Votes[0].Tally(), nil
		return true
	}},
	{"neither ballots nor totals", "omröstning-utan-resultat", func(m *namnd.Meeting, it *namnd.Item) bool {
		if len(it.Votes) != 1 || !it.Votes[0].Secret || it.Votes[0].Text != "" || it.Votes[0].Lot.Winner != "" || it.Votes[0].BetweenNames() {
			return false
		}
		it.Votes[0].Count = namnd.Count{}
		return true
	}},
	{"a secret vote on a ruling", "sluten-omröstning", func(m *namnd.Meeting, it *namnd.Item) bool {
		if !openVote(it) || it.DrawsLots(it.Votes[0]) {
			return false
		}
		it.Votes[0].Count, it.Votes[0].Ballots, it.Votes[0].Secret = it.Votes[0].Tally(), nil, true
		return true
	}},
	{"names in a secret vote", "sluten-med-namn", func(m *namnd.Meeting, it *namnd.Item) bool {
		if !openVote(it) || !it.DrawsLots(it.Votes[0]) {
			return false
		}
		it.Votes[0].Secret = true
		return true
	}},
	{"a tie without utslagsröst", "utslagsröst-saknas", func(m *namnd.Meeting, it *namnd.Item) bool {
		if !mainVote(it) || it.Votes[0].Casting == "" {
			return false
		}
		it.Votes[0].Casting = ""
		return true
	}},
	{"a tie without lot", "lottning-saknas", func(m *namnd.Meeting, it *namnd.Item) bool {
		if len(it.Votes) != 1 || it.Votes[0].Lot.Winner == "" {
			return false
		}
		it.Votes[0].Lot.Winner = ""
		return true
	}},
	{"utslagsröst without a tie", "utslagsröst-utan-lika", func(m *namnd.Meeting, it *namnd.Item) bool {
		if !mainVote(it) || it.Votes[0].Tie() {
			return false
		}
		it.Votes[0].Casting = namnd.YesSide
		return true
	}},
	{"utslagsröst in an election", "utslagsröst-i-val", func(m *namnd.Meeting, it *namnd.Item) bool {
		if len(it.Votes) != 1 || !it.DrawsLots(it.Votes[0]) {
			return false
		}
		it.Votes[0].Casting = namnd.NoSide
		return true
	}},
	{"the lot falls on somebody else", "lottning-på-annan", func(m *namnd.Meeting, it *namnd.Item) bool {
		if len(it.Votes) != 1 || it.Votes[0].Lot.Winner == "" || it.Votes[0].BetweenNames() {
			return false
		}
		it.Votes[0].Lot.Winner, it.Votes[0].Winner = "Någon Annan", ""
		return true
	}},
	{"the one who lost is elected", "val-mot-röster", func(m *namnd.Meeting, it *namnd.Item) bool {
		if len(it.Votes) != 1 || !it.Votes[0].BetweenNames() {
			return false
		}
		won, _ := it.Winner(it.Votes[0])
		for _, c := range it.Votes[0].Candidates {
			if c.Name != string(won) {
				it.Decision[0].Text = namnd.Markdown("Nämnden utser " + c.Name + ".")
			}
		}
		return won != ""
	}},
	{"a vote does not say what no is", "omröstning-utan-alternativ", func(m *namnd.Meeting, it *namnd.Item) bool {
		if len(it.Votes) != 1 || it.Votes[0].No == "" || it.Votes[0].NoMeans != "" {
			return false
		}
		it.Votes[0].No = ""
		return true
	}},
	{"a slip too many", "röster-mot-platser", func(m *namnd.Meeting, it *namnd.Item) bool {
		if len(it.Votes) != 1 || !it.Votes[0].BetweenNames() || it.Votes[0].Tie() {
			return false
		}
		it.Votes[0].Count.Blank++
		return true
	}},
	{"a substitute who does not serve joins a yrkande", "yrkande-av-frånvarande", func(m *namnd.Meeting, it *namnd.Item) bool {
		name := watching(m, it)
		if len(it.Motions) == 0 || name == "" {
			return false
		}
		it.Motions[0].Joined = []string{name}
		return true
	}},
	{"a proposal of its own without words", "yrkande-utan-text", func(m *namnd.Meeting, it *namnd.Item) bool {
		if len(it.Motions) != 2 || it.Motions[0].Asks != namnd.AsksChange || it.Proposals != "" {
			return false
		}
		it.Motions[0].Asks, it.Motions[0].Text = namnd.AsksOwn, ""
		return true
	}},
	{"lot without a tie", "lottning-utan-lika", func(m *namnd.Meeting, it *namnd.Item) bool {
		if len(it.Votes) != 1 || !it.DrawsLots(it.Votes[0]) || it.Votes[0].Tie() {
			return false
		}
		it.Votes[0].Lot.Winner = "nej"
		return true
	}},
	{"lot on a ruling", "lottning-utan-val", func(m *namnd.Meeting, it *namnd.Item) bool {
		if !mainVote(it) {
			return false
		}
		it.Votes[0].Lot.Winner = "nej"
		return true
	}},
	{"the chair abstains at a tie", "ordföranden-avstår", func(m *namnd.Meeting, it *namnd.Item) bool {
		if !mainVote(it) {
			return false
		}
		v := &it.Votes[0]
		won, _ := it.Winner(*v)
		i := slices.Index(v.Ballots, namnd.Ballot{Name: m.Presiding(it), Vote: namnd.Choice(won)})
		if c := v.Tally(); i < 0 || v.Text != "" || max(c.Yes, c.No)-min(c.Yes, c.No) != 1 || min(c.Yes, c.No) == 0 {
			return false
		}
		v.Ballots[i].Vote, v.Casting = namnd.Abstain, won
		recount(v)
		return true
	}},
	{"the wrong side is said to win", "fel-vinnare", func(m *namnd.Meeting, it *namnd.Item) bool {
		if len(it.Votes) == 0 {
			return false
		}
		it.Votes[0].Winner = namnd.YesSide
		if won, _ := it.Winner(it.Votes[0]); won == namnd.YesSide {
			it.Votes[0].Winner = namnd.NoSide
		}
		return true
	}},
	{"wrong outcome of a vote", "utfall-mot-röster", func(m *namnd.Meeting, it *namnd.Item) bool {
		if !mainVote(it) || it.Voted() == "" {
			return false
		}
		it.Outcome = other(it.Outcome)
		return true
	}},
	{"outcome against the chair without a vote", "utfall-mot-röster", func(m *namnd.Meeting, it *namnd.Item) bool {
		if len(it.Votes) > 0 || it.ChairFinds != namnd.Granted {
			return false
		}
		it.ChairFinds = namnd.Refused
		return true
	}},
	{"the decision sends back what was granted", "beslut-mot-utfall", func(m *namnd.Meeting, it *namnd.Item) bool {
		it.Decision = []namnd.Point{{Text: "Nämnden återremitterar ärendet."}}
		return it.Outcome == namnd.Granted
	}},
	{"the decision is as proposed although refused", "beslut-mot-utfall", func(m *namnd.Meeting, it *namnd.Item) bool {
		it.Decision = []namnd.Point{{Text: namnd.AsProposed}}
		return it.Outcome == namnd.Refused
	}},
	{"the case is sent back and decided", "återremiss-med-beslut", func(m *namnd.Meeting, it *namnd.Item) bool {
		it.Decision = append(it.Decision, namnd.Point{Text: "Nämnden beviljar bidraget."})
		return it.Outcome == namnd.Referred || it.Outcome == namnd.Postponed
	}},
	{"a vote after sending the case back", "återremiss-med-beslut", func(m *namnd.Meeting, it *namnd.Item) bool {
		if len(it.Votes) != 1 || it.Voted() != it.Outcome || it.Outcome != namnd.Referred && it.Outcome != namnd.Postponed {
			return false
		}
		v := it.Votes[0]
		v.Concerns, v.YesMeans, v.NoMeans, v.Yes, v.No = namnd.VoteMain, namnd.Granted, namnd.Refused, "bifall", "avslag"
		it.Votes = append(it.Votes, v)
		return true
	}},
	{"Ja and Nej in the wrong words", "betydelse-mot-ord", func(m *namnd.Meeting, it *namnd.Item) bool {
		if !mainVote(it) {
			return false
		}
		it.Votes[0].Yes, it.Votes[0].No = it.Votes[0].No, it.Votes[0].Yes
		return true
	}},
	{"no meaning", "betydelse-saknas", func(m *namnd.Meeting, it *namnd.Item) bool {
		if !mainVote(it) {
			return false
		}
		it.Votes[0].YesMeans, it.Votes[0].NoMeans = "", ""
		return true
	}},
	{"no vote on the main question", "motförslag-utan-huvudvotering", func(m *namnd.Meeting, it *namnd.Item) bool {
		if len(it.Votes) != 2 || it.Votes[0].Concerns != namnd.VoteCounter {
			return false
		}
		it.Votes = it.Votes[:1]
		return true
	}},
	{"three proposals without order", "propositionsordning-saknas", func(m *namnd.Meeting, it *namnd.Item) bool {
		if len(it.Votes) != 2 || it.Votes[0].Concerns != namnd.VoteCounter {
			return false
		}
		it.Votes = it.Votes[1:]
		return true
	}},
	{"wrong number in a text", "siffror-i-text", func(m *namnd.Meeting, it *namnd.Item) bool {
		it.Procedure = "Nämnden beslutar med 31 ja mot 2 nej."
		return len(it.Votes) > 0
	}},
	{"a vote in a text only", "siffror-i-text", func(m *namnd.Meeting, it *namnd.Item) bool {
		it.Procedure = "Tre ledamöter avstår från att rösta."
		return len(it.Votes) == 0
	}},
	{"a reservation by an absent member", "reservation-utan-beslut", func(m *namnd.Meeting, it *namnd.Item) bool {
		return reserve(it, away(m, it))
	}},
	{"a reservation by a substitute", "reservation-utan-beslut", func(m *namnd.Meeting, it *namnd.Item) bool {
		return reserve(it, watching(m, it))
	}},
	{"a reservation by one with jäv", "reservation-utan-beslut", func(m *namnd.Meeting, it *namnd.Item) bool {
		return len(it.Conflicts) > 0 && reserve(it, it.Conflicts[0].Name)
	}},
	{"a reservation by one who stood aside", "reservation-utan-beslut", func(m *namnd.Meeting, it *namnd.Item) bool {
		return len(it.Aside) > 0 && reserve(it, it.Aside[0])
	}},
	{"a reservation by a winner", "reservation-av-vinnare", func(m *namnd.Meeting, it *namnd.Item) bool {
		if !mainVote(it) {
			return false
		}
		i := slices.IndexFunc(it.Votes[0].Ballots, func(b namnd.Ballot) bool { return b.Vote == winning(it) })
		return i >= 0 && reserve(it, it.Votes[0].Ballots[i].Name)
	}},
	{"a yrkande by an absent member", "yrkande-av-frånvarande", func(m *namnd.Meeting, it *namnd.Item) bool {
		name := away(m, it)
		if len(it.Motions) == 0 || name == "" {
			return false
		}
		it.Motions[0].By = []string{name}
		return true
	}},
	{"a vote that nobody asked for", "yrkande-saknas", func(m *namnd.Meeting, it *namnd.Item) bool {
		it.Motions = nil
		return mainVote(it)
	}},
	{"no words in the decision", "beslut-saknas", func(m *namnd.Meeting, it *namnd.Item) bool {
		it.Decision = nil
		return it.Outcome == "" && it.Kind == ""
	}},
	{"the one with jäv leads", "jäv-leder", func(m *namnd.Meeting, it *namnd.Item) bool {
		if len(it.Conflicts) == 0 {
			return false
		}
		it.Chair = it.Conflicts[0].Name
		return len(it.Votes) == 0
	}},
	{"the one with jäv stays", "jäv-i-rummet", func(m *namnd.Meeting, it *namnd.Item) bool {
		if len(it.Conflicts) == 0 {
			return false
		}
		it.Conflicts[0].Stayed = true
		return true
	}},
	{"the one with jäv is listed as present", "jäv-närvarande", func(m *namnd.Meeting, it *namnd.Item) bool {
		return len(it.Conflicts) > 0 && attend(m, it.Conflicts[0].Name, "1–9999")
	}},
	{"someone absent has jäv", "jäv-okänd", func(m *namnd.Meeting, it *namnd.Item) bool {
		name := away(m, it)
		if _, listed := m.Attendee(name); listed || name == "" || len(it.Votes) > 0 {
			return false
		}
		it.Conflicts = append(it.Conflicts, namnd.Conflict{Name: name})
		return true
	}},
	{"nobody is named for the one with jäv", "jäv-utan-ersättare", func(m *namnd.Meeting, it *namnd.Item) bool {
		if len(it.Conflicts) == 0 || it.Conflicts[0].ReplacedBy == "" || it.Decision[0].Text != "Nämnden lägger anmälan till handlingarna." || it.Aside != nil || it.Statements != nil || it.Notes != nil {
			return false
		}
		it.Conflicts[0].ReplacedBy = ""
		return 2*len(m.Seated(it)) > m.Board.Seats
	}},
	{"quorum is lost", "inte-beslutför", func(m *namnd.Meeting, it *namnd.Item) bool {
		if len(it.Votes)+len(it.Motions)+len(it.Conflicts)+len(it.Aside)+len(it.Statements)+len(it.Notes) > 0 {
			return false
		}
		for _, a := range m.TakingPart(it) {
			if a.Role == namnd.Member && a.Sections.IsAll() {
				attend(m, a.Name, "ej "+it.No)
			}
		}
		return 2*len(m.Seated(it)) <= m.Board.Seats
	}},
	{"a substitute serves for two", "ersätter-två", func(m *namnd.Meeting, it *namnd.Item) bool {
		name := away(m, it)
		if _, listed := m.Attendee(name); listed || name == "" || m.SubstituteOf(name, it) != "" {
			return false
		}
		for i, a := range m.Present {
			if len(a.Serves) == 1 && a.Serves[0].Sections.Contains(it.No) {
				m.Present[i].Serves = append(m.Present[i].Serves, namnd.Serving{For: name, Sections: set(it.No)})
				return true
			}
		}
		return false
	}},
	{"a § is missing", "paragraf-lucka", func(m *namnd.Meeting, it *namnd.Item) bool {
		i := slices.IndexFunc(m.Items, func(o namnd.Item) bool { return o.No == it.No })
		if i < 1 || i == len(m.Items)-1 || m.Agenda != nil || m.Corrections != nil || whole(m.Items[i+1].No)-whole(m.Items[i-1].No) != 2 {
			return false
		}
		m.Items = slices.Delete(m.Items, i, i+1)
		return true
	}},
	{"a § takes up what was cancelled", "punkt-utgått", func(m *namnd.Meeting, it *namnd.Item) bool {
		for i := range m.Agenda {
			if m.Agenda[i].No == it.Agenda {
				m.Agenda[i].Cancelled = true
				return true
			}
		}
		return false
	}},
	{"a point without a §", "punkt-utan-paragraf", func(m *namnd.Meeting, it *namnd.Item) bool {
		m.Agenda = append(m.Agenda, namnd.AgendaItem{No: "99", Title: "Övriga frågor"})
		return true
	}},
	{"two points with one number", "dubbel-punkt", func(m *namnd.Meeting, it *namnd.Item) bool {
		m.Agenda = append(m.Agenda, namnd.AgendaItem{No: it.Agenda, Title: "Övriga frågor", Cancelled: true})
		return it.Agenda != ""
	}},
	{"justering after three weeks", "justering-sen", func(m *namnd.Meeting, it *namnd.Item) bool {
		if m.Adjustment.Date.IsZero() || m.Corrections != nil {
			return false
		}
		m.Adjustment.Date = m.Date.AddDays(21)
		m.Adjustment.Announced = m.Adjustment.Date
		return true
	}},
	{"anslag after ten days", "anslag-sent", func(m *namnd.Meeting, it *namnd.Item) bool {
		if m.Adjustment.Date.IsZero() {
			return false
		}
		m.Adjustment.Announced = m.Adjustment.Date.AddDays(10)
		return true
	}},
	{"anslag of a § after ten days", "anslag-sent", func(m *namnd.Meeting, it *namnd.Item) bool {
		it.Announced = m.Date.AddDays(10)
		return it.Immediate
	}},
	{"anslag before justering", "justering-före-mötet", func(m *namnd.Meeting, it *namnd.Item) bool {
		m.Adjustment.Announced = m.Adjustment.Date.AddDays(-1)
		return !m.Adjustment.Date.IsZero()
	}},
	{"the chair adjusts", "justerare-frånvarande", func(m *namnd.Meeting, it *namnd.Item) bool {
		m.Adjusters = append(m.Adjusters, m.Presiding(nil))
		return true
	}},
	{"a rättelse of no §", "rättelse-okänd-paragraf", func(m *namnd.Meeting, it *namnd.Item) bool {
		return correct(m, func(c *namnd.Correction) { c.Section = "9999" })
	}},
	{"a rättelse without ground", "rättelse-utan-lagrum", func(m *namnd.Meeting, it *namnd.Item) bool {
		return correct(m, func(c *namnd.Correction) { c.Ground = "förvaltningslagen" })
	}},
	{"a rättelse before justering", "rättelse-utan-justering", func(m *namnd.Meeting, it *namnd.Item) bool {
		return correct(m, func(c *namnd.Correction) { c.Date = m.Adjustment.Date.AddDays(-1) })
	}},
	{"a name with a slip", "namn-stavas-olika", func(m *namnd.Meeting, it *namnd.Item) bool {
		if len(it.Reservations) == 0 {
			return false
		}
		by := it.Reservations[0].By
		last := by[0][strings.LastIndex(by[0], " ")+1:]
		it.Reservations[0].By = append([]string{strings.Replace(by[0], last, last+"h", 1)}, by[1:]...)
		return true
	}},
	{"a personnummer", "personnummer", func(m *namnd.Meeting, it *namnd.Item) bool {
		it.Summary = "Ansökan kom från 19121212-1212."
		return true
	}},
	{"a word twice", "dubbelt-ord", func(m *namnd.Meeting, it *namnd.Item) bool {
		it.Summary = "Förvaltningen föreslår att att ärendet avgörs."
		return true
	}},
}

// enough is in how many meetings each fault is planted.
const enough = 5

func TestMutationsAreCaught(t *testing.T) {
	for _, mutation := range mutations {
		planted := 0
		for seed := range uint64(family) {
			for i, m := 0, namndtest.Meeting(seed); i < len(m.Items); i, m = i+1, namndtest.Meeting(seed) {
				if !mutation.plant(m, &m.Items[i]) {
					continue
				}
				planted++
				found := CheckMeeting(m, Context{Boards: boards})
				ids := rulesIn(found)
				slices.Sort(ids)
				if ids = slices.Compact(ids); !slices.Equal(ids, []string{mutation.rule}) {
					var text []string
					for _, f := range found {
						text = append(text, fmt.Sprintf("%s: %s [%s]", f.Path, f.Message, f.Rule))
					}
					t.Errorf("%s: meeting %d § %d: want %s alone, got\n\t%s", mutation.name, seed, i, mutation.rule, strings.Join(text, "\n\t"))
				}
				break
			}
			if planted == enough {
				break
			}
		}
		if planted < enough {
			t.Errorf("%s: could be planted in %d meetings only", mutation.name, planted)
		}
	}
}

// openVote reports whether the § has one vote by name and no text of it.
func openVote(it *namnd.Item) bool {
	return len(it.Votes) == 1 && len(it.Votes[0].Ballots) > 0 && it.Votes[0].Text == ""
}

// mainVote reports whether the § has one vote by name on whether to grant.
func mainVote(it *namnd.Item) bool {
	return openVote(it) && it.Votes[0].YesMeans != "" && it.Votes[0].Concerns != namnd.VoteAddition && !it.DrawsLots(it.Votes[0])
}

func winning(it *namnd.Item) namnd.Choice {
	won, _ := it.Winner(it.Votes[0])
	return namnd.Choice(won)
}

// extraBallot lets somebody vote with those who win.
func extraBallot(m *namnd.Meeting, it *namnd.Item, name string) bool {
	if !openVote(it) || name == "" || it.Votes[0].Tie() {
		return false
	}
	v := &it.Votes[0]
	v.Ballots = append(v.Ballots, namnd.Ballot{Name: name, Vote: winning(it)})
	recount(v)
	return true
}

// recount puts the totals right after the ballots, where they are written.
func recount(v *namnd.Vote) {
	if v.Count != (namnd.Count{}) {
		absent := v.Count.Absent
		v.Count = v.Counted()
		v.Count.Absent = max(v.Count.Absent, absent)
	}
}

func other(o namnd.Outcome) namnd.Outcome {
	if o == namnd.Granted {
		return namnd.Refused
	}
	return namnd.Granted
}

// watching is a substitute who is there and does not serve, or "".
func watching(m *namnd.Meeting, it *namnd.Item) string {
	for _, a := range m.Present {
		if m.Standing(a.Name, it) == namnd.Watching {
			return a.Name
		}
	}
	return ""
}

// away is a member who is not there and whom nobody serves for, or "".
func away(m *namnd.Meeting, it *namnd.Item) string {
	for _, o := range m.Items {
		for _, v := range o.Votes {
			for _, b := range v.Ballots {
				if at := m.Standing(b.Name, it); b.Vote == namnd.Absent && (at == namnd.Unlisted || at == namnd.Away) {
					return b.Name
				}
			}
		}
	}
	return ""
}

func reserve(it *namnd.Item, name string) bool {
	it.Reservations = append(it.Reservations, namnd.Reservation{By: []string{name}})
	return name != ""
}

func attend(m *namnd.Meeting, name, text string) bool {
	for i := range m.Present {
		if m.Present[i].Name == name {
			m.Present[i].Sections = set(text)
			return true
		}
	}
	return false
}

func set(text string) (s namnd.SectionSet) {
	if err := s.UnmarshalText([]byte(text)); err != nil {
		panic(err)
	}
	return s
}

func correct(m *namnd.Meeting, change func(*namnd.Correction)) bool {
	if len(m.Corrections) == 0 {
		return false
	}
	change(&m.Corrections[0])
	return true
}
