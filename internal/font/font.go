// Package font holds the faces of the program: widths, coverage and exact
// subsets. It is built once, is immutable and safe for concurrent use. It is the
// sole owner of the font files.
//
// The files are shipped unmodified, because their licence reserves the name for
// the unmodified ones, and are cut in memory. A face is read the first time it
// is asked for, so a run that sets no page pays nothing.
package font

import (
	"github.com/go-fonts/liberation/liberationmonoregular"
	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansbolditalic"
	"github.com/go-fonts/liberation/liberationsansitalic"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-fonts/liberation/liberationserifbold"
	"github.com/go-fonts/liberation/liberationserifbolditalic"
	"github.com/go-fonts/liberation/liberationserifitalic"
	"github.com/go-fonts/liberation/liberationserifregular"
)

// Face is one of the embedded faces.
type Face uint8

const (
	Sans Face = iota
	SansBold
	SansItalic
	SansBoldItalic
	Serif
	SerifBold
	SerifItalic
	SerifBoldItalic
	Mono
	Faces int = iota // how many there are
)

var sources = [Faces]struct {
	name string
	ttf  []byte
}{
	Sans:            {"LiberationSans", liberationsansregular.TTF},
	SansBold:        {"LiberationSans-Bold", liberationsansbold.TTF},
	SansItalic:      {"LiberationSans-Italic", liberationsansitalic.TTF},
	SansBoldItalic:  {"LiberationSans-BoldItalic", liberationsansbolditalic.TTF},
	Serif:           {"LiberationSerif", liberationserifregular.TTF},
	SerifBold:       {"LiberationSerif-Bold", liberationserifbold.TTF},
	SerifItalic:     {"LiberationSerif-Italic", liberationserifitalic.TTF},
	SerifBoldItalic: {"LiberationSerif-BoldItalic", liberationserifbolditalic.TTF},
	Mono:            {"LiberationMono", liberationmonoregular.TTF},
}

// Name is the PostScript name of the face.
func Name(f Face) string { return sources[f].name }

// File is the TrueType file of the face, as shipped. It must not be changed.
func File(f Face) []byte { return sources[f].ttf }

// Width is the advance of r in thousandths of an em, and whether the face has a
// glyph for it. U+00A0 is as wide as a space and U+00AD and U+2011 as a hyphen,
// for that is what is painted.
func Width(f Face, r rune) (int, bool) {
	w := WidthsOf(f).Of(r)
	return max(0, w), w >= 0
}

// Widths are those of the runes of one face, for whoever asks for many.
type Widths struct{ face *table }

// WidthsOf returns the widths of f.
func WidthsOf(f Face) Widths { return Widths{load(f)} }

// Of is as Width, and -1 without a glyph.
func (w Widths) Of(r rune) int {
	if uint32(r) < common {
		return int(w.face.width[r])
	}
	return w.face.far(r)
}

// TextWidth is the sum of the widths of the runes in s, in thousandths of an
// em. Runes without a glyph count nothing.
func TextWidth(f Face, s string) int {
	t, sum := load(f), 0
	for _, r := range s {
		if uint32(r) < common {
			sum += max(0, int(t.width[r]))
		} else if g, ok := t.glyph(r); ok {
			sum += t.advance(g)
		}
	}
	return sum
}

// Has reports whether the face can show r so that it can be read back. Control
// characters and the private use area never can.
func Has(f Face, r rune) bool {
	_, ok := Width(f, r)
	return ok
}

// Metrics are the heights of the face in thousandths of an em: of the line above
// and below the baseline (descent is negative), of a capital and of an x.
func Metrics(f Face) (ascent, descent, capHeight, xHeight int) {
	t := load(f)
	return t.ascent, t.descent, t.capHeight, t.xHeight
}

// Shape is what else a PDF font descriptor tells of a face.
type Shape struct {
	BBox        [4]int // of all glyphs together, thousandths of an em: left, bottom, right, top
	ItalicAngle float64
	StemV       int
	Serif       bool
	Fixed       bool
	Italic      bool
}

// ShapeOf returns the shape of f.
func ShapeOf(f Face) Shape { return load(f).shape }
