package font

import (
	"sync"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Every width is what an independent reader of the same file says, within the
// one thousandth that a PDF reader allows.
func TestWidthsEqualTheFontsOwn(t *testing.T) {
	for f := range Face(Faces) {
		ref, err := sfnt.Parse(sources[f].ttf)
		if err != nil {
			t.Fatal(err)
		}
		var buf sfnt.Buffer
		units := fixed.Int26_6(ref.UnitsPerEm())
		seen := 0
		for r := rune(0); r < 0x10000; r++ {
			g, err := ref.GlyphIndex(&buf, r)
			if err != nil {
				t.Fatal(err)
			}
			width, ok := Width(f, r)
			if ok != (g != 0 && readable(r)) && standIns[r] == 0 {
				t.Fatalf("%s %U: has %v, the file says glyph %d", Name(f), r, ok, g)
			}
			if !ok || g == 0 {
				continue
			}
			seen++
			a, err := ref.GlyphAdvance(&buf, g, units<<6, font.HintingNone)
			if err != nil {
				t.Fatal(err)
			}
			if d := float64(width) - float64(a)/64*1000/float64(units); d < -0.5 || d > 0.5 {
				t.Errorf("%s %U: width %d, the file says %v units of %d", Name(f), r, width, a, units)
			}
		}
		if seen < 2000 {
			t.Errorf("%s: only %d characters", Name(f), seen)
		}
	}
}

func TestCoverage(t *testing.T) {
	for f := range Face(Faces) {
		for r := ' '; r < 0x7F; r++ {
			if !Has(f, r) {
				t.Errorf("%s lacks %q", Name(f), r)
			}
		}
		for _, r := range "åäöÅÄÖéüÉ§–—”“’»…•½€ €\u00a0\u00ad0123456789ΑΩαωЖжЯя≥≤×−→\u2011" {
			if !Has(f, r) {
				t.Errorf("%s lacks %q %U", Name(f), r, r)
			}
		}
		for _, r := range []rune{-1, 0, '\n', '\r', 0x7F, 0x85, 0xE000, 0xFEFF, 0xFFFD, 0x1F600, 0x10FFFF, '字'} {
			if Has(f, r) {
				t.Errorf("%s claims %U", Name(f), r)
			}
		}
	}
}

func TestMetrics(t *testing.T) {
	for _, c := range []struct {
		f                       Face
		asc, desc, capH, xH, åw int
	}{
		{Sans, 905, -212, 688, 528, 556},
		{SansBold, 905, -212, 688, 528, 556},
		{Serif, 891, -216, 655, 459, 444},
		{Mono, 833, -300, 659, 528, 600},
	} {
		a, d, ch, xh := Metrics(c.f)
		w, _ := Width(c.f, 'å')
		if a != c.asc || d != c.desc || ch != c.capH || xh != c.xH || w != c.åw {
			t.Errorf("%s: %d %d %d %d, å %d", Name(c.f), a, d, ch, xh, w)
		}
	}
	if got, want := TextWidth(Sans, "å\u00a0\u00ad\U0001F600"), 556+278+333; got != want {
		t.Errorf("TextWidth: %d, want %d", got, want)
	}
	if s := ShapeOf(SerifBoldItalic); !s.Serif || !s.Italic || s.Fixed || s.StemV != 150 {
		t.Errorf("shape %+v", s)
	}
	if s := ShapeOf(Mono); s.Serif || s.Italic || !s.Fixed {
		t.Errorf("shape %+v", s)
	}
}

// A subset holds the same outlines and advances as the whole font, for simple
// and for composite glyphs, and nothing but them.
func TestSubset(t *testing.T) {
	runes := []rune(" -ABÄÅÖáåäéö\u0130ĳΏЁ\u2013€")
	sortRunes(runes)
	for f := range Face(Faces) {
		whole, _ := sfnt.Parse(sources[f].ttf)
		file := AppendSubset([]byte("xyz"), f, []rune("жÅ"), runes)[3:]
		if sum(file) != 0xB1B0AFBA {
			t.Errorf("%s: the sum of the file is %x", Name(f), sum(file))
		}
		part, err := sfnt.Parse(file)
		if err != nil {
			t.Fatalf("%s: %v", Name(f), err)
		}
		if n := part.NumGlyphs(); n <= len(runes)+2 || n > 2*len(runes)+4 {
			t.Errorf("%s: %d glyphs for %d characters", Name(f), n, len(runes))
		}
		var buf sfnt.Buffer
		size := fixed.Int26_6(whole.UnitsPerEm()) << 6
		for i, r := range runes {
			g, _ := part.GlyphIndex(&buf, r)
			if int(g) != 2+i+1 {
				t.Errorf("%s %q: glyph %d", Name(f), r, g)
			}
			w, _ := whole.GlyphIndex(&buf, r)
			got, want := outline(t, part, g, size), outline(t, whole, w, size)
			if len(want) == 0 && r != ' ' || !equal(got, want) {
				t.Errorf("%s %q: outline differs", Name(f), r)
			}
			ga, _ := part.GlyphAdvance(&buf, g, size, font.HintingNone)
			wa, _ := whole.GlyphAdvance(&buf, w, size, font.HintingNone)
			if ga != wa {
				t.Errorf("%s %q: advance %v, want %v", Name(f), r, ga, wa)
			}
		}
		w, _ := whole.GlyphIndex(&buf, 'ж')
		if !equal(outline(t, part, 1, size), outline(t, whole, w, size)) {
			t.Errorf("%s: the first numbered glyph is not ж", Name(f))
		}
		if g, _ := part.GlyphIndex(&buf, 'Z'); g != 0 {
			t.Errorf("%s: Z is in the subset", Name(f))
		}
	}
}

func TestEverySubsetOfOneCharacter(t *testing.T) {
	var buf sfnt.Buffer
	for r := rune(' '); r < 0x2300; r++ {
		if !Has(SerifItalic, r) {
			continue
		}
		part, err := sfnt.Parse(AppendSubset(nil, SerifItalic, []rune{r}, nil))
		if err != nil {
			t.Fatalf("%U: %v", r, err)
		}
		if _, err := part.LoadGlyph(&buf, 1, 64, nil); err != nil {
			t.Fatalf("%U: %v", r, err)
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for f := range Face(Faces) {
				TextWidth(f, "Åtgärd")
				AppendSubset(nil, f, nil, []rune{'Å', 'å'})
			}
		})
	}
	wg.Wait()
}

func outline(t *testing.T, f *sfnt.Font, g sfnt.GlyphIndex, size fixed.Int26_6) []sfnt.Segment {
	t.Helper()
	var buf sfnt.Buffer
	s, err := f.LoadGlyph(&buf, g, size, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func equal(a, b []sfnt.Segment) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func sortRunes(r []rune) {
	for i := range r {
		for j := i; j > 0 && r[j-1] > r[j]; j-- {
			r[j-1], r[j] = r[j], r[j-1]
		}
	}
}

func BenchmarkTextWidth(b *testing.B) {
	load(Sans)
	for b.Loop() {
		TextWidth(Sans, "Nämnden godkänner att Uppsökarenheten för vuxna deltar i kvalitetsutmärkelsen 2013.")
	}
}

func BenchmarkSubset(b *testing.B) {
	runes := []rune(" ,-.0123456789ABCDEFGHIKLMNOPRSTUVabcdefghijklmnoprstuvxyzÄÅÖäåö–")
	sortRunes(runes)
	var dst []byte
	b.ReportAllocs()
	for b.Loop() {
		dst = AppendSubset(dst[:0], Sans, nil, runes)
	}
	b.ReportMetric(float64(len(dst)), "bytes")
}

func BenchmarkFirstUseOfAFace(b *testing.B) {
	for b.Loop() {
		new(table).read(Sans)
	}
}

func TestReadProgram(t *testing.T) {
	p, err := ReadProgram(AppendSubset(nil, Serif, []rune{'ж'}, []rune{'å'}))
	if err != nil {
		t.Fatal(err)
	}
	g, err := p.Glyph('å')
	if w, werr := p.Width(g); g != 2 || err != nil || werr != nil || w < 443 || w > 445 {
		t.Errorf("å: glyph %d, width %v (%v, %v)", g, w, err, werr)
	}
	if _, err := p.Glyph('Z'); err == nil {
		t.Error("Z is in the subset")
	}
	for _, g := range []int{-1, 99} {
		if _, err := p.Width(g); err == nil {
			t.Errorf("glyph %d has a width", g)
		}
	}
	if _, err := ReadProgram([]byte("not a font")); err == nil {
		t.Error("anything is a font")
	}
}
