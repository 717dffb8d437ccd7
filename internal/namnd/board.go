package namnd

import "kansli/internal/civil"

// Boards is the register of boards of a municipality.
type Boards struct {
	Municipality string  `sv:"kommun" help:"Kommunens namn, till exempel Stockholms stad."`
	Boards       []Board `sv:"nämnder,required" help:"Nämnderna, med id som nyckel."`
}

// Board is a nämnd and its administration. A case names it by id; casefile
// fills in the rest from the register.
type Board struct {
	ID             string     `sv:"id,key,short" help:"Kort namn att skriva i ärenden, till exempel bromma."`
	Name           string     `sv:"namn" help:"Namnet i löpande text: Bromma stadsdelsnämnd, socialnämnden."`
	Genitive       string     `sv:"genitiv" help:"Namnet i genitiv: Bromma stadsdelsnämnds, socialnämndens. Härleds aldrig."`
	Short          string     `sv:"kort" help:"Det korta namnet i löpande text: stadsdelsnämnden, nämnden."`
	Kind           BoardKind  `sv:"slag" help:"stadsdelsnämnd eller facknämnd."`
	Office         string     `sv:"förvaltning" help:"Förvaltningens namn i brevhuvudet."`
	OfficeKind     OfficeKind `sv:"förvaltningsslag" help:"förvaltning eller kontor; ger rubrikerna Förvaltningens … eller Kontorets …"`
	Address        []string   `sv:"adress" help:"Postadress och besöksadress, rad för rad."`
	Phone          string     `sv:"telefon" help:"Växel."`
	Email          string     `sv:"epost" help:"Funktionsbrevlåda."`
	Web            string     `sv:"webb" help:"Webbplats."`
	Logo           string     `sv:"logotyp" help:"Bildfil, PNG eller JPEG, bredvid nämnderfilen."`
	LogoAlt        string     `sv:"logotyp_alt" help:"Vad logotypen föreställer, för den som inte ser den."`
	DnrPrefix      string     `sv:"dnr_prefix" help:"Nämndens prefix i diarienummer. Lämna bort det om ingen källa ger det."`
	Seats          int        `sv:"platser" help:"Antal ledamöter enligt reglementet."`
	Signatories    []Person   `sv:"undertecknare" help:"Vilka som undertecknar när ärendet inte säger annat."`
	Numbering      Numbering  `sv:"paragrafnumrering" help:"sammanträde: varje protokoll börjar på § 1; år: numren löper hela året."`
	AppealTo       string     `sv:"överklagas_till" help:"Förvaltningsrätten, när den ska stå i papperen."`
	NoticeKeptAt   string     `sv:"protokollet_förvaras" help:"Var protokollet finns tillgängligt."`
	DissolvedSince civil.Date `sv:"upphörd" help:"Första dagen då nämnden inte längre fanns."`
}

// BoardKind tells district boards from the boards with a field of their own.
type BoardKind string

const (
	District   BoardKind = "stadsdelsnämnd"
	Specialist BoardKind = "facknämnd"
)

// Values lists the words a writer may use.
func (BoardKind) Values() []string { return []string{string(District), string(Specialist)} }

// OfficeKind decides between "förvaltningen" and "kontoret".
type OfficeKind string

const (
	Administration OfficeKind = "förvaltning"
	Bureau         OfficeKind = "kontor"
)

// Values lists the words a writer may use.
func (OfficeKind) Values() []string { return []string{string(Administration), string(Bureau)} }

// Numbering says how long the numbers of the §§ run on.
type Numbering string

const (
	PerMeeting Numbering = "sammanträde"
	PerYear    Numbering = "år"
)

// Values lists the words a writer may use.
func (Numbering) Values() []string { return []string{string(PerMeeting), string(PerYear)} }
