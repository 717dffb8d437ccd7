// Package markdown reads the Markdown of a paper into a document.Document. It
// is the sole owner of goldmark.
//
// The dialect is CommonMark with tables, strikethrough and footnotes as GitHub
// and Pandoc write them, fenced divisions (::: class) and front matter as Pandoc
// writes them. What the document cannot carry is a finding with its line; the
// text itself is kept wherever it can be.
package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"kansli/internal/diag"
	"kansli/internal/document"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// dialect is CommonMark as goldmark parses it, with the extensions that the
// package comment names.
var dialect = parser.NewParser(
	parser.WithBlockParsers(
		util.Prioritized(divisions{}, 50),
		util.Prioritized(footnoteBlocks{}, 60),
		util.Prioritized(underlinedHeadings{parser.NewSetextHeadingParser()}, 100),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(parser.NewBlockquoteParser(), 800),
		util.Prioritized(parser.NewHTMLBlockParser(), 900),
		util.Prioritized(paragraphs{parser.NewParagraphParser()}, 1000)),
	parser.WithInlineParsers(inlineParsers...),
	parser.WithParagraphTransformers(
		util.Prioritized(definitions{}, 100),
		util.Prioritized(extension.NewTableParagraphTransformer(), 200),
		util.Prioritized(plainParagraphs{}, 300)),
	parser.WithASTTransformers(
		util.Prioritized(extension.NewTableASTTransformer(), 0)),
)

var inlineParsers = append(parser.DefaultInlineParsers(),
	util.Prioritized(references{}, 101),
	util.Prioritized(extension.NewStrikethroughParser(), 500))

// definitions is goldmark's transformer for link reference definitions, called
// only for a paragraph that may begin with one; it costs a good deal.
type definitions struct{}

func (definitions) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	first := p.Lines().At(0)
	if bytes.HasPrefix(bytes.TrimLeft(first.Value(reader.Source()), " \t"), []byte("[")) {
		parser.LinkReferenceParagraphTransformer.Transform(p, reader, pc)
	}
}

// Parse reads one Markdown file. The document is never nil, so that the faults
// of its text can be told together with those of its front matter; it is fit to
// print only when no finding is an error. File is used in findings only.
//
// Parse is safe for concurrent use.
func Parse(file string, src []byte) (*document.Document, []diag.Finding) {
	r := &reader{file: file, doc: new(document.Document), ids: make(map[string]int)}
	return r.read(src, inlineMarks)
}

// read reads a file in which inlines begin with one of the marks.
func (r *reader) read(src, marks []byte) (*document.Document, []diag.Finding) {
	src = r.clean(src)
	body := r.frontMatter(src)
	r.src = src[body:]
	r.base = bytes.Count(src[:body], []byte{'\n'})
	room := rooms.Get().(*treeRoom)
	defer room.release()
	room.starts = lineStarts(room.starts, r.src)
	r.starts = room.starts
	r.text.Grow(len(r.src))

	root := room.parse(r.src, marks)
	r.inlineRoom = make([]document.Inline, room.used)
	r.paragraphRoom = make([]document.Paragraph, room.used)
	r.doc.Blocks = r.blocks(root)
	for i := 0; i < len(r.notes); i++ { // a footnote may refer to further ones
		r.doc.Notes = append(r.doc.Notes, r.note(r.notes[i]))
	}
	r.checkWhole(root)
	return r.doc, diag.Sort(r.findings)
}

// reader turns one parsed file into a document.
type reader struct {
	file   string
	src    []byte // the text after the front matter; every offset counts from here
	base   int    // lines before src
	starts []int  // offset of each line of src
	near   int    // index of the line that was asked for last
	doc    *document.Document

	text    strings.Builder // holds all text of the document, so that it is allocated once
	depth   int             // how many blocks or inlines stand around this one
	tooDeep bool            // told once
	level   int             // of the last heading
	ids     map[string]int  // of headings, with how often each was wanted
	anchors []anchor        // links into the paper
	used    map[string]bool // link reference definitions that a link refers to
	notes   []*footnote     // in the order of first references

	findings []diag.Finding

	// Room for what is yet to come.
	inlineRoom    []document.Inline
	blockRoom     []document.Block
	paragraphRoom []document.Paragraph
}

// lineStarts writes over starts with the offset at which each line begins.
func lineStarts(starts []int, src []byte) []int {
	starts = append(slices.Grow(starts[:0], bytes.Count(src, []byte{'\n'})+1), 0)
	for i := 0; ; {
		n := bytes.IndexByte(src[i:], '\n')
		if n < 0 || i+n+1 == len(src) {
			return starts
		}
		i += n + 1
		starts = append(starts, i)
	}
}

// line is the line of the file at an offset.
func (r *reader) line(pos int) int {
	if !r.onLine(r.near, pos) {
		if r.near++; !r.onLine(r.near, pos) { // the text is not read in order
			i, _ := slices.BinarySearch(r.starts, pos+1)
			r.near = max(i-1, 0)
		}
	}
	return r.base + r.near + 1
}

// onLine reports whether an offset is on line i of src.
func (r *reader) onLine(i, pos int) bool {
	return i < len(r.starts) && r.starts[i] <= pos && (i+1 == len(r.starts) || pos < r.starts[i+1])
}

// find reports a finding at an offset. Rule, severity, message and remedy are
// those of f.
func (r *reader) find(pos int, f diag.Finding) {
	pos = min(max(pos, 0), max(len(r.src)-1, 0))
	f.File = r.file
	f.Line = r.line(pos)
	start := r.starts[f.Line-r.base-1]
	if n := len(r.findings); n > 0 && r.findings[n-1].Line == f.Line && r.findings[n-1].Excerpt != "" {
		f.Excerpt = r.findings[n-1].Excerpt
	} else {
		f.Excerpt = string(r.lineAt(start))
	}
	f.Column = utf8.RuneCount(r.src[start:pos]) + 1
	r.findings = append(r.findings, f)
}

// position is where a block of goldmark begins in the text.
func position(n ast.Node) int {
	if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
		return n.Lines().At(0).Start
	}
	if p := n.Pos(); p >= 0 {
		return p
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if p := position(c); p >= 0 {
			return p
		}
	}
	return -1
}
