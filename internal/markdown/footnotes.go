package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Footnotes are parsed here and not by goldmark's extension, which loses a
// footnote that stands inside another, is defined twice or is never referred to.

// footnote is a footnote where it was written: [^label]: and blocks, of which
// those after the first are indented.
type footnote struct {
	ast.BaseBlock
	label  string
	number int // from 1 in the order of first references; 0 before one is seen
}

var kindFootnote = ast.NewNodeKind("Footnote")

func (*footnote) Kind() ast.NodeKind { return kindFootnote }

func (f *footnote) Dump(source []byte, level int) {
	ast.DumpHelper(f, source, level, map[string]string{"Label": f.label}, nil)
}

// reference is the mark in the text that refers to a footnote.
type reference struct {
	ast.BaseInline
	to *footnote
}

var kindReference = ast.NewNodeKind("FootnoteReference")

func (*reference) Kind() ast.NodeKind { return kindReference }

func (f *reference) Dump(source []byte, level int) {
	ast.DumpHelper(f, source, level, map[string]string{"Label": f.to.label}, nil)
}

// footnotesKey holds a map from label to the first footnote that has it.
var footnotesKey = parser.NewContextKey()

// label returns what stands between [^ and ] at the beginning of s.
func label(s []byte) (string, bool) {
	rest, ok := bytes.CutPrefix(s, []byte("[^"))
	end := bytes.IndexAny(rest, "[]\\ \t\n")
	if !ok || end < 1 || rest[end] != ']' {
		return "", false
	}
	return string(rest[:end]), true
}

// footnoteBlocks is goldmark's block parser for footnotes.
type footnoteBlocks struct{}

func (footnoteBlocks) Trigger() []byte             { return []byte{'['} }
func (footnoteBlocks) CanInterruptParagraph() bool { return true }
func (footnoteBlocks) CanAcceptIndentedLine() bool { return false }

func (footnoteBlocks) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	start := pc.BlockOffset()
	if start < 0 {
		return nil, parser.NoChildren
	}
	name, ok := label(line[start:])
	end := start + len(name) + len("[^]:")
	if !ok || end > len(line) || line[end-1] != ':' {
		return nil, parser.NoChildren
	}
	known := pc.ComputeIfAbsent(footnotesKey, func() any { return make(map[string]*footnote) }).(map[string]*footnote)
	f := &footnote{label: name}
	if known[name] == nil {
		known[name] = f
	}
	reader.Advance(end)
	return f, parser.HasChildren
}

func (footnoteBlocks) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if pos < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

func (footnoteBlocks) Close(ast.Node, text.Reader, parser.Context) {}

// references is goldmark's inline parser for references to footnotes. It wakes
// at ! too, because ![^1] is an exclamation mark and a reference, not a picture.
type references struct{}

func (references) Trigger() []byte { return []byte{'!', '['} }

func (references) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	known, _ := pc.Get(footnotesKey).(map[string]*footnote)
	if known == nil {
		return nil
	}
	line, segment := block.PeekLine()
	bang := 0
	if line[0] == '!' {
		bang = 1
	}
	name, ok := label(line[bang:])
	to := known[name]
	if !ok || to == nil {
		return nil
	}
	if bang > 0 {
		ast.MergeOrAppendTextSegment(parent, segment.WithStop(segment.Start+1))
	}
	block.Advance(bang + len(name) + len("[^]"))
	return &reference{to: to}
}
