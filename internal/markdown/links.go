package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/document"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// schemes are the kinds of address that a link may have. Everything else, such
// as javascript:, data: and file:, is refused.
var schemes = []string{"http", "https", "mailto", "tel"}

// anchor is a link to a heading of the same paper.
type anchor struct {
	id  string
	pos int
}

// link turns a link. A link that must not be followed becomes its text.
func (r *reader) link(n *ast.Link, line int) (document.Inline, bool) {
	r.use(n.Reference)
	kids := r.inlines(n)
	url, ok := r.address(n.Destination, position(n))
	if len(n.Title) > 0 {
		r.findTitle(position(n))
	}
	if strings.TrimSpace(document.PlainText(kids)) == "" {
		r.find(position(n), diag.Finding{
			Rule:    "tom-länk",
			Message: "länken har ingen text",
			Source:  "WCAG 2.1, 2.4.4",
			Remedy:  "skriv mellan hakparenteserna vart länken leder",
		})
		return document.Inline{}, false
	}
	if !ok {
		url = ""
	}
	return document.Inline{Kind: document.Link, Kids: kids, URL: url, Line: line}, true
}

func (r *reader) autoLink(n *ast.AutoLink, line int) document.Inline {
	label := n.Label(r.src)
	dest := label
	if n.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower(label), []byte("mailto:")) {
		dest = append([]byte("mailto:"), label...)
	}
	url, _ := r.address(dest, position(n))
	kids := []document.Inline{{Kind: document.Text, Text: string(label), Line: line}}
	return document.Inline{Kind: document.Link, Kids: kids, URL: url, Line: line}
}

// address checks and writes out the target of a link in ASCII.
func (r *reader) address(dest []byte, pos int) (url string, ok bool) {
	url = r.escaped(dest)
	if id, inside := strings.CutPrefix(url, "#"); inside && id != "" {
		r.anchors = append(r.anchors, anchor{id, pos})
		return url, true
	}
	scheme, found := schemeOf(url)
	switch {
	case url == "" || url == "#":
		r.find(pos, diag.Finding{
			Rule:    "länk-utan-mål",
			Message: "länken leder ingenstans",
			Remedy:  "skriv adressen mellan parenteserna",
		})
		return "", false
	case !found:
		r.find(pos, diag.Finding{
			Severity: diag.Warning,
			Rule:     "ofullständig-länk",
			Message:  fmt.Sprintf("%s är ingen fullständig adress", shorten(url)),
			Remedy:   "skriv adressen med https:// eller mailto: först",
		})
	case !slices.Contains(schemes, scheme):
		r.find(pos, diag.Finding{
			Rule:    "otillåten-länk",
			Message: fmt.Sprintf("en länk får inte börja med ”%s:”", scheme),
			Remedy:  "länka till en adress som börjar med https:, mailto: eller tel:",
		})
		return "", false
	}
	return url, true
}

// imageSource checks the file name of a picture. A picture is a file beside the
// Markdown, never an address.
func (r *reader) imageSource(n *ast.Image) string {
	start := r.text.Len()
	r.decode(n.Destination, -1)
	src := r.since(start)
	if scheme, found := schemeOf(src); found || src == "" || strings.HasPrefix(src, "//") {
		f := diag.Finding{
			Rule:    "otillåten-bild",
			Message: "bilden har inget filnamn",
			Remedy:  "spara bilden som PNG eller JPEG bredvid dokumentet och skriv filens namn",
		}
		if src != "" {
			f.Message = fmt.Sprintf("bilden hämtas från ”%s:”, och ett dokument får bara ha bilder ur filer", scheme)
		}
		r.find(position(n), f)
		return ""
	}
	return src
}

// escaped decodes an address and writes it in ASCII without blanks.
func (r *reader) escaped(dest []byte) string {
	start := r.text.Len()
	r.decode(dest, -1)
	return string(util.URLEscape([]byte(strings.TrimSpace(r.since(start))), false))
}

// schemeOf is what stands before the first colon, in lower case, when that colon
// ends a scheme and not a part of a path. Characters that browsers pass over when
// they look for a scheme are left out, also when they are percent-encoded.
func schemeOf(url string) (string, bool) {
	end := strings.IndexAny(url, ":/?#")
	if end < 0 || url[end] != ':' {
		return "", false
	}
	return strings.ToLower(blanks.Replace(url[:end])), true
}

var blanks = strings.NewReplacer("%09", "", "%0A", "", "%0D", "", "%20", "", "\t", "", " ", "")

func (r *reader) findTitle(pos int) {
	r.find(pos, diag.Finding{
		Severity: diag.Warning,
		Rule:     "länktitel",
		Message:  "titeln efter adressen syns inte i dokumentet",
		Remedy:   "ta bort titeln, eller skriv den i texten",
	})
}

// use notes that a link reference definition is needed.
func (r *reader) use(ref *ast.ReferenceLink) {
	if ref == nil {
		return
	}
	if r.used == nil {
		r.used = make(map[string]bool)
	}
	r.used[util.ToLinkReference(ref.Value)] = true
}
