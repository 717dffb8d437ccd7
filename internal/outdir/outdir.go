// Package outdir writes results into one folder and nowhere else. A file is
// there whole or not at all: it is written beside its place under a temporary
// name and then renamed, so an older whole file stands until a newer whole one
// takes its place. A run that is killed, or that fills the disk, leaves whole
// files and at most temporary ones, which Clean, Sweep and the next Write of the
// same name remove. Names may come from data: a name that would lead out of the
// folder, by "..", by an absolute path or by a symbolic link, is refused.
package outdir

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
	"syscall"
)

// Dir is an open output folder. It is safe for concurrent use as long as no two
// write the same name. Close it after use.
type Dir struct {
	root    *os.Root // nil for a folder that is not there
	scratch string   // where unfinished files lie; "" for beside their place
	disk    func(f *os.File, data []byte) (int, error)
}

// Open opens the folder and makes it first if need be.
func Open(name string) (*Dir, error) {
	if err := os.MkdirAll(name, 0o755); err != nil {
		return nil, err
	}
	return Look(name)
}

// Look opens a folder that is only to be read. One that is not there is empty.
func Look(name string) (*Dir, error) {
	root, err := os.OpenRoot(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return &Dir{root: root, disk: (*os.File).Write}, nil
}

// Through lets every byte that is written go through disk, so that a test can
// fill it.
func (d *Dir) Through(disk func(f *os.File, data []byte) (int, error)) { d.disk = disk }

// Empty reports whether nothing is in the folder.
func (d *Dir) Empty() bool {
	if d.root == nil {
		return true
	}
	f, err := d.root.Open(".")
	if err != nil {
		return false
	}
	defer f.Close()
	_, err = f.Readdirnames(1)
	return errors.Is(err, io.EOF)
}

// Scratch gives the same folder to one of several, with numbers from 0, that write
// in it at once. Its unfinished files lie in a hidden folder of its own, for the
// system lets only one make files in a folder at a time: two who do so spend half
// of their time waiting. It is for one goroutine, and needs no Close. The name,
// which holds no slash, is what they have in common; Sweep removes it.
func (d *Dir) Scratch(name string, number int) (*Dir, error) {
	own := *d
	own.scratch = scratches(name) + strconv.Itoa(number)
	return &own, d.root.MkdirAll(own.scratch, 0o755)
}

// scratches is what the names of some scratch folders begin with, and no others:
// they lie directly in the folder, since each folder on the way to a file costs
// time each time.
func scratches(name string) string { return temporary + name + "~" }

// Sweep removes the scratch folders of a name and all in them, of this run or of
// one that was killed.
func (d *Dir) Sweep(name string) error {
	f, err := d.root.Open(".")
	if err != nil {
		return err
	}
	defer f.Close()
	entries, err := f.Readdirnames(-1)
	for _, e := range entries {
		if strings.HasPrefix(e, scratches(name)) {
			err = errors.Join(err, d.root.RemoveAll(e))
		}
	}
	return err
}

// Close releases the folder.
func (d *Dir) Close() error {
	if d.root == nil {
		return nil
	}
	return d.root.Close()
}

// IsFull reports whether an error says that the disk or the quota is used up.
func IsFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// ReadFile reads a file of the folder; fs.ErrNotExist when it is not there.
func (d *Dir) ReadFile(name string) ([]byte, error) {
	if d.root == nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return d.root.ReadFile(name)
}

// temporary marks unfinished files. They start with a dot so that a folder that
// was left in the middle of a run shows no half results, and the same name is
// used each time so that the next run cleans up.
const temporary = ".kansli-"

// half is the name under which a file is written before it is whole.
func (d *Dir) half(name string) string {
	if d.scratch != "" {
		return d.scratch + "/fil"
	}
	folder, base := path.Split(name)
	return folder + temporary + base
}

// Write puts a whole file at name, a slash-separated path below the folder, and
// makes the folders on the way. It reports whether the file changed: one that
// already holds the same bytes is left untouched.
func (d *Dir) Write(name string, data []byte) (changed bool, err error) {
	if old, err := d.ReadFile(name); err == nil && bytes.Equal(old, data) {
		return false, nil
	}
	err = d.Replace(name, data)
	return err == nil, err
}

// Replace puts a whole file at name, as Write does, whatever is there.
func (d *Dir) Replace(name string, data []byte) error {
	return d.create(name, func(f disk) error {
		_, err := f.Write(data)
		return err
	})
}

// Create puts a whole file at name, as Replace does, from what write gives.
func (d *Dir) Create(name string, write func(io.Writer) error) error {
	return d.create(name, func(f disk) error {
		w := bufio.NewWriter(f)
		if err := write(w); err != nil {
			return err
		}
		return w.Flush()
	})
}

func (d *Dir) create(name string, write func(disk) error) error {
	if !fs.ValidPath(name) || name == "." || strings.Contains(name, "\\") {
		return fmt.Errorf("”%s” är inget tillåtet filnamn i utmappen", name)
	}
	half := d.half(name)
	err := d.writeHalf(half, write)
	if err == nil {
		err = d.within(name, func() error { return d.root.Rename(half, name) })
	}
	if err != nil {
		return errors.Join(err, d.Remove(half))
	}
	return nil
}

func (d *Dir) writeHalf(name string, write func(disk) error) (err error) {
	f, err := d.begin(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return write(disk{d, f})
}

// begin makes a new file. It removes what is left of an earlier run only when it
// must.
func (d *Dir) begin(name string) (f *os.File, err error) {
	open := func() error {
		f, err = d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		return err
	}
	err = d.within(name, open)
	if errors.Is(err, fs.ErrExist) {
		if err = d.Remove(name); err == nil {
			err = open()
		}
	}
	return f, err
}

// within does what needs the folder that name is in, and makes it if it has to.
func (d *Dir) within(name string, do func() error) error {
	err := do()
	if folder := path.Dir(name); errors.Is(err, fs.ErrNotExist) && folder != "." {
		if err := d.root.MkdirAll(folder, 0o755); err != nil {
			return err
		}
		return do()
	}
	return err
}

// disk is a file whose writes go through the folder's disk.
type disk struct {
	dir  *Dir
	file *os.File
}

func (w disk) Write(data []byte) (int, error) { return w.dir.disk(w.file, data) }

// Clean removes what a run that was killed left beside name.
func (d *Dir) Clean(name string) error { return d.Remove(d.half(name)) }

// Remove removes a file; one that is not there is no error.
func (d *Dir) Remove(name string) error {
	if err := d.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
