package namnd

import "kansli/internal/civil"

// Meeting is a sammanträde, the home of every § of its protocol.
type Meeting struct {
	Board       Board         `sv:"nämnd,required" help:"Nämndens id i nämnderfilen, eller nämnden utskriven här."`
	Number      string        `sv:"nummer" help:"Protokollets nummer, om nämnden numrerar sina protokoll."`
	Date        civil.Date    `sv:"datum,required" help:"Sammanträdesdagen."`
	Time        Time          `sv:"tid" help:"När sammanträdet började och slutade."`
	Place       string        `sv:"plats" help:"Lokal och adress."`
	Chair       string        `sv:"ordförande" help:"Vem som ledde sammanträdet. Behövs bara om det inte var den som har uppdraget ordförande."`
	Present     []Attendance  `sv:"närvarande" help:"Ledamöter och ersättare som var där."`
	Others      []Visitor     `sv:"övriga" help:"Tjänstemän och andra som var där."`
	Secretary   Person        `sv:"sekreterare,required" help:"Den som förde protokollet."`
	Adjusters   []string      `sv:"justerare" help:"Vilka som utsågs att justera, utom ordföranden."`
	Adjustment  Adjustment    `sv:"justering" help:"När, var och hur protokollet justerades."`
	Status      MeetingStatus `sv:"status" help:"planerat, hållet eller justerat; utelämnat betyder hållet."`
	Summons     Summons       `sv:"kallelse" help:"Vad kallelsen säger om tid och plats."`
	Agenda      []AgendaItem  `sv:"föredragningslista" help:"Punkterna i den ordning de ska behandlas."`
	Items       []Item        `sv:"paragrafer" help:"Paragraferna i ordning; tomt så länge sammanträdet är planerat."`
	Corrections []Correction  `sv:"rättelser" help:"Rättelser som beslutats efter justeringen; det gamla står kvar synligt."`
	Secrets     []Secret      `sv:"maskeras" help:"Text som inte får stå i den publika utgåvan."`
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
	Serves   []Serving  `sv:"tjänstgör" help:"För ersättare: vem de ersätter och i vilka paragrafer; en lista när det är olika personer."`
	Sections SectionSet `sv:"paragrafer" help:"Vilka paragrafer personen var med om, när det inte var alla."`
	Remote   bool       `sv:"på_distans" help:"ja när personen deltog på distans; det räknas som närvaro."`
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
	Remote   bool       `sv:"på_distans" help:"ja när personen deltog på distans."`
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
	No                   string        `sv:"nr,required" help:"Paragrafens nummer, som text: 10, 17 A."`
	Agenda               string        `sv:"punkt" help:"Numret på den punkt i föredragningslistan som paragrafen behandlar; ärende, rubrik och dnr hämtas därifrån."`
	Kind                 ItemKind      `sv:"slag" help:"beslut, val, anställning eller information; utelämnat betyder beslut."`
	CasePath             string        `sv:"ärende" help:"Sökväg till ärendets fil. Annars skrivs rubrik och dnr här."`
	Case                 *Case         // filled in by casefile from CasePath; nil without one
	Title                string        `sv:"rubrik" help:"Rubrik, när den inte ska hämtas från ärendet."`
	Dnr                  []string      `sv:"dnr" help:"Diarienummer, när de inte ska hämtas från ärendet."`
	Chair                string        `sv:"ordförande" help:"Vem som ledde just denna paragraf, när det inte var mötets ordförande."`
	Decision             []Point       `sv:"beslut,required" help:"enligt förslaget, eller egna punkter."`
	Summary              Markdown      `sv:"sammanfattning" help:"Sammanfattning av ärendet; annars tjänsteutlåtandets."`
	Motions              []Motion      `sv:"yrkanden" help:"Yrkanden som inte återtagits."`
	Proposals            Markdown      `sv:"framlagda_förslag" help:"Fri text i stället för den som görs av förslag och yrkanden."`
	Outcome              Outcome       `sv:"utfall" help:"bifall, avslag, återremiss, bordläggning eller ändring: vad nämnden gjorde med förslaget."`
	ChairFinds           Outcome       `sv:"ordföranden_finner" help:"Vad ordföranden fann beslutat före omröstningen, om den blev begärd."`
	Order                Markdown      `sv:"propositionsordning" help:"Fri text i stället för standardtexten om i vilken ordning förslagen ställdes."`
	Conflicts            []Conflict    `sv:"jäv" help:"De som anmält jäv i paragrafen."`
	Aside                []string      `sv:"deltar_inte" help:"De som är i rummet men inte deltar i beslutet."`
	Votes                []Vote        `sv:"omröstningar" help:"Omröstningar i den ordning de hölls."`
	Procedure            Markdown      `sv:"beslutsgång" help:"Fri text i stället för standardtexten."`
	Reservations         []Reservation `sv:"reservationer" help:"Reservationer mot beslutet."`
	Statements           []Statement   `sv:"särskilda_uttalanden" help:"Särskilda uttalanden."`
	SubstituteStatements []Statement   `sv:"ersättaryttranden" help:"Yttranden av ersättare som inte tjänstgör."`
	Notes                []Statement   `sv:"protokollsanteckningar" help:"Anteckningar till protokollet."`
	Documents            []Document    `sv:"handlingar" help:"Handlingar i ärendet."`
	Assignments          []Assignment  `sv:"uppdrag" help:"Vad beslutet ger någon i uppdrag att göra; kommer med i balanslistan."`
	Recipients           []string      `sv:"protokollsutdrag_till" help:"Vilka som får protokollsutdraget; annars ärendets."`
	Immediate            bool          `sv:"omedelbart_justerad" help:"ja när paragrafen justerades omedelbart."`
	Announced            civil.Date    `sv:"anslaget" help:"Dagen då en omedelbart justerad paragraf anslogs; den har en egen klagotid."`
	Appeal               Appealable    `sv:"överklagas" help:"laglighetsprövning, förvaltningsbesvär eller nej (rent förberedande eller verkställande beslut)."`
	Closed               bool          `sv:"sluten" help:"ja när paragrafen behandlades inom stängda dörrar."`
	Waivers              []Waiver      `sv:"undantag" help:"Regler som inte gäller för paragrafen, med skäl. De listas i granskningen."`
}

// AsProposed is what a writer puts as the decision when the board decided what
// the point of the agenda or the case proposes.
const AsProposed = "enligt förslaget"

// DecidedAsProposed reports whether the decision is what was proposed.
func (it Item) DecidedAsProposed() bool {
	return len(it.Decision) == 1 && it.Decision[0].Text == AsProposed
}

// Motion is a yrkande.
type Motion struct {
	ID        string     `sv:"id" help:"Kort namn att hänvisa till, när flera förslag står mot varandra."`
	By        []string   `sv:"av,required" help:"Vem eller vilka som yrkar."`
	Asks      MotionKind `sv:"yrkar,required" help:"bifall, avslag, återremiss, bordläggning, ändring, tillägg, eller eget för ett annat förslag med egen text."`
	Joined    []string   `sv:"instämmer" help:"De som instämmer i yrkandet."`
	Party     []string   `sv:"för" help:"Partier som yrkandet läggs fram för, om det inte är personens eget."`
	Text      Markdown   `sv:"text" help:"Yrkandets egen text."`
	Withdrawn bool       `sv:"återtaget" help:"ja när yrkandet togs tillbaka; det står då inte i protokollet."`
}

// MotionKind is what a yrkande asks for.
type MotionKind string

const (
	AsksGrant    MotionKind = "bifall"
	AsksRefusal  MotionKind = "avslag"
	AsksReferral MotionKind = "återremiss"
	AsksPostpone MotionKind = "bordläggning"
	AsksChange   MotionKind = "ändring"
	AsksAddition MotionKind = "tillägg"
	AsksOwn      MotionKind = "eget" // a proposal of its own, in the words of its text
)

// Values lists the words a writer may use.
func (MotionKind) Values() []string {
	return []string{string(AsksGrant), string(AsksRefusal), string(AsksReferral), string(AsksPostpone), string(AsksChange), string(AsksAddition), string(AsksOwn)}
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

// Assignment is something that a decision gives someone to do.
type Assignment struct {
	What string     `sv:"vad,required,short" help:"Vad som ska göras, till exempel återkomma med en redovisning."`
	To   string     `sv:"till" help:"Vem som ska göra det; utelämnat betyder förvaltningen."`
	Due  civil.Date `sv:"senast" help:"Sista dagen."`
	Done bool       `sv:"klart" help:"ja när uppdraget är utfört."`
}

// Document is a paper that belongs to the case.
type Document struct {
	Mark  string `sv:"beteckning" help:"Till exempel BRO 2023/107-1."`
	Note  string `sv:"anmärkning" help:"Till exempel Godkänd – R 1."`
	Title string `sv:"titel,required,short" help:"Handlingens namn."`
}
