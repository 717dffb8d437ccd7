package namnd

import "kansli/internal/civil"

// Meeting is a sammanträde, the home of every § of its protocol.
type Meeting struct {
	Board      Board        `sv:"nämnd,required" help:"Nämndens id i nämnderfilen, eller nämnden utskriven här."`
	Number     string       `sv:"nummer" help:"Protokollets nummer, om nämnden numrerar sina protokoll."`
	Date       civil.Date   `sv:"datum,required" help:"Sammanträdesdagen."`
	Time       Time         `sv:"tid" help:"När sammanträdet började och slutade."`
	Place      string       `sv:"plats" help:"Lokal och adress."`
	Chair      string       `sv:"ordförande" help:"Vem som ledde sammanträdet. Behövs bara om det inte var den som har uppdraget ordförande."`
	Present    []Attendance `sv:"närvarande" help:"Ledamöter och ersättare som var där."`
	Others     []Visitor    `sv:"övriga" help:"Tjänstemän och andra som var där."`
	Secretary  Person       `sv:"sekreterare,required" help:"Den som förde protokollet."`
	Adjusters  []string     `sv:"justerare" help:"Vilka som utsågs att justera, utom ordföranden."`
	Adjustment Adjustment   `sv:"justering" help:"När, var och hur protokollet justerades."`
	Items      []Item       `sv:"paragrafer,required" help:"Paragraferna i ordning."`
}

// Time is when a meeting was held.
type Time struct {
	Start  civil.Clock  `sv:"start,required" help:"18.00"`
	End    civil.Clock  `sv:"slut" help:"19.35"`
	Breaks []civil.Span `sv:"ajourneringar" help:"Till exempel 18.55–19.05."`
}

// Attendance is one elected person's presence. Without Sections it covers the
// whole meeting.
type Attendance struct {
	Name     string     `sv:"namn,required,short" help:"Hela namnet."`
	Party    string     `sv:"parti" help:"Partibeteckning som den ska stå, utan parentes."`
	Role     Role       `sv:"uppdrag" help:"ordförande, 1:e vice ordförande, 2:e vice ordförande, ledamot eller ersättare."`
	Serves   Serving    `sv:"tjänstgör" help:"För ersättare: vem de ersätter och i vilka paragrafer."`
	Sections SectionSet `sv:"paragrafer" help:"Vilka paragrafer personen var med om, när det inte var alla."`
}

// Role is a förtroendevald's place on the board.
type Role string

const (
	Chair      Role = "ordförande"
	FirstVice  Role = "1:e vice ordförande"
	SecondVice Role = "2:e vice ordförande"
	Member     Role = "ledamot"
	Substitute Role = "ersättare"
)

// Values lists the words a writer may use.
func (Role) Values() []string {
	return []string{string(Chair), string(FirstVice), string(SecondVice), string(Member), string(Substitute)}
}

// Serving says for whom a substitute serves, and in which §§.
type Serving struct {
	For      string     `sv:"för,short" help:"Den ledamot som ersätts."`
	Sections SectionSet `sv:"paragrafer" help:"I vilka paragrafer; utelämnat betyder alla."`
}

// Visitor is someone present who is not a member of the board.
type Visitor struct {
	Name     string     `sv:"namn,required,short" help:"Hela namnet."`
	Title    string     `sv:"titel" help:"Titel eller vem personen företräder."`
	Sections SectionSet `sv:"paragrafer" help:"Vilka paragrafer, när det inte var alla."`
}

// Adjustment is how and when the protocol was approved and announced.
type Adjustment struct {
	Date      civil.Date `sv:"datum" help:"Dagen då protokollet justerades."`
	Place     string     `sv:"plats" help:"Var det justerades."`
	Announced civil.Date `sv:"anslaget" help:"Dagen då justeringen tillkännagavs på anslagstavlan."`
	Digital   bool       `sv:"digitalt" help:"ja när protokollet signeras digitalt; då finns ingen rad att skriva på."`
}

// Item is one § of a protocol.
type Item struct {
	No           string        `sv:"nr,required" help:"Paragrafens nummer, som text: 10, 17 A."`
	CasePath     string        `sv:"ärende" help:"Sökväg till ärendets fil. Annars skrivs rubrik och dnr här."`
	Case         *Case         // filled in by casefile from CasePath; nil without one
	Title        string        `sv:"rubrik" help:"Rubrik, när den inte ska hämtas från ärendet."`
	Dnr          []string      `sv:"dnr" help:"Diarienummer, när de inte ska hämtas från ärendet."`
	Chair        string        `sv:"ordförande" help:"Vem som ledde just denna paragraf, när det inte var mötets ordförande."`
	Decision     []Point       `sv:"beslut,required" help:"enligt förslaget, eller egna punkter."`
	Summary      Markdown      `sv:"sammanfattning" help:"Sammanfattning av ärendet; annars tjänsteutlåtandets."`
	Motions      []Motion      `sv:"yrkanden" help:"Yrkanden som inte återtagits."`
	Proposals    Markdown      `sv:"framlagda_förslag" help:"Fri text i stället för den som görs av förslag och yrkanden."`
	Procedure    Markdown      `sv:"beslutsgång" help:"Fri text i stället för standardtexten."`
	Reservations []Reservation `sv:"reservationer" help:"Reservationer mot beslutet."`
	Statements   []Statement   `sv:"särskilda_uttalanden" help:"Särskilda uttalanden."`
	Documents    []Document    `sv:"handlingar" help:"Handlingar i ärendet."`
	Recipients   []string      `sv:"protokollsutdrag_till" help:"Vilka som får protokollsutdraget; annars ärendets."`
	Immediate    bool          `sv:"omedelbart_justerad" help:"ja när paragrafen justerades omedelbart."`
}

// AsProposed is what a writer puts as the decision when the board decided what
// the case proposes.
const AsProposed = "enligt förslaget"

// DecidedAsProposed reports whether the decision is the case's own proposal.
func (it Item) DecidedAsProposed() bool {
	return len(it.Decision) == 1 && it.Decision[0].Text == AsProposed
}

// Motion is a yrkande.
type Motion struct {
	By    []string   `sv:"av,required" help:"Vem eller vilka som yrkar."`
	Asks  MotionKind `sv:"yrkar,required" help:"bifall, avslag, återremiss, bordläggning, ändring eller tillägg."`
	Party []string   `sv:"för" help:"Partier som yrkandet läggs fram för, om det inte är personens eget."`
	Text  Markdown   `sv:"text" help:"Yrkandets egen text."`
}

// MotionKind is what a yrkande asks for.
type MotionKind string

// Values lists the words a writer may use.
func (MotionKind) Values() []string {
	return []string{"bifall", "avslag", "återremiss", "bordläggning", "ändring", "tillägg"}
}

// Reservation is a recorded dissent.
type Reservation struct {
	By     []string `sv:"av,required" help:"Vem eller vilka som reserverar sig."`
	Favour string   `sv:"till_förmån_för" help:"Till exempel det egna yrkandet."`
	Text   Markdown `sv:"text" help:"Reservationens egen text."`
}

// Statement is a särskilt uttalande.
type Statement struct {
	By   []string `sv:"av,required" help:"Vem eller vilka som gör uttalandet."`
	Text Markdown `sv:"text,required" help:"Uttalandet."`
}

// Document is a paper that belongs to the case.
type Document struct {
	Mark  string `sv:"beteckning" help:"Till exempel BRO 2023/107-1."`
	Note  string `sv:"anmärkning" help:"Till exempel Godkänd – R 1."`
	Title string `sv:"titel,required,short" help:"Handlingens namn."`
}
