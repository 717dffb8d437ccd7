package layout

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed patterns/hyph_sv.dic
var swedishPatterns string

// swedish is read when a line first wants a hyphen.
var swedish = sync.OnceValue(func() *patterns {
	p := newPatterns(len(swedishPatterns))
	text := swedishPatterns
	for range 3 { // encoding and the two margins, which are the caller's business
		_, text, _ = strings.Cut(text, "\n")
	}
	for line := range strings.Lines(text) {
		p.addPattern(strings.TrimSuffix(line, "\n"))
	}
	return p
})

// patterns is a trie of Liang's patterns (F. M. Liang, Word Hy-phen-a-tion by
// Com-put-er, 1983) in flat tables. Letters are Latin-1 in lower case, and a word
// has a full stop at both ends.
type patterns struct {
	nodes  []patternNode // 0 is the root
	first  [256]int32    // the root's children by letter
	points []byte
}

type patternNode struct {
	letter      byte
	length      uint8 // of its points, 0 where no pattern ends
	points      uint32
	child, next int32
}

func newPatterns(size int) *patterns {
	p := &patterns{nodes: make([]patternNode, 1, size/2+64), points: make([]byte, 0, size)}
	return p
}

// addPattern takes a pattern such as ".för3e2".
func (p *patterns) addPattern(s string) {
	var letters, points [longestWord + 3]byte
	n := 0
	for _, r := range s {
		if '0' <= r && r <= '9' {
			points[n] = byte(r - '0')
		} else if r < 0x100 && n < longestWord {
			letters[n] = byte(r)
			n++
		}
	}
	p.add(letters[:n], points[:n+1])
}

// addException takes a word with all its hyphens, such as "tjänste-utlåtande".
// It holds inside longer words too, so one entry serves all inflections.
func (p *patterns) addException(s string) {
	var letters, points [longestWord + 3]byte
	n := 0
	for _, r := range strings.ToLower(s) {
		switch {
		case r == '-' && n > 0:
			points[n] = 9
		case r < 0x100 && n < longestWord:
			if n > 0 && points[n] == 0 {
				points[n] = 8
			}
			letters[n] = byte(r)
			n++
		}
	}
	points[n] = 0
	p.add(letters[:n], points[:n+1])
}

func (p *patterns) add(letters, points []byte) {
	at := int32(0)
	for _, c := range letters {
		at = p.child(at, c)
	}
	p.nodes[at].points, p.nodes[at].length = uint32(len(p.points)), uint8(len(points))
	p.points = append(p.points, points...)
}

// child finds or makes. The newest sibling stands first, so that a sorted file
// is read without searching.
func (p *patterns) child(at int32, c byte) int32 {
	if i := p.find(at, c); i > 0 {
		return i
	}
	i := int32(len(p.nodes))
	if at == 0 {
		p.first[c] = i
	}
	p.nodes = append(p.nodes, patternNode{letter: c, next: p.nodes[at].child})
	p.nodes[at].child = i
	return i
}

func (p *patterns) find(at int32, c byte) int32 {
	if at == 0 {
		return p.first[c]
	}
	i := p.nodes[at].child
	for i > 0 && p.nodes[i].letter != c {
		i = p.nodes[i].next
	}
	return i
}

// apply raises the points of word, which has its full stops, to those of every
// pattern in it.
func (p *patterns) apply(word, points []byte) {
	for i := range word {
		at := int32(0)
		for _, c := range word[i:] {
			if at = p.find(at, c); at == 0 {
				break
			}
			n := p.nodes[at]
			for k, v := range p.points[n.points : n.points+uint32(n.length)] {
				points[i+k] = max(points[i+k], v)
			}
		}
	}
}

const (
	longestWord = 60 // letters; a longer word is not hyphenated
	leastLetter = 3  // letters on each side of a hyphen
)

// hyphens appends the byte offsets in word, ascending, where it may be parted.
func (s *sheet) hyphens(dst []int, word string) []int {
	var letters, points [longestWord + 3]byte
	var offset [longestWord + 3]int
	letters[0] = '.'
	n := 1
	for i, r := range word {
		if r = lower(r); r >= 0x100 || n > longestWord {
			return dst
		}
		letters[n], offset[n] = byte(r), i
		n++
	}
	if n <= 2*leastLetter {
		return dst // too short to be parted
	}
	letters[n] = '.'
	swedish().apply(letters[:n+1], points[:])
	s.exceptions.apply(letters[:n+1], points[:])
	for i := 1 + leastLetter; i <= n-leastLetter; i++ {
		if points[i]&1 == 1 {
			dst = append(dst, offset[i])
		}
	}
	return dst
}

// knownWords remembers where words may be parted under a style: the papers of a
// run have most of their text in common, and so the words at the ends of lines.
type knownWords struct {
	sheet *sheet
	at    map[string][]int
}

// mostWords is how many words are remembered before all are forgotten.
const mostWords = 1024

// hyphens is sheet.hyphens, remembered.
func (e *engine) hyphens(word string) []int {
	k := &e.known
	if k.sheet != e.sheet || len(k.at) >= mostWords {
		*k = knownWords{e.sheet, make(map[string][]int)}
	}
	at, ok := k.at[word]
	if !ok {
		at = e.sheet.hyphens(nil, word)
		k.at[strings.Clone(word)] = at
	}
	return at
}

// lower folds ASCII and the letters of Latin-1.
func lower(r rune) rune {
	if 'A' <= r && r <= 'Z' || 0xC0 <= r && r <= 0xDE && r != 0xD7 {
		return r + 0x20
	}
	return r
}

func isUpper(r rune) bool { return lower(r) != r }

func isLetter(r rune) bool {
	l := lower(r)
	return 'a' <= l && l <= 'z' || 0xDF <= l && l <= 0xFF && l != 0xF7
}

func letterBefore(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return isLetter(r)
}
