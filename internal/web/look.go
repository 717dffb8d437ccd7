package web

import (
	"errors"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"

	"kansli/internal/casefile"
	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/paper"
	"kansli/internal/swedish"
)

// look is a text held against everything that is known.
type look struct {
	name     string
	file     casefile.File
	boards   []namnd.Board
	findings []diag.Finding
	papers   []paper.Paper
	broken   bool // the text has faults of form, so that it cannot be held against the rules
}

// boardsFor are the boards to use when files with these names are the folder:
// nil when it has a register of its own.
func (d *Desk) boardsFor(names []string) *namnd.Boards {
	if d.boards == nil || slices.ContainsFunc(names, func(n string) bool { return path.Base(n) == "namnder.yaml" || path.Base(n) == "nämnder.yaml" }) {
		return nil
	}
	return d.boards()
}

// opening opens the files of the folder, with the text of one that is being
// written in the place of what is saved.
func (d *Desk) opening(name string, text []byte) casefile.Files {
	return func(file string) ([]byte, error) {
		if path.Clean(file) == name && text != nil {
			return text, nil
		}
		return d.folder.open(file)
	}
}

// boardsAt are the boards that a file with this name and text can name.
func (d *Desk) boardsAt(name string, text []byte) []namnd.Board {
	r := casefile.NewReader(d.opening(name, text))
	r.Boards = d.shelf.register()
	return r.BoardsFor(name)
}

// look reads and checks a text, and merges its papers when it has no fault of
// form.
func (d *Desk) look(name string, text []byte) look {
	l := d.read(name, text, d.opening(name, text), d.shelf.register())
	l.findings = distinct(append(l.findings, l.check(d.shelf.beside(name, l.file.Meeting))...))
	return l
}

// read is look without the rules, which may concern other files too.
func (d *Desk) read(name string, text []byte, open casefile.Files, boards *namnd.Boards) look {
	r := casefile.NewReader(open)
	r.Boards = boards
	file, findings := r.Parse(name, text)
	l := look{name: name, file: file, boards: r.BoardsFor(name), findings: findings}
	l.broken = !casefile.Readable(name, findings)
	if diag.Stops(own(name, findings)) {
		return l
	}
	l.findings = append(l.findings, d.shop.Hold(l.file, open)...)
	papers, faults := d.shop.Papers(l.file)
	l.papers, l.findings = papers, append(l.findings, faults...)
	return l
}

// check holds what was read against the rules, together with these meetings.
func (l look) check(meetings []*namnd.Meeting) []diag.Finding {
	if l.broken {
		return nil
	}
	return casefile.Further(l.findings, paper.Check(l.file, l.boards, meetings))
}

// distinct sorts findings and keeps the first of those that say the same of the
// same place. One field that is missing is missing in every paper.
func distinct(fs []diag.Finding) []diag.Finding {
	return slices.CompactFunc(diag.Sort(fs), func(a, b diag.Finding) bool {
		a.Remedy, b.Remedy = "", ""
		return a == b
	})
}

// own are the findings of one file.
func own(name string, fs []diag.Finding) []diag.Finding {
	return slices.DeleteFunc(slices.Clone(fs), func(f diag.Finding) bool { return f.File != name })
}

// image opens pictures beside the file.
func (d *Desk) image(name string) paper.Options {
	return paper.Options{Image: func(src string) ([]byte, error) { return d.folder.open(path.Join(path.Dir(name), src)) }}
}

// chosen is the paper with a suffix, else the first. While there are faults one
// that is missing is not replaced: another paper would hide that it cannot be made.
func (l look) chosen(suffix string) (paper.Paper, bool) {
	for _, p := range l.papers {
		if p.Suffix == suffix {
			return p, true
		}
	}
	if len(l.papers) == 0 || suffix != "" && diag.Stops(own(l.name, l.findings)) {
		return paper.Paper{}, false
	}
	return l.papers[0], true
}

// asked is a text that the page sends, with the paper that it shows.
type asked struct {
	File  string `json:"fil"`
	Text  string `json:"text"`
	Paper string `json:"papper"`

	Have []string `json:"har"` // marks of the pages that it shows, in order
	Read bool     `json:"las"` // it shows the paper as text too
}

// review is what the page shows of a text. Findings and papers may be there
// without pages: then the paper has a fault.
type review struct {
	Findings []diag.Finding `json:"fynd"`
	Papers   []paperName    `json:"papperen"`
	Paper    string         `json:"papper"`
	HTML     string         `json:"html,omitempty"`
	Pages    []pageView     `json:"sidor"`
	Origins  []paper.Origin `json:"ursprung"`
}

// pageView is a page. One that the asker has at the same place is not sent again.
type pageView struct {
	Mark string `json:"marke"`
	SVG  string `json:"svg,omitempty"`
}

type paperName struct {
	Suffix string `json:"papper"`
	Title  string `json:"namn"`
}

func (d *Desk) reviewOf(a asked) review {
	l := d.look(a.File, []byte(a.Text))
	out := review{Findings: l.findings, Papers: []paperName{}}
	for _, p := range l.papers {
		out.Papers = append(out.Papers, paperName{p.Suffix, p.Title()})
	}
	if p, ok := l.chosen(a.Paper); ok {
		shown, faults := d.shop.Preview(p, d.image(a.File))
		out.Paper, out.Origins = p.Suffix, shown.Origins
		if a.Read {
			out.HTML = string(shown.HTML)
		}
		for i, svg := range shown.Pages {
			page := pageView{Mark: versionOf(svg)}
			if i >= len(a.Have) || a.Have[i] != page.Mark {
				page.SVG = string(svg)
			}
			out.Pages = append(out.Pages, page)
		}
		out.Findings = distinct(append(out.Findings, faults...))
	}
	if out.Findings == nil {
		out.Findings = []diag.Finding{}
	}
	return out
}

func (d *Desk) review(w http.ResponseWriter, r *http.Request) error {
	var a asked
	if err := readJSON(r, &a); err != nil {
		return err
	}
	if err := checkName(a.File); err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, d.reviewOf(a))
}

// save answers 409 with the other version when the file is no longer what the
// page started from.
func (d *Desk) save(w http.ResponseWriter, r *http.Request) error {
	var a struct {
		File    string `json:"fil"`
		Text    string `json:"text"`
		Version string `json:"version"`
		Window  string `json:"fonster"`
	}
	if err := readJSON(r, &a); err != nil {
		return err
	}
	version, err := d.folder.save(a.File, []byte(a.Text), a.Version)
	var other conflict
	if errors.As(err, &other) {
		return writeJSON(w, http.StatusConflict, map[string]string{"text": string(other.text), "version": other.version})
	}
	if err != nil {
		return err
	}
	if a.Window != "" {
		if err := d.folder.dropDraft(a.File, a.Window); err != nil {
			return err
		}
	}
	return writeJSON(w, http.StatusOK, map[string]string{"version": version})
}

// draft keeps unsaved text beside the file; without a text it is thrown away.
func (d *Desk) draft(w http.ResponseWriter, r *http.Request) error {
	var a struct {
		File   string  `json:"fil"`
		Window string  `json:"fonster"`
		Text   *string `json:"text"`
	}
	err := readJSON(r, &a)
	switch {
	case err != nil:
	case a.Text == nil:
		err = d.folder.dropDraft(a.File, a.Window)
	default:
		err = d.folder.saveDraft(a.File, a.Window, []byte(*a.Text))
	}
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, map[string]string{})
}

var formats = map[string]struct {
	format paper.Format
	mime   string
}{
	"pdf":  {paper.PDF, "application/pdf"},
	"md":   {paper.Markdown, "text/markdown; charset=utf-8"},
	"html": {paper.HTML, "text/html; charset=utf-8"},
}

// download gives a paper of a saved file, or of a draft of it.
func (d *Desk) download(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	name := q.Get("fil")
	text, _, err := d.folder.read(name)
	if err != nil {
		return err
	}
	if window := q.Get("fonster"); window != "" {
		if err := checkWindow(window); err != nil {
			return err
		}
		if draft, err := d.folder.open(draftName(name, window)); err == nil {
			text = draft
		}
	}
	form, ok := formats[q.Get("form")]
	if !ok {
		return problem{http.StatusNotFound, "Papperet finns inte i den formen."}
	}
	l := d.look(name, text)
	if faults := slices.DeleteFunc(own(name, l.findings), func(f diag.Finding) bool { return f.Severity != diag.Error }); len(faults) > 0 {
		return problem{http.StatusConflict, "Papperet kan inte göras förrän det här är rättat:\n" + told(faults)}
	}
	p, ok := l.chosen(q.Get("papper"))
	if !ok {
		return problem{http.StatusNotFound, "Filen ger inget sådant papper."}
	}
	made, findings := d.shop.Write(p, d.image(name), form.format)
	if diag.Stops(findings) {
		return problem{http.StatusConflict, "Papperet kan inte göras förrän det här är rättat:\n" + told(findings)}
	}
	base := path.Base(name)
	base = base[:len(base)-len(path.Ext(base))] + "-" + p.Suffix + "." + string(form.format)
	disposition := "inline"
	if q.Get("spara") != "" || form.format == paper.Markdown {
		disposition = "attachment"
	}
	h := w.Header()
	h.Set("Content-Type", form.mime)
	h.Set("Content-Disposition", disposition+`; filename="`+asciiName(base)+`"`)
	if form.format == paper.HTML {
		h.Set("Content-Security-Policy", "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox")
	}
	_, err = w.Write(made[0].Data)
	return err
}

// told is findings as lines of text.
func told(fs []diag.Finding) string {
	var b strings.Builder
	for _, f := range fs {
		fmt.Fprintf(&b, "• %s (rad %d). %s.\n", swedish.Capital(f.Message), f.Line, swedish.Capital(f.Remedy))
	}
	return b.String()
}

// asciiName is a name that every browser takes in a header.
func asciiName(s string) string {
	out := []byte{}
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9', r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r == '-', r == '.', r == '_':
			out = append(out, byte(r))
		case r == 'å' || r == 'ä':
			out = append(out, 'a')
		case r == 'ö':
			out = append(out, 'o')
		default:
			out = append(out, '_')
		}
	}
	return string(out)
}

// frame is the empty page in which the paper is shown as HTML. It may have the
// style that the paper brings, and no script.
func (d *Desk) frame(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Content-Security-Policy", "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'")
	w.Header().Set("X-Frame-Options", "SAMEORIGIN")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, err := w.Write([]byte("<!DOCTYPE html>\n<html lang=\"sv\"><head><meta charset=\"utf-8\"><title>Papperet som text</title></head><body></body></html>\n"))
	return err
}
