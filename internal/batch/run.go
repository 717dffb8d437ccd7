package batch

import (
	"context"
	"crypto/sha256"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"kansli/internal/diag"
	"kansli/internal/outdir"
)

// Options is what may differ from run to run.
type Options struct {
	Workers int            // how many jobs are done at a time; at least 1
	Force   bool           // do every job anew, and write over files that were changed by hand
	Dry     bool           // do everything but write
	Shard   Shard          // do only this part of the jobs
	Tick    func(Progress) // called after every job, by one goroutine at a time
}

// Progress is how far a run has come.
type Progress struct{ Done, Total, Failed int }

// Report is what came of a run.
type Report struct {
	Results  []Result       // of every job of the part, in the order of the plan
	Findings []diag.Finding // sorted
}

// Result is what came of a job.
type Result struct {
	Job    string
	State  State
	Faults int       // errors, when it failed
	Files  []Written // the files that changed, sorted
}

// State is how a job ended.
type State uint8

const (
	NotDone State = iota // the run was broken off before
	Current              // what it is made from is as before
	Done
	Failed
)

// Written is a file that was written, or would be in a dry run.
type Written struct {
	Name string // path below the folder
	New  bool   // it was not there
}

// run is a run of a plan.
type run struct {
	*Plan
	opts  Options
	dir   *outdir.Dir
	store *store
	empty bool // nothing was in the folder when the run began, so no file need be looked for
	stop  context.CancelCauseFunc
	names []string // of all jobs, in the order of the plan

	mu        sync.Mutex // for all below, and the log
	progress  Progress
	findings  map[diag.Finding]bool
	fresh     map[string]kept // of the jobs of this run
	claimed   map[string]bool // files of theirs, if the folder had any
	announced map[string]bool // commons in the log
}

// kept is what is kept of a record until the manifest is written.
type kept struct {
	common string
	line   []byte // the record in JSON
}

// Run does the jobs. The error is for what stops the run as a whole: a full disk,
// a manifest that cannot be read or written, or the context, whose cause it is.
// Whatever happens, the folder holds whole files, and the next run goes on where
// this one ended.
func (p *Plan) Run(ctx context.Context, dir *outdir.Dir, opts Options) (Report, error) {
	empty := dir.Empty()
	s, err := openStore(dir, opts.Shard, opts.Dry)
	if err != nil {
		return Report{}, err
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	r := &run{Plan: p, opts: opts, dir: dir, store: s, empty: empty, stop: stop,
		findings: map[diag.Finding]bool{}, fresh: map[string]kept{}, claimed: map[string]bool{}, announced: map[string]bool{}}
	report := Report{}
	var mine []int // the jobs of this part
	for i, j := range p.jobs {
		name := j.name()
		r.names = append(r.names, name)
		if opts.Shard.Has(name) {
			mine = append(mine, i)
			report.Results = append(report.Results, Result{Job: name})
		}
	}
	r.progress.Total = len(mine)
	r.work(ctx, mine, report.Results)
	if !opts.Dry {
		if err := dir.Sweep(r.scratch()); err != nil {
			stop(err)
		}
		r.notes(&report)
		if err := s.finish(r.manifest(report.Results)); err != nil {
			stop(err)
		}
	}
	report.Findings = diag.Sort(slices.Collect(maps.Keys(r.findings)))
	return report, context.Cause(ctx)
}

// scratch is where the workers keep their unfinished files, apart from those of
// other shards.
func (r *run) scratch() string { return strings.TrimSuffix(r.opts.Shard.ManifestName(), ".json") }

// longestChunk is how many jobs of one case a worker takes at a time, so that the
// case need not be read for each.
const longestChunk = 32

// work does the jobs on all workers.
func (r *run) work(ctx context.Context, mine []int, results []Result) {
	chunks := r.chunks(mine)
	var taken atomic.Int64
	var wait sync.WaitGroup
	for i := range r.opts.Workers {
		wait.Go(func() {
			w := &worker{run: r, dir: r.dir}
			if !r.opts.Dry {
				var err error
				if w.dir, err = r.dir.Scratch(r.scratch(), i); err != nil {
					r.stop(err)
				}
			}
			for ctx.Err() == nil {
				next := int(taken.Add(1)) - 1
				if next >= len(chunks) {
					return
				}
				for i := chunks[next].from; i < chunks[next].to && ctx.Err() == nil; i++ {
					w.do(r.jobs[mine[i]], &results[i])
				}
			}
		})
	}
	wait.Wait()
}

// chunk is some jobs of one case that follow on each other.
type chunk struct{ from, to int }

// chunks divides the jobs so that there is something for every worker to the end.
func (r *run) chunks(mine []int) []chunk {
	longest := max(1, min(longestChunk, len(mine)/(4*r.opts.Workers)))
	var chunks []chunk
	for i := range mine {
		j := r.jobs[mine[i]]
		if last := len(chunks) - 1; last >= 0 && i-chunks[last].from < longest {
			if first := r.jobs[mine[chunks[last].from]]; first.of == j.of && first.kase == j.kase {
				chunks[last].to++
				continue
			}
		}
		chunks = append(chunks, chunk{i, i + 1})
	}
	return chunks
}

// ended notes how a job ended.
func (r *run) ended(res *Result, findings []diag.Finding) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, f := range findings {
		r.findings[f] = true
		if f.Severity == diag.Error && res.State == Failed {
			res.Faults++
		}
	}
	r.progress.Done++
	if res.State == Failed {
		r.progress.Failed++
	}
	if r.opts.Tick != nil {
		r.opts.Tick(r.progress)
	}
}

// announce writes in the log what a job is about to write.
func (r *run) announce(d *dispatch, line []byte) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.announced[d.id] {
		if err := r.store.share(d.common); err != nil {
			return err
		}
		r.announced[d.id] = true
	}
	return r.store.announce(line)
}

// keep takes up the record of a job that was done, as the line that the manifest
// will have: it is much smaller.
func (r *run) keep(rec record, line []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.fresh[rec.Job] = kept{rec.Common, line}
	if len(r.store.results) == 0 {
		return // nothing else can claim a file
	}
	for file := range rec.Files {
		r.claimed[file] = true
	}
}

// notes reports that the folder could not be held, and results of earlier runs of
// the same utskick that no job makes any more.
func (r *run) notes(report *Report) {
	if !r.store.log.Held() {
		r.findings[diag.Finding{Severity: diag.Advice, Rule: "mapp-utan-lås", Message: "mappen ligger på en disk som inte kan låsas, så två körningar i den hindrar inte varandra",
			Remedy: "se till att bara en körning åt gången skriver i mappen"}] = true
	}
	if len(r.store.results) == 0 {
		return // nothing was here before
	}
	planned := map[string]bool{}
	for _, name := range r.names {
		planned[name] = true
	}
	for name, rec := range r.store.results {
		if planned[name] {
			continue
		}
		for _, file := range slices.Sorted(maps.Keys(rec.Files)) {
			if _, err := r.dir.ReadFile(file); r.claimed[file] || err != nil {
				rec.Files = maps.Clone(rec.Files)
				delete(rec.Files, file)
				continue
			}
			if slices.ContainsFunc(r.dispatches, func(d *dispatch) bool { return d.name == rec.Dispatch }) {
				r.findings[diag.Finding{File: file, Severity: diag.Advice, Rule: "övergivet-resultat",
					Message: "filen gjordes av ett tidigare utskick och görs inte längre", Remedy: "ta bort den om den inte behövs"}] = true
			}
		}
		r.store.results[name] = rec
		if len(rec.Files) == 0 {
			delete(r.store.results, name)
		}
	}
}

// manifest is the manifest after the run.
func (r *run) manifest(results []Result) Manifest {
	m := Manifest{Common: map[string]common{}, Plan: Outline{Shard: r.opts.Shard, Version: version, Jobs: len(r.jobs), Failed: []string{}}}
	hash := sha256.New()
	for _, name := range slices.Sorted(slices.Values(r.names)) {
		io.WriteString(hash, name+"\n")
	}
	m.Plan.Sum = Sum(hash.Sum(nil))
	for _, res := range results {
		if res.State != Done && res.State != Current {
			m.Plan.Failed = append(m.Plan.Failed, res.Job)
		}
	}
	slices.Sort(m.Plan.Failed)
	for name, k := range r.fresh {
		r.store.results[name] = record{Job: name, Common: k.common, line: k.line}
	}
	for _, d := range r.dispatches {
		r.store.common[d.id] = d.common
	}
	for _, name := range slices.Sorted(maps.Keys(r.store.results)) {
		rec := r.store.results[name]
		m.Results = append(m.Results, rec)
		m.Common[rec.Common] = r.store.common[rec.Common]
	}
	m.Differs = r.differs(r.opts.Shard)
	return m
}
