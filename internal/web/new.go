package web

import (
	"errors"
	"net/http"
	"net/url"
	"path"
	"strings"

	"kansli/internal/casefile"
	"kansli/internal/merge"
	"kansli/internal/namnd"
	"kansli/internal/newcase"
	"kansli/internal/swedish"
)

// newPage is the page where a file is begun.
type newPage struct {
	Types  []merge.CaseType
	Boards []namnd.Board
	Files  []entry
	Chosen url.Values
	Fault  string
}

func (d *Desk) newForm(w http.ResponseWriter, r *http.Request) error {
	return d.showNew(w, r.URL.Query(), "")
}

func (d *Desk) showNew(w http.ResponseWriter, chosen url.Values, fault string) error {
	all, err := d.entries()
	if err != nil {
		return err
	}
	p := newPage{Types: d.shop.CaseTypes(), Boards: d.boardsAt("ny.yaml", nil), Chosen: chosen, Fault: fault}
	for _, e := range all {
		if e.Kind == string(casefile.KindCase) || e.Kind == string(casefile.KindMeeting) {
			p.Files = append(p.Files, e)
		}
	}
	if p.Boards == nil && len(p.Files) > 0 {
		p.Boards = d.boardsAt(p.Files[0].File, nil)
	}
	if fault != "" {
		w.WriteHeader(http.StatusUnprocessableEntity)
	}
	return d.page(w, "new", page{Title: "Nytt ärende eller sammanträde", Here: "new", Data: p})
}

// create begins a file and goes to its page. It never writes over another file.
func (d *Desk) create(w http.ResponseWriter, r *http.Request) error {
	q := r.PostForm
	title := strings.TrimSpace(q.Get("rubrik"))
	var text []byte
	var err error
	base := swedish.FileName(title)
	query := "?fil="
	switch from := q.Get("kopia"); {
	case q.Get("slag") == "kopia" && from != "":
		src, _, err := d.folder.read(from)
		if err != nil {
			return err
		}
		if text, err = newcase.Copy(src, title, from); err != nil {
			return d.showNew(w, q, "Filen kan inte kopieras förrän felen i den är rättade.")
		}
		if title == "" {
			base = strings.TrimSuffix(path.Base(from), path.Ext(from)) + "-kopia"
		}
		query = "?kopia=1&fil="
	case q.Get("slag") == "sammanträde":
		text, err = newcase.Meeting(q.Get("namnd"), q.Get("datum"))
		base = "sammantrade-" + swedish.FileName(q.Get("datum"))
		if q.Get("datum") == "" {
			base = "sammantrade"
		}
	default:
		if title == "" {
			return d.showNew(w, q, "Skriv en rubrik, så att ärendet går att känna igen.")
		}
		text, err = newcase.Case(q.Get("arendetyp"), q.Get("namnd"), title, d.shop.CaseTypes())
	}
	if err != nil {
		return err
	}
	dir := strings.Trim(q.Get("mapp"), "/ ")
	name := base + ".yaml"
	if dir != "" {
		name = dir + "/" + name
	}
	if err := checkName(name); err != nil {
		return d.showNew(w, q, "Mappen kan inte användas. Skriv ett vanligt mappnamn, utan .. och utan punkt först.")
	}
	if name, err = d.saveNew(name, text); err != nil {
		return err
	}
	http.Redirect(w, r, "/redigera"+query+url.QueryEscape(name), http.StatusSeeOther)
	return nil
}

// saveNew writes a file that must not be there yet, under another name if it is.
func (d *Desk) saveNew(name string, text []byte) (string, error) {
	stem := strings.TrimSuffix(name, ".yaml")
	for n := 2; n < 1000; n++ {
		_, err := d.folder.save(name, text, "")
		var taken conflict
		if !errors.As(err, &taken) {
			return name, err
		}
		name = stem + "-" + swedish.Integer(n) + ".yaml"
	}
	return "", problem{http.StatusConflict, "Det finns redan för många filer med det namnet."}
}
