// Package batch makes many papers in one run: the cases of an utskick for each
// of its boards, on all processors, into one folder with a manifest.
//
//	utskick, rows  NewPlan   jobs, each with a name and a target; all faults that can be known
//	jobs           Run       papers, checked for what belongs to other boards; files; manifest.json
//	manifests      Join      those of several machines as one
//
// A job is small and its case is read when its turn comes, so that memory does
// not grow with the number of documents. What a job is made from is summed up
// and kept in the manifest; a job whose sums are the same is not done again.
package batch

import (
	"crypto/sha256"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"kansli/internal/casefile"
	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/paper"
	"kansli/internal/rowfile"
)

// Source is what a plan is made from. Names are slash separated, as the user
// wrote them or relative to a file that the user named.
type Source struct {
	Read    func(name string) ([]byte, error)
	List    func(folder string) ([]string, error)                    // the YAML files in a folder and below, sorted; none for a file
	Rows    func(name, sheet string) (rowfile.Table, []diag.Finding) // reads the file under rader
	Image   func(beside, name string) ([]byte, error)                // a picture that a file names
	Hold    func(*casefile.File) []diag.Finding                      // holds a file against what locks it, if anything does
	Boards  *namnd.Boards                                            // the register; nil for the nearest to each file
	Shop    *paper.Workshop
	Formats []paper.Format
	Program string // the program's version
}

// reader returns a reader of the source's files, for one goroutine.
func (s Source) reader() *casefile.Reader {
	r := casefile.NewReader(s.Read)
	r.Boards = s.Boards
	return r
}

// Plan is the jobs of one run.
type Plan struct {
	src        Source
	dispatches []*dispatch
	jobs       []job // by utskick, case and board, in the order of the files
}

// job is a case for a board, or a file as it is.
type job struct {
	of     *dispatch
	kase   int
	board  int    // index into the utskick's boards, -1 for a file as it is
	target string // of its files, see pattern
	faulty bool   // a fault in its part of the utskick is reported already
}

// name is what a job is called, wherever and however often it is planned.
func (j job) name() string {
	return path.Join(j.of.name, j.of.cases[j.kase].name, j.boardID())
}

func (j job) boardID() string {
	if j.board < 0 {
		return ""
	}
	return j.of.file.Dispatch.To[j.board].ID
}

// Jobs is how many jobs the plan has.
func (p *Plan) Jobs() int { return len(p.jobs) }

// NewPlan plans the utskick with these names. When a finding stops the run as a
// whole, such as two jobs with one target, there is no plan; a fault that only
// concerns one board or one case stops those jobs alone.
func NewPlan(src Source, names []string) (*Plan, []diag.Finding) {
	p := &Plan{src: src}
	parts := map[string]Sum{}
	var unreadable error
	var summing sync.WaitGroup // up while the utskick are read, for the faces are large
	summing.Go(func() {
		unreadable = src.Shop.EachPart(func(name string, data []byte) { parts[name] = sha256.Sum256(data) })
	})
	var findings []diag.Finding
	stop := false
	reader := src.reader()
	for i, short := range shorten(names) {
		d, faults := p.read(reader, names[i], short)
		findings = append(findings, faults...)
		if d == nil {
			stop = true
			continue
		}
		p.dispatches = append(p.dispatches, d)
		jobs, faults := p.plan(reader, d)
		findings = append(findings, faults...)
		p.jobs = append(p.jobs, jobs...)
	}
	if summing.Wait(); unreadable != nil {
		findings = append(findings, diag.Finding{Rule: "oläslig-mall", Message: "mallarna går inte att läsa: " + unreadable.Error(), Remedy: "se efter att du får läsa dem"})
		stop = true
	}
	for _, d := range p.dispatches {
		d.common.Parts = parts
		d.id = d.common.id()
	}
	faults := p.collisions()
	findings = diag.Sort(append(findings, faults...))
	if stop || len(faults) > 0 {
		return nil, findings
	}
	return p, findings
}

// shorten takes the folders that all names share, and the endings, from names.
func shorten(names []string) []string {
	shared := ""
	for i, name := range names {
		dir := path.Dir(path.Clean(name)) + "/"
		for i > 0 && !strings.HasPrefix(dir, shared) {
			shared = shared[:strings.LastIndexByte(strings.TrimSuffix(shared, "/"), '/')+1]
		}
		if i == 0 {
			shared = dir
		}
	}
	var out []string
	for _, name := range names {
		name = strings.TrimPrefix(path.Clean(name), shared)
		out = append(out, strings.TrimSuffix(name, path.Ext(name)))
	}
	return out
}

// plan makes the jobs of an utskick and gathers what belongs to each board.
func (p *Plan) plan(reader *casefile.Reader, d *dispatch) ([]job, []diag.Finding) {
	all := slices.Clone(reader.BoardsFor(d.file.Name))
	terms, twice := newBuilder(all), copies{dnr: map[string]string{}, handlers: map[string]string{}}
	var jobs []job
	var findings []diag.Finding
	unread := &namnd.Case{}
	for i, c := range d.cases {
		if len(d.file.Dispatch.Boards) == 0 {
			j := job{of: d, kase: i, board: -1, faulty: c.faulty}
			s := subject{dispatch: d.name, file: d.stem(c), kase: unread}
			if d.pattern.data() {
				s.kase, s.board = contents(reader, c.path)
			}
			j.target = d.pattern.target(s)
			jobs = append(jobs, j)
			continue
		}
		base, faults := d.base(reader, i)
		findings = append(findings, faults...)
		if base.Case != nil {
			terms.addCase(base.Case)
		}
		for b, board := range d.file.Dispatch.To {
			j := job{of: d, kase: i, board: b, faulty: c.faulty || d.rows.faulty[board.ID] || diag.Stops(faults)}
			file := d.over(base, j)
			terms.addCase(file.Case)
			same := j.place(file.Marks.Resolve(twice.check(file.Case, j)))
			j.faulty = j.faulty || diag.Stops(same)
			findings = append(findings, same...)
			j.target = d.pattern.target(subject{d.name, d.stem(c), file.Case, file.Case.Board})
			jobs = append(jobs, j)
		}
	}
	d.common.Program = p.src.Program
	d.others, d.common.Others = terms.build()
	for _, f := range p.src.Formats {
		d.common.Formats = append(d.common.Formats, string(f))
	}
	return jobs, findings
}

// copies finds what two boards have in common and most often should not: a row
// that was copied and not changed.
type copies struct{ dnr, handlers map[string]string } // the board that had it first

func (c copies) check(kase *namnd.Case, j job) []diag.Finding {
	var findings []diag.Finding
	look := func(seen map[string]string, text string, f diag.Finding) {
		if first, ok := seen[text]; ok && first != j.boardID() {
			f.Message = fmt.Sprintf(f.Message, text, first, j.boardID())
			findings = append(findings, f)
		} else {
			seen[text] = j.boardID()
		}
	}
	for i, dnr := range kase.Dnr {
		look(c.dnr, dnr, diag.Finding{Path: fmt.Sprintf("dnr[%d]", i), Rule: "samma-dnr", Message: "”%s” är dnr för både ”%s” och ”%s”", Remedy: "skriv nämndens eget diarienummer"})
	}
	for i, p := range j.own().Handlers {
		look(c.handlers, p.Name, diag.Finding{Path: fmt.Sprintf("handläggare[%d]", i), Severity: diag.Warning, Rule: "samma-handläggare", Message: "”%s” är handläggare för både ”%s” och ”%s”", Remedy: "se efter att raden inte är en kopia"})
	}
	return findings
}

// collisions reports jobs that would write the same files.
func (p *Plan) collisions() []diag.Finding {
	var findings []diag.Finding
	taken := map[string]int{}
	for i, j := range p.jobs {
		first, ok := taken[j.target]
		if !ok {
			taken[j.target] = i
			continue
		}
		findings = append(findings, diag.Finding{File: j.of.file.Name, Rule: "samma-utfil",
			Message: fmt.Sprintf("%s och %s skulle skriva samma fil, %s", p.jobs[first].name(), j.name(), strings.ReplaceAll(j.target, paperMark, "…")),
			Remedy:  "ta med något i filnamn som skiljer dem åt, till exempel {{ nämnd.id }} eller {{ dnr }}"})
	}
	return findings
}
