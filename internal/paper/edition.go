package paper

import (
	"io/fs"

	"kansli/internal/redact"
)

// Public finishes a paper of the public edition, which was merged from values
// that redact.Prepare gave: it gets its masks and, at its end, the notice in the
// words of delar/maskering.md.
func (w *Workshop) Public(p Paper, e redact.Edition) Paper {
	words, _ := fs.ReadFile(w.templates.FS(), "delar/maskering.md") // the built-in one is always there
	p.Markdown = e.Finish(p.Markdown, words)
	return p
}
