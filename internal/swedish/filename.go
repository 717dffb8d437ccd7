package swedish

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// longestName is the most bytes that FileName gives, so that folder, date and
// extension have room under Windows.
const longestName = 80

// latin spells letters that have no base letter in ASCII.
var latin = map[rune]string{
	'æ': "ae", 'œ': "oe", 'ø': "o", 'ß': "ss", 'ð': "d", 'đ': "d", 'þ': "th",
	'ł': "l", 'ı': "i", 'ŋ': "n", 'ŧ': "t", 'ħ': "h", '½': "-1-2", '&': "-och-", '§': "-paragraf-",
}

// reserved are the names of devices under Windows, with or without extension.
var reserved = map[string]bool{
	"con": true, "prn": true, "aux": true, "nul": true,
	"com1": true, "com2": true, "com3": true, "com4": true, "com5": true,
	"com6": true, "com7": true, "com8": true, "com9": true,
	"lpt1": true, "lpt2": true, "lpt3": true, "lpt4": true, "lpt5": true,
	"lpt6": true, "lpt7": true, "lpt8": true, "lpt9": true,
}

// FileName makes text into a name that is safe under Windows, in zip archives
// and in web addresses: lower-case ASCII letters, digits, points, underscores
// and single hyphens, at most 80 bytes, never empty. Different texts can give
// the same name; whoever writes files keeps them apart.
func FileName(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(NFC(s))) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case latin[r] != "":
			b.WriteString(latin[r])
		case unicode.Is(unicode.Mn, r), r == '’', r == '\'':
		case r == '.' || r == '_':
			b.WriteRune(r)
		default:
			b.WriteByte('-')
		}
	}
	name := collapse(b.String())
	if stem, _, _ := strings.Cut(name, "."); reserved[stem] {
		name = "fil-" + name
	}
	if name == "" {
		return "namnlos"
	}
	return shorten(name)
}

// collapse makes every run of hyphens and points one mark, and takes such marks
// from the ends.
func collapse(s string) string {
	var b strings.Builder
	marks := 0
	for i := range len(s) {
		switch s[i] {
		case '-', '.', '_':
			marks++
			continue
		}
		if b.Len() > 0 {
			switch {
			case marks == 1:
				b.WriteByte(s[i-1])
			case marks > 1:
				b.WriteByte('-')
			}
		}
		b.WriteByte(s[i])
		marks = 0
	}
	return b.String()
}

// shorten cuts a name between two words where it can.
func shorten(s string) string {
	if len(s) <= longestName {
		return s
	}
	cut := s[:longestName]
	if s[longestName] != '-' {
		if i := strings.LastIndexByte(cut, '-'); i > longestName/2 {
			cut = cut[:i]
		}
	}
	return strings.TrimRight(cut, "-._")
}
