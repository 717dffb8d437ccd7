package swedish

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// And joins items as prose does, without a comma before och: A, B och C.
func And(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], ", ") + " och " + items[last]
}

// Ambiguous reports whether a reader of And(items) could not tell where one
// item ends: an item holds och, eller, samt, &, a comma or a semicolon. Such
// items belong in a point list.
func Ambiguous(items []string) bool {
	if len(items) < 2 {
		return false
	}
	for _, item := range items {
		if strings.ContainsAny(item, "&,;") {
			return true
		}
		for word := range strings.FieldsSeq(item) {
			switch strings.ToLower(word) {
			case "och", "eller", "samt":
				return true
			}
		}
	}
	return false
}

// Plural picks the word that agrees with a number.
func Plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

var numerals = [...]string{2: "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"}

// Count writes how many there are of something, in words from one to twelve and
// in figures from 13. The phrase for one holds its own article, which depends
// on the word: Count(n, "en enhet", "enheter"), Count(n, "ett ärende", "ärenden").
func Count(n int, one, many string) string {
	switch {
	case n == 0:
		return "inga " + many
	case n == 1:
		return one
	case n > 1 && n < len(numerals):
		return numerals[n] + " " + many
	}
	return Integer(n) + nbsp + many
}

// Capital makes the first letter upper case and leaves the rest: socialnämnden
// becomes Socialnämnden. Opening quotation marks and brackets may stand before
// the letter.
func Capital(s string) string { return first(s, unicode.ToUpper) }

// Lower makes the first letter lower case and leaves the rest.
func Lower(s string) string { return first(s, unicode.ToLower) }

func first(s string, change func(rune) rune) string {
	before := len(s) - len(strings.TrimLeft(s, "”\"’'“„«»(["))
	r, size := utf8.DecodeRuneInString(s[before:])
	if change(r) == r {
		return s
	}
	return s[:before] + string(change(r)) + s[before+size:]
}
