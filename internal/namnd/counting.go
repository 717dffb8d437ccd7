package namnd

// The functions here say what was decided. The rules of package statute and the
// prose of the papers both ask them, so that the two cannot disagree.

// Tally returns the numbers of a vote: the ballots counted, or what the vote
// says itself when nobody is named. Absent members need not be named; without
// one by name the number that the vote gives is theirs.
func (v Vote) Tally() Count {
	if len(v.Ballots) == 0 {
		return v.Count
	}
	c := v.Counted()
	if c.Absent == 0 {
		c.Absent = v.Count.Absent
	}
	return c
}

// Counted counts the ballots and nothing else.
func (v Vote) Counted() Count {
	var c Count
	for _, b := range v.Ballots {
		switch b.Vote {
		case Yes:
			c.Yes++
		case No:
			c.No++
		case Abstain:
			c.Abstained++
		case Absent:
			c.Absent++
		}
	}
	return c
}

// Cast is how many said yes, said no, voted blank or abstained.
func (c Count) Cast() int { return c.Yes + c.No + c.Blank + c.Abstained }

// Cast is how many took part in a vote, those who abstained among them.
func (v Vote) Cast() int {
	n := v.Tally().Cast()
	for _, c := range v.Candidates {
		n += c.Votes
	}
	return n
}

// BetweenNames reports whether the vote is between names and not between ja and
// nej.
func (v Vote) BetweenNames() bool { return len(v.Candidates) > 0 }

// Leading returns those that nobody got more votes than: one, or several at a
// tie. It is nil when nobody voted.
func (v Vote) Leading() []Side {
	var out []Side
	most := 0
	for _, c := range v.sides() {
		switch {
		case c.Votes > most:
			out, most = []Side{Side(c.Name)}, c.Votes
		case c.Votes == most && most > 0:
			out = append(out, Side(c.Name))
		}
	}
	return out
}

// sides are ja and nej, or the names, with their votes.
func (v Vote) sides() []Candidate {
	if v.BetweenNames() {
		return v.Candidates
	}
	c := v.Tally()
	return []Candidate{{string(YesSide), c.Yes}, {string(NoSide), c.No}}
}

// Tie reports whether nobody got the most votes alone.
func (v Vote) Tie() bool { return len(v.Leading()) > 1 }

// Means is what settled a vote.
type Means uint8

const (
	ByVotes   Means = iota // more said one than the other
	ByCasting              // a tie, settled by the chair's utslagsröst
	ByLot                  // a tie in an election or appointment, settled by lot
)

// DrawsLots reports whether a tie in a vote is settled by lot and not by the
// chair, which is so in elections and appointments.
func (it Item) DrawsLots(v Vote) bool {
	return it.Kind == Election || it.Kind == Appointment || v.Concerns == VoteElection
}

// Winner returns the side that wins a vote of the §, as its numbers give it, and
// what settled it. It is "" when they do not: a tie that nothing settles. A vote
// without any numbers has the winner that it states.
func (it Item) Winner(v Vote) (Side, Means) {
	switch leading := v.Leading(); {
	case len(leading) == 1:
		return leading[0], ByVotes
	case len(leading) == 0:
		return v.Winner, ByVotes
	case it.DrawsLots(v):
		return Side(v.Lot.Winner), ByLot
	}
	return v.Casting, ByCasting
}

// Stands returns the outcome that a side of the vote stands for, or "" when the
// vote does not say.
func (v Vote) Stands(s Side) Outcome {
	switch s {
	case YesSide:
		return v.YesMeans
	case NoSide:
		return v.NoMeans
	}
	return ""
}

// Voted returns the outcome of a § as its votes give it, or "" when they leave
// it open. Votes are read in order: one that sends the case back or postpones it
// is the last; choosing a motförslag decides nothing yet; an addition or change
// that is carried turns a granted proposal into a changed one.
func (it Item) Voted() Outcome {
	var out Outcome
	for _, v := range it.Votes {
		side, _ := it.Winner(v)
		means := v.Stands(side)
		switch {
		case means == Referred || means == Postponed:
			return means
		case v.Concerns == VoteReferral || v.Concerns == VotePostponement || v.Concerns == VoteCounter:
		case v.Concerns == VoteAddition || v.Concerns == VoteChange:
			if (means == Granted || means == Amended) && out != Refused {
				out = Amended
			}
		case means != "":
			out = means
		}
	}
	return out
}

// Found returns what the chair found decided, when no vote overturned it: the
// main question was not voted on, and neither was a finding that the case be
// sent back or postponed.
func (it Item) Found() Outcome {
	for _, v := range it.Votes {
		switch v.Concerns {
		case VoteMain, VoteElection, "":
			return ""
		case VoteReferral, VotePostponement:
			if it.ChairFinds == Referred || it.ChairFinds == Postponed {
				return ""
			}
		}
	}
	return it.ChairFinds
}

// Decided returns what the board did with the proposal: by its votes, else as
// the § states it, else as the chair found. It is "" when the § says none of it.
func (it Item) Decided() Outcome {
	for _, o := range []Outcome{it.Voted(), it.Outcome, it.Found()} {
		if o != "" {
			return o
		}
	}
	return ""
}

// Competing counts the proposals that stand against each other in the main
// question: the one in the papers, refusing it, and each change of it or other
// proposal. Additions
// and changes with a vote of their own are put after it; sending the case back
// or postponing it is put before.
func (it Item) Competing() int {
	refusal, changes := 0, 0
	for _, y := range it.Motions {
		switch {
		case y.Withdrawn:
		case y.Asks == AsksRefusal:
			refusal = 1
		case y.Asks == AsksChange || y.Asks == AsksOwn:
			changes++
		}
	}
	for _, v := range it.Votes {
		if v.Concerns == VoteChange {
			changes--
		}
	}
	return 1 + refusal + max(changes, 0)
}
