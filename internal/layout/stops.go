package layout

import (
	"slices"
	"unicode/utf8"
)

// What a byte of text means to the breaking of lines.
const (
	plainChar  uint8 = iota
	spaceChar        // a line may end after it
	hyphenChar       // a line may end after it, between letters
	lastChar         // a line may end after it when the word is wider than the line
	otherChar        // a control character, or the first byte of one beyond ASCII
)

var charClass = func() (t [256]uint8) {
	t[' '], t['-'] = spaceChar, hyphenChar
	for _, c := range "/.@_?&=:,;" {
		t[c] = lastChar
	}
	for c := range t {
		if c < ' ' || c >= 0x7F {
			t[c] = otherChar
		}
	}
	return t
}()

// stop is a place in a piece where a line may end. The advances are those from
// the beginning of the piece, in thousandths of an em.
type stop struct {
	off   int // the next line begins here
	em    int // of what stands before off
	inked int // em without the space that ends there
	kind  uint8
}

// stopRange is a part of engine.stops.
type stopRange struct{ from, to int }

// measurePieces finds the stops of pieces that will not change any more, unless
// that is done: a text is tried in several measures, and a line begins where
// another ends, but each letter is looked at once.
func (e *engine) measurePieces(ps []piece) {
	for i := range ps {
		if p := &ps[i]; p.flags&measured == 0 {
			e.measurePiece(p)
		}
	}
}

// measurePiece also reports whether the text can be one piece, which it can when
// all of it is painted and no two spaces stand together.
func (e *engine) measurePiece(p *piece) (whole bool) {
	l, s := latinOf(p.face), p.text
	from, em := len(e.stops), 0
	whole = true
	for i := 0; i < len(s); {
		n, w := l.run(s[i:])
		em += w
		if i += n; i == len(s) {
			break
		}
		class := charClass[s[i]]
		if class == otherChar {
			r, n := utf8.DecodeRuneInString(s[i:])
			em += l.at(p.face, r)
			whole = whole && (!special[s[i]] || paintable(p.face, r, n))
			i += n
			continue
		}
		inked := em
		em += int(l.advances[s[i]])
		if i++; class != spaceChar {
			inked = em
		}
		switch {
		case class == spaceChar && i < len(s) && s[i] == ' ':
			whole = false
		case class == spaceChar && dashAfter(s[i:]):
			continue
		case class == hyphenChar && !betweenLetters(s, i):
			class = lastChar
		}
		e.stops = append(e.stops, stop{off: i, em: em, inked: inked, kind: class})
	}
	p.em, p.stops = em, stopRange{from, len(e.stops)}
	p.flags |= measured
	return whole
}

// after returns the stops of a line that begins at an offset, and the offset
// itself as one. A line has more than a space.
func (p *piece) after(stops []stop, off int) ([]stop, stop) {
	begin := stop{off: off}
	if off > 0 {
		n, found := slices.BinarySearchFunc(stops, off, func(s stop, off int) int { return s.off - off })
		if found {
			begin = stops[n]
			n++
		} else if n > 0 {
			before := stops[n-1]
			begin.em = before.em + advance(p.face, p.text[before.off:off])
		} else {
			begin.em = advance(p.face, p.text[:off])
		}
		stops = stops[n:]
	}
	if len(stops) > 0 && stops[0].kind == spaceChar && stops[0].off == off+1 {
		stops = stops[1:]
	}
	return stops, begin
}

// passes finds the character between a stop and the offset end with which the
// advance passes the limit, or -1. Spaces never do.
func (p *piece) passes(limit int, from stop, end int) int {
	l, em := latinOf(p.face), from.em
	for i, r := range p.text[from.off:end] {
		if em += l.at(p.face, r); em > limit && r != ' ' {
			return from.off + i
		}
	}
	return -1
}
