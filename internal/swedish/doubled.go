package swedish

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Range is a part of a text, as byte offsets.
type Range struct{ Start, End int }

// twice are words that correct Swedish can write after each other: det det
// gäller, den den 4 mars, de som som barn, vad det är är okänt.
var twice = map[string]bool{
	"det": true, "den": true, "de": true, "är": true, "som": true, "har": true,
	"så": true, "var": true, "ja": true, "nej": true,
}

// Doubled finds words that were written twice, such as och och, within a
// paragraph. Names (Abdullah Abdullah), figures, single letters and words that
// can follow themselves are left alone.
func Doubled(s string) []Range {
	var found []Range
	left := next(s, 0)
	for left.start < len(s) {
		right := next(s, left.end)
		first := trimOpening(left.of(s))
		if !sameStart(first, right.of(s)) {
			left = right
			continue
		}
		second := trimClosing(right.of(s))
		if isWord(second) && strings.EqualFold(first, second) && !startsWithUpper(second) && !twice[second] &&
			strings.Count(s[left.end:right.start], "\n") < 2 {
			found = append(found, Range{left.end - len(first), right.start + len(second)})
		}
		left = right
	}
	return found
}

// sameStart reports whether two words may be the same but for capitals, by their
// first bytes: the usual pair is told apart at once.
func sameStart(a, b string) bool {
	return a != "" && b != "" && a[0]|0x20 == b[0]|0x20
}

func isWord(s string) bool {
	return utf8.RuneCountInString(s) > 1 && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}
