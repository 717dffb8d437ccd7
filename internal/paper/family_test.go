package paper_test

import (
	"fmt"
	"strings"
	"testing"

	"kansli/internal/casefile"
	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/namnd/namndtest"
	"kansli/internal/paper"
)

// TestFamilyOfMeetings sets the protocol of 500 made-up meetings, all lawful,
// and holds the prose against the data: every vote with its numbers, every
// person under jäv named and absent from the roll of that §, every reservation.
func TestFamilyOfMeetings(t *testing.T) {
	shop := workshop(t)
	votes := 0
	for seed := range uint64(500) {
		m := namndtest.Meeting(seed)
		file := casefile.File{Name: fmt.Sprintf("möte %d", seed), Kind: casefile.KindMeeting, Meeting: m}
		if findings := paper.Check(file, nil, nil); diag.Stops(findings) {
			t.Fatalf("seed %d:\n%s", seed, text(findings))
		}
		papers, findings := shop.Papers(file, paper.Protocol)
		if diag.Stops(findings) {
			t.Fatalf("seed %d:\n%s", seed, text(findings))
		}
		protocols := ""
		for _, p := range papers {
			if _, findings := shop.Write(p, paper.Options{}, paper.Markdown); diag.Stops(findings) {
				t.Fatalf("seed %d, %s:\n%s", seed, p.Suffix, text(findings))
			}
			protocols += string(p.Markdown)
		}
		protocols = strings.ReplaceAll(protocols, "\u00a0", " ")
		for _, title := range emptyHeadings(protocols) {
			t.Errorf("seed %d: %q has no text", seed, title)
		}
		for i := range m.Items {
			it := &m.Items[i]
			section := sectionOf(protocols, it.No)
			if section == "" {
				t.Fatalf("seed %d: § %s is in no protocol", seed, it.No)
			}
			votes += len(it.Votes)
			for _, want := range prose(it) {
				if !strings.Contains(section, want) {
					t.Errorf("seed %d: § %s does not say %q:\n%s", seed, it.No, want, section)
				}
			}
			for _, c := range it.Conflicts {
				if strings.Contains(section, "| "+c.Name+" |") {
					t.Errorf("seed %d: § %s has %s, who is under jäv, on the roll of a vote", seed, it.No, c.Name)
				}
			}
		}
		if t.Failed() {
			return
		}
	}
	if votes < 500 {
		t.Errorf("the family holds only %d votes", votes)
	}
}

// prose are the words and numbers that a § must say.
func prose(it *namnd.Item) []string {
	var want []string
	for i := range it.Votes {
		v := &it.Votes[i]
		if n := v.Tally(); v.Text == "" && !v.BetweenNames() {
			want = append(want, fmt.Sprintf("%d ja mot %d nej", n.Yes, n.No))
		}
		for _, c := range v.Candidates {
			want = append(want, fmt.Sprintf("- %s: %d röst", c.Name, c.Votes))
		}
		for _, b := range v.Ballots {
			want = append(want, b.Name)
		}
	}
	for _, c := range it.Conflicts {
		want = append(want, c.Name)
	}
	for _, r := range it.Reservations {
		want = append(want, r.By...)
	}
	return want
}

// sectionOf is the text of a § in a protocol, up to the next §.
func sectionOf(protocol, no string) string {
	_, rest, found := strings.Cut(protocol, "\n## § "+no+" ")
	if !found {
		return ""
	}
	section, _, _ := strings.Cut(rest, "\n## ")
	return section
}
