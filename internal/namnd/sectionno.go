package namnd

import (
	"cmp"
	"strings"
	"unicode"
)

// CompareNo orders § and agenda numbers, which are text: 4 before 4 ½ before
// 5, 9 before 9 a before 10, 17 before 17 A.
func CompareNo(a, b string) int {
	na, ra := splitNo(a)
	nb, rb := splitNo(b)
	return cmp.Or(cmp.Compare(na, nb), cmp.Compare(ra, rb))
}

// splitNo divides "17 A" into 17 and "a". A number that does not start with
// digits sorts by its text, after all that do. A § sign before it is not part of
// the number.
func splitNo(s string) (int, string) {
	s = strings.ToLower(strings.TrimLeft(strings.TrimSpace(s), "§ \u00a0"))
	n, i := 0, 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' && n < 1e8 {
		n = n*10 + int(s[i]-'0')
		i++
	}
	if i == 0 {
		n = 1e9
	}
	rest := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == ')' || r == '.' {
			return -1
		}
		return r
	}, s[i:])
	return n, rest
}

// Gap reports whether a whole number is missing between two § numbers that
// follow each other in a protocol: between 4 and 6, not between 4 and 5, 4 and
// 4 A, or 17 A and 18.
func Gap(before, after string) bool {
	a, _ := splitNo(before)
	b, _ := splitNo(after)
	return b > a+1
}
