package markdown

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"kansli/internal/diag"

	"github.com/yuin/goldmark/util"
)

// noticed are the bytes that decode does something about; a space, where
// another follows.
var noticed = func() (t [256]bool) {
	for _, c := range "\\&\t <[" {
		t[c] = true
	}
	return t
}()

// asWritten reports whether decode would leave text as it is.
func asWritten(s []byte) bool {
	for i, c := range s {
		if noticed[c] && (c != ' ' || i+1 < len(s) && s[i+1] == ' ') {
			return false
		}
	}
	return true
}

// decode writes text with its backslash escapes and entities resolved and each
// run of blanks as one space. Pos is the offset of s for findings, or negative
// where none are wanted.
func (r *reader) decode(s []byte, pos int) {
	if asWritten(s) {
		r.text.Write(s)
		return
	}
	start := r.text.Len()
	plain := 0 // what has been written of s
	for i := 0; i < len(s); {
		n := 0 // bytes of s that the case below stands for
		var with string
		switch c := s[i]; c {
		case '\\':
			if i+1 < len(s) && util.IsPunct(s[i+1]) {
				r.text.Write(s[plain:i])
				plain = i + 1
				i += 2
				continue
			}
		case '&':
			with, n = entity(s[i:])
		case '\t':
			with, n = " ", 1
		case ' ':
			if i+1 < len(s) && (s[i+1] == ' ' || s[i+1] == '\t') {
				n = 1
			}
		case '<', '[':
			if pos >= 0 {
				r.checkLiteral(pos + i)
			}
		}
		if n == 0 {
			i++
			continue
		}
		r.text.Write(s[plain:i])
		if with == " " {
			r.space(start)
		} else {
			r.text.WriteString(with)
		}
		i += n
		plain = i
		if x, _ := utf8.DecodeRuneInString(with); pos >= 0 && isControl(x) && with != "" {
			r.find(pos+i-n, diag.Finding{
				Rule:    "styrtecken",
				Message: fmt.Sprintf("styrtecknet U+%04X kan inte stå i ett dokument", x),
				Remedy:  "ta bort " + string(s[i-n:i]),
			})
		}
	}
	r.text.Write(s[plain:])
}

// space writes a space unless the text since start ends in one.
func (r *reader) space(start int) {
	if s := r.since(start); s == "" || s[len(s)-1] != ' ' {
		r.text.WriteByte(' ')
	}
}

// checkLiteral looks at a < or [ that goldmark left as text, for a field that was
// never filled and for a footnote that nobody wrote.
func (r *reader) checkLiteral(pos int) {
	s := r.lineAt(pos)
	switch {
	case len(s) > 3 && s[1] == '!':
		if end := bytes.IndexByte(s, '>'); end > 2 {
			r.html(pos, string(s[:end+1]))
		}
	case len(s) > 3 && s[1] == '^':
		if end := bytes.IndexByte(s, ']'); end > 2 {
			r.find(pos, diag.Finding{
				Rule:    "okänd-fotnot",
				Message: fmt.Sprintf("fotnoten %s finns inte", s[:end+1]),
				Remedy:  fmt.Sprintf("skriv fotnoten på en egen rad: %s: …", s[:end+1]),
			})
		}
	}
}

// entity decodes the entity that s begins with, and returns its length in s, or
// 0 where it is none. A decoded character that no paper can hold is U+FFFD.
func entity(s []byte) (text string, n int) {
	end := bytes.IndexByte(s[:min(len(s), 40)], ';')
	if end < 2 {
		return "", 0
	}
	name := string(s[1:end])
	if name[0] != '#' {
		e, ok := util.LookUpHTML5EntityByName(name)
		if !ok {
			return "", 0
		}
		return string(e.Characters), end + 1
	}
	digits, base := name[1:], 10
	if len(digits) > 0 && (digits[0] == 'x' || digits[0] == 'X') {
		digits, base = digits[1:], 16
	}
	if len(digits) > 7 || strings.ContainsAny(digits, "+-_") {
		return "", 0
	}
	x, err := strconv.ParseUint(digits, base, 32)
	if err != nil {
		return "", 0
	}
	if x == 0 || !utf8.ValidRune(rune(x)) {
		x = utf8.RuneError
	}
	return string(rune(x)), end + 1
}
