package xlsx

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"kansli/internal/civil"
	"kansli/internal/register"
)

// addSheet writes the n-th sheet. excelize streams a sheet, so the order of
// the calls matters: links, properties and page before the stream is opened, view
// and columns before the rows, the table after them.
func addSheet(f *excelize.File, n int, t register.Table, lk looks) error {
	if n == 0 {
		if err := f.SetSheetName("Sheet1", t.Name); err != nil {
			return err
		}
	} else if _, err := f.NewSheet(t.Name); err != nil {
		return err
	}
	bottom := max(len(t.Rows), 1) + 1 // a table has at least one row under its heading
	area, err := rangeOf(len(t.Columns), bottom)
	if err != nil {
		return err
	}
	if err := addLinks(f, n, t); err != nil {
		return err
	}
	if err := setUp(f, t, area); err != nil {
		return err
	}
	sw, err := f.NewStreamWriter(t.Name)
	if err != nil {
		return err
	}
	if err := freeze(sw, t.Fixed); err != nil {
		return err
	}
	widths := make([]float64, len(t.Columns))
	for i, c := range slices.Backward(t.Columns) { // excelize puts each column before the others
		widths[i] = columnWidth(t, i)
		if err := sw.SetColStyle(i+1, i+1, lk.column(c.Kind)); err != nil {
			return err
		}
		if err := sw.SetColWidth(i+1, i+1, widths[i]); err != nil {
			return err
		}
	}
	if err := writeRows(sw, t, widths, lk); err != nil {
		return err
	}
	if err := f.AddIgnoredErrors(t.Name, area, excelize.IgnoredErrorsNumberStoredAsText); err != nil {
		return err
	}
	if err := sw.AddTable(&excelize.Table{Range: area, Name: tableName(t.Name), StyleName: "TableStyleLight1", ShowRowStripes: ptr(true)}); err != nil {
		return err
	}
	return sw.Flush()
}

func rangeOf(columns, rows int) (string, error) {
	corner, err := excelize.CoordinatesToCellName(columns, rows)
	return "A1:" + corner, err
}

// setUp sets how the sheet prints: A4 on its side, as wide as the paper, the
// headings on every page. Columns of links are left out, paper has no use for
// them.
func setUp(f *excelize.File, t register.Table, area string) error {
	if err := f.SetSheetProps(t.Name, &excelize.SheetPropsOptions{FitToPage: ptr(true)}); err != nil {
		return err
	}
	if err := f.SetSheetDimension(t.Name, area); err != nil {
		return err
	}
	if err := f.SetPageLayout(t.Name, &excelize.PageLayoutOptions{
		Size: ptr(9), Orientation: ptr("landscape"), FitToWidth: ptr(1), FitToHeight: ptr(0),
	}); err != nil {
		return err
	}
	if err := f.SetPageMargins(t.Name, &excelize.PageLayoutMarginsOptions{
		Left: ptr(0.4), Right: ptr(0.4), Top: ptr(0.75), Bottom: ptr(0.6), Header: ptr(0.3), Footer: ptr(0.3),
	}); err != nil {
		return err
	}
	if err := f.SetHeaderFooter(t.Name, &excelize.HeaderFooterOptions{
		OddHeader: `&L&"Arial,Bold"&12&A`, OddFooter: `&R&"Arial,Regular"&9Sida &P av &N`, AlignWithMargins: ptr(true), ScaleWithDoc: ptr(false),
	}); err != nil {
		return err
	}
	printed := len(t.Columns)
	for printed > 1 && t.Columns[printed-1].Kind == register.KindLink {
		printed--
	}
	last, err := excelize.ColumnNumberToName(printed)
	if err != nil {
		return err
	}
	sheet := "'" + strings.ReplaceAll(t.Name, "'", "''") + "'!"
	if err := f.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Area", RefersTo: fmt.Sprintf("%s$A$1:$%s$%d", sheet, last, max(len(t.Rows), 1)+1), Scope: t.Name,
	}); err != nil {
		return err
	}
	return f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: sheet + "$1:$1", Scope: t.Name})
}

func freeze(sw *excelize.StreamWriter, columns int) error {
	corner, err := excelize.CoordinatesToCellName(columns+1, 2)
	if err != nil {
		return err
	}
	pane := "bottomRight"
	if columns == 0 {
		pane = "bottomLeft"
	}
	return sw.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: columns, YSplit: 1, TopLeftCell: corner, ActivePane: pane,
		Selection: []excelize.Selection{{SQRef: corner, ActiveCell: corner, Pane: pane}},
	})
}

func writeRows(sw *excelize.StreamWriter, t register.Table, widths []float64, lk looks) error {
	row := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		row[i] = excelize.Cell{StyleID: lk.head, Value: clean(c.Head)}
	}
	if err := sw.SetRow("A1", row, excelize.RowOpts{Height: headHeight}); err != nil {
		return err
	}
	for y, cells := range t.Rows {
		for x, c := range cells {
			row[x] = value(c, lk)
		}
		at, err := excelize.CoordinatesToCellName(1, y+2)
		if err != nil {
			return err
		}
		if err := sw.SetRow(at, row, excelize.RowOpts{Height: rowHeight(cells, widths)}); err != nil {
			return err
		}
	}
	return nil
}

// value is a cell as excelize takes it: nil for an empty one.
func value(c register.Cell, lk looks) any {
	switch c := c.(type) {
	case register.Text:
		return textValue(string(c), lk)
	case register.Link:
		s := clean(c.Text)
		if likeFormula(s) {
			return excelize.Cell{StyleID: lk.quotedLink, Value: s}
		}
		return excelize.Cell{StyleID: lk.link, Value: s}
	case register.Day:
		n := civil.Date(c).DaysSince(dayZero)
		if n < firstDay || n > lastDay {
			return textValue(civil.Date(c).String(), lk)
		}
		return excelize.Cell{StyleID: lk.date, Value: n}
	case register.Number:
		return excelize.Cell{StyleID: lk.number, Value: int(c)}
	case register.Sum:
		return excelize.Cell{StyleID: lk.amount, Value: float64(c) / 100}
	}
	return nil
}

func textValue(s string, lk looks) any {
	s = clean(s)
	style := lk.text
	switch long := len(s) > 255; {
	case long && likeFormula(s):
		style = lk.quotedLong
	case long:
		style = lk.long
	case likeFormula(s):
		style = lk.quotedText
	}
	return excelize.Cell{StyleID: style, Value: s}
}

// dayZero is where Excel counts days from. It takes 1900 for a leap year, so
// the count is right only from March of that year; it ends with 9999.
var dayZero = civil.Date{Year: 1899, Month: 12, Day: 30}

const (
	firstDay = 61      // 1900-03-01
	lastDay  = 2958465 // 9999-12-31
)

// tableName makes a name for the table from that of the sheet.
func tableName(sheet string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -–&().,'!+#%=", r) {
			return '_'
		}
		return r
	}, sheet)
}
