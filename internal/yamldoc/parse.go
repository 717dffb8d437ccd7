package yamldoc

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"kansli/internal/diag"
)

// node is a value of the file, in the few shapes that the decoder knows.
type node struct {
	kind  kind
	flow  bool // written with brackets
	at    place
	text  string // scalar
	items []node // list
	pairs []pair // mapping
}

// inside counts the values in a value.
func (n *node) inside() int {
	count := len(n.items) + len(n.pairs)
	for i := range n.items {
		count += n.items[i].inside()
	}
	for i := range n.pairs {
		count += n.pairs[i].value.inside()
	}
	return count
}

// pair is one entry of a mapping.
type pair struct {
	key   string
	at    place
	value node
}

type kind uint8

const (
	unread  kind = iota // there was a syntax error in it
	empty               // nothing is written, or null
	scalar              // text
	list                //
	mapping             //
)

// parse makes the tree of a file, in the short way if that will do. When the library refuses the file, each entry
// at the top level is tried alone, so that one slip does not hide the others.
func parse(s *source) (node, []diag.Finding) {
	if root, ok := parsePlain(s, s.clean); ok {
		return root, nil
	}
	root, findings := parseText(s, s.clean, 0)
	if len(findings) == 0 {
		return root, nil
	}
	parts := split(s.clean)
	if len(parts) < 2 || isWhole(findings[0].Rule) {
		return node{}, findings
	}
	whole := node{kind: mapping, at: place{int32(parts[0].line) + 1, 1}}
	var faults []diag.Finding
	for _, p := range parts {
		n, found := parseText(s, p.text, p.line)
		switch {
		case len(found) > 0:
			faults = append(faults, found...)
			whole.pairs = append(whole.pairs, pair{key: s.nfc(p.key()), at: place{int32(p.line) + 1, 1}})
		case n.kind == mapping:
			whole.pairs = append(whole.pairs, n.pairs...)
		case n.kind != empty:
			faults = append(faults, s.finding(n.at, "", noColon))
		}
	}
	if len(faults) == 0 {
		return node{}, findings
	}
	return whole, faults
}

// part is an entry of the top level with the lines that belong to it. Line is
// the number of lines before it.
type part struct {
	text string
	line int
}

// maxParts bounds the work on a file that is not what it says.
const maxParts = 1000

// isWhole reports whether a fault concerns the file and not an entry of it.
func isWhole(rule string) bool {
	return rule == "flera-dokument" || rule == "för-stor-fil" || rule == "för-djupt"
}

// split cuts a text before each line that starts an entry of the top level.
// Text that belongs to the entry above is indented, starts with a dash or closes
// a bracket.
func split(text string) []part {
	if isFlow(text) {
		return nil
	}
	var parts []part
	start, from, n := 0, 0, 0
	for offset := 0; offset < len(text); n++ {
		end := offset + strings.IndexByte(text[offset:], '\n') + 1
		line := text[offset:end]
		if strings.IndexByte(" \t\n#-]}:", line[0]) < 0 && offset > 0 {
			parts = append(parts, part{text[start:offset], from})
			start, from = offset, n
		}
		offset = end
	}
	parts = append(parts, part{text[start:], from})
	if len(parts) > maxParts {
		return nil
	}
	return parts
}

// key is what stands before the colon, or the first word without one.
func (p part) key() string {
	line, _, _ := strings.Cut(p.text, "\n")
	key, _, ok := strings.Cut(line, ":")
	if !ok {
		key, _, _ = strings.Cut(line, " ")
	}
	return strings.Trim(strings.TrimSpace(key), `"'`)
}

// parseText parses text that stands after a number of lines of the file.
func parseText(s *source, text string, lines int) (root node, findings []diag.Finding) {
	at := place{int32(lines) + 1, 1}
	defer func() {
		// The library panics on some broken input.
		if recover() != nil {
			root, findings = node{}, []diag.Finding{s.finding(at, "", unreadable)}
		}
	}()
	if heavy(text) {
		return node{}, []diag.Finding{s.finding(at, "", tooMany)}
	}
	tokens := lexer.Tokenize(text)
	for _, tk := range tokens {
		tk.Position.Line += lines
	}
	if findings = guard(s, tokens); len(findings) > 0 {
		return node{}, findings
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		var located interface {
			GetMessage() string
			GetToken() *token.Token
		}
		if !errors.As(err, &located) || located.GetToken() == nil {
			return node{}, []diag.Finding{s.finding(at, "", unreadable)}
		}
		at, f := explain(s, located.GetMessage(), located.GetToken())
		return node{}, []diag.Finding{s.finding(at, "", f)}
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return node{kind: empty, at: at}, nil
	}
	c := converter{src: s}
	root = c.node(file.Docs[0].Body)
	return root, c.findings
}

// converter turns the library's tree into nodes.
type converter struct {
	src      *source
	findings []diag.Finding
}

func (c *converter) node(n ast.Node) node {
	out := node{at: c.src.place(n.GetToken())}
	switch n := n.(type) {
	case *ast.MappingNode:
		out.kind, out.flow = mapping, n.IsFlowStyle
		out.pairs = make([]pair, 0, len(n.Values))
		for _, v := range n.Values {
			out.pairs = append(out.pairs, c.pair(v))
		}
		if !n.IsFlowStyle && len(out.pairs) > 0 {
			out.at = out.pairs[0].at
		}
	case *ast.SequenceNode:
		out.kind, out.flow = list, n.IsFlowStyle
		out.items = make([]node, 0, len(n.Values))
		for i, v := range n.Values {
			item := c.node(v)
			if item.kind == empty && !n.IsFlowStyle {
				item.at = c.src.place(n.Entries[i].Start)
			}
			out.items = append(out.items, item)
		}
	case *ast.NullNode:
		out.kind = empty
		if text := n.Token.Value; text != "null" && text != "~" {
			out.kind, out.text = scalar, text // the surname Null
		}
	case *ast.LiteralNode:
		out.kind, out.text = scalar, c.src.nfc(n.Value.Value)
	case *ast.CommentGroupNode:
		out.kind = empty
	default:
		tk := n.GetToken()
		out.kind, out.text = scalar, c.src.nfc(tk.Value)
		if tk.Type == token.DoubleQuoteType {
			c.checkEscapes(tk)
		} else if tk.Type != token.SingleQuoteType {
			out.text = strings.Trim(out.text, " \n")
			c.checkDashes(tk)
		}
	}
	return out
}

func (c *converter) pair(v *ast.MappingValueNode) pair {
	key := v.Key.GetToken()
	p := pair{key: c.src.nfc(key.Value), at: c.src.place(key), value: c.node(v.Value)}
	if p.value.kind == empty {
		p.value.at = p.at
	}
	return p
}

// checkEscapes reports a forbidden character that was written as an escape
// within double quotation marks.
func (c *converter) checkEscapes(tk *token.Token) {
	if !strings.Contains(tk.Origin, `\`) {
		return
	}
	for _, r := range tk.Value {
		if why := forbidden(r); why != "" && r != '\n' {
			c.findings = append(c.findings, c.src.finding(c.src.place(tk), "", fault{"otillåtet-tecken", why, "ta bort det som står efter omvänt snedstreck"}))
			return
		}
	}
}

// checkDashes reports a dash that was meant to begin a list item but, by its
// indent, goes on the text above.
func (c *converter) checkDashes(tk *token.Token) {
	lines := strings.Split(strings.Trim(tk.Origin, " \n"), "\n")
	for i, line := range lines[1:] {
		body := strings.TrimLeft(line, " ")
		if strings.HasPrefix(body, "- ") {
			at := place{c.src.place(tk).line + 1 + int32(i), int32(len(line)-len(body)) + 1}
			c.findings = append(c.findings, c.src.finding(at, "", fault{"yaml-syntax", "strecket hör till texten ovanför och börjar ingen punkt", "ge det samma indrag som de andra strecken, eller " + quote}))
		}
	}
}

// farRight is a column beyond which no place is put right: such a line was not
// written by hand.
const farRight = 10_000

// place is where a token starts. For a plain text the library counts blanks at
// the end of its line into the column, and may give where a text of several lines
// ends; both are put right here.
func (s *source) place(tk *token.Token) place {
	p := place{int32(tk.Position.Line), int32(tk.Position.Column)}
	origin := strings.Trim(tk.Origin, " \n")
	first, _, several := strings.Cut(origin, "\n")
	line := s.line(int(p.line))
	blanks := strings.HasSuffix(line, " ") || strings.HasSuffix(line, "\t")
	if tk.Indicator != token.NotIndicator || first == "" || p.column > farRight || !several && !blanks {
		return p
	}
	first = strings.TrimRight(first, " ")
	for n := int(p.line); n >= 1 && n >= int(p.line)-strings.Count(origin, "\n")-1; n-- {
		body := strings.TrimRight(s.line(n), " \t")
		if before, ok := strings.CutSuffix(body, first); ok {
			return place{int32(n), int32(utf8.RuneCountInString(before)) + 1}
		}
	}
	return p
}
