package batch

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"kansli/internal/casefile"
	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/rowfile"
	"kansli/internal/yamldoc"
)

// dispatch is an utskick.
type dispatch struct {
	name    string // path without ending, from the folder that all utskick share
	file    casefile.File
	cases   []theCase
	layers  []boardLayer // of all cases; sorted by weight
	rows    *rows
	pattern pattern
	others  *others
	common  common
	id      string // of common
}

// theCase is a case of an utskick.
type theCase struct {
	name   string // as it is called in lists: its path from the utskick, or the utskick's own name
	path   string // of the file; "" when it is written in the utskick
	at     string // its path in the utskick, such as ärende[0]
	layers []boardLayer
	faulty bool
}

// is reports whether a case is the one that a row names.
func (c theCase) is(name string) bool {
	return name == c.name || name == strings.TrimSuffix(c.name, path.Ext(c.name))
}

// boardLayer is what differs for one board.
type boardLayer struct {
	board string // "" for all
	layer layer
}

// layer is fields of a case that go over those below.
type layer struct {
	kase      namnd.Case
	words     []string
	redirects []yamldoc.Redirect
}

// newLayer makes a layer of the fields that are written below a path of a file.
func newLayer(c namnd.Case, marks yamldoc.Marks, at string) layer {
	l := layer{kase: c}
	dot := at
	if dot != "" {
		dot += "."
	}
	for _, word := range marks.Keys(at) {
		f := caseField(word)
		if f.Name == "" {
			continue
		}
		l.words = append(l.words, word)
		if !rowfile.Named(f) {
			l.redirects = append(l.redirects, yamldoc.Redirect{Path: word, To: marks, At: dot + word})
			continue
		}
		for _, key := range marks.Keys(dot + word) {
			l.redirects = append(l.redirects, yamldoc.Redirect{Path: word + "." + key, To: marks, At: dot + word + "." + key})
		}
	}
	return l
}

// read reads an utskick; nil when it cannot be carried out at all.
func (p *Plan) read(reader *casefile.Reader, name, short string) (*dispatch, []diag.Finding) {
	file, findings := reader.Read(name)
	if file.Dispatch == nil {
		if file.Kind != "" {
			findings = append(findings, diag.Finding{File: name, Rule: "fel-typ", Message: fmt.Sprintf("filen är ”%s” och inget utskick", file.Kind), Remedy: "ange en fil med typ: utskick"})
		}
		return nil, findings
	}
	d := &dispatch{name: short, file: file}
	text := cmp.Or(file.Dispatch.FileName, boardPattern)
	if file.Dispatch.FileName == "" && len(file.Dispatch.Boards) == 0 {
		text = filePattern
	}
	pattern, faults := parsePattern(text)
	d.pattern = pattern
	findings = append(findings, file.Marks.Resolve(faults)...)
	for _, diff := range file.Dispatch.Differences {
		d.layers = append(d.layers, boardLayer{diff.ID, newLayer(diff.Case, file.Marks, "skillnader."+diff.ID)})
	}
	d.rows = &rows{faulty: map[string]bool{}}
	if file.Dispatch.Rows != "" {
		d.rows, faults = p.readTable(d)
		findings = append(findings, faults...)
	}
	findings = append(findings, p.findCases(d)...)
	findings = append(findings, d.placeRows()...)
	for _, f := range findings {
		if f.Severity == diag.Error && !d.partial(f) {
			return nil, findings
		}
	}
	return d, findings
}

// partial reports whether a fault concerns only some jobs, and marks those.
func (d *dispatch) partial(f diag.Finding) bool {
	if f.File == d.rows.table.File && f.File != "" {
		return !d.rows.broken
	}
	if f.File != d.file.Name {
		return false
	}
	for i, c := range d.cases {
		if strings.HasPrefix(f.Path, c.at+".") || f.Path == c.at {
			d.cases[i].faulty = true
			return true
		}
	}
	for _, b := range d.file.Dispatch.To {
		if strings.HasPrefix(f.Path, "skillnader."+b.ID+".") {
			d.rows.faulty[b.ID] = true
			return true
		}
	}
	return false
}

func (p *Plan) readTable(d *dispatch) (*rows, []diag.Finding) {
	name := d.beside(d.file.Dispatch.Rows)
	table, findings := p.src.Rows(name, d.file.Dispatch.Sheet)
	table.File = name
	return readRows(table, d.file.Dispatch.To, findings)
}

// beside is the name of a file that the utskick names.
func (d *dispatch) beside(name string) string {
	name = strings.ReplaceAll(name, `\`, "/")
	if path.IsAbs(name) {
		return path.Clean(name)
	}
	return path.Join(path.Dir(d.file.Name), name)
}

// findCases lists the cases of an utskick, a folder as the files in it.
func (p *Plan) findCases(d *dispatch) []diag.Finding {
	var findings []diag.Finding
	for i, c := range d.file.Dispatch.Cases {
		at := fmt.Sprintf("ärende[%d]", i)
		own := []boardLayer{{"", newLayer(c.Case, d.file.Marks, at)}}
		for _, diff := range c.Differences {
			own = append(own, boardLayer{diff.ID, newLayer(diff.Case, d.file.Marks, at+".skillnader."+diff.ID)})
		}
		if c.File == "" {
			name := ""
			if len(d.file.Dispatch.Cases) > 1 {
				name = fmt.Sprint(i + 1)
			}
			d.cases = append(d.cases, theCase{name: name, at: at, layers: own})
			continue
		}
		if len(d.file.Dispatch.Boards) == 0 && len(own[0].layer.words) > 0 {
			findings = append(findings, d.file.Marks.Resolve([]diag.Finding{{Path: at, Rule: "nämnder-saknas", Message: "ärendet har fält i utskicket, men utskicket säger inte vilka nämnder det går till", Remedy: "skriv nämnder, eller flytta fälten till ärendets fil"}})...)
		}
		files, err := p.src.List(d.beside(c.File))
		if err != nil {
			findings = append(findings, d.file.Marks.Resolve([]diag.Finding{{Path: at, Rule: "filen-saknas", Message: fmt.Sprintf("”%s” går inte att öppna", c.File), Remedy: "sökvägen räknas från utskickets fil; se efter hur den stavas"}})...)
			continue
		}
		for _, file := range files {
			if file != d.file.Name {
				d.cases = append(d.cases, theCase{name: d.from(file), path: file, at: at, layers: own})
			}
		}
	}
	return findings
}

// from is the name of a file as seen from the utskick.
func (d *dispatch) from(file string) string {
	if rest, ok := strings.CutPrefix(file, path.Dir(d.file.Name)+"/"); ok {
		file = rest
	}
	return strings.TrimLeft(strings.ReplaceAll(path.Clean(file), "../", ""), "/")
}

// placeRows puts the rows over what the utskick says, and reports what both say.
func (d *dispatch) placeRows() []diag.Finding {
	var findings []diag.Finding
	for _, g := range d.rows.groups {
		own := boardLayer{g.board, g.layer}
		if g.kase == "" {
			for _, l := range d.layers {
				findings = append(findings, d.twice(g, l)...)
			}
			d.layers = append(d.layers, own)
			continue
		}
		found := false
		for i, c := range d.cases {
			if c.is(g.kase) {
				d.cases[i].layers, found = append(c.layers[:len(c.layers):len(c.layers)], own), true
			}
		}
		if !found {
			var names []string
			for _, c := range d.cases {
				names = append(names, c.name)
			}
			f := diag.Finding{Rule: "okänt-ärende", Message: fmt.Sprintf("ärendet ”%s” är inte med i utskicket", g.kase), Remedy: "skriv ärendets fil som i utskicket"}
			if near, ok := diag.Nearest(g.kase, names); ok {
				f.Remedy = fmt.Sprintf("skriv ”%s”", near)
			}
			d.rows.faulty[g.board] = true
			findings = append(findings, d.rows.at(g.at, f))
		}
	}
	return findings
}

// twice reports fields that a row and the utskick both give a board.
func (d *dispatch) twice(g *group, l boardLayer) []diag.Finding {
	var findings []diag.Finding
	for _, word := range g.layer.words {
		if l.board == g.board && slices.Contains(l.layer.words, word) && l.layer.redirects != nil && !rowfile.Named(caseField(word)) {
			d.rows.faulty[g.board] = true
			findings = append(findings, d.rows.place(g, diag.Finding{Path: word, Rule: "dubbel-uppgift",
				Message: fmt.Sprintf("”%s” för ”%s” står både här och under skillnader i utskicket", word, g.board),
				Remedy:  "ta bort det ena"}))
		}
	}
	return findings
}

// stem is what a case is called in file names.
func (d *dispatch) stem(c theCase) string {
	if c.path == "" {
		return strings.Trim(d.name[strings.LastIndexByte(d.name, '/')+1:]+"-"+c.name, "-")
	}
	return strings.TrimSuffix(c.name, path.Ext(c.name))
}

// contents is what a file name may take from a file that goes out as it is.
func contents(reader *casefile.Reader, name string) (*namnd.Case, namnd.Board) {
	file, _ := reader.Read(name)
	switch {
	case file.Case != nil:
		return file.Case, file.Case.Board
	case file.Meeting != nil:
		return &namnd.Case{Title: file.Meeting.Board.Name, Date: file.Meeting.Date}, file.Meeting.Board
	}
	return &namnd.Case{}, namnd.Board{}
}

// base is a case before anything is put over it for a board.
func (d *dispatch) base(reader *casefile.Reader, i int) (casefile.File, []diag.Finding) {
	c := d.cases[i]
	if c.path == "" {
		return casefile.File{Name: d.file.Name, Kind: casefile.KindCase, Case: &namnd.Case{}, Marks: d.file.Marks}, nil
	}
	return reader.ReadPart(c.path)
}

// over is the case of a job: the base, what the utskick says of the case, and
// what differs for the board, in that order.
func (d *dispatch) over(base casefile.File, j job) casefile.File {
	board := d.file.Dispatch.To[j.board]
	kase := namnd.Case{}
	if base.Case != nil {
		kase = *base.Case
	}
	kase.Board = board
	var redirects []yamldoc.Redirect
	for _, layers := range [][]boardLayer{d.cases[j.kase].layers[:1], d.layers, d.cases[j.kase].layers[1:]} {
		for _, l := range layers {
			if l.board == "" || l.board == board.ID {
				kase = kase.With(l.layer.kase, l.layer.words)
				redirects = append(redirects, l.layer.redirects...)
			}
		}
	}
	base.Case = &kase
	base.Marks = base.Marks.With(redirects...)
	return base
}
