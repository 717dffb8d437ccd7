package casefile

import (
	"path"

	"kansli/internal/namnd"
)

// BoardsFor returns every board that the file with this name could have named:
// those of its register, or none without one.
func (r *Reader) BoardsFor(name string) []namnd.Board {
	if reg := r.registerFor(path.Dir(path.Clean(name))); reg.boards != nil {
		return reg.boards.Boards
	}
	return nil
}
