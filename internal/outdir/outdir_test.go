package outdir_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"kansli/internal/outdir"
)

func open(t *testing.T, dir string) *outdir.Dir {
	t.Helper()
	d, err := outdir.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func TestWriteMakesFoldersAndReplacesWhole(t *testing.T) {
	dir := t.TempDir()
	d := open(t, filepath.Join(dir, "ut"))
	for _, text := range []string{"ett", "två"} {
		changed, err := d.Write("a/b/c.md", []byte(text))
		if err != nil || !changed {
			t.Fatalf("changed %v, err %v", changed, err)
		}
		got, err := os.ReadFile(filepath.Join(dir, "ut/a/b/c.md"))
		if err != nil || string(got) != text {
			t.Fatalf("got %q, %v", got, err)
		}
	}
	if changed, err := d.Write("a/b/c.md", []byte("två")); err != nil || changed {
		t.Errorf("the same bytes again: changed %v, err %v", changed, err)
	}
	entries, err := os.ReadDir(filepath.Join(dir, "ut/a/b"))
	if err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

func TestNothingLeavesTheFolder(t *testing.T) {
	dir := t.TempDir()
	outside := filepath.Join(dir, "utanför")
	if err := os.Mkdir(outside, 0o755); err != nil {
		t.Fatal(err)
	}
	d := open(t, filepath.Join(dir, "ut"))
	if err := os.Symlink(outside, filepath.Join(dir, "ut", "länk")); err != nil {
		t.Skip("no symbolic links here")
	}
	for _, name := range []string{"../x.md", "/x.md", "a/../../x.md", "", ".", "..", "länk/x.md", `..\x.md`, "a//b"} {
		if _, err := d.Write(name, []byte("x")); err == nil {
			t.Errorf("%q was written", name)
		}
	}
	if entries, err := os.ReadDir(outside); err != nil || len(entries) > 0 {
		t.Errorf("outside: %v, %v", entries, err)
	}
}

func TestAFailedWriteLeavesTheOldFile(t *testing.T) {
	dir := t.TempDir()
	d := open(t, dir)
	if _, err := d.Write("a.md", []byte("gammal")); err != nil {
		t.Fatal(err)
	}
	// A folder where the half-written file wants to stand makes the write fail.
	if err := os.MkdirAll(filepath.Join(dir, ".kansli-a.md", "i vägen"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Write("a.md", []byte("ny")); err == nil {
		t.Fatal("the write did not fail")
	}
	if got, err := os.ReadFile(filepath.Join(dir, "a.md")); err != nil || string(got) != "gammal" {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestAHalfFileOfABrokenRunIsCleanedUp(t *testing.T) {
	dir := t.TempDir()
	d := open(t, dir)
	if err := os.WriteFile(filepath.Join(dir, ".kansli-a.md"), []byte("halv"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Write("a.md", []byte("hel")); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 || entries[0].Name() != "a.md" {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

func TestLookWritesNothing(t *testing.T) {
	name := filepath.Join(t.TempDir(), "ut")
	d, err := outdir.Look(name)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if _, err := d.ReadFile("a.md"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder was made: %v", err)
	}
}

func TestCleanRemovesWhatAKilledRunLeft(t *testing.T) {
	dir := t.TempDir()
	d := open(t, dir)
	for _, name := range []string{"a.md", ".kansli-a.md", "annat.md"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		if err := d.Clean("a.md"); err != nil {
			t.Fatal(err)
		}
	}
	for name, there := range map[string]bool{"a.md": true, ".kansli-a.md": false, "annat.md": true} {
		if _, err := os.Stat(filepath.Join(dir, name)); (err == nil) != there {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// full lets so many bytes be written.
func full(room int) func(*os.File, []byte) (int, error) {
	return func(f *os.File, data []byte) (int, error) {
		n := min(room, len(data))
		room -= n
		n, err := f.Write(data[:n])
		if n < len(data) {
			err = &fs.PathError{Op: "write", Path: f.Name(), Err: syscall.ENOSPC}
		}
		return n, err
	}
}

func TestAFullDiskLeavesTheOldFileAndNoHalf(t *testing.T) {
	dir := t.TempDir()
	d := open(t, dir)
	if _, err := d.Write("a.md", []byte("gammal")); err != nil {
		t.Fatal(err)
	}
	d.Through(full(3))
	if _, err := d.Write("a.md", []byte("nyare")); !outdir.IsFull(err) {
		t.Errorf("got %v", err)
	}
	if got, err := os.ReadFile(filepath.Join(dir, "a.md")); err != nil || string(got) != "gammal" {
		t.Errorf("got %q, %v", got, err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

func TestALogHoldsWholeLines(t *testing.T) {
	dir := t.TempDir()
	d := open(t, dir)
	read := func() string {
		data, err := os.ReadFile(filepath.Join(dir, "logg"))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	add := func(room int, lines ...string) {
		t.Helper()
		d.Through(full(room))
		l, err := d.Log("logg")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		for _, line := range lines {
			if err := l.Append([]byte(line)); err != nil && !outdir.IsFull(err) {
				t.Fatal(err)
			}
		}
	}
	add(100, "ett\n", "två\n")
	add(5, "tre\n", "fyra\n", "x\n") // the fourth has no room
	if got := read(); got != "ett\ntvå\ntre\n" {
		t.Errorf("got %q", got)
	}
	if err := os.WriteFile(filepath.Join(dir, "logg"), []byte(read()+"half of a li"), 0o644); err != nil {
		t.Fatal(err)
	}
	add(100, "fem\n")
	if got := read(); got != "ett\ntvå\ntre\nfem\n" {
		t.Errorf("after a run that was killed: %q", got)
	}
	if err := d.Remove("logg"); err != nil {
		t.Fatal(err)
	}
	if err := d.Remove("logg"); err != nil {
		t.Errorf("removing what is not there: %v", err)
	}
}

func TestScratchKeepsUnfinishedFilesApart(t *testing.T) {
	dir := t.TempDir()
	d := open(t, dir)
	var folders []string
	for number, name := range []string{"körning~0", "körning~1"} {
		own, err := d.Scratch("körning", number)
		if err != nil {
			t.Fatal(err)
		}
		own.Through(func(f *os.File, data []byte) (int, error) {
			folders = append(folders, filepath.Dir(f.Name()))
			return f.Write(data)
		})
		// What a run that was killed left is in the way of nobody.
		if err := os.WriteFile(filepath.Join(dir, ".kansli-"+name, "fil"), []byte("halv"), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := own.Replace(fmt.Sprintf("a/%d.md", number), []byte(name)); err != nil {
			t.Fatal(err)
		}
	}
	if len(folders) != 2 || folders[0] == folders[1] {
		t.Errorf("unfinished files lay in %v", folders)
	}
	if _, err := d.Scratch("körning-2", 0); err != nil {
		t.Fatal(err)
	}
	if err := d.Sweep("körning"); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 2 || entries[0].Name() != ".kansli-körning-2~0" || entries[1].Name() != "a" {
		t.Errorf("left behind: %v, %v", entries, err)
	}
	for i, name := range []string{"körning~0", "körning~1"} {
		got, err := os.ReadFile(filepath.Join(dir, "a", []string{"0.md", "1.md"}[i]))
		if err != nil || string(got) != name {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestALogIsHeldWhileItIsOpen(t *testing.T) {
	dir := t.TempDir()
	d := open(t, dir)
	first, err := d.Log("logg-1")
	if err != nil {
		t.Fatal(err)
	}
	if !first.Held() {
		t.Skip("no locks here")
	}
	if _, err := d.Log("logg-1"); !errors.Is(err, outdir.ErrBusy) {
		t.Errorf("the second got %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "logg-2"), nil, 0o644); err != nil { // left by a run that was killed
		t.Fatal(err)
	}
	busy := func(want ...string) {
		t.Helper()
		if got, err := d.Busy("logg*"); err != nil || !slices.Equal(got, want) {
			t.Errorf("busy: %q, %v", got, err)
		}
	}
	busy("logg-1")
	if err := first.Append([]byte("x\n")); err != nil {
		t.Fatal(err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	busy()
	again, err := d.Log("logg-1")
	if err != nil {
		t.Fatal(err)
	}
	if again.Empty() {
		t.Error("the line is gone")
	}
	if err := again.Drop(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "logg-1")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("dropped, and %v", err)
	}
}

// TestOneOfManyHoldsALog drops and opens the same log at once, in which nobody may
// hold a file that another has dropped.
func TestOneOfManyHoldsALog(t *testing.T) {
	d := open(t, t.TempDir())
	var holders, most atomic.Int32
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for held := 0; held < 200; {
				l, err := d.Log("logg")
				if errors.Is(err, outdir.ErrBusy) {
					runtime.Gosched()
					continue
				}
				if err != nil || !l.Held() {
					t.Errorf("%v", err)
					return
				}
				held++
				if n := holders.Add(1); n > most.Load() {
					most.Store(n)
				}
				runtime.Gosched()
				holders.Add(-1)
				if err := l.Drop(); err != nil {
					t.Errorf("%v", err)
				}
			}
		})
	}
	wait.Wait()
	if most.Load() != 1 {
		t.Errorf("%d held it at once", most.Load())
	}
}
