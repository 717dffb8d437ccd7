package merge

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"kansli/internal/namnd"
	"kansli/internal/namnd/namndtest"
)

// seeds is how many generated meetings the papers are held against.
const seeds = 500

func TestWhichPapersAMeetingGets(t *testing.T) {
	set := load(t)
	for _, tc := range []struct {
		name   string
		change func(*namnd.Meeting)
		want   string
	}{
		{"held", func(*namnd.Meeting) {}, "foredragningslista protokoll protokoll-omedelbart anslag anslag-omedelbart expedieringslista"},
		{"planned", func(m *namnd.Meeting) { m.Status = namnd.Planned }, "foredragningslista"},
		{"without §§", func(m *namnd.Meeting) { m.Items = nil }, "foredragningslista"},
		{"without an agenda", func(m *namnd.Meeting) { m.Agenda = nil }, "protokoll protokoll-omedelbart anslag anslag-omedelbart expedieringslista"},
		{"not announced", func(m *namnd.Meeting) {
			m.Adjustment.Announced, m.Items[1].Announced = day(""), day("")
		}, "foredragningslista protokoll protokoll-omedelbart expedieringslista"},
		{"two days of announcement", func(m *namnd.Meeting) {
			m.Items[3].Immediate, m.Items[3].Announced = true, day("2023-05-13")
		}, "foredragningslista protokoll protokoll-omedelbart anslag anslag-omedelbart anslag-omedelbart-2 expedieringslista"},
		{"all approved at once", func(m *namnd.Meeting) {
			for i := range m.Items {
				m.Items[i].Immediate, m.Items[i].Announced = true, day("2023-05-12")
			}
		}, "foredragningslista protokoll-omedelbart anslag-omedelbart expedieringslista"},
		{"all approved at the meeting", func(m *namnd.Meeting) {
			m.Adjustment.Date, m.Items[1].Announced = m.Date, day("")
		}, "foredragningslista protokoll anslag expedieringslista"},
	} {
		m := meeting()
		tc.change(m)
		var got []string
		for _, kind := range []Kind{Agenda, Protocol, Notice, Dispatch} {
			for p, findings := range set.Meeting(kind, m) {
				paper(t, p, findings)
				got = append(got, p.Suffix)
			}
		}
		if strings.Join(got, " ") != tc.want {
			t.Errorf("%s: got %s", tc.name, strings.Join(got, " "))
		}
	}
}

func TestApprovedAtOnceIsLeftOutOfTheNoticeOfTheRest(t *testing.T) {
	for p := range load(t).Meeting(Notice, meeting()) {
		if want := map[string][]string{"anslag": {"10", "12", "13"}, "anslag-omedelbart": {"11"}}[p.Suffix]; !slices.Equal(p.Sections, want) {
			t.Errorf("%s is about %q", p.Suffix, p.Sections)
		}
	}
}

// sectionsOf divides a protocol at its §§: the text under each, by number, with its
// headings as in an extract.
func sectionsOf(md []byte) map[string]string {
	out := make(map[string]string)
	for i, part := range strings.Split(string(md), "\n## §\u00a0") {
		if i == 0 {
			continue
		}
		title, body, _ := strings.Cut(part, "\n")
		body, _, _ = strings.Cut(body, "\n### Protokollsutdraget skickas till\n")
		out[title] = strings.TrimSpace(strings.ReplaceAll(body, "\n###", "\n##"))
	}
	return out
}

// The protocol and the extracts say the same of each §.
func TestProtocolSaysWhatTheExtractsSay(t *testing.T) {
	set := load(t)
	compared := 0
	for seed := range seeds / 5 {
		m := namndtest.Meeting(uint64(seed))
		all := make(map[string]string)
		for p, findings := range set.Meeting(Protocol, m) {
			for title, body := range sectionsOf(paper(t, p, findings)) {
				if other, twice := all[title]; twice && other != body {
					t.Errorf("seed %d: § %s differs between the protocols", seed, title)
				}
				all[title] = body
			}
		}
		for p, findings := range set.Meeting(Extract, m) {
			_, text, _ := strings.Cut(string(paper(t, p, findings)), "\n# §\u00a0")
			title, body, _ := strings.Cut(text, "\n")
			before, after, _ := strings.Cut(body, "Utdrag ur protokoll")
			_, after, _ = strings.Cut(after, "\n\n")
			after, _, _ = strings.Cut(after, "\n## Justering\n")
			if got, want := strings.TrimSpace(before)+"\n\n"+after, all[title]; strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(want), " ") {
				t.Errorf("seed %d, § %s: the extract has\n%s\nthe protocol has\n%s", seed, title, got, want)
			}
			compared++
		}
	}
	if compared < seeds/5*4 {
		t.Errorf("only %d §§ were compared", compared)
	}
}

// What the prose says is what the data say, for every vote, jäv and reservation.
func TestProseStatesTheData(t *testing.T) {
	set := load(t)
	told := make(map[string]int)
	for seed := range seeds {
		m := namndtest.Meeting(uint64(seed))
		for i := range m.Items {
			it := &m.Items[i]
			p, findings := set.Extract(m, i)
			text := strings.ReplaceAll(string(paper(t, p, findings)), "\u00a0", " ")
			says := func(what, sentence string) {
				told[what]++
				if !strings.Contains(text, sentence) {
					t.Errorf("seed %d, § %s: %s: no %q in\n%s", seed, it.No, what, sentence, text)
				}
			}
			for _, v := range it.Votes {
				if v.BetweenNames() {
					for _, c := range v.Candidates {
						says("name", fmt.Sprintf("- %s: %d röst", c.Name, c.Votes))
					}
				} else {
					says("proposition", "- Ja: "+v.Yes+"\n- Nej: "+v.No+"\n")
				}
				for _, b := range v.Ballots {
					a, _ := m.Attendee(b.Name)
					says("ballot", row(a, b))
				}
				c := v.Tally()
				switch side, means := it.Winner(v); {
				case v.Text != "":
				case v.BetweenNames():
					if c.Absent > 0 {
						says("absent", fmt.Sprintf("frånvarande är %d.", c.Absent))
					}
					if c.Blank > 0 {
						says("blank", fmt.Sprintf("- blanka: %d röst", c.Blank))
					}
					if means == namnd.ByLot {
						says("lot", "Lotten faller på "+string(side))
					}
					says("elected", " därmed ")
				default:
					says("numbers", fmt.Sprintf("Omröstningen ger %d ja mot %d nej", c.Yes, c.No))
					if c.Abstained > 0 {
						says("abstaining", fmt.Sprintf(" %d avstår", c.Abstained))
					}
					if c.Absent > 0 {
						says("absent", fmt.Sprintf(" %d är frånvarande.", c.Absent))
					}
					if v.Tie() && means == namnd.ByLot {
						says("lot", "Lotten faller på "+words(v, side))
					} else if v.Tie() {
						says("casting vote", "utslagsröst, som är "+string(side))
					}
				}
			}
			for _, c := range it.Conflicts {
				says("jäv", set.itemScope(m, i, 0).withParty(c.Name)+" anmäler jäv")
				if strings.Contains(text, "| "+c.Name+" |") {
					t.Errorf("seed %d, § %s: %s has jäv and is in the table of votes", seed, it.No, c.Name)
				}
				if by := m.SubstituteOf(c.Name, it); by != "" {
					says("substitute", set.itemScope(m, i, 0).withParty(by)+" tjänstgör i stället.")
				}
			}
			for _, r := range it.Reservations {
				says("reservation", set.itemScope(m, i, 0).withParty(r.By[len(r.By)-1])+" reserverar sig mot beslutet")
			}
			for _, motion := range it.Motions {
				if said := strings.Contains(text, set.itemScope(m, i, 0).withParty(motion.By[0])+" yrkar"); it.Proposals == "" && !motion.Withdrawn && len(motion.By) == 1 && !said {
					t.Errorf("seed %d, § %s: the yrkande of %s is not there", seed, it.No, motion.By[0])
				}
			}
			if len(it.Aside) > 0 {
				says("aside", "deltar inte i beslutet.")
			}
			if len(it.Votes) > 0 && it.Votes[len(it.Votes)-1].Text == "" {
				says("outcome", map[namnd.Outcome]string{
					namnd.Granted: " därmed ", namnd.Refused: " avslår därmed ", namnd.Referred: " återremitterar därmed ärendet.",
					namnd.Postponed: " bordlägger därmed ärendet.", namnd.Amended: " därmed ",
				}[it.Voted()])
			}
		}
	}
	for _, what := range []string{"proposition", "ballot", "numbers", "abstaining", "absent", "name", "blank", "lot", "elected", "casting vote", "jäv", "substitute", "reservation", "aside", "outcome"} {
		if told[what] == 0 {
			t.Errorf("no meeting has any %s", what)
		}
	}
}

// row is how a ballot stands in the table.
func row(a namnd.Attendance, b namnd.Ballot) string {
	cells := []string{"", "", "", ""}
	i := slices.Index([]namnd.Choice{namnd.Yes, namnd.No, namnd.Abstain, namnd.Absent}, b.Vote)
	cells[i] = []string{"Ja", "Nej", "Avstår", "Frånvarande"}[i]
	party := a.Party
	if party == "" {
		party = "–"
	}
	return "| " + b.Name + " | " + party + " | " + strings.Join(cells, " | ") + " |"
}

// The cover names all who took part in any § and nobody else as deciding.
func TestCoverNamesThoseWhoDecide(t *testing.T) {
	set := load(t)
	for seed := range seeds {
		m := namndtest.Meeting(uint64(seed))
		for p, findings := range set.Meeting(Protocol, m) {
			cover, _, _ := strings.Cut(string(paper(t, p, findings)), "\n## §")
			_, deciding, _ := strings.Cut(cover, "\n## Beslutande\n")
			deciding, _, _ = strings.Cut(deciding, "\n## ")
			for _, a := range m.Present {
				seated := slices.ContainsFunc(m.Items, func(it namnd.Item) bool {
					return slices.Contains(p.Sections, it.No) && slices.ContainsFunc(m.Seated(&it), func(s namnd.Attendance) bool { return s.Name == a.Name })
				})
				if named := strings.Contains(deciding, "| "+a.Name+" |"); seated && !named || named && !seated && a.Role == namnd.Substitute {
					t.Errorf("seed %d, %s: %s: seated %v, named %v in\n%s", seed, p.Suffix, a.Name, seated, named, deciding)
				}
			}
		}
	}
}

func TestMeetingPapersAreTheSameEachTime(t *testing.T) {
	set := load(t)
	m := namndtest.Meeting(7)
	for _, kind := range []Kind{Agenda, Protocol, Extract, Notice, Dispatch} {
		var first [][]byte
		for p := range set.Meeting(kind, m) {
			first = append(first, p.Markdown)
		}
		for p := range load(t).Meeting(kind, namndtest.Meeting(7)) {
			if len(first) == 0 || !bytes.Equal(p.Markdown, first[0]) {
				t.Fatalf("%s differs the second time", p.Suffix)
			}
			first = first[1:]
		}
	}
}

func BenchmarkProtocol(b *testing.B) {
	set, m := load(b), namndtest.Meeting(3)
	b.ReportAllocs()
	for b.Loop() {
		for range set.Meeting(Protocol, m) {
		}
	}
}
