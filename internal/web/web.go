// Package web is the desk: a local page in the browser where an official does the
// whole job in a folder of case files. The files stay plain YAML; the page holds
// the text of one file, sends it here with each change, and gets back what is
// wrong with it and how its paper looks. All that counts lies in the folder;
// what is kept between requests only saves reading it again.
//
//	guard    who may ask: loopback, one key, one origin, limits
//	folder   the files: list, read, save whole or not at all, drafts beside
//	shelf    what they held when they were last read, and whether that is still so
//	look     a text -> findings and papers
//	form     the schema and a text -> fields; a change of a field -> a change of the text
//	meeting  the same for the secretary in the room
package web

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"sync"

	"kansli/internal/civil"
	"kansli/internal/font"
	"kansli/internal/namnd"
	"kansli/internal/paper"
	"kansli/internal/swedish"
)

// Desk serves one folder.
type Desk struct {
	folder *folder
	shelf  *shelf
	shop   *paper.Workshop
	boards func() *namnd.Boards
	today  func() civil.Date
	guard  guard
}

// Options is what the command knows.
type Options struct {
	Shop   *paper.Workshop
	Boards func() *namnd.Boards // those to use while the folder has no register of its own; may be nil, or give it
	Today  func() civil.Date    // for what is overdue and for names of new files
	Addr   string               // host:port that the browser will use
	Key    string               // must be shown once to be let in; long and random
}

// Open makes the desk of a folder.
func Open(dir string, o Options) (*Desk, error) {
	f, err := openFolder(dir)
	if err != nil {
		return nil, err
	}
	d := &Desk{folder: f, shop: o.Shop, boards: o.Boards, today: o.Today, guard: newGuard(o.Addr, o.Key)}
	d.shelf = &shelf{desk: d}
	return d, nil
}

// ReadAhead reads the folder, so that the first page need not wait for it.
func (d *Desk) ReadAhead() { d.shelf.recent() }

// Close releases the folder.
func (d *Desk) Close() error { return d.folder.close() }

//go:embed pages/*.html
var pageFiles embed.FS

//go:embed static
var staticFiles embed.FS

// Handler answers all requests.
func (d *Desk) Handler() http.Handler {
	mux := http.NewServeMux()
	static, err := fs.Sub(staticFiles, "static")
	if err != nil {
		panic(err)
	}
	mux.Handle("GET /static/", http.StripPrefix("/static/", http.FileServerFS(static)))
	mux.HandleFunc("GET /typsnitt/{face}", serveFace)
	for pattern, handle := range map[string]handler{
		"GET /{$}":              d.list,
		"GET /ny":               d.newForm,
		"POST /ny":              d.create,
		"GET /redigera":         d.edit,
		"GET /mote":             d.meeting,
		"GET /frister":          d.deadlines,
		"GET /frister.ics":      d.calendarFile,
		"GET /register.xlsx":    d.registerFile,
		"GET /papper":           d.download,
		"GET /lasvy":            d.frame,
		"POST /api/granska":     d.review,
		"POST /api/andra":       d.change,
		"POST /api/komplettera": d.complete,
		"POST /api/spara":       d.save,
		"POST /api/utkast":      d.draft,
	} {
		mux.HandleFunc(pattern, answer(handle))
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		showProblem(w, r, problem{http.StatusNotFound, "Sidan finns inte."})
	})
	return d.guard.around(mux)
}

// handler answers a request or says what is wrong with it.
type handler func(http.ResponseWriter, *http.Request) error

// problem is an answer that is no page; its text is shown.
type problem struct {
	status int
	text   string
}

func (p problem) Error() string { return p.text }

func answer(h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			// One page that fails must not look as if the program were gone.
			if fault := recover(); fault != nil && fault != http.ErrAbortHandler {
				showProblem(w, r, problem{http.StatusInternalServerError, fmt.Sprintf("Programmet gjorde fel: %v. Din text är kvar; spara den och meddela felet.", fault)})
			}
		}()
		err := h(w, r)
		if err == nil {
			return
		}
		var p problem
		var tooLarge *http.MaxBytesError
		switch {
		case errors.As(err, &p):
		case errors.As(err, &tooLarge):
			p = problem{http.StatusRequestEntityTooLarge, "Texten är för stor."}
		case errors.Is(err, fs.ErrNotExist):
			p = problem{http.StatusNotFound, "Filen finns inte i mappen."}
		case errors.Is(err, fs.ErrPermission):
			p = problem{http.StatusForbidden, "Filen går inte att läsa eller skriva: behörighet saknas."}
		default:
			p = problem{http.StatusInternalServerError, "Det gick inte: " + err.Error()}
		}
		showProblem(w, r, p)
	}
}

func showProblem(w http.ResponseWriter, r *http.Request, p problem) {
	if r.Header.Get(tokenHeader) != "" {
		writeJSON(w, p.status, map[string]string{"fel": p.text})
		return
	}
	w.WriteHeader(p.status)
	render(w, "problem", page{Title: "Det gick inte", Data: p.text})
}

// page is what every page gets.
type page struct {
	Title string
	Here  string // of the navigation
	Wide  bool
	Token string
	Data  any
}

// pages are the templates, parsed when first used, for no other verb of the
// program needs them.
var pages = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("").Funcs(template.FuncMap{"dict": dict, "capital": swedish.Capital}).ParseFS(pageFiles, "pages/*.html"))
})

// dict gives a template several values under names.
func dict(pairs ...any) map[string]any {
	m := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		m[pairs[i].(string)] = pairs[i+1]
	}
	return m
}

func render(w http.ResponseWriter, name string, p page) error {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	return pages().ExecuteTemplate(w, name, p)
}

func (d *Desk) page(w http.ResponseWriter, name string, p page) error {
	p.Token = d.guard.token
	return render(w, name, p)
}

func writeJSON(w http.ResponseWriter, status int, v any) error {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(true)
	return enc.Encode(v)
}

func readJSON(r *http.Request, into any) error {
	dec := json.NewDecoder(r.Body)
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			return err
		}
		return problem{http.StatusBadRequest, "Begäran går inte att läsa."}
	}
	return nil
}

// serveFace gives a face of the papers, so that the pages on the screen are set
// in the same type as the PDF.
func serveFace(w http.ResponseWriter, r *http.Request) {
	for f := range font.Face(font.Faces) {
		if r.PathValue("face") == font.Name(f)+".ttf" {
			w.Header().Set("Content-Type", "font/ttf")
			w.Header().Set("Cache-Control", "private, max-age=86400")
			w.Write(font.File(f))
			return
		}
	}
	http.NotFound(w, r)
}
