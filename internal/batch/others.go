package batch

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/swedish"
)

// others finds in a text what belongs to another board than the one it goes to:
// names, diary numbers, people, addresses. It is built once and then only read.
//
// Every term begins at the start of a word, so a text is searched word by word:
// the words that a term surely has whole are its key in terms, and only terms
// with the key of the words at hand are compared. The work does not grow with the
// number of boards.
type others struct {
	boards []namnd.Board
	terms  map[string][]term
	starts [256]bool // the first letters of terms, by startOf
}

// term is a text that belongs to one or more boards.
type term struct {
	text   string // as normal gives it
	what   string // such as "handläggare"; "" for the name of the board
	edge   edge
	owners []int
}

// edge says what may follow a term.
type edge uint8

const (
	inflected edge = iota // more of the same word, as in nämnden, nämndens
	person                // the end of the word, or a genitive s
	number                // the end of the word
	prefix                // digits, after a space or a hyphen if any
)

// builder collects terms.
type builder struct {
	boards []namnd.Board
	terms  map[string]*term
}

func newBuilder(boards []namnd.Board) *builder {
	b := &builder{boards: slices.Clone(boards), terms: map[string]*term{}}
	for i := range boards {
		b.addBoard(boards[i])
	}
	return b
}

// owner is the number of a board, by its id or else by its name.
func owner(boards []namnd.Board, board namnd.Board) int {
	return slices.IndexFunc(boards, func(b namnd.Board) bool {
		return board.ID != "" && b.ID == board.ID || board.ID == "" && b.Name == board.Name
	})
}

func (b *builder) add(board namnd.Board, what string, e edge, text string) {
	i, n := owner(b.boards, board), normal(nil, []byte(text))
	text = string(n.text)
	if i < 0 || len(text) < 2 || e == number && len(text) < 6 || e == person && len(n.words) < 2 {
		return // too little to know it by
	}
	t := b.terms[text]
	if t == nil {
		t = &term{text: text, what: what, edge: e}
		b.terms[text] = t
	}
	if !slices.Contains(t.owners, i) {
		t.owners = append(t.owners, i)
	}
}

func (b *builder) addBoard(board namnd.Board) {
	for _, name := range []string{board.Name, board.Genitive} {
		b.add(board, "", inflected, name)
		b.add(board, "", inflected, swedish.Capital(name))
	}
	if board.Kind == namnd.District {
		b.add(board, "förvaltning", inflected, board.Office)
	}
	b.add(board, "prefix i diarienummer", prefix, board.DnrPrefix)
	for _, line := range board.Address {
		if strings.ContainsFunc(line, unicode.IsDigit) && strings.ContainsFunc(line, unicode.IsLetter) {
			b.add(board, "adress", number, line)
		}
	}
	b.add(board, "telefonnummer", number, board.Phone)
	b.add(board, "e-postadress", number, board.Email)
	b.addPeople(board, "undertecknare", board.Signatories)
}

func (b *builder) addPeople(board namnd.Board, what string, people []namnd.Person) {
	for _, p := range people {
		b.add(board, what, person, p.Name)
		b.add(board, "telefonnummer", number, p.Phone)
		b.add(board, "e-postadress", number, p.Email)
	}
}

// addCase adds what a case has of its board's own.
func (b *builder) addCase(c *namnd.Case) {
	for _, dnr := range c.Dnr {
		b.add(c.Board, "diarienummer", number, dnr)
	}
	b.addPeople(c.Board, "handläggare", c.Handlers)
	b.addPeople(c.Board, "undertecknare", c.Signatories)
}

// build orders the terms, and gives a sum of them for the manifest.
func (b *builder) build() (*others, Sum) {
	o := &others{boards: b.boards, terms: map[string][]term{}}
	hash := sha256.New()
	var all []*term
	for _, t := range b.terms {
		slices.Sort(t.owners)
		all = append(all, t)
	}
	slices.SortFunc(all, func(x, y *term) int { return cmp.Or(len(y.text)-len(x.text), cmp.Compare(x.text, y.text)) })
	for _, t := range all {
		key := t.key()
		o.starts[startOf(t.text)] = true
		o.terms[key] = append(o.terms[key], *t)
		fmt.Fprintf(hash, "%s\x00%s\x00%d", t.text, t.what, t.edge)
		for _, i := range t.owners {
			fmt.Fprintf(hash, "\x00%s", cmp.Or(b.boards[i].ID, b.boards[i].Name))
		}
		hash.Write([]byte{'\n'})
	}
	return o, Sum(hash.Sum(nil))
}

// key is the first two words of a term, or its first when the second, being the
// last, may be inflected.
func (t *term) key() string {
	words := normal(nil, []byte(t.text)).words
	whole := len(words)
	if t.edge == inflected || t.edge == person {
		whole--
	}
	return t.text[:words[max(0, min(1, whole-1))].end]
}

// normalText is a text as it is searched: without marks of emphasis, escapes and
// soft hyphens, and with one space for any blanks.
type normalText struct {
	text  []byte
	words []span
}

// span is a run of letters or of digits.
type span struct{ start, end int32 }

// normal makes a text ready to be searched, in the room of an earlier one.
func normal(room *normalText, src []byte) *normalText {
	n := room
	if n == nil {
		n = &normalText{}
	}
	n.fill(src, len(src))
	if n.text = bytes.TrimRight(n.text, " "); len(n.words) == 0 {
		n.text = n.text[:0] // nothing to look for, or in
	}
	return n
}

// sourceOf is where a byte of the normal text stood in the source.
func sourceOf(src []byte, at int32) int {
	var n normalText
	return n.fill(src, int(at))
}

// fill makes the normal text as far as a byte of it, and returns the offset in the
// source where it stopped.
func (n *normalText) fill(src []byte, as int) int {
	n.text, n.words = slices.Grow(n.text[:0], len(src)), n.words[:0]
	class := other
	for i := 0; i < len(src); {
		// Most of a text is runs of letters with a space between.
		if run := letters(src[i:]); run > 0 {
			at := len(n.text)
			if at+run > as {
				return i + as - at
			}
			n.word(class == letter, at, at+run)
			n.text = append(n.text, src[i:i+run]...)
			class = letter
			i += run
			if i < len(src) && src[i] == ' ' && len(n.text) < as {
				n.text, class = append(n.text, ' '), blank
				i++
			}
			continue
		}
		r, size := rune(src[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(src[i:])
		}
		next := classOf(r)
		if r == '>' && i > 0 && src[i-1] == '\n' {
			next = markup // of a quotation
		}
		put := src[i : i+size]
		switch {
		case next == markup, next == blank && len(n.text) == 0, next == blank && n.text[len(n.text)-1] == ' ':
			i += size
			continue
		case next == blank:
			put = []byte{' '}
		case r == '\u2011':
			put = []byte{'-'}
		}
		at := len(n.text)
		if at+len(put) > as {
			return i
		}
		n.text = append(n.text, put...)
		if next == letter || next == digit {
			n.word(next == class, at, len(n.text))
		}
		class = next
		i += size
	}
	return len(src)
}

// word takes up a word, or more of the one before it.
func (n *normalText) word(more bool, start, end int) {
	if more {
		n.words[len(n.words)-1].end = int32(end)
	} else {
		n.words = append(n.words, span{int32(start), int32(end)})
	}
}

// letters is how many of the first bytes are letters from a to z or å, ä and ö.
func letters(src []byte) int {
	for i := 0; i < len(src); i++ {
		if classes[src[i]] == letter {
			continue
		}
		if src[i] != 0xC3 || i+1 == len(src) || !swedishLetter(src[i+1]) {
			return i
		}
		i++
	}
	return len(src)
}

// swedishLetter reports whether a byte after 0xC3 makes one of å, ä, ö, Å, Ä and Ö
// in UTF-8.
func swedishLetter(c byte) bool {
	c |= 0x20
	return c == 0xA5 || c == 0xA4 || c == 0xB6
}

type class uint8

const (
	other class = iota
	letter
	digit
	blank
	markup
)

// classes are those of the characters of ASCII; a byte of another has none.
var classes = func() (of [256]class) {
	for _, group := range []struct {
		chars string
		class class
	}{
		{"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", letter},
		{"0123456789", digit},
		{" \n\t\r", blank},
		{"*_`\\", markup},
	} {
		for _, c := range []byte(group.chars) {
			of[c] = group.class
		}
	}
	return of
}()

func classOf(r rune) class {
	switch {
	case r < utf8.RuneSelf:
		return classes[r]
	case r == '\u00ad':
		return markup
	case unicode.IsLetter(r) || unicode.Is(unicode.Mn, r):
		return letter
	case unicode.IsSpace(r):
		return blank
	}
	return other
}

// find reports what belongs to other boards than own in a paper's Markdown,
// except to those that may be named. The findings have places in the Markdown.
func (o *others) find(room *normalText, src []byte, own namnd.Board, mayName []string) []diag.Finding {
	n := normal(room, src)
	mine := owner(o.boards, own)
	allowed := func(i int) bool { return i == mine || slices.Contains(mayName, o.boards[i].ID) && o.boards[i].ID != "" }
	var findings []diag.Finding
	covered := int32(0) // the end of what is known to be the board's own, or is reported
	for i, w := range n.words {
		best := term{}
		for _, t := range o.at(n, i) {
			if !n.has(t, w.start) {
				continue
			}
			if t.edge == prefix && !slices.ContainsFunc(t.owners, allowed) {
				best, covered = t, 0 // even if the number is said to be the board's own
				break
			}
			if len(t.text) > len(best.text) {
				best = t
			}
		}
		if w.start < covered {
			continue
		}
		if best.text == "" {
			continue
		}
		covered = w.start + int32(len(best.text))
		if !slices.ContainsFunc(best.owners, allowed) {
			findings = append(findings, o.finding(best, own, src, sourceOf(src, w.start)))
		}
	}
	return findings
}

// startOf is a number that texts which begin with the same two bytes share.
func startOf[T string | []byte](text T) uint8 { return text[0]*31 + text[min(1, len(text)-1)] }

// at are the terms that may begin at a word, by its key alone and with the next.
func (o *others) at(n *normalText, i int) []term {
	if !o.starts[startOf(n.text[n.words[i].start:])] {
		return nil
	}
	one := o.terms[string(n.text[n.words[i].start:n.words[i].end])]
	if i+1 == len(n.words) {
		return one
	}
	two := o.terms[string(n.text[n.words[i].start:n.words[i+1].end])]
	switch {
	case len(two) == 0:
		return one
	case len(one) == 0:
		return two
	}
	return slices.Concat(two, one)
}

// has reports whether a term stands at a place.
func (n *normalText) has(t term, at int32) bool {
	rest := n.text[at:]
	if len(rest) < len(t.text) || string(rest[:len(t.text)]) != t.text {
		return false
	}
	rest = rest[len(t.text):]
	switch t.edge {
	case inflected:
		return true
	case prefix:
		rest = bytes.TrimLeft(rest, " -–:/")
		return len(rest) > 0 && classOf(rune(rest[0])) == digit
	case person:
		if len(rest) > 0 && rest[0] == 's' {
			rest = rest[1:]
		}
	}
	r, _ := utf8.DecodeRune(rest)
	next := classOf(r)
	return len(rest) == 0 || next != letter && next != digit
}

func (o *others) finding(t term, own namnd.Board, src []byte, at int) diag.Finding {
	var whose []string
	for _, i := range t.owners {
		name := o.boards[i].Name
		if t.what != "" {
			name = cmp.Or(o.boards[i].Genitive, name)
		}
		whose = append(whose, name)
	}
	names := swedish.And(whose)
	message := fmt.Sprintf("papperet går till %s men nämner %s", own.Name, names)
	if t.what != "" {
		message = fmt.Sprintf("papperet går till %s men har %s %s ”%s”", own.Name, names, t.what, t.text)
	}
	line := bytes.LastIndexByte(src[:at], '\n') + 1
	return diag.Finding{
		Line: 1 + bytes.Count(src[:at], []byte{'\n'}), Column: 1 + utf8.RuneCount(src[line:at]),
		Rule: "annan-nämnd", Message: message,
		Remedy: "ta bort det, eller skriv nämndens id under får_nämna i utskicket om den ska nämnas",
	}
}
