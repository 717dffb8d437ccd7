package xlsx

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/xuri/excelize/v2"

	"kansli/internal/civil"
	"kansli/internal/register"
)

// frame makes all of a workbook but its rows, and sets the styles of the tables.
// It returns the parts by name.
func frame(book register.Book, pages []page) (map[string][]byte, looks, error) {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetDefaultFont("Arial"); err != nil {
		return nil, looks{}, err
	}
	f.Styles.Fonts.Font[0].Sz.Val = ptr(float64(fontSize))
	lk, err := newLooks(f)
	if err != nil {
		return nil, lk, err
	}
	if err := lk.addMoods(f); err != nil {
		return nil, lk, err
	}
	for i, p := range pages {
		if err := addPage(f, i, p, book.Title, lk); err != nil {
			return nil, lk, fmt.Errorf("bladet %s: %w", p.Name, err)
		}
	}
	if err := describe(f, book); err != nil {
		return nil, lk, err
	}
	parts := &basket{parts: map[string]*bytes.Buffer{}}
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return parts })
	if err := f.Write(io.Discard); err != nil {
		return nil, lk, err
	}
	all := map[string][]byte{}
	for name, b := range parts.parts {
		all[name] = b.Bytes()
	}
	addParts(all, pages)
	return all, lk, nil
}

// basket takes the parts that excelize writes.
type basket struct{ parts map[string]*bytes.Buffer }

// Create starts a part.
func (b *basket) Create(name string) (io.Writer, error) {
	b.parts[name] = &bytes.Buffer{}
	return b.parts[name], nil
}

// AddFS is part of what excelize asks of a zip writer; it never calls it.
func (*basket) AddFS(fs.FS) error { return fs.ErrInvalid }

// Close does nothing.
func (*basket) Close() error { return nil }

// addPage adds the n-th sheet, without rows.
func addPage(f *excelize.File, n int, p page, title string, lk looks) error {
	if n == 0 {
		if err := f.SetSheetName("Sheet1", p.Name); err != nil {
			return err
		}
	} else if _, err := f.NewSheet(p.Name); err != nil {
		return err
	}
	for i, w := range p.widths {
		if err := f.SetColWidth(p.Name, columnName(i+1), columnName(i+1), w); err != nil {
			return err
		}
	}
	if err := setUp(f, p, title); err != nil {
		return err
	}
	for _, t := range p.tables {
		for x, c := range t.Columns {
			t.style[x] = lk.column(c.Kind)
			if len(p.Charts) == 0 {
				if err := f.SetColStyle(p.Name, columnName(t.left+x), t.style[x]); err != nil {
					return err
				}
			}
			if err := addChoices(f, p.Name, t, x); err != nil {
				return err
			}
			if c.Name != "" {
				if err := f.SetDefinedName(&excelize.DefinedName{Name: c.Name, RefersTo: fixed(p.Name, t.left+x, t.top+1, t.last())}); err != nil {
					return err
				}
			}
		}
		if err := addTones(f, p.Name, t, lk); err != nil {
			return err
		}
		if err := f.AddIgnoredErrors(p.Name, t.ref(), excelize.IgnoredErrorsNumberStoredAsText); err != nil {
			return err
		}
	}
	if len(p.Charts) == 0 {
		return freeze(f, p.Name, p.tables[0].Fixed)
	}
	return f.SetSheetView(p.Name, 0, &excelize.ViewOptions{ShowGridLines: ptr(false)})
}

// readable is how wide a sheet can be, in the measure of widths, before A4 on its
// side makes its letters less than six points high.
const readable = 250

// The numbers of paper sizes.
const (
	paperA3 = 8
	paperA4 = 9
)

// setUp sets how the sheet prints: A4 on its side, or A3 for what would be too
// small to read, as wide as the paper, the headings on every page; an overview on
// one page. Columns of links are left out, paper has no use for them.
func setUp(f *excelize.File, p page, title string) error {
	printed := len(p.widths)
	if len(p.Charts) == 0 {
		for columns := p.tables[0].Columns; printed > 1 && columns[printed-1].Kind == register.KindLink; {
			printed--
		}
	}
	paper, total := paperA4, 0.0
	for _, w := range p.widths[:printed] {
		total += w
	}
	if total > readable {
		paper = paperA3
	}
	if err := f.SetSheetProps(p.Name, &excelize.SheetPropsOptions{FitToPage: ptr(true)}); err != nil {
		return err
	}
	if err := f.SetSheetDimension(p.Name, "A1:"+cellName(len(p.widths), p.bottom)); err != nil {
		return err
	}
	if err := f.SetPageLayout(p.Name, &excelize.PageLayoutOptions{
		Size: ptr(paper), Orientation: ptr("landscape"), FitToWidth: ptr(1), FitToHeight: ptr(b2i(len(p.Charts) > 0)),
	}); err != nil {
		return err
	}
	if err := f.SetPageMargins(p.Name, &excelize.PageLayoutMarginsOptions{
		Left: ptr(0.4), Right: ptr(0.4), Top: ptr(0.75), Bottom: ptr(0.6), Header: ptr(0.3), Footer: ptr(0.3),
	}); err != nil {
		return err
	}
	right := strings.ReplaceAll(clean(title), "&", "&&")
	if len([]rune(right)) > longestHeader {
		right = ""
	}
	if err := f.SetHeaderFooter(p.Name, &excelize.HeaderFooterOptions{
		OddHeader: `&L&"Arial,Bold"&12&A&R&"Arial,Regular"&9` + right, OddFooter: `&R&"Arial,Regular"&9Sida &P av &N`, AlignWithMargins: ptr(true), ScaleWithDoc: ptr(false),
	}); err != nil {
		return err
	}
	sheet := "'" + strings.ReplaceAll(p.Name, "'", "''") + "'!"
	if err := f.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Area", RefersTo: fmt.Sprintf("%s$A$1:$%s$%d", sheet, columnName(printed), p.bottom), Scope: p.Name,
	}); err != nil || len(p.Charts) > 0 {
		return err
	}
	return f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: sheet + "$1:$1", Scope: p.Name})
}

// longestHeader is how long the title can be; Excel has room for 255 characters
// with the signs that say how they look.
const longestHeader = 200

func freeze(f *excelize.File, sheet string, columns int) error {
	corner, pane := cellName(columns+1, 2), "bottomRight"
	if columns == 0 {
		pane = "bottomLeft"
	}
	return f.SetPanes(sheet, &excelize.Panes{
		Freeze: true, XSplit: columns, YSplit: 1, TopLeftCell: corner, ActivePane: pane,
		Selection: []excelize.Selection{{SQRef: corner, ActiveCell: corner, Pane: pane}},
	})
}

// addChoices gives the cells that people fill in a list, or holds them to dates.
func addChoices(f *excelize.File, sheet string, t placed, x int) error {
	c := t.Columns[x]
	dv := excelize.NewDataValidation(true)
	dv.SetSqref(t.column(x))
	switch {
	case c.Choices != nil:
		if err := dv.SetDropList(c.Choices); err != nil {
			return err
		}
		if c.Only {
			dv.SetError(excelize.DataValidationErrorStyleStop, c.Head, "Välj "+strings.Join(c.Choices, " eller ")+", eller lämna cellen tom.")
		} else {
			dv.SetError(excelize.DataValidationErrorStyleWarning, c.Head, "Listan har "+strings.Join(c.Choices, ", ")+". Vill du ändå skriva något annat?")
		}
	case c.Filled && c.Kind == register.KindDate:
		if err := dv.SetRange(firstDay, lastDay, excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween); err != nil {
			return err
		}
		dv.SetError(excelize.DataValidationErrorStyleStop, c.Head, "Skriv ett datum: år-månad-dag.")
	default:
		return nil
	}
	return f.AddDataValidation(sheet, dv)
}

// addTones colours the words of the table, and strikes out the rows that the
// data no longer have.
func addTones(f *excelize.File, sheet string, t placed, lk looks) error {
	rule := func(x int, word string, style int) excelize.ConditionalFormatOptions {
		return excelize.ConditionalFormatOptions{Type: "formula", Criteria: fmt.Sprintf(`$%s%d="%s"`, columnName(t.left+x), t.top+1, word), Format: &style}
	}
	if x := t.Find(register.StatusHead); x >= 0 {
		area := cellName(t.left, t.top+1) + ":" + cellName(t.left+len(t.Columns)-1, t.last())
		if err := f.SetConditionalFormat(sheet, area, []excelize.ConditionalFormatOptions{rule(x, register.Gone, lk.gone)}); err != nil {
			return err
		}
	}
	for x, c := range t.Columns {
		var rules []excelize.ConditionalFormatOptions
		for _, tone := range c.Tones {
			rules = append(rules, rule(x, tone.Word, lk.moods[tone.Mood]))
		}
		if len(rules) > 0 {
			if err := f.SetConditionalFormat(sheet, t.column(x), rules); err != nil {
				return err
			}
		}
	}
	return nil
}

// undated is the date of a workbook whose contents have none: the first day
// that a zip file can name.
var undated = civil.Date{Year: 1980, Month: 1, Day: 1}

// The custom property that says which layout of the register a workbook has.
const (
	versionName = "kansli-register"
	version     = register.Version
)

func describe(f *excelize.File, book register.Book) error {
	date := book.Date
	if date.IsZero() {
		date = undated
	}
	stamp := date.String() + "T00:00:00Z"
	if err := f.SetDocProps(&excelize.DocProperties{
		Title:          clean(book.Title),
		Subject:        clean(book.Subject),
		Creator:        "kansli",
		LastModifiedBy: "kansli",
		Language:       "sv-SE",
		Created:        stamp,
		Modified:       stamp,
	}); err != nil {
		return err
	}
	if err := f.SetAppProps(&excelize.AppProperties{Application: "kansli"}); err != nil {
		return err
	}
	if err := f.SetCustomProps(excelize.CustomProperty{Name: versionName, Value: int32(version)}); err != nil {
		return err
	}
	return f.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: ptr(true)})
}
