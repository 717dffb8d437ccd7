package layout

import (
	"encoding/base64"
	"encoding/xml"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kansli/internal/document"
)

var view = flag.String("view", "", "write the pages of testdata/*.md as SVG to this folder")

// TestView paints nothing unless it is asked to: go test -run View -view DIR.
func TestView(t *testing.T) {
	if *view == "" {
		t.Skip("no -view")
	}
	eachPaper(t, func(t *testing.T, name string, doc *document.Document, style *Style) {
		res, _ := Paginate(doc, style, testResources)
		for i := range res.Pages {
			file := filepath.Join(*view, fmt.Sprintf("%s-%d.svg", name, i+1))
			if err := os.WriteFile(file, svg(res, i), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	})
}

var svgFonts = [...]string{
	"font-family='Liberation Sans'", "font-family='Liberation Sans' font-weight='bold'",
	"font-family='Liberation Sans' font-style='italic'", "font-family='Liberation Sans' font-weight='bold' font-style='italic'",
	"font-family='Liberation Serif'", "font-family='Liberation Serif' font-weight='bold'",
	"font-family='Liberation Serif' font-style='italic'", "font-family='Liberation Serif' font-weight='bold' font-style='italic'",
	"font-family='Liberation Mono'",
}

func svg(r *Result, page int) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "<svg xmlns='http://www.w3.org/2000/svg' width='%.0f' height='%.0f' viewBox='0 0 %g %g'><rect width='100%%' height='100%%' fill='white'/>\n", r.Width*1.5, r.Height*1.5, r.Width, r.Height)
	p := &r.Pages[page]
	for _, f := range p.Fills {
		fmt.Fprintf(&b, "<rect x='%g' y='%g' width='%g' height='%g' fill='#%06x'/>\n", f.X, f.Y, f.W, f.H, f.Color)
	}
	for _, l := range p.Rules {
		fmt.Fprintf(&b, "<line x1='%g' y1='%g' x2='%g' y2='%g' stroke-width='%g' stroke='#%06x'/>\n", l.X1, l.Y1, l.X2, l.Y2, l.Width, l.Color)
	}
	for _, im := range p.Images {
		fmt.Fprintf(&b, "<image x='%g' y='%g' width='%g' height='%g' href='data:image/png;base64,%s'/>\n", im.X, im.Y, im.W, im.H, base64.StdEncoding.EncodeToString(im.Data))
	}
	for _, run := range p.Runs {
		fmt.Fprintf(&b, "<text x='%g' y='%g' font-size='%g' %s fill='#%06x' xml:space='preserve'>", run.X, run.Y, run.Size, svgFonts[run.Face], run.Color)
		xml.EscapeText(&b, []byte(strings.ReplaceAll(run.Text, "\u00AD", "-")))
		b.WriteString("</text>\n")
	}
	b.WriteString("</svg>\n")
	return []byte(b.String())
}
