package html

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// raw writes markup.
func (p *page) raw(s string) *page {
	p.out = append(p.out, s...)
	return p
}

// text writes s so that it is text and nothing else, between tags and within a
// quoted attribute alike. What HTML cannot hold becomes U+FFFD.
func (p *page) text(s string) *page {
	plain := 0
	for i := 0; i < len(s); {
		x, n := utf8.DecodeRuneInString(s[i:])
		with := ""
		switch {
		case x == '&':
			with = "&amp;"
		case x == '<':
			with = "&lt;"
		case x == '>':
			with = "&gt;"
		case x == '"':
			with = "&quot;"
		case x == '\'':
			with = "&#39;"
		case x == utf8.RuneError && n == 1, !holdable(x):
			with = "\ufffd"
		}
		if with != "" {
			p.out = append(append(p.out, s[plain:i]...), with...)
			plain = i + n
		}
		i += n
	}
	p.out = append(p.out, s[plain:]...)
	return p
}

// holdable reports whether HTML may hold x: no control character but tab and line
// feed, and no code point that is none.
func holdable(x rune) bool {
	return x >= ' ' && x < 0x7f || x == '\t' || x == '\n' ||
		x >= 0xa0 && x&0xfffe != 0xfffe && (x < 0xfdd0 || x > 0xfdef)
}

// quoted writes s as a string of CSS.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, x := range s {
		switch {
		case !holdable(x):
			b.WriteRune(utf8.RuneError)
		case x < ' ', strings.ContainsRune(`"\<>&'`, x):
			fmt.Fprintf(&b, `\%x `, x)
		default:
			b.WriteRune(x)
		}
	}
	b.WriteByte('"')
	return b.String()
}
