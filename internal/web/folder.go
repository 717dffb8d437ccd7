package web

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"kansli/internal/outdir"
)

// folder is the files that the desk may touch. All names are slash separated and
// relative to it; os.Root sees to it that nothing leads out.
type folder struct {
	root  *os.Root
	out   *outdir.Dir
	write sync.Mutex // so that what a save compares with is what it replaces
}

const (
	maxFiles = 5000
	maxFile  = 10 << 20
)

func openFolder(dir string) (*folder, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s är ingen mapp", dir)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	out, err := outdir.Open(dir)
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return &folder{root: root, out: out}, nil
}

func (f *folder) close() error { return errors.Join(f.root.Close(), f.out.Close()) }

var errName = problem{http.StatusNotFound, "Filen finns inte i mappen."}

// checkName takes the names of case files and refuses all others: hidden files,
// other endings, and ways out of the folder.
func checkName(name string) error {
	ext := strings.ToLower(path.Ext(name))
	if !fs.ValidPath(name) || ext != ".yaml" && ext != ".yml" || strings.ContainsAny(name, "\\:\x00\n") || len(name) > 300 {
		return errName
	}
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") {
			return errName
		}
	}
	return nil
}

// names lists the case files, sorted.
func (f *folder) names() ([]string, error) {
	var names []string
	err := fs.WalkDir(f.root.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil && name == ".":
			return err
		case err != nil || len(names) >= maxFiles:
			return nil
		case e.IsDir() && name != "." && strings.HasPrefix(e.Name(), "."):
			return fs.SkipDir
		case e.Type().IsRegular() && checkName(name) == nil:
			names = append(names, name)
		}
		return nil
	})
	return names, err
}

// read is what a case file says now and the version of that.
func (f *folder) read(name string) (text []byte, version string, err error) {
	if err := checkName(name); err != nil {
		return nil, "", err
	}
	text, err = f.open(name)
	return text, versionOf(text), err
}

// open reads a file that a case names, such as a picture, within the folder.
func (f *folder) open(name string) ([]byte, error) {
	data, _, err := f.openInfo(name)
	return data, err
}

// openInfo is open with what the disk said of the file before it was read; nil
// when there is none.
func (f *folder) openInfo(name string) ([]byte, os.FileInfo, error) {
	file, err := f.root.Open(path.Clean(name))
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil, nil, fs.ErrNotExist
	}
	data, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	if err == nil && len(data) > maxFile {
		return nil, info, problem{http.StatusRequestEntityTooLarge, "Filen är större än 10 MB."}
	}
	return data, info, err
}

func versionOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:12])
}

// conflict is the file as somebody else has left it.
type conflict struct {
	text    []byte
	version string
}

func (conflict) Error() string { return "Filen har ändrats av någon annan." }

// save replaces a file, whole or not at all, if it still is the version that the
// change was made in. The version "" is for a file that must not be there yet.
func (f *folder) save(name string, text []byte, version string) (string, error) {
	if err := checkName(name); err != nil {
		return "", err
	}
	if len(text) > maxFile {
		return "", problem{http.StatusRequestEntityTooLarge, "Filen är större än 10 MB."}
	}
	f.write.Lock()
	defer f.write.Unlock()
	now, err := f.open(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if version != "" {
			return "", conflict{nil, ""}
		}
	case err != nil:
		return "", err
	case version != versionOf(now):
		return "", conflict{now, versionOf(now)}
	}
	if _, err := f.out.Write(name, text); err != nil {
		return "", err
	}
	return versionOf(text), nil
}

// draftEnd is how the names of drafts end. A draft lies beside its file, hidden,
// with the name of the window that it is from, so that two windows never write
// the same one.
const draftEnd = ".utkast"

func draftName(name, window string) string {
	dir, base := path.Split(name)
	return dir + "." + base + "." + window + draftEnd
}

func checkWindow(window string) error {
	ok := len(window) >= 8 && len(window) <= 32 && strings.Trim(window, "0123456789abcdef") == ""
	if !ok {
		return problem{http.StatusBadRequest, "Begäran går inte att läsa."}
	}
	return nil
}

// draft is unsaved text.
type draft struct {
	Window string
	Time   time.Time
	Text   string
}

func (f *folder) saveDraft(name, window string, text []byte) error {
	if err := errors.Join(checkName(name), checkWindow(window)); err != nil {
		return err
	}
	if _, err := f.root.Stat(name); err != nil {
		return err
	}
	_, err := f.out.Write(draftName(name, window), text)
	return err
}

func (f *folder) dropDraft(name, window string) error {
	if err := errors.Join(checkName(name), checkWindow(window)); err != nil {
		return err
	}
	if err := f.root.Remove(draftName(name, window)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// drafts are those beside a file, the latest first.
func (f *folder) drafts(name string) []draft {
	dir, base := path.Split(name)
	entries, err := fs.ReadDir(f.root.FS(), path.Clean("./"+dir))
	if err != nil {
		return nil
	}
	var out []draft
	for _, e := range entries {
		window, ok := strings.CutPrefix(e.Name(), "."+base+".")
		window, is := strings.CutSuffix(window, draftEnd)
		info, err := e.Info()
		if !ok || !is || err != nil || checkWindow(window) != nil {
			continue
		}
		if text, err := f.open(dir + e.Name()); err == nil {
			out = append(out, draft{window, info.ModTime(), string(text)})
		}
	}
	slices.SortFunc(out, func(a, b draft) int { return cmp.Or(b.Time.Compare(a.Time), cmp.Compare(a.Window, b.Window)) })
	return out
}
