package merge

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
)

// layered is several file trees as one: a file is taken from the last tree that
// has it.
type layered []fs.FS

func (l layered) Open(name string) (fs.File, error) {
	for _, layer := range slices.Backward(l) {
		f, err := layer.Open(name)
		if err == nil || !errors.Is(err, fs.ErrNotExist) {
			return f, err
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// ReadDir lists a folder of all trees together, sorted by name.
func (l layered) ReadDir(name string) ([]fs.DirEntry, error) {
	found := make(map[string]fs.DirEntry)
	var missing error
	for _, layer := range l {
		entries, err := fs.ReadDir(layer, name)
		if err != nil {
			missing = err
			continue
		}
		for _, e := range entries {
			found[e.Name()] = e
		}
	}
	if len(found) == 0 && missing != nil {
		return nil, missing
	}
	var out []fs.DirEntry
	for _, name := range slices.Sorted(maps.Keys(found)) {
		out = append(out, found[name])
	}
	return out, nil
}
