package markdown

import (
	"bytes"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/document"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// inlines turns the children of a node into inlines. Pieces of text that stand
// together become one inline, over the line ends of the Markdown too, so that
// whoever looks for "10 §" finds it.
func (r *reader) inlines(parent ast.Node) []document.Inline {
	if parent.FirstChild() == nil {
		return nil
	}
	defer r.leave()
	if !r.enter(parent) {
		return nil
	}
	out := carve(&r.inlineRoom, parent.ChildCount(), moreInlines)
	start, at := r.text.Len(), -1 // the text that is being gathered, and where it began
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		t, isText := n.(*ast.Text)
		if isText {
			if at < 0 {
				start, at = r.text.Len(), t.Segment.Start
			}
			if t.IsRaw() {
				r.text.Write(t.Segment.Value(r.src))
			} else {
				r.decode(t.Segment.Value(r.src), t.Segment.Start)
			}
			if t.SoftLineBreak() {
				r.space(start)
			}
			if !t.HardLineBreak() {
				continue
			}
		}
		if at >= 0 {
			out = r.flush(out, start, at)
			at = -1
		}
		if isText {
			out = append(out, document.Inline{Kind: document.LineBreak, Line: r.line(t.Segment.Start)})
			continue
		}
		if in, ok := r.one(n); ok {
			out = append(out, in)
		}
	}
	if at >= 0 {
		out = r.flush(out, start, at)
	}
	return out
}

// flush ends the text that has been gathered since start, which began at an offset
// of the Markdown.
func (r *reader) flush(out []document.Inline, start, at int) []document.Inline {
	if s := r.since(start); s != "" {
		out = append(out, document.Inline{Kind: document.Text, Text: s, Line: r.line(at)})
	}
	return out
}

// one turns an inline that is not text. It reports false for what leaves nothing
// on the paper.
func (r *reader) one(n ast.Node) (document.Inline, bool) {
	line := r.line(position(n))
	switch n := n.(type) {
	case *ast.Emphasis:
		kind := document.Emphasis
		if n.Level == 2 {
			kind = document.Strong
		}
		return document.Inline{Kind: kind, Kids: r.inlines(n), Line: line}, true
	case *east.Strikethrough:
		return document.Inline{Kind: document.Deleted, Kids: r.inlines(n), Line: line}, true
	case *ast.CodeSpan:
		return document.Inline{Kind: document.CodeSpan, Text: r.codeSpan(n), Line: line}, true
	case *ast.Link:
		return r.link(n, line)
	case *ast.AutoLink:
		return r.autoLink(n, line), true
	case *ast.Image:
		if len(n.Title) > 0 {
			r.findTitle(position(n))
		}
		return r.image(n), true
	case *reference:
		return document.Inline{Kind: document.NoteRef, Note: r.refer(n.to), Line: line}, true
	case *ast.RawHTML:
		html := strings.Join(strings.Fields(string(n.Segments.Value(r.src))), " ")
		if r.html(n.Segments.At(0).Start, html) {
			return document.Inline{}, false
		}
		return document.Inline{Kind: document.Text, Text: html, Line: line}, true
	}
	return document.Inline{}, false
}

func (r *reader) codeSpan(n *ast.CodeSpan) string {
	start := r.text.Len()
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		s := c.(*ast.Text).Segment
		v := s.Value(r.src)
		if line, ended := bytes.CutSuffix(v, []byte("\n")); ended {
			r.text.Write(line)
			r.text.WriteByte(' ')
		} else {
			r.text.Write(v)
		}
	}
	return r.since(start)
}

// image turns a picture. Its alternative text is plain.
func (r *reader) image(n *ast.Image) document.Inline {
	in := document.Inline{
		Kind: document.InlineImage,
		Text: strings.TrimSpace(document.PlainText(r.inlines(n))),
		URL:  r.imageSource(n),
		Line: r.line(position(n)),
	}
	r.use(n.Reference)
	if in.Text == "" {
		r.find(position(n), diag.Finding{
			Rule:    "bild-utan-alternativtext",
			Message: "bild utan alternativtext",
			Source:  "WCAG 2.1, 1.1.1; lagen (2018:1937) om tillgänglighet till digital offentlig service",
			Remedy:  "skriv mellan hakparenteserna vad bilden visar: ![Diagram över …](bild.png)",
		})
	}
	return in
}

// How much room is made at once for what a document has many of.
const (
	moreInlines    = 16
	moreBlocks     = 32
	moreParagraphs = 8
)

// carve returns an empty slice with room for n from a common store, which is made
// anew for more when it is used up.
func carve[T any](store *[]T, n, more int) []T {
	if len(*store) < max(n, 1) {
		*store = make([]T, max(n, more))
	}
	out := (*store)[:0:n]
	*store = (*store)[n:]
	return out
}

// since is the text written after an offset.
func (r *reader) since(start int) string { return r.text.String()[start:] }
