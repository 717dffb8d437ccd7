package pdf

import (
	"slices"
	"strings"

	"kansli/internal/layout"
)

// roleName is the name of a layout.Role in a file.
type roleName struct {
	name  string
	block bool // stands on lines of its own when the text is taken out
}

var roles = [...]roleName{
	layout.RoleDocument:   {"Document", true},
	layout.RoleSect:       {"Sect", true},
	layout.RoleDiv:        {"Div", true},
	layout.RoleH1:         {"H1", true},
	layout.RoleH2:         {"H2", true},
	layout.RoleH3:         {"H3", true},
	layout.RoleH4:         {"H4", true},
	layout.RoleH5:         {"H5", true},
	layout.RoleH6:         {"H6", true},
	layout.RoleP:          {"P", true},
	layout.RoleL:          {"L", true},
	layout.RoleLI:         {"LI", true},
	layout.RoleLbl:        {"Lbl", false},
	layout.RoleLBody:      {"LBody", true},
	layout.RoleTable:      {"Table", true},
	layout.RoleTHead:      {"THead", true},
	layout.RoleTBody:      {"TBody", true},
	layout.RoleTR:         {"TR", true},
	layout.RoleTH:         {"TH", true},
	layout.RoleTD:         {"TD", true},
	layout.RoleCaption:    {"Caption", true},
	layout.RoleBlockQuote: {"BlockQuote", true},
	layout.RoleCode:       {"Code", false},
	layout.RoleSpan:       {"Span", false},
	layout.RoleLink:       {"Link", false},
	layout.RoleReference:  {"Reference", false},
	layout.RoleNote:       {"Note", true},
	layout.RoleFigure:     {"Figure", true},
	layout.RoleTOC:        {"TOC", true},
	layout.RoleTOCI:       {"TOCI", true},
}

var numberings = [...]string{
	layout.NumberingNone:       "None",
	layout.NumberingDecimal:    "Decimal",
	layout.NumberingLowerAlpha: "LowerAlpha",
	layout.NumberingLowerRoman: "LowerRoman",
	layout.NumberingDisc:       "Disc",
}

// structure writes the tree that a screen reader follows, and the way back from
// page contents and link areas to it.
func (w *writer) structure() {
	nodes := w.paper.Nodes
	areas := w.linkAreas()
	for i := range nodes {
		areas = w.node(i, areas)
	}

	w.begin(objParents)
	w.str("<</Nums[")
	for i := range w.paper.Pages {
		w.int(i)
		w.str("[")
		for _, m := range w.painted.marks[w.painted.starts[i]:w.painted.starts[i+1]] {
			w.ref(w.firstNode + int(m.node))
			w.str(" ")
		}
		w.str("]\n")
	}
	annot := len(w.paper.Pages)
	for i := range w.paper.Pages {
		for _, l := range w.paper.Pages[i].Links {
			w.int(annot)
			w.str(" ")
			w.ref(w.firstNode + int(l.Node))
			w.str("\n")
			annot++
		}
	}
	w.str("]>>")
	w.end()

	w.begin(objStructure)
	w.str("<</Type/StructTreeRoot/K ")
	w.ref(w.firstNode)
	w.str("/ParentTree ")
	w.ref(objParents)
	w.str("/ParentTreeNextKey ")
	w.int(annot)
	w.idTree()
	w.str(">>")
	w.end()
}

// area is a link's area on a page, with the number of its annotation.
type area struct {
	node, page int32
	annot      int
}

// linkAreas are those of all pages, by node.
func (w *writer) linkAreas() []area {
	areas := make([]area, 0, w.plan.links)
	for i := range w.paper.Pages {
		for _, l := range w.paper.Pages[i].Links {
			areas = append(areas, area{l.Node, int32(i), w.firstAnnot + len(areas)})
		}
	}
	slices.SortStableFunc(areas, func(a, b area) int { return int(a.node) - int(b.node) })
	return areas
}

// node writes one element and returns the areas of the nodes after it.
func (w *writer) node(i int, areas []area) []area {
	n := &w.paper.Nodes[i]
	w.begin(w.firstNode + i)
	w.str("<</S/")
	w.str(roles[n.Role].name)
	w.str("/P ")
	if i == 0 {
		w.ref(objStructure)
	} else {
		w.ref(w.firstNode + int(n.Parent))
	}
	w.attributes(i)

	own := 0
	for own < len(areas) && int(areas[own].node) == i {
		own++
	}
	w.kids(n, areas[:own])
	w.str(">>")
	w.end()
	return areas[own:]
}

func (w *writer) kids(n *layout.Node, areas []area) {
	home, count := int32(-1), len(areas)
	for _, k := range n.Kids {
		if k >= 0 {
			count++
			continue
		}
		for m := w.painted.first[^k]; m >= 0; m = w.painted.marks[m].next {
			if home < 0 {
				home = w.painted.marks[m].page
			}
			count++
		}
	}
	if home < 0 && len(areas) > 0 {
		home = areas[0].page
	}
	if home >= 0 {
		w.str("/Pg ")
		w.ref(w.page(int(home)))
	}
	if count == 0 {
		return
	}
	w.str("/K[")
	for _, k := range n.Kids {
		if k >= 0 {
			w.ref(w.firstNode + int(k))
			w.str(" ")
			continue
		}
		for at := w.painted.first[^k]; at >= 0; at = w.painted.marks[at].next {
			m := w.painted.marks[at]
			if m.page == home {
				w.int(int(m.number))
				w.str(" ")
				continue
			}
			w.str("<</Type/MCR/Pg ")
			w.ref(w.page(int(m.page)))
			w.str("/MCID ")
			w.int(int(m.number))
			w.str(">>")
		}
	}
	for _, a := range areas {
		w.str("<</Type/OBJR/Pg ")
		w.ref(w.page(int(a.page)))
		w.str("/Obj ")
		w.ref(a.annot)
		w.str(">>")
	}
	w.str("]")
}

func (w *writer) attributes(i int) {
	n := &w.paper.Nodes[i]
	if n.Alt != "" {
		w.str("/Alt")
		w.text(n.Alt)
	}
	if n.ID != "" {
		w.str("/ID")
		w.text(n.ID)
	}
	if n.Lang != "" {
		w.str("/Lang")
		w.text(n.Lang)
	}
	switch n.Role {
	case layout.RoleL:
		w.str("/A<</O/List/ListNumbering/")
		w.str(numberings[n.Numbering])
		w.str(">>")
	case layout.RoleTH:
		w.str("/A<</O/Table/Scope/")
		w.str(w.scope(n))
		w.str(">>")
	case layout.RoleFigure:
		w.str("/A<</O/Layout/Placement/Block/BBox")
		w.rect(n.BBox[0], n.BBox[1], n.BBox[2], n.BBox[3])
		w.str(">>")
	}
}

// scope says what a header cell heads: its column, or its row when it stands
// among the table's body.
func (w *writer) scope(n *layout.Node) string {
	if row := n.Parent; row > 0 {
		if group := w.paper.Nodes[row].Parent; group > 0 && w.paper.Nodes[group].Role == layout.RoleTBody {
			return "Row"
		}
	}
	return "Column"
}

// idTree leads from the names of notes to their elements.
func (w *writer) idTree() {
	type named struct {
		id   string
		node int
	}
	var ids []named
	for i := range w.paper.Nodes {
		if id := w.paper.Nodes[i].ID; id != "" {
			ids = append(ids, named{string(appendText(nil, id)), i})
		}
	}
	if ids == nil {
		return
	}
	slices.SortStableFunc(ids, func(a, b named) int { return strings.Compare(a.id, b.id) })
	w.str("/IDTree<</Names[")
	for _, n := range ids {
		w.str(n.id)
		w.ref(w.firstNode + n.node)
		w.str(" ")
	}
	w.str("]>>")
}
