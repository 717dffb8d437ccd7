package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/pflag"

	"kansli/internal/batch"
	"kansli/internal/casefile"
	"kansli/internal/diag"
	"kansli/internal/outdir"
	"kansli/internal/paper"
	"kansli/internal/rowfile"
)

var batchVerb = verb{
	name:    "batch",
	args:    "UTSKICK…",
	summary: "gör papper av ett ärende för många nämnder, eller av många ärenden",
	example: "kansli batch samples/alla-namnder/utskick.yaml --out ut\nkansli batch samples/alla-namnder/utskick.yaml --diff bromma farsta\nkansli batch ar-2023.yaml --out ut --shard 2/8",
	define: func(flags *pflag.FlagSet) func(terminal, []string) error {
		b := batchRun{
			out:     flags.String("out", "out", "`MAPP` att skriva i"),
			formats: choices(flags, "format", []string{"md", "pdf"}, paper.Formats(), "`FORM`: md, pdf, html; flera med komma"),
			jobs:    flags.Int("jobs", 0, "`ANTAL` papper som görs samtidigt; annars ett per processor"),
			shard:   flags.String("shard", "", "`DEL` av jobben, till exempel 2/8; auto/8 tar numret ur miljön"),
			dry:     flags.Bool("dry-run", false, "gör allt utom att skriva, och säg vad som skulle skrivas"),
			force:   flags.Bool("force", false, "gör om allt, och skriv över filer som har ändrats för hand"),
			quiet:   flags.Bool("quiet", false, "säg bara vad som är fel"),
			diff:    flags.Bool("diff", false, "visa vad som skiljer mellan två nämnder: UTSKICK… --diff NÄMND NÄMND"),
			source:  sourceFlags(flags),
		}
		return b.run
	},
}

// batchRun is the verb's flags.
type batchRun struct {
	out, shard        *string
	formats           *[]string
	jobs              *int
	dry, force, quiet *bool
	diff              *bool
	source            source
}

func (b batchRun) run(t terminal, args []string) error {
	var boards []string
	if *b.diff {
		if len(args) < 3 {
			return usageError{"ange utskicket och två nämnder: kansli batch UTSKICK --diff NÄMND NÄMND"}
		}
		args, boards = args[:len(args)-2], args[len(args)-2:]
	}
	if len(args) == 0 {
		return usageError{"ange minst ett utskick"}
	}
	var shard batch.Shard
	if *b.shard != "" {
		var err error
		if shard, err = batch.ParseShard(*b.shard, os.Getenv); err != nil {
			return usageError{err.Error()}
		}
	}
	j, err := b.source.prepare()
	if err != nil {
		return err
	}
	if j.shop == nil {
		return j.finish(t.err, "text")
	}
	var names []string
	for _, arg := range args {
		names = append(names, path.Clean(filepath.ToSlash(arg)))
	}
	plan, findings := batch.NewPlan(planSource(j, convert[paper.Format](*b.formats)), names)
	j.report(findings)
	if plan == nil {
		return j.finish(t.err, "text")
	}
	if *b.diff {
		compared, findings := plan.Diff(boards[0], boards[1])
		j.report(findings)
		if err := writeDiff(t.out, boards, compared); err != nil {
			return err
		}
		return j.finish(t.err, "text")
	}
	return b.make(t, j, plan, shard)
}

// planSource is where a plan takes its files.
func planSource(j *job, formats []paper.Format) batch.Source {
	return batch.Source{
		Read:    func(name string) ([]byte, error) { return os.ReadFile(filepath.FromSlash(name)) },
		List:    listCases,
		Rows:    readTable,
		Image:   besideFile,
		Hold:    j.holdOne,
		Shop:    j.shop,
		Formats: formats,
		Program: version,
		Boards:  j.reader.Boards,
	}
}

// holdOne holds one file against its lock.
func (j *job) holdOne(f *casefile.File) []diag.Finding {
	one := &job{shop: j.shop}
	one.hold(f)
	return one.findings
}

// listCases are the YAML files of a folder, or the file itself.
func listCases(name string) ([]string, error) {
	info, err := os.Stat(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return []string{name}, nil
	}
	var files []string
	err = walk(name, func(file string) { files = append(files, file) })
	slices.Sort(files)
	return files, err
}

// readTable reads the file under rader.
func readTable(name, sheet string) (rowfile.Table, []diag.Finding) {
	data, err := os.ReadFile(filepath.FromSlash(name))
	if err != nil {
		return rowfile.Table{}, []diag.Finding{{File: name, Rule: "filen-saknas", Message: "filen går inte att öppna", Remedy: "sökvägen under rader räknas från utskickets fil; se efter hur den stavas"}}
	}
	if sheet == "" {
		return rowfile.Read(name, data)
	}
	table, findings := rowfile.Read(name, data, sheet)
	if table.Sheet != "" && !strings.EqualFold(table.Sheet, sheet) {
		findings = append(findings, diag.Finding{File: name, Rule: "blad-saknas", Message: fmt.Sprintf("arbetsboken har inget blad ”%s” med innehåll", sheet), Remedy: fmt.Sprintf("skriv blad: %s i utskicket", table.Sheet)})
	}
	return table, findings
}

// make carries out the plan and says what was done.
func (b batchRun) make(t terminal, j *job, plan *batch.Plan, shard batch.Shard) error {
	open := outdir.Open
	if *b.dry {
		open = outdir.Look
	}
	dir, err := open(*b.out)
	if err != nil {
		return err
	}
	defer dir.Close()
	ctx, release := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer release()
	opts := batch.Options{Workers: *b.jobs, Force: *b.force, Dry: *b.dry, Shard: shard}
	if opts.Workers < 1 {
		opts.Workers = runtime.GOMAXPROCS(0)
	}
	spendMemory(plan.Jobs())
	show := newProgress(t.err, *b.quiet)
	opts.Tick = show.tick
	report, err := plan.Run(ctx, dir, opts)
	show.clear()
	for _, r := range report.Results {
		for _, f := range r.Files {
			if !*b.quiet {
				fmt.Fprintf(t.out, "%s %s\n", map[bool]string{true: "ny", false: "ändrad"}[f.New], path.Join(filepath.ToSlash(*b.out), f.Name))
			}
		}
	}
	if errors.As(err, new(batch.BusyError)) {
		return fmt.Errorf("mappen %s är upptagen: %w\nåtgärd: vänta tills den är klar, eller välj en annan mapp med --out; bara delar av en och samma körning, som --shard 1/8 och --shard 2/8, går att göra samtidigt i en mapp", filepath.ToSlash(*b.out), err)
	}
	j.report(report.Findings)
	fault := j.finish(t.err, "text")
	b.summary(t.err, report, err != nil)
	switch {
	case errors.Is(err, context.Canceled):
		return errStopped
	case err != nil:
		return err
	}
	if fault == nil && slices.ContainsFunc(report.Results, func(r batch.Result) bool { return r.State == batch.Failed }) {
		return errFaults
	}
	return fault
}

// spendMemory limits how much memory garbage may fill: nearly all that a paper needs
// is dropped when it is done. It is 90 MB, and 1.5 KB for each job, of which somewhat
// less is kept.
func spendMemory(jobs int) { debug.SetMemoryLimit(90<<20 + int64(jobs)*1536) }

// mostNamed is how many jobs that failed are named one by one.
const mostNamed = 50

// summary counts what was done and names the jobs that failed.
func (b batchRun) summary(w io.Writer, report batch.Report, stopped bool) {
	count := map[batch.State]int{}
	files := 0
	for _, r := range report.Results {
		count[r.State]++
		files += len(r.Files)
	}
	for i, named := 0, 0; i < len(report.Results); i++ {
		if report.Results[i].State != batch.Failed {
			continue
		}
		if named++; named > mostNamed {
			fmt.Fprintf(w, "inte gjort: %d till; alla står under saknas i manifestet\n", count[batch.Failed]-mostNamed)
			break
		}
		fmt.Fprintf(w, "inte gjort: %s\n", report.Results[i].Job)
	}
	if *b.quiet {
		return
	}
	wrote := "skrivna"
	if *b.dry {
		wrote = "skulle skrivas"
	}
	text := fmt.Sprintf("%d jobb: %d gjorda, %d oförändrade, %d med fel; %s %s", len(report.Results), count[batch.Done], count[batch.Current], count[batch.Failed], counted(files, "fil", "filer"), wrote)
	if stopped {
		text += fmt.Sprintf("; avbrutet, %d återstår; kör igen för att fortsätta", count[batch.NotDone])
	}
	fmt.Fprintln(w, text)
}

func writeDiff(w io.Writer, boards []string, compared []batch.Comparison) error {
	var b strings.Builder
	wide := max(len([]rune(boards[0])), len([]rune(boards[1])))
	for _, c := range compared {
		fmt.Fprintf(&b, "%s\n", strings.Trim(c.Dispatch+"/"+c.Case, "/"))
		for _, p := range c.Differ {
			fmt.Fprintf(&b, "  %s\n", p.Field)
			for i, text := range []string{p.A, p.B} {
				if text == "" {
					text = "–"
				}
				fmt.Fprintf(&b, "    %s:%s %s\n", boards[i], strings.Repeat(" ", wide-len([]rune(boards[i]))), text)
			}
		}
		fmt.Fprintf(&b, "  lika: %s\n", strings.Join(c.Same, ", "))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
