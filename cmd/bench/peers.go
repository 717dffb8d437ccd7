package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
)

// peers is the folder of scripts that make the same papers with other programs.
type peers struct {
	scripts string
	work    string // what the scripts install and keep: PEER_WORK
}

// installed is what of the scripts' own setup shows that it has been run.
var installed = []string{"js/node_modules/@myriaddreamin/typst-ts-node-compiler", "go/fpdf", "go/limits"}

// prepare installs what the scripts need and their setup can bring, and says what
// is to be installed by hand.
func (p peers) prepare() error {
	for _, need := range []struct {
		args   []string
		debian string
	}{
		{[]string{cmp.Or(os.Getenv("PYTHON"), "/usr/bin/python3"), "-c", "import xlsxwriter"}, "python3-xlsxwriter"},
		{[]string{"node", "--version"}, "nodejs and npm"},
		{[]string{"pdftotext", "-v"}, "poppler-utils"},
		{[]string{"test", "-d", cmp.Or(os.Getenv("FONT_DIR"), "/usr/share/fonts/truetype/liberation2")}, "fonts-liberation2"},
	} {
		if err := exec.Command(need.args[0], need.args[1:]...).Run(); err != nil {
			return fmt.Errorf("%v: %w; install %s", need.args, err, need.debian)
		}
	}
	missing := func(name string) bool {
		_, err := os.Stat(filepath.Join(p.work, filepath.FromSlash(name)))
		return err != nil
	}
	if !slices.ContainsFunc(installed, missing) {
		return nil
	}
	setup := exec.Command("bash", filepath.Join(p.scripts, "setup.sh"))
	setup.Env = append(os.Environ(), "SKIP_APT=1", "PEER_WORK="+p.work)
	if out, err := setup.CombinedOutput(); err != nil {
		return fmt.Errorf("the peers' setup.sh: %w\n%s", err, out)
	}
	return nil
}

// cases puts n cases of the peers' own making where their scripts look for them,
// and returns the file.
func (p peers) cases(n int) (string, error) {
	python := cmp.Or(os.Getenv("PYTHON"), "/usr/bin/python3")
	drawn := filepath.Join(p.work, "drawn.json")
	f, err := os.Create(drawn)
	if err != nil {
		return "", err
	}
	gen := exec.Command(python, filepath.Join(p.scripts, "gen.py"), fmt.Sprint(n))
	gen.Stdout, gen.Stderr = f, os.Stderr
	if err := errors.Join(gen.Run(), f.Close()); err != nil {
		return "", fmt.Errorf("gen.py: %w", err)
	}
	defer os.Remove(drawn)
	file := filepath.Join(p.work, fmt.Sprintf("cases-%d.json", n))
	w, err := createCases(file)
	if err != nil {
		return "", err
	}
	return file, errors.Join(each(drawn, func(c content) error { return w.add(c.inOrder()) }), w.close())
}

// command is a run of one of the scripts.
func (p peers) command(name, script string, n int, out string, env ...string) command {
	return command{name: name, env: append(env, "PEER_WORK="+p.work),
		args: []string{"bash", filepath.Join(p.scripts, script, "run.sh"), fmt.Sprint(n), out}}
}

// peer is another program at one of its works.
type peer struct {
	name     string
	script   string
	env      []string
	promised float64 // how many times faster kansli is to be; 0 for no promise
}

// jobs lets a peer use all processors.
var jobs = fmt.Sprintf("JOBS=%d", runtime.NumCPU())

var (
	paperPeers = []peer{
		{"Typst", "typst", []string{jobs}, 13},
		{"fpdf as documented", "go", []string{"PEER=fpdf", "MODE=naive", jobs}, 0},
	}
	coldPeers = []peer{
		{"Typst", "typst", nil, 0},
		{"fpdf as documented", "go", []string{"PEER=fpdf", "MODE=naive"}, 0},
		{"the scripts' own start", "noop", nil, 0},
	}
	registerPeers = []peer{
		{"XlsxWriter", "xlsx", []string{"MODE=xlsxwriter"}, 2},
		{"XlsxWriter, constant memory", "xlsx", []string{"MODE=xlsxwriter-cm"}, 0},
	}
)

// besidePeers prints what kansli takes beside the peers, in one run.
func (b bench) besidePeers(scripts, work string, n, rows int) error {
	scripts, err := filepath.Abs(scripts)
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(scripts, "gen.py")); err != nil {
		return fmt.Errorf("the peers' scripts: %w", err)
	}
	if err := os.MkdirAll(work, 0o755); err != nil {
		return err
	}
	p := peers{scripts, work}
	if err := p.prepare(); err != nil {
		return err
	}
	folder := filepath.Join(b.work, "cases")
	files := map[int]string{}
	for _, count := range []int{1, 1000, n} {
		if files[count], err = p.cases(count); err != nil {
			return err
		}
	}
	if err := writeFolder(files[n], folder); err != nil {
		return err
	}
	if err := b.sameWords(p, files[n], folder, n); err != nil {
		return err
	}
	b.say("whole processes, data in files to results in files, kansli and a peer by turns %d times:\nmedian (least – greatest); a ratio is that of two runs after each other", b.rounds)

	b.say("\n%d documents of two pages, .pdf and .md, on all processors", n)
	b.heads("documents a second", "CPU, ms a document")
	err = b.byTurns(paperPeers, 1, func() (cost, error) {
		return b.fresh(2*n, func(out string) command { return b.batch(folder, out) })
	}, func(q peer) (cost, error) {
		return b.fresh(2*n, func(out string) command { return p.command(q.name, q.script, n, out, q.env...) })
	}, perSecond(n), cpuEach(n))
	if err != nil {
		return err
	}

	b.say("\none document, start to files")
	b.heads("ms", "CPU, ms")
	err = b.byTurns(coldPeers, 2, func() (cost, error) {
		return b.fresh(2, func(out string) command { return b.single(folder, out) })
	}, func(q peer) (cost, error) {
		files := 2
		if q.script == "noop" {
			files = 0
		}
		return b.fresh(files, func(out string) command { return p.command(q.name, q.script, 1, out, q.env...) })
	}, millis, cpuEach(1))
	if err != nil {
		return err
	}

	b.say("\na register of %d rows of 20 columns, with table, filter and formats", rows)
	b.heads("s", "CPU, ms a row")
	err = b.byTurns(registerPeers, 1, func() (cost, error) { return b.register(files[1000], rows) }, func(q peer) (cost, error) {
		return b.fresh(1, func(out string) command { return p.command(q.name, q.script, rows, out, q.env...) })
	}, seconds, cpuEach(rows))
	if err != nil {
		return err
	}
	return b.limits(p, folder, n)
}

// heads prints what stands over the lines of byTurns.
func (b bench) heads(speed, cpu string) {
	b.say("%-28s %22s %22s %18s %24s %20s", "", speed, cpu, "peak memory, MB", "kansli faster, times", "less CPU, times")
}

// byTurns measures kansli and each peer after each other, times as many rounds as
// there are, and prints a line for each.
func (b bench) byTurns(all []peer, times int, ours func() (cost, error), theirs func(peer) (cost, error), speed, cpu func(cost) float64) error {
	var mine []cost
	others := make([][]cost, len(all))
	wall, worked := make([][]float64, len(all)), make([][]float64, len(all))
	for round := range times * b.rounds {
		for i, q := range all {
			b.now("round %d of %d: %s", round+1, times*b.rounds, q.name)
			own, err := ours()
			if err != nil {
				return err
			}
			other, err := theirs(q)
			if err != nil {
				return err
			}
			mine, others[i] = append(mine, own), append(others[i], other)
			wall[i] = append(wall[i], other.wall.Seconds()/own.wall.Seconds())
			worked[i] = append(worked[i], other.cpu.Seconds()/own.cpu.Seconds())
		}
	}
	line := func(name string, costs []cost, wall, cpuRatio string) {
		b.say("%-28s %22s %22s %18s %24s %20s", name, over(costs, speed), over(costs, cpu), over(costs, megabytes), wall, cpuRatio)
	}
	line("kansli", mine, "", "")
	for i, q := range all {
		promise := ""
		if q.promised > 0 {
			promise = fmt.Sprintf(" ≥ %.0f", q.promised)
		}
		line(q.name, others[i], spreadOf(wall[i]).String()+promise, spreadOf(worked[i]).String())
	}
	return nil
}

// limits prints what the bytes of kansli's results alone cost.
func (b bench) limits(p peers, folder string, n int) error {
	var papers string
	if _, err := b.fresh(2*n, func(out string) command {
		papers = filepath.Join(out, casesFolder)
		return b.batch(folder, out)
	}); err != nil {
		return err
	}
	cmd := exec.Command(filepath.Join(p.work, "go", "limits"), papers)
	cmd.Stdout, cmd.Stderr = b.out, os.Stderr
	b.say("\nwhat the bytes of kansli's papers alone cost")
	return cmd.Run()
}
