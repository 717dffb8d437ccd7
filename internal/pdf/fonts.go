package pdf

import (
	"hash/fnv"
	"slices"
	"strconv"
	"sync"
	"unicode/utf16"

	"kansli/internal/font"
)

// fonts writes the fonts that the paper uses and returns the resource entries.
// A face is one font program, cut to what was painted, with up to two fonts on
// top: one byte a character in WinAnsi, and two bytes for all else.
func (w *writer) fonts() []byte {
	var entries []byte
	shared := false
	for f := range font.Face(font.Faces) {
		u := &w.plan.faces[f]
		if !u.used() {
			continue
		}
		c := w.cuts.find(f, u)
		descriptor := w.face(c)
		if c.widths != nil {
			entries = appendEntry(entries, "/F", fontNumber(f, false), w.narrowFont(c, descriptor))
			shared = true
		}
		if len(u.wide) > 0 {
			entries = appendEntry(entries, "/F", fontNumber(f, true), w.wideFont(c, descriptor))
		}
	}
	w.begin(objUnicode)
	if shared {
		w.str("<</Filter/FlateDecode")
		w.stream(winAnsiMap())
	} else {
		w.str("null")
		w.end()
	}
	return entries
}

func appendEntry(dst []byte, prefix string, n, object int) []byte {
	dst = strconv.AppendInt(append(dst, prefix...), int64(n), 10)
	dst = strconv.AppendInt(append(dst, ' '), int64(object), 10)
	return append(dst, " 0 R"...)
}

// cut is a font program cut to what a paper paints, and what else depends on
// nothing but that.
type cut struct {
	face  font.Face
	usage usage

	name       string // with the prefix that tells subsets apart
	program    []byte
	descriptor []byte // but for the number of the program's object
	widths     []byte // of the codes of WinAnsi with the range of those; nil for none
}

// cuts are the latest of a writer, for the papers of a run paint much the same
// characters. A new one takes the room of the oldest.
type cuts struct {
	kept [24]cut
	n    int // how many were ever made
}

func (k *cuts) find(f font.Face, u *usage) *cut {
	for i := range k.kept[:min(k.n, len(k.kept))] {
		if c := &k.kept[i]; c.face == f && c.usage.narrow == u.narrow && slices.Equal(c.usage.wide, u.wide) {
			return c
		}
	}
	c := &k.kept[k.n%len(k.kept)]
	k.n++
	c.make(f, u)
	return c
}

func (c *cut) make(f font.Face, u *usage) {
	c.face, c.usage.narrow = f, u.narrow
	c.usage.wide = append(c.usage.wide[:0], u.wide...)
	c.name = subsetPrefix(u) + font.Name(f)
	c.program = font.AppendSubset(c.program[:0], f, u.wide, mapped(u))
	c.descriptor = appendDescriptor(c.descriptor[:0], f, c.name)
	c.widths = appendWidths(c.widths[:0], f, u)
}

// mapped are the characters that the font program's own map must lead to,
// ascending. A reader resolves the codes of the no-break space and the soft hyphen
// to the space and the hyphen, so those are what the program must hold.
func mapped(u *usage) []rune {
	runes := make([]rune, 0, 128)
	for code, painted := range u.narrow {
		if !painted {
			continue
		}
		switch r := fromWinAnsi(byte(code)); r {
		case 0xA0:
			runes = append(runes, ' ')
		case 0xAD:
			runes = append(runes, '-')
		default:
			runes = append(runes, r)
		}
	}
	slices.Sort(runes)
	return slices.Compact(runes)
}

func appendDescriptor(dst []byte, f font.Face, name string) []byte {
	s := font.ShapeOf(f)
	ascent, descent, capHeight, xHeight := font.Metrics(f)
	flags := 1 << 5 // all characters are of the Latin set or named
	for _, flag := range [...]struct {
		set bool
		bit int
	}{{s.Fixed, 0}, {s.Serif, 1}, {s.Italic, 6}} {
		if flag.set {
			flags |= 1 << flag.bit
		}
	}
	dst = append(append(append(dst, "<</Type/FontDescriptor/FontName/"...), name...), "/FontBBox["...)
	for _, v := range s.BBox {
		dst = append(strconv.AppendInt(dst, int64(v), 10), ' ')
	}
	dst = appendNumber(append(dst, "]/ItalicAngle "...), s.ItalicAngle)
	for _, e := range [...]struct {
		key string
		n   int
	}{{"/Flags ", flags}, {"/Ascent ", ascent}, {"/Descent ", descent}, {"/CapHeight ", capHeight},
		{"/XHeight ", xHeight}, {"/StemV ", s.StemV}} {
		dst = strconv.AppendInt(append(dst, e.key...), int64(e.n), 10)
	}
	return append(dst, "/FontFile2 "...)
}

// appendWidths tells the widths of the codes from the first to the last that is
// painted, if any is.
func appendWidths(dst []byte, f font.Face, u *usage) []byte {
	first := slices.Index(u.narrow[:], true)
	if first < 0 {
		return nil
	}
	last := len(u.narrow) - 1
	for !u.narrow[last] {
		last--
	}
	dst = strconv.AppendInt(append(dst, "/FirstChar "...), int64(first), 10)
	dst = strconv.AppendInt(append(dst, "/LastChar "...), int64(last), 10)
	dst = append(dst, "/Widths["...)
	for code := first; code <= last; code++ {
		width := 0
		if u.narrow[code] {
			width, _ = font.Width(f, fromWinAnsi(byte(code)))
		}
		dst = append(strconv.AppendInt(dst, int64(width), 10), ' ')
	}
	return append(dst, ']')
}

// face writes the font program and its descriptor, and returns the number of that.
func (w *writer) face(c *cut) int {
	file := w.reserve(2)
	w.begin(file)
	w.str("<</Length1 ")
	w.int(len(c.program))
	w.stream(c.program)
	w.begin(file + 1)
	w.out = append(w.out, c.descriptor...)
	w.ref(file)
	w.str(">>")
	w.end()
	return file + 1
}

// subsetPrefix is six letters that depend on the characters and nothing else.
func subsetPrefix(u *usage) string {
	h := fnv.New64a()
	var b [8]byte
	put := func(v uint64) {
		for i := range b {
			b[i] = byte(v >> (8 * i))
		}
		h.Write(b[:])
	}
	var set [4]uint64
	for code, painted := range u.narrow {
		if painted {
			set[code>>6] |= 1 << (code & 63)
		}
	}
	for _, v := range set {
		put(v)
	}
	for _, r := range u.wide {
		put(uint64(r))
	}
	sum := h.Sum64()
	prefix := [...]byte{0, 0, 0, 0, 0, 0, '+'}
	for i := range 6 {
		prefix[i] = byte('A' + sum%26)
		sum /= 26
	}
	return string(prefix[:])
}

func (w *writer) narrowFont(c *cut, descriptor int) int {
	object := w.reserve(1)
	w.begin(object)
	w.str("<</Type/Font/Subtype/TrueType/Encoding/WinAnsiEncoding/BaseFont/")
	w.str(c.name)
	w.str("/FontDescriptor ")
	w.ref(descriptor)
	w.str("/ToUnicode ")
	w.ref(objUnicode)
	w.out = append(w.out, c.widths...)
	w.str(">>")
	w.end()
	return object
}

func (w *writer) wideFont(c *cut, descriptor int) int {
	object := w.reserve(3)
	w.begin(object)
	w.str("<</Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont/")
	w.str(c.name)
	w.str("/DescendantFonts[")
	w.ref(object + 1)
	w.str("]/ToUnicode ")
	w.ref(object + 2)
	w.str(">>")
	w.end()

	w.begin(object + 1)
	w.str("<</Type/Font/Subtype/CIDFontType2/CIDToGIDMap/Identity" +
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/BaseFont/")
	w.str(c.name)
	w.str("/FontDescriptor ")
	w.ref(descriptor)
	w.str("/W[1[")
	for _, r := range c.usage.wide {
		width, _ := font.Width(c.face, r)
		w.int(width)
		w.str(" ")
	}
	w.str("]]>>")
	w.end()

	w.scratch = appendMapHead(w.scratch[:0], "<0000><FFFF>")
	for i, r := range c.usage.wide {
		if i%100 == 0 { // a block holds a hundred at most
			if i > 0 {
				w.scratch = append(w.scratch, "endbfchar\n"...)
			}
			w.scratch = strconv.AppendInt(w.scratch, int64(min(100, len(c.usage.wide)-i)), 10)
			w.scratch = append(w.scratch, " beginbfchar\n"...)
		}
		w.scratch = appendHex(w.scratch, uint16(i+1))
		w.scratch = appendHex(w.scratch, utf16.AppendRune(nil, r)...)
		w.scratch = append(w.scratch, '\n')
	}
	w.scratch = append(w.scratch, "endbfchar\n"+mapTail...)
	w.begin(object + 2)
	w.str("<<")
	w.stream(w.scratch)
	return object
}

// winAnsiMap leads from the codes of WinAnsi to characters, for all faces. It is
// compressed.
var winAnsiMap = sync.OnceValue(func() []byte {
	m := appendMapHead(nil, "<00><FF>")
	m = append(m, "2 beginbfrange\n<20><7E><0020>\n<A0><FF><00A0>\nendbfrange\n"...)
	n := 0
	for _, r := range high {
		if r != 0 {
			n++
		}
	}
	m = append(strconv.AppendInt(m, int64(n), 10), " beginbfchar\n"...)
	for i, r := range high {
		if r != 0 {
			m = append(m, '<')
			m = strconv.AppendInt(m, int64(0x80+i), 16)
			m = append(m, '>')
			m = append(appendHex(m, uint16(r)), '\n')
		}
	}
	return deflate(append(m, "endbfchar\n"+mapTail...))
})

const mapTail = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"

func appendMapHead(dst []byte, codes string) []byte {
	return append(dst, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"+
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"+
		"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"+
		"1 begincodespacerange\n"+codes+"\nendcodespacerange\n"...)
}

func appendHex(dst []byte, units ...uint16) []byte {
	const digits = "0123456789ABCDEF"
	dst = append(dst, '<')
	for _, u := range units {
		dst = append(dst, digits[u>>12], digits[u>>8&15], digits[u>>4&15], digits[u&15])
	}
	return append(dst, '>')
}
