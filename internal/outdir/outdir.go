// Package outdir writes results into one folder and nowhere else. A file is
// there whole or not at all: it is written beside its place under a temporary
// name and then renamed, so an older whole file stands until a newer whole one
// takes its place. Names may come from data: a name that would lead out of the
// folder, by "..", by an absolute path or by a symbolic link, is refused.
package outdir

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
)

// Dir is an open output folder. Close it after use.
type Dir struct{ root *os.Root }

// Open opens the folder and makes it first if need be.
func Open(name string) (*Dir, error) {
	if err := os.MkdirAll(name, 0o755); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	return &Dir{root}, nil
}

// Close releases the folder.
func (d *Dir) Close() error { return d.root.Close() }

// ReadFile reads a file of the folder; fs.ErrNotExist when it is not there.
func (d *Dir) ReadFile(name string) ([]byte, error) { return d.root.ReadFile(name) }

// temporary marks unfinished files. They start with a dot so that a folder that
// was left in the middle of a run shows no half results, and the same name is
// used each time so that the next run cleans up.
const temporary = ".kansli-"

// Write puts a whole file at name, a slash-separated path below the folder, and
// makes the folders on the way. It reports whether the file changed: one that
// already holds the same bytes is left untouched.
func (d *Dir) Write(name string, data []byte) (changed bool, err error) {
	if !fs.ValidPath(name) || name == "." || strings.Contains(name, "\\") {
		return false, fmt.Errorf("”%s” är inget tillåtet filnamn i utmappen", name)
	}
	if old, err := d.root.ReadFile(name); err == nil && bytes.Equal(old, data) {
		return false, nil
	}
	folder, base := path.Split(name)
	if folder != "" {
		if err := d.root.MkdirAll(path.Clean(folder), 0o755); err != nil {
			return false, err
		}
	}
	half := folder + temporary + base
	if err := d.writeHalf(half, data); err != nil {
		return false, errors.Join(err, d.removeHalf(half))
	}
	if err := d.root.Rename(half, name); err != nil {
		return false, errors.Join(err, d.removeHalf(half))
	}
	return true, nil
}

func (d *Dir) writeHalf(name string, data []byte) (err error) {
	if err := d.removeHalf(name); err != nil {
		return err
	}
	f, err := d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	_, err = f.Write(data)
	return err
}

func (d *Dir) removeHalf(name string) error {
	if err := d.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
