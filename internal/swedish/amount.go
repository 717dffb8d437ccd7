// Package swedish writes and reads Swedish as officials write it: sums, dates,
// times, lists, §, sorting, file names, and the places where a line must not
// break. It knows the language and no nämnder.
//
// Functions that write put U+00A0 where a line must not break, so their result
// needs no Bind.
package swedish

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// nbsp is the no-break space.
const nbsp = "\u00a0"

// Amount is a sum of money in öre. Ten million kronor is 1_000_000_000.
type Amount int64

// units are the ways of writing the unit of a sum, with its size as a power of
// ten in öre.
var units = map[string]int{
	"": 2, "kr": 2, "kr.": 2, "krona": 2, "kronor": 2, "sek": 2, ":-": 2,
	"tkr": 5, "tusen": 5, "tusen kronor": 5, "tusen kr": 5,
	"mnkr": 8, "miljon": 8, "miljoner": 8, "miljon kronor": 8, "miljoner kronor": 8,
	"mdkr": 11, "miljard": 11, "miljarder": 11, "miljard kronor": 11, "miljarder kronor": 11,
}

// disused are units that readers take differently, with what to write.
var disused = map[string]string{
	"kkr": "tkr", "ksek": "tkr", "mkr": "mnkr eller mdkr", "msek": "mnkr", "mdr": "mdkr",
}

// spaces turns every kind of space that stands between digits into an ordinary
// one.
var spaces = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "\t", " ")

// ParseAmount reads a sum: 277 000, 1 250,50 kr, 48 tkr, 0,7 mnkr, −500. A point
// followed by one or two digits is a decimal point, as other systems write it.
// Followed by three, it and the comma could also divide thousands, and the sum
// is refused. Errors are Swedish and say how to write the sum.
func ParseAmount(s string) (Amount, error) {
	text := strings.TrimSpace(spaces.Replace(s))
	if text == "" {
		return 0, errors.New("beloppet är tomt; skriv till exempel 277 000 kr")
	}
	sign := ""
	for _, minus := range []string{"-", "−", "–"} {
		if rest, ok := strings.CutPrefix(text, minus); ok {
			text, sign = strings.TrimSpace(rest), "-"
			break
		}
	}
	end := strings.LastIndexAny(text, "0123456789") + 1
	number, unit := text[:end], strings.ToLower(strings.TrimSpace(text[end:]))
	if instead, ok := disused[unit]; ok {
		return 0, fmt.Errorf("”%s” har en enhet som läses olika; skriv %s i stället för %s", s, instead, unit)
	}
	size, known := units[unit]
	if !known {
		return 0, notAmount(s)
	}
	whole, decimals, err := splitNumber(s, number)
	if err != nil {
		return 0, err
	}
	if size == 2 && len(decimals) == 3 {
		return 0, fmt.Errorf("”%s” kan vara tusental eller decimaler; skriv %s %s om det är tusental, annars högst två decimaler", s, whole, decimals)
	}
	decimals = strings.TrimRight(decimals, "0")
	if len(decimals) > size {
		return 0, fmt.Errorf("”%s” har delar av ett öre; avrunda till hela ören", s)
	}
	ore, err := strconv.ParseInt(sign+whole+decimals+strings.Repeat("0", size-len(decimals)), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("”%s” är för stort för ett belopp", s)
	}
	return Amount(ore), nil
}

// pointed is a number with points between groups of three.
var pointed = regexp.MustCompile(`^\d{1,3}(\.\d{3})+$`)

// splitNumber divides "1 250,50" into 1250 and 50.
func splitNumber(s, number string) (whole, decimals string, err error) {
	if pointed.MatchString(number) {
		return "", "", fmt.Errorf("”%s” kan vara tusental eller decimaler; skriv %s om det är tusental, och decimaler med komma",
			s, strings.ReplaceAll(number, ".", " "))
	}
	whole, decimals, comma := strings.Cut(strings.Replace(number, ".", ",", 1), ",")
	if comma && (!digits(decimals) || strings.Contains(number, ".") && len(decimals) > 2) {
		return "", "", notAmount(s)
	}
	groups := strings.Split(whole, " ")
	for i, g := range groups {
		if !digits(g) || len(groups) > 1 && (i > 0 && len(g) != 3 || len(g) > 3) {
			return "", "", notAmount(s)
		}
	}
	return strings.Join(groups, ""), decimals, nil
}

func notAmount(s string) error {
	return fmt.Errorf("”%s” är inget belopp; skriv till exempel 277 000, 1 250,50 kr, 48 tkr eller 0,7 mnkr", s)
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// UnmarshalText reads a sum in any form that ParseAmount takes.
func (a *Amount) UnmarshalText(b []byte) (err error) {
	*a, err = ParseAmount(string(b))
	return err
}

// MarshalText writes the sum as in a table.
func (a Amount) MarshalText() ([]byte, error) { return []byte(a.Table()), nil }

// String is the sum with its unit, as in prose.
func (a Amount) String() string { return a.Prose() }

// Prose is the sum in running text: 277 000 kronor, 1 krona, 1 250,50 kronor.
func (a Amount) Prose() string {
	if a == 100 || a == -100 {
		return a.Table() + nbsp + "krona"
	}
	return a.Table() + nbsp + "kronor"
}

// Table is the sum without unit, for a column that is headed by it: 277 000,
// 1 250,50.
func (a Amount) Table() string {
	ore, sign := uint64(a), ""
	if a < 0 {
		ore, sign = -ore, "−"
	}
	out := sign + group(strconv.FormatUint(ore/100, 10))
	if ore%100 != 0 {
		out += fmt.Sprintf(",%02d", ore%100)
	}
	return out
}

// Integer writes a number in groups of three: 277 000.
func Integer(n int) string {
	digits, negative := strings.CutPrefix(strconv.Itoa(n), "-")
	if negative {
		return "−" + group(digits)
	}
	return group(digits)
}

func group(digits string) string {
	var b strings.Builder
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(nbsp)
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}
