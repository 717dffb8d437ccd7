package redact

import (
	"cmp"
	"regexp"
	"slices"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// view is a text with what does not matter taken away, and where each character
// that is left stands in the text.
type view struct {
	runes []rune
	at    []stretch
}

// stretch is a part of a text in bytes.
type stretch struct{ from, to int32 }

// looseness says what does not matter.
type looseness uint8

const (
	plain  looseness = iota // case, normal form, kind of blank and hyphen, what cannot be seen
	joined                  // also a hyphen at the end of a line, with the line break
	broken                  // also a line break after a hyphen that stays
	loose                   // also å, ä, ö and accents, and any mark is a blank; for names of files
)

// fold looks at a text with some looseness.
func fold(s string, l looseness) view {
	var v view
	put := func(r rune, from, to int32) {
		v.runes, v.at = append(v.runes, r), append(v.at, stretch{from, to})
	}
	form := norm.NFKC
	if l == loose {
		form = norm.NFKD
	}
	var it norm.Iter
	it.InitString(form, s)
	lineEnd := false // the blank that was put last holds a line break
	for !it.Done() {
		from := int32(it.Pos())
		seg := string(it.Next())
		to := int32(it.Pos())
		for _, r := range seg {
			switch r = unicode.ToLower(r); {
			case l == loose && unicode.Is(unicode.Mn, r), r == '\u00ad', unicode.Is(unicode.Cf, r):
				continue
			case l == loose && !unicode.IsLetter(r) && !unicode.IsDigit(r), unicode.IsSpace(r):
				if n := len(v.runes); n > 0 && v.runes[n-1] == ' ' {
					v.at[n-1].to = to
				} else {
					put(' ', from, to)
					lineEnd = false
				}
				lineEnd = lineEnd || r == '\n' || r == '\r' || r == '\u2028'
				continue
			case dash(r):
				r = '-'
			}
			v.mend(l, lineEnd)
			put(r, from, to)
		}
	}
	return v
}

// mend takes the break away when the text goes on after a hyphen at the end of a
// line.
func (v *view) mend(l looseness, lineEnd bool) {
	n := len(v.runes)
	if l != joined && l != broken || !lineEnd || n < 2 || v.runes[n-1] != ' ' || v.runes[n-2] != '-' {
		return
	}
	keep := n - 1
	if l == joined {
		keep = n - 2
	}
	v.runes, v.at = v.runes[:keep], v.at[:keep]
}

func dash(r rune) bool { return r >= '\u2010' && r <= '\u2015' || r == '\u2212' || r == '\u2043' }

// trimmed is a view without blanks at its ends.
func (v view) trimmed() view {
	for len(v.runes) > 0 && v.runes[0] == ' ' {
		v.runes, v.at = v.runes[1:], v.at[1:]
	}
	for n := len(v.runes); n > 0 && v.runes[n-1] == ' '; n-- {
		v.runes, v.at = v.runes[:n-1], v.at[:n-1]
	}
	return v
}

func (v view) letters() int {
	n := 0
	for _, r := range v.runes {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// look folds a text in each way that it is searched. Running text is looked at
// with and without what the end of a line does to words.
func look(s string, l looseness) []view {
	if l == plain && lineEndHyphen.MatchString(s) {
		return []view{fold(s, plain), fold(s, joined), fold(s, broken)}
	}
	return []view{fold(s, l)}
}

var lineEndHyphen = regexp.MustCompile(`[-\x{2010}-\x{2015}\x{2212}]\s*[\n\r\x{2028}]`)

// says reports whether any of the views holds a covered text.
func says(views []view, covered view) bool {
	return slices.ContainsFunc(views, func(v view) bool { return len(v.find(covered.runes)) > 0 })
}

// find gives the places where a text says a covered one, in order and apart.
func find(s string, covered view, l looseness) []stretch {
	var found []stretch
	for _, v := range look(s, l) {
		found = append(found, v.find(covered.runes)...)
	}
	slices.SortFunc(found, func(a, b stretch) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to)) })
	var apart []stretch
	for _, st := range found {
		if n := len(apart); n > 0 && st.from < apart[n-1].to {
			apart[n-1].to = max(apart[n-1].to, st.to)
			continue
		}
		apart = append(apart, st)
	}
	return apart
}

// find gives the places of some characters, none of which are found when there
// are none.
func (v view) find(covered []rune) []stretch {
	var found []stretch
	for i := 0; len(covered) > 0 && i+len(covered) <= len(v.runes); {
		if slices.Equal(v.runes[i:i+len(covered)], covered) {
			end := i + len(covered)
			found = append(found, stretch{v.at[i].from, v.at[end-1].to})
			i = end
			continue
		}
		i++
	}
	return found
}
