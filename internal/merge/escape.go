package merge

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// where is what stands around a value that is escaped.
type where struct {
	before, after rune // 0 at the ends of the line
	rest          string
	heading       bool
}

// appendEscaped appends a value as text. It escapes what Markdown would take for
// markup inside a line; what would begin a block is for blockStart.
func appendEscaped(b []byte, s string, w where, force int) []byte {
	done := 0
	for i := range len(s) {
		if i == force || mayBeMarkup[s[i]] && special(s, i, w) {
			b = append(append(b, s[done:i]...), '\\')
			done = i
		}
	}
	return append(b, s[done:]...)
}

// mayBeMarkup holds the characters that special knows.
var mayBeMarkup = func() (set [256]bool) {
	for _, c := range []byte("\\`*[]|~_<&!#") {
		set[c] = true
	}
	return set
}()

// special reports whether the character at an offset of a value could be markup
// where it stands.
func special(s string, i int, w where) bool {
	rest := s[i+1:]
	next := w.after
	if rest != "" {
		next, _ = utf8.DecodeRuneInString(rest)
	}
	switch s[i] {
	case '\\', '`', '*', '[', ']', '|', '~':
		return true
	case '_':
		prev := w.before
		if i > 0 {
			prev, _ = utf8.DecodeLastRuneInString(s[:i])
		}
		return !wordRune(prev) || !wordRune(next)
	case '<':
		return next == 0 || next == '/' || next == '!' || next == '?' || unicode.IsLetter(next)
	case '&':
		return entity.MatchString(rest)
	case '!':
		return rest == "" && next == '['
	case '#':
		return w.heading && strings.Trim(rest+w.rest, "# ") == ""
	}
	return false
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// entity is what follows an ampersand that names a character.
var entity = regexp.MustCompile(`^#?[0-9A-Za-z]+(?:;|$)`)

// blockStart is the offset of the character that makes a line begin a block, or
// -1. Whole tells that the line as a whole is the mark, such as a rule.
func blockStart(line string) (at int, whole bool) {
	if line == "" {
		return -1, false
	}
	stops := func(n int) bool { return n == len(line) || line[n] == ' ' || line[n] == '\t' }
	switch c := line[0]; {
	case c == '#':
		if n := len(line) - len(strings.TrimLeft(line, "#")); n <= 6 && stops(n) {
			return 0, false
		}
	case c == '>', strings.HasPrefix(line, ":::"):
		return 0, false
	case strings.IndexByte("-+*:", c) >= 0 && stops(1):
		return 0, false
	case c == '=' && strings.Trim(line, "= ") == "":
		return 0, true
	case (c == '-' || c == ':' || c == '|') && strings.Trim(line, "-:| ") == "":
		return 0, true
	case c >= '0' && c <= '9':
		n := len(line) - len(strings.TrimLeft(line, "0123456789"))
		if n <= 9 && n < len(line) && (line[n] == '.' || line[n] == ')') && stops(n+1) {
			return n, false
		}
	}
	return -1, false
}

var (
	mail    = regexp.MustCompile(`^[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$`)
	website = regexp.MustCompile(`^https?://[^\s<>\x00-\x20]+$`)
)

// address reports whether a text can stand between < and > as a link. In a table a
// bar would end the cell.
func address(s string) bool {
	return len(s) < 200 && strings.IndexByte(s, '|') < 0 && (mail.MatchString(s) || website.MatchString(s))
}

// appendURL appends a value inside the target of a link.
func appendURL(b []byte, s string) []byte {
	for _, c := range []byte(s) {
		if c <= ' ' || strings.IndexByte("<>()[]\\\"'`*_|~&", c) >= 0 {
			const hex = "0123456789ABCDEF"
			b = append(b, '%', hex[c>>4], hex[c&15])
			continue
		}
		b = append(b, c)
	}
	return b
}

// appendQuoted appends a value inside a double-quoted YAML scalar.
func appendQuoted(b []byte, s string) []byte {
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}
