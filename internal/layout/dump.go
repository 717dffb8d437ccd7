package layout

import (
	"fmt"
	"strings"

	"kansli/internal/font"
)

// Dump writes a result for a person and a golden file: one line per placed run
// with page, x, y, face, size, span and text.
func Dump(r *Result) string {
	var b strings.Builder
	for i := range r.Pages {
		p := &r.Pages[i]
		for _, im := range p.Images {
			fmt.Fprintf(&b, "%d %7.2f %7.2f image %.2f × %.2f %d\n", i+1, im.X, im.Y, im.W, im.H, im.Span)
		}
		for _, run := range p.Runs {
			fmt.Fprintf(&b, "%d %7.2f %7.2f %-21s %5.2f %4d %s\n", i+1, run.X, run.Y,
				strings.TrimPrefix(font.Name(run.Face), "Liberation"), run.Size, run.Span, strings.ReplaceAll(run.Text, "\u00AD", "¬"))
		}
	}
	return b.String()
}
