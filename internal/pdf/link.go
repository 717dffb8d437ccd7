package pdf

import "kansli/internal/layout"

// annotations writes the link areas, in the order of the pages.
func (w *writer) annotations() {
	object, parent := w.firstAnnot, len(w.paper.Pages)
	for i := range w.paper.Pages {
		for _, l := range w.paper.Pages[i].Links {
			w.begin(object)
			w.str("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect")
			w.rect(l.X, l.Y, l.W, l.H)
			w.str("/P ")
			w.ref(w.page(i))
			w.str("/StructParent ")
			w.int(parent)
			if text := cleaned(l.Text); text != "" {
				w.str("/Contents")
				w.text(text)
			}
			if l.URL != "" {
				w.str("/A<</S/URI/URI(")
				w.uri(l.URL)
				w.str(")>>")
			} else {
				w.dest(w.paper.Dests[l.Dest])
			}
			w.str(">>")
			w.end()
			object++
			parent++
		}
	}
}

// uri writes an address in the seven bits that it may have, the rest as %XX.
func (w *writer) uri(s string) {
	const digits = "0123456789ABCDEF"
	for i := range len(s) {
		if c := s[i]; c > ' ' && c < 0x7F {
			w.out = appendEscaped(w.out, c)
		} else {
			w.out = append(w.out, '%', digits[c>>4], digits[c&15])
		}
	}
}

func (w *writer) dest(d layout.Dest) {
	w.str("/Dest[")
	w.ref(w.page(d.Page))
	w.str("/XYZ 0 ")
	w.num(w.paper.Height - d.Y)
	w.str(" null]")
}

// outline writes the bookmarks and returns the number of their root, or 0.
func (w *writer) outline() int {
	marks := w.paper.Outline
	if len(marks) == 0 {
		return 0
	}
	root := w.reserve(1 + len(marks))
	type place struct{ parent, prev, next, first, last, below int } // numbers from 1; 0 is the root
	at := make([]place, 1+len(marks))
	var open []int
	for i := range marks {
		n := i + 1
		for len(open) > 0 && marks[open[len(open)-1]-1].Level >= marks[i].Level {
			open = open[:len(open)-1]
		}
		parent := 0
		if len(open) > 0 {
			parent = open[len(open)-1]
		}
		at[n].parent = parent
		if prev := at[parent].last; prev != 0 {
			at[n].prev, at[prev].next = prev, n
		} else {
			at[parent].first = n
		}
		at[parent].last = n
		open = append(open, n)
		for p := parent; ; p = at[p].parent {
			at[p].below++
			if p == 0 {
				break
			}
		}
	}
	for n, p := range at {
		w.begin(root + n)
		w.str("<<")
		if n > 0 {
			w.str("/Title")
			w.text(cleaned(marks[n-1].Text))
			w.str("/Parent ")
			w.ref(root + p.parent)
			w.dest(marks[n-1].Dest)
		} else {
			w.str("/Type/Outlines")
		}
		for _, e := range [...]struct {
			key string
			n   int
		}{{"/Prev ", p.prev}, {"/Next ", p.next}, {"/First ", p.first}, {"/Last ", p.last}} {
			if e.n != 0 {
				w.str(e.key)
				w.ref(root + e.n)
			}
		}
		if p.below > 0 {
			w.str("/Count ")
			w.int(p.below)
		}
		w.str(">>")
		w.end()
	}
	return root
}
