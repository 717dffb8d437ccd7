package svg_test

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"kansli/internal/font"
	"kansli/internal/layout"
	"kansli/internal/svg"
)

func TestRunsStandWhereThePDFHasThem(t *testing.T) {
	r := &layout.Result{Width: 595, Height: 842, Pages: []layout.Page{{
		Runs: []layout.Run{
			{X: 72, Y: 100.5, Size: 11, Text: `<b onload="x">&`, Face: font.SerifBold, Color: 0x123456, Span: 1},
			{X: 72, Y: 120, Size: 11, Text: "åt\u00AD", Span: layout.ArtifactFooter},
		},
		Rules: []layout.Rule{{X1: 1, Y1: 2, X2: 3, Y2: 2, Width: 0.5}},
	}}}
	got := string(svg.Page(r, 0, []int{7, 0}))
	for _, want := range []string{
		`viewBox="0 0 595 842"`, `aria-label="Sida 1 av 1"`, `class="face5" x="72" y="100.5" font-size="11" fill="#123456"`,
		`data-rad="7"`, `&lt;b onload="x"&gt;&amp;</text>`, `>åt-</text>`, `stroke-width="0.5"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %s:\n%s", want, got)
		}
	}
	if strings.Count(got, "data-rad") != 1 || strings.Contains(got, "style=") {
		t.Errorf("an artifact leads somewhere, or there is style in place:\n%s", got)
	}
	d := xml.NewDecoder(strings.NewReader(got))
	for {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
}
