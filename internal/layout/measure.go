package layout

import (
	"sync"

	"kansli/internal/font"
)

// latin are the advances of the letters that nearly all text is made of, in
// thousandths of an em; 0 for characters that the face lacks. Plain are those of
// the bytes that are characters without a meaning to the breaking of lines.
type latin struct {
	advances [0x180]uint16
	plain    [256]uint16
}

// notPlain marks the other bytes.
const notPlain = 1<<16 - 1

var latins [font.Faces]struct {
	once sync.Once
	latin
}

func latinOf(f font.Face) *latin {
	t := &latins[f]
	t.once.Do(func() {
		for r := range t.advances {
			w, _ := font.Width(f, rune(r))
			t.advances[r] = uint16(w)
		}
		for c, class := range charClass {
			if t.plain[c] = notPlain; class == plainChar {
				t.plain[c] = t.advances[c]
			}
		}
	})
	return &t.latin
}

// at is the advance of any character.
func (l *latin) at(f font.Face, r rune) int {
	if int(uint32(r)) < len(l.advances) {
		return int(l.advances[r])
	}
	w, _ := font.Width(f, r)
	return w
}

// run is how many plain bytes s begins with, and their advance.
func (l *latin) run(s string) (n, em int) {
	for i, c := range []byte(s) {
		w := l.plain[c]
		if w == notPlain {
			return i, em
		}
		em += int(w)
	}
	return len(s), em
}

// advance is that of text in thousandths of an em.
func advance(f font.Face, text string) int {
	l, em := latinOf(f), 0
	for _, r := range text {
		em += l.at(f, r)
	}
	return em
}

// width is the advance of text in thousandths of a point.
func width(f font.Face, size int, text string) int {
	return advance(f, text) * size / 1000
}
