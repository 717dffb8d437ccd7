package xlsx

import (
	"reflect"

	"github.com/xuri/excelize/v2"

	"kansli/internal/register"
)

// looks are the numbers of the cell styles. A quoted style is for text that
// looks like a formula: Excel keeps it as text even after an edit.
type looks struct {
	head, filledHead int
	title, note      int
	text, quotedText int
	long, quotedLong int // text too long for the text format, which shows #### for more than 255 characters
	link, quotedLink int
	date, month      int
	number, count    int // a number among words, and one of a column of figures
	amount           int
	moods            [4]int // conditional styles, by register.Mood
	gone             int    // conditional style
}

// fontSize is in points.
const fontSize = 10

// rules are the thin lines under and beside each cell.
var rules = []excelize.Border{
	{Type: "bottom", Color: "D0D5DB", Style: 1},
	{Type: "left", Color: "E8EBEE", Style: 1},
	{Type: "right", Color: "E8EBEE", Style: 1},
}

// newLooks adds the styles of cells to a workbook, or finds those that it has
// already.
func newLooks(f *excelize.File) (looks, error) {
	var firstErr error
	style := func(s excelize.Style) int {
		id, err := f.NewStyle(&s)
		if firstErr == nil {
			firstErr = err
		}
		return id
	}
	ruled := func(s excelize.Style) int {
		s.Border = rules
		if s.Font == nil {
			s.Font = &excelize.Font{Family: "Arial", Size: fontSize}
		}
		return style(s)
	}
	head := func(font, fill string) int {
		return ruled(excelize.Style{
			Font:      &excelize.Font{Family: "Arial", Size: fontSize, Bold: true, Color: font},
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}},
			Alignment: &excelize.Alignment{Vertical: "center", WrapText: true},
		})
	}
	left := &excelize.Alignment{Vertical: "top", Horizontal: "left"}
	right := &excelize.Alignment{Vertical: "top", Horizontal: "right", Indent: 1}
	wrapped := &excelize.Alignment{Vertical: "top", WrapText: true}
	linkFont := &excelize.Font{Family: "Arial", Size: fontSize, Color: "0563C1", Underline: "single"}
	lk := looks{
		head:       head("FFFFFF", "1F3B57"),
		filledHead: head("1F3B57", "F6E7B2"),
		title:      style(excelize.Style{Font: &excelize.Font{Family: "Arial", Size: 16, Bold: true, Color: "1F3B57"}}),
		note:       style(excelize.Style{Font: &excelize.Font{Family: "Arial", Size: fontSize, Color: "595959"}}),
		text:       ruled(excelize.Style{Alignment: wrapped, NumFmt: textFormat}),
		long:       ruled(excelize.Style{Alignment: wrapped}),
		link:       ruled(excelize.Style{Alignment: wrapped, NumFmt: textFormat, Font: linkFont}),
		date:       ruled(excelize.Style{Alignment: left, CustomNumFmt: ptr("yyyy-mm-dd")}),
		month:      ruled(excelize.Style{Alignment: left, CustomNumFmt: ptr(`[$-41D]mmm\ yyyy`)}),
		number:     ruled(excelize.Style{Alignment: left, NumFmt: 1}),
		count:      ruled(excelize.Style{Alignment: right, NumFmt: 3}), // #,##0
		amount:     ruled(excelize.Style{Alignment: right, CustomNumFmt: ptr(`[$-41D]#,##0.00\ [$kr-41D]`)}),
	}
	lk.quotedText, lk.quotedLong, lk.quotedLink = quoted(f, lk.text), quoted(f, lk.long), quoted(f, lk.link)
	return lk, firstErr
}

// moodColours are the colours of the letters and of the ground.
var moodColours = [4][2]string{
	register.Alarm: {"9C1C10", "FBDAD5"},
	register.Soon:  {"6B4700", "FFEFC2"},
	register.Calm:  {"1E5A24", "E1F2E1"},
	register.Past:  {"595959", "EFEFEF"},
}

// addMoods adds the conditional styles.
func (lk *looks) addMoods(f *excelize.File) (err error) {
	for i, c := range moodColours {
		if lk.moods[i], err = f.NewConditionalStyle(&excelize.Style{
			Font: &excelize.Font{Color: c[0], Bold: register.Mood(i) == register.Alarm},
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{c[1]}},
		}); err != nil {
			return err
		}
	}
	lk.gone, err = f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Strike: true, Color: "7F7F7F"}})
	return err
}

// textFormat is the number of Excel's built-in format @.
const textFormat = 49

// quoted finds or adds a copy of a style that has Excel's mark for text, the
// apostrophe that one types before =. excelize has no field for it.
func quoted(f *excelize.File, id int) int {
	xfs := f.Styles.CellXfs
	xf := xfs.Xf[id]
	xf.QuotePrefix = ptr(true)
	for i, x := range xfs.Xf {
		if reflect.DeepEqual(x, xf) {
			return i
		}
	}
	xfs.Xf = append(xfs.Xf, xf)
	xfs.Count = len(xfs.Xf)
	return xfs.Count - 1
}

// column is the style of the empty cells of a column, for what people add.
func (lk looks) column(k register.Kind) int {
	switch k {
	case register.KindDate:
		return lk.date
	case register.KindMonth:
		return lk.month
	case register.KindInteger:
		return lk.number
	case register.KindCount:
		return lk.count
	case register.KindAmount:
		return lk.amount
	}
	return lk.text
}

func ptr[T any](v T) *T { return &v }
