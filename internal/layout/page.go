// Package layout sets a document in pages: hyphens and lines, lists, tables,
// columns, footnotes, page breaks. It fixes every coordinate and the structure
// tree; whoever paints the pages decides nothing.
//
// It knows headings, lists, tables and divisions with a class, and nothing of
// what the paper is about. How things look stands in stil.yaml (Look).
package layout

import "kansli/internal/font"

// Result is a paper set in pages: every coordinate fixed, every word placed
// once, and the structure that a screen reader follows. Lengths are points
// (1/72 inch) from the upper left corner of the page, y downwards.
type Result struct {
	Width, Height float64 // of every page
	Pages         []Page
	Nodes         []Node     // the structure tree; Nodes[0] is the root, Role Document
	Spans         int        // how many content spans there are; see Run.Span
	Outline       []Bookmark // headings, in order
	Dests         []Dest     // targets of links inside the paper

	engine *engine // whose memory this is; see Release
}

// Page is what is painted on one page. Runs are in reading order.
type Page struct {
	Fills  []Fill // painted first; decoration
	Rules  []Rule // decoration
	Images []Image
	Runs   []Run
	Links  []LinkArea
}

// Run is a piece of one line in one face.
type Run struct {
	X, Y  float64 // left end of the baseline
	Size  float64
	Text  string // exactly the characters to paint and to read out; U+00AD only as the hyphen at a line's end
	Face  font.Face
	Color Color
	Span  int32 // an index of a content span, or one of the Artifact constants
}

// Artifacts are painted but not read out.
const (
	ArtifactHeader int32 = -1 - iota // running head
	ArtifactFooter                   // page number and the like
	ArtifactLayout                   // repeated table heads, draft marks
)

// Color is 0xRRGGBB.
type Color uint32

// Rule is a straight line, always an artifact.
type Rule struct {
	X1, Y1, X2, Y2, Width float64
	Color                 Color
}

// Fill is a filled rectangle, always an artifact.
type Fill struct {
	X, Y, W, H float64
	Color      Color
}

// Image is a placed picture. Span belongs to a Figure node.
type Image struct {
	X, Y, W, H float64
	Data       []byte // PNG or JPEG, as in the file
	Span       int32
}

// LinkArea is one line of a link. A link over two lines has two areas with the
// same Node.
type LinkArea struct {
	X, Y, W, H float64 // upper left corner and size
	Node       int32   // the Link node
	URL        string  // outside target; empty for a target in the paper
	Dest       int32   // index into Result.Dests when URL is empty
	Text       string  // the link's whole text
}

// Dest is a place to jump to.
type Dest struct {
	Page int
	Y    float64
}

// Bookmark is an entry of the outline.
type Bookmark struct {
	Level int // 1 is outermost
	Text  string
	Dest  Dest
}

// Role is a standard structure type of PDF (ISO 32000-1, 14.8.4).
type Role uint8

const (
	RoleDocument Role = iota
	RoleSect
	RoleDiv
	RoleH1
	RoleH2
	RoleH3
	RoleH4
	RoleH5
	RoleH6
	RoleP
	RoleL
	RoleLI
	RoleLbl
	RoleLBody
	RoleTable
	RoleTHead
	RoleTBody
	RoleTR
	RoleTH
	RoleTD
	RoleCaption
	RoleBlockQuote
	RoleCode
	RoleSpan
	RoleLink
	RoleReference
	RoleNote
	RoleFigure
	RoleTOC
	RoleTOCI
)

// Numbering is the ListNumbering attribute of an L node.
type Numbering uint8

const (
	NumberingNone Numbering = iota
	NumberingDecimal
	NumberingLowerAlpha
	NumberingLowerRoman
	NumberingDisc
)

// Node is an element of the structure tree.
type Node struct {
	Role      Role
	Numbering Numbering  // of an L
	Parent    int32      // -1 for the root
	Kids      []Kid      // in reading order
	Alt       string     // of a Figure
	ID        string     // of a Note
	Lang      string     // where it differs from the paper's
	BBox      [4]float64 // of a Figure: x, y, w, h as in Image
	BBoxPage  int
}

// Kid is either a node (Kid >= 0, an index into Result.Nodes) or a content span
// (Kid < 0, the span ^Kid). A span's runs may lie on several pages; on each they
// are contiguous in reading order.
type Kid int32

// Source text of a span is the concatenation of its runs' texts; where a line
// ends between two words the run ends with the space.
