package merge

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"text/template/parse"
	"unicode/utf8"

	"kansli/internal/diag"
	"kansli/internal/swedish"
)

// source is a text with placeholders: a template file, or a Markdown field of a
// case.
type source struct {
	file string // of a template, "" for a field
	path string // of a field, "" for a template
	text string

	suspect bool // something in the text may be left over
}

// same reports whether two texts come from one place.
func (s *source) same(o *source) bool {
	return s.file == o.file && s.path == o.path && s.text == o.text
}

// place is the line and column of an offset, both 1-based.
func (s *source) place(pos int) (line, column int) {
	before := s.text[:min(pos, len(s.text))]
	start := strings.LastIndexByte(before, '\n') + 1
	return strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[start:]) + 1
}

// line is a line of the text, 1-based.
func (s *source) line(n int) string { return strings.Split(s.text, "\n")[n-1] }

// span is the text of a node, cut out of the source where it can be.
func (s *source) span(pos int, text []byte) string {
	if end := pos + len(text); end <= len(s.text) && s.text[pos:end] == string(text) {
		return s.text[pos:end]
	}
	return string(text)
}

// at puts the place of an offset into a finding. In a field of a case that is
// the path of the field, the line of the field as Excerpt and the column in it;
// Locate finds them in the file.
func (s *source) at(pos int, f diag.Finding) diag.Finding {
	f.Line, f.Column = s.place(pos)
	f.Excerpt = s.line(f.Line)
	f.File = s.file
	if s.file == "" {
		f.Path, f.Line = s.path, 0
	}
	return f
}

// template is a parsed text.
type template struct {
	src  *source
	root *parse.ListNode // nil for a text without placeholders
}

// compile parses a text and reports what the template language of this package
// lacks.
func compile(src *source) (*template, checker, []diag.Finding) {
	src.text = swedish.NFC(strings.ReplaceAll(strings.TrimPrefix(src.text, "\ufeff"), "\r\n", "\n"))
	src.text = strings.TrimRight(src.text, " \t\n")
	c := checker{src: src}
	if !strings.Contains(src.text, "{{") {
		src.suspect = suspect(src.text)
		return &template{src: src}, c, nil
	}
	root, ok := plainText(src.text)
	if !ok {
		var err error
		if root, err = c.parse(); err != nil {
			return nil, checker{}, []diag.Finding{syntaxFault(src, err)}
		}
	}
	c.nodes(root)
	return &template{src, root}, c, c.findings
}

// parse parses a text of any kind.
func (c *checker) parse() (*parse.ListNode, error) {
	tree := parse.New("mall")
	tree.Mode = parse.SkipFuncCheck
	trees := make(map[string]*parse.Tree)
	if _, err := tree.Parse(strings.TrimSuffix(standalone(c.src.text+"\n"), "\n"), "", "", trees); err != nil {
		return nil, err
	}
	for name, other := range trees {
		if name != "mall" {
			c.report(int(other.Root.Pos), "otillåtet-i-mall", "en mall kan inte skapas inne i en mall",
				"lägg texten i en egen fil under delar och skriv {{ template \"delar/filnamn\" }}")
		}
	}
	return tree.Root, nil
}

// standalone takes away the line around a tag that prints nothing, so that
// {{ if }} and {{ end }} on lines of their own leave no trace. Blanks and the
// line break move into the tag, and every offset outside stays what it is.
func standalone(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for len(text) > 0 {
		if strings.HasPrefix(strings.TrimLeft(text, " \t"), "{{") {
			if loc := tagLine.FindStringIndex(text); loc != nil {
				writeTags(&b, text[:loc[1]])
				text = text[loc[1]:]
				continue
			}
		}
		n := strings.IndexByte(text, '\n') + 1
		if n == 0 {
			n = len(text)
		}
		b.WriteString(text[:n])
		text = text[n:]
	}
	return b.String()
}

var (
	tag     = `\{\{(?:-\s+)?(?:/\*(?:[^*]|\*+[^*/])*\*+/|\s*(?:if|else|end|range|with)\b[^{}\n]*)(?:\s+-)?\}\}`
	tagLine = regexp.MustCompile(`^(?:[ \t]*` + tag + `)+[ \t]*\n`)
	tagHead = regexp.MustCompile(`^([ \t]*)(` + tag + `)`)
)

func writeTags(b *strings.Builder, line string) {
	for {
		m := tagHead.FindStringSubmatch(line)
		line = line[len(m[0]):]
		rest := ""
		if strings.TrimSpace(line) == "" {
			rest, line = line, ""
		}
		head, foot := "{{", "}}"
		for _, h := range []string{"{{- /*", "{{/*", "{{- "} {
			if strings.HasPrefix(m[2], h) {
				head = h
				break
			}
		}
		for _, f := range []string{"*/ -}}", "*/}}", " -}}"} {
			if strings.HasSuffix(m[2], f) {
				foot = f
				break
			}
		}
		b.WriteString(head + m[1] + m[2][len(head):len(m[2])-len(foot)] + rest + foot)
		if line == "" {
			return
		}
	}
}

var syntaxError = regexp.MustCompile(`^template: mall:(\d+):(?:\d+:)? (.*)$`)

// syntaxWords says the errors of package parse in Swedish.
var syntaxWords = []struct{ english, message, remedy string }{
	{"unexpected EOF", "en {{ if }}, {{ range }} eller {{ with }} saknar {{ end }}", "skriv {{ end }} där villkoret eller upprepningen slutar"},
	{"unclosed action", "en platshållare saknar }}", "avsluta platshållaren med }} på samma rad"},
	{"unexpected {{end}}", "{{ end }} saknar början", "ta bort {{ end }}, eller skriv {{ if }} eller {{ range }} före"},
	{"unexpected {{else}}", "{{ else }} hör inte till något villkor", "skriv {{ if }} före"},
	{"unterminated quoted string", "ett citat i platshållaren avslutas inte", "sätt raka citattecken (\") på båda sidor"},
	{"unterminated character constant", "citat i platshållare skrivs med raka dubbla citattecken", "skriv \"…\""},
	{"missing value for", "villkoret eller upprepningen säger inte vad det gäller", "skriv till exempel {{ if bilagor }}"},
	{"unclosed comment", "en kommentar avslutas inte", "avsluta kommentaren med */}}"},
	{"undefined variable", "variabler finns inte i mallarna", "skriv fältets namn direkt"},
	{"bad character", "platshållaren har ett tecken som inte hör hemma där", "skriv fält med bokstäver, siffror och understreck, till exempel {{ frister.ansökan }}"},
	{"unrecognized character", "platshållaren har ett tecken som inte hör hemma där", "skriv citat med raka citattecken (\") och fält med bokstäver, siffror och understreck"},
}

func syntaxFault(src *source, err error) diag.Finding {
	f := diag.Finding{Rule: "mallfel", Message: "platshållaren kan inte läsas",
		Remedy: "skriv till exempel {{ rubrik }} eller {{ datum | iso }}"}
	pos := 0
	if m := syntaxError.FindStringSubmatch(err.Error()); m != nil {
		line, _ := strconv.Atoi(m[1])
		for range line - 1 {
			pos += strings.IndexByte(src.text[pos:], '\n') + 1
		}
		for _, w := range syntaxWords {
			if strings.Contains(m[2], w.english) {
				f.Message, f.Remedy = w.message, w.remedy
				if w.english == "unexpected EOF" {
					pos = unclosed(src.text)
				}
				break
			}
		}
	}
	return src.at(pos, f)
}

var pairTag = regexp.MustCompile(`\{\{(?:-\s)?\s*(if|range|with|end)\b`)

// unclosed is the offset of the tag that lacks its {{ end }}.
func unclosed(text string) int {
	open := []int{0}
	for _, m := range pairTag.FindAllStringSubmatchIndex(text, -1) {
		if text[m[2]:m[3]] != "end" {
			open = append(open, m[0])
		} else if len(open) > 1 {
			open = open[:len(open)-1]
		}
	}
	return open[len(open)-1]
}

// checker walks a parsed text and refuses what the language does not have.
type checker struct {
	src      *source
	findings []diag.Finding
	words    []placed // words that stand for a field
	parts    []placed // names of templates that are put in
}

// placed is a name and where it stands.
type placed struct {
	name string
	pos  int
}

func (c *checker) report(pos int, rule, message, remedy string) {
	c.findings = append(c.findings, c.src.at(pos, diag.Finding{Rule: rule, Message: message, Remedy: remedy}))
}

func (c *checker) nodes(l *parse.ListNode) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			c.src.suspect = c.src.suspect || suspect(c.src.span(int(n.Pos), n.Text))
		case *parse.CommentNode:
		case *parse.ActionNode:
			c.pipe(n.Pipe)
		case *parse.IfNode:
			c.branch(&n.BranchNode)
		case *parse.RangeNode:
			c.branch(&n.BranchNode)
		case *parse.WithNode:
			c.branch(&n.BranchNode)
		case *parse.TemplateNode:
			c.parts = append(c.parts, placed{n.Name, int(n.Pos)})
		default:
			c.report(int(n.Position()), "otillåtet-i-mall", fmt.Sprintf("%s finns inte i mallarna", n),
				"README.md bland mallarna säger vad som finns")
		}
	}
}

func (c *checker) branch(b *parse.BranchNode) {
	c.pipe(b.Pipe)
	c.nodes(b.List)
	c.nodes(b.ElseList)
}

func (c *checker) pipe(p *parse.PipeNode) {
	if len(p.Decl) > 0 {
		c.report(int(p.Pos), "otillåtet-i-mall", "variabler finns inte i mallarna", "skriv fältets namn direkt")
		return
	}
	for i, cmd := range p.Cmds {
		id, isName := cmd.Args[0].(*parse.IdentifierNode)
		if i > 0 || len(cmd.Args) > 1 {
			if !isName {
				c.report(int(cmd.Pos), "otillåtet-i-mall", fmt.Sprintf("%s är ingen funktion", cmd.Args[0]),
					"sätt citattecken kring text, och skriv en funktion före det som den gäller")
				continue
			}
			given := len(cmd.Args) - 1
			if i > 0 {
				given++
			}
			c.function(id, given)
			for _, arg := range cmd.Args[1:] {
				c.operand(arg)
			}
			continue
		}
		c.operand(cmd.Args[0])
	}
}

func (c *checker) function(id *parse.IdentifierNode, given int) {
	f, ok := functions[id.Ident]
	switch {
	case !ok:
		remedy := "README.md bland mallarna säger vilka funktioner som finns"
		if near, ok := diag.Nearest(id.Ident, functionNames); ok {
			remedy = "skriv " + near
		}
		if swedish, ok := goNames[id.Ident]; ok {
			remedy = "skriv " + swedish
		}
		c.report(int(id.Pos), "okänd-funktion", fmt.Sprintf("funktionen %s finns inte", id.Ident), remedy)
	case given < f.min || given > f.max:
		c.report(int(id.Pos), "fel-antal-värden", fmt.Sprintf("%s har %d värden", id.Ident, given), "skriv "+f.usage)
	}
}

// goNames are functions of text/template that a writer may know, with ours.
var goNames = map[string]string{
	"and": "och", "or": "eller", "not": "inte", "eq": "lika", "ne": "olika", "len": "antal",
}

func (c *checker) operand(n parse.Node) {
	switch n := n.(type) {
	case *parse.DotNode, *parse.FieldNode, *parse.StringNode, *parse.NumberNode, *parse.BoolNode:
	case *parse.IdentifierNode:
		c.words = append(c.words, placed{n.Ident, int(n.Pos)})
	case *parse.ChainNode:
		c.operand(n.Node)
	case *parse.PipeNode:
		c.pipe(n)
	default:
		c.report(int(n.Position()), "otillåtet-i-mall", fmt.Sprintf("%s finns inte i mallarna", n),
			"README.md bland mallarna säger vad som finns")
	}
}
