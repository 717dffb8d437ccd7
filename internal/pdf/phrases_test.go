package pdf

import (
	"bytes"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/go-pdf/fpdf"

	"kansli/internal/font"
	"kansli/internal/layout"
)

// What is remembered is what fpdf paints when it is told page by page, whatever
// papers came before.
func TestPhrasesAreWhatFpdfPaints(t *testing.T) {
	w, seen := &writer{}, 0
	for seed := range uint64(300) {
		p := decorated(rand.New(rand.NewPCG(seed, 3)))
		if err := w.plan.make(p); err != nil {
			t.Fatal(err)
		}
		w.paper = p
		if err := w.paint(); err != nil {
			t.Fatal(err)
		}
		for i, want := range paintedDirectly(t, p) {
			if got := withoutText(string(w.painter.content(i))); got != want {
				t.Fatalf("paper %d, page %d:\n%s\nwant:\n%s", seed, i, got, want)
			}
		}
		seen = max(seen, len(w.painter.book.painted))
	}
	if seen <= maxPhrases || seen > maxPhrases+400 {
		t.Errorf("%d phrases at the most", seen)
	}
}

// decorated is a paper of fills, lines and words of all colours.
func decorated(r *rand.Rand) *layout.Result {
	s := newSetter()
	s.p.Pages = nil
	if r.IntN(2) == 0 {
		s.p.Height = 400 + 100*r.Float64()
	}
	length := func() float64 {
		return [...]float64{0, math.Copysign(0, -1), 50, 600 * r.Float64(), -0.001}[r.IntN(5)]
	}
	color := func() layout.Color {
		return [...]layout.Color{0, 0x808080, 0xCC0033, layout.Color(r.IntN(1 << 24))}[r.IntN(4)]
	}
	for range 1 + r.IntN(3) {
		s.p.Pages = append(s.p.Pages, layout.Page{})
		s.page = len(s.p.Pages) - 1
		for range r.IntN(10) {
			s.now().Fills = append(s.now().Fills, layout.Fill{X: length(), Y: length(), W: length(), H: length(), Color: color()})
		}
		for range r.IntN(10) {
			width := [...]float64{0, 0.5, 2 * r.Float64()}[r.IntN(3)]
			s.now().Rules = append(s.now().Rules, layout.Rule{X1: length(), Y1: length(), X2: length(), Y2: length(), Width: width, Color: color()})
		}
		for range r.IntN(4) {
			s.run(left, 100, 11, "ord", font.Sans, layout.ArtifactHeader)
			s.now().Runs[len(s.now().Runs)-1].Color = color()
		}
	}
	return &s.p
}

// paintedDirectly is what fpdf paints on the pages of p, text aside.
func paintedDirectly(t *testing.T, p *layout.Result) []string {
	t.Helper()
	f := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: p.Width, Ht: p.Height}})
	f.SetCompression(false)
	f.SetAutoPageBreak(false, 0)
	var color, pen layout.Color
	var width float64
	ink := func(c layout.Color) {
		if c != color {
			color = c
			f.SetFillColor(int(c>>16), int(c>>8&255), int(c&255))
		}
	}
	for _, page := range p.Pages {
		f.AddPage()
		for _, m := range page.Fills {
			ink(m.Color)
			f.Rect(m.X, m.Y, m.W, m.H, "F")
		}
		for _, r := range page.Rules {
			if c := r.Color; c != pen {
				pen = c
				f.SetDrawColor(int(c>>16), int(c>>8&255), int(c&255))
			}
			if r.Width != width {
				width = r.Width
				f.SetLineWidth(r.Width)
			}
			f.Line(r.X1, r.Y1, r.X2, r.Y2)
		}
		for _, r := range page.Runs {
			ink(r.Color)
		}
	}
	var file bytes.Buffer
	if err := f.Output(&file); err != nil {
		t.Fatal(err)
	}
	var contents []string
	for _, part := range strings.Split(file.String(), ">>\nstream\n")[1:] {
		content, _, _ := strings.Cut(part, "endstream")
		contents = append(contents, strings.TrimSuffix(content, "\n"))
	}
	return contents
}

func withoutText(content string) string {
	var kept strings.Builder
	for line := range strings.Lines(content) {
		if !strings.HasPrefix(line, "/") && !strings.HasPrefix(line, "BT ") && line != "EMC\n" {
			kept.WriteString(line)
		}
	}
	return kept.String()
}
