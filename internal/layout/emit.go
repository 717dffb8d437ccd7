package layout

import (
	"strconv"
)

func toPoints(v int) float64 { return float64(v) / point }

// emit turns the plan into pages of runs, in reading order.
func (e *engine) emit() {
	for len(e.dests) < len(e.heads)+len(e.noteOf) {
		e.dests = append(e.dests, Dest{})
	}
	e.fillContents()
	e.prune()
	total := strconv.Itoa(len(e.sheets))
	e.grow()
	for i := range e.sheets {
		e.emitPage(i, total)
	}
	for i := range e.heads {
		h := &e.heads[i]
		if !isBlank(h.text) {
			e.outline = append(e.outline, Bookmark{Level: int(h.role-RoleH1) + 1, Text: h.text, Dest: e.dests[i]})
		}
	}
	e.result = Result{
		Width: toPoints(e.width), Height: toPoints(e.height),
		Pages: e.pages, Nodes: e.nodes, Spans: e.spans,
		Outline: e.outline, Dests: e.dests, engine: e,
	}
}

// grow makes room for everything at once, because pages hold parts of the
// tables.
func (e *engine) grow() {
	repeated := 0
	for i := range e.frags {
		if f := &e.frags[i]; f.artifact {
			b := &e.boxes[f.box]
			repeated += int(b.to.inks - b.from.inks + b.to.strokes - b.from.strokes)
		}
	}
	pages := len(e.sheets)
	e.runs = room(e.runs, len(e.inks)+repeated+4*pages)
	e.rules = room(e.rules, len(e.strokes)+repeated+2*pages)
	e.outImages = room(e.outImages, len(e.images))
	e.outLinks = room(e.outLinks, len(e.areas))
	e.pages = room(e.pages, pages)
}

func room[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, 0, n+n/4)
	}
	return s[:0]
}

func (e *engine) emitPage(i int, total string) {
	plan := e.sheets[i]
	runs, rules, images, links := len(e.runs), len(e.rules), len(e.outImages), len(e.outLinks)
	if i > 0 {
		e.runningHead()
	} else {
		for k := range e.fixed {
			e.emitFrag(&e.fixed[k], i)
		}
	}
	e.pageNumberRun(i, total)
	for k := plan.from; k < plan.to; k++ {
		e.emitFrag(&e.frags[k], i)
	}
	if plan.noteRule > 0 {
		e.rules = append(e.rules, Rule{
			X1: toPoints(e.x), X2: toPoints(e.x + e.measure/3), Y1: toPoints(plan.noteRule), Y2: toPoints(plan.noteRule),
			Width: toPoints(hairline), Color: e.line,
		})
	}
	e.pages = append(e.pages, Page{
		Rules: e.rules[rules:len(e.rules):len(e.rules)], Images: e.outImages[images:len(e.outImages):len(e.outImages)],
		Runs: e.runs[runs:len(e.runs):len(e.runs)], Links: e.outLinks[links:len(e.outLinks):len(e.outLinks)],
	})
}

// emitFrag places the slice of a box between top and bottom. What lies in a
// paragraph is in order downwards and is not looked at again on the next page.
func (e *engine) emitFrag(f *frag, page int) {
	b := &e.boxes[f.box]
	inside := func(y int) bool { return y >= f.top && y < f.bottom }
	for i := b.from.inks; i < b.to.inks; i++ {
		k := &e.inks[i]
		if !inside(k.y) {
			if !b.beside && k.y >= f.bottom {
				b.from.inks = i
				break
			}
			continue
		}
		span := k.span
		if f.artifact {
			span = ArtifactLayout
		}
		e.runs = append(e.runs, Run{
			X: toPoints(k.x), Y: toPoints(k.y + f.y), Size: toPoints(k.size),
			Text: k.text, Face: k.face, Color: k.color, Span: span,
		})
	}
	for _, s := range e.strokes[b.from.strokes:b.to.strokes] {
		if inside(s.y) {
			y := toPoints(s.y + f.y)
			e.rules = append(e.rules, Rule{toPoints(s.x1), y, toPoints(s.x2), y, toPoints(s.width), s.color})
		}
	}
	for _, im := range e.images[b.from.images:b.to.images] {
		out := Image{toPoints(im.x), toPoints(im.y + f.y), toPoints(im.w), toPoints(im.h), im.data, im.span}
		e.outImages = append(e.outImages, out)
		n := &e.nodes[e.nodeAt[im.node]]
		n.BBox, n.BBoxPage = [4]float64{out.X, out.Y, out.W, out.H}, page
	}
	if f.artifact {
		return
	}
	for _, a := range e.areas[b.from.areas:b.to.areas] {
		if inside(a.y) {
			l := &e.links[a.link]
			e.outLinks = append(e.outLinks, LinkArea{
				X: toPoints(a.x1), Y: toPoints(a.y + f.y), W: toPoints(a.x2 - a.x1), H: toPoints(a.height),
				Node: e.nodeAt[l.node], URL: l.url, Dest: l.dest, Text: l.text,
			})
		}
	}
}
