package merge

import (
	"bytes"
	"unicode/utf8"

	"kansli/internal/diag"
)

// emptyHeadings reports the headings in a writer's or a template's own words that
// have neither text nor a lower heading under them. A heading that is a value, such
// as the title of a point in an agenda, says what it has to say itself.
func (p Paper) emptyHeadings() []diag.Finding {
	type heading struct {
		line, level int
		title       []byte
	}
	var found []diag.Finding
	var open heading // the last line was it, or there is none
	shut := func(next int) {
		if open.level == 0 || next > open.level {
			return
		}
		first, known := p.Map.At(open.line, open.level+2)
		last, _ := p.Map.At(open.line, open.level+1+utf8.RuneCount(open.title))
		if known && first.Value == "" && last.Value == "" {
			f := diag.Finding{Rule: "tom-rubrik", Line: open.line, Column: open.level + 2,
				Message: "rubriken ”" + string(open.title) + "” har ingen text under sig", Remedy: "skriv texten, eller ta med rubriken bara när den har någon"}
			found = append(found, p.Map.Trace([]diag.Finding{f})...)
		}
	}
	at, code := 0, false
	for line := range bytes.Lines(p.Markdown) {
		at++
		switch text := bytes.TrimSpace(line); {
		case bytes.HasPrefix(text, []byte("```")):
			open, code = heading{}, !code
		case code || len(text) == 0 || string(text) == ":::":
		case line[0] == '#':
			title := bytes.TrimLeft(text, "#")
			h := heading{at, len(text) - len(title), bytes.TrimSpace(title)}
			shut(h.level)
			open = h
		default:
			open = heading{}
		}
	}
	shut(0)
	return found
}
