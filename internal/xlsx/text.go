package xlsx

import (
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// longest is how much text a cell of Excel holds, in UTF-16 code units.
const longest = 32767

// clean returns s without what XML or a cell cannot hold: control characters
// go, broken UTF-8 and non-characters become U+FFFD, every line break becomes
// \n, and text that is too long is cut and says so.
func clean(s string) string {
	if !isClean(s) {
		s = strings.Map(legal, strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(s, "\uFFFD")))
	}
	if len(s) <= longest {
		return s
	}
	return cut(s)
}

func isClean(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' && s[i] != '\n' && s[i] != '\t' || s[i] == 0xEF {
			return false
		}
	}
	return utf8.ValidString(s)
}

func legal(r rune) rune {
	switch {
	case r < ' ' && r != '\n' && r != '\t':
		return -1
	case r == 0xFFFE || r == 0xFFFF:
		return utf8.RuneError
	}
	return r
}

func cut(s string) string {
	units := 0
	for _, r := range s {
		units += utf16.RuneLen(r)
	}
	if units <= longest {
		return s
	}
	note := fmt.Sprintf(" … [avkortat: hela texten har %d tecken]", utf8.RuneCountInString(s))
	room := longest - utf8.RuneCountInString(note)
	for i, r := range s {
		if room -= utf16.RuneLen(r); room < 0 {
			return s[:i] + note
		}
	}
	return s
}

// likeFormula reports whether Excel would take s for a formula if someone
// typed it.
func likeFormula(s string) bool {
	return s != "" && strings.ContainsRune("=+-@\t\n", rune(s[0]))
}
