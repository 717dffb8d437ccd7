package xlsx

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/register"
)

// Change is what an update did to a table: how many rows it added, amended,
// found again after they had gone, and marked as gone, and how many are people's
// own.
type Change struct {
	Table                           string
	Added, Amended, Back, Gone, Own int
	GoneAt                          []string // the first cells of the rows that went now, such as Ärenden!A7
}

// Changed reports whether anything was done.
func (c Change) Changed() bool { return c.Added+c.Amended+c.Back+len(c.GoneAt) > 0 }

// Update brings a workbook that Write made, and that people have worked in since,
// up to date with the book. It changes only what the register owns: the cells of
// its own columns where the data differ from them, and rows that are new, at the
// end of each table. A row whose case has gone gets register.Gone as its Status.
// Everything else stays as it is, byte for byte: other columns and sheets, notes,
// formats, formulas, the order of rows and columns. A formula that somebody put in
// an own cell stays too. Tables, filters, charts, conditional formats, lists to
// choose from and named ranges that ended with the last row of a table go on to
// its new one.
//
// The name is that of the file, for the findings. With any finding nothing is
// returned and the workbook is to be left alone: it lacks a table or an own
// column, has the same row twice, has something in the way of new rows, or comes
// from a newer version. Nothing changed gives the old bytes. A copy of the old
// file is the caller's to keep.
func Update(name string, old []byte, book register.Book) ([]byte, []Change, []diag.Finding) {
	u := updater{changed: map[string][]byte{}, sheets: map[string]*sheetEdit{}}
	changes, err := u.run(name, old, book)
	if err != nil {
		u.refuse(asRefusal(err))
	}
	if len(u.refusals) > 0 {
		var findings []diag.Finding
		for _, r := range u.refusals {
			findings = append(findings, finding(name, r))
		}
		return nil, nil, diag.Sort(findings)
	}
	if !slices.ContainsFunc(changes, Change.Changed) {
		return old, changes, nil
	}
	u.forget()
	out, err := u.write()
	if err != nil {
		return nil, nil, []diag.Finding{finding(name, asRefusal(err))}
	}
	return out, changes, nil
}

func asRefusal(err error) refusal {
	if r, ok := err.(refusal); ok {
		return r
	}
	return refusal{"", "trasig-arbetsbok", "arbetsboken kan inte läsas: " + err.Error(), "öppna den i Excel eller LibreOffice och spara den på nytt"}
}

type updater struct {
	wb       *workbook
	looks    looks
	styles   []byte                // the styles with those that new cells need
	styled   bool                  // some cell uses one of those
	sheets   map[string]*sheetEdit // by part
	grown    []growth
	fixed    []tableEdit // tables of formulas only, whose rows are always the same
	edits    []tableEdit
	changed  map[string][]byte // parts that are not sheets
	refusals []refusal
}

// growth is a table that got more rows.
type growth struct {
	sheet, part string
	was         area // with its headings
	bottom      int
}

func (u *updater) refuse(r refusal) { u.refusals = append(u.refusals, r) }

func (u *updater) run(name string, old []byte, book register.Book) (changes []Change, err error) {
	if u.wb, err = openWorkbook(name, old); err != nil {
		return nil, err
	}
	if err := u.checkVersion(); err != nil {
		return nil, err
	}
	if u.looks, u.styles, err = u.wb.looks(); err != nil {
		return nil, err
	}
	tables, err := u.wb.tables()
	if err != nil {
		return nil, err
	}
	for _, s := range book.Sheets {
		for _, t := range s.Tables {
			at := tables[strings.ToLower(t.Name)]
			if !slices.ContainsFunc(t.Columns, func(c register.Column) bool { return c.Key == register.Names }) {
				if at != nil {
					u.fixed = append(u.fixed, tableEdit{Table: t, at: at})
				}
				continue
			}
			if at == nil {
				u.refuse(refusal{s.Name, "tabell-saknas", fmt.Sprintf("tabellen %s saknas", t.Name), "ta tillbaka den från en säkerhetskopia, eller gör ett nytt register"})
				continue
			}
			change, err := u.table(t, at)
			if err != nil {
				return nil, err
			}
			changes = append(changes, change)
		}
	}
	return changes, nil
}

// checkVersion refuses a workbook that the register did not make, or that a
// newer one did.
func (u *updater) checkVersion() error {
	var props struct {
		Property []struct {
			Name  string `xml:"name,attr"`
			Value string `xml:",any"`
		} `xml:"property"`
	}
	if err := u.wb.decode("docProps/custom.xml", &props); err != nil {
		return err
	}
	for _, p := range props.Property {
		if p.Name != versionName {
			continue
		}
		v, err := strconv.ParseFloat(strings.TrimSpace(p.Value), 64)
		switch {
		case err != nil || v < 1:
			return refusal{"", "inget-register", fmt.Sprintf("egenskapen %s är ”%s”", versionName, p.Value), "ta tillbaka boken från en säkerhetskopia, eller gör ett nytt register"}
		case v > register.Version:
			return refusal{"", "nyare-register", fmt.Sprintf("registret är skrivet av en nyare kansli (version %v, denna kan %d)", v, register.Version), "uppdatera kansli"}
		case u.wb.from != 0:
			return refusal{"", "datum-från-1904", "arbetsboken räknar datum från 1904", "stäng av 1904 års datumsystem i Excels inställningar för arbetsboken"}
		}
		return nil
	}
	return refusal{"", "inget-register", "arbetsboken är inget register från kansli", "gör ett nytt register med kansli register, utan --update"}
}

// tableEdit is a table at work.
type tableEdit struct {
	register.Table
	at      *listed
	sheet   *sheetEdit
	columns []int          // where each own column is
	heads   map[string]int // every heading of the table
	rows    []*oldRow
}

func (u *updater) table(t register.Table, at *listed) (Change, error) {
	e := tableEdit{Table: t, at: at}
	change := Change{Table: t.Name}
	var err error
	if e.sheet, err = u.sheet(at); err != nil {
		return change, err
	}
	if at.headings == 0 || !e.sheet.data.sound {
		u.refuse(refusal{at.sheet, "tabell-saknas", fmt.Sprintf("tabellen %s har ingen rubrikrad", t.Name), "slå på rubrikraden under Tabelldesign"})
		return change, nil
	}
	before := len(u.refusals)
	u.findColumns(&e)
	if len(u.refusals) > before {
		return change, nil
	}
	u.readRows(&e)
	of, faults := match(t, e.rows, func(r *oldRow) string { return place(at.sheet, e.columns[0], r.n) })
	u.refusals = append(u.refusals, faults...)
	u.amend(&e, of, &change)
	u.markGone(&e, &change)
	u.extend(&e, of, &change)
	u.edits = append(u.edits, e)
	return change, nil
}

func place(sheet string, col, row int) string { return sheet + "!" + cellName(col, row) }
