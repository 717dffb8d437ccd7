package namnd

import "testing"

func ballots(yes, no, abstained, absent int) (out []Ballot) {
	for choice, n := range map[Choice]int{Yes: yes, No: no, Abstain: abstained, Absent: absent} {
		for range n {
			out = append(out, Ballot{Name: "någon", Vote: choice})
		}
	}
	return out
}

func TestTally(t *testing.T) {
	for _, tt := range []struct {
		what string
		vote Vote
		want Count
	}{
		{"ballots", Vote{Ballots: ballots(5, 4, 1, 1)}, Count{Yes: 5, No: 4, Abstained: 1, Absent: 1}},
		{"totals only", Vote{Count: Count{Yes: 5, No: 4, Abstained: 0, Absent: 2}}, Count{Yes: 5, No: 4, Abstained: 0, Absent: 2}},
		{"ballots go before totals", Vote{Ballots: ballots(5, 4, 0, 0), Count: Count{Yes: 9, No: 9, Abstained: 9, Absent: 0}}, Count{Yes: 5, No: 4, Abstained: 0, Absent: 0}},
		{"the absent are counted but not named", Vote{Ballots: ballots(5, 4, 0, 0), Count: Count{Absent: 2}}, Count{Yes: 5, No: 4, Abstained: 0, Absent: 2}},
		{"the absent are named", Vote{Ballots: ballots(5, 4, 0, 1), Count: Count{Absent: 2}}, Count{Yes: 5, No: 4, Abstained: 0, Absent: 1}},
		{"nothing", Vote{}, Count{}},
	} {
		if got := tt.vote.Tally(); got != tt.want {
			t.Errorf("%s: got %+v, want %+v", tt.what, got, tt.want)
		}
	}
}

func TestWinner(t *testing.T) {
	tied := Count{Yes: 2, No: 2, Abstained: 5}
	for _, tt := range []struct {
		what  string
		kind  ItemKind
		vote  Vote
		side  Side
		means Means
	}{
		{"more yes", "", Vote{Ballots: ballots(3, 2, 0, 0)}, YesSide, ByVotes},
		{"more no", "", Vote{Ballots: ballots(2, 3, 0, 0)}, NoSide, ByVotes},
		{"more no, although stated otherwise", "", Vote{Count: Count{Yes: 1, No: 2}, Winner: YesSide}, NoSide, ByVotes},
		{"tie, utslagsröst", "", Vote{Count: tied, Casting: NoSide}, NoSide, ByCasting},
		{"tie, nothing said", "", Vote{Count: tied}, "", ByCasting},
		{"tie, a lot does not count", Ruling, Vote{Count: tied, Lot: Draw{Winner: "ja"}}, "", ByCasting},
		{"tie in an election, lot", Election, Vote{Count: tied, Lot: Draw{Winner: "ja"}}, YesSide, ByLot},
		{"tie in an appointment, utslagsröst does not count", Appointment, Vote{Count: tied, Casting: YesSide}, "", ByLot},
		{"tie in a vote on an election", "", Vote{Concerns: VoteElection, Count: tied, Lot: Draw{Winner: "nej"}}, NoSide, ByLot},
		{"names, one ahead", Election, Vote{Candidates: []Candidate{{"A", 3}, {"B", 5}, {"C", 2}}}, "B", ByVotes},
		{"names, two ahead", Election, Vote{Candidates: []Candidate{{"A", 4}, {"B", 1}, {"C", 4}}, Lot: Draw{Winner: "C"}}, "C", ByLot},
		{"names, two ahead and no lot", Election, Vote{Candidates: []Candidate{{"A", 4}, {"B", 4}}, Casting: YesSide}, "", ByLot},
		{"no numbers", "", Vote{Winner: NoSide}, NoSide, ByVotes},
	} {
		side, means := Item{Kind: tt.kind}.Winner(tt.vote)
		if side != tt.side || means != tt.means {
			t.Errorf("%s: got %q by %d, want %q by %d", tt.what, side, means, tt.side, tt.means)
		}
	}
}

func TestDecided(t *testing.T) {
	won, lost := Count{Yes: 3, No: 2}, Count{Yes: 2, No: 3}
	main := func(c Count) Vote {
		return Vote{Concerns: VoteMain, Count: c, YesMeans: Granted, NoMeans: Refused}
	}
	backwards := Vote{Count: won, YesMeans: Refused, NoMeans: Granted}
	referral := func(c Count) Vote { return Vote{Concerns: VoteReferral, Count: c, NoMeans: Referred} }
	addition := func(c Count) Vote {
		return Vote{Concerns: VoteAddition, Count: c, YesMeans: Granted, NoMeans: Refused}
	}
	counter := Vote{Concerns: VoteCounter, Count: won, YesMeans: Refused}
	for _, tt := range []struct {
		what        string
		it          Item
		voted, want Outcome
	}{
		{"ja wins", Item{Votes: []Vote{main(won)}}, Granted, Granted},
		{"nej wins over the chair's finding", Item{ChairFinds: Granted, Votes: []Vote{main(lost)}}, Refused, Refused},
		{"ja means avslag", Item{Votes: []Vote{backwards}}, Refused, Refused},
		{"sent back", Item{Votes: []Vote{referral(lost)}}, Referred, Referred},
		{"not sent back, then granted", Item{Votes: []Vote{referral(won), main(won)}}, Granted, Granted},
		{"not sent back, then found", Item{ChairFinds: Granted, Votes: []Vote{referral(won)}}, "", Granted},
		{"the finding to send back was overturned", Item{ChairFinds: Referred, Votes: []Vote{referral(won)}}, "", ""},
		{"a motförslag decides nothing", Item{Votes: []Vote{counter}}, "", ""},
		{"a motförslag, then the main vote", Item{Votes: []Vote{counter, main(lost)}}, Refused, Refused},
		{"granted with an addition", Item{Votes: []Vote{main(won), addition(won)}}, Amended, Amended},
		{"granted without it", Item{Votes: []Vote{main(won), addition(lost)}}, Granted, Granted},
		{"found granted, addition voted", Item{ChairFinds: Granted, Votes: []Vote{addition(won)}}, Amended, Amended},
		{"found granted, addition lost", Item{ChairFinds: Granted, Votes: []Vote{addition(lost)}}, "", Granted},
		{"refused, whatever is added", Item{Votes: []Vote{main(lost), addition(won)}}, Refused, Refused},
		{"found", Item{ChairFinds: Refused}, "", Refused},
		{"stated", Item{Outcome: Postponed}, "", Postponed},
		{"nothing said", Item{}, "", ""},
	} {
		if voted, got := tt.it.Voted(), tt.it.Decided(); voted != tt.voted || got != tt.want {
			t.Errorf("%s: voted %q, decided %q; want %q, %q", tt.what, voted, got, tt.voted, tt.want)
		}
	}
}

func TestFindAgenda(t *testing.T) {
	points := []AgendaItem{{No: "4"}, {No: "4 ½"}, {No: "9", Items: []AgendaItem{{No: "a)"}, {No: "b)"}}}, {No: "17 A"}}
	for _, tt := range []struct{ no, want string }{
		{"4", "4"}, {"4½", "4 ½"}, {"17a", "17 A"}, {"9", "9"}, {"9 b", "b)"}, {"a", "a)"},
	} {
		if p, ok := FindAgenda(points, tt.no); !ok || p.No != tt.want {
			t.Errorf("%s: found %q, %v", tt.no, p.No, ok)
		}
	}
	for _, no := range []string{"5", "9 c", ""} {
		if p, ok := FindAgenda(points, no); ok {
			t.Errorf("%q: found %q", no, p.No)
		}
	}
}
