package yamldoc

import (
	"strings"
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
	p := plain{src: s, text: text}
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
		p.indent, p.body = len(line)-len(body), strings.TrimRight(body, " ")
		p.blanks = p.blanks || len(p.body) < len(body)
		return
	}
	p.done = true
}

// column is the column at which tail begins, which the current line ends with.
func (p *plain) column(tail string) int32 {
	return int32(p.indent + utf8.RuneCountInString(p.body[:len(p.body)-len(tail)]) + 1)
}

func (p *plain) at(tail string) place { return place{p.line, p.column(tail)} }

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
	for !p.done && p.indent == indent && strings.HasPrefix(p.body, "- ") {
		text := strings.TrimLeft(p.body[2:], " ")
		var item node
		ok := false
		if _, _, isKey := cutKey(text); isKey {
			// The first key stands behind the dash, the others below it.
			p.indent, p.body = indent+len(p.body)-len(text), text
			item, ok = p.mapping(depth + 1)
		} else {
			item, ok = p.value(text, indent)
		}
		if !ok {
			return node{}, false
		}
		out.items = append(out.items, item)
	}
	return out, p.done || p.indent <= indent
}

func (p *plain) mapping(depth int) (node, bool) {
	indent := p.indent
	out := node{kind: mapping, at: p.at(p.body)}
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
		out.pairs = append(out.pairs, pair)
	}
	return out, p.done || p.indent < indent
}

// cutKey divides a line into its key and what follows the colon.
func cutKey(line string) (key, text string, ok bool) {
	colon := strings.IndexByte(line, ':')
	if colon < 1 || !plainStart(line) || strings.ContainsAny(line[:colon], "#,[]{}\"'") || strings.HasSuffix(line[:colon], " ") {
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
	var b strings.Builder
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
				b.Grow(min(len(p.text)-p.rest, 1024))
			}
			if own < width {
				if own > indent {
					return node{}, false
				}
				break
			}
			for ; blank > 0; blank-- {
				b.WriteByte('\n')
			}
			b.WriteString(line[width:])
			b.WriteByte('\n')
		}
		p.rest = end + 1
		p.line++
	}
	p.next()
	return node{kind: scalar, at: at, text: p.src.nfc(b.String())}, width >= 0
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
		out.kind, out.items = list, []node{}
		f.skip(1)
		for !f.sign(']') {
			if len(out.items) > 0 && !f.sign(',') {
				return node{}, false
			}
			item, ok := f.value(depth + 1)
			if !ok {
				return node{}, false
			}
			out.items = append(out.items, item)
		}
		return out, true
	case '{':
		out.kind, out.pairs = mapping, []pair{}
		f.skip(1)
		for !f.sign('}') {
			if len(out.pairs) > 0 && !f.sign(',') {
				return node{}, false
			}
			entry, ok := f.pair(depth)
			if f.keys++; !ok || f.keys > plainKeys {
				return node{}, false
			}
			out.pairs = append(out.pairs, entry)
		}
		return out, true
	case '"', '\'':
		text, _, closed := strings.Cut(f.tail[1:], f.tail[:1])
		f.skip(min(len(text)+2, len(f.tail)))
		doubled := strings.HasPrefix(f.tail, string(c))
		return node{kind: scalar, at: out.at, text: f.src.nfc(text)}, closed && !doubled && !strings.Contains(text, `\`)
	}
	text := f.tail
	if end := strings.IndexAny(text, ",[]{}"); end >= 0 {
		text = text[:end]
	}
	text = strings.TrimRight(text, " ")
	out, ok := f.scalar(text, f.tail)
	f.skip(len(text))
	return out, ok && !strings.ContainsAny(text, ":#") &&
		(f.tail == "" || strings.IndexByte(",]}", f.tail[0]) >= 0)
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
