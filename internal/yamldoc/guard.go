package yamldoc

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/token"

	"kansli/internal/diag"
)

// unsupported are the parts of YAML that are faults here. Most often they are
// the first character of a text that lacks its quotation marks.
var unsupported = map[token.Type]string{
	token.AnchorType:     "&",
	token.AliasType:      "*",
	token.TagType:        "!",
	token.DirectiveType:  "%",
	token.MappingKeyType: "?",
	token.MergeKeyType:   "<<",
}

// What the library can bear: it recurses for every level and every key of a
// block mapping, and moves all tokens for every value that is left empty.
const (
	maxTokens = 200_000
	maxDepth  = 100
	maxKeys   = 5000
	maxFaults = 100
)

var tooMany = fault{"för-stor-fil", fmt.Sprintf("filen har mer än %d nycklar, värden och skiljetecken", maxTokens), "dela upp den i flera"}

// heavy reports whether a text is sure to have too many tokens. It is asked
// before the library makes them, for they take much more room than the text.
func heavy(text string) bool {
	n := 0
	for _, sign := range []string{",", "[", "{", "#", ": ", "- ", "-\n"} {
		n += strings.Count(text, sign)
	}
	return n > maxTokens
}

// guard reports what the library would accept but this package does not, and
// what it cannot bear. Only tokens that pass are parsed.
func guard(s *source, tokens token.Tokens) []diag.Finding {
	g := guardian{src: s}
	if len(tokens) > maxTokens {
		g.report(tokens[maxTokens], tooMany)
		return g.findings
	}
	for _, tk := range tokens {
		if tk.Type == token.CommentType {
			continue
		}
		if !g.token(tk) || len(g.findings) >= maxFaults {
			break
		}
		g.prev = tk
	}
	return g.findings
}

// guardian goes through the tokens of a file.
type guardian struct {
	src      *source
	findings []diag.Finding
	prev     *token.Token
	open     []level // block mappings and lists
	brackets int     // [ and { that are open
	run      int     // keys since the last bracket or comma
}

// level is a block mapping or list, by its column.
type level struct{ column, keys int }

func (g *guardian) report(tk *token.Token, f fault) {
	g.findings = append(g.findings, g.src.finding(g.src.place(tk), "", f))
}

// token reports false when there is no use in going on.
func (g *guardian) token(tk *token.Token) bool {
	if g.prev != nil && (tk.Type == token.DocumentHeaderType || g.prev.Type == token.DocumentEndType) {
		g.report(tk, fault{"flera-dokument", "filen har fler än ett dokument", "dela den i flera filer"})
		return false
	}
	switch tk.Type {
	case token.InvalidType:
		at, f := explain(g.src, tk.Error, tk)
		g.findings = append(g.findings, g.src.finding(at, "", f))
		return false
	case token.MappingStartType, token.SequenceStartType:
		g.brackets, g.run = g.brackets+1, 0
		if tk.Type == token.MappingStartType && g.prev != nil && g.prev.Type == token.MappingStartType {
			g.report(g.prev, fault{"citattecken-saknas", "ett värde som börjar med {{ måste stå inom citattecken", quote + `, till exempel "{{ nämnden }} godkänner …"`})
		}
	case token.MappingEndType, token.SequenceEndType:
		g.brackets--
	case token.CollectEntryType:
		g.run = 0
	case token.SequenceEntryType:
		g.enter(tk.Position.Column)
	case token.MappingValueType:
		g.run++
		if g.prev != nil {
			g.enter(g.prev.Position.Column)
		}
		if keys := g.keys(); keys > maxKeys {
			g.report(tk, fault{"för-stor-fil", fmt.Sprintf("mer än %d nycklar står på samma nivå", maxKeys), "dela upp filen i flera"})
			return false
		}
	}
	if sign, found := unsupported[tk.Type]; found {
		g.report(tk, fault{"citattecken-saknas", fmt.Sprintf("ett värde som börjar med %s måste stå inom citattecken", sign), quote})
	}
	if len(g.open)+g.brackets > maxDepth {
		g.report(tk, fault{"för-djupt", fmt.Sprintf("mer än %d nivåer ligger inuti varandra", maxDepth), "gör strukturen plattare"})
		return false
	}
	return true
}

// enter notes a key or a dash at a column outside all brackets.
func (g *guardian) enter(column int) {
	if g.brackets > 0 {
		return
	}
	for len(g.open) > 0 && g.open[len(g.open)-1].column > column {
		g.open = g.open[:len(g.open)-1]
	}
	if len(g.open) == 0 || g.open[len(g.open)-1].column < column {
		g.open = append(g.open, level{column: column})
	}
}

// keys counts the key just passed and returns how many its mapping has.
func (g *guardian) keys() int {
	if g.brackets > 0 || len(g.open) == 0 {
		return g.run
	}
	top := &g.open[len(g.open)-1]
	top.keys++
	return top.keys
}
