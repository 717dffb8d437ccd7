package merge

import (
	"slices"
	"strconv"

	"kansli/internal/namnd"
)

// motions are the yrkanden that stand.
func (s *scope) motions() value {
	v := s.own("yrkanden")
	standing := v.items[:0]
	for i, m := range s.item.Motions {
		if !m.Withdrawn {
			standing = append(standing, v.items[i])
		}
	}
	v.items = standing
	return v
}

// moved reports whether a yrkande of a kind stands.
func (s *scope) moved(kinds ...namnd.MotionKind) bool {
	return slices.ContainsFunc(s.item.Motions, func(m namnd.Motion) bool { return !m.Withdrawn && slices.Contains(kinds, m.Asks) })
}

// onlyChange is who asks for the one change of the proposal that stands; nobody
// where there are several, for then the outcome does not say which.
func (s *scope) onlyChange() value {
	out := value{kind: list, path: s.path("yrkanden"), plural: "personer"}
	for i, m := range s.item.Motions {
		switch {
		case m.Withdrawn || m.Asks != namnd.AsksChange:
			continue
		case len(out.items) > 0:
			return value{kind: list, path: out.path}
		}
		for _, name := range m.By {
			out.items = append(out.items, textValue(s.withParty(name), indexed(out.path, i)+".av"))
		}
	}
	return out
}

// votes are the omröstningar with what their ballots give: who voted what, the
// numbers, which side won and what settled it.
func (s *scope) votes() value {
	v := s.own("omröstningar")
	for i, vote := range s.item.Votes {
		item := &v.items[i]
		count := vote.Tally()
		side, means := s.item.Winner(vote)
		ballots := item.path + ".röster"
		item.fields = []field{
			{"gäller", givenText(string(concerns(s.item, vote)), item.path)},
			{"antal_ja", countValue(count.Yes, ballots)},
			{"antal_nej", countValue(count.No, ballots)},
			{"antal_blanka", countValue(count.Blank, item.path+".resultat")},
			{"antal_avstår", countValue(count.Abstained, ballots)},
			{"antal_frånvarande", countValue(count.Absent, ballots)},
			{"röster", s.ballots(vote, ballots)},
			{"ja_röster", s.voters(vote, namnd.Yes, ballots)},
			{"nej_röster", s.voters(vote, namnd.No, ballots)},
			{"avstår", s.voters(vote, namnd.Abstain, ballots)},
			{"frånvarande", s.voters(vote, namnd.Absent, ballots)},
			{"lika", leading(vote, item.path)},
			{"vinner", givenText(string(side), item.path+".utfall")},
			{"vinnande", givenText(words(vote, side), item.path)},
			{"betyder", givenText(string(vote.Stands(side)), item.path)},
			{"lika_röstetal", truthValue(vote.Tie())},
			{"lottas", truthValue(means == namnd.ByLot)},
			{"ändras", truthValue(false)},
		}
	}
	return v
}

// leading are the names that nobody got more votes than.
func leading(v namnd.Vote, path string) value {
	out := value{kind: list, path: path}
	for _, side := range v.Leading() {
		out.items = append(out.items, textValue(string(side), path))
	}
	return out
}

// words are what a side of a vote stands for: what ja or nej is, or the name.
func words(v namnd.Vote, side namnd.Side) string {
	switch {
	case v.BetweenNames():
		return string(side)
	case side == namnd.YesSide:
		return v.Yes
	case side == namnd.NoSide:
		return v.No
	}
	return ""
}

// concerns is what a vote decides, also where the data leave it out.
func concerns(it *namnd.Item, v namnd.Vote) namnd.VoteKind {
	switch {
	case v.BetweenNames():
		return namnd.VoteElection
	case v.Concerns != "":
		return v.Concerns
	case it.DrawsLots(v):
		return namnd.VoteElection
	}
	return namnd.VoteMain
}

// voters are those who made a choice in a vote, with party.
func (s *scope) voters(v namnd.Vote, choice namnd.Choice, path string) value {
	out := value{kind: list, path: path, plural: "personer"}
	for _, b := range v.Ballots {
		if b.Vote == choice {
			out.items = append(out.items, textValue(s.withParty(b.Name), path))
		}
	}
	return out
}

// ballots are all who are named in a vote, with party and choice.
func (s *scope) ballots(v namnd.Vote, path string) value {
	out := value{kind: list, path: path}
	for i, b := range v.Ballots {
		at := path + "[" + strconv.Itoa(i) + "]"
		a, _ := s.meeting.Attendee(b.Name)
		out.items = append(out.items, value{kind: record, path: at, fields: []field{
			{"namn", givenText(b.Name, at)}, {"parti", givenText(a.Party, at)}, {"röst", givenText(string(b.Vote), at)},
		}})
	}
	return out
}

// mainQuestion is a proposition on the matter itself, without a vote.
const mainQuestion = "huvudfråga"

// questions are what the chair put to the board, in the order in which it was put:
// whether the case is to be decided now, the main question, and the votes. Each
// says what it concerns, what the chair found, and the vote when there was one.
func (s *scope) questions() value {
	it := s.item
	all, _ := s.word("omröstningar")
	out := value{kind: list, path: all.path}
	votedOn := func(kinds ...namnd.VoteKind) bool {
		return slices.ContainsFunc(it.Votes, func(v namnd.Vote) bool { return slices.Contains(kinds, concerns(it, v)) })
	}
	put := func(concerns string, found namnd.Outcome, vote *value) {
		q := value{kind: record, path: all.path, fields: []field{
			{"gäller", givenText(concerns, all.path)}, {"motförslag", truthValue(votedOn(namnd.VoteCounter))}, {"finner", givenText(string(found), s.path("ordföranden_finner"))}, {"röstas", truthValue(vote != nil)},
		}}
		if vote != nil {
			winner, _, _ := vote.field("betyder")
			q.path, q.data = vote.path, vote.data
			q.fields = append(q.fields, field{"ändras", truthValue(found != "" && winner.given() && winner.text != string(found))})
			q.fields = append(q.fields, vote.fields...)
		}
		out.items = append(out.items, q)
	}
	decided := it.Decided()
	onMerits := decided != namnd.Referred && decided != namnd.Postponed
	for _, q := range []struct {
		outcome namnd.Outcome
		asks    namnd.MotionKind
		vote    namnd.VoteKind
	}{{namnd.Referred, namnd.AsksReferral, namnd.VoteReferral}, {namnd.Postponed, namnd.AsksPostpone, namnd.VotePostponement}} {
		if (s.moved(q.asks) && onMerits || decided == q.outcome) && !votedOn(q.vote) {
			put(string(q.vote), map[bool]namnd.Outcome{true: q.outcome}[decided == q.outcome], nil)
		}
	}
	pending := onMerits && !votedOn(namnd.VoteMain, namnd.VoteElection)
	for i, v := range it.Votes {
		kind := concerns(it, v)
		if pending && (kind == namnd.VoteAddition || kind == namnd.VoteChange) {
			put(mainQuestion, s.found(), nil)
			pending = false
		}
		put(string(kind), s.foundIn(kind), &all.items[i])
	}
	if pending {
		put(mainQuestion, s.found(), nil)
	}
	return out
}

// found is what the chair found in a main question that nobody voted on.
func (s *scope) found() namnd.Outcome {
	if f := s.item.Found(); f != "" {
		return f
	}
	if s.item.Outcome == "" && s.item.DecidedAsProposed() {
		return namnd.Granted
	}
	return s.item.Outcome
}

// foundIn is what the chair found before a vote of a kind, as far as the data say.
func (s *scope) foundIn(kind namnd.VoteKind) namnd.Outcome {
	found := s.item.ChairFinds
	aside := found == namnd.Referred || found == namnd.Postponed
	switch kind {
	case namnd.VoteMain:
		if !aside {
			return found
		}
	case namnd.VoteReferral, namnd.VotePostponement:
		if string(found) == string(kind) {
			return found
		}
	}
	return ""
}
