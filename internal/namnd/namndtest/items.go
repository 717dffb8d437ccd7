package namndtest

import (
	"fmt"

	"kansli/internal/namnd"
)

const (
	grant  = "bifall till förvaltningens förslag"
	refuse = "avslag på förvaltningens förslag"
)

// item fills in one §. The first is about who adjusts the protocol.
func (b *builder) item(it *namnd.Item, i int) {
	if i == 0 {
		it.Title = "Val av justerare"
		it.Decision = decided("Nämnden utser justerare och bestämmer tid för justeringen.")
		return
	}
	it.Title = pick(b, "Upprustning av lekplatsen i Exempelparken", "Svar på remiss om bullerskydd", "Tertialrapport", "Bidrag till föreningar", "Detaljplan för kvarteret Provet") + fmt.Sprintf(" %d", i)
	it.Dnr = []string{fmt.Sprintf("1.1-%d/%d", 100+i, b.m.Date.Year)}
	if b.one(4) {
		b.conflict(it)
	}
	if b.one(6) {
		b.aside(it)
	}
	pick(b, b.plain, b.informed, b.acclaimed, b.acclaimed, b.voted, b.voted, b.voted, b.referral, b.counter, b.addition, b.elected, b.elected, b.returned)(it)
	b.remarks(it)
	if it.Kind != namnd.Information && b.one(6) {
		it.Immediate = true
		if b.m.Status == namnd.Approved || b.one(2) {
			it.Announced = b.m.Date.AddDays(b.IntN(3))
		}
	}
}

func decided(texts ...string) (points []namnd.Point) {
	for _, t := range texts {
		points = append(points, namnd.Point{Text: namnd.Markdown(t)})
	}
	return points
}

func (b *builder) plain(it *namnd.Item) {
	it.Decision = decided("Nämnden lägger anmälan till handlingarna.")
}

func (b *builder) informed(it *namnd.Item) {
	it.Kind = namnd.Information
	it.Decision = decided("Nämnden tackar för informationen.")
}

// acclaimed is a § with proposals for and against and no vote.
func (b *builder) acclaimed(it *namnd.Item) {
	names := b.deciding(it)
	it.Motions = []namnd.Motion{{By: names[:1], Asks: namnd.AsksGrant}, {By: names[1:2], Asks: namnd.AsksRefusal}}
	b.settle(it, pick(b, namnd.Granted, namnd.Refused))
	it.ChairFinds = it.Outcome
	loser := names[1]
	if it.Outcome == namnd.Refused {
		loser = names[0]
	}
	it.Reservations = []namnd.Reservation{{By: []string{loser}, Favour: "det egna yrkandet"}}
}

// returned is a § that is sent back or postponed without a vote.
func (b *builder) returned(it *namnd.Item) {
	asks := pick(b, namnd.AsksReferral, namnd.AsksPostpone)
	it.Motions = []namnd.Motion{{By: b.deciding(it)[:1], Asks: asks}}
	b.settle(it, namnd.Outcome(asks))
	it.ChairFinds = it.Outcome
}

// voted is a § with one vote on the main question. Ja stands for either side.
func (b *builder) voted(it *namnd.Item) {
	names := b.deciding(it)
	it.Motions = []namnd.Motion{{By: names[:1], Asks: namnd.AsksGrant}, {By: names[1:2], Asks: namnd.AsksRefusal}}
	v := namnd.Vote{Concerns: pick(b, namnd.VoteMain, ""), Yes: grant, No: refuse, YesMeans: namnd.Granted, NoMeans: namnd.Refused}
	if b.one(4) {
		v.Yes, v.No, v.YesMeans, v.NoMeans = v.No, v.Yes, v.NoMeans, v.YesMeans
	}
	b.vote(it, v)
	it.ChairFinds = pick(b, namnd.Granted, namnd.Refused, "")
	b.settle(it, it.Voted())
	b.losers(it)
}

// referral is a § with a vote on sending it back, and on the main question when
// that is lost.
func (b *builder) referral(it *namnd.Item) {
	names := b.deciding(it)
	kind := pick(b, namnd.VoteReferral, namnd.VotePostponement)
	it.Motions = []namnd.Motion{{By: names[:1], Asks: namnd.MotionKind(kind)}, {By: names[1:2], Asks: namnd.AsksRefusal}}
	b.vote(it, namnd.Vote{Concerns: kind, Yes: "ärendet avgörs i dag", No: string(kind), NoMeans: namnd.Outcome(kind)})
	if it.Voted() == "" {
		b.vote(it, namnd.Vote{Concerns: namnd.VoteMain, Yes: grant, No: refuse, YesMeans: namnd.Granted, NoMeans: namnd.Refused})
	}
	b.settle(it, it.Voted())
}

// counter is a § with three proposals: a vote to choose which of two stands
// against the main one, and then the main vote.
func (b *builder) counter(it *namnd.Item) {
	names := b.deciding(it)
	it.Motions = []namnd.Motion{
		{ID: "a", By: names[:1], Asks: namnd.AsksChange, Text: "Arbetet delas upp på två år."},
		{ID: "b", By: names[1:2], Asks: namnd.AsksRefusal},
	}
	b.vote(it, namnd.Vote{Concerns: namnd.VoteCounter, Yes: "ändringsyrkandet som motförslag", No: "avslagsyrkandet som motförslag"})
	v := namnd.Vote{Concerns: namnd.VoteMain, Yes: grant, No: "ändringsyrkandet", YesMeans: namnd.Granted, NoMeans: namnd.Amended}
	if chosen, _ := it.Winner(it.Votes[0]); chosen == namnd.NoSide {
		v.No, v.NoMeans = refuse, namnd.Refused
	}
	b.vote(it, v)
	b.settle(it, it.Voted())
}

// addition is a § that is granted without a vote and then has an addition voted
// on.
func (b *builder) addition(it *namnd.Item) {
	names := b.deciding(it)
	it.Motions = []namnd.Motion{{By: names[:1], Asks: namnd.AsksAddition, Text: "Förvaltningen redovisar arbetet i höst."}}
	it.ChairFinds = namnd.Granted
	b.vote(it, namnd.Vote{Concerns: namnd.VoteAddition, Yes: "bifall till tilläggsyrkandet", No: "avslag på tilläggsyrkandet", YesMeans: namnd.Granted, NoMeans: namnd.Refused})
	b.settle(it, it.Decided())
	b.losers(it)
}

// elected is an election between two, in secret or not, by lot at a tie.
func (b *builder) elected(it *namnd.Item) {
	it.Kind = pick(b, namnd.Election, namnd.Appointment)
	it.Decision = decided("Nämnden utser den som fick flest röster eller som lotten föll på.")
	b.vote(it, namnd.Vote{Concerns: pick(b, namnd.VoteElection, namnd.VoteMain, ""), Yes: "den ena kandidaten", No: "den andra kandidaten", Secret: b.one(2)})
}

// settle states the outcome and the decision that goes with it.
func (b *builder) settle(it *namnd.Item, out namnd.Outcome) {
	it.Outcome = out
	it.Decision = decided(map[namnd.Outcome]string{
		namnd.Granted:   "Nämnden godkänner förslaget.",
		namnd.Refused:   "Nämnden avslår förvaltningens förslag.",
		namnd.Referred:  "Nämnden återremitterar ärendet för att kostnaden ska utredas.",
		namnd.Postponed: "Nämnden bordlägger ärendet.",
		namnd.Amended:   "Nämnden godkänner förslaget med den ändring som yrkats.",
	}[out])
}
