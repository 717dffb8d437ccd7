package casefile

import (
	"fmt"
	"path"
	"slices"

	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/yamldoc"
)

// fillDispatch finds the boards of an utskick and reports those that it names
// and that are not there. The files of its cases are not opened.
func (r *Reader) fillDispatch(out *outcome) {
	d := out.file.Dispatch
	if d == nil {
		return
	}
	reg := r.registerFor(path.Dir(path.Clean(out.file.Name)))
	out.findings = append(out.findings, reg.findings...)
	before := len(out.findings)
	for i, word := range d.Boards {
		d.To = append(d.To, r.chosen(word, fmt.Sprintf("nämnder[%d]", i), reg.boards, d.To, out)...)
	}
	certain := len(d.Boards) > 0 && len(out.findings) == before
	r.checkDifferences(d.Differences, "skillnader", reg.boards, certain, out)
	for i := range d.Cases {
		at := fmt.Sprintf("ärende[%d]", i)
		if c := &d.Cases[i]; c.Board.ID != "" && c.File == "" {
			out.report(diag.Finding{Path: at + ".nämnd", Rule: "nämnd-i-utskick", Message: "vilka nämnder ärendet går till står under nämnder i utskicket", Remedy: "ta bort nämnd här"})
		}
		r.checkDifferences(d.Cases[i].Differences, at+".skillnader", reg.boards, certain, out)
	}
	for i, id := range d.MayName {
		if _, ok := lookUp(reg.boards, id); !ok {
			out.report(unknownAt(reg.boards, id, fmt.Sprintf("får_nämna[%d]", i)))
		}
	}
	if len(d.Boards) == 0 && (len(d.Differences) > 0 || d.Rows != "") {
		out.report(diag.Finding{Path: "skillnader", Rule: "nämnder-saknas", Message: "utskicket säger vad som skiljer men inte vilka nämnder det går till", Remedy: "skriv nämnder: stadsdelsnämnd, eller en lista med nämndernas id"})
	}
}

// chosen returns the boards that a word under nämnder means, without those that
// are chosen already. A word for many leaves out boards that are no more.
func (r *Reader) chosen(word, at string, boards *namnd.Boards, already []namnd.Board, out *outcome) []namnd.Board {
	if one, ok := lookUp(boards, word); ok {
		if has(already, word) {
			out.report(diag.Finding{Path: at, Rule: "dubbel-nämnd", Message: fmt.Sprintf("”%s” är redan med", word), Remedy: "ta bort den ena"})
			return nil
		}
		return []namnd.Board{*one}
	}
	kinds := append(namnd.BoardKind("").Values(), namnd.AllBoards)
	if boards == nil || !slices.Contains(kinds, word) {
		f := unknownAt(boards, word, at)
		if near, ok := diag.Nearest(word, kinds); ok && boards != nil {
			f.Remedy = fmt.Sprintf("skriv ”%s” för alla av det slaget; %s", near, f.Remedy)
		}
		out.report(f)
		return nil
	}
	var found []namnd.Board
	for _, b := range boards.Boards {
		if (word == namnd.AllBoards || word == string(b.Kind)) && b.DissolvedSince.IsZero() && !has(already, b.ID) {
			found = append(found, b)
		}
	}
	return found
}

func has(boards []namnd.Board, id string) bool {
	return slices.ContainsFunc(boards, func(b namnd.Board) bool { return b.ID == id })
}

func unknownAt(boards *namnd.Boards, id, at string) diag.Finding {
	f := unknownBoard(boards, id)
	f.Path = at
	return f
}

// checkDifferences reports differences for boards that are not known or, if it is
// certain which boards the utskick goes to, are not among them.
func (r *Reader) checkDifferences(ds []namnd.Difference, at string, boards *namnd.Boards, certain bool, out *outcome) {
	for _, d := range ds {
		switch _, known := lookUp(boards, d.ID); {
		case !known:
			out.report(unknownAt(boards, d.ID, at+"."+d.ID))
		case certain && !has(out.file.Dispatch.To, d.ID):
			out.report(diag.Finding{Path: at + "." + d.ID, Rule: "nämnd-utanför-utskick", Message: fmt.Sprintf("utskicket går inte till ”%s”", d.ID), Remedy: "lägg till den under nämnder, eller ta bort den här"})
		}
	}
}

// ReadPart reads the file of an ärende that an utskick completes, so that none
// of its fields is required, and fills in its board if it names one.
func (r *Reader) ReadPart(name string) (File, []diag.Finding) {
	src, err := r.files(name)
	if err != nil {
		return File{Name: name}, []diag.Finding{unopened(name, err)}
	}
	doc, findings := yamldoc.Parse(name, src)
	out := outcome{File{Name: name}, findings}
	kind, faults := kindOf(doc)
	if kind != KindCase {
		faults = append(faults, diag.Finding{Path: "typ", Rule: "fel-typ", Message: fmt.Sprintf("”%s” är ”%s” och inte ett ärende", name, kind), Remedy: "ange ärendets fil i utskicket"})
	}
	var f struct {
		Kind       caseWord `sv:"typ"`
		namnd.Case `sv:",partial"`
	}
	marks, more := doc.Decode(&f)
	out.file.Kind, out.file.Case, out.file.Marks = KindCase, &f.Case, marks
	out.findings = append(append(out.findings, more...), marks.Resolve(faults)...)
	r.fillCase(&out)
	return out.file, diag.Sort(out.findings)
}

// ParsePart reads fields of an ärende that stand by themselves, such as a row of
// a table written as JSON.
func ParsePart(name string, src []byte) (namnd.Case, yamldoc.Marks, []diag.Finding) {
	var f struct {
		namnd.Case `sv:",partial"`
	}
	marks, findings := yamldoc.Decode(name, src, &f)
	return f.Case, marks, findings
}

// Missing reports the fields that an ärende must have and that one that was put
// together of parts lacks. The findings have a path only.
func Missing(c *namnd.Case) []diag.Finding { return yamldoc.Missing(c) }
