package markdown

import (
	"bytes"
	"fmt"

	"kansli/internal/diag"
	"kansli/internal/document"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

func walkBlocks(n ast.Node, visit func(ast.Node)) {
	visit(n)
	for c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock; c = c.NextSibling() {
		walkBlocks(c, visit)
	}
}

// refer returns the index in Document.Notes of the footnote that a reference
// means.
func (r *reader) refer(to *footnote) int {
	if to.number == 0 {
		r.notes = append(r.notes, to)
		to.number = len(r.notes)
	}
	return to.number - 1
}

func (r *reader) note(f *footnote) document.Note {
	return document.Note{Label: f.label, Blocks: r.blocks(f), Line: r.line(position(f))}
}

// checkWhole reports what only the whole text can tell.
func (r *reader) checkWhole(root ast.Node) {
	for _, a := range r.anchors {
		if r.ids[a.id] == 0 {
			r.find(a.pos, diag.Finding{
				Rule:    "länk-utan-mål",
				Message: fmt.Sprintf("länken leder till #%s, men ingen rubrik har det namnet", a.id),
				Remedy:  "länka till en rubrik: dess text med små bokstäver utan å, ä och ö och med bindestreck",
			})
		}
	}
	if bytes.Contains(r.src, []byte("]:")) {
		r.checkDefinitions(root)
	}
}

// checkDefinitions reports footnotes and link reference definitions that
// nothing refers to. The first of several with one label counts.
func (r *reader) checkDefinitions(root ast.Node) {
	seen := make(map[string]bool)
	walkBlocks(root, func(n ast.Node) {
		switch n := n.(type) {
		case *footnote:
			if n.number == 0 {
				r.find(position(n), diag.Finding{
					Rule:    "oanvänd-fotnot",
					Message: fmt.Sprintf("fotnoten [^%s] kommer inte med, för ingenting i texten hänvisar till den", n.label),
					Remedy:  fmt.Sprintf("skriv [^%s] där fotnoten hör hemma, eller ta bort den", n.label),
				})
			}
		case *ast.LinkReferenceDefinition:
			label := util.ToLinkReference(n.Label)
			if !r.used[label] || seen[label] {
				r.find(position(n), diag.Finding{
					Severity: diag.Warning,
					Rule:     "oanvänd-länk",
					Message:  fmt.Sprintf("raden [%s]: … syns inte i dokumentet, för ingen länk använder den", n.Label),
					Remedy:   `ta bort raden; är den menad som text, skriv \[ först`,
				})
			}
			seen[label] = true
		}
	})
}
