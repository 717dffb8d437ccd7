package swedish

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// PersonNumbers finds personnummer and samordningsnummer: ÅÅMMDD-NNNN,
// ÅÅMMDD+NNNN, ÅÅÅÅMMDDNNNN and ÅÅÅÅMMDD-NNNN, also with an en dash or a
// no-break hyphen. The day exists (a samordningsnummer adds 60 to it) and the
// last digit is the check digit of the nine before it. Ten digits without a
// hyphen are taken for a telephone number, and digits that belong to a longer
// mark or follow the word dnr for a registration number.
func PersonNumbers(s string) []Range {
	var found []Range
	for i := dateDigits - 1; i < len(s); {
		if !isDigit(s[i]) {
			i += dateDigits
			continue
		}
		start := i
		for start > 0 && isDigit(s[start-1]) {
			start--
		}
		end := start + runLength(s[start:])
		if n := personNumber(s[start:]); n > 0 && standsAlone(s[:start], s[start+n:]) {
			found = append(found, Range{start, start + n})
			end = start + n
		}
		i = end + dateDigits - 1
	}
	return found
}

// dateDigits is the fewest digits that a number begins with. Whoever looks at each
// sixth byte of a text so sees one of every number.
const dateDigits = 6

// personNumber returns the length of the personnummer that s starts with, or 0.
func personNumber(s string) int {
	date := runLength(s)
	length, serial := date, ""
	switch date {
	case 12:
		date, serial = 8, s[8:12]
	case 6, 8:
		r, size := utf8.DecodeRuneInString(s[date:])
		if !strings.ContainsRune("-+–‑", r) || runLength(s[date+size:]) != 4 {
			return 0
		}
		length = date + size + 4
		serial = s[date+size : length]
	default:
		return 0
	}
	if !isBirth(s[:date]) || !checks(s[date-6:date]+serial) {
		return 0
	}
	return length
}

func runLength(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }

// isBirth reports whether six or eight digits are a day that exists. Six digits
// leave the century open.
func isBirth(date string) bool {
	d := []byte(date)
	if day := d[len(d)-2]; day >= '6' {
		d[len(d)-2] = day - 6
	}
	if len(d) == 6 {
		d = append([]byte("20"), d...)
	}
	t, err := time.Parse("20060102", string(d))
	return err == nil && t.Year() >= 1800 && t.Year() < 2100
}

// checks reports whether ten digits end with their check digit.
func checks(ten string) bool {
	sum := 0
	for i := range len(ten) {
		d := int(ten[i]-'0') * (2 - i%2)
		sum += d/10 + d%10
	}
	return sum%10 == 0
}

// standsAlone reports whether what stands around digits leaves them a number of
// their own.
func standsAlone(before, after string) bool {
	last, size := utf8.DecodeLastRuneInString(before)
	switch {
	case joins(last), last == '+':
		return false
	case last == '.' || last == ':':
		if endsWithDigit(before[:len(before)-size]) {
			return false
		}
	}
	label := strings.TrimRight(before, " :"+nbsp)
	if isDnrLabel(label[strings.LastIndexAny(label, " \n\t(")+1:]) {
		return false
	}
	first, size := utf8.DecodeRuneInString(after)
	if first == '.' || first == ':' {
		return !startsWithDigit(after[size:])
	}
	return !joins(first)
}

// joins reports whether a character makes one mark of what stands on both sides
// of it.
func joins(r rune) bool {
	return strings.ContainsRune("-/_", r) || unicode.IsDigit(r) || unicode.IsLetter(r)
}
