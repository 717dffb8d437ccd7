package xlsx

import "strings"

// shown is what a number format makes of a number.
type shown uint8

const (
	asNumber shown = iota
	asDay
	asTime
)

// readStyles finds the styles that show numbers as days or times.
func (wb *workbook) readStyles() error {
	var styles struct {
		Formats []struct {
			Id   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Xfs []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := wb.decode("xl/styles.xml", &styles); err != nil {
		return err
	}
	codes := map[int]string{}
	for _, f := range styles.Formats {
		codes[f.Id] = f.Code
	}
	for _, xf := range styles.Xfs {
		if code, own := codes[xf.Format]; own {
			wb.shows = append(wb.shows, showing(code))
		} else {
			wb.shows = append(wb.shows, builtIn(xf.Format))
		}
	}
	return nil
}

// builtIn is what the formats show that have a number and no code.
func builtIn(id int) shown {
	switch {
	case id >= 14 && id <= 17, id == 22, id >= 27 && id <= 36, id >= 50 && id <= 58:
		return asDay
	case id >= 18 && id <= 21, id >= 45 && id <= 47:
		return asTime
	}
	return asNumber
}

// showing is what a number format shows, by the letters that are not quoted.
func showing(code string) shown {
	quoted, bracket, found := false, false, asNumber
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\' || c == '_' || c == '*':
			i++
		case c == '[':
			bracket = true
		case c == ']':
			bracket = false
		case bracket:
		case strings.IndexByte("yYdD", c) >= 0:
			return asDay
		case strings.IndexByte("hH", c) >= 0:
			found = asTime
		}
	}
	return found
}
