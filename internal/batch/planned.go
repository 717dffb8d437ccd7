package batch

import (
	"iter"

	"kansli/internal/casefile"
	"kansli/internal/diag"
	"kansli/internal/paper"
)

// Planned is a case as it is for one board.
type Planned struct {
	File casefile.File
	job  job
}

// Name tells the case for this board from that for any other.
func (p Planned) Name() string {
	if p.job.board < 0 {
		return p.File.Name
	}
	return p.job.of.file.Name + "#" + p.job.name()
}

// Path is where a run writes a paper of the case, below its folder.
func (p Planned) Path(made paper.Paper, format paper.Format) string {
	return p.job.of.pattern.file(p.job.target, suffix(p.job, made, p.File), string(format))
}

// Cases are the cases of the plan, in the order of its jobs, each with what was
// found in it. Those with an error that was found when the run was planned are left
// out.
func (p *Plan) Cases() iter.Seq2[Planned, []diag.Finding] {
	return func(yield func(Planned, []diag.Finding) bool) {
		w := &worker{run: &run{Plan: p}}
		for _, j := range p.jobs {
			if j.faulty {
				continue
			}
			file, findings := w.read(j)
			if !yield(Planned{file, j}, j.place(findings)) {
				return
			}
		}
	}
}
