package markdown

import (
	"bytes"
	"sync"

	"kansli/internal/document"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Nearly all paragraphs are text without markup, in which goldmark would look
// for inlines letter by letter and find none. They are told from the others when
// they end, and are read as they are.

// plain is a paragraph without markup, or the text of a list's item.
type plain struct{ ast.BaseBlock }

var kindPlain = ast.NewNodeKind("Plain")

func (*plain) Kind() ast.NodeKind { return kindPlain }

// IsRaw tells goldmark that there are no inlines to look for.
func (*plain) IsRaw() bool { return true }

func (p *plain) Dump(source []byte, level int) {
	ast.DumpHelper(p, source, level, nil, nil)
}

// inlineMarks are the bytes that an inline other than text may begin with.
var inlineMarks = func() []byte {
	marks := []byte{'\\'}
	for _, p := range inlineParsers {
		marks = append(marks, p.Value.(parser.InlineParser).Trigger()...)
	}
	return marks
}()

// plainParagraphs is the transformer that makes a plain of a paragraph that has
// become neither definitions nor a table.
type plainParagraphs struct{}

func (plainParagraphs) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	room := roomOf(pc)
	lines, src := p.Lines(), reader.Source()
	if p == room.underlined || lines.Len() == 0 {
		return
	}
	first, last := lines.At(0), lines.At(lines.Len()-1)
	for _, mark := range room.marks {
		if bytes.IndexByte(src[first.Start:last.Stop], mark) >= 0 {
			return
		}
	}
	for i := range lines.Len() {
		s := lines.At(i)
		lines.Set(i, s.TrimLeftSpace(src))
	}
	if first = lines.At(0); captionMark(first.Value(src)) > 0 {
		return
	}
	last = lines.At(lines.Len() - 1)
	lines.Set(lines.Len()-1, last.TrimRightSpace(src))
	n := room.plain()
	*n.Lines(), *lines = *lines, *n.Lines()
	n.SetBlankPreviousLines(p.HasBlankPreviousLines())
	p.Parent().ReplaceChild(p.Parent(), p, n)
	room.spare = p
}

// paragraphs is goldmark's parser of paragraphs, with the paragraph that a plain
// has replaced used again.
type paragraphs struct{ parser.BlockParser }

func (paragraphs) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	if util.IsBlank(line) {
		return nil, parser.NoChildren
	}
	p := roomOf(pc).paragraph()
	p.Lines().Append(segment)
	reader.AdvanceToEOL()
	return p, parser.NoChildren
}

// underlinedHeadings is goldmark's parser of headings with a line under them. The
// transformers see the paragraph over the line, which must stay what it is.
type underlinedHeadings struct{ parser.BlockParser }

func (h underlinedHeadings) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	node, state := h.BlockParser.Open(parent, reader, pc)
	if node != nil {
		roomOf(pc).underlined = pc.LastOpenedBlock().Node
	}
	return node, state
}

// treeRoom is what a tree is made in, and the next one can be made in.
type treeRoom struct {
	marks      []byte         // those inlineMarks that the text has
	underlined ast.Node       // the paragraph that becomes a heading, or became one last
	spare      *ast.Paragraph // one that a plain has replaced
	plains     []plain
	used       int   // of plains
	starts     []int // as in reader
}

var roomKey = parser.NewContextKey()

func roomOf(pc parser.Context) *treeRoom { return pc.Get(roomKey).(*treeRoom) }

var rooms = sync.Pool{New: func() any { return new(treeRoom) }}

// parse gives the text to goldmark. An inline begins with one of the marks.
func (m *treeRoom) parse(src, marks []byte) ast.Node {
	m.marks = m.marks[:0]
	for _, mark := range marks {
		if bytes.IndexByte(src, mark) >= 0 {
			m.marks = append(m.marks, mark)
		}
	}
	pc := parser.NewContext()
	pc.Set(roomKey, m)
	return dialect.Parse(text.NewReader(src), parser.WithContext(pc))
}

// paragraph returns an empty paragraph.
func (m *treeRoom) paragraph() *ast.Paragraph {
	if m.spare == nil {
		return ast.NewParagraph()
	}
	n := m.spare
	m.spare = nil
	empty(&n.BaseBlock)
	return n
}

// plain returns an empty plain.
func (m *treeRoom) plain() *plain {
	if m.used == len(m.plains) {
		m.plains, m.used = make([]plain, max(16, 2*m.used)), 0 // the tree holds the others
	}
	m.used++
	return &m.plains[m.used-1]
}

// release gives the room back when the tree is not needed any more.
func (m *treeRoom) release() {
	if len(m.plains) > 1024 || cap(m.starts) > 1<<14 {
		return // a long text, which comes seldom
	}
	for i := range m.plains[:m.used] {
		empty(&m.plains[i].BaseBlock)
	}
	m.used, m.underlined = 0, nil
	rooms.Put(m)
}

// empty makes a block as new, but for the room of its lines.
func empty(b *ast.BaseBlock) {
	lines := *b.Lines()
	lines.SetSliced(0, 0)
	*b = ast.BaseBlock{}
	b.SetLines(&lines)
}

// plain turns a paragraph without markup.
func (r *reader) plain(n *plain, line int) document.Block {
	defer r.leave()
	if !r.enter(n) {
		return nil
	}
	return r.newParagraph(r.plainText(n.Lines()), line)
}

// plainText is what inlines would make of lines without markup.
func (r *reader) plainText(lines *text.Segments) []document.Inline {
	pieces := 1
	for i := range lines.Len() {
		if r.breaks(lines.At(i)) {
			pieces += 2
		}
	}
	out := carve(&r.inlineRoom, pieces, moreInlines)
	start, at := r.text.Len(), -1
	for i := range lines.Len() {
		s := lines.At(i)
		if at < 0 {
			start, at = r.text.Len(), s.Start
		}
		t := s.TrimRightSpace(r.src)
		r.decode(t.Value(r.src), s.Start)
		if r.breaks(s) {
			out = r.flush(out, start, at)
			out = append(out, document.Inline{Kind: document.LineBreak, Line: r.line(s.Start)})
			at = -1
		} else if i < lines.Len()-1 {
			r.space(start)
		}
	}
	if at >= 0 {
		out = r.flush(out, start, at)
	}
	return out
}

// breaks reports whether the Markdown of a line ends it on the paper too.
func (r *reader) breaks(line text.Segment) bool {
	return bytes.HasSuffix(r.src[line.Start:line.Stop], []byte("  \n"))
}
