package main

import (
	"bufio"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

var soak = flag.Bool("soak", false, "run the tests that take minutes")

// writeDispatch writes a folder with a register and an utskick of n short cases
// to each of eleven boards.
func writeDispatch(t *testing.T, folder, word string, n int) {
	t.Helper()
	register, err := os.ReadFile("../../samples/namnder.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("typ: utskick\nnämnder: stadsdelsnämnd\nfilnamn: \"{{ nämnd.id }}/{{ rubrik }}\"\närende:\n")
	for i := range n {
		fmt.Fprintf(&b, "  - {rubrik: Ärende %d, datum: 2024-01-01, handläggare: Kim Provsson, förslag: [Nämnden godkänner %s.]}\n", i, word)
	}
	b.WriteString("skillnader:\n")
	for i, board := range []string{"bromma", "enskede-årsta-vantör", "farsta", "hägersten-älvsjö", "hässelby-vällingby", "järva", "kungsholmen", "norra-innerstaden", "skarpnäck", "skärholmen", "södermalm"} {
		fmt.Fprintf(&b, "  %s: {dnr: 1.%d-2024}\n", board, i)
	}
	for name, data := range map[string][]byte{"namnder.yaml": register, "utskick.yaml": []byte(b.String())} {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// batchCommand is a run of the program itself on such a folder.
func batchCommand(t *testing.T, folder, out string, args ...string) *exec.Cmd {
	t.Helper()
	program, err := exec.LookPath("kansli")
	if err != nil {
		t.Skip("the test binary is not in the path under the name of the program")
	}
	c := exec.Command(program, append([]string{"batch", "utskick.yaml", "--quiet", "--out", out}, args...)...)
	c.Dir = folder
	return c
}

// finish has a run finish the work, and returns what is in the folder.
func finish(t *testing.T, folder, out string) map[string]string {
	t.Helper()
	c := batchCommand(t, folder, out)
	if text, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return files(t, out)
}

// files are the files of a folder by name, hidden ones too.
func files(t *testing.T, folder string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(folder, name)
		found[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return found
}

// whole reports a file that is as in none of the finished folders. Hidden files
// are the program's own business while work is left.
func whole(t *testing.T, got map[string]string, finished ...map[string]string) {
	t.Helper()
	for name, text := range got {
		if strings.HasPrefix(name, ".") || strings.Contains(name, "/.") || name == "manifest.json" {
			continue
		}
		if !slices.ContainsFunc(finished, func(f map[string]string) bool { return f[name] == text }) {
			t.Fatalf("%s is not whole: %d bytes", name, len(text))
		}
	}
}

// TestKilledAtAnyMoment kills the program itself again and again, while it makes
// files and while it replaces them, and lets it go on where it was.
func TestKilledAtAnyMoment(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the program many times")
	}
	kills, cases := 40, 5
	if *soak {
		kills, cases = 200, 24
	}
	folder := t.TempDir()
	out := filepath.Join(folder, "ut")
	versions := []string{"ett", "två", "tre"}
	var finished []map[string]string
	var window time.Duration // in which the kill comes; about what a run takes
	for _, v := range versions {
		writeDispatch(t, folder, v, cases)
		start := time.Now()
		finished = append(finished, finish(t, folder, filepath.Join(folder, "färdigt "+v)))
		window = time.Since(start)
	}
	random := rand.New(rand.NewPCG(5, 6))
	version, runs, amid := 0, 0, 0
	for killed := 0; killed < kills; runs++ {
		if random.IntN(4) > 0 {
			version = random.IntN(len(versions)) // the data change while work is left
		}
		if random.IntN(40) == 0 {
			if err := os.RemoveAll(out); err != nil {
				t.Fatal(err)
			}
		}
		writeDispatch(t, folder, versions[version], cases)
		var stderr bytes.Buffer
		c := batchCommand(t, folder, out)
		c.Stderr = &stderr
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(random.Int64N(int64(window))), func() { c.Process.Kill() })
		err := c.Wait()
		timer.Stop()
		got := files(t, out)
		switch status, _ := c.ProcessState.Sys().(syscall.WaitStatus); {
		case status.Signaled():
			killed++
			window += window / 20
			if len(got[".kansli-manifest.json-logg"]) > 0 {
				amid++
			}
		case err != nil:
			t.Fatalf("%v\n%s", err, stderr.String())
		default:
			window -= window / 20
		}
		whole(t, got, finished...)
	}
	if got := finish(t, folder, out); !maps.Equal(got, finished[version]) {
		t.Errorf("the last run did not finish the work: %q", slices.Sorted(maps.Keys(got)))
	}
	if t.Logf("%d runs, %d killed, %d of them with work begun", runs, kills, amid); amid < kills/5 {
		t.Error("too few runs were killed amid their work for the test to say much")
	}
}

// TestAFullFileSystem runs the program on a file system that is too small, until
// there is room.
func TestAFullFileSystem(t *testing.T) {
	if !*soak {
		t.Skip("needs -soak, and the right to mount")
	}
	folder := t.TempDir()
	writeDispatch(t, folder, "ett", 20)
	finished := finish(t, folder, filepath.Join(folder, "färdigt"))
	small := filepath.Join(folder, "litet")
	if err := os.Mkdir(small, 0o755); err != nil {
		t.Fatal(err)
	}
	mount := func(options string) {
		if text, err := exec.Command("mount", "-t", "tmpfs", "-o", options, "tmpfs", small).CombinedOutput(); err != nil {
			t.Skipf("no right to mount: %s", text)
		}
	}
	mount("size=64k")
	t.Cleanup(func() { exec.Command("umount", small).Run() })
	out := filepath.Join(small, "ut")
	for size := 64; ; size *= 2 {
		c := batchCommand(t, folder, out)
		text, err := c.CombinedOutput()
		whole(t, files(t, out), finished)
		if err == nil {
			break
		}
		if code := c.ProcessState.ExitCode(); code != exitIO || !strings.Contains(string(text), "disken är full") {
			t.Fatalf("exit code %d\n%s", code, text)
		}
		if size > 1<<20 {
			t.Fatal("a gigabyte is not enough")
		}
		mount(fmt.Sprintf("remount,size=%dk", 2*size))
	}
	if got := files(t, out); !maps.Equal(got, finished) {
		t.Errorf("the last run did not finish the work: %q", slices.Sorted(maps.Keys(got)))
	}
}

// TestInterruptedRunEndsTidily sends what Ctrl-C sends as soon as the program says
// that it has come some way.
func TestInterruptedRunEndsTidily(t *testing.T) {
	if testing.Short() {
		t.Skip("makes many papers")
	}
	folder := t.TempDir()
	out := filepath.Join(folder, "ut")
	writeDispatch(t, folder, "ett", 300)
	c := batchCommand(t, folder, out, "--quiet=false", "--format", "md")
	stderr, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	lines := bufio.NewScanner(stderr)
	for lines.Scan() {
		said.WriteString(lines.Text() + "\n")
		if strings.HasPrefix(lines.Text(), "330 av 3") {
			if err := c.Process.Signal(os.Interrupt); err != nil {
				t.Fatal(err)
			}
		}
	}
	c.Wait()
	if code := c.ProcessState.ExitCode(); code != exitBroken {
		t.Errorf("exit code %d\n%s", code, said.String())
	}
	if !strings.Contains(said.String(), "avbrutet") || !strings.Contains(said.String(), "kör igen för att fortsätta") {
		t.Errorf("said\n%s", said.String())
	}
	got := files(t, out)
	for name := range got {
		if strings.HasPrefix(filepath.Base(name), ".") {
			t.Errorf("%s is left", name)
		}
	}
	if n := len(got); n < 330 || n > 3200 || got["manifest.json"] == "" {
		t.Errorf("%d files", n)
	}
}

// TestTenThousandPapers makes 10,000 papers of two pages, and holds how much
// memory it took.
func TestTenThousandPapers(t *testing.T) {
	if !*soak {
		t.Skip("needs -soak")
	}
	const n, room = 10_000, 150
	src, err := os.ReadFile("../../samples/kvalitet-2013/arende.yaml")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	writeDispatch(t, folder, "", 1)
	if err := os.Mkdir(filepath.Join(folder, "alla"), 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range n {
		name := filepath.Join(folder, "alla", fmt.Sprintf("%05d.yaml", i))
		if err := os.WriteFile(name, bytes.Replace(src, []byte("0216"), fmt.Appendf(nil, "%05d", i), 1), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "utskick.yaml"), []byte("typ: utskick\närende: alla\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, again := range []string{"first", "second"} {
		start := time.Now()
		c := batchCommand(t, folder, filepath.Join(folder, "ut"))
		if text, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		usage := c.ProcessState.SysUsage().(*syscall.Rusage)
		peak := usage.Maxrss >> 10
		t.Logf("%s run: %d papers in %.1f s, %.2f ms of processor each, peak memory %d MB", again, n,
			time.Since(start).Seconds(), float64((c.ProcessState.UserTime()+c.ProcessState.SystemTime()).Microseconds())/1000/n, peak)
		if peak > room {
			t.Errorf("more than %d MB", room)
		}
	}
}
