package batch

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"kansli/internal/casefile"
	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/outdir"
	"kansli/internal/paper"
)

// worker does one job at a time. It keeps the case that it read last.
type worker struct {
	*run
	dir    *outdir.Dir // as run.dir, with room of its own for unfinished files
	reader *casefile.Reader
	reads  int
	of     *dispatch // of base
	kase   int
	base   casefile.File
	faults []diag.Finding // of base
	pdf    []byte         // room for the PDF of a job
}

// freshReader is how many files a reader reads before it is thrown away, for it
// remembers all that they refer to.
const freshReader = 256

func (w *worker) files() *casefile.Reader {
	if w.reader == nil || w.reads >= freshReader {
		w.reader, w.reads = w.src.reader(), 0
	}
	w.reads++
	return w.reader
}

// output is a finished file.
type output struct {
	name string
	data []byte
	sum  Sum
}

// do does a job, and notes what came of it.
func (w *worker) do(j job, res *Result) {
	var findings []diag.Finding
	res.State = Failed
	if j.faulty {
		w.ended(res, nil)
		return
	}
	defer func() { w.ended(res, findings) }()
	defer diag.Catch(&findings, j.of.cases[j.kase].path)
	file, findings := w.read(j)
	report := func(fs []diag.Finding) bool {
		findings = append(findings, j.place(fs)...)
		return diag.Stops(fs)
	}
	if diag.Stops(findings) {
		return
	}
	rec := record{Job: res.Job, Dispatch: j.of.name, Case: j.of.cases[j.kase].name, Board: j.boardID(), Common: j.of.id, Data: sumOf(file),
		Pictures: map[string]Sum{}, Files: map[string]Sum{}}
	if old, ok := w.store.results[res.Job]; ok && !w.opts.Force {
		if current, faults := w.current(old, rec, file.Name); current {
			report(faults)
			res.State = Current
			return
		}
	}
	outputs, faults := w.make(j, file, rec)
	if report(faults) {
		return
	}
	if report(w.write(j, rec, outputs, res)) {
		return
	}
	res.State = Done
}

// read is the case of a job, or the file as it is.
func (w *worker) read(j job) (casefile.File, []diag.Finding) {
	if j.board < 0 {
		file, findings := w.files().Read(j.of.cases[j.kase].path)
		return file, append(findings, w.src.Hold(&file)...)
	}
	if w.of != j.of || w.kase != j.kase {
		w.base, w.faults = j.of.base(w.files(), j.kase)
		w.of, w.kase = j.of, j.kase
	}
	if diag.Stops(w.faults) {
		return w.base, w.faults
	}
	file := j.of.over(w.base, j)
	return file, append(slices.Clone(w.faults), j.of.missing(file, j)...)
}

// missing reports what the case of a job lacks, where the utskick speaks of its
// board.
func (d *dispatch) missing(file casefile.File, j job) []diag.Finding {
	findings := casefile.Missing(file.Case)
	for i := range findings {
		f := &findings[i]
		f.Message = fmt.Sprintf("%s för ”%s”", f.Message, j.boardID())
		f.Path = "skillnader." + j.boardID() + "." + f.Path
		g := slices.IndexFunc(d.rows.groups, func(g *group) bool { return g.board == j.boardID() })
		switch {
		case g >= 0:
			findings[i] = d.rows.at(d.rows.groups[g].at, *f)
		case d.rows.table.File != "":
			f.File, f.Path = d.rows.table.File, ""
			f.Message += ", som inte har någon rad"
			f.Remedy = fmt.Sprintf("lägg till en rad för ”%s”", j.boardID())
		case !slices.ContainsFunc(d.file.Dispatch.Differences, func(x namnd.Difference) bool { return x.ID == j.boardID() }):
			f.Path = "nämnder"
		}
	}
	return d.file.Marks.Resolve(findings)
}

// current reports whether a job's files are as the record of an earlier run says
// and would come out the same. A file that was changed by hand since is let be.
func (w *worker) current(old, now record, beside string) (bool, []diag.Finding) {
	if old.Common != now.Common || old.Data != now.Data || len(old.Files) == 0 {
		return false, nil
	}
	for name, sum := range old.Pictures {
		if data, err := w.src.Image(beside, name); err != nil || sha256.Sum256(data) != sum {
			return false, nil
		}
	}
	var findings []diag.Finding
	for _, name := range slices.Sorted(maps.Keys(old.Files)) {
		data, err := w.dir.ReadFile(name)
		switch sum := Sum(sha256.Sum256(data)); {
		case err != nil:
			return false, nil
		case sum == old.Files[name]:
		case slices.Contains(w.store.known[name], sum):
			return false, nil
		default:
			f := edited(name)
			f.Severity = diag.Warning
			findings = append(findings, f)
		}
	}
	return true, findings
}

func edited(name string) diag.Finding {
	return diag.Finding{File: name, Rule: "ändrad-för-hand", Message: "filen är inte som kansli skrev den, så den skrivs inte över",
		Remedy: "för in ändringen i underlaget och kör med --force, som skriver över filen"}
}

// make makes the papers of a job, and notes which pictures are in them.
func (w *worker) make(j job, file casefile.File, rec record) ([]output, []diag.Finding) {
	findings := paper.Check(file, nil, nil) // boards are told apart by others
	if diag.Stops(findings) {
		return nil, findings
	}
	papers, faults := w.src.Shop.Papers(file)
	findings = append(findings, faults...)
	opts := paper.Options{Image: func(name string) ([]byte, error) {
		data, err := w.src.Image(file.Name, name)
		if err == nil {
			rec.Pictures[name] = sha256.Sum256(data)
		}
		return data, err
	}, Room: w.pdf}
	var outputs []output
	for _, p := range papers {
		findings = append(findings, p.Trace(j.of.others.find(p.Markdown, boardOf(file), j.of.file.Dispatch.MayName))...)
		if diag.Stops(findings) {
			continue
		}
		files, faults := w.src.Shop.Write(p, opts, w.src.Formats...)
		findings = append(findings, faults...)
		opts.Room = nil // the next paper of the job must not be written over this one
		for i, f := range files {
			if w.src.Formats[i] == paper.PDF {
				w.pdf = f.Data
			}
			name := j.of.pattern.file(j.target, suffix(j, p, file), string(w.src.Formats[i]))
			outputs = append(outputs, output{name, f.Data, f.Sum})
		}
	}
	return outputs, findings
}

// suffix is what tells the papers of a file apart. An ärende gives one paper, so
// a pattern without papper needs none.
func suffix(j job, p paper.Paper, file casefile.File) string {
	if file.Kind == casefile.KindCase && !j.of.pattern.paper {
		return ""
	}
	return p.Suffix
}

func boardOf(file casefile.File) namnd.Board {
	if file.Meeting != nil {
		return file.Meeting.Board
	}
	return file.Case.Board
}

// write puts the files of a job in the folder, unless one of them is not known:
// then somebody changed it, and none is written.
func (w *worker) write(j job, rec record, outputs []output, res *Result) []diag.Finding {
	var findings []diag.Finding
	var changes []output
	for _, o := range outputs {
		old, err := w.existing(o.name)
		sum := Sum(sha256.Sum256(old))
		switch {
		case err == nil && sum == o.sum:
		case err == nil && !w.opts.Force && !slices.Contains(w.store.known[o.name], sum):
			findings = append(findings, edited(o.name))
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			findings = append(findings, unwritable(o.name, err))
		default:
			changes = append(changes, o)
			res.Files = append(res.Files, Written{o.name, err != nil})
		}
		rec.Files[o.name] = o.sum
	}
	if len(findings) > 0 || w.opts.Dry {
		if len(findings) > 0 {
			res.Files = nil
		}
		return findings
	}
	if len(outputs) == 0 {
		return nil
	}
	line := rec.json()
	if len(changes) > 0 {
		if err := w.announce(j.of, line); err != nil {
			w.stop(err)
			res.Files = nil
			return []diag.Finding{unwritable(w.store.name, err)}
		}
	}
	for i, o := range changes {
		if err := w.dir.Replace(o.name, o.data); err != nil {
			if outdir.IsFull(err) {
				w.stop(err)
			}
			rec = w.unfinished(rec, changes[i:])
			w.keep(rec, rec.json())
			res.Files = res.Files[:i]
			return []diag.Finding{unwritable(o.name, err)}
		}
	}
	w.keep(rec, line)
	return nil
}

// existing is what is at a name before the run writes there.
func (w *worker) existing(name string) ([]byte, error) {
	if w.empty {
		return nil, fs.ErrNotExist
	}
	return w.dir.ReadFile(name)
}

// unfinished is the record of a job some of whose files could not be written and
// so are what they were.
func (w *worker) unfinished(rec record, left []output) record {
	rec.Data = Sum{}
	for _, o := range left {
		delete(rec.Files, o.name)
		if old, err := w.dir.ReadFile(o.name); err == nil {
			rec.Files[o.name] = sha256.Sum256(old)
		}
	}
	return rec
}

func unwritable(name string, err error) diag.Finding {
	reason := err.Error()
	if outdir.IsFull(err) {
		reason = "disken är full"
	}
	return diag.Finding{File: name, Rule: "går-ej-att-skriva", Message: "filen går inte att skriva: " + reason, Remedy: "gör plats eller stäng filen i andra program, och kör igen"}
}

// place moves findings about a row to its cell.
func (j job) place(fs []diag.Finding) []diag.Finding {
	r := j.of.rows
	for i, f := range fs {
		if f.File == "" || f.File != r.table.File {
			continue
		}
		for _, g := range r.groups {
			if c, ok := g.cell(f.Path); ok && g.board == j.boardID() && (g.kase == "" || j.of.cases[j.kase].is(g.kase)) {
				fs[i] = r.at(c, f)
			}
		}
	}
	return fs
}
