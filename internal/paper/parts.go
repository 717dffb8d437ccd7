package paper

import (
	"fmt"
	"io/fs"

	"kansli/internal/diag"
	"kansli/internal/font"
)

// EachPart visits all that goes into a paper besides its data, in an order that
// is always the same: the files of templates and styles, layer by layer, and the
// faces.
func (w *Workshop) EachPart(visit func(name string, data []byte)) error {
	for i, layer := range w.layers {
		at := "mallar"
		if i > 0 {
			at = fmt.Sprintf("mallar %d", i+1)
		}
		err := fs.WalkDir(layer, ".", func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			data, err := fs.ReadFile(layer, name)
			if err == nil {
				visit(at+"/"+name, data)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	for f := range font.Faces {
		visit("typsnitt/"+font.Name(font.Face(f)), font.File(font.Face(f)))
	}
	return nil
}

// Trace moves findings about the Markdown to the data or the template that the
// text came from.
func (p Paper) Trace(fs []diag.Finding) []diag.Finding { return p.trace(fs) }
