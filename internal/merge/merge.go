// Package merge fills templates with cases and meetings and gives Markdown. It is
// the sole owner of the template language and of escaping.
//
// The language is that of text/template, whose parser is used, with a closed
// list of functions and without variables and definitions. A Swedish word stands
// for a field; the words come from the sv tags of package namnd. What a word means
// depends on where it stands: a document is about a case, a § or a meeting, and
// inside {{ range paragrafer }} the words are those of each § in turn. So the
// protocol and the extract of a § are made of the same part by the same words.
//
// A document is made in two steps.
//
//	templates, scope   run      pieces: literal Markdown, values, lists, faults
//	pieces             resolve  lines: lists set out, values escaped, places kept
//
// A value is known as such until the whole text stands around it. Only then is
// it escaped, as little as its place asks for, so no value can add, remove or
// restyle a block or an inline, and the Markdown stays readable.
package merge

import (
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/swedish"
)

// Kind is a kind of document: a folder under dokument.
type Kind string

const (
	Report   Kind = "tjansteutlatande"
	Agenda   Kind = "foredragningslista"
	Protocol Kind = "protokoll"
	Extract  Kind = "protokollsutdrag"
	Notice   Kind = "anslag"
	Dispatch Kind = "expedieringslista"
)

// Set is a tree of templates, ready to be filled. It is safe for concurrent use.
type Set struct {
	files     layered
	words     struct{ cases, items, points, meetings *vocabulary }
	kinds     map[Kind][]*vocabulary // that templates may use: first, and inside some {{ range }}
	documents map[Kind]*template
	parts     map[string]*template // by path without .md
	partNames []string
	types     map[string]*CaseType // by name
	broken    map[string]bool      // files that have a fault, and part names of such
}

// Paper is a document in Markdown, with front matter.
type Paper struct {
	Kind     Kind
	Suffix   string   // of the file name: protokoll, protokollsutdrag-10, anslag-omedelbart
	Sections []string // the §§ that it is about, as in namnd.Item.No; nil for a case and an agenda
	Markdown []byte
	Map      SourceMap
}

type loader struct {
	set      *Set
	texts    map[string]*template // by file
	findings []diag.Finding
}

var factPattern = regexp.MustCompile(`\buppgifter\.([\pL\pN_]+)`)

// Load reads and parses the templates of the layers; a file in a later layer
// takes the place of the same file in an earlier one. The set is usable even
// with findings: a document whose templates have faults is then refused.
func Load(layers ...fs.FS) (*Set, []diag.Finding) {
	s := &Set{
		files:     layers,
		documents: make(map[Kind]*template),
		parts:     make(map[string]*template),
		types:     make(map[string]*CaseType),
		broken:    make(map[string]bool),
	}
	w := &s.words
	w.cases, w.items, w.points, w.meetings = caseWords(), itemWords(), pointWords(), meetingWords()
	s.kinds = map[Kind][]*vocabulary{
		Report: {w.cases}, Extract: {w.items}, Agenda: {w.meetings, w.points},
		Protocol: {w.meetings, w.items}, Notice: {w.meetings, w.items}, Dispatch: {w.meetings, w.items},
	}
	l := &loader{set: s, texts: make(map[string]*template)}
	var typeFiles []string
	checkers := make(map[string]checker)
	for _, root := range []string{"delar", "dokument", typesFolder} {
		fs.WalkDir(s.files, root, func(file string, e fs.DirEntry, err error) error {
			switch {
			case err != nil || e.IsDir() || path.Base(file) == "README.md":
			case path.Base(file) == "typ.yaml":
				typeFiles = append(typeFiles, file)
			case path.Ext(file) == ".md":
				l.loadText(file, checkers)
			}
			return nil
		})
	}
	s.partNames = slices.Sorted(maps.Keys(s.parts))
	for _, file := range slices.Sorted(maps.Keys(checkers)) {
		l.checkNames(file, checkers[file])
	}
	for _, file := range typeFiles {
		l.loadType(file)
	}
	for kind := range s.kinds {
		file := kind.file()
		s.documents[kind] = l.texts[file]
		if l.texts[file] == nil && !s.broken[file] {
			l.findings = append(l.findings, diag.Finding{File: file, Rule: "mall-saknas", Message: "mallen finns inte",
				Remedy: "lägg dit filen, eller ta bort --templates för att använda de inbyggda mallarna"})
		}
	}
	return s, diag.Sort(l.findings)
}

func (l *loader) unreadable(file string) {
	l.set.broken[file] = true
	l.findings = append(l.findings, diag.Finding{File: file, Rule: "oläslig-mall", Message: "filen kan inte läsas",
		Remedy: "kontrollera att filen finns och får läsas"})
}

func (l *loader) loadText(file string, checkers map[string]checker) {
	src, err := fs.ReadFile(l.set.files, file)
	if err != nil {
		l.unreadable(file)
		return
	}
	name := strings.TrimSuffix(file, ".md")
	t, c, findings := compile(&source{file: file, text: string(src)})
	if len(findings) > 0 {
		l.findings = append(l.findings, findings...)
		l.set.broken[file], l.set.broken[name] = true, true
		return
	}
	checkers[file] = c
	l.texts[file] = t
	l.set.parts[name] = t
}

// checkNames reports words that no kind of document with this template has, and
// parts that do not exist.
func (l *loader) checkNames(file string, c checker) {
	s := l.set
	allowed := []*vocabulary{s.words.cases, s.words.items, s.words.points, s.words.meetings}
	switch folder, rest, _ := strings.Cut(file, "/"); folder {
	case "dokument":
		if own, ok := s.kinds[Kind(path.Dir(rest))]; ok {
			allowed = own
		}
	case typesFolder:
		allowed = allowed[:1]
	}
	for _, w := range c.words {
		if slices.ContainsFunc(allowed, func(v *vocabulary) bool { return v.has(w.name) }) {
			continue
		}
		var names []string
		for _, v := range allowed {
			names = append(names, v.names...)
		}
		slices.Sort(names)
		c.report(w.pos, "okänd-platshållare", "platshållaren "+w.name+" finns inte",
			suggest(w.name, names, "README.md bland mallarna säger vilka fält som finns"))
	}
	for _, p := range c.parts {
		if s.parts[p.name] == nil && !s.broken[p.name] {
			c.report(p.pos, "okänd-mall", "mallen "+p.name+" finns inte",
				suggest(p.name, s.partNames, "skriv filens sökväg under mallkatalogen utan .md, till exempel delar/bilagor"))
		}
	}
	l.findings = append(l.findings, c.findings...)
}

// FS is the layers as one tree, for what is read from it as it is, such as
// stil.yaml.
func (s *Set) FS() fs.FS { return s.files }

// CaseTypes are the case types, sorted by name.
func (s *Set) CaseTypes() []CaseType {
	out := make([]CaseType, 0, len(s.types))
	for _, name := range slices.Sorted(maps.Keys(s.types)) {
		out = append(out, *s.types[name])
	}
	return out
}

// file is the template of the kind.
func (k Kind) file() string { return path.Join("dokument", string(k), "mall.md") }

// Case makes the tjänsteutlåtande of a case. Findings without a file concern the
// case: their Path is a field of it, which Locate finds in the file. A paper with
// errors is not to be used.
func (s *Set) Case(c *namnd.Case) (Paper, []diag.Finding) {
	return s.fill(Report, "", nil, s.caseScope(c, ""))
}

// Extract makes the protokollsutdrag of one item, an index into Items. Findings
// without a file concern the meeting, or its case where Path has .ärende in it.
func (s *Set) Extract(m *namnd.Meeting, item int) (Paper, []diag.Finding) {
	no := m.Items[item].No
	return s.fill(Extract, "-"+swedish.FileName(no), []string{no}, s.itemScope(m, item, 0))
}

// fill makes a document of a kind.
func (s *Set) fill(kind Kind, suffix string, sections []string, sc *scope) (Paper, []diag.Finding) {
	p := Paper{Kind: kind, Suffix: string(kind) + suffix, Sections: sections}
	t := s.documents[kind]
	if t == nil {
		return p, []diag.Finding{{File: kind.file(), Rule: "mall-saknas",
			Message: "mallen finns inte eller har fel", Remedy: "rätta mallen först"}}
	}
	d := desks.Get().(*desk)
	defer d.put()
	sc.seat(d)
	sc.known = d.known[:0]
	r := sc.run()
	r.fill(t, top)
	var findings []diag.Finding
	seen := d.seen[:0]
	printed := r.out.pieces[:0]
	for _, p := range r.out.pieces {
		switch p.kind {
		case touch:
			seen = append(seen, p.path)
		case fault:
			findings = append(findings, *p.fault)
		default:
			printed = append(printed, p)
		}
	}
	d.seen, d.known = seen, sc.known
	if d.full() {
		return p, diag.Sort(findings)
	}
	var w *writer
	p.Markdown, p.Map, w = d.resolve(printed)
	findings = append(append(findings, w.findings...), sc.check(seen)...)
	if !diag.Stops(findings) { // what is missing may be all that the heading has
		findings = append(findings, p.emptyHeadings()...)
	}
	return p, diag.Sort(findings)
}

// touched are the fields that templates looked at.
type touched []string

func (t touched) has(path string) bool { return slices.Contains(t, path) }

// check reports what the data of a document lack or have too much of.
func (s *scope) check(seen touched) []diag.Finding {
	var findings []diag.Finding
	for _, in := range s.inner {
		findings = append(findings, in.checkType(seen)...)
	}
	if s.meeting == nil || s.item != nil {
		findings = append(findings, s.unused(seen)...)
	}
	return append(findings, s.checkType(seen)...)
}
