package namnd

import "kansli/internal/civil"

// AgendaItem is a point of the föredragningslista. A § of the protocol refers to
// it by its number and takes case, title and dnr from it.
type AgendaItem struct {
	No        string       `sv:"nr,required" help:"Punktens nummer, som text: 4, 4 ½, 17 A, 9 a."`
	Group     string       `sv:"grupp" help:"Rubrik som punkten och de följande står under, till exempel Beslutsärenden."`
	CasePath  string       `sv:"ärende" help:"Sökväg till ärendets fil. Annars skrivs rubrik och dnr här."`
	Case      *Case        // filled in by casefile from CasePath
	Title     string       `sv:"rubrik" help:"Rubrik, när den inte ska hämtas från ärendet."`
	Dnr       []string     `sv:"dnr" help:"Ett eller flera diarienummer, när de inte ska hämtas från ärendet."`
	Handlers  []Person     `sv:"handläggare" help:"Handläggare, när de inte ska hämtas från ärendet."`
	Proposal  []Point      `sv:"förslag" help:"Förslag till beslut, när det inte ska hämtas från ärendet."`
	Proposer  string       `sv:"föreslås_av" help:"Vem som lägger förslaget, när det inte är förvaltningen: ordföranden, kommunstyrelsen."`
	Immediate bool         `sv:"omedelbar_justering" help:"ja när paragrafen föreslås bli omedelbart justerad."`
	Closed    bool         `sv:"sluten" help:"ja när punkten behandlas i den slutna delen."`
	Late      bool         `sv:"sent" help:"ja när punkten kom till efter kallelsen."`
	Cancelled bool         `sv:"utgår" help:"ja när punkten utgår; den står kvar i listan."`
	Items     []AgendaItem `sv:"underpunkter" help:"Punkter under punkten: a), b) …"`
}

// Summons is the kallelse: when and where the members are to come.
type Summons struct {
	Issued    civil.Date `sv:"utfärdad" help:"Dagen då kallelsen skickades."`
	By        string     `sv:"av" help:"Den som kallar, vanligen ordföranden."`
	Open      string     `sv:"öppen_del" help:"Tid och plats för den öppna delen, till exempel kl. 18.00 i Stora salen."`
	Closed    string     `sv:"sluten_del" help:"Tid och plats för den slutna delen."`
	GroupMeet []string   `sv:"gruppmöten" help:"Gruppmöten före sammanträdet, ett per rad."`
	Absence   string     `sv:"förhinder" help:"Vem man meddelar när man inte kan komma."`
}

// Proposed returns what was proposed for a §: the point of the agenda that it takes
// up says it, or else its case. It is nil when neither does.
func (m *Meeting) Proposed(it *Item) []Point {
	if p, found := FindAgenda(m.Agenda, it.Agenda); it.Agenda != "" && found && len(p.Proposal) > 0 {
		return p.Proposal
	}
	if it.Case != nil {
		return it.Case.Proposal
	}
	return nil
}

// MeetingStatus says how far the meeting has come.
type MeetingStatus string

const (
	Planned  MeetingStatus = "planerat" // föredragningslista only
	Held     MeetingStatus = "hållet"   // protocol not yet approved
	Approved MeetingStatus = "justerat" // protocol approved and locked
)

// Values lists the words a writer may use.
func (MeetingStatus) Values() []string {
	return []string{string(Planned), string(Held), string(Approved)}
}

// ItemKind says what sort of matter a § is. It decides how a tie is broken.
type ItemKind string

const (
	Ruling      ItemKind = "beslut"
	Election    ItemKind = "val"
	Appointment ItemKind = "anställning"
	Information ItemKind = "information"
)

// Values lists the words a writer may use.
func (ItemKind) Values() []string {
	return []string{string(Ruling), string(Election), string(Appointment), string(Information)}
}

// Outcome is what the board did with the proposal.
type Outcome string

const (
	Granted   Outcome = "bifall"
	Refused   Outcome = "avslag"
	Referred  Outcome = "återremiss"
	Postponed Outcome = "bordläggning"
	Amended   Outcome = "ändring"
)

// Values lists the words a writer may use.
func (Outcome) Values() []string {
	return []string{string(Granted), string(Refused), string(Referred), string(Postponed), string(Amended)}
}

// Appealable says how the decision can be appealed, if at all.
type Appealable string

const (
	LegalityReview       Appealable = "laglighetsprövning"
	AdministrativeAppeal Appealable = "förvaltningsbesvär"
	NoAppeal             Appealable = "nej"
)

// Values lists the words a writer may use.
func (Appealable) Values() []string {
	return []string{string(LegalityReview), string(AdministrativeAppeal), string(NoAppeal)}
}

// Conflict is a recorded jäv: the person discloses it, leaves the room and
// takes no part.
type Conflict struct {
	Name       string   `sv:"namn,required,short" help:"Den som är jävig."`
	ReplacedBy string   `sv:"ersätts_av" help:"Den ersättare som tjänstgör i stället."`
	Reason     string   `sv:"skäl" help:"Skälet, om det ska framgå."`
	Stayed     bool     `sv:"stannade_kvar" help:"ja om personen inte lämnade rummet; det är ett fel som ska synas."`
	Text       Markdown `sv:"text" help:"Fri text i stället för standardtexten."`
}

// Vote is one omröstning within a §.
type Vote struct {
	Concerns   VoteKind    `sv:"gäller" help:"huvudvotering, motförslag, återremiss, bordläggning, tillägg, ändring eller val."`
	Yes        string      `sv:"ja" help:"Vad den som röstar ja vill, till exempel bifall till förvaltningens förslag."`
	No         string      `sv:"nej" help:"Vad den som röstar nej vill."`
	YesMeans   Outcome     `sv:"ja_betyder" help:"Utfallet om ja vinner: bifall, avslag, återremiss, bordläggning eller ändring."`
	NoMeans    Outcome     `sv:"nej_betyder" help:"Utfallet om nej vinner."`
	Ballots    []Ballot    `sv:"röster" help:"Namn: ja, nej, avstår eller frånvarande."`
	Count      Count       `sv:"resultat" help:"Antal; räknas annars ur rösterna."`
	Candidates []Candidate `sv:"röstetal" help:"I val och anställning, i stället för ja och nej: varje namn och hur många röster det fick."`
	Secret     bool        `sv:"sluten" help:"ja vid sluten omröstning (val och anställning); då anges bara antal."`
	Casting    Side        `sv:"utslagsröst" help:"ja eller nej: ordförandens utslagsröst när rösterna är lika."`
	Lot        Draw        `sv:"lottning" help:"Vem eller vilken sida lotten faller på, vid lika röstetal i val och anställning."`
	Winner     Side        `sv:"utfall" help:"ja eller nej; räknas annars ut."`
	Text       Markdown    `sv:"text" help:"Fri text i stället för den som görs av rösterna; siffrorna granskas ändå."`
}

// VoteKind is what a vote decides. Left out it means the main question.
type VoteKind string

const (
	VoteMain         VoteKind = "huvudvotering"
	VoteCounter      VoteKind = "motförslag" // which proposal is to stand against the main one
	VoteReferral     VoteKind = "återremiss"
	VotePostponement VoteKind = "bordläggning"
	VoteAddition     VoteKind = "tillägg"
	VoteChange       VoteKind = "ändring"
	VoteElection     VoteKind = "val"
)

// Values lists the words a writer may use.
func (VoteKind) Values() []string {
	return []string{string(VoteMain), string(VoteCounter), string(VoteReferral), string(VotePostponement),
		string(VoteAddition), string(VoteChange), string(VoteElection)}
}

// Ballot is how one person voted.
type Ballot struct {
	Name string `sv:"namn,key" help:"Den som röstar."`
	Vote Choice `sv:"röst,required,short" help:"ja, nej, avstår eller frånvarande."`
}

// Choice is what one person did in a vote. Not taking part in the decision and
// jäv are other things and are not votes.
type Choice string

const (
	Yes     Choice = "ja"
	No      Choice = "nej"
	Abstain Choice = "avstår"
	Absent  Choice = "frånvarande"
)

// Values lists the words a writer may use.
func (Choice) Values() []string {
	return []string{string(Yes), string(No), string(Abstain), string(Absent)}
}

// Candidate is a name in an election or appointment, and how many votes it got.
type Candidate struct {
	Name  string `sv:"namn,key" help:"Den som röster lades på, som i beslutet: Anna Exempel (M)."`
	Votes int    `sv:"röster,short" help:"Antal röster."`
}

// Draw is a lottning between those that got equally many votes.
type Draw struct {
	Winner string `sv:"vinner,required,short" help:"Namnet som lotten faller på, eller ja eller nej."`
	By     string `sv:"dragen_av" help:"Vem som drog lotten."`
	How    string `sv:"tillvägagångssätt" help:"Hur lottningen gick till, till exempel med två lappar i en skål."`
}

// Side is the side of a vote that wins. In an election between names it is the
// name of the winner; writers state only ja and nej.
type Side string

const (
	YesSide Side = "ja"
	NoSide  Side = "nej"
)

// Values lists the words a writer may use.
func (Side) Values() []string { return []string{string(YesSide), string(NoSide)} }

// Count is the numbers of a vote.
type Count struct {
	Yes       int `sv:"ja" help:"Antal ja."`
	No        int `sv:"nej" help:"Antal nej."`
	Abstained int `sv:"avstår" help:"Antal som avstår."`
	Blank     int `sv:"blanka" help:"Antal blanka röster, i en sluten omröstning."`
	Absent    int `sv:"frånvarande" help:"Antal frånvarande."`
}

// Correction is a rättelse of a protocol that has been approved.
type Correction struct {
	Section string     `sv:"paragraf,required" help:"Paragrafens nummer."`
	Was     string     `sv:"stod,required" help:"Texten som den stod, ordagrant."`
	Becomes string     `sv:"ska_stå,required" help:"Texten som den ska stå."`
	Date    civil.Date `sv:"datum,required" help:"Dagen då rättelsen beslutades."`
	By      string     `sv:"beslutad_av,required" help:"Vem som beslutade den."`
	Ground  string     `sv:"lagrum,required" help:"Till exempel 36 § förvaltningslagen (2017:900)."`
}

// Waiver sets a rule off for one §, with the reason, which is listed.
type Waiver struct {
	Rule   string `sv:"regel,key" help:"Regelns id, som i kansli explain."`
	Reason string `sv:"skäl,required,short" help:"Varför regeln inte gäller här."`
}

// Secret marks text that the public edition masks everywhere.
type Secret struct {
	Text   string `sv:"text,required,short" help:"Texten som ska maskeras, ordagrant."`
	Reason string `sv:"skäl,required" help:"Skälet, till exempel personuppgift eller sekretess med lagrum."`
}

// FindAgenda returns the point of an agenda that has a number, at any depth. A
// point under another is found by its own number or by both: a) under 9 is a and
// 9 a.
func FindAgenda(points []AgendaItem, no string) (AgendaItem, bool) {
	return findAgenda(points, "", no)
}

func findAgenda(points []AgendaItem, above, no string) (AgendaItem, bool) {
	for _, p := range points {
		if CompareNo(p.No, no) == 0 || above != "" && CompareNo(above+p.No, no) == 0 {
			return p, true
		}
		if sub, found := findAgenda(p.Items, above+p.No, no); found {
			return sub, true
		}
	}
	return AgendaItem{}, false
}
