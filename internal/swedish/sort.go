package swedish

import (
	"cmp"
	"slices"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// NFC returns text in the composed form, in which an å is one code point
// however it was typed.
func NFC(s string) string {
	if composed(s) {
		return s
	}
	return norm.NFC.String(s)
}

// composed reports whether a text is surely in the composed form: it holds nothing
// but letters below U+0300, dashes and quotation marks, as nearly all Swedish does.
func composed(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < 0xCC:
		case c == 0xE2 && i+2 < len(s) && s[i+1] == 0x80 && s[i+2] >= 0x82 && s[i+2] < 0xC0:
			i += 2
		default:
			return false
		}
	}
	return true
}

// collators holds sorters, which are dear to make and serve one goroutine at a
// time.
var collators = sync.Pool{New: func() any { return collate.New(language.Swedish) }}

// Compare orders texts as a Swedish register does: å, ä and ö last in that
// order, é as e, ü as y, upper and lower case together. V and w are different
// letters, as in Svenska Akademiens ordlista since 2006. Texts that the
// language does not tell apart are ordered by code point, so that only a text
// and its decomposed form compare as equal.
func Compare(a, b string) int {
	c := collators.Get().(*collate.Collator)
	defer collators.Put(c)
	return cmp.Or(c.CompareString(a, b), cmp.Compare(NFC(a), NFC(b)))
}

// Sort sorts texts by Compare.
func Sort(texts []string) { slices.SortStableFunc(texts, Compare) }
