// Command bench measures kansli against what was promised of its speed, and
// beside other programs that make the same papers. It belongs to the house, like
// the tests: make bench and make bench-peers run it.
//
// Every figure is of a whole process, from before it starts until it has ended,
// with the data in files before and the results in files after, on one disk. The
// processor time is that of the kernel too. The machine may be busy with other
// things, so each figure is a median with the least and the greatest beside it,
// and ratios are taken pair by pair between runs that followed on each other.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// bench is what all measurements share.
type bench struct {
	out    io.Writer
	kansli string // the program
	work   string // a folder on an ordinary disk, for data and results; gone afterwards
	rounds int
}

func main() {
	kansli := flag.String("kansli", "bin/kansli", "the `PROGRAM` to measure")
	work := flag.String("work", "bin/bench", "`FOLDER` on an ordinary disk to work in")
	rounds := flag.Int("rounds", 5, "how many times each figure is measured; fewer for what takes minutes")
	sizes := flag.String("sizes", "100,1000,10000,100000", "how many `DOCUMENTS` a run makes, to see whether the cost of one stays the same")
	peers := flag.String("peers", "", "`FOLDER` of the peers' scripts: measure beside them")
	n := flag.Int("n", 1000, "how many documents a run makes beside a peer")
	rows := flag.Int("rows", 100_000, "how many rows the register has")
	wait := flag.Duration("settle", settled, "how `LONG` after the run before removed its files this one begins")
	flag.Parse()
	if err := start(*kansli, *work, *peers, *sizes, *rounds, *n, *rows, *wait, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func start(kansli, work, peers, sizes string, rounds, n, rows int, wait time.Duration, args []string) error {
	if len(args) == 3 && args[0] == registerJob {
		return writeRegister(args[1], args[2], rows)
	}
	if len(args) > 0 || rounds < 1 || n < 1 || rows < 1 {
		return fmt.Errorf("wrong usage; see bench -help")
	}
	program, err := filepath.Abs(kansli)
	if err != nil {
		return err
	}
	if work, err = filepath.Abs(work); err != nil {
		return err
	}
	b := bench{out: os.Stdout, kansli: program, work: filepath.Join(work, "run"), rounds: rounds}
	if err := b.clear(); err != nil { // what a run that was broken off left
		return err
	}
	if err := b.settle(wait); err != nil {
		return err
	}
	if err := os.MkdirAll(b.work, 0o755); err != nil {
		return err
	}
	defer b.clear()
	others := watchOthers()
	if peers != "" {
		err = b.besidePeers(peers, filepath.Join(work, "peers"), n, rows)
	} else {
		var counts []int
		for _, s := range strings.Split(sizes, ",") {
			count, err := strconv.Atoi(strings.TrimSpace(s))
			if err != nil || count < 1 {
				return fmt.Errorf("-sizes: %q is no number of documents", s)
			}
			counts = append(counts, count)
		}
		err = b.table(counts, rows)
	}
	if err != nil {
		return err
	}
	b.say("\n%s", others())
	return nil
}

func (b bench) say(format string, args ...any) { fmt.Fprintf(b.out, format+"\n", args...) }

// now says on a terminal what is measured, until the next line is printed.
func (b bench) now(format string, args ...any) {
	if info, err := os.Stderr.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
		fmt.Fprintf(os.Stderr, "\r%-60s\r", fmt.Sprintf(format, args...))
	}
}

// batch makes all papers of a folder that writeFolder wrote.
func (b bench) batch(folder, out string) command {
	return command{name: "kansli batch", silent: true, dir: folder, args: []string{b.kansli, "batch", dispatchFile, "--out", out, "--templates", lookFolder, "--quiet"}}
}

// single makes the papers of one case.
func (b bench) single(folder, out string) command {
	return command{name: "kansli render", silent: true, dir: folder, args: []string{b.kansli, "render", caseFile(1), "--out", out, "--templates", lookFolder}}
}

// registerOf writes the register of the cases of a file.
func (b bench) registerOf(cases, out string, rows int) (command, error) {
	self, err := os.Executable()
	return command{name: "kansli's register", args: []string{self, "-rows", strconv.Itoa(rows), registerJob, cases, out}}, err
}

// fresh measures a run that writes into a folder of its own, and holds that it
// wrote so many files. What the run before left in memory is put on the disk first,
// so that nobody pays for another's files, and nothing is removed until all is
// measured, see settled.
func (b bench) fresh(files int, c func(out string) command) (cost, error) {
	out, err := os.MkdirTemp(b.work, "out-")
	if err != nil {
		return cost{}, err
	}
	cmd := c(out)
	syscall.Sync()
	took, err := cmd.run()
	if err != nil {
		return cost{}, err
	}
	found := 0
	err = filepath.WalkDir(out, func(name string, d os.DirEntry, err error) error {
		if e := filepath.Ext(name); e == ".pdf" || e == ".md" || e == ".xlsx" {
			found++
		}
		return err
	})
	if err == nil && found != files {
		err = fmt.Errorf("%s wrote %d files, not %d", cmd.name, found, files)
	}
	return took, err
}
