package pdf

import (
	"slices"
	"strconv"

	"kansli/internal/font"
)

// mayStandIn lists the roles whose parent the standard fixes.
var mayStandIn = map[name][]name{
	"LI": {"L"}, "Lbl": {"LI", "Note", "TOCI", "Reference", "P", "Span"}, "LBody": {"LI"},
	"TR": {"Table", "THead", "TBody"}, "TH": {"TR"}, "TD": {"TR"}, "THead": {"Table"}, "TBody": {"Table"},
	"TOCI": {"TOC"},
}

// elements checks the tree element by element.
func (v *verifier) elements() {
	level := 0
	ids := map[string]bool{}
	if v.root.role != "Document" {
		v.add(ruleTree, "strukturen börjar inte med ett dokument")
	}
	v.root.each(func(e *element) {
		if !slices.ContainsFunc(roles[:], func(r roleName) bool { return r.name == string(e.role) }) {
			v.add(ruleTree, "okänd roll: %s", e.role)
		}
		if parents := mayStandIn[e.role]; parents != nil && (e.parent == nil || !slices.Contains(parents, e.parent.role)) {
			v.add(ruleTree, "%s står på fel plats i strukturen", e.role)
		}
		if lang := e.dict["Lang"]; lang != nil && !isLanguage(text(lang)) {
			v.add(ruleLanguage, "%s är på ”%s”, som inte är någon språkkod", e.role, text(lang))
		}
		switch e.role {
		case "H1", "H2", "H3", "H4", "H5", "H6":
			n := int(e.role[1] - '0')
			if n > level+1 {
				v.add(ruleHeadings, "en rubrik på nivå %d följer på nivå %d", n, level)
			}
			level = n
		case "Figure":
			v.figure(e)
		case "Table":
			v.table(e)
		case "TH":
			if s, _ := v.attribute(e, "Table", "Scope").(name); s != "Column" && s != "Row" {
				v.add(ruleTables, "en rubrikcell säger inte vad den gäller")
			}
		case "L":
			if n, _ := v.attribute(e, "List", "ListNumbering").(name); !slices.Contains(numberings[:], string(n)) {
				v.add(ruleLists, "en lista säger inte hur den är numrerad")
			}
		case "Note":
			id, _ := e.dict["ID"].(string)
			if id == "" || ids[id] {
				v.add(ruleNotes, "en not saknar eget namn")
			}
			ids[id] = true
		}
	})
	named := v.list(v.dict(v.dict(v.file.root["StructTreeRoot"])["IDTree"])["Names"])
	if len(named) != 2*len(ids) {
		v.add(ruleNotes, "noternas namn stämmer inte med registret")
	}
}

func (v *verifier) figure(e *element) {
	if text(e.dict["Alt"]) == "" {
		v.add(ruleFigures, "en bild saknar alternativtext")
	}
	if box, _ := v.attribute(e, "Layout", "BBox").([]any); len(box) != 4 {
		v.add(ruleFigures, "en bild saknar sin plats på sidan")
	}
}

// table checks that all rows are equally long; the layout spans no cells.
func (v *verifier) table(e *element) {
	length := -1
	e.each(func(row *element) {
		if row.role != "TR" {
			return
		}
		if length >= 0 && len(row.kids) != length {
			v.add(ruleTables, "en rad har %d celler och en annan %d", len(row.kids), length)
		}
		length = len(row.kids)
	})
}

// links checks every link area and that its element holds it.
func (v *verifier) links() {
	owner := map[ref]*element{}
	v.root.each(func(e *element) {
		areas, words := 0, len(e.kids)
		for _, k := range e.kids {
			if k.annot != 0 {
				areas++
				words--
				owner[k.annot] = e
			}
		}
		if e.role == "Link" && areas == 0 {
			v.add(ruleLinks, "en länk går inte att klicka på")
		}
		if e.role == "Link" && words == 0 {
			v.add(ruleLinks, "en länk saknar text")
		}
	})
	parents := v.parentTree()
	for i, p := range v.pages {
		for _, a := range v.list(v.dict(p)["Annots"]) {
			id, _ := a.(ref)
			d := v.dict(a)
			if d["Subtype"] != any(name("Link")) || count(d["F"]) != 4 {
				v.add(ruleLinks, "sidan %d: en okänd eller dold anteckning", i+1)
			}
			if text(d["Contents"]) == "" {
				v.add(ruleLinks, "sidan %d: en länk saknar beskrivning", i+1)
			}
			if address, _ := v.dict(d["A"])["URI"].(string); address == "" && !v.leads(d["Dest"]) {
				v.add(ruleLinks, "sidan %d: en länk leder ingenstans", i+1)
			}
			e := owner[id]
			if e == nil || e.role != "Link" || parents[count(d["StructParent"])] != any(e.object) {
				v.add(ruleLinks, "sidan %d: en länk är inte knuten till sin text", i+1)
			}
		}
	}
}

func (v *verifier) parentTree() map[int]any {
	m := map[int]any{}
	nums := v.list(v.dict(v.dict(v.file.root["StructTreeRoot"])["ParentTree"])["Nums"])
	for i := 0; i+1 < len(nums); i += 2 {
		m[count(nums[i])] = nums[i+1]
	}
	return m
}

// parents checks that marked content and tree agree: each piece belongs to one
// element, which the parent tree names.
func (v *verifier) parents() {
	type place struct {
		page ref
		mcid int
	}
	owner := map[place]*element{}
	v.root.each(func(e *element) {
		for _, k := range e.kids {
			if k.element != nil || k.annot != 0 {
				continue
			}
			at := place{k.page, k.mcid}
			if owner[at] != nil || k.mcid < 0 || k.mcid >= len(v.read[k.page].marks) {
				v.add(ruleTree, "%s gör anspråk på innehåll som inte är dess eget", e.role)
				continue
			}
			owner[at] = e
		}
	})
	parents := v.parentTree()
	for i, p := range v.pages {
		list, _ := parents[count(v.dict(p)["StructParents"])].([]any)
		marks := v.read[p].marks
		if len(list) != len(marks) {
			v.add(ruleTree, "sidan %d: registret över innehåll stämmer inte", i+1)
			continue
		}
		for n := range marks {
			e := owner[place{p, n}]
			if e == nil || list[n] != any(e.object) {
				v.add(ruleTree, "sidan %d: innehåll %d hör inte till strukturen", i+1, n)
			} else if e.role != marks[n].tag {
				v.add(ruleTree, "sidan %d: innehåll %d är märkt %s men hör till %s", i+1, n, marks[n].tag, e.role)
			} else if marks[n].image != (e.role == "Figure") {
				v.add(ruleFigures, "sidan %d: en bild är inte märkt som bild", i+1)
			}
		}
	}
}

// font returns what is wrong with a font, in Swedish, or "".
func (v *verifier) font(t *typeface) string {
	d := t.dict
	first, widths := count(d["FirstChar"]), v.list(d["Widths"])
	if t.wide {
		kids := v.list(d["DescendantFonts"])
		if len(kids) != 1 || d["Encoding"] != any(name("Identity-H")) {
			return "är trasigt"
		}
		d = v.dict(kids[0])
		if w := v.list(d["W"]); len(w) == 2 {
			first, widths = count(w[0]), v.list(w[1])
		}
	} else if d["Encoding"] != any(name("WinAnsiEncoding")) {
		return "har okänd teckenkodning"
	}
	data := v.stream(v.dict(d["FontDescriptor"])["FontFile2"])
	if data == nil {
		return "är inte inbäddat"
	}
	program, err := font.ReadProgram(data)
	if err != nil {
		return "går inte att läsa"
	}
	codes := make([]int, 0, len(t.used))
	for code := range t.used {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	for _, code := range codes {
		spoken := t.unicode[code]
		label := strconv.Quote(spoken)
		if spoken == "" || spoken == "\uFFFD" {
			return "tecken nummer " + strconv.Itoa(code) + " går inte att läsa upp"
		}
		glyph := code
		if !t.wide {
			r := fromWinAnsi(byte(code))
			if string(r) != spoken {
				return "tecknet " + label + " läses upp som ett annat än det som visas"
			}
			switch r {
			case 0xA0:
				r = ' '
			case 0xAD:
				r = '-'
			}
			if glyph, err = program.Glyph(r); err != nil {
				return "tecknet " + label + " saknas"
			}
		}
		width, err := program.Width(glyph)
		if err != nil {
			return "tecknet " + label + " saknas"
		}
		said := -1
		if i := code - first; first >= 0 && i >= 0 && i < len(widths) {
			said = count(widths[i])
		}
		if diff := width - float64(said); diff > 1 || diff < -1 {
			return "tecknet " + label + " har fel bredd"
		}
	}
	return ""
}
