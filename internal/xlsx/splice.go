package xlsx

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var (
	dimension = regexp.MustCompile(`(<dimension\b[^>]*?\bref=")([^"]*)`)
	tableRef  = regexp.MustCompile(`(<(?:table|autoFilter)\b[^>]*?\sref=")[^"]*`)
	sqref     = regexp.MustCompile(`(\bsqref="|<xm:sqref>)([^"<]*)`)
)

// resize gives a table a new area; rows of sums come on top of it.
func (u *updater) resize(t *listed, a area) {
	t.right, t.bottom = a.right, a.bottom
	whole := a
	whole.bottom += t.sums
	first := true
	t.xml = tableRef.ReplaceAllFunc(t.xml, func(m []byte) []byte {
		ref := a.String() // that of the filter
		if first {
			ref, first = whole.String(), false
		}
		return append(tableRef.FindSubmatch(m)[1], ref...)
	})
	u.changed[t.part] = t.xml
}

// head is what stands before the rows, with the new size of the sheet and the
// widths of new columns.
func (s *sheetEdit) head() []byte {
	head := dimension.ReplaceAllFunc(s.data.xml[:s.data.first:s.data.first], func(m []byte) []byte {
		parts := dimension.FindSubmatch(m)
		a, ok := parseArea(string(parts[2]))
		if !ok {
			return m
		}
		a.right, a.bottom = max(a.right, s.area.right), max(a.bottom, s.area.bottom)
		return append(parts[1], a.String()...)
	})
	cols := make([]int, 0, len(s.widths))
	for col := range s.widths {
		cols = append(cols, col)
	}
	slices.Sort(cols)
	for _, col := range cols {
		element := fmt.Sprintf(`<col min="%d" max="%[1]d" width="%v" customWidth="1"/>`, col, s.widths[col])
		at := bytes.Index(head, []byte("</cols>"))
		if at < 0 {
			head = replace(head, "<sheetData", "<cols></cols><sheetData")
			at = bytes.Index(head, []byte("</cols>"))
		}
		for _, m := range colElement.FindAllIndex(head, -1) {
			if from, _ := strconv.Atoi(attribute(head[m[0]:m[1]], "min")); from > col {
				at = m[0]
				break
			}
		}
		head = slices.Concat(head[:at], []byte(element), head[at:])
	}
	return head
}

// afterLinks are the elements that come after the links of a sheet.
var afterLinks = []string{"<printOptions", "<pageMargins", "<pageSetup", "<headerFooter", "<ignoredErrors", "<drawing", "<legacyDrawing", "<tableParts", "</worksheet>"}

// tail is what stands after the rows, with changed links.
func (s *sheetEdit) tail() []byte {
	tail := slices.Clone(s.data.xml[s.data.last:])
	if len(s.linkEdits) == 0 {
		return tail
	}
	edited := map[string]bool{}
	for _, e := range s.linkEdits {
		edited[e.cell] = true
	}
	tail = linkElement.ReplaceAllFunc(tail, func(m []byte) []byte {
		if edited[attribute(m, "ref")] {
			return nil
		}
		return m
	})
	var links, targets strings.Builder
	n := 0
	for _, e := range s.linkEdits {
		if !e.set {
			continue
		}
		for n++; bytes.Contains(s.rels, fmt.Appendf(nil, `"kansli%d"`, n)); n++ {
		}
		fmt.Fprintf(&links, `<hyperlink ref="%s" r:id="kansli%d"/>`, e.cell, n)
		targets.WriteString(linkRel(fmt.Sprintf("kansli%d", n), e.path))
	}
	switch {
	case bytes.Contains(tail, []byte("</hyperlinks>")):
		tail = replace(tail, "</hyperlinks>", links.String()+"</hyperlinks>")
		tail = replace(tail, "<hyperlinks></hyperlinks>", "")
	case links.Len() > 0:
		for _, element := range afterLinks {
			if bytes.Contains(tail, []byte(element)) {
				tail = replace(tail, element, "<hyperlinks>"+links.String()+"</hyperlinks>"+element)
				break
			}
		}
	}
	s.dropRelations(tail)
	if !bytes.Contains(s.rels, []byte("</Relationships>")) {
		s.rels = rel("")
	}
	s.rels = replace(s.rels, "</Relationships>", targets.String()+"</Relationships>")
	return tail
}

// dropRelations takes away the links that no cell has any more.
func (s *sheetEdit) dropRelations(tail []byte) {
	gone := map[string]bool{}
	for _, e := range s.linkEdits {
		gone[s.links[e.cell].id] = true
	}
	for _, tag := range linkElement.FindAll(tail, -1) {
		delete(gone, attribute(tag, "r:id"))
	}
	s.rels = relElement.ReplaceAllFunc(s.rels, func(m []byte) []byte {
		if gone[attribute(m, "Id")] && strings.HasSuffix(attribute(m, "Type"), "/hyperlink") {
			return nil
		}
		return m
	})
}

// follow extends the ranges of a sheet that ended with the last row of a table
// that has grown.
func follow(tail []byte, grown []growth) []byte {
	return sqref.ReplaceAllFunc(tail, func(m []byte) []byte {
		parts := sqref.FindSubmatch(m)
		areas := strings.Fields(string(parts[2]))
		for i, text := range areas {
			a, ok := parseArea(text)
			if !ok || strings.Contains(text, "$") {
				continue
			}
			for _, g := range grown {
				if g.ends(a) {
					a.bottom = g.bottom
					areas[i] = a.String()
				}
			}
		}
		return append(parts[1], strings.Join(areas, " ")...)
	})
}

// ends reports whether an area is a part of the table that goes to its last row.
func (g growth) ends(a area) bool {
	return a.bottom == g.was.bottom && a.top >= g.was.top && a.left >= g.was.left && a.right <= g.was.right && a.bottom > g.was.top
}

// reference is a range on a sheet as charts and names have it.
var reference = regexp.MustCompile(`(?:'((?:[^'<]|'')+)'|([^\s'!,;()<>:&"=+*/^-]+))!(\$[A-Z]{1,3}\$\d+(?::\$[A-Z]{1,3}\$\d+)?)`)

// followElsewhere does the same for the ranges in charts and names. The print
// area goes on even if it began above the table.
func (u *updater) followElsewhere(b []byte, print bool) []byte {
	return reference.ReplaceAllFunc(b, func(m []byte) []byte {
		parts := reference.FindSubmatch(m)
		sheet := strings.ReplaceAll(unescapeXML(string(parts[1])), "''", "'") + unescapeXML(string(parts[2]))
		a, ok := parseArea(string(parts[3]))
		for _, g := range u.grown {
			inside := a.left <= g.was.left && a.right >= g.was.left && a.top <= g.was.top && a.bottom >= g.was.bottom && a.bottom < g.bottom
			if ok && g.sheet == sheet && (g.ends(a) || print && inside) {
				a.bottom = g.bottom
				at := bytes.LastIndexByte(m, '!') + 1
				return fmt.Appendf(bytes.Clone(m[:at]), "$%s$%d:$%s$%d", columnName(a.left), a.top, columnName(a.right), a.bottom)
			}
		}
		return m
	})
}

var (
	definedName = regexp.MustCompile(`<definedName\b[^>]*>[^<]*`)
	calcPr      = regexp.MustCompile(`<calcPr\b[^>]*?/?>`)
	fullCalc    = regexp.MustCompile(`\sfullCalcOnLoad="[^"]*"`)
)

// mainWorkbook is the part that lists the sheets, with its names extended and
// the order to work everything out anew.
func (u *updater) mainWorkbook(b []byte) []byte {
	b = definedName.ReplaceAllFunc(b, func(m []byte) []byte {
		m = bytes.ReplaceAll(bytes.ReplaceAll(m, []byte("&#39;"), []byte("'")), []byte("&apos;"), []byte("'"))
		return u.followElsewhere(m, bytes.Contains(m, []byte("_xlnm.Print_Area")))
	})
	const order = ` fullCalcOnLoad="1"`
	if calcPr.Match(b) {
		return calcPr.ReplaceAllFunc(b, func(m []byte) []byte {
			return replace(fullCalc.ReplaceAll(m, nil), "<calcPr", "<calcPr"+order)
		})
	}
	after := "</sheets>"
	if bytes.Contains(b, []byte("</definedNames>")) {
		after = "</definedNames>"
	}
	return replace(b, after, after+"<calcPr"+order+"/>")
}
