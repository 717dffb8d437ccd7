// Package html writes a paper as one HTML page that stands by itself: the style
// and the pictures are in it, nothing is fetched and nothing runs. It is made for
// reading aloud, enlarging and printing (WCAG 2.1 AA).
//
// Ids that the page needs for itself hold an underscore, which the id of a
// heading never does, so the two cannot meet.
package html

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // the two kinds of picture that a paper may have
	_ "image/png"
	"slices"
	"strconv"

	"kansli/internal/diag"
	"kansli/internal/document"
)

// Look is what of the style of a paper counts where there are no pages.
type Look struct {
	Numbers  []string // the numbers of ordered lists by depth, such as "1.", "a)", "i)"; the last counts for those below
	Contents string   // heading of the contents, such as Innehåll
	Levels   int      // how many levels of headings the contents have
	Lines    bool     // each block has the line of the Markdown that it comes from as data-rad
}

// Write writes the page. Open gives the bytes of the picture that a file name in
// the paper means. The page is fit for use only when there are no findings, which
// have no File.
func Write(doc *document.Document, look Look, open func(src string) ([]byte, error)) ([]byte, []diag.Finding) {
	p := &page{doc: doc, look: look, open: open, ids: make(map[string]bool)}
	p.outline()
	p.head()
	p.raw("<body>\n<a class=\"skip\" href=\"#text_\">Till innehållet</a>\n")
	p.letterhead()
	p.raw("<main id=\"text_\" tabindex=\"-1\">\n")
	if p.shift > 0 {
		p.raw("<h1>").text(p.title).raw("</h1>\n")
	}
	before := p.beforeContents()
	p.blocks(doc.Blocks[:before])
	p.contents()
	p.blocks(doc.Blocks[before:])
	p.notes()
	p.raw("</main>\n")
	p.foot()
	p.raw("</body>\n</html>\n")
	return p.out, p.findings
}

// page is a page being written.
type page struct {
	doc   *document.Document
	look  Look
	open  func(src string) ([]byte, error)
	out   []byte
	title string

	shift  int             // added to the level of every heading
	levels []int           // of the headings in the page, in order
	seen   int             // headings written so far
	ids    map[string]bool // of the headings

	depth  int   // ordered lists around this place
	link   bool  // inside a link, where no other may be
	held   []int // references to footnotes in a link, written after it
	refs   []int // how often each footnote was referred to
	tables int

	findings []diag.Finding
}

// outline decides the level of each heading in the page, so that there is one h1
// and no level is skipped. A paper whose only heading of level 1 comes first keeps
// its levels; in any other the title is the h1.
func (p *page) outline() {
	hs := p.doc.Headings()
	tops := 0
	for _, h := range hs {
		p.ids[h.ID] = true
		if h.Level == 1 {
			tops++
		}
	}
	p.title = p.doc.Meta.Title
	if tops != 1 || hs[0].Level != 1 {
		p.shift = 1
	} else if p.title == "" {
		p.title = document.PlainText(hs[0].Text)
	}
	if p.title == "" {
		p.title = "Dokument"
	}
	last := p.shift
	for _, h := range hs {
		last = min(h.Level+p.shift, last+1, 6)
		p.levels = append(p.levels, last)
	}
	p.refs = make([]int, len(p.doc.Notes))
}

func (p *page) head() {
	m := p.doc.Meta
	p.raw("<!DOCTYPE html>\n<html lang=\"").text(language(m.Lang)).raw("\">\n<head>\n<meta charset=\"utf-8\">\n")
	p.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n")
	p.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
	p.raw("<title>").text(p.title).raw("</title>\n<style>\n").raw(style)
	p.counters()
	p.running()
	p.raw("</style>\n</head>\n")
}

// language is the language of the paper when it looks like a tag of BCP 47.
func language(tag string) string {
	for i := range len(tag) {
		c := tag[i]
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9' || i == 0) && (c != '-' || i < 2) {
			return "sv-SE"
		}
	}
	if len(tag) < 2 {
		return "sv-SE"
	}
	return tag
}

// picture writes an img element with the picture's bytes in it.
func (p *page) picture(src, alt string, line int) {
	data, err := p.open(src)
	var config image.Config
	var kind string
	if err == nil {
		config, kind, err = image.DecodeConfig(bytes.NewReader(data))
		if errors.Is(err, image.ErrFormat) {
			err = errors.New("filen är varken PNG eller JPEG")
		}
	}
	if err != nil {
		p.findings = append(p.findings, diag.Finding{
			Line:    line,
			Rule:    "oläslig-bild",
			Message: fmt.Sprintf("bilden ”%s” kan inte läsas: %v", src, err),
			Remedy:  "lägg en PNG- eller JPEG-bild med det namnet bredvid dokumentet",
		})
		return
	}
	p.raw("<img src=\"data:image/" + kind + ";base64,")
	p.out = slices.Grow(p.out, base64.StdEncoding.EncodedLen(len(data)))
	p.out = base64.StdEncoding.AppendEncode(p.out, data)
	p.raw("\" alt=\"").text(alt)
	p.raw("\" width=\"" + strconv.Itoa(config.Width) + "\" height=\"" + strconv.Itoa(config.Height) + "\">")
}
