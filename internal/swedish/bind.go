package swedish

import (
	"slices"
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
	for at := 0; ; at++ {
		n := strings.IndexByte(s[at:], ' ')
		if n < 0 {
			break
		}
		if at += n; !mayBind(s, at) || !Binds(s[:at], s[at+1:]) {
			continue
		}
		if out == nil {
			out = make([]byte, 0, len(s)+len(s)/8)
		}
		out = append(append(out, s[done:at]...), nbsp...)
		done = at + 1
	}
	if out == nil {
		return s
	}
	return string(append(out, s[done:]...))
}

// Binds reports whether the space between two texts is one that Bind replaces.
func Binds(before, after string) bool {
	left, right := last(before, len(before)), next(after, 0)
	if left.start == left.end || left.end < len(before) || right.start > 0 || right.end == 0 {
		return false
	}
	return binds(last(before, left.start).of(before), left.of(before), right.of(after), next(after, right.end).of(after))
}

// mayBind tells most spaces from those that Binds is to judge, by a few bytes on
// either side: there is a figure, a §, a mark or a label such as dnr, or else an
// initial or a part of an abbreviation and something as short.
func mayBind(s string, at int) bool {
	before, after := s[:at], s[at+1:]
	n := len(before)
	if n == 0 || after == "" {
		return false
	}
	c := before[n-1]
	switch {
	case isDigit(c), beginsBound[after[0]]:
		return true
	case endsLabel[c] && hasLabel(before):
		return true
	case c == '.':
		return (n <= longestPart || precedesWord[before[n-3]] || precedesWord[before[n-4]]) && beginsShort(after)
	}
	return (n == 1 || precedesWord[before[n-2]]) && beginsShort(after)
}

// longestPart is the most bytes of a part of an abbreviation and of an initial,
// with the point.
const longestPart = 3

// beginsShort reports whether a text begins with at most two bytes or one letter
// and a point.
func beginsShort(s string) bool {
	return len(s) <= utf8.UTFMax || followsWord[s[1]] || followsWord[s[2]] || followsWord[s[3]] || followsWord[s[4]]
}

// hasLabel reports whether a text may end with a label that isDnrLabel knows, or
// with a part of an abbreviation that is longer than a letter.
func hasLabel(s string) bool {
	s = strings.TrimSuffix(s, ":")
	return strings.HasSuffix(s, "nr") || strings.HasSuffix(s, "NR") || strings.HasSuffix(s, "nummer") ||
		strings.HasSuffix(s, "bl") || strings.HasSuffix(s, "fr")
}

// The first and last bytes of what words are told apart by.
var (
	opens        = firstBytes(opening)
	closes       = lastBytes(closing)
	beginsBound  = firstBytes("0123456789§" + opening)
	endsLabel    = lastBytes("rRl:")
	beginsGap    = firstBytes(gaps)
	endsGap      = lastBytes(gaps)
	followsWord  = firstBytes(gaps + closing)
	precedesWord = lastBytes(gaps + opening)
)

func firstBytes(runes string) (set [256]bool) {
	for _, r := range runes {
		set[string(r)[0]] = true
	}
	return set
}

func lastBytes(runes string) (set [256]bool) {
	for _, r := range runes {
		s := string(r)
		set[s[len(s)-1]] = true
	}
	return set
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
	for i < len(s) && (!beginsGap[s[i]] || gap(s, i) == 0) {
		i++
	}
	return token{start, i}
}

// last finds the last token that ends at or before an offset.
func last(s string, i int) token {
	for i > 0 {
		n := gapBefore(s, i)
		if n == 0 {
			break
		}
		i -= n
	}
	end := i
	for i > 0 && (!endsGap[s[i-1]] || gapBefore(s, i) == 0) {
		i--
	}
	return token{i, end}
}

// gap is the number of bytes of the space at an offset, 0 where there is none.
func gap(s string, i int) int {
	switch {
	case !beginsGap[s[i]]:
		return 0
	case s[i] != nbsp[0]:
		return 1
	case strings.HasPrefix(s[i:], nbsp):
		return len(nbsp)
	}
	return 0
}

// gapBefore is the number of bytes of the space that ends at an offset.
func gapBefore(s string, i int) int {
	switch {
	case !endsGap[s[i-1]]:
		return 0
	case s[i-1] != nbsp[len(nbsp)-1]:
		return 1
	case strings.HasSuffix(s[:i], nbsp):
		return len(nbsp)
	}
	return 0
}

const (
	gaps    = " \t\n\r" + nbsp
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
	case len(left) <= longestPart:
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

// parts are the parts of abbreviations, without points, with those that come next.
var parts = map[string][]string{
	"t": {"ex", "o"}, "m": {"fl", "m"}, "bl": {"a"}, "d": {"v"}, "v": {"s"}, "fr": {"o"}, "o": {"m", "d", "s"},
	"p": {"g"}, "g": {"a"}, "s": {"k", "v"}, "f": {"d", "n"}, "e": {"d"},
}

// bindsAbbreviation decides inside t. ex. and between two initials.
func bindsAbbreviation(left, right string) bool {
	if isInitial(left) && isInitial(right) {
		return true
	}
	return slices.Contains(parts[strings.TrimSuffix(left, ".")], trimClosing(right))
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
	if token == "" || !opens[token[0]] {
		return token
	}
	return strings.TrimLeft(token, opening)
}

// trimClosing is quick for the usual token, which ends with a letter.
func trimClosing(token string) string {
	if token == "" || !closes[token[len(token)-1]] {
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

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func startsWithDigit(s string) bool { return s != "" && isDigit(s[0]) }

func endsWithDigit(s string) bool { return s != "" && isDigit(s[len(s)-1]) }

func startsWithUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
