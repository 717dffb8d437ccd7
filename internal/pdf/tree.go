package pdf

import (
	"fmt"
	"slices"
	"strings"
)

// element is a node of the structure tree as read back.
type element struct {
	object ref
	parent *element
	role   name
	dict   dict
	kids   []child
}

// child is an element, or marked content on a page, or a link's area.
type child struct {
	element *element
	page    ref // of marked content
	mcid    int
	annot   ref // not 0 for a link's area
}

// tree reads the structure tree; what is wrong with it comes as Swedish
// sentences.
func (f *file) tree() (root *element, faults []string) {
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	seen := make([]bool, len(f.objects))
	top := f.dict(f.root["StructTreeRoot"])
	var read func(v any, parent *element, depth int) *element
	read = func(v any, parent *element, depth int) *element {
		id, isRef := v.(ref)
		d := f.dict(v)
		if !isRef || d == nil || seen[id] || depth > 200 {
			fault("strukturträdet är trasigt vid objekt %d", id)
			return nil
		}
		seen[id] = true
		role, _ := d["S"].(name)
		e := &element{object: id, parent: parent, role: role, dict: d}
		above := f.root["StructTreeRoot"]
		if parent != nil {
			above = parent.object
		}
		if d["P"] != above {
			fault("%s pekar på fel förälder", role)
		}
		home, _ := d["Pg"].(ref)
		for _, k := range f.list(d["K"]) {
			switch k := k.(type) {
			case ref:
				if kid := read(k, e, depth+1); kid != nil {
					e.kids = append(e.kids, child{element: kid})
				}
			case float64:
				e.kids = append(e.kids, child{page: home, mcid: count(k)})
			case dict:
				page, _ := k["Pg"].(ref)
				switch annot, _ := k["Obj"].(ref); k["Type"] {
				case name("MCR"):
					e.kids = append(e.kids, child{page: page, mcid: count(k["MCID"])})
				case name("OBJR"):
					e.kids = append(e.kids, child{page: page, annot: annot})
				default:
					fault("%s har ett okänt innehåll", role)
				}
			default:
				fault("%s har ett okänt innehåll", role)
			}
		}
		return e
	}
	if root = read(top["K"], nil, 0); root == nil {
		root = &element{}
	}
	return root, faults
}

// each visits e and all below it in reading order.
func (e *element) each(do func(*element)) {
	do(e)
	for _, k := range e.kids {
		if k.element != nil {
			k.element.each(do)
		}
	}
}

// attribute finds an attribute of the owner.
func (f *file) attribute(e *element, owner, key name) any {
	if a := f.dict(e.dict["A"]); a["O"] == any(owner) {
		return a[key]
	}
	return nil
}

// Text takes the text out of a PDF by its structure tree, which is what a
// screen reader reads: a line for each block, a tab between cells, a space after
// the label of a list item, the alternative text of a picture. Hyphens at the
// ends of lines are left out. The error is ErrForeign or says, in Swedish, what
// is damaged.
func Text(pdf []byte) (string, error) {
	f, err := open(pdf)
	if err != nil {
		return "", err
	}
	root, faults := f.tree()
	if len(faults) > 0 {
		return "", fmt.Errorf("filen är skadad: %s", faults[0])
	}
	t := teller{pages: map[ref]contents{}}
	faces := map[ref]*typeface{}
	for _, p := range f.allPages() {
		t.pages[p] = f.contents(f.dict(p), faces)
	}
	t.tell(root)
	t.line()
	return strings.ReplaceAll(t.out.String(), "\u00ad", ""), nil
}

// teller puts the text of a tree into lines.
type teller struct {
	pages map[ref]contents
	out   strings.Builder
	begun bool // something stands on the line
	label bool // only a label does, and what it belongs to goes beside it
	cell  bool // a cell is open; its blocks stay on the line
}

func (t *teller) line() {
	if t.begun {
		t.out.WriteByte('\n')
		t.begun = false
	}
}

func (t *teller) say(s string) {
	if s == "" {
		return
	}
	if t.label {
		t.out.WriteByte(' ')
		t.label = false
	}
	t.out.WriteString(s)
	t.begun = true
}

func (t *teller) tell(e *element) {
	i := slices.IndexFunc(roles[:], func(r roleName) bool { return r.name == string(e.role) })
	block := i >= 0 && roles[i].block
	switch {
	case e.role == "TH" || e.role == "TD":
		if e.parent != nil && e.parent.kids[0].element != e {
			t.out.WriteByte('\t')
			t.begun = true
		}
		t.cell, block = true, false
		defer func() { t.cell = false }()
	case block && t.cell && t.begun:
		t.out.WriteByte(' ')
		block = false
	case block && !t.label:
		t.line()
	}
	t.say(text(e.dict["Alt"]))
	for _, k := range e.kids {
		switch {
		case k.element != nil:
			t.tell(k.element)
		case k.annot == 0 && k.mcid >= 0 && k.mcid < len(t.pages[k.page].marks):
			t.say(string(t.pages[k.page].marks[k.mcid].text))
		}
	}
	if e.role == "Lbl" && t.begun && !t.cell {
		t.label = true
	}
	if e.role == "LI" || e.role == "Note" {
		t.label = false
	}
	if block && !t.label {
		t.line()
	}
}
