package layout

import (
	"fmt"
	"strings"
	"testing"

	"kansli/internal/document"
	"kansli/internal/font"
)

// check holds a result against everything that Paginate promises of every paper.
func check(t *testing.T, doc *document.Document, s *Style, r *Result) {
	t.Helper()
	c := checker{T: t, doc: doc, s: &s.sheet, r: r}
	c.tree()
	c.words()
	c.pages()
	c.links()
}

type checker struct {
	*testing.T
	doc    *document.Document
	s      *sheet
	r      *Result
	owner  []int32  // node of each span
	order  []int    // of each span in the tree
	inNote []int32  // node of the footnote that each span is in
	text   []string // of each span
}

// tree checks that every span and every node hangs in one place and that the
// elements stand in one another as PDF allows.
func (c *checker) tree() {
	n := c.r.Spans
	c.owner, c.order, c.inNote, c.text = make([]int32, n), make([]int, n), make([]int32, n), make([]string, n)
	inked := make([]bool, n)
	for p := range c.r.Pages {
		last, closed := int32(-100), map[int32]bool{}
		for _, run := range c.r.Pages[p].Runs {
			if run.Text == "" {
				c.Errorf("page %d: an empty run", p+1)
			}
			if run.Span != last {
				if closed[run.Span] && run.Span >= 0 {
					c.Errorf("page %d: span %d is in two pieces", p+1, run.Span)
				}
				closed[last], last = true, run.Span
			}
			if run.Span >= 0 {
				inked[run.Span] = true
				c.text[run.Span] += strings.TrimSuffix(run.Text, "\u00AD")
			}
		}
		for _, im := range c.r.Pages[p].Images {
			inked[im.Span] = true
		}
	}
	seen := map[Kid]bool{}
	at, level := 0, 0
	var walk func(i, note int32)
	walk = func(i, note int32) {
		node := &c.r.Nodes[i]
		if node.Role == RoleNote {
			note = i
		}
		if node.Role >= RoleH1 && node.Role <= RoleH6 && len(node.Kids) > 0 {
			if h := int(node.Role-RoleH1) + 1; h > level+1 {
				c.Errorf("H%d follows H%d", h, level)
			} else {
				level = h
			}
		}
		for _, k := range node.Kids {
			if seen[k] {
				c.Errorf("kid %d hangs twice", k)
			}
			seen[k] = true
			if k < 0 {
				s := ^k
				if !inked[s] {
					c.Errorf("span %d has nothing on any page", s)
				}
				c.owner[s], c.order[s], c.inNote[s] = i, at, note
				at++
				continue
			}
			if kid := &c.r.Nodes[k]; kid.Parent != i {
				c.Errorf("node %d hangs in %d but says %d", k, i, kid.Parent)
			} else if within, ok := mustBeIn[kid.Role]; ok && !strings.Contains(within, fmt.Sprintf(" %d ", node.Role)) {
				c.Errorf("role %d stands in role %d", kid.Role, node.Role)
			}
			walk(int32(k), note)
		}
	}
	walk(0, 0)
	for s := range inked {
		if inked[s] && !seen[^Kid(s)] {
			c.Errorf("span %d is painted but hangs nowhere", s)
		}
	}
	for i := range c.r.Nodes {
		if i > 0 && !seen[Kid(i)] {
			c.Errorf("node %d hangs nowhere", i)
		}
	}
}

var mustBeIn = map[Role]string{
	RoleLI: fmt.Sprintf(" %d ", RoleL), RoleLBody: fmt.Sprintf(" %d ", RoleLI),
	RoleLbl: fmt.Sprintf(" %d %d ", RoleLI, RoleNote), RoleTHead: fmt.Sprintf(" %d ", RoleTable),
	RoleTBody: fmt.Sprintf(" %d ", RoleTable), RoleTR: fmt.Sprintf(" %d %d ", RoleTHead, RoleTBody),
	RoleTH: fmt.Sprintf(" %d ", RoleTR), RoleTD: fmt.Sprintf(" %d ", RoleTR),
	RoleTOCI: fmt.Sprintf(" %d ", RoleTOC), RoleCaption: fmt.Sprintf(" %d %d ", RoleTable, RoleDiv),
}

// words checks that the tree reads as the document does: the text, and each
// footnote.
func (c *checker) words() {
	got := map[string]*strings.Builder{"": {}}
	skip := map[int32]bool{}
	if c.doc.Meta.Contents {
		for i, n := range c.r.Nodes {
			if n.Role == RoleTOC {
				skip[int32(i)], skip[int32(i-1)] = true, true // and the title before it
			}
		}
	}
	var walk func(i int32, into string)
	walk = func(i int32, into string) {
		node := &c.r.Nodes[i]
		if node.Role == RoleLbl || skip[i] || c.isHead(i) {
			return
		}
		if node.Role == RoleNote {
			into = node.ID
			got[into] = &strings.Builder{}
		}
		inline := node.Role == RoleLink || node.Role == RoleReference || node.Role == RoleCode
		if !inline {
			got[into].WriteByte('\n')
		}
		for _, k := range node.Kids {
			if k < 0 {
				got[into].WriteString(c.text[^k])
			} else {
				walk(int32(k), into)
			}
		}
		if !inline {
			got[into].WriteByte('\n')
		}
	}
	walk(0, "")
	c.sameWords("the text", got[""], c.doc.Blocks)
	for i, n := range c.doc.Notes {
		if id := fmt.Sprintf("not-%d", i+1); got[id] == nil {
			c.Errorf("%s is nowhere", id)
		} else {
			c.sameWords(id, got[id], n.Blocks)
		}
	}
}

func (c *checker) sameWords(where string, got *strings.Builder, blocks []document.Block) {
	var w wordWriter
	w.blocks(blocks)
	g, want := strings.Fields(got.String()), strings.Fields(unpainted.Replace(w.String()))
	for i := range max(len(g), len(want)) {
		if i >= len(g) || i >= len(want) || g[i] != want[i] {
			c.Errorf("%s: word %d: the pages have %q, the document %q", where, i,
				g[min(i, len(g)):min(i+6, len(g))], want[min(i, len(want)):min(i+6, len(want))])
			return
		}
	}
}

// unpainted drops the characters that only guide the breaking of lines.
var unpainted = strings.NewReplacer("\u00AD", "", "\u200B", "")

// wordWriter writes the words of blocks.
type wordWriter struct{ strings.Builder }

func (w *wordWriter) blocks(blocks []document.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *document.List:
			for _, it := range b.Items {
				w.blocks(it.Blocks)
			}
		case *document.Quote:
			w.blocks(b.Blocks)
		case *document.Division:
			w.blocks(b.Blocks)
		case *document.Code:
			w.WriteString(b.Text + "\n")
		default:
			for _, line := range document.Lines(b) {
				w.inlines(line)
				w.WriteByte('\n')
			}
		}
	}
}

func (w *wordWriter) inlines(in []document.Inline) {
	for _, n := range in {
		switch n.Kind {
		case document.LineBreak:
			w.WriteByte('\n')
		case document.NoteRef:
			fmt.Fprint(w, n.Note+1)
		default:
			w.WriteString(n.Text)
			w.inlines(n.Kids)
		}
	}
}

// pages checks where things stand: inside the margins, on top of nothing, in
// reading order.
func (c *checker) pages() {
	s := c.s
	for p := range c.r.Pages {
		page := &c.r.Pages[p]
		last := map[int32]int{} // in the text and in each footnote
		for i, run := range page.Runs {
			w := runWidth(run)
			left, right, top, bottom := s.x, s.x+s.measure, s.top, s.bottom
			if run.Span < 0 && run.Span != ArtifactLayout || c.letterhead(run.Span) {
				left, right, top, bottom = s.left, s.right, 5*point, s.bottom
			}
			const slack = 0.05
			if blank := strings.TrimSpace(run.Text) == ""; !blank && (run.X < toPoints(left)-slack || run.X+w > toPoints(right)+slack ||
				run.Y-run.Size*0.6 < toPoints(top) || run.Y > toPoints(bottom)) {
				c.Errorf("page %d: %q at %.1f,%.1f to %.1f is outside the margins", p+1, run.Text, run.X, run.Y, run.X+w)
			}
			if run.Span >= 0 && !c.letterhead(run.Span) {
				note := c.inNote[run.Span]
				if c.order[run.Span] < last[note] {
					c.Errorf("page %d: %q is not in reading order", p+1, run.Text)
				}
				last[note] = c.order[run.Span]
			}
			for _, other := range page.Runs[:i] {
				if over(run, other) {
					c.Errorf("page %d: %q stands on %q", p+1, run.Text, other.Text)
				}
			}
		}
		for _, im := range page.Images {
			if im.X < toPoints(s.left) || im.X+im.W > toPoints(s.right)+0.05 || im.Y < 0 || im.Y+im.H > toPoints(s.bottom)+0.05 {
				c.Errorf("page %d: a picture is outside the margins", p+1)
			}
		}
		for _, l := range page.Rules {
			if min(l.X1, l.X2) < toPoints(s.left)-0.05 || max(l.X1, l.X2) > toPoints(s.right)+0.05 || l.Y1 > toPoints(s.bottom)+2 || l.Y1 < 0 {
				c.Errorf("page %d: a rule from %.1f to %.1f at %.1f is outside the margins", p+1, l.X1, l.X2, l.Y1)
			}
		}
	}
}

// isHead reports whether a node is the letterhead.
func (c *checker) isHead(node int32) bool {
	m := &c.doc.Meta
	any := m.Status+m.Kind+m.Date+m.Logo != "" || len(m.Sender)+len(m.Marks)+len(m.Panels)+len(m.Address) > 0
	return any && node == 1
}

func (c *checker) letterhead(span int32) bool {
	if span < 0 {
		return false
	}
	for n := c.owner[span]; n > 0; n = c.r.Nodes[n].Parent {
		if c.isHead(n) {
			return true
		}
	}
	return false
}

func runWidth(r Run) float64 {
	return float64(font.TextWidth(r.Face, strings.TrimRight(r.Text, " "))) * r.Size / 1000
}

// over reports whether the x-heights of two runs meet.
func over(a, b Run) bool {
	const slack = 0.1
	return a.X < b.X+runWidth(b)-slack && b.X < a.X+runWidth(a)-slack &&
		a.Y-0.45*a.Size < b.Y && b.Y-0.45*b.Size < a.Y
}

// links checks that every link can be followed.
func (c *checker) links() {
	areas := map[int32]int{}
	for p := range c.r.Pages {
		for _, l := range c.r.Pages[p].Links {
			areas[l.Node]++
			switch {
			case c.r.Nodes[l.Node].Role != RoleLink:
				c.Errorf("page %d: the link %q hangs in role %d", p+1, l.Text, c.r.Nodes[l.Node].Role)
			case l.Text == "":
				c.Errorf("page %d: a link without text", p+1)
			case l.URL == "" && (l.Dest < 0 || int(l.Dest) >= len(c.r.Dests)):
				c.Errorf("page %d: the link %q leads nowhere", p+1, l.Text)
			case l.W <= 0 || l.H <= 0:
				c.Errorf("page %d: the link %q has no area", p+1, l.Text)
			}
		}
	}
	for i, n := range c.r.Nodes {
		if n.Role == RoleLink && areas[int32(i)] == 0 {
			c.Errorf("the link node %d has no area", i)
		}
	}
	for _, d := range c.r.Dests {
		if d.Page < 0 || d.Page >= len(c.r.Pages) {
			c.Errorf("a target on page %d of %d", d.Page+1, len(c.r.Pages))
		}
	}
}
