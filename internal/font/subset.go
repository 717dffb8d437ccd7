package font

import "slices"

// AppendSubset appends a TrueType file with the glyphs of numbered and mapped
// and no others, without hints. Glyph 0 is the one for missing characters, glyph
// i+1 is that of numbered[i], then come those of mapped, which the file's own map
// leads to, and the parts of composite glyphs. Mapped must be ascending and
// without repeats. A rune that the face lacks gets the glyph 0.
func AppendSubset(dst []byte, f Face, numbered, mapped []rune) []byte {
	t := load(f)
	glyphs := make([]uint16, 1, len(numbered)+len(mapped)+24)
	for _, runes := range [...][]rune{numbered, mapped} {
		for _, r := range runes {
			g, _ := t.glyph(r)
			glyphs = append(glyphs, g)
		}
	}
	first := uint16(1 + len(numbered))

	w := writer{dst: dst, start: len(dst)}
	w.dst = append(w.dst, make([]byte, 12+16*len(tags))...)
	w.table(func(b []byte) []byte { return appendMap(b, mapped, first) })

	offsets := make([]uint32, 1, cap(glyphs)+1)
	w.table(func(b []byte) []byte {
		begin := len(b)
		for i := 0; i < len(glyphs); i++ {
			b = t.appendGlyph(b, glyphs[i], &glyphs)
			for (len(b)-begin)%4 != 0 {
				b = append(b, 0)
			}
			offsets = append(offsets, uint32(len(b)-begin))
		}
		return b
	})
	w.table(func(b []byte) []byte {
		head := len(b)
		b = append(b, t.head...)
		clear(b[head+8 : head+12]) // the sum over the whole file, set at the end
		be.PutUint16(b[head+50:], 1)
		return b
	})
	w.table(func(b []byte) []byte {
		b = append(b, t.hhea...)
		be.PutUint16(b[len(b)-2:], uint16(len(glyphs)))
		return b
	})
	w.table(func(b []byte) []byte {
		for _, g := range glyphs {
			b = t.appendMetric(b, g)
		}
		return b
	})
	w.table(func(b []byte) []byte {
		for _, o := range offsets {
			b = be.AppendUint32(b, o)
		}
		return b
	})
	w.table(func(b []byte) []byte {
		maxp := len(b)
		b = append(b, t.maxp...)
		be.PutUint16(b[maxp+4:], uint16(len(glyphs)))
		clear(b[maxp+16 : maxp+28]) // zones, storage, functions and stack of hints
		b[maxp+15] = 1
		return b
	})
	w.table(func(b []byte) []byte {
		return append(append(b, 0, 3, 0, 0), make([]byte, 28)...)
	})
	return w.finish()
}

// tags are the tables of a subset, in the order of the file's directory.
var tags = [...]string{"cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "post"}

const headTable = 2

// writer appends tables behind a directory that finish fills in.
type writer struct {
	dst    []byte
	start  int
	n      int
	ranges [len(tags)][2]int
}

func (w *writer) table(fill func([]byte) []byte) {
	begin := len(w.dst)
	w.dst = fill(w.dst)
	w.ranges[w.n] = [2]int{begin, len(w.dst)}
	w.n++
	for (len(w.dst)-w.start)%4 != 0 {
		w.dst = append(w.dst, 0)
	}
}

// finish fills in the directory. The sum over the whole file is that of its
// parts, which follow one another without a gap.
func (w *writer) finish() []byte {
	d := w.dst[w.start:w.start]
	d = append(d, 0, 1, 0, 0, 0, byte(len(tags)), 0, 128, 0, 3, 0, 0)
	var whole uint32
	for i, tag := range tags {
		begin, end := w.ranges[i][0], w.ranges[i][1]
		part := sum(w.dst[begin : (end-w.start+3)&^3+w.start])
		whole += part
		d = append(d, tag...)
		d = be.AppendUint32(d, part)
		d = be.AppendUint32(d, uint32(begin-w.start))
		d = be.AppendUint32(d, uint32(end-begin))
	}
	whole += sum(d)
	be.PutUint32(w.dst[w.ranges[headTable][0]+8:], 0xB1B0AFBA-whole)
	return w.dst
}

func sum(b []byte) (s uint32) {
	for ; len(b) >= 4; b = b[4:] {
		s += be.Uint32(b)
	}
	return s
}

func (t *table) outline(g uint16) []byte {
	return t.glyf[be.Uint32(t.loca[4*int(g):]):be.Uint32(t.loca[4*int(g)+4:])]
}

// appendGlyph copies one outline without its instructions; the parts of a
// composite one join glyphs.
func (t *table) appendGlyph(dst []byte, g uint16, glyphs *[]uint16) []byte {
	o := t.outline(g)
	if len(o) == 0 {
		return dst
	}
	if contours := signed(o); contours >= 0 {
		at := 10 + 2*contours
		skip := int(be.Uint16(o[at:]))
		dst = append(dst, o[:at]...)
		dst = append(dst, 0, 0)
		return append(dst, o[at+2+skip:]...)
	}
	const (
		wordArguments = 1 << iota
		_
		_
		scale
		_
		more
		scaleXY
		scale2x2
		instructions
	)
	dst = append(dst, o[:10]...)
	for at, flags := 10, more; flags&more != 0; {
		flags = int(be.Uint16(o[at:]))
		size := 6
		if flags&wordArguments != 0 {
			size += 2
		}
		switch {
		case flags&scale != 0:
			size += 2
		case flags&scaleXY != 0:
			size += 4
		case flags&scale2x2 != 0:
			size += 8
		}
		dst = be.AppendUint16(dst, uint16(flags&^instructions))
		dst = be.AppendUint16(dst, place(glyphs, be.Uint16(o[at+2:])))
		dst = append(dst, o[at+4:at+size]...)
		at += size
	}
	return dst
}

// place is the index of g in glyphs, at the end when it was not there.
func place(glyphs *[]uint16, g uint16) uint16 {
	if i := slices.Index(*glyphs, g); i >= 0 {
		return uint16(i)
	}
	*glyphs = append(*glyphs, g)
	return uint16(len(*glyphs) - 1)
}

func (t *table) appendMetric(dst []byte, g uint16) []byte {
	if int(g) < t.longMetrics {
		return append(dst, t.hmtx[4*int(g):4*int(g)+4]...)
	}
	dst = append(dst, t.hmtx[4*(t.longMetrics-1):4*t.longMetrics-2]...)
	at := 4*t.longMetrics + 2*(int(g)-t.longMetrics)
	return append(dst, t.hmtx[at:at+2]...)
}

// appendMap writes a format 4 map from runes[i] to glyph first+i for Windows and
// Unicode. Consecutive runes make one segment, so no glyph list is needed.
func appendMap(dst []byte, runes []rune, first uint16) []byte {
	breaks := make([]int, 0, 32)
	for i, r := range runes {
		if i == 0 || r != runes[i-1]+1 {
			breaks = append(breaks, i)
		}
	}
	n := len(breaks) + 1
	power, exponent := 1, 0
	for 2*power <= n {
		power, exponent = 2*power, exponent+1
	}
	dst = append(dst, 0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12)
	for _, v := range [...]int{4, 16 + 8*n, 0, 2 * n, 2 * power, exponent, 2 * (n - power)} {
		dst = be.AppendUint16(dst, uint16(v))
	}
	for i := range breaks {
		last := len(runes) - 1
		if i+1 < len(breaks) {
			last = breaks[i+1] - 1
		}
		dst = be.AppendUint16(dst, uint16(runes[last]))
	}
	dst = append(dst, 0xFF, 0xFF, 0, 0)
	for _, i := range breaks {
		dst = be.AppendUint16(dst, uint16(runes[i]))
	}
	dst = append(dst, 0xFF, 0xFF)
	for _, i := range breaks {
		dst = be.AppendUint16(dst, first+uint16(i)-uint16(runes[i]))
	}
	dst = append(dst, 0, 1)
	return append(dst, make([]byte, 2*n)...)
}
