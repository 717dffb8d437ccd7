package statute

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// passage is a text as the rules about texts look at it. One walk through its bytes
// tells which of them have reason to look closer, for most texts give none.
type passage struct {
	text  string
	signs sign
	bytes class // all that are in it
}

// sign is something that a text may do. Without the sign it surely does not.
type sign uint8

const (
	repeatAWord  sign = 1 << iota // have a word twice in a row
	holdNumber                    // hold a personnummer
	nameSomebody                  // hold almost a declared name
)

func (p passage) may(s sign) bool { return p.signs&s != 0 }

// hint is a text to look for, with the rarest of its letters.
type hint struct {
	letter byte
	text   string
}

func (p passage) hasAny(hints []hint) bool {
	for i := range hints {
		h := &hints[i]
		if p.bytes&classes[h.letter] != 0 && strings.Contains(p.text, h.text) {
			return true
		}
	}
	return false
}

// class is what the walk wants to know of a byte.
type class uint16

const (
	blank class = 1 << iota // a control character or a space
	wide                    // the first byte of a no-break space, and of other signs
	digit
	hinted // this and those above: the letters of hints
)

var classes = func() (all [256]class) {
	for c := range all[:' '+1] {
		all[c] = blank
	}
	for c := '0'; c <= '9'; c++ {
		all[c] = digit
	}
	all[nbsp[0]] = wide
	next := hinted
	for _, h := range slices.Concat(agreementHints, unfilledHints) {
		if all[h.letter] == 0 {
			all[h.letter] = next
			next <<= 1
		}
	}
	return all
}()

const nbsp = "\u00a0"

func isBlank(r rune) bool { return r <= ' ' || r == '\u00a0' }

// read walks through a text.
func read(text string, named []declared) passage {
	p := passage{text: text}
	before := ""
	for start := 0; start < len(text); {
		end, next, in := wordEnd(text, start)
		if word := text[start:end]; word != "" {
			p.bytes |= in
			if in&digit != 0 && len(word) >= shortestNumber {
				p.signs |= holdNumber
			}
			if before != "" && sameLetter(before[0], word[0]) && mayRepeat(before, word) {
				p.signs |= repeatAWord
			}
			if p.signs&nameSomebody == 0 && upper(word) && mayBeNamed(word, named) {
				p.signs |= nameSomebody
			}
			before = word
		}
		start = next
	}
	return p
}

// wordEnd is where the word at an offset ends, where the blank after it ends, and
// the classes of its bytes.
func wordEnd(text string, i int) (end, next int, in class) {
	for ; i < len(text); i++ {
		switch c := classes[text[i]]; {
		case c&(blank|wide) == 0:
			in |= c
		case c == blank:
			return i, i + 1, in
		case strings.HasPrefix(text[i:], nbsp):
			return i, i + len(nbsp), in
		}
	}
	return i, i, in
}

// shortestNumber is the bytes of a personnummer: 811218-9876.
const shortestNumber = 11

// mayBeNamed reports whether a word may be the first or the last of almost a name.
func mayBeNamed(word string, named []declared) bool {
	word = trimOpening(word)
	return slices.ContainsFunc(named, func(d declared) bool {
		return d.parts > 1 && (begins(word, d.first) || begins(word, d.last))
	})
}

// mayRepeat reports whether a word can be the one before it once more, as
// swedish.Doubled understands that: signs before the first and after the second do
// not count, nor do capitals. It says yes where it does not know a letter.
func mayRepeat(before, word string) bool {
	if !isLetter(before[0]) {
		before = strings.TrimLeft(before, `([”’"'`)
	}
	known := func(c byte) bool { return c < utf8.RuneSelf || c == "å"[0] }
	for i := range min(len(before), len(word)) {
		switch a, b := before[i], word[i]; {
		case a == b, a < "å"[0] && a|0x20 == b|0x20: // an ASCII letter, or the end of å, ä or ö
		case known(a) && known(b):
			return false
		default:
			return true
		}
	}
	return len(before) == len(word) || len(before) < len(word) && !isLetter(word[len(before)])
}
