package layout

import (
	"sync"

	"kansli/internal/font"
)

// latin are the advances of the letters that nearly all text is made of, in
// thousandths of an em; 0 for characters that the face lacks.
type latin [latinEnd]uint16

const latinEnd = 0x180

var latins [font.Faces]struct {
	once sync.Once
	latin
}

func latinOf(f font.Face) *latin {
	t := &latins[f]
	t.once.Do(func() {
		for r := range rune(latinEnd) {
			w, _ := font.Width(f, r)
			t.latin[r] = uint16(w)
		}
	})
	return &t.latin
}

// at is the advance of any character.
func (l *latin) at(f font.Face, r rune) int {
	if uint32(r) < latinEnd {
		return int(l[r])
	}
	w, _ := font.Width(f, r)
	return w
}

// width is the advance of text in thousandths of a point.
func width(f font.Face, size int, text string) int {
	l, em := latinOf(f), 0
	for _, r := range text {
		em += l.at(f, r)
	}
	return em * size / 1000
}
