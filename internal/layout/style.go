package layout

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/yamldoc"
)

// Layer is one stil.yaml. Name is what findings call it.
type Layer struct {
	Name string
	Src  []byte
}

// ReadStyle reads layers of stil.yaml, the later over the earlier. The style is
// nil when any finding is an error.
func ReadStyle(layers []Layer) (*Style, []diag.Finding) {
	var look Look
	var findings []diag.Finding
	marks := make([]yamldoc.Marks, len(layers))
	for i, l := range layers {
		m, faults := yamldoc.Decode(l.Name, l.Src, &look)
		marks[i], findings = m, append(findings, faults...)
	}
	var m maker
	style := &Style{m.sheet(&look)}
	for _, f := range m.findings {
		if f = resolve(f, marks); !told(findings, f) {
			findings = append(findings, f)
		}
	}
	if diag.Stops(findings) {
		style = nil
	}
	return style, diag.Sort(findings)
}

// resolve places a finding in the last layer that holds the value.
func resolve(f diag.Finding, marks []yamldoc.Marks) diag.Finding {
	for i := len(marks) - 1; i >= 0; i-- {
		if _, ok := marks[i].Find(f.Path); ok || i == 0 {
			one := [1]diag.Finding{f}
			return marks[i].Resolve(one[:])[0]
		}
	}
	return f
}

// told reports whether something is said of the same place already: a value
// that could not be read needs no second message.
func told(fs []diag.Finding, f diag.Finding) bool {
	for _, g := range fs {
		if g.File == f.File && g.Line == f.Line && g.Column == f.Column && g.Path == f.Path {
			return true
		}
	}
	return false
}

// Length is a number with a decimal comma or point; the unit is that of its
// place.
type Length float64

// UnmarshalText reads 10, 10,5 or 10.5.
func (l *Length) UnmarshalText(text []byte) error {
	v, err := strconv.ParseFloat(strings.Replace(string(text), ",", ".", 1), 64)
	if err != nil || v != v {
		return fmt.Errorf("”%s” är inget tal; skriv bara siffror, till exempel 10,5", text)
	}
	*l = Length(v)
	return nil
}

// UnmarshalText reads #rrggbb.
func (c *Color) UnmarshalText(text []byte) error {
	v, err := strconv.ParseUint(strings.TrimPrefix(string(text), "#"), 16, 32)
	if err != nil || len(text) != 7 || text[0] != '#' {
		return errors.New("”" + string(text) + "” är ingen färg; skriv # och sex siffror 0–9, a–f, till exempel \"#1a1a1a\"")
	}
	*c = Color(v)
	return nil
}

// Look is stil.yaml: everything about how a paper looks. Lengths of the page are
// millimetres, those of type are points, colours are #rrggbb. Later layers
// override single values of earlier ones, so a board's own stil.yaml holds only
// what differs.
type Look struct {
	Paper       string      `sv:"papper" help:"A4 eller A5."`
	Margins     Margins     `sv:"marginaler" help:"Millimeter."`
	Measure     Length      `sv:"textbredd" help:"Radens längd i millimeter. 62–72 tecken per rad läses lättast."`
	Letterhead  Letterhead  `sv:"brevhuvud" help:"Överst på första sidan."`
	Running     Type        `sv:"löphuvud" help:"Överst på följande sidor."`
	PageNumber  string      `sv:"sidnummer" help:"Till exempel Sida {sida} ({sidor})."`
	Body        Type        `sv:"brödtext" help:"Löpande text."`
	Heading1    Type        `sv:"rubrik1" help:"Dokumentets titel."`
	Heading2    Type        `sv:"rubrik2" help:"Avsnittens rubriker."`
	Heading3    Type        `sv:"rubrik3" help:"Rubriker inom ett avsnitt."`
	Heading4    Type        `sv:"rubrik4" help:"Rubriker på fjärde nivån."`
	Heading5    Type        `sv:"rubrik5" help:"Rubriker på femte nivån."`
	Heading6    Type        `sv:"rubrik6" help:"Rubriker på sjätte nivån."`
	Quote       Type        `sv:"citat" help:"Blockcitat."`
	Code        Type        `sv:"kod" help:"Text som ska stå tecken för tecken."`
	Table       Type        `sv:"tabell" help:"Tabellernas celler."`
	Caption     Type        `sv:"bildtext" help:"Texten till tabeller och bilder."`
	Note        Type        `sv:"fotnot" help:"Fotnoter."`
	Contents    Contents    `sv:"innehållsförteckning" help:"Innehållsförteckningen."`
	Lists       Lists       `sv:"listor" help:"Numrerade listor och punktlistor."`
	Signatures  Signatures  `sv:"underskrifter" help:"Plats för namnteckningar."`
	Hyphenation Hyphenation `sv:"avstavning" help:"Delning av ord vid radens slut."`
	Colors      Colors      `sv:"färger" help:"Färger i formen #rrggbb."`
}

// Margins are the paper's edges, which nothing but the page number and the
// running head may pass.
type Margins struct {
	Left   Length `sv:"vänster" help:"Millimeter."`
	Right  Length `sv:"höger" help:"Millimeter."`
	Top    Length `sv:"över" help:"Millimeter från papperets överkant till texten på följande sidor."`
	Bottom Length `sv:"under" help:"Millimeter från texten till papperets underkant."`
}

// Type is a kind of text. Unset values are 0.
type Type struct {
	Face    string `sv:"typsnitt" help:"sans, serif eller mono."`
	Bold    bool   `sv:"fet" help:"ja ger fet stil."`
	Italic  bool   `sv:"kursiv" help:"ja ger kursiv stil."`
	Size    Length `sv:"grad" help:"Punkter."`
	Leading Length `sv:"radavstånd" help:"Punkter från rad till rad."`
	Color   Color  `sv:"färg" help:"Till exempel #1a1a1a. Kontrasten mot vitt ska vara minst 4,5:1."`
	Before  Length `sv:"före" help:"Luft över, punkter."`
	After   Length `sv:"efter" help:"Luft under, punkter."`
}

// Letterhead is what stands at the top of page one.
type Letterhead struct {
	Variant    string `sv:"variant" help:"stockholm (avsändaren i en vänsterspalt, texten indragen) eller enkel."`
	Top        Length `sv:"över" help:"Millimeter från papperets överkant till brevhuvudet och löphuvudet."`
	Column     Length `sv:"spalt" help:"Vänsterspaltens bredd i millimeter; bara i varianten stockholm."`
	Text       Type   `sv:"text" help:"Brevhuvudets text."`
	LogoWidth  Length `sv:"logotyp_bredd" help:"Högsta bredd i millimeter."`
	LogoHeight Length `sv:"logotyp_höjd" help:"Högsta höjd i millimeter."`
}

// Contents is the look of the table of contents.
type Contents struct {
	Title  string `sv:"rubrik" help:"Till exempel Innehåll."`
	Text   Type   `sv:"text" help:"Raderna."`
	Levels int    `sv:"nivåer" help:"Hur många rubriknivåer som tas med."`
}

// Lists is the look of lists.
type Lists struct {
	Numbers []string `sv:"numrering" help:"En form per djup, med 1, a eller i: \"1.\", a), i)."`
	Bullet  string   `sv:"punkt" help:"Tecknet i en punktlista."`
	Indent  Length   `sv:"indrag" help:"Punkter från siffran till texten."`
	Space   Length   `sv:"mellan" help:"Luft mellan punkterna i en tät lista, punkter."`
}

// Signatures is the look of signature blocks.
type Signatures struct {
	Text    Type   `sv:"text" help:"Namn och titel."`
	Space   Length `sv:"plats" help:"Plats att skriva på över linjen, punkter."`
	Columns int    `sv:"spalter" help:"Högsta antal bredvid varandra, 1–4."`
}

// Hyphenation says whether and how words are parted at the end of a line.
type Hyphenation struct {
	On         bool     `sv:"på" help:"ja delar ord när raden annars blir mer än 12 procent för kort."`
	Exceptions []string `sv:"undantag" help:"Ord med alla sina delningsställen, till exempel tjänste-utlåtande. De gäller också i böjda former och i längre sammansättningar."`
}

// Colors are those that belong to no single kind of text.
type Colors struct {
	Link  Color `sv:"länk" help:"Länkar."`
	Line  Color `sv:"linje" help:"Linjer i tabeller och under rubriker."`
	Muted Color `sv:"dämpad" help:"Etiketter i brevhuvudet."`
	Mark  Color `sv:"märkning" help:"Märkning på varje sida, till exempel Utkast."`
}
