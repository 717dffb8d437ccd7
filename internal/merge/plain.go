package merge

import (
	"strings"
	"text/template/parse"
	"unicode"
	"unicode/utf8"
)

// plainText parses a text whose placeholders are words, perhaps with fields and
// with functions of one value: {{ enheter }}, {{ frister.protokoll }}, {{ enheter |
// punktlista }}. So are nearly all that cases have, and for them package parse is
// slow. The nodes are those that parse gives; for other texts ok is false.
func plainText(text string) (root *parse.ListNode, ok bool) {
	n := strings.Count(text, "{{")
	literals, placeholders := make([]parse.TextNode, 0, n+1), make([]placeholder, n)
	root = &parse.ListNode{NodeType: parse.NodeList, Nodes: make([]parse.Node, 0, 2*n+1)}
	src := []byte(text)
	for at, line := 0, 1; at < len(text); {
		end := len(text)
		if i := strings.Index(text[at:], "{{"); i >= 0 {
			end = at + i
		}
		if end > at {
			literals = append(literals, parse.TextNode{NodeType: parse.NodeText, Pos: parse.Pos(at), Text: src[at:end:end]})
			root.Nodes = append(root.Nodes, &literals[len(literals)-1])
			line += strings.Count(text[at:end], "\n")
			at = end
			continue
		}
		p := &placeholders[0]
		placeholders = placeholders[1:]
		s := scanner{text, at + len("{{")}
		if !s.placeholder(p, line) {
			return nil, false
		}
		root.Nodes = append(root.Nodes, &p.action)
		at = s.at
	}
	return root, true
}

// placeholder is the nodes of {{ ord }}, and the first of those with more to them.
type placeholder struct {
	action   parse.ActionNode
	pipe     parse.PipeNode
	command  parse.CommandNode
	word     parse.IdentifierNode
	commands [1]*parse.CommandNode
	args     [1]parse.Node
}

// scanner reads a placeholder.
type scanner struct {
	text string
	at   int
}

// take goes past what comes next, if it is that.
func (s *scanner) take(what string) bool {
	ok := strings.HasPrefix(s.text[s.at:], what)
	if ok {
		s.at += len(what)
	}
	return ok
}

func (s *scanner) blanks() { s.at += blanks(s.text[s.at:]) }

// placeholder reads a placeholder after its braces, and past those that end it.
func (s *scanner) placeholder(p *placeholder, line int) bool {
	s.blanks()
	pos := parse.Pos(s.at)
	if !s.word(&p.word) {
		return false
	}
	p.args[0], p.commands[0] = &p.word, &p.command
	if strings.HasPrefix(s.text[s.at:], ".") {
		chain := &parse.ChainNode{NodeType: parse.NodeChain, Pos: parse.Pos(s.at), Node: &p.word}
		for s.take(".") {
			name := s.name()
			if name == "" {
				return false
			}
			chain.Field = append(chain.Field, name)
		}
		p.args[0] = chain
	}
	p.command = parse.CommandNode{NodeType: parse.NodeCommand, Pos: pos, Args: p.args[:]}
	p.pipe = parse.PipeNode{NodeType: parse.NodePipe, Pos: pos, Line: line, Cmds: p.commands[:]}
	p.action = parse.ActionNode{NodeType: parse.NodeAction, Pos: pos, Line: line, Pipe: &p.pipe}
	for s.blanks(); s.take("|"); s.blanks() {
		s.blanks()
		function := &parse.IdentifierNode{}
		if !s.word(function) {
			return false
		}
		p.pipe.Cmds = append(p.pipe.Cmds, &parse.CommandNode{NodeType: parse.NodeCommand, Pos: function.Pos, Args: []parse.Node{function}})
	}
	return s.take("}}")
}

// word reads a word that stands for a field or a function.
func (s *scanner) word(n *parse.IdentifierNode) bool {
	n.NodeType, n.Pos = parse.NodeIdentifier, parse.Pos(s.at)
	n.Ident = s.name()
	return n.Ident != "" && !reserved[n.Ident]
}

// name reads letters, underscores and, after the first of them, digits.
func (s *scanner) name() string {
	start := s.at
	for s.at < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[s.at:])
		if r != '_' && !unicode.IsLetter(r) && (s.at == start || !unicode.IsDigit(r)) {
			break
		}
		s.at += size
	}
	return s.text[start:s.at]
}

// reserved are the words of the language that stand for no field.
var reserved = map[string]bool{
	"block": true, "break": true, "continue": true, "define": true, "else": true, "end": true, "if": true,
	"nil": true, "range": true, "template": true, "with": true, "true": true, "false": true,
}
