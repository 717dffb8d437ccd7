package font

import (
	"encoding/binary"
	"sync"
)

// common is the end of the range whose widths lie in a flat array: Latin, Greek,
// Cyrillic, punctuation, arrows and mathematical signs.
const common = 0x2300

// table is a face as read. Widths and heights are thousandths of an em.
type table struct {
	once                                sync.Once
	width                               [common]int16 // -1 without a glyph
	unitsPerEm                          int
	ascent, descent, capHeight, xHeight int
	shape                               Shape

	cmap, glyf, head, hhea, hmtx, loca, maxp []byte
	longMetrics                              int
}

var tables [Faces]table

var be = binary.BigEndian

func load(f Face) *table {
	t := &tables[f]
	t.once.Do(func() { t.read(f) })
	return t
}

func (t *table) read(f Face) {
	ttf := sources[f].ttf
	part := map[string][]byte{}
	for i := range int(be.Uint16(ttf[4:])) {
		entry := ttf[12+16*i:]
		offset, length := be.Uint32(entry[8:]), be.Uint32(entry[12:])
		part[string(entry[:4])] = ttf[offset : offset+length]
	}
	t.glyf, t.head, t.hhea = part["glyf"], part["head"], part["hhea"]
	t.hmtx, t.loca, t.maxp = part["hmtx"], part["loca"], part["maxp"]
	t.cmap = unicodeMap(part["cmap"])
	t.unitsPerEm = int(be.Uint16(t.head[18:]))
	t.longMetrics = int(be.Uint16(t.hhea[34:]))

	t.ascent, t.descent = t.thousandths(signed(t.hhea[4:])), t.thousandths(signed(t.hhea[6:]))
	os2, post := part["OS/2"], part["post"]
	t.xHeight, t.capHeight = t.thousandths(signed(os2[86:])), t.thousandths(signed(os2[88:]))
	weight := int(be.Uint16(os2[4:])) / 65
	t.shape = Shape{
		ItalicAngle: float64(int32(be.Uint32(post[4:]))) / 65536,
		StemV:       50 + weight*weight,
		Serif:       f >= Serif && f <= SerifBoldItalic,
		Fixed:       be.Uint32(post[12:]) != 0,
	}
	t.shape.Italic = t.shape.ItalicAngle != 0
	for i := range t.shape.BBox {
		t.shape.BBox[i] = t.thousandths(signed(t.head[36+2*i:]))
	}

	for i := range t.width {
		t.width[i] = -1
	}
	t.eachMapped(func(r rune, g uint16) {
		if r < common && readable(r) {
			t.width[r] = int16(t.advance(g))
		}
	})
	for r := range standIns {
		g, _ := t.glyph(r)
		t.width[r] = int16(t.advance(g))
	}
}

func signed(b []byte) int { return int(int16(be.Uint16(b))) }

// thousandths rounds to the nearest; a PDF reader allows a difference of one
// between a font's own width and the one in the page's dictionary.
func (t *table) thousandths(units int) int {
	half := t.unitsPerEm / 2
	if units < 0 {
		half = -half
	}
	return (units*1000 + half) / t.unitsPerEm
}

func (t *table) advance(g uint16) int {
	i := min(int(g), t.longMetrics-1)
	return t.thousandths(int(be.Uint16(t.hmtx[4*i:])))
}

// far is the width of a rune beyond the array, -1 without a glyph.
func (t *table) far(r rune) int {
	if g, ok := t.glyph(r); ok {
		return t.advance(g)
	}
	return -1
}

// readable leaves out what PDF/A-2a allows no plain text for: control
// characters, the private use area and the byte order mark.
func readable(r rune) bool {
	switch {
	case r < ' ', r >= 0x7F && r < 0xA0, r >= 0xE000 && r < 0xF900, r == 0xFEFF, r >= 0xFFF0:
		return false
	}
	return true
}

// standIns are painted with another character's glyph. A PDF reader does so for
// the first two by itself; no face here has the third, and one lacks the spaces.
var standIns = map[rune]rune{
	0xA0: ' ', 0xAD: '-', 0x2011: '-',
	0x2002: ' ', 0x2003: ' ', 0x2008: ' ', 0x2009: ' ', 0x200A: ' ', 0x202F: ' ',
}

// glyph is that of r or of its stand-in.
func (t *table) glyph(r rune) (uint16, bool) {
	if r < 0 || !readable(r) {
		return 0, false
	}
	if r == 0xA0 || r == 0xAD {
		r = standIns[r]
	}
	g, ok := t.mapped(r)
	if !ok && standIns[r] != 0 {
		return t.mapped(standIns[r])
	}
	return g, ok
}

// mapped looks r up in the face's own map.
func (t *table) mapped(r rune) (uint16, bool) {
	segments := int(be.Uint16(t.cmap[6:])) / 2
	for s := range segments {
		if end := rune(be.Uint16(t.cmap[14+2*s:])); r <= end {
			g := t.inSegment(s, segments, r)
			return g, g != 0
		}
	}
	return 0, false
}

// unicodeMap finds the map of Windows and Unicode in format 4, which every face
// here has.
func unicodeMap(cmap []byte) []byte {
	for i := range int(be.Uint16(cmap[2:])) {
		record := cmap[4+8*i:]
		sub := cmap[be.Uint32(record[4:]):]
		if be.Uint32(record) == 3<<16|1 && be.Uint16(sub) == 4 {
			return sub
		}
	}
	panic("font: no Unicode map")
}

// inSegment is the glyph of r in segment s of a format 4 map, 0 for none.
func (t *table) inSegment(s, segments int, r rune) uint16 {
	starts := 16 + 2*segments
	start := rune(be.Uint16(t.cmap[starts+2*s:]))
	delta := be.Uint16(t.cmap[starts+2*(segments+s):])
	at := starts + 2*(2*segments+s)
	offset := int(be.Uint16(t.cmap[at:]))
	if r < start {
		return 0
	}
	if offset == 0 {
		return uint16(r) + delta
	}
	g := be.Uint16(t.cmap[at+offset+2*int(r-start):])
	if g == 0 {
		return 0
	}
	return g + delta
}

func (t *table) eachMapped(do func(rune, uint16)) {
	segments := int(be.Uint16(t.cmap[6:])) / 2
	for s := range segments {
		first, last := rune(be.Uint16(t.cmap[16+2*segments+2*s:])), rune(be.Uint16(t.cmap[14+2*s:]))
		for r := first; r <= last; r++ {
			if g := t.inSegment(s, segments, r); g != 0 {
				do(r, g)
			}
		}
	}
}
