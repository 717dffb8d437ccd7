package main

import (
	"bufio"
	"io"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// halted is a run of the program that was stopped amid its work and still is there.
func halted(t *testing.T, folder, out string, args ...string) *exec.Cmd {
	t.Helper()
	c := batchCommand(t, folder, out, append([]string{"--quiet=false", "--format", "md"}, args...)...)
	stderr, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Process.Kill(); c.Wait() })
	said := bufio.NewReader(stderr)
	line, err := said.ReadString('\n')
	if err != nil || !strings.Contains(line, " av ") {
		t.Fatalf("%q, %v", line, err)
	}
	if err := c.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	var status syscall.WaitStatus
	if _, err := syscall.Wait4(c.Process.Pid, &status, syscall.WUNTRACED, nil); err != nil || !status.Stopped() {
		t.Fatalf("not halted: %v, %v", status, err)
	}
	go io.Copy(io.Discard, said)
	return c
}

// TestTwoRunsInOneFolder runs the program in a folder where it already runs: the
// second is refused and does nothing, until the first has ended or been killed.
func TestTwoRunsInOneFolder(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the program many times")
	}
	folder := t.TempDir()
	writeDispatch(t, folder, "ett", 100) // enough for each half to say how far it has come
	run := func(out string, code int, args ...string) {
		t.Helper()
		before := files(t, out)
		c := batchCommand(t, folder, out, append([]string{"--format", "md"}, args...)...)
		text, _ := c.CombinedOutput()
		if got := c.ProcessState.ExitCode(); got != code {
			t.Fatalf("%q: exit code %d\n%s", args, got, text)
		}
		if code == exitDone {
			return
		}
		for _, part := range []string{"mappen " + out + " är upptagen", "åtgärd: vänta tills den är klar"} {
			if !strings.Contains(string(text), part) {
				t.Errorf("%q does not say ”%s”:\n%s", args, part, text)
			}
		}
		if after := files(t, out); !maps.Equal(before, after) {
			t.Errorf("%q changed the folder: %d files before, %d after", args, len(before), len(after))
		}
	}

	whole := filepath.Join(folder, "hel")
	first := halted(t, folder, whole)
	run(whole, exitIO)
	run(whole, exitIO, "--force")
	run(whole, exitIO, "--shard", "1/2")
	run(whole, exitDone, "--dry-run")
	run(filepath.Join(folder, "annan"), exitDone)
	want := files(t, filepath.Join(folder, "annan"))
	first.Process.Kill()
	first.Wait()
	run(whole, exitDone)
	if got := files(t, whole); !maps.Equal(got, want) {
		t.Errorf("after a run that was killed: %q", slices.Sorted(maps.Keys(got)))
	}

	parts := filepath.Join(folder, "delar")
	first = halted(t, folder, parts, "--shard", "1/2")
	run(parts, exitIO)
	run(parts, exitIO, "--shard", "1/2")
	run(parts, exitIO, "--shard", "1/3")
	run(parts, exitDone, "--shard", "2/2")
	if err := first.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	if err := first.Wait(); err != nil {
		t.Fatal(err)
	}
	got := files(t, parts)
	for _, name := range []string{"manifest-1-av-2.json", "manifest-2-av-2.json"} {
		if got[name] == "" {
			t.Errorf("%s is missing", name)
		}
		delete(got, name)
	}
	delete(want, "manifest.json")
	if !maps.Equal(got, want) {
		t.Errorf("two parts side by side: %q", slices.Sorted(maps.Keys(got)))
	}
}
