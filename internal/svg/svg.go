// Package svg draws the pages of a paper for the screen. The drawing holds the
// same runs at the same places as the PDF, in the same faces, so what is seen is
// what is printed. It is a picture: a reader that cannot see it takes the HTML.
package svg

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strconv"
	"unicode/utf8"

	"kansli/internal/font"
	"kansli/internal/layout"
)

// Page draws one page as an svg element. Each run has the class of its face,
// face0 to face8, and, when lines knows it, the line of the Markdown that it comes
// from as data-rad; lines has one number a run, 0 for unknown, or is empty. All attributes are presentation attributes, so no
// style need be allowed in the page around.
func Page(r *layout.Result, page int, lines []int) []byte {
	p := &r.Pages[page]
	d := &drawing{}
	d.printf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" role="img" aria-label="Sida %d av %d">`, n(r.Width), n(r.Height), page+1, len(r.Pages))
	d.printf(`<rect width="%s" height="%s" fill="#fff"/>`, n(r.Width), n(r.Height))
	for _, f := range p.Fills {
		d.printf(`<rect x="%s" y="%s" width="%s" height="%s" fill="%s"/>`, n(f.X), n(f.Y), n(f.W), n(f.H), hex(f.Color))
	}
	for _, l := range p.Rules {
		d.printf(`<line x1="%s" y1="%s" x2="%s" y2="%s" stroke="%s" stroke-width="%s"/>`, n(l.X1), n(l.Y1), n(l.X2), n(l.Y2), hex(l.Color), n(l.Width))
	}
	for _, m := range p.Images {
		d.printf(`<image x="%s" y="%s" width="%s" height="%s" preserveAspectRatio="none" href="data:%s;base64,`, n(m.X), n(m.Y), n(m.W), n(m.H), kind(m.Data))
		d.out = base64.StdEncoding.AppendEncode(d.out, m.Data)
		d.printf(`"/>`)
	}
	for i := range p.Runs {
		line := 0
		if i < len(lines) {
			line = lines[i]
		}
		d.run(&p.Runs[i], line)
	}
	d.printf("</svg>")
	return d.out
}

type drawing struct{ out []byte }

func (d *drawing) printf(format string, args ...any) { d.out = fmt.Appendf(d.out, format, args...) }

// run draws the text of a run. Its length is fixed, so that rounding in the
// browser moves no word.
func (d *drawing) run(r *layout.Run, line int) {
	if r.Text == "" {
		return
	}
	d.printf(`<text class="face%d" x="%s" y="%s" font-size="%s" fill="%s"`, r.Face, n(r.X), n(r.Y), n(r.Size), hex(r.Color))
	if utf8.RuneCountInString(r.Text) > 1 {
		d.printf(` textLength="%s"`, n(float64(font.TextWidth(r.Face, r.Text))*r.Size/1000))
	}
	if line > 0 {
		d.printf(` data-rad="%d"`, line)
	}
	d.out = append(d.out, '>')
	for _, c := range r.Text {
		switch c {
		case '&':
			d.out = append(d.out, "&amp;"...)
		case '<':
			d.out = append(d.out, "&lt;"...)
		case '>':
			d.out = append(d.out, "&gt;"...)
		case '\u00AD':
			d.out = append(d.out, '-')
		default:
			d.out = utf8.AppendRune(d.out, c)
		}
	}
	d.printf("</text>")
}

func n(v float64) string { return strconv.FormatFloat(v, 'f', -1, 32) }

func hex(c layout.Color) string { return fmt.Sprintf("#%06x", uint32(c)&0xFFFFFF) }

func kind(picture []byte) string {
	if bytes.HasPrefix(picture, []byte("\x89PNG")) {
		return "image/png"
	}
	return "image/jpeg"
}
