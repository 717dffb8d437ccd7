package outdir

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
)

// ErrBusy says that another process holds a log.
var ErrBusy = errors.New("en annan körning håller på i mappen")

// Log is a file that lines are added to while a run goes on. Those that were
// added are there even if the run is killed; part of a line more may follow.
//
// A log is held by the process that opened it. The operating system lets go of it
// when the process ends, however it ends, so one that is left behind by a run that
// was killed stops nobody.
type Log struct {
	dir  *Dir
	name string
	file *os.File
	size int64
	held bool
}

// Log opens a log after its last whole line and holds it; ErrBusy when another
// process does. Close or Drop it after use.
func (d *Dir) Log(name string) (*Log, error) {
	for {
		f, err := d.root.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
		if err != nil {
			return nil, err
		}
		held, err := hold(f, true)
		if err != nil {
			return nil, errors.Join(err, f.Close())
		}
		if !d.still(name, f) {
			f.Close() // the run before dropped it when we had opened it
			continue
		}
		l := &Log{dir: d, name: name, file: f, held: held}
		old, err := io.ReadAll(f)
		l.size = int64(bytes.LastIndexByte(old, '\n') + 1)
		if err := errors.Join(err, l.rewind()); err != nil {
			return nil, errors.Join(err, f.Close())
		}
		return l, nil
	}
}

// still reports whether the file of a name is the one that was opened by it.
func (d *Dir) still(name string, f *os.File) bool {
	there, err := d.root.Lstat(name)
	opened, err2 := f.Stat()
	return err == nil && err2 == nil && os.SameFile(there, opened)
}

// Busy returns the logs directly in the folder, of those that match a pattern of
// path.Match, that any process holds, sorted. A log that this process has opened
// is among them.
func (d *Dir) Busy(pattern string) ([]string, error) {
	entries, err := fs.ReadDir(d.root.FS(), ".")
	if err != nil {
		return nil, err
	}
	var busy []string
	for _, e := range entries {
		if match, err := path.Match(pattern, e.Name()); err != nil {
			return nil, err
		} else if !match {
			continue
		}
		f, err := d.root.Open(e.Name())
		if errors.Is(err, fs.ErrNotExist) {
			continue // dropped by now
		}
		if err != nil {
			return nil, err
		}
		// Those who only ask do not stand in each other's way.
		_, err = hold(f, false)
		f.Close()
		if errors.Is(err, ErrBusy) {
			busy = append(busy, e.Name())
		} else if err != nil {
			return nil, err
		}
	}
	slices.Sort(busy)
	return busy, nil
}

// Held reports whether others are kept out. On some network file systems they
// cannot be.
func (l *Log) Held() bool { return l.held }

// Append adds a line, which ends with a line break, or nothing.
func (l *Log) Append(line []byte) error {
	n, err := l.dir.disk(l.file, line)
	if err != nil {
		return errors.Join(err, l.rewind())
	}
	l.size += int64(n)
	return nil
}

// rewind drops what follows the last whole line.
func (l *Log) rewind() error {
	_, err := l.file.Seek(l.size, io.SeekStart)
	return errors.Join(l.file.Truncate(l.size), err)
}

// Empty reports whether the log has no line.
func (l *Log) Empty() bool { return l.size == 0 }

// Close lets go of the log and leaves it.
func (l *Log) Close() error { return l.file.Close() }

// Drop removes the log and lets go of it, in that order: were it the other way
// round, the next run could hold a file that is no longer there.
func (l *Log) Drop() error { return errors.Join(l.dir.Remove(l.name), l.file.Close()) }
