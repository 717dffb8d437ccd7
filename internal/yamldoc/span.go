package yamldoc

import "strings"

// Where values end. The library tells where they start.

func (ed *editor) lineStart(at int) int { return strings.LastIndexByte(ed.text[:at], '\n') + 1 }

// lineEnd is where the line ends, before its line break.
func (ed *editor) lineEnd(at int) int {
	n := strings.IndexByte(ed.text[at:], '\n')
	if n < 0 {
		return len(ed.text)
	}
	if end := at + n; end > at && ed.text[end-1] == '\r' {
		return end - 1
	}
	return at + n
}

func (ed *editor) nextLine(at int) int {
	n := strings.IndexByte(ed.text[at:], '\n')
	if n < 0 {
		return len(ed.text)
	}
	return at + n + 1
}

func (ed *editor) column(at int) int {
	return len([]rune(ed.text[ed.lineStart(at):at]))
}

// colon is where the colon of a pair ends.
func (ed *editor) colon(p *pair) int {
	at := ed.offset(p.at)
	if q := ed.text[at]; q == '"' || q == '\'' {
		at = ed.closing(at)
	}
	return at + strings.IndexByte(ed.text[at:], ':') + 1
}

func (ed *editor) pairEnd(p *pair, column int) int {
	if p.value.kind == empty || p.value.kind == unread {
		if at := ed.colon(p); strings.HasPrefix(strings.TrimLeft(ed.text[at:], " "), "null") || strings.HasPrefix(strings.TrimLeft(ed.text[at:], " "), "~") {
			return ed.lineEnd(at)
		}
		return ed.colon(p)
	}
	return ed.end(&p.value, column, false)
}

// dash is where the dash of an entry stands.
func (ed *editor) dash(item *node) int {
	at := ed.offset(item.at)
	if item.kind == empty && at < len(ed.text) && ed.text[at] == '-' {
		return at
	}
	for line := ed.lineStart(at); ; line = ed.lineStart(line - 1) {
		before := ed.text[line:at]
		if i := strings.LastIndex(before, "- "); i >= 0 && strings.Trim(before[i+1:], " ") == "" {
			return line + i
		}
		if body := strings.TrimLeft(before, " "); strings.HasPrefix(body, "-") && strings.TrimLeft(ed.text[line:at], " -\r\n") == "" {
			return line + len(before) - len(body)
		}
		if line == 0 {
			return at
		}
	}
}

func (ed *editor) itemEnd(item *node, column int) int {
	if item.kind == empty {
		return ed.dash(item) + 1
	}
	return ed.end(item, column, false)
}

// end is where a value ends. Column is that of the key or the dash before it.
func (ed *editor) end(n *node, column int, flow bool) int {
	at := ed.offset(n.at)
	switch {
	case n.kind == empty || n.kind == unread:
		return at
	case n.kind == mapping && !n.flow:
		return ed.pairEnd(&n.pairs[len(n.pairs)-1], int(n.at.column)-1)
	case n.kind == list && !n.flow:
		return ed.itemEnd(&n.items[len(n.items)-1], int(n.at.column)-1)
	case n.flow && n.kind != scalar:
		return ed.closing(at)
	}
	switch ed.text[at] {
	case '"', '\'':
		return ed.closing(at)
	case '|', '>':
		if !flow {
			return ed.literal(at, column)
		}
	}
	return ed.plain(at, column, flow)
}

// closing is where a text in quotation marks or a bracket ends.
func (ed *editor) closing(at int) int {
	depth := 0
	for i := at; i < len(ed.text); {
		switch c := ed.text[i]; {
		case (c == '"' || c == '\'') && (i == at || strings.ContainsRune(" ,[{:\n", rune(ed.text[i-1]))):
			i = ed.quoteEnd(i)
		case c == '#' && i > 0 && strings.ContainsRune(" \n", rune(ed.text[i-1])):
			i = ed.lineEnd(i)
		default:
			if c == '{' || c == '[' {
				depth++
			} else if c == '}' || c == ']' {
				depth--
			}
			i++
		}
		if depth == 0 {
			return i
		}
	}
	return len(ed.text)
}

// quoteEnd is where a text that starts with a quotation mark ends.
func (ed *editor) quoteEnd(at int) int {
	mark := ed.text[at]
	for i := at + 1; i < len(ed.text); i++ {
		switch {
		case mark == '"' && ed.text[i] == '\\':
			i++
		case ed.text[i] != mark:
		case mark == '\'' && i+1 < len(ed.text) && ed.text[i+1] == mark:
			i++
		default:
			return i + 1
		}
	}
	return len(ed.text)
}

// literal is where a text after | or > ends.
func (ed *editor) literal(at, column int) int {
	end := ed.lineEnd(at)
	for next := ed.nextLine(at); next < len(ed.text); next = ed.nextLine(next) {
		line := ed.text[next:ed.lineEnd(next)]
		body := strings.TrimLeft(line, " ")
		if body == "" {
			continue
		}
		if len(line)-len(body) <= column {
			break
		}
		end = ed.lineEnd(next)
	}
	return end
}

// plain is where a text without quotation marks ends.
func (ed *editor) plain(at, column int, flow bool) int {
	end := at
	for from := at; ; {
		line := ed.text[from:ed.lineEnd(from)]
		stop := len(line)
		if i := strings.Index(" "+line, " #"); i >= 0 {
			stop = i
		}
		if flow {
			if i := strings.IndexAny(line[:stop], ",]}"); i >= 0 {
				return from + len(strings.TrimRight(line[:i], " "))
			}
		}
		if body := strings.TrimRight(line[:stop], " \t"); body != "" {
			end = from + len(body)
		}
		if stop < len(line) {
			return end
		}
		next := ed.nextLine(from)
		for next < len(ed.text) && strings.TrimSpace(ed.text[next:ed.lineEnd(next)]) == "" && ed.nextLine(next) > next {
			next = ed.nextLine(next)
		}
		if next >= len(ed.text) {
			return end
		}
		line = ed.text[next:ed.lineEnd(next)]
		body := strings.TrimLeft(line, " ")
		if body == "" || !flow && len(line)-len(body) <= column || body[0] == '#' {
			return end
		}
		from = next + len(line) - len(body)
	}
}
