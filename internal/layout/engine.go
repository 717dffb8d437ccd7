package layout

import (
	"sync"

	"kansli/internal/diag"
	"kansli/internal/document"
)

// Resources is what a paper needs from outside.
type Resources struct {
	// Image returns the bytes of the picture that the paper calls src.
	Image func(src string) ([]byte, error)
}

// Paginate sets a paper in pages. The findings tell of characters that no face
// has, pictures that cannot be shown, links into the paper that lead nowhere;
// they have a line of the Markdown but no file. The result is fit to paint only
// when no finding is an error.
//
// Paginate is pure and safe for concurrent use.
func Paginate(doc *document.Document, style *Style, res Resources) (*Result, []diag.Finding) {
	e := engines.Get().(*engine)
	e.reset(doc, style, res)
	e.findHeadings(doc.Blocks)
	e.add(-1, RoleDocument)
	e.letterhead()
	e.contentsAt = -2
	if doc.Meta.Contents {
		e.contentsAt = e.contentsPlace()
	}
	if e.contentsAt == -1 {
		e.tableOfContents(false)
	}
	e.blocks(ctx{x: e.x, measure: e.measure, text: &e.body}, doc.Blocks)
	e.notes()
	e.fill()
	e.emit()
	diag.Sort(e.findings)
	findings := e.findings
	e.findings = nil
	return &e.result, findings
}

// Release gives the memory of the result back, for the next paper. Nothing that
// was read from the result may be used afterwards, except the document's own
// texts. A result that is never released is left to the garbage collector.
func (r *Result) Release() {
	if e := r.engine; e != nil {
		r.engine = nil
		clear(e.images)
		clear(e.outImages)
		engines.Put(e)
	}
}

var engines = sync.Pool{New: func() any { return new(engine) }}

// engine is the state of one paper being set. Its tables are kept from paper to
// paper.
//
// The text becomes pieces, the pieces of a paragraph become lines of ink in a
// box, the boxes are cut in rows where a page may end, and the rows are dealt out
// on pages.
type engine struct {
	*sheet
	doc      *document.Document
	res      Resources
	findings []diag.Finding
	heads    []heading
	headNo   int // headings set so far
	headIDs  map[string]int32

	pieces     []piece
	pieceStart int    // of the paragraph in hand
	stops      []stop // of the pieces that are measured
	known      knownWords
	links      []link
	newNotes   []int32 // referred to for the first time in the text in hand
	labels     []label // of list items whose first line has not come yet

	inks      []ink
	strokes   []stroke
	areas     []area
	images    []placedImage
	refs      []noteRef
	boxes     []box
	rows      []row
	gap       int // space that the last block wants under it
	newPage   bool
	areaStart int // of the box in hand

	tables   []tableHead
	cells    []cell
	columns  []column
	noteOf   []note
	noteRows []int32 // rows of notes waiting for the foot of a page
	entries  []contentsEntry

	frags  []frag
	sheets []pagePlan
	fixed  []frag // the letterhead

	nodes    []Node
	branches []branch // of each node
	kids     []kidEntry
	spans    int
	inked    []bool
	nodeAt   []int32 // index of each node when the tree is pruned, -1 for none
	flatKids []Kid

	pages     []Page
	runs      []Run
	rules     []Rule
	outImages []Image
	outLinks  []LinkArea
	outline   []Bookmark
	dests     []Dest
	result    Result

	firstTop, firstBottom int  // of the text on page one
	firstNumber           int  // top of the line for the page number on page one
	laterMark, laterHead  frag // on later pages
	bodyRows              int
	contentsAt            int // index of the block that the table of contents follows
	noteList              []int32
}

func (e *engine) reset(doc *document.Document, style *Style, res Resources) {
	*e = engine{
		sheet: &style.sheet, doc: doc, res: res,
		heads: e.heads[:0], headIDs: e.headIDs, known: e.known,
		pieces: e.pieces[:0], stops: e.stops[:0], links: e.links[:0],
		newNotes: e.newNotes[:0], labels: e.labels[:0],
		inks: e.inks[:0], strokes: e.strokes[:0], areas: e.areas[:0], images: e.images[:0],
		refs: e.refs[:0], boxes: e.boxes[:0], rows: e.rows[:0],
		tables: e.tables[:0], cells: e.cells[:0], columns: e.columns[:0],
		noteOf: e.noteOf[:0], noteRows: e.noteRows[:0], entries: e.entries[:0],
		frags: e.frags[:0], sheets: e.sheets[:0], fixed: e.fixed[:0],
		nodes: e.nodes[:0], branches: e.branches[:0], kids: e.kids[:0], inked: e.inked[:0], nodeAt: e.nodeAt[:0],
		flatKids: e.flatKids[:0], pages: e.pages[:0], runs: e.runs[:0], rules: e.rules[:0], outImages: e.outImages[:0],
		noteList: e.noteList[:0], outLinks: e.outLinks[:0], outline: e.outline[:0], dests: e.dests[:0],
	}
	clear(e.headIDs)
	for range doc.Notes {
		e.noteOf = append(e.noteOf, note{node: -1})
	}
}

func (e *engine) find(line int, severity diag.Severity, rule, message, remedy string) {
	e.findings = append(e.findings, diag.Finding{
		Line: line, Severity: severity, Rule: rule, Message: message, Remedy: remedy,
	})
}

// heading is a heading of the paper, found before the setting begins because
// links and the table of contents may stand before it.
type heading struct {
	*document.Heading
	role Role // H1 and on, without a gap; P for one without text
	text string
}

func (e *engine) findHeadings(blocks []document.Block) {
	e.gatherHeadings(blocks)
	var open [6]int
	depth := 0
	for i := range e.heads {
		h := &e.heads[i]
		h.text = document.PlainText(h.Text)
		if isBlank(h.text) {
			h.role = RoleP
			continue
		}
		for depth > 0 && open[depth-1] >= h.Level {
			depth--
		}
		open[depth] = h.Level
		depth++
		h.role = RoleH1 + Role(depth-1)
	}
}

func (e *engine) gatherHeadings(blocks []document.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *document.Heading:
			e.heads = append(e.heads, heading{Heading: b})
		case *document.List:
			for i := range b.Items {
				e.gatherHeadings(b.Items[i].Blocks)
			}
		case *document.Quote:
			e.gatherHeadings(b.Blocks)
		case *document.Division:
			e.gatherHeadings(b.Blocks)
		}
	}
}

// target is the destination that a link to #id leads to.
func (e *engine) target(id string) (int32, bool) {
	if e.headIDs == nil {
		e.headIDs = make(map[string]int32)
	}
	if len(e.headIDs) == 0 {
		for i := len(e.heads) - 1; i >= 0; i-- {
			e.headIDs[e.heads[i].ID] = int32(i)
		}
	}
	d, ok := e.headIDs[id]
	return d, ok
}
