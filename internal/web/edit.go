package web

import (
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"kansli/internal/casefile"
	"kansli/internal/newcase"
	"kansli/internal/swedish"
	"kansli/internal/yamldoc"
)

// editPage is the page of one file.
type editPage struct {
	File, Name, Text, Version string
	Kind                      string
	Form                      formPage
	Known                     known
	Drafts                    []draft
	Copied                    []string // what a copy says that should be looked at
	Sections                  []string
}

func (d *Desk) edit(w http.ResponseWriter, r *http.Request) error {
	name := r.URL.Query().Get("fil")
	text, version, err := d.folder.read(name)
	if err != nil {
		return err
	}
	if !utf8.Valid(text) {
		return problem{http.StatusConflict, "Filen är inte sparad som UTF-8 och kan därför inte visas här. Spara den på nytt med teckenkodningen UTF-8."}
	}
	known, err := d.known(name)
	if err != nil {
		return err
	}
	p := editPage{File: name, Name: path.Base(name), Text: string(text), Version: version, Form: d.form(name, text), Known: known, Drafts: d.folder.drafts(name)}
	doc, _ := yamldoc.Parse(name, text)
	p.Kind = string(kindOf(doc))
	for _, item := range doc.Value().Get("paragrafer").Items {
		p.Sections = append(p.Sections, item.Get("nr").Text)
	}
	if r.URL.Query().Get("kopia") != "" {
		p.Copied = newcase.Years(doc.Value())
	}
	title := doc.Value().Get("rubrik").Text
	for _, r := range d.shelf.recent() {
		if r.name == name && r.file.Meeting != nil {
			title = meetingTitle(r.file.Meeting)
		}
	}
	if title == "" {
		title = p.Name
	}
	return d.page(w, "edit", page{Title: title, Wide: true, Data: p})
}

// suggestion is something that can be written at a place in the text.
type suggestion struct {
	Text  string `json:"text"`
	Label string `json:"etikett"`
	Help  string `json:"hjalp"`
}

var keyLine = regexp.MustCompile(`^((?:\s|- )*)"?([\pL\pN_.:é -]*?)"?:(?:\s|$)`)

// complete lists what can be written at the end of a line.
func (d *Desk) complete(w http.ResponseWriter, r *http.Request) error {
	var a struct {
		File   string `json:"fil"`
		Text   string `json:"text"`
		Line   int    `json:"rad"` // 1-based; only what stands before the place is sent
		Before string `json:"fore"`
	}
	if err := readJSON(r, &a); err != nil {
		return err
	}
	if err := checkName(a.File); err != nil {
		return err
	}
	found := []suggestion{}
	lines := strings.Split(a.Text, "\n")
	if a.Line < 1 || a.Line > len(lines) {
		return writeJSON(w, http.StatusOK, found)
	}
	doc, _ := yamldoc.Parse(a.File, []byte(a.Text))
	fields := fieldsAround(casefile.Fields(kindOf(doc)), lines[:a.Line-1], column(a.Before))
	if m := keyLine.FindStringSubmatch(a.Before); m != nil {
		if f, known := find(fields, m[2]); known {
			found = d.values(a.File, []byte(a.Text), f, strings.TrimSpace(a.Before[len(m[0]):]))
		}
		return writeJSON(w, http.StatusOK, found)
	}
	word := strings.TrimLeft(a.Before, " -")
	written := keysBeside(lines, a.Line-1, column(a.Before))
	for _, f := range fields {
		if strings.HasPrefix(f.Name, word) && !slices.Contains(written, f.Name) {
			found = append(found, suggestion{f.Name + ": ", f.Name, f.Help})
		}
	}
	return writeJSON(w, http.StatusOK, found)
}

// keysBeside are the keys of the mapping that a line is in, without its own.
func keysBeside(lines []string, at, indent int) []string {
	var keys []string
	look := func(i int) (more bool) {
		m := keyLine.FindStringSubmatch(lines[i])
		if m == nil || len(m[1]) > indent {
			return strings.TrimSpace(lines[i]) == "" || column(lines[i]) > indent || strings.HasPrefix(strings.TrimSpace(lines[i]), "#")
		}
		if len(m[1]) == indent {
			keys = append(keys, m[2])
		}
		return len(m[1]) == indent
	}
	row := func(i int) bool {
		return indent > 0 && column(lines[i]) == indent && strings.HasPrefix(strings.TrimLeft(lines[i], " "), "-")
	}
	for i := at - 1; i >= 0 && !row(i+1) && look(i); i-- {
	}
	for i := at + 1; i < len(lines) && !row(i) && look(i); i++ {
	}
	return keys
}

func column(before string) int {
	return len(before) - len(strings.TrimLeft(before, " -"))
}

// fieldsAround are the fields of the mapping that a line with this indent is in,
// by the lines above it.
func fieldsAround(fields []yamldoc.Field, above []string, indent int) []yamldoc.Field {
	var keys []string
	for i := len(above) - 1; i >= 0 && indent > 0; i-- {
		m := keyLine.FindStringSubmatch(above[i])
		if m == nil || len(m[1]) >= indent && !strings.Contains(m[1], "-") {
			continue
		}
		if at := len(m[1]); at < indent {
			keys, indent = append([]string{m[2]}, keys...), at
			if dash := strings.LastIndex(m[1], "- "); dash >= 0 {
				indent = dash
			}
		}
	}
	for i := 0; i < len(keys); i++ {
		f, known := find(fields, keys[i])
		if !known {
			return nil
		}
		if f.Many && f.Key != "" && i+1 < len(keys) {
			i++ // the name of a row
		} else if f.Many && f.Key != "" {
			return nil
		}
		fields = f.Fields()
	}
	return fields
}

// values are what a field can hold.
func (d *Desk) values(name string, text []byte, f yamldoc.Field, begun string) []suggestion {
	found := []suggestion{}
	add := func(value, help string) {
		if strings.HasPrefix(strings.ToLower(value), strings.ToLower(begun)) {
			found = append(found, suggestion{value, value, help})
		}
	}
	switch {
	case f.Type == "Board":
		for _, b := range d.boardsAt(name, text) {
			add(b.ID, swedish.Capital(b.Name))
		}
	case f.Name == "ärendetyp":
		for _, t := range d.shop.CaseTypes() {
			add(t.Name, t.Description)
		}
	case f.Form == yamldoc.FormChoice:
		for _, w := range f.Words {
			add(w, "")
		}
	case f.Form == yamldoc.FormYesNo:
		add("ja", "")
		add("nej", "")
	case pickers[f.Name] == "personer":
		for _, p := range d.knownIn(d.shelf.recent(), name).People {
			add(p, "")
		}
	case pickers[f.Name] == "filer":
		for _, p := range d.knownIn(d.shelf.recent(), name).Files {
			add(p, "")
		}
	}
	return found
}
