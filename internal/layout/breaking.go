package layout

import (
	"strings"
	"unicode/utf8"
)

// spot is a place in the pieces of a paragraph.
type spot struct{ piece, off int }

// cut is where a line ends, a space at its end included, and the next begins.
type cut struct {
	end    spot
	width  int // without the space
	hyphen bool
	ok     bool
}

// A line that is less short than this, in hundredths of the measure, is left
// ragged rather than given a hyphen.
const shortLine = 12

// hyphensInARow is how many lines on end may have a hyphen of ours.
const hyphensInARow = 2

// nextLine finds the end of the line that begins at from, in pieces that are
// measured. It always gets further, and a line is never wider than measure unless
// a single character is.
func (e *engine) nextLine(ps []piece, from spot, measure int, hyphenate bool) cut {
	base := 0
	var best, last cut // the latest good place, and the latest bad one
	for at := from.piece; at < len(ps); at++ {
		p := &ps[at]
		stops, passed := e.stops[p.stops.from:p.stops.to], stop{}
		if at == from.piece {
			stops, passed = p.after(stops, from.off)
		} else if p.flags&mayBreak != 0 {
			best = cut{end: spot{at, 0}, width: base, ok: true}
		} else if p.flags&softHyphen != 0 {
			if w := base + width(p.face, p.size, "-"); w <= measure {
				best = cut{end: spot{at, 0}, width: w, hyphen: true, ok: true}
			}
		}
		if p.flags&hardBreak != 0 {
			return cut{end: spot{at + 1, 0}, width: base, ok: true}
		}
		begin := passed.em // what stands before it is on the line above
		limit := begin + max(0, measure-base)*1000/p.size
		if p.em <= limit && at == len(ps)-1 {
			return cut{end: spot{len(ps), 0}, width: base + (p.em-begin)*p.size/1000, ok: true}
		}
		over := -1          // the character that the line has no room for
		good, bad := -1, -1 // the latest stops before it
		for i := range stops {
			s := &stops[i]
			if s.inked > limit {
				if over = p.passes(limit, passed, s.off); over >= 0 {
					break
				}
			}
			passed = *s
			if s.kind != lastChar {
				good = i
			}
			if s.kind != spaceChar {
				bad = i
			}
		}
		if over < 0 && p.em > limit {
			over = p.passes(limit, passed, len(p.text))
		}
		if good >= 0 {
			best = cut{end: spot{at, stops[good].off}, width: base + (stops[good].inked-begin)*p.size/1000, ok: true}
		}
		if bad >= 0 {
			last = cut{end: spot{at, stops[bad].off}, width: base + (stops[bad].inked-begin)*p.size/1000, ok: true}
		}
		if over >= 0 {
			return e.overflow(ps, from, spot{at, over}, measure, hyphenate, best, last)
		}
		base += (p.em - begin) * p.size / 1000
	}
	return cut{end: spot{len(ps), 0}, width: base, ok: true}
}

// dashAfter reports whether s begins with a dash between spaces, which stays
// with the word before it.
func dashAfter(s string) bool {
	return strings.HasPrefix(s, "– ") || s == "–"
}

// betweenLetters reports whether the hyphen that ends at i has two letters at
// least on each side.
func betweenLetters(s string, i int) bool {
	before, after := s[:i-1], s[i:]
	for range 2 {
		a, n := utf8.DecodeLastRuneInString(before)
		b, m := utf8.DecodeRuneInString(after)
		if !isLetter(a) || !isLetter(b) {
			return false
		}
		before, after = before[:len(before)-n], after[m:]
	}
	return true
}

// overflow chooses the end of a line that the character at would pass.
func (e *engine) overflow(ps []piece, from, at spot, measure int, hyphenate bool, best, last cut) cut {
	short := (measure-best.width)*100 > shortLine*measure
	if best.ok && short && last.ok && last.width > best.width && e.restOfWord(ps, best.end) > measure {
		return last // an address that must be parted anyhow
	}
	if best.ok && (!hyphenate || !short) {
		return best
	}
	if e.hyphenate && (hyphenate || !best.ok) {
		if c := e.hyphenated(ps, from, at, measure, best); c.ok {
			return c
		}
	}
	if best.ok {
		return best
	}
	if last.ok {
		return last
	}
	if at != from {
		return cut{end: at, width: measure, ok: true}
	}
	_, n := utf8.DecodeRuneInString(ps[at.piece].text[at.off:])
	return cut{end: spot{at.piece, at.off + n}, width: measure, ok: true}
}

// hyphenated parts the word at a place so that the line is as long as can be.
// Names are left whole, which are words with a capital inside a sentence, and so
// is the last word of a paragraph unless nothing else helps.
func (e *engine) hyphenated(ps []piece, from, at spot, measure int, best cut) cut {
	p := &ps[at.piece]
	least := 0
	if at.piece == from.piece {
		least = from.off
	}
	if best.ok && best.end.piece == at.piece {
		least = max(least, best.end.off)
	}
	start, end := wordAround(p.text, at.off, least)
	word := p.text[start:end]
	if start == 0 && at.piece > from.piece && letterBefore(ps[at.piece-1].text) || inAddress(p.text, start, end) {
		return cut{}
	}
	if best.ok && (isName(ps, at.piece, start, word) || at.piece == len(ps)-1 && len(p.text)-end < 2) {
		return cut{}
	}
	base := e.advanceTo(ps, from, spot{at.piece, start}) + width(p.face, p.size, "\u00AD")
	hyphens := e.hyphens(word)
	for i := len(hyphens) - 1; i >= 0; i-- {
		off := hyphens[i]
		if w := base + width(p.face, p.size, word[:off]); w <= measure {
			return cut{end: spot{at.piece, start + off}, width: w, hyphen: true, ok: true}
		}
	}
	return cut{}
}

// inAddress reports whether the letters from start to end belong to an address
// or a mark, such as namn@exempel.se or SOF_2013/41, which a hyphen would change.
func inAddress(s string, start, end int) bool {
	if i := strings.LastIndexAny(s[:start], " \u00A0"); i >= 0 {
		start = i + 1
	} else {
		start = 0
	}
	if i := strings.IndexAny(s[end:], " \u00A0"); i >= 0 {
		end += i
	} else {
		end = len(s)
	}
	token := strings.TrimRight(s[start:end], ".,:;!?)”’")
	return strings.ContainsAny(token, "@/\\_.:0123456789")
}

// advanceTo is the width of the text between two spots.
func (e *engine) advanceTo(ps []piece, from, to spot) int {
	w := 0
	for i := from.piece; i <= to.piece && i < len(ps); i++ {
		a, b := 0, len(ps[i].text)
		if i == from.piece {
			a = from.off
		}
		if i == to.piece {
			b = to.off
		}
		w += width(ps[i].face, ps[i].size, ps[i].text[a:b])
	}
	return w
}

// restOfWord is the width from a spot to the next space.
func (e *engine) restOfWord(ps []piece, from spot) int {
	w := 0
	for i := from.piece; i < len(ps); i++ {
		text := ps[i].text
		if i == from.piece {
			text = text[from.off:]
		}
		word, _, found := strings.Cut(text, " ")
		w += width(ps[i].face, ps[i].size, word)
		if found {
			break
		}
	}
	return w
}

// wordAround is the run of letters around off, not reaching before least.
func wordAround(s string, off, least int) (start, end int) {
	start, end = off, off
	for start > least {
		r, n := utf8.DecodeLastRuneInString(s[least:start])
		if !isLetter(r) {
			break
		}
		start -= n
	}
	for end < len(s) {
		r, n := utf8.DecodeRuneInString(s[end:])
		if !isLetter(r) {
			break
		}
		end += n
	}
	return start, end
}

// isName reports whether word has a capital that no sentence's beginning
// explains.
func isName(ps []piece, at, start int, word string) bool {
	for i, r := range word {
		if !isUpper(r) {
			continue
		}
		if i > 0 {
			return true
		}
		before := strings.TrimRight(ps[at].text[:start], " \u00A0")
		if before == "" {
			return at > 0
		}
		return !strings.ContainsAny(before[len(before)-1:], ".!?")
	}
	return false
}
