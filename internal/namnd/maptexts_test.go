package namnd

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

func fullMeeting() *Meeting {
	shared := &Case{Title: "ärendets rubrik", Proposal: []Point{{Text: "punkt", Points: []Point{{Text: "underpunkt"}}}},
		Deadlines: []Deadline{{Name: "svar", Purpose: "yttrande"}}}
	return &Meeting{
		Board:   Board{Name: "provnämnden", Kind: Specialist},
		Status:  Approved,
		Present: []Attendance{{Name: "Anna Exempelsson", Role: Chair}},
		Agenda:  []AgendaItem{{No: "1", Case: shared}},
		Items: []Item{{No: "1", Case: shared, Dnr: []string{"PN 1"}, Outcome: Granted,
			Votes: []Vote{{Yes: "bifall", Ballots: []Ballot{{Name: "Anna Exempelsson", Vote: Yes}}}}}},
	}
}

// TestMapTextsReachesAllThatEachTextSees holds the two against each other: what
// one reads, the other writes, but for closed words.
func TestMapTextsReachesAllThatEachTextSees(t *testing.T) {
	m := fullMeeting()
	var read, written []string
	EachText(m, func(path, text string) {
		if !slices.Contains([]string{"facknämnd", "justerat", "ordförande", "ja"}, text) && path != "paragrafer[0].utfall" {
			read = append(read, path+"="+text)
		}
	})
	out := MapTexts(m, func(path, text string) string {
		if !strings.Contains(path, ".ärende.") {
			written = append(written, path+"="+text)
		}
		return "X"
	})
	if !slices.Equal(read, written) {
		t.Errorf("read\n%s\nwritten\n%s", strings.Join(read, "\n"), strings.Join(written, "\n"))
	}
	if out.Items[0].Outcome != Granted || out.Present[0].Role != Chair || out.Items[0].Votes[0].Ballots[0].Vote != Yes {
		t.Error("a closed word was changed")
	}
	for _, c := range []*Case{out.Items[0].Case, out.Agenda[0].Case} {
		if c.Title != "X" || c.Proposal[0].Points[0].Text != "X" || c.Deadlines[0].Purpose != "X" {
			t.Errorf("the case is %+v", c)
		}
	}
}

func TestMapTextsLeavesTheOriginal(t *testing.T) {
	m := fullMeeting()
	MapTexts(m, func(string, string) string { return "X" })
	if !reflect.DeepEqual(m, fullMeeting()) {
		t.Errorf("the original became %+v", m)
	}
}

func TestMapTextsGivesThePathsOfCases(t *testing.T) {
	var paths []string
	MapTexts(fullMeeting(), func(path, text string) string {
		if text == "underpunkt" || text == "yttrande" {
			paths = append(paths, path)
		}
		return text
	})
	want := []string{"föredragningslista[0].ärende.frister.svar.avser", "föredragningslista[0].ärende.förslag[0].underpunkter[0].text",
		"paragrafer[0].ärende.frister.svar.avser", "paragrafer[0].ärende.förslag[0].underpunkter[0].text"}
	if !slices.Equal(paths, want) {
		t.Errorf("got %q", paths)
	}
}
