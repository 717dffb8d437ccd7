package batch

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/swedish"
)

// subject is what a file name may speak of.
type subject struct {
	dispatch string // the name of the utskick
	file     string // path of the case from the utskick, without ending; the utskick's own name for a case in place
	kase     *namnd.Case
	board    namnd.Board
}

// words are the placeholders of a file name.
var words = []struct {
	name  string
	value func(subject) string
}{
	{"nämnd.id", func(s subject) string { return s.board.ID }},
	{"nämnd.namn", func(s subject) string { return s.board.Name }},
	{"nämnd", func(s subject) string { return s.board.ID }},
	{"dnr", func(s subject) string { return strings.Join(s.kase.Dnr, " ") }},
	{"rubrik", func(s subject) string { return s.kase.Title }},
	{"datum", func(s subject) string { return s.kase.Date.String() }},
	{"ärendetyp", func(s subject) string { return s.kase.CaseType }},
	{"ärende", func(s subject) string { return s.file[strings.LastIndexByte(s.file, '/')+1:] }},
	{"fil", func(s subject) string { return s.file }},
	{"utskick", func(s subject) string { return s.dispatch }},
}

// paperWord stands for the kind of paper, and for the § of an extract.
const paperWord = "papper"

// The patterns when the utskick has none: with boards, and without.
const (
	boardPattern = "{{ nämnd.id }}/{{ ärende }}-{{ papper }}"
	filePattern  = "{{ fil }}-{{ papper }}"
)

// pattern is the name of a file, in pieces: literal text, or a word.
type pattern struct {
	pieces []piece
	paper  bool // the name says which paper it is
}

type piece struct {
	text string
	word int // index into words; -1 for text, -2 for the kind of paper
}

var placeholder = regexp.MustCompile(`\{\{\s*([^{}]*?)\s*\}\}`)

// parsePattern reads a pattern; faults have the path filnamn.
func parsePattern(text string) (pattern, []diag.Finding) {
	var p pattern
	var findings []diag.Finding
	fault := func(message, remedy string) {
		findings = append(findings, diag.Finding{Path: "filnamn", Rule: "fel-filnamn", Message: message, Remedy: remedy})
	}
	rest := text
	for rest != "" {
		at := placeholder.FindStringSubmatchIndex(rest)
		if at == nil {
			p.pieces = append(p.pieces, piece{rest, -1})
			break
		}
		p.pieces = append(p.pieces, piece{rest[:at[0]], -1})
		name := rest[at[2]:at[3]]
		i := slices.IndexFunc(words, func(w struct {
			name  string
			value func(subject) string
		}) bool {
			return w.name == name
		})
		switch {
		case name == paperWord:
			i, p.paper = -2, true
		case i < 0:
			fault(fmt.Sprintf("”%s” kan inte stå i ett filnamn", name), nearWord(name))
		}
		p.pieces = append(p.pieces, piece{"", i})
		rest = rest[at[1]:]
	}
	switch left := placeholder.ReplaceAllString(text, ""); {
	case strings.ContainsAny(left, "{}"):
		fault("filnamnet har en klammer för mycket eller för lite", "skriv platshållare som {{ nämnd.id }}")
	case strings.HasPrefix(text, "/"), strings.Contains(text, `\`), slices.Contains(strings.Split(text, "/"), ".."):
		fault("filnamnet leder ut ur mappen", "skriv ett namn utan inledande snedstreck, omvända snedstreck och ..")
	}
	return p, findings
}

func nearWord(name string) string {
	names := []string{paperWord}
	for _, w := range words {
		names = append(names, w.name)
	}
	remedy := "det som kan stå där är " + strings.Join(names, ", ")
	if near, ok := diag.Nearest(name, names); ok {
		remedy = fmt.Sprintf("skriv ”%s”; %s", near, remedy)
	}
	return remedy
}

// data reports whether the name needs the contents of the case.
func (p pattern) data() bool {
	return slices.ContainsFunc(p.pieces, func(x piece) bool {
		return x.word >= 0 && !slices.Contains([]string{"ärende", "fil", "utskick"}, words[x.word].name)
	})
}

// target is the path of the files below the folder, without ending, where
// paperMark stands for the kind of paper. Every part of it is a safe name.
func (p pattern) target(s subject) string {
	var folders [][]string // the parts of the names of the folders and of the file
	folders = append(folders, nil)
	add := func(text string, cut bool) {
		for i, part := range strings.Split(strings.ReplaceAll(text, paperMark, ""), "/") {
			if i > 0 && cut {
				folders = append(folders, nil)
			} else if i > 0 {
				part = "-" + part
			}
			last := len(folders) - 1
			folders[last] = append(folders[last], part)
		}
	}
	for _, x := range p.pieces {
		switch {
		case x.word == -2:
			folders[len(folders)-1] = append(folders[len(folders)-1], paperMark)
		case x.word < 0:
			add(x.text, true)
		default:
			add(words[x.word].value(s), words[x.word].name == "fil")
		}
	}
	var names []string
	for i, parts := range folders {
		if text := strings.Join(parts, ""); text != "" && text != "." && text != ".." || i == len(folders)-1 {
			names = append(names, safe(text))
		}
	}
	return strings.Join(names, "/")
}

// paperMark stands in a target for the kind of paper until it is known; no safe
// name holds it.
const paperMark = "\x00"

// safe makes a name safe under Windows, in archives and in addresses, leaving
// the mark where it stands.
func safe(name string) string {
	before, after, marked := strings.Cut(name, paperMark)
	if !marked {
		return swedish.FileName(name)
	}
	join := func(text, sep string) string {
		if strings.Trim(text, "-._ ") == "" {
			return ""
		}
		return swedish.FileName(text) + sep
	}
	out := join(before, "-") + paperMark
	if rest := join(after, ""); rest != "" {
		out += "-" + rest
	}
	return out
}

// file is the name of a paper of a target.
func (p pattern) file(target, suffix, ending string) string {
	if p.paper {
		return strings.ReplaceAll(target, paperMark, suffix) + "." + ending
	}
	if suffix != "" {
		target += "-" + suffix
	}
	return target + "." + ending
}
