// Package document is a paper as a tree of blocks and inlines, with nothing of
// Markdown, pages or nämnder in it. markdown makes it; layout, html and the
// checks read it.
package document

// Document is a whole paper.
type Document struct {
	Meta   Meta
	Blocks []Block
	Notes  []Note // footnotes in the order of their first reference
}

// Meta is what stands around the text: the letterhead, the running head and
// the properties of the file. It is the front matter of the Markdown file, whose
// keys are the sv words.
type Meta struct {
	Title    string     `sv:"titel,required" help:"Dokumentets titel, också filens."`
	Lang     string     `sv:"språk" help:"Språkkod, sv-SE om inget annat sägs."`
	Kind     string     `sv:"dokumenttyp" help:"Till exempel Tjänsteutlåtande."`
	Date     string     `sv:"datum" help:"Datum i formen 2013-04-22, också filens."`
	Sender   []string   `sv:"avsändare" help:"Förvaltning och avdelning, rad för rad."`
	Marks    []Labelled `sv:"kännetecken" help:"Till exempel Dnr: SOF 2013/41."`
	Panels   []Labelled `sv:"rutor" help:"Till exempel Handläggare: [namn, telefon] och Till: [nämnden]."`
	Address  []string   `sv:"adress" help:"Avsändarens adress, rad för rad, vid foten av första sidan."`
	Running  string     `sv:"löphuvud" help:"Texten överst på följande sidor."`
	Logo     string     `sv:"logotyp" help:"Bildfil, PNG eller JPEG."`
	LogoAlt  string     `sv:"logotyp_alt" help:"Vad logotypen föreställer."`
	Status   string     `sv:"märkning" help:"Märkning på varje sida, till exempel Utkast."`
	Contents bool       `sv:"innehållsförteckning" help:"ja ger en innehållsförteckning efter försättsbladet."`
}

// Labelled is a heading with lines under it.
type Labelled struct {
	Label string   `sv:"etikett,key" help:"Rubriken."`
	Lines []string `sv:"rader,short" help:"En eller flera rader."`
}

// Block is one of *Heading, *Paragraph, *List, *Table, *Quote, *Code, *Figure,
// *Rule and *Division.
type Block interface{ block() }

// Heading is a heading. Level is 1 to 6.
type Heading struct {
	Level int
	Text  []Inline
	ID    string // unique in the document; ASCII letters, digits and hyphens
	Line  int    // in the Markdown, 1-based
}

// Paragraph is running text.
type Paragraph struct {
	Text []Inline
	Line int
}

// List is a list of items. How an ordered list is numbered at each depth
// (1., a), …) is decided by the style, not here.
type List struct {
	Ordered bool
	Dash    bool // unordered, marked with an en dash (+ in the Markdown) and not a bullet
	Start   int  // first number of an ordered list
	Tight   bool // no space between items
	Items   []Item
	Line    int
}

// Item is one entry of a list.
type Item struct {
	Blocks []Block
	Line   int
}

// Table is a table with one header row.
type Table struct {
	Caption []Inline // may be empty
	Columns []Align
	Head    []Cell
	Rows    [][]Cell // each as long as Columns
	Line    int
}

// Align is the alignment of a table column.
type Align uint8

const (
	Left Align = iota
	Center
	Right
)

// Cell is one cell of a table.
type Cell struct {
	Text []Inline
	Line int
}

// Quote is a block quotation.
type Quote struct {
	Blocks []Block
	Line   int
}

// Code is preformatted text, lines split by \n.
type Code struct {
	Text string
	Line int
}

// Figure is a picture that stands alone. Alt is empty for none; that is a fault
// that the layout reports.
type Figure struct {
	Src, Alt string
	Caption  []Inline
	Line     int
}

// Rule is a thematic break.
type Rule struct{ Line int }

// Division is a fenced division, ::: class, that the style gives a look, such as
// underskrifter.
type Division struct {
	Class  string
	Blocks []Block
	Line   int
}

func (*Heading) block()   {}
func (*Paragraph) block() {}
func (*List) block()      {}
func (*Table) block()     {}
func (*Quote) block()     {}
func (*Code) block()      {}
func (*Figure) block()    {}
func (*Rule) block()      {}
func (*Division) block()  {}

// Kind says what an Inline is.
type Kind uint8

const (
	Text        Kind = iota // Text
	Emphasis                // Kids
	Strong                  // Kids
	Deleted                 // Kids, struck through
	Link                    // Kids and URL
	CodeSpan                // Text
	LineBreak               // nothing
	NoteRef                 // Note, an index into Document.Notes
	InlineImage             // Text is the alternative text, URL the source
)

// Inline is a piece of a line. Which fields count depends on Kind.
type Inline struct {
	Kind Kind
	Text string
	Kids []Inline
	URL  string
	Note int
	Line int // in the Markdown, 1-based
}

// Note is a footnote.
type Note struct {
	Label  string // as written, such as 1
	Blocks []Block
	Line   int
}
