package yamldoc

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// plain reads the YAML that most files are written in: block mappings and lists,
// brackets within a line, texts on one line and literal texts (|). A form with
// many small files spends most of its time in the library otherwise, which takes
// twenty times as long.
//
// It knows no faults. Whatever it is not sure of, it leaves to the library, which
// remains the authority: a fuzz test holds every tree made here against the
// library's.
type plain struct {
	src  *source
	text string
	rest int // offset of the line after the current one

	line   int32 // the current line, 1-based; 0 before the first
	indent int   // its indent
	body   string
	done   bool // there is no current line
	blanks bool // a line ends with a blank, which the library takes into its columns
	keys   int

	counted, columns int // the bytes of body whose columns are counted, and how many those are

	// What is gathered, before it is known how much there is of it.
	pairs []pair
	items []node
	lines []byte // of a literal text
}

// Beyond these a file is for the library, which has limits of its own to report.
const (
	plainSize  = 256 << 10
	plainKeys  = 2000
	plainDepth = 30
)

// parsePlain makes the tree of a text, or reports false.
func parsePlain(s *source, text string) (node, bool) {
	if len(text) > plainSize || strings.Contains(text, "<<") {
		return node{}, false
	}
	p := parsers.Get().(*plain)
	defer p.release()
	p.src, p.text = s, text
	p.next()
	if !p.done && p.indent == 0 && p.body == "---" {
		p.next()
	}
	if p.done || p.indent > 0 {
		return node{}, false
	}
	root, ok := p.block(0)
	return root, ok && p.done && !p.blanks
}

// parsers keeps the room of parsers that are done, for other texts.
var parsers = sync.Pool{New: func() any { return new(plain) }}

// release empties a parser, so that it holds on to no text. One that has grown large
// is let go.
func (p *plain) release() {
	const large = 500
	if cap(p.pairs) > large || cap(p.items) > large || cap(p.lines) > plainSize/8 {
		return
	}
	clear(p.pairs[:cap(p.pairs)])
	clear(p.items[:cap(p.items)])
	*p = plain{pairs: p.pairs[:0], items: p.items[:0], lines: p.lines[:0]}
	parsers.Put(p)
}

// next goes to the next line that holds more than blanks and a comment.
func (p *plain) next() {
	for p.rest < len(p.text) {
		start := p.rest
		end := start + strings.IndexByte(p.text[start:], '\n')
		p.rest = end + 1
		p.line++
		line := p.text[start:end]
		body := strings.TrimLeft(line, " ")
		if body == "" || body[0] == '#' {
			continue
		}
		p.begin(len(line)-len(body), strings.TrimRight(body, " "))
		p.blanks = p.blanks || len(p.body) < len(body)
		return
	}
	p.done = true
}

// begin makes a body at an indent the current line.
func (p *plain) begin(indent int, body string) {
	p.indent, p.body = indent, body
	p.counted, p.columns = 0, 0
}

// at is the place at which tail begins, which the current line ends with.
func (p *plain) at(tail string) place {
	offset := len(p.body) - len(tail)
	if offset < p.counted {
		p.counted, p.columns = 0, 0
	}
	p.columns += utf8.RuneCountInString(p.body[p.counted:offset])
	p.counted = offset
	return place{p.line, int32(p.indent + p.columns + 1)}
}

// block reads the mapping or list that begins at the current line.
func (p *plain) block(depth int) (node, bool) {
	switch {
	case depth > plainDepth:
		return node{}, false
	case strings.HasPrefix(p.body, "- "):
		return p.list(depth)
	}
	return p.mapping(depth)
}

func (p *plain) list(depth int) (node, bool) {
	indent := p.indent
	out := node{kind: list, at: p.at(p.body)}
	first := len(p.items)
	for !p.done && p.indent == indent && strings.HasPrefix(p.body, "- ") {
		text := strings.TrimLeft(p.body[2:], " ")
		var item node
		ok := false
		if _, _, isKey := cutKey(text); isKey {
			// The first key stands behind the dash, the others below it.
			p.begin(indent+len(p.body)-len(text), text)
			item, ok = p.mapping(depth + 1)
		} else {
			item, ok = p.value(text, indent)
		}
		if !ok {
			return node{}, false
		}
		p.items = append(p.items, item)
	}
	out.items = taken(&p.items, first)
	return out, p.done || p.indent <= indent
}

func (p *plain) mapping(depth int) (node, bool) {
	indent := p.indent
	out := node{kind: mapping, at: p.at(p.body)}
	first := len(p.pairs)
	for !p.done && p.indent == indent {
		key, text, ok := cutKey(p.body)
		if p.keys++; !ok || p.keys > plainKeys {
			return node{}, false
		}
		pair := pair{key: p.src.nfc(key), at: p.at(p.body)}
		if text == "" {
			p.next()
			switch {
			case !p.done && (p.indent > indent || p.indent == indent && strings.HasPrefix(p.body, "- ")):
				pair.value, ok = p.block(depth + 1)
			default:
				pair.value = node{kind: empty, at: pair.at}
			}
		} else {
			pair.value, ok = p.value(text, indent)
		}
		if !ok {
			return node{}, false
		}
		p.pairs = append(p.pairs, pair)
	}
	out.pairs = taken(&p.pairs, first)
	return out, p.done || p.indent < indent
}

// taken takes what was gathered from an index on into a slice of its own.
func taken[T any](gathered *[]T, first int) []T {
	all := *gathered
	*gathered = all[:first]
	return append([]T{}, all[first:]...)
}

// byteSet is a set of ASCII characters.
type byteSet [utf8.RuneSelf]bool

func setOf(chars string) (set byteSet) {
	for i := range len(chars) {
		set[chars[i]] = true
	}
	return set
}

// index is where the first of the set stands in a text, or -1.
func (set *byteSet) index(text string) int {
	for i := range len(text) {
		if c := text[i]; c < utf8.RuneSelf && set[c] {
			return i
		}
	}
	return -1
}

var (
	keyEnd  = setOf(":#,[]{}\"'") // what a key does not hold
	flowEnd = setOf(":#,[]{}")    // what a text in brackets does not hold
)

// cutKey divides a line into its key and what follows the colon.
func cutKey(line string) (key, text string, ok bool) {
	colon := keyEnd.index(line)
	if colon < 1 || line[colon] != ':' || !plainStart(line) || line[colon-1] == ' ' {
		return "", "", false
	}
	text = line[colon+1:]
	if text != "" && text[0] != ' ' {
		return "", "", false
	}
	return line[:colon], strings.TrimLeft(text, " "), true
}

// plainStart reports whether a text begins with a letter, a figure or another
// character that means nothing in YAML.
func plainStart(text string) bool {
	c := text[0]
	return c >= utf8.RuneSelf || c == '(' || c == '/' || c == '.' && !strings.HasPrefix(text, "...") || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// value reads what follows a key or a dash on the current line, and goes to the
// next. The mapping or list that it belongs to has an indent.
func (p *plain) value(text string, indent int) (node, bool) {
	if text == "|" {
		return p.literal(indent, p.at(text))
	}
	line := flowLine{plain: p, tail: text}
	var out node
	ok := false
	if c := text[0]; c == '[' || c == '{' || c == '"' || c == '\'' {
		out, ok = line.value(0)
		ok = ok && line.tail == ""
	} else {
		out, ok = p.scalar(text, text)
		ok = ok && !strings.Contains(text, ": ") && !strings.HasSuffix(text, ":") && !strings.Contains(text, " #")
	}
	p.next()
	return out, ok && (p.done || p.indent <= indent)
}

// scalar is a text without quotation marks. The current line ends with tail, and
// tail begins with the text.
func (p *plain) scalar(text, tail string) (node, bool) {
	switch text {
	case "", "null", "Null", "NULL":
		return node{}, false
	}
	return node{kind: scalar, at: p.at(tail), text: p.src.nfc(text)}, plainStart(text)
}

// literal reads the lines of a text after |, which stands at a place.
func (p *plain) literal(indent int, at place) (node, bool) {
	lines := p.lines[:0]
	width := -1 // the indent of the text
	blank := 0
	for p.rest < len(p.text) {
		end := p.rest + strings.IndexByte(p.text[p.rest:], '\n')
		line := p.text[p.rest:end]
		if line == "" {
			blank++
		} else {
			own := len(line) - len(strings.TrimLeft(line, " "))
			if width < 0 {
				if width = own; width <= indent || blank > 0 || line[own] == '\t' {
					return node{}, false
				}
			}
			if own < width {
				if own > indent {
					return node{}, false
				}
				break
			}
			for ; blank > 0; blank-- {
				lines = append(lines, '\n')
			}
			lines = append(lines, p.text[p.rest+width:end+1]...)
		}
		p.rest = end + 1
		p.line++
	}
	p.next()
	p.lines = lines
	return node{kind: scalar, at: at, text: p.src.nfc(string(lines))}, width >= 0
}

// flowLine reads brackets and quotation marks within the current line, from its
// tail.
type flowLine struct {
	*plain
	tail string
}

func (f *flowLine) skip(n int) { f.tail = strings.TrimLeft(f.tail[n:], " ") }

// next reports whether a sign is next, and goes past it.
func (f *flowLine) sign(c byte) bool {
	if f.tail == "" || f.tail[0] != c {
		return false
	}
	f.skip(1)
	return true
}

func (f *flowLine) value(depth int) (node, bool) {
	if f.tail == "" || depth > plainDepth {
		return node{}, false
	}
	out := node{flow: true, at: f.at(f.tail)}
	switch c := f.tail[0]; c {
	case '[':
		out.kind = list
		first := len(f.items)
		f.skip(1)
		for !f.sign(']') {
			if len(f.items) > first && !f.sign(',') {
				return node{}, false
			}
			item, ok := f.value(depth + 1)
			if !ok {
				return node{}, false
			}
			f.items = append(f.items, item)
		}
		out.items = taken(&f.items, first)
		return out, true
	case '{':
		out.kind = mapping
		first := len(f.pairs)
		f.skip(1)
		for !f.sign('}') {
			if len(f.pairs) > first && !f.sign(',') {
				return node{}, false
			}
			entry, ok := f.pair(depth)
			if f.keys++; !ok || f.keys > plainKeys {
				return node{}, false
			}
			f.pairs = append(f.pairs, entry)
		}
		out.pairs = taken(&f.pairs, first)
		return out, true
	case '"', '\'':
		text, _, closed := strings.Cut(f.tail[1:], f.tail[:1])
		f.skip(min(len(text)+2, len(f.tail)))
		doubled := strings.HasPrefix(f.tail, string(c))
		return node{kind: scalar, at: out.at, text: f.src.nfc(text)}, closed && !doubled && !strings.Contains(text, `\`)
	}
	text := f.tail
	if end := flowEnd.index(text); end >= 0 {
		text = text[:end]
	}
	text = strings.TrimRight(text, " ")
	out, ok := f.scalar(text, f.tail)
	f.skip(len(text))
	return out, ok && (f.tail == "" || f.tail[0] == ',' || f.tail[0] == ']' || f.tail[0] == '}')
}

func (f *flowLine) pair(depth int) (pair, bool) {
	if f.tail == "" {
		return pair{}, false
	}
	key, _, ok := cutKey(f.tail)
	if !ok {
		return pair{}, false
	}
	out := pair{key: f.src.nfc(key), at: f.at(f.tail)}
	f.skip(len(key) + 1)
	out.value, ok = f.value(depth + 1)
	return out, ok
}
