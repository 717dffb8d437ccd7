package namndtest

import (
	"fmt"

	"kansli/internal/namnd"
)

// vote holds a vote: everybody who takes part has a ballot, the one who leads
// the § never abstains, a tie is settled as the law says, and the absent are
// named or counted.
func (b *builder) vote(it *namnd.Item, v namnd.Vote) {
	names := b.deciding(it)
	sympathy := 1 + b.IntN(9) // how many of ten incline to yes
	for i, name := range names {
		choice := namnd.No
		switch {
		case i < len(names)-1 && b.one(9):
			choice = namnd.Abstain
		case b.IntN(10) < sympathy:
			choice = namnd.Yes
		}
		v.Ballots = append(v.Ballots, namnd.Ballot{Name: name, Vote: choice})
	}
	c := v.Counted()
	if v.Tie() {
		side := pick(b, namnd.YesSide, namnd.NoSide)
		if it.DrawsLots(v) {
			v.Lot.Winner = string(side)
		} else {
			v.Casting = side
		}
	}
	out := b.unmanned(it)
	c.Absent = len(out)
	switch {
	case v.Secret:
		v.Ballots, v.Count = nil, c
	case b.one(2):
		for _, name := range out {
			v.Ballots = append(v.Ballots, namnd.Ballot{Name: name, Vote: namnd.Absent})
		}
	default:
		v.Count = c
	}
	if b.one(3) && !v.BetweenNames() {
		v.Winner, _ = it.Winner(v)
	}
	if v.Secret && len(names)%2 == 0 { // so that ties are among them
		b.ballotSlips(it, &v)
	}
	if b.one(5) && !v.BetweenNames() {
		v.Text = namnd.Markdown(fmt.Sprintf("Nämnden beslutar med %d ja mot %d nej. %d ledamöter avstår.", c.Yes, c.No, c.Abstained))
	}
	it.Votes = append(it.Votes, v)
}

// ballotSlips turns a secret vote into one between two names, which those who
// abstained cast blank votes in.
func (b *builder) ballotSlips(it *namnd.Item, v *namnd.Vote) {
	first, second := "Vera Kandidell (A)", "Ivo Nomineråd (B)"
	v.Candidates = []namnd.Candidate{{Name: first, Votes: v.Count.Yes}, {Name: second, Votes: v.Count.No}}
	v.Count = namnd.Count{Blank: v.Count.Abstained, Absent: v.Count.Absent}
	v.Yes, v.No, v.Winner = "", "", ""
	if v.Lot.Winner != "" {
		v.Lot = namnd.Draw{Winner: pick(b, first, second), By: "sekreteraren"}
	}
	if won, _ := it.Winner(*v); won != "" {
		it.Decision = decided("Nämnden utser " + string(won) + ".")
	}
}

// losers lets some of those who lost the one vote make a reservation.
func (b *builder) losers(it *namnd.Item) {
	winner, _ := it.Winner(it.Votes[0])
	var by []string
	for _, v := range it.Votes[0].Ballots {
		if (v.Vote == namnd.Yes || v.Vote == namnd.No) && v.Vote != namnd.Choice(winner) && !b.one(3) {
			by = append(by, v.Name)
		}
	}
	if by != nil {
		it.Reservations = []namnd.Reservation{{By: by, Favour: "det egna yrkandet"}}
	}
}

// remarks adds what people had put to the protocol.
func (b *builder) remarks(it *namnd.Item) {
	if b.one(6) {
		it.Statements = []namnd.Statement{{By: b.deciding(it)[:1], Text: "Vi följer arbetet med intresse."}}
	}
	for _, a := range b.m.Present {
		if b.m.Standing(a.Name, it) == namnd.Watching && b.one(4) {
			it.SubstituteStatements = []namnd.Statement{{By: []string{a.Name}, Text: "Jag hade röstat som min partigrupp."}}
		}
	}
	if b.one(10) {
		it.Notes = []namnd.Statement{{By: b.deciding(it)[:1], Text: "Frågan om kostnaden tas upp igen i höst."}}
	}
}
