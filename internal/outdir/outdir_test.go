package outdir_test

import (
	"os"
	"path/filepath"
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
