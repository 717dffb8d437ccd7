package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// division is a fenced division as Pandoc writes it: a line of three colons or
// more and a class, blocks, a line of three colons or more. A closing line closes
// the innermost division; the longer fences that Pandoc writes around inner ones
// are for the eye.
type division struct {
	ast.BaseBlock
	class  string
	others bool // attributes were written that have no meaning here
	closed bool
}

var kindDivision = ast.NewNodeKind("Division")

func (*division) Kind() ast.NodeKind { return kindDivision }

func (d *division) Dump(source []byte, level int) {
	ast.DumpHelper(d, source, level, map[string]string{"Class": d.class}, nil)
}

// strayFence is a closing line that closes nothing.
type strayFence struct{ ast.BaseBlock }

var kindStrayFence = ast.NewNodeKind("StrayFence")

func (*strayFence) Kind() ast.NodeKind { return kindStrayFence }

func (s *strayFence) Dump(source []byte, level int) {
	ast.DumpHelper(s, source, level, nil, nil)
}

// divisions is goldmark's block parser for both.
type divisions struct{}

func (divisions) Trigger() []byte             { return []byte{':'} }
func (divisions) CanInterruptParagraph() bool { return true }
func (divisions) CanAcceptIndentedLine() bool { return false }

// fence returns what stands after three colons or more, without colons at the
// end.
func fence(line []byte) (rest []byte, ok bool) {
	line = bytes.TrimSpace(line)
	rest = bytes.TrimLeft(line, ":")
	if len(line)-len(rest) < 3 {
		return nil, false
	}
	return bytes.TrimSpace(bytes.TrimRight(rest, ":")), true
}

func (divisions) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	rest, ok := fence(line)
	if !ok {
		return nil, parser.NoChildren
	}
	if len(rest) == 0 { // Continue has seen every line that closes something
		reader.AdvanceToEOL()
		return new(strayFence), parser.NoChildren
	}
	class, others, ok := attributes(rest)
	if !ok {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return &division{class: class, others: others}, parser.HasChildren
}

// attributes reads a class, or attributes in braces of which the first class
// counts.
func attributes(s []byte) (class string, others, ok bool) {
	if s[0] != '{' {
		return string(s), false, !bytes.ContainsAny(s, " \t{}")
	}
	inner, closed := bytes.CutSuffix(s[1:], []byte("}"))
	if !closed || bytes.ContainsAny(inner, "{}") {
		return "", false, false
	}
	for _, word := range bytes.Fields(inner) {
		if name, isClass := bytes.CutPrefix(word, []byte(".")); isClass && class == "" {
			class = string(name)
		} else {
			others = true
		}
	}
	return class, others, class != ""
}

func (divisions) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	d, ok := node.(*division)
	if !ok { // a strayFence is one line
		return parser.Close
	}
	line, _ := reader.PeekLine()
	if w, _ := util.IndentWidth(line, reader.LineOffset()); w > 3 {
		return parser.Continue | parser.HasChildren
	}
	if rest, ok := fence(line); !ok || len(rest) > 0 || !innermost(node, pc) {
		return parser.Continue | parser.HasChildren
	}
	d.closed = true
	reader.AdvanceToEOL()
	return parser.Close
}

// innermost reports whether a closing line belongs to node: no division is open
// inside it, and no code that would hold the line as text.
func innermost(node ast.Node, pc parser.Context) bool {
	open := pc.OpenedBlocks()
	for i := len(open) - 1; i >= 0; i-- {
		n := open[i].Node
		if n == node {
			return true
		}
		if n.Kind() == kindDivision || n.IsRaw() {
			return false
		}
	}
	return true
}

func (divisions) Close(ast.Node, text.Reader, parser.Context) {}
