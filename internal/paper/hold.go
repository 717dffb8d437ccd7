package paper

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"kansli/internal/casefile"
	"kansli/internal/diag"
	"kansli/internal/lock"
	"kansli/internal/namnd"
)

// LockName is the name of the lock beside a meeting's file.
func LockName(file string) string { return lock.FileName(strings.TrimSuffix(file, path.Ext(file))) }

// Lock locks a meeting as it is now.
func (w *Workshop) Lock(m *namnd.Meeting) []byte { return lock.Make(m, w.approved(m)).Bytes() }

// Hold holds a meeting against its lock, which open reads from beside its file,
// and puts it back as it was approved where a rättelse says what has changed. It
// does so in the meeting itself, since other files may know it. Other kinds of
// files are left as they are.
func (w *Workshop) Hold(f casefile.File, open casefile.Files) []diag.Finding {
	if f.Meeting == nil {
		return nil
	}
	name := LockName(f.Name)
	data, err := open(name)
	if errors.Is(err, fs.ErrNotExist) {
		if f.Meeting.Status == namnd.Approved {
			return f.Marks.Resolve([]diag.Finding{lock.Missing(f.Name)})
		}
		return nil
	}
	l, err := lock.Parse(data)
	if err != nil {
		return f.Marks.Resolve([]diag.Finding{lock.Damaged(name)})
	}
	meeting, findings := l.Check(f.Meeting, w.approved(f.Meeting))
	*f.Meeting = *meeting
	return f.Marks.Resolve(findings)
}

// approved are the decisions of a meeting without the rättelser that were made
// later.
func (w *Workshop) approved(m *namnd.Meeting) []string {
	before := *m
	before.Corrections = nil
	return w.Decisions(&before)
}
