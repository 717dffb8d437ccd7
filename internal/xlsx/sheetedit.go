package xlsx

import (
	"bytes"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// sheetEdit collects the changes to a sheet.
type sheetEdit struct {
	part, name string
	data       sheetData
	rowAt      map[int]int // row number to place in data.rows
	cells      map[int]map[int]newCell
	heights    map[int]float64
	columns    []columnSpan
	widths     map[int]float64 // of columns that were added
	rels       []byte
	links      map[string]oldLink // by cell
	linkEdits  []linkEdit
	area       area // what the cells take up
}

// newCell is a cell that is written anew: raw as it stands, or else by its value
// and formula.
type newCell struct {
	value   cellValue
	formula string
	raw     []byte
}

// columnSpan is a col element: a style and width of some columns.
type columnSpan struct {
	from, to int
	style    string
	width    float64
}

// oldLink is a link of a sheet.
type oldLink struct{ id, target string }

// linkEdit sets the link of a cell, or takes it away.
type linkEdit struct {
	cell, path string
	set        bool
}

var (
	colElement  = regexp.MustCompile(`<col\b[^>]*>`)
	linkElement = regexp.MustCompile(`<hyperlink\b[^>]*?(?:/>|>\s*</hyperlink>)`)
	relElement  = regexp.MustCompile(`<Relationship\b[^>]*?(?:/>|>\s*</Relationship>)`)
	result      = regexp.MustCompile(`<v>[^<]*</v>|<v/>`)
	columnCount = regexp.MustCompile(`(<tableColumns\b[^>]*?\bcount=)"(\d+)"`)
)

// attribute returns an attribute of a start tag, or "".
func attribute(tag []byte, name string) string {
	for rest := tag; ; {
		i := bytes.Index(rest, []byte(name+`="`))
		if i < 0 {
			return ""
		}
		after := rest[i+len(name)+2:]
		if i > 0 && (rest[i-1] == ' ' || rest[i-1] == '\n' || rest[i-1] == '\t') {
			value, _, _ := bytes.Cut(after, []byte{'"'})
			return unescapeXML(string(value))
		}
		rest = after
	}
}

var xmlEntities = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&apos;", "'", "&#39;", "'", "&#34;", `"`, "&amp;", "&")

func unescapeXML(s string) string { return xmlEntities.Replace(s) }

// sheet returns the sheet of a table, read once.
func (u *updater) sheet(t *listed) (*sheetEdit, error) {
	if s := u.sheets[t.sheetPart]; s != nil {
		return s, nil
	}
	data, err := u.wb.scan(t.sheetPart)
	if err != nil {
		return nil, err
	}
	s := &sheetEdit{part: t.sheetPart, name: t.sheet, data: data, rowAt: map[int]int{}, cells: map[int]map[int]newCell{}, heights: map[int]float64{}, widths: map[int]float64{}, links: map[string]oldLink{}}
	for i, r := range data.rows {
		s.rowAt[r.n] = i
	}
	for _, tag := range colElement.FindAll(data.xml[:data.first], -1) {
		from, _ := strconv.Atoi(attribute(tag, "min"))
		to, _ := strconv.Atoi(attribute(tag, "max"))
		width, _ := strconv.ParseFloat(attribute(tag, "width"), 64)
		s.columns = append(s.columns, columnSpan{from, to, attribute(tag, "style"), width})
	}
	if s.rels, err = u.wb.part(relsPart(t.sheetPart)); err != nil {
		return nil, err
	}
	targets := map[string]string{}
	for _, tag := range relElement.FindAll(s.rels, -1) {
		targets[attribute(tag, "Id")] = attribute(tag, "Target")
	}
	for _, tag := range linkElement.FindAll(data.xml[data.last:], -1) {
		id := attribute(tag, "r:id")
		s.links[attribute(tag, "ref")] = oldLink{id, targets[id]}
	}
	u.sheets[t.sheetPart] = s
	return s, nil
}

// row returns the cells of a row as they were.
func (s *sheetEdit) row(n int) []sheetCell {
	if i, ok := s.rowAt[n]; ok {
		return s.data.rows[i].cells
	}
	return nil
}

func (s *sheetEdit) cell(col, row int) sheetCell { return cellAt(s.row(row), col) }

// cellAt is the cell of a column, or an empty one.
func cellAt(cells []sheetCell, col int) sheetCell {
	i, ok := slices.BinarySearchFunc(cells, col, func(c sheetCell, col int) int { return c.col - col })
	if !ok {
		return sheetCell{}
	}
	return cells[i]
}

// set changes a cell.
func (s *sheetEdit) set(col, row int, v cellValue, formula string) {
	if s.cells[row] == nil {
		s.cells[row] = map[int]newCell{}
	}
	s.cells[row][col] = newCell{value: v, formula: formula}
	s.area.right, s.area.bottom = max(s.area.right, col), max(s.area.bottom, row)
}

// setRaw writes a cell as the XML given.
func (s *sheetEdit) setRaw(col, row int, xml []byte) {
	if s.cells[row] == nil {
		s.cells[row] = map[int]newCell{}
	}
	s.cells[row][col] = newCell{raw: xml}
}

// grow makes a row high enough for text.
func (s *sheetEdit) grow(row int, text string, col int) {
	width := 8.43
	for _, c := range s.columns {
		if c.from <= col && col <= c.to && c.width > 0 {
			width = c.width
		}
	}
	if n := lines(text, width-padding); n > 1 {
		s.heights[row] = max(s.heights[row], min(highest, lineHeight*float64(n)+2.25))
	}
}

// columnStyle is the style of the empty cells of a column, as written.
func (s *sheetEdit) columnStyle(col int) string {
	for _, c := range s.columns {
		if c.from <= col && col <= c.to {
			return c.style
		}
	}
	return ""
}

// addWidth gives a column a width, if it has none.
func (s *sheetEdit) addWidth(col int, width float64) {
	if !slices.ContainsFunc(s.columns, func(c columnSpan) bool { return c.from <= col && col <= c.to }) {
		s.widths[col] = width
	}
}

// link notes that a cell leads to a file, or to nothing, and reports whether it
// did not before.
func (s *sheetEdit) link(col, row int, path string, set bool) bool {
	cell := cellName(col, row)
	old, was := s.links[cell]
	if was == set && (!set || samePath(old.target, path)) {
		return false
	}
	s.linkEdits = append(s.linkEdits, linkEdit{cell, path, set})
	return true
}

// samePath reports whether the target of a link is a path, however it is
// written.
func samePath(target, path string) bool {
	if target == (&url.URL{Path: path}).String() {
		return true
	}
	plain, err := url.PathUnescape(target)
	return err == nil && strings.TrimPrefix(plain, "./") == path
}

// xml is the sheet with its changes.
func (s *sheetEdit) xml() []byte {
	var b bytes.Buffer
	b.Grow(len(s.data.xml) + 1<<12)
	b.Write(s.head())
	numbers := make([]int, 0, len(s.cells))
	for n := range s.cells {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	at, next := s.data.first, 0
	for _, r := range s.data.rows {
		for next < len(numbers) && numbers[next] < r.n {
			b.Write(s.data.xml[at:r.start])
			at = r.start
			s.writeRow(&b, numbers[next], nil)
			next++
		}
		if next < len(numbers) && numbers[next] == r.n {
			b.Write(s.data.xml[at:r.start])
			at = r.end
			s.writeRow(&b, r.n, &r)
			next++
		}
	}
	b.Write(s.data.xml[at:s.data.last])
	for ; next < len(numbers); next++ {
		s.writeRow(&b, numbers[next], nil)
	}
	b.Write(s.tail())
	return b.Bytes()
}

var (
	spans   = regexp.MustCompile(`\sspans="[^"]*"`)
	height  = regexp.MustCompile(`\sht="([^"]*)"`)
	fixedHt = regexp.MustCompile(`\scustomHeight="(1|true)"`)
)

// writeRow writes a row with its changed cells between the others.
func (s *sheetEdit) writeRow(b *bytes.Buffer, n int, old *sheetRow) {
	tag := fmt.Appendf(nil, `<row r="%d">`, n)
	var cells []sheetCell
	if old != nil {
		tag = spans.ReplaceAll(s.data.xml[old.start:old.inside], nil)
		tag = append(bytes.TrimRight(bytes.TrimSuffix(tag, []byte(">")), "/"), '>')
		cells = old.cells
	}
	b.Write(s.raise(tag, n))
	fresh := s.cells[n]
	cols := make([]int, 0, len(fresh))
	for col := range fresh {
		cols = append(cols, col)
	}
	slices.Sort(cols)
	var buf []byte
	put := func(col int) {
		if raw := fresh[col].raw; raw != nil {
			b.Write(raw)
			return
		}
		buf = appendCell(buf[:0], col, n, fresh[col].value, fresh[col].formula)
		b.Write(buf)
	}
	i := 0
	for _, c := range cells {
		for ; i < len(cols) && cols[i] < c.col; i++ {
			put(cols[i])
		}
		if i < len(cols) && cols[i] == c.col {
			put(cols[i])
			i++
			continue
		}
		b.Write(s.data.xml[c.start:c.end])
	}
	for ; i < len(cols); i++ {
		put(cols[i])
	}
	b.WriteString("</row>")
}

// raise makes a row higher where its text needs it, unless somebody has set the
// height.
func (s *sheetEdit) raise(tag []byte, n int) []byte {
	want := s.heights[n]
	if want == 0 || fixedHt.Match(tag) {
		return tag
	}
	if m := height.FindSubmatch(tag); m != nil {
		if have, err := strconv.ParseFloat(string(m[1]), 64); err == nil && have >= want {
			return tag
		}
		tag = height.ReplaceAll(tag, nil)
	}
	return fmt.Appendf(tag[:len(tag)-1:len(tag)-1], ` ht="%v">`, want)
}
