package xlsx

import (
	"github.com/xuri/excelize/v2"

	"kansli/internal/register"
)

// looks are the numbers of the cell styles. A quoted style is for text that
// looks like a formula: Excel keeps it as text even after an edit.
type looks struct {
	head                 int
	text, quotedText     int
	long, quotedLong     int // text too long for the text format, which shows #### for more than 255 characters
	link, quotedLink     int
	date, number, amount int
}

// fontSize is in points.
const fontSize = 10

// rules are the thin lines under and beside each cell.
var rules = []excelize.Border{
	{Type: "bottom", Color: "D0D5DB", Style: 1},
	{Type: "left", Color: "E8EBEE", Style: 1},
	{Type: "right", Color: "E8EBEE", Style: 1},
}

func newLooks(f *excelize.File) (looks, error) {
	if err := f.SetDefaultFont("Arial"); err != nil {
		return looks{}, err
	}
	f.Styles.Fonts.Font[0].Sz.Val = ptr(float64(fontSize))
	var firstErr error
	style := func(s excelize.Style) int {
		s.Border = rules
		id, err := f.NewStyle(&s)
		if firstErr == nil {
			firstErr = err
		}
		return id
	}
	left := &excelize.Alignment{Vertical: "top", Horizontal: "left"}
	wrapped := &excelize.Alignment{Vertical: "top", WrapText: true}
	linkFont := &excelize.Font{Family: "Arial", Size: fontSize, Color: "0563C1", Underline: "single"}
	lk := looks{
		head: style(excelize.Style{
			Font:      &excelize.Font{Family: "Arial", Size: fontSize, Bold: true, Color: "FFFFFF"},
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"1F3B57"}},
			Alignment: &excelize.Alignment{Vertical: "center", WrapText: true},
		}),
		text:   style(excelize.Style{Alignment: wrapped, NumFmt: textFormat}),
		long:   style(excelize.Style{Alignment: wrapped}),
		link:   style(excelize.Style{Alignment: wrapped, NumFmt: textFormat, Font: linkFont}),
		date:   style(excelize.Style{Alignment: left, CustomNumFmt: ptr("yyyy-mm-dd")}),
		number: style(excelize.Style{Alignment: left, NumFmt: 1}),
		amount: style(excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "right", Indent: 1}, CustomNumFmt: ptr(`#,##0.00\ [$kr-41D]`)}),
	}
	lk.quotedText, lk.quotedLong, lk.quotedLink = quoted(f, lk.text), quoted(f, lk.long), quoted(f, lk.link)
	return lk, firstErr
}

// textFormat is the number of Excel's built-in format @.
const textFormat = 49

// quoted adds a copy of a style that has Excel's mark for text, the apostrophe
// that one types before =. excelize has no field for it.
func quoted(f *excelize.File, id int) int {
	xfs := f.Styles.CellXfs
	xf := xfs.Xf[id]
	xf.QuotePrefix = ptr(true)
	xfs.Xf = append(xfs.Xf, xf)
	xfs.Count = len(xfs.Xf)
	return xfs.Count - 1
}

// column is the style of the empty cells of a column, for what people add.
func (lk looks) column(k register.Kind) int {
	switch k {
	case register.KindDate:
		return lk.date
	case register.KindInteger:
		return lk.number
	case register.KindAmount:
		return lk.amount
	}
	return lk.text
}

func ptr[T any](v T) *T { return &v }
