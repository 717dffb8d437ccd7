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
		face := w.face(f, u)
		if u.narrow != [4]uint64{} {
			entries = appendEntry(entries, "/F", fontNumber(f, false), w.narrowFont(f, u, face))
			shared = true
		}
		if len(u.wide) > 0 {
			entries = appendEntry(entries, "/F", fontNumber(f, true), w.wideFont(f, u, face))
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

// cutFace is a font program in the file.
type cutFace struct {
	name       string // with the prefix that tells subsets apart
	descriptor int
}

// codes calls do for every painted code of WinAnsi, ascending.
func (u *usage) codes(do func(byte)) {
	for code := range 256 {
		if u.narrow[code>>6]&(1<<(code&63)) != 0 {
			do(byte(code))
		}
	}
}

func (w *writer) face(f font.Face, u *usage) cutFace {
	// A reader resolves the codes of the no-break space and the soft hyphen to
	// the space and the hyphen, so those are what the font program must hold.
	runes := make([]rune, 0, 128)
	u.codes(func(code byte) {
		switch r := fromWinAnsi(code); r {
		case 0xA0:
			runes = append(runes, ' ')
		case 0xAD:
			runes = append(runes, '-')
		default:
			runes = append(runes, r)
		}
	})
	slices.Sort(runes)
	runes = slices.Compact(runes)

	file := w.reserve(2)
	w.scratch = font.AppendSubset(w.scratch[:0], f, u.wide, runes)
	w.begin(file)
	w.str("<</Length1 ")
	w.int(len(w.scratch))
	w.stream(w.scratch)

	face := cutFace{subsetPrefix(u) + font.Name(f), file + 1}
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
	w.begin(face.descriptor)
	w.str("<</Type/FontDescriptor/FontName/")
	w.str(face.name)
	w.str("/FontBBox[")
	for _, v := range s.BBox {
		w.int(v)
		w.str(" ")
	}
	w.str("]/ItalicAngle ")
	w.num(s.ItalicAngle)
	for _, e := range [...]struct {
		key string
		n   int
	}{{"/Flags ", flags}, {"/Ascent ", ascent}, {"/Descent ", descent}, {"/CapHeight ", capHeight},
		{"/XHeight ", xHeight}, {"/StemV ", s.StemV}} {
		w.str(e.key)
		w.int(e.n)
	}
	w.str("/FontFile2 ")
	w.ref(file)
	w.str(">>")
	w.end()
	return face
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
	for _, v := range u.narrow {
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

func (w *writer) narrowFont(f font.Face, u *usage, face cutFace) int {
	object := w.reserve(1)
	first, last := -1, 0
	u.codes(func(code byte) {
		if first < 0 {
			first = int(code)
		}
		last = int(code)
	})
	w.begin(object)
	w.str("<</Type/Font/Subtype/TrueType/Encoding/WinAnsiEncoding/BaseFont/")
	w.str(face.name)
	w.str("/FontDescriptor ")
	w.ref(face.descriptor)
	w.str("/ToUnicode ")
	w.ref(objUnicode)
	w.str("/FirstChar ")
	w.int(first)
	w.str("/LastChar ")
	w.int(last)
	w.str("/Widths[")
	for code := first; code <= last; code++ {
		width := 0
		if u.narrow[code>>6]&(1<<(code&63)) != 0 {
			width, _ = font.Width(f, fromWinAnsi(byte(code)))
		}
		w.int(width)
		w.str(" ")
	}
	w.str("]>>")
	w.end()
	return object
}

func (w *writer) wideFont(f font.Face, u *usage, face cutFace) int {
	object := w.reserve(3)
	w.begin(object)
	w.str("<</Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont/")
	w.str(face.name)
	w.str("/DescendantFonts[")
	w.ref(object + 1)
	w.str("]/ToUnicode ")
	w.ref(object + 2)
	w.str(">>")
	w.end()

	w.begin(object + 1)
	w.str("<</Type/Font/Subtype/CIDFontType2/CIDToGIDMap/Identity" +
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/BaseFont/")
	w.str(face.name)
	w.str("/FontDescriptor ")
	w.ref(face.descriptor)
	w.str("/W[1[")
	for _, r := range u.wide {
		width, _ := font.Width(f, r)
		w.int(width)
		w.str(" ")
	}
	w.str("]]>>")
	w.end()

	w.scratch = appendMapHead(w.scratch[:0], "<0000><FFFF>")
	for i, r := range u.wide {
		if i%100 == 0 { // a block holds a hundred at most
			if i > 0 {
				w.scratch = append(w.scratch, "endbfchar\n"...)
			}
			w.scratch = strconv.AppendInt(w.scratch, int64(min(100, len(u.wide)-i)), 10)
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
