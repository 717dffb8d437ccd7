package swedish

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bind puts a no-break space where a line must not break: § 10, 5 kap. 69 §,
// 277 000 kronor, 0,3 %, kl. 17.00, den 4 mars 2023, nr 5, s. 4, BRO 2023/107,
// Heinonen (S), A. B., t. ex. It replaces single ordinary spaces and nothing
// else, leaves what it is unsure of, and gives the same again when it is run on
// its own result. A text without such places comes back without allocation.
func Bind(s string) string {
	var out []byte
	done := 0
	var before, left token
	right := next(s, 0)
	for right.start < len(s) {
		after := next(s, right.end)
		if left.end > left.start && left.end+1 == right.start && s[left.end] == ' ' &&
			binds(before.of(s), left.of(s), right.of(s), after.of(s)) {
			if out == nil {
				out = make([]byte, 0, len(s)+len(s)/8)
			}
			out = append(append(out, s[done:left.end]...), nbsp...)
			done = right.start
		}
		before, left, right = left, right, after
	}
	if out == nil {
		return s
	}
	return string(append(out, s[done:]...))
}

// token is a run without spaces, as byte offsets.
type token struct{ start, end int }

func (t token) of(s string) string { return s[t.start:t.end] }

// next finds the first token at or after an offset. A no-break space divides
// tokens as an ordinary space does, so what Bind has done before does not
// change what it sees.
func next(s string, i int) token {
	for i < len(s) {
		n := gap(s, i)
		if n == 0 {
			break
		}
		i += n
	}
	start := i
	for i < len(s) && (s[i] > ' ' && s[i] != nbsp[0] || gap(s, i) == 0) {
		i++
	}
	return token{start, i}
}

// gap is the number of bytes of the space at an offset, 0 where there is none.
func gap(s string, i int) int {
	switch s[i] {
	case ' ', '\t', '\n', '\r':
		return 1
	case nbsp[0]:
		if i+1 < len(s) && s[i+1] == nbsp[1] {
			return 2
		}
	}
	return 0
}

const (
	opening = "([”’\"'"
	closing = ".,;:!?)]”’\"'"
)

// binds decides whether a line may break between left and right.
func binds(before, left, right, after string) bool {
	left = trimOpening(left)
	switch {
	case left == "":
		return false
	case right[0] == '(':
		return isParty(right) && isProper(left)
	case isSign(right):
		return !startsWithDigit(after) && (endsWithDigit(left) || isLetter(left) && endsWithDigit(before))
	case isDnrLabel(left):
		return strings.ContainsAny(right, "0123456789") || isMark(right) && startsWithDigit(after)
	case startsWithDigit(right):
		return bindsNumber(left, right, after) || isDay(before) && isMonth(left) && left[len(left)-1] > 'a' && isYear(right)
	case endsWithDigit(left):
		return bindsUnit(before, left, right, after)
	case len(left) <= 3:
		return bindsAbbreviation(left, right)
	}
	return false
}

// bindsNumber decides before something that starts with a digit.
func bindsNumber(left, right, after string) bool {
	switch left {
	case "§", "§§", "kl.", "kl", "Kl.", "Kl", "nr", "nr.", "Nr", "Nr.", "s.", "sid.", "kap.", "kap", "p.", "art.":
		return true
	case "den", "Den":
		return isDay(right) && isMonth(after)
	}
	if !endsWithDigit(left) {
		return isMark(left) && isRegistration(left, right)
	}
	group := strings.TrimLeft(left, "-−")
	if i := strings.LastIndex(left, "–"); i >= 0 {
		group = left[i+len("–"):]
	}
	if len(group) > 3 || !digits(group) {
		return false
	}
	tail := strings.TrimLeft(right, "0123456789")
	width := len(right) - len(tail)
	if width == 3 {
		r, _ := utf8.DecodeRuneInString(tail)
		return !unicode.IsLetter(r)
	}
	postcode := len(group) == 3 && width == 2 && tail == ""
	return postcode && startsWithUpper(after)
}

// bindsUnit decides after something that ends with a digit.
func bindsUnit(before, left, right, after string) bool {
	word := trimClosing(right)
	if i := strings.IndexByte(word, '/'); i > 0 {
		word = word[:i]
	}
	switch word {
	case "kronor", "krona", "kr", "tkr", "mnkr", "mdkr", "öre", "miljon", "miljoner", "miljard", "miljarder",
		"procent", "procentenheter", "promille", "%", "‰", "m²", "m³", "km²", "kvm", "kvadratmeter",
		"km", "mil", "meter", "cm", "mm", "kg", "ton", "st", "kWh", "MWh", "GWh", "°C":
		return strings.ContainsAny(left[:1], "0123456789-") || strings.HasPrefix(left, "−")
	case "kap", "½", "¼", "¾":
		return true
	}
	if isMonth(right) {
		return isDay(left)
	}
	if isLetter(trimClosing(right)) {
		numbered := isSign(before)
		return numbered && (startsWithUpper(right) || strings.Contains(right, ")")) || isSign(after) && len(right) < 3
	}
	return false
}

// abbreviations are the neighbours within an abbreviation, without points.
var abbreviations = map[[2]string]bool{
	{"t", "ex"}: true, {"m", "fl"}: true, {"m", "m"}: true, {"bl", "a"}: true,
	{"d", "v"}: true, {"v", "s"}: true, {"fr", "o"}: true, {"t", "o"}: true, {"o", "m"}: true,
	{"p", "g"}: true, {"g", "a"}: true, {"s", "k"}: true, {"f", "d"}: true, {"o", "d"}: true,
	{"e", "d"}: true, {"f", "n"}: true, {"o", "s"}: true, {"s", "v"}: true,
}

// bindsAbbreviation decides inside t. ex. and between two initials.
func bindsAbbreviation(left, right string) bool {
	if isInitial(left) && isInitial(right) {
		return true
	}
	return abbreviations[[2]string{strings.TrimSuffix(left, "."), trimClosing(right)}]
}

func isSign(token string) bool {
	token = trimOpening(token)
	if strings.HasPrefix(token, "§") {
		token = trimClosing(token)
	}
	return token == "§" || token == "§§"
}

// trimOpening is quick for the usual token, which starts with a letter.
func trimOpening(token string) string {
	if token == "" || token[0] >= 'A' && token[0] <= 'Z' || token[0] >= 'a' && token[0] <= 'z' {
		return token
	}
	return strings.TrimLeft(token, opening)
}

// trimClosing is quick for the usual token, which ends with a letter.
func trimClosing(token string) string {
	if n := len(token); n == 0 || token[n-1] >= 'a' && token[n-1] <= 'z' {
		return token
	}
	return strings.TrimRight(token, closing)
}

func isDnrLabel(token string) bool {
	switch strings.TrimSuffix(token, ":") {
	case "Dnr", "dnr", "DNR", "Diarienummer", "diarienummer", "Ärendenummer":
		return true
	}
	return false
}

// isMark recognises the letters of a registration number: BRO, 2011/KS.
func isMark(token string) bool {
	letters := token[strings.LastIndexByte(token, '/')+1:]
	n := 0
	for _, r := range letters {
		if !unicode.IsUpper(r) {
			return false
		}
		n++
	}
	return n > 0 && n <= 6
}

// isRegistration recognises the number after the letters: 2023/107-1, 0206
// after 2011/KS. A date is none.
func isRegistration(mark, token string) bool {
	token = trimClosing(token)
	if strings.Contains(mark, "/") {
		return digits(token)
	}
	run := len(token) - len(strings.TrimLeft(token, "0123456789"))
	rest := token[run:]
	if rest == "" || strings.Trim(rest, "0123456789/:.-–") != "" || !endsWithDigit(rest) {
		return false
	}
	isDate := len(token) == len("2006-01-02") && token[4] == '-' && token[7] == '-'
	return !isDate && (run == 4 || run > 1 && len(mark) > 1)
}

// isParty recognises (S), (SRD), (s), (-), also with a comma or a stop after.
func isParty(token string) bool {
	inner, _, closed := strings.Cut(token[1:], ")")
	if !closed || inner == "" || len(inner) > 4 {
		return false
	}
	return inner == "-" || inner == "–" || strings.IndexFunc(inner, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

// isProper recognises a word that can end a name.
func isProper(token string) bool {
	last, _ := utf8.DecodeLastRuneInString(token)
	return startsWithUpper(token) && unicode.IsLetter(last) && !isLetter(token)
}

func isInitial(token string) bool {
	r, size := utf8.DecodeRuneInString(token)
	return unicode.IsUpper(r) && token[size:] == "."
}

func isLetter(token string) bool {
	r, size := utf8.DecodeRuneInString(token)
	return size == len(token) && unicode.IsLetter(r)
}

func isMonth(token string) bool {
	switch trimClosing(token) {
	case "januari", "februari", "mars", "april", "maj", "juni", "juli",
		"augusti", "september", "oktober", "november", "december":
		return true
	}
	return false
}

// isDay recognises 1 to 31, also as the end of a range: 3–4.
func isDay(token string) bool {
	day := token[len(strings.TrimRight(token, "0123456789")):]
	before := token[:len(token)-len(day)]
	if before != "" && !strings.HasSuffix(before, "–") && !strings.HasSuffix(before, "-") {
		return false
	}
	return len(day) == 1 && day != "0" || len(day) == 2 && day >= "01" && day <= "31"
}

// isYear recognises a year of four digits after a month.
func isYear(token string) bool {
	year := trimClosing(token)
	return len(year) == 4 && digits(year)
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

func endsWithDigit(s string) bool { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }

func startsWithUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
