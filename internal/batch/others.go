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
// Every term begins at the start of a word, so a text is searched word by word. Most
// words begin with two bytes that no term begins with, or are no first word of a
// term. For the others some normal text is made: the words that a term surely has
// whole are its key in terms, and only terms with the key of the words at hand are
// compared. The work does not grow with the number of boards.
type others struct {
	boards []namnd.Board
	terms  map[string][]term
	pairs  [1 << 16]bool  // by the first two bytes of a word in a source, see pairOf: a term may begin so
	firsts map[string]int // by the first word of terms: how much normal text tells whether one is there
	reach  int            // the most of those
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
	i, n := owner(b.boards, board), normal(text)
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
	o := &others{boards: b.boards, terms: map[string][]term{}, firsts: map[string]int{}}
	hash := sha256.New()
	var all []*term
	for _, t := range b.terms {
		slices.Sort(t.owners)
		all = append(all, t)
	}
	slices.SortFunc(all, func(x, y *term) int { return cmp.Or(len(y.text)-len(x.text), cmp.Compare(x.text, y.text)) })
	for _, t := range all {
		key := t.key()
		o.expect(t)
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
	words := normal(t.text).words
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

// normal is the whole of a text, made ready to be searched for.
func normal(src string) normalText {
	var n normalText
	n.fill([]byte(src), len(src))
	if n.text = bytes.TrimRight(n.text, " "); len(n.words) == 0 {
		n.text = n.text[:0] // nothing to look for
	}
	return n
}

// fill makes so many bytes of normal text, or all there is, in place of what was
// there. It returns the offset in the source where it stopped.
func (n *normalText) fill(src []byte, most int) int {
	n.text, n.words = n.text[:0], n.words[:0]
	class := other
	for i := 0; i < len(src); {
		if len(n.text) >= most {
			return i
		}
		// Most of a text is runs of letters.
		if run := min(letters(src[i:]), most-len(n.text)); run > 0 {
			n.take(src[i:i+run], class, letter)
			class = letter
			i += run
			continue
		}
		next, size := classAt(src, i)
		put := src[i : i+size]
		switch {
		case next == markup, next == blank && len(n.text) == 0, next == blank && n.text[len(n.text)-1] == ' ':
			i += size
			continue
		case next == blank:
			put = []byte{' '}
		case string(put) == "\u2011":
			put = []byte{'-'}
		}
		n.take(put, class, next)
		class = next
		i += size
	}
	return len(src)
}

// take adds some text of a class to that of the class before it.
func (n *normalText) take(text []byte, before, class class) {
	at := int32(len(n.text))
	n.text = append(n.text, text...)
	switch end := int32(len(n.text)); {
	case class != letter && class != digit:
	case class == before:
		n.words[len(n.words)-1].end = end
	default:
		n.words = append(n.words, span{at, end})
	}
}

// classAt is the class of the character at an offset, and its length in bytes.
func classAt(src []byte, i int) (class, int) {
	c := src[i]
	if c < utf8.RuneSelf {
		if c == '>' && i > 0 && src[i-1] == '\n' {
			return markup, 1 // of a quotation
		}
		return classes[c], 1
	}
	r, size := utf8.DecodeRune(src[i:])
	return classOf(r), size
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
	foreign // of a byte: the first of a character that is not in ASCII, or a later one
)

// classes are those of bytes.
var classes = func() (of [256]class) {
	for c := utf8.RuneSelf; c < len(of); c++ {
		of[c] = foreign
	}
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
func (o *others) find(src []byte, own namnd.Board, mayName []string) []diag.Finding {
	mine := owner(o.boards, own)
	allowed := func(i int) bool { return i == mine || slices.Contains(mayName, o.boards[i].ID) && o.boards[i].ID != "" }
	var findings []diag.Finding
	var n normalText
	covered := 0 // the end of what is known to be the board's own, or is reported
	before := other
	for i := 0; i < len(src); {
		class, at := classes[src[i]], i
		if class == before && class != foreign {
			i++
			continue
		}
		size := 1
		if class == foreign {
			class, size = classAt(src, i)
		}
		if i += size; class == before || class == markup {
			continue
		}
		before = class
		if class != letter && class != digit || !o.pairs[pairOf(src, at)] {
			continue
		}
		reach := o.reachAt(src, at, i)
		if reach == 0 {
			continue
		}
		n.fill(src[at:], reach)
		best := o.best(&n, func(t term) bool { return slices.ContainsFunc(t.owners, allowed) })
		switch {
		case best.edge == prefix && !slices.ContainsFunc(best.owners, allowed): // even if the number is said to be the board's own
		case best.text == "", at < covered:
			continue
		}
		covered = at + n.fill(src[at:], len(best.text))
		if !slices.ContainsFunc(best.owners, allowed) {
			findings = append(findings, o.finding(best, own, src, at))
		}
	}
	return findings
}

// pairOf is a number for two bytes.
func pairOf[T string | []byte](text T, at int) int {
	pair := int(text[at]) << 8
	if at+1 < len(text) {
		pair |= int(text[at+1])
	}
	return pair
}

// expect makes sure that a term is looked for where it may begin.
func (o *others) expect(t *term) {
	o.pairs[pairOf(t.text, 0)] = true
	// A source may have a mark after the first letter, or write what follows in
	// another way, as with a no-break space or hyphen; but not å, ä and ö.
	for second, class := range classes {
		if class == markup || class == foreign && second != 0xC3 || class == blank && t.text[1] == ' ' {
			o.pairs[int(t.text[0])<<8|second] = true
		}
	}
	beyond := 8 // bytes after a term that tell whether it is one
	if t.edge == prefix {
		beyond = 32
	}
	word := t.text[:normal(t.text).words[0].end]
	o.firsts[word] = max(o.firsts[word], len(t.text)+beyond)
	o.reach = max(o.reach, o.firsts[word])
}

// reachAt is how much normal text tells whether a term begins at a word whose first
// character ends at next, or 0 when surely none does.
func (o *others) reachAt(src []byte, at, next int) int {
	end := next + letters(src[next:])
	if classes[src[at]] == digit {
		for end = next; end < len(src) && classes[src[end]] == digit; {
			end++
		}
	}
	if end < len(src) && (classes[src[end]] == markup || classes[src[end]] == foreign) {
		return o.reach // the word may go on
	}
	return o.firsts[string(src[at:end])]
}

// best is the longest term with which a text begins, or the prefix of another
// board's diary numbers.
func (o *others) best(n *normalText, allowed func(term) bool) term {
	var best term
	for words := min(2, len(n.words)); words > 0; words-- {
		for _, t := range o.terms[string(n.text[:n.words[words-1].end])] {
			switch {
			case !n.beginsWith(t):
			case t.edge == prefix && !allowed(t):
				return t
			case len(t.text) > len(best.text):
				best = t
			}
		}
	}
	return best
}

// beginsWith reports whether a text begins with a term.
func (n *normalText) beginsWith(t term) bool {
	if len(n.text) < len(t.text) || string(n.text[:len(t.text)]) != t.text {
		return false
	}
	rest := n.text[len(t.text):]
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
