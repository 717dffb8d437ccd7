package batch

import (
	"cmp"
	"fmt"
	"slices"

	"kansli/internal/diag"
	"kansli/internal/namnd"
)

// Comparison is what a case has for each of two boards.
type Comparison struct {
	Dispatch, Case string
	Differ         []Pair
	Same           []string // fields that are the same for both
}

// Pair is a field and its two values; "" for none.
type Pair struct{ Field, A, B string }

// Diff compares what the cases have for two boards, in the order of the plan.
func (p *Plan) Diff(a, b string) ([]Comparison, []diag.Finding) {
	var out []Comparison
	var findings []diag.Finding
	for _, d := range p.dispatches {
		reader := p.src.reader()
		sides := [2]int{}
		missing := false
		for i, id := range []string{a, b} {
			sides[i] = slices.IndexFunc(d.file.Dispatch.To, func(board namnd.Board) bool { return board.ID == id })
			if sides[i] < 0 {
				_, remedy := findBoard(id, d.file.Dispatch.To)
				findings = append(findings, diag.Finding{File: d.file.Name, Rule: "okänd-nämnd", Message: fmt.Sprintf("utskicket går inte till ”%s”", id), Remedy: remedy})
				missing = true
			}
		}
		for i, c := range d.cases {
			if missing {
				break
			}
			base, _ := d.base(reader, i)
			left := d.over(base, job{of: d, kase: i, board: sides[0]}).Case.Fields()
			right := d.over(base, job{of: d, kase: i, board: sides[1]}).Case.Fields()
			out = append(out, compare(Comparison{Dispatch: d.name, Case: c.name}, left, right))
		}
	}
	return out, diag.Sort(findings)
}

func compare(c Comparison, left, right []namnd.Field) Comparison {
	text := func(fields []namnd.Field, path string) string {
		if i := slices.IndexFunc(fields, func(f namnd.Field) bool { return f.Path == path }); i >= 0 {
			return fields[i].Text
		}
		return ""
	}
	for _, f := range left {
		if other := text(right, f.Path); other != f.Text {
			c.Differ = append(c.Differ, Pair{f.Path, f.Text, other})
		} else {
			c.Same = append(c.Same, f.Path)
		}
	}
	for _, f := range right {
		if text(left, f.Path) == "" {
			c.Differ = append(c.Differ, Pair{f.Path, "", f.Text})
		}
	}
	return c
}

// differs is the table of the manifest: what the utskick says that differs from
// board to board, of the jobs of a part. Fields that came out the same for every
// board are left out.
func (p *Plan) differs(part Shard) []difference {
	out := []difference{}
	for from := 0; from < len(p.jobs); {
		to := from
		for to < len(p.jobs) && p.jobs[to].of == p.jobs[from].of && p.jobs[to].kase == p.jobs[from].kase {
			to++
		}
		if p.jobs[from].board >= 0 {
			out = append(out, differing(p.jobs[from:to], part)...)
		}
		from = to
	}
	slices.SortFunc(out, func(a, b difference) int {
		return cmp.Or(cmp.Compare(a.Dispatch, b.Dispatch), cmp.Compare(a.Case, b.Case), cmp.Compare(a.Board, b.Board))
	})
	return out
}

// differing compares the jobs of one case for several boards.
func differing(jobs []job, part Shard) []difference {
	all := make([]difference, len(jobs))
	count := map[namnd.Field]int{}
	for i, j := range jobs {
		all[i] = difference{j.of.name, j.of.cases[j.kase].name, j.boardID(), map[string]string{}}
		for _, f := range j.own().Fields() {
			all[i].Values[f.Path] = f.Text
			count[f]++
		}
	}
	var out []difference
	for i, d := range all {
		for path, text := range d.Values {
			if len(jobs) > 1 && count[namnd.Field{Path: path, Text: text}] == len(jobs) {
				delete(d.Values, path)
			}
		}
		if part.Has(jobs[i].name()) {
			out = append(out, d)
		}
	}
	return out
}

// own is what the utskick says for the board of a job alone.
func (j job) own() namnd.Case {
	var kase namnd.Case
	for _, layers := range [][]boardLayer{j.of.layers, j.of.cases[j.kase].layers} {
		for _, l := range layers {
			if l.board != "" && l.board == j.boardID() {
				kase = kase.With(l.layer.kase, l.layer.words)
			}
		}
	}
	return kase
}
