package correction

import (
	"strings"
	"unicode"

	"kansli/internal/swedish"
)

// folded is a text in one normal form with single blanks.
func folded(s string) string { return strings.Join(strings.Fields(swedish.NFC(s)), " ") }

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// escape writes plain text as Markdown inside a line. The text always follows
// other words of its line, so it cannot begin a block.
func escape(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("\\`*_[]<>|~&!", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// short is a text for a message, cut when it is long.
func short(s string) string {
	runes := []rune(folded(s))
	if len(runes) > 80 {
		return string(runes[:80]) + "…"
	}
	return string(runes)
}
