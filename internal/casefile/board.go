package casefile

import (
	"fmt"
	"path"
	"reflect"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/namnd"
)

// register is the boards that a folder's files can name, and what is to be said
// of the file they stand in. Without any such file, boards is nil.
type register struct {
	boards   *namnd.Boards
	findings []diag.Finding
}

// registerNames are the names that a register may have, the first one first.
var registerNames = []string{"namnder.yaml", "nämnder.yaml"}

// maxAbove is how many folders above the one that the user stands in are
// searched.
const maxAbove = 8

// registerFor returns the register nearest to a folder.
func (r *Reader) registerFor(dir string) *register {
	if r.Boards != nil {
		return &register{boards: r.Boards}
	}
	if known, ok := r.registers[dir]; ok {
		return known
	}
	found := &register{}
	for _, name := range registerNames {
		if out, ok := r.referred(path.Join(dir, name), checkRegister); ok {
			found = &register{out.file.Boards, out.findings}
			r.registers[dir] = found
			return found
		}
	}
	if above := path.Join(dir, ".."); above != dir && strings.Count(above, "..") <= maxAbove {
		found = r.registerFor(above)
	}
	r.registers[dir] = found
	return found
}

// checkRegister completes the boards of a register and reports what they lack.
func checkRegister(out *outcome) {
	boards := out.file.Boards
	if boards == nil {
		if out.file.Kind != "" {
			out.report(diag.Finding{Path: "typ", Rule: "fel-typ", Message: fmt.Sprintf("filen är ”%s” men används som register över nämnder", out.file.Kind), Remedy: "skriv typ: nämnder, eller ge filen ett annat namn"})
		}
		return
	}
	seen := map[string]bool{}
	for i := range boards.Boards {
		b := &boards.Boards[i]
		complete(b)
		if !seen[b.ID] {
			out.report(lacks(*b, "nämnder."+b.ID)...)
		}
		seen[b.ID] = true
	}
}

// complete fills in what follows from the rest of a board.
func complete(b *namnd.Board) {
	if b.OfficeKind == "" {
		b.OfficeKind = namnd.Administration
	}
	if b.Short == "" && b.Kind == namnd.District {
		b.Short = "stadsdelsnämnden"
	}
	if b.Short == "" {
		b.Short = b.Name
	}
}

// lacks reports the fields that every paper needs and a board does not have.
func lacks(b namnd.Board, at string) []diag.Finding {
	var findings []diag.Finding
	for _, need := range []struct{ field, value, remedy string }{
		{"namn", b.Name, "skriv namnet som det står i löpande text, till exempel Bromma stadsdelsnämnd"},
		{"genitiv", b.Genitive, "skriv namnet i genitiv, till exempel Bromma stadsdelsnämnds"},
		{"slag", string(b.Kind), "skriv stadsdelsnämnd eller facknämnd"},
		{"förvaltning", b.Office, "skriv förvaltningens namn som det står i brevhuvudet"},
	} {
		if strings.TrimSpace(need.value) == "" {
			findings = append(findings, diag.Finding{Path: at + "." + need.field, Rule: "saknas", Message: need.field + " saknas för nämnden", Remedy: need.remedy})
		}
	}
	return findings
}

// fillBoard fills in the board that a file names by id. What the file itself
// says of the board goes before the register. What a board of the register lacks
// is reported there.
func (r *Reader) fillBoard(b *namnd.Board, out *outcome) {
	if reflect.ValueOf(b).Elem().IsZero() {
		return
	}
	if b.ID != "" {
		reg := r.registerFor(path.Dir(path.Clean(out.file.Name)))
		out.findings = append(out.findings, reg.findings...)
		if from, ok := lookUp(reg.boards, b.ID); ok {
			fillIn(b, from)
			complete(b)
			return
		}
		if b.Name == "" {
			out.report(unknownBoard(reg.boards, b.ID))
			return
		}
	}
	complete(b)
	out.report(lacks(*b, "nämnd")...)
}

// lookUp finds a board of the register, where it stays as it is.
func lookUp(boards *namnd.Boards, id string) (*namnd.Board, bool) {
	if boards != nil {
		for i := range boards.Boards {
			if boards.Boards[i].ID == id {
				return &boards.Boards[i], true
			}
		}
	}
	return nil, false
}

func unknownBoard(boards *namnd.Boards, id string) diag.Finding {
	f := diag.Finding{Path: "nämnd", Rule: "okänd-nämnd", Message: fmt.Sprintf("nämnden ”%s” finns inte bland nämnderna", id)}
	if boards == nil {
		f.Message = fmt.Sprintf("nämnden ”%s” kan inte slås upp, för det finns ingen fil med nämnder", id)
		f.Remedy = "lägg namnder.yaml i samma mapp som filen eller i en mapp ovanför, eller skriv ut nämnden här"
		return f
	}
	var ids []string
	for _, b := range boards.Boards {
		ids = append(ids, b.ID)
	}
	f.Remedy = "nämnder som finns: " + strings.Join(ids, ", ")
	if near, found := diag.Nearest(id, ids); found {
		f.Remedy = fmt.Sprintf("skriv ”%s”; %s", near, f.Remedy)
	}
	return f
}

// fillIn gives a board the fields that it lacks and another has.
func fillIn(b, other *namnd.Board) {
	to, from := reflect.ValueOf(b).Elem(), reflect.ValueOf(other).Elem()
	for i := range to.NumField() {
		if to.Field(i).IsZero() {
			to.Field(i).Set(from.Field(i))
		}
	}
}
