// Package namnd is the vocabulary of the program: the things that a municipal
// board works with, as plain values.
//
// The struct tag sv holds the Swedish word of a field. It is the key in the
// YAML file, the word in a placeholder and the word in a message, so it is
// written once, here. yamldoc documents the options after the word; the tag help
// is the sentence shown in editors and forms.
//
// # Glossary
//
//	nämnd                  Board          an elected board; sv nämnd
//	ärende                 Case           what the board is to decide
//	dnr, diarienummer      Dnr            registration number, free text
//	handläggare            Handlers       the officials who prepare the case
//	enheter                Units          the units that a case concerns
//	undertecknare          Signatories    those who sign for the administration
//	frist                  Deadline       a last day
//	förslag till beslut    Proposal       decision points that are proposed
//	beslut                 Decision       decision points that were decided
//	avsnitt                Section        a headed part of a tjänsteutlåtande
//	sammanträde            Meeting        one meeting of a board
//	paragraf (§)           Item           one numbered matter of a protocol
//	närvarande             Attendance     who was there, as what, for which §§
//	yrkande                Motion         what a member asks the board to decide
//	reservation            Reservation    recorded dissent
//	särskilt uttalande     Statement      recorded statement without dissent
//	uppdrag                Assignment     what a decision gives someone to do
//	handling               Document       a paper that belongs to the case
//	justering, justerare   Adjustment     approval of the protocol, Adjusters
//	anslag                 Notice         announcement on the notice board
//
// Terms that Swedish law defines and English lacks keep their name without
// diacritics where an identifier needs them.
package namnd

import (
	"kansli/internal/civil"
	"kansli/internal/swedish"
)

// Markdown is text that the writer formats and that may hold placeholders.
// All other text is data and is escaped when it is merged.
type Markdown string

// Case is an ärende: what a handläggare knows when a tjänsteutlåtande is
// written.
type Case struct {
	CaseType    string     `sv:"ärendetyp" help:"Mapp under templates/arendetyper som ger standardtext. Utan ärendetyp skrivs alla avsnitt här."`
	Variant     string     `sv:"variant" help:"Vilket av ärendetypens beslutsförslag som gäller, till exempel godkänna eller anmäla."`
	Board       Board      `sv:"nämnd,required" help:"Nämndens id i nämnderfilen, eller nämnden utskriven här."`
	Dnr         []string   `sv:"dnr,required" help:"Diarienummer, ett eller flera. Visas som det skrivs."`
	SenderDnr   []string   `sv:"avsändarens_dnr" help:"Diarienummer hos den som skickat ärendet hit, till exempel vid remiss."`
	Title       string     `sv:"rubrik,required" help:"Ärendets rubrik."`
	Subtitle    string     `sv:"underrubrik" help:"En rad under rubriken, till exempel Svar på remiss från …"`
	Date        civil.Date `sv:"datum,required" help:"Tjänsteutlåtandets datum."`
	Meeting     civil.Date `sv:"sammanträde" help:"Dagen då nämnden ska behandla ärendet."`
	Status      Status     `sv:"status" help:"utkast ger en märkning på varje sida; klar är det vanliga."`
	Department  string     `sv:"avdelning" help:"Avdelning eller enhet hos förvaltningen, under avsändaren i brevhuvudet."`
	Handlers    []Person   `sv:"handläggare,required" help:"En eller flera handläggare."`
	Units       []string   `sv:"enheter" help:"De enheter som ärendet gäller, en per rad."`
	Deadlines   []Deadline `sv:"frister" help:"Sista dagar, med ett namn var: ansökan, protokoll, remissvar …"`
	Grants      []Grant    `sv:"belopp" help:"Bidrag eller anslag, en rad per mottagare; ges som tabell med summa."`
	Facts       []Fact     `sv:"uppgifter" help:"Egna uppgifter som mallen använder, namn: värde."`
	Signatories []Person   `sv:"undertecknare" help:"Ett till fyra namn med titel, högst chef först."`
	Proposal    []Point    `sv:"förslag" help:"Beslutspunkter. Utan förslag används ärendetypens."`
	Immediate   bool       `sv:"omedelbar_justering" help:"ja lägger till punkten om omedelbar justering."`
	Sections    []Section  `sv:"avsnitt" help:"Rubrik: text, i den ordning de ska stå. Ersätter ärendetypens text."`
	Attachments []string   `sv:"bilagor" help:"Bilagor i ordning."`
	Recipients  []string   `sv:"protokollsutdrag_till" help:"Vilka som ska få protokollsutdraget."`
	Secrets     []Secret   `sv:"maskeras" help:"Text som inte får stå i den publika utgåvan."`
}

// Status says whether a paper is finished.
type Status string

const (
	Draft Status = "utkast"
	Final Status = "klar"
)

// Values lists the words a writer may use.
func (Status) Values() []string { return []string{string(Draft), string(Final)} }

// Person is someone who is named in a paper in an official capacity.
type Person struct {
	Name  string `sv:"namn,required,short" help:"Hela namnet, som det ska stå."`
	Title string `sv:"titel" help:"Titel, till exempel Avdelningschef."`
	Phone string `sv:"telefon" help:"Telefon, som det ska stå."`
	Email string `sv:"epost" help:"E-postadress."`
}

// Deadline is a last day that the case itself sets. Statutory days are counted
// by package deadline.
type Deadline struct {
	Name      string     `sv:"namn,key" help:"Fristens namn; platshållaren blir frister.namnet."`
	Date      civil.Date `sv:"datum,required,short" help:"Sista dagen."`
	Purpose   string     `sv:"avser" help:"Vad som ska vara gjort."`
	Recipient string     `sv:"mottagare" help:"Vem det ska vara inne hos."`
}

// Grant is one row of a table of sums.
type Grant struct {
	Recipient string         `sv:"mottagare,required" help:"Vem som får pengarna."`
	Purpose   string         `sv:"ändamål" help:"Vad pengarna är till."`
	Applied   swedish.Amount `sv:"sökt" help:"Sökt belopp, till exempel 120 000 kr."`
	Proposed  swedish.Amount `sv:"föreslaget,required" help:"Föreslaget belopp."`
}

// Fact is a value that only a template knows the meaning of.
type Fact struct {
	Name   string   `sv:"namn,key" help:"Uppgiftens namn."`
	Values []string `sv:"värde,short" help:"Ett värde eller en lista."`
}

// Point is a decision point, with points under it to any depth.
type Point struct {
	Text   Markdown `sv:"text,required,short" help:"Punktens text."`
	Points []Point  `sv:"underpunkter" help:"Punkter under punkten."`
}

// Section is a headed part of the paper.
type Section struct {
	Heading string   `sv:"rubrik,key" help:"Avsnittets rubrik."`
	Text    Markdown `sv:"text,short" help:"Avsnittets text."`
}
