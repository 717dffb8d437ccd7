package register

import (
	"fmt"
	"regexp"
	"strings"

	"kansli/internal/namnd"
	"kansli/internal/swedish"
)

// boardName is the board's name with a capital letter, as in a heading.
func boardName(b namnd.Board) string {
	name := b.Name
	if name == "" {
		name = b.ID
	}
	return swedish.Capital(name)
}

// names lists people as they sign: the name, with title where there is one.
func names(people []namnd.Person) []string {
	var out []string
	for _, p := range people {
		name := p.Name
		if p.Title != "" {
			name += ", " + p.Title
		}
		out = append(out, name)
	}
	return out
}

// phones lists the numbers in the order of the people, with an empty line for
// one who has none.
func phones(people []namnd.Person) []string {
	var out []string
	for _, p := range people {
		out = append(out, p.Phone)
	}
	for len(out) > 0 && out[len(out)-1] == "" {
		out = out[:len(out)-1]
	}
	return out
}

// party is a name with the party that the person sits for, when the attendance
// tells it.
func party(m *namnd.Meeting, name string) string {
	for _, a := range m.Present {
		if a.Name == name && a.Party != "" {
			return name + " (" + a.Party + ")"
		}
	}
	return name
}

// chair is who led the §.
func chair(r ruling) string {
	for _, name := range []string{r.it.Chair, r.m.Chair} {
		if name != "" {
			return party(r.m, name)
		}
	}
	for _, a := range r.m.Present {
		if a.Role == namnd.Chair && a.Sections.Contains(r.it.No) {
			return party(r.m, a.Name)
		}
	}
	return ""
}

// decided is the decision as text: what the caller merged, or else what the
// data say. A proposal that still has placeholders is not written out.
func decided(r ruling) string {
	if r.decision != "" {
		return r.decision
	}
	if !r.it.DecidedAsProposed() {
		return points(r.it.Decision)
	}
	proposed := r.m.Proposed(r.it)
	if proposed == nil && r.c != nil {
		proposed = r.c.Proposal
	}
	if proposed != nil {
		if proposal := points(proposed); proposal != "" && !strings.Contains(proposal, "{{") {
			return proposal
		}
	}
	return "Enligt förslaget"
}

// points writes decision points with the numbers they have on paper: none when
// there is but one, else 1., 2. and under them a), b).
func points(ps []namnd.Point) string {
	if len(ps) == 1 && len(ps[0].Points) == 0 {
		return plain(ps[0].Text)
	}
	var lines []string
	var walk func(ps []namnd.Point, depth int)
	walk = func(ps []namnd.Point, depth int) {
		for i, p := range ps {
			mark := fmt.Sprintf("%d.", i+1)
			if depth%2 == 1 && i < 26 {
				mark = string(rune('a'+i)) + ")"
			}
			lines = append(lines, strings.Repeat("   ", depth)+mark+" "+plain(p.Text))
			walk(p.Points, depth+1)
		}
	}
	walk(ps, 0)
	return strings.Join(lines, "\n")
}

var (
	linkPattern   = regexp.MustCompile(`\[([^\]]+)\]\([^)\s]*\)`)
	escapePattern = regexp.MustCompile(`\\([!-/:-@\[-` + "`" + `{-~])`)
	spacePattern  = regexp.MustCompile(`[ \t\r\n]+`) // a no-break space stays
	strongPattern = regexp.MustCompile(`\*\*([^*]+)\*\*`)
)

// plain is the text of Markdown that has no more to it than decision points
// have: links, strong text, escapes and broken lines.
func plain(md namnd.Markdown) string {
	s := linkPattern.ReplaceAllString(string(md), "$1")
	s = strongPattern.ReplaceAllString(s, "$1")
	s = escapePattern.ReplaceAllString(s, "$1")
	return strings.TrimSpace(spacePattern.ReplaceAllString(s, " "))
}
