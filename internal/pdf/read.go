package pdf

import (
	"bytes"
	"errors"
	"strconv"
)

// The values of a PDF file. null is nil, a truth value bool, a number float64,
// a string (its bytes) string, an array []any.
type (
	name     string
	operator string // of a content stream
	ref      int    // object number; every generation is 0
	dict     map[name]any
	stream   struct {
		dict dict
		data []byte // inflated
	}
)

// parser reads values one after another.
type parser struct {
	b  []byte
	at int
}

var errSyntax = errors.New("oväntat tecken")

const maxDepth = 40

func (p *parser) space() {
	for p.at < len(p.b) {
		switch c := p.b[p.at]; {
		case c == '%':
			for p.at < len(p.b) && p.b[p.at] != '\n' && p.b[p.at] != '\r' {
				p.at++
			}
		case isSpace(c):
			p.at++
		default:
			return
		}
	}
}

func (p *parser) peek() byte {
	if p.at < len(p.b) {
		return p.b[p.at]
	}
	return 0
}

func (p *parser) done() bool {
	p.space()
	return p.at >= len(p.b)
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

// word takes the characters up to the next space or delimiter.
func (p *parser) word() string {
	start := p.at
	for p.at < len(p.b) && !isSpace(p.b[p.at]) && !isDelimiter(p.b[p.at]) {
		p.at++
	}
	return string(p.b[start:p.at])
}

// value reads one value; what is no value but a word is an operator.
func (p *parser) value(depth int) (any, error) {
	p.space()
	if p.at >= len(p.b) || depth > maxDepth {
		return nil, errSyntax
	}
	switch c := p.b[p.at]; {
	case c == '/':
		p.at++
		return unescapeName(p.word()), nil
	case c == '(':
		return p.literal()
	case c == '<' && p.at+1 < len(p.b) && p.b[p.at+1] == '<':
		p.at += 2
		return p.dict(depth)
	case c == '<':
		return p.hex()
	case c == '[':
		p.at++
		var list []any
		for {
			p.space()
			if p.peek() == ']' {
				p.at++
				return list, nil
			}
			v, err := p.value(depth + 1)
			if err != nil {
				return nil, err
			}
			if _, odd := v.(operator); odd {
				return nil, errSyntax
			}
			list = append(list, v)
		}
	}
	word := p.word()
	switch word {
	case "":
		return nil, errSyntax
	case "true", "false":
		return word == "true", nil
	case "null":
		return nil, nil
	}
	if c := word[0]; c < '0' && c != '+' && c != '-' && c != '.' || c > '9' {
		return operator(word), nil
	}
	n, err := strconv.ParseFloat(word, 64)
	if err != nil || n > 1e10 || n < -1e10 {
		return nil, errSyntax
	}
	return p.reference(n), nil
}

// reference turns a number that "0 R" follows into a reference.
func (p *parser) reference(n float64) any {
	if bytes.HasPrefix(p.b[p.at:], []byte(" 0 R")) && n == float64(int(n)) {
		end := p.at + 4
		if end == len(p.b) || isSpace(p.b[end]) || isDelimiter(p.b[end]) {
			p.at = end
			return ref(int(n))
		}
	}
	return n
}

func (p *parser) dict(depth int) (any, error) {
	d := dict{}
	for {
		p.space()
		if bytes.HasPrefix(p.b[p.at:], []byte(">>")) {
			p.at += 2
			return d, nil
		}
		key, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		k, ok := key.(name)
		v, err := p.value(depth + 1)
		if _, odd := v.(operator); !ok || odd || err != nil {
			return nil, errSyntax
		}
		if _, twice := d[k]; twice {
			return nil, errSyntax
		}
		d[k] = v
	}
}

func (p *parser) literal() (any, error) {
	var out []byte
	depth := 0
	for ; p.at < len(p.b); p.at++ {
		switch c := p.b[p.at]; c {
		case '(':
			if depth > 0 {
				out = append(out, c)
			}
			depth++
		case ')':
			if depth--; depth == 0 {
				p.at++
				return string(out), nil
			}
			out = append(out, c)
		case '\\':
			p.at++
			switch c := p.peek(); c {
			case 'r':
				out = append(out, '\r')
			case 'n':
				out = append(out, '\n')
			case '(', ')', '\\':
				out = append(out, c)
			default: // we write no others
				return nil, errSyntax
			}
		default:
			out = append(out, c)
		}
	}
	return nil, errSyntax
}

func (p *parser) hex() (any, error) {
	digits, _, ok := bytes.Cut(p.b[p.at+1:], []byte(">"))
	if !ok || len(digits)%2 != 0 {
		return nil, errSyntax
	}
	p.at += len(digits) + 2
	out := make([]byte, 0, len(digits)/2)
	for i := 0; i < len(digits); i += 2 {
		n, err := strconv.ParseUint(string(digits[i:i+2]), 16, 8)
		if err != nil {
			return nil, errSyntax
		}
		out = append(out, byte(n))
	}
	return string(out), nil
}

func unescapeName(s string) name {
	for i := 0; i+2 < len(s); i++ {
		if s[i] == '#' {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				s = s[:i] + string([]byte{byte(n)}) + s[i+3:]
			}
		}
	}
	return name(s)
}
