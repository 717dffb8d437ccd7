package font

import (
	"errors"
	"fmt"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Program is a TrueType file that was read back, such as a subset in a PDF. It
// is read with other code than the one that cuts subsets. Not safe for
// concurrent use.
type Program struct {
	file *sfnt.Font
	buf  sfnt.Buffer
}

// ReadProgram reads a TrueType file.
func ReadProgram(ttf []byte) (*Program, error) {
	f, err := sfnt.Parse(ttf)
	if err != nil {
		return nil, err
	}
	return &Program{file: f}, nil
}

// Glyph is the number of the glyph that the file's own map gives for r.
func (p *Program) Glyph(r rune) (int, error) {
	g, err := p.file.GlyphIndex(&p.buf, r)
	if err == nil && g == 0 {
		err = errors.New("no glyph")
	}
	return int(g), err
}

// Width is the advance of a glyph in thousandths of an em, after its outline
// has been read whole.
func (p *Program) Width(glyph int) (float64, error) {
	if glyph < 0 || glyph >= p.file.NumGlyphs() {
		return 0, fmt.Errorf("no glyph %d", glyph)
	}
	size := fixed.Int26_6(p.file.UnitsPerEm()) << 6
	if _, err := p.file.LoadGlyph(&p.buf, sfnt.GlyphIndex(glyph), size, nil); err != nil {
		return 0, err
	}
	a, err := p.file.GlyphAdvance(&p.buf, sfnt.GlyphIndex(glyph), size, font.HintingNone)
	return float64(a) * 1000 / float64(size), err
}
