package merge

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"kansli/internal/diag"
	"kansli/internal/swedish"
)

// flat sets out the lists of a line as A, B och C, and drops what prints nothing.
// The line is good until the next one.
func (w *writer) flat(l textLine) textLine {
	if !slices.ContainsFunc(l, func(p piece) bool { return p.kind == several || p.text == "" }) {
		return l
	}
	out := w.flatLine[:0]
	for _, p := range l {
		switch {
		case p.kind == several:
			for i, item := range p.list.items {
				if i > 0 {
					out = append(out, piece{text: separator(i, len(p.list.items))})
				}
				out = append(out, item)
			}
		case p.text != "":
			out = append(out, p)
		}
	}
	w.flatLine = out
	return out
}

// separator is what swedish.And puts before item i of n.
func separator(i, n int) string {
	if i == n-1 {
		return " och "
	}
	return ", "
}

// content writes a line after its list markers.
func (w *writer) content(l textLine, kind lineKind) {
	w.settle(l)
	raw := l.raw()
	if len(l) == 1 && l[0].kind == literal && w.atWord() {
		w.segment(l[0])
		w.out = appendBound(w.out, raw)
	} else {
		w.values(l, raw, kind)
		w.out = appendBound(w.out[:w.start], string(w.out[w.start:]))
	}
	w.check(l, raw)
	w.tell(raw)
}

// atWord reports whether a word begins here. List markers, which end with a blank,
// bind to nothing.
func (w *writer) atWord() bool { return len(w.out) == w.start || w.out[len(w.out)-1] == ' ' }

// values writes the pieces of a line, the values escaped.
func (w *writer) values(l textLine, raw string, kind lineKind) {
	force, whole := -1, false
	if kind == paragraph {
		force, whole = blockStart(strings.TrimSuffix(raw, `\`))
	}
	offset := 0
	hasDatum := false // up to and with the character that begins a block
	for _, p := range l {
		hasDatum = hasDatum || p.kind == datum && (whole || offset <= force)
		offset += len(p.text)
	}
	if !hasDatum {
		force = -1
	}
	offset = 0
	for i, p := range l {
		w.segment(p)
		if p.kind == literal {
			text := p.text
			if at := force - offset; force >= 0 && at >= 0 && at < len(text) {
				text = text[:at] + `\` + text[at:]
			}
			w.out = append(w.out, text...)
		} else {
			w.value(p, raw, offset, force-offset, kind, l[:i])
		}
		offset += len(p.text)
	}
}

// settle mends what depends on the neighbours of a value: the capital at the
// start of a sentence, and the full stop after a value that ends with one.
func (w *writer) settle(l textLine) {
	for i, p := range l {
		if p.kind == datum && p.noun && sentenceStart(w.before(l[:i].raw())) {
			l[i].text = swedish.Capital(p.text)
		}
		if p.kind == literal && i > 0 && l[i-1].kind == datum && strings.HasSuffix(l[i-1].text, ".") &&
			strings.HasPrefix(p.text, ".") && !strings.HasPrefix(p.text, "..") {
			l[i].text, l[i].pos = p.text[1:], p.pos+1
		}
	}
}

// before is the end of the paragraph with the beginning of this line.
func (w *writer) before(beginning string) string {
	if w.joined {
		return string(w.told) + " " + beginning
	}
	return beginning
}

// tell adds the line to what is told.
func (w *writer) tell(raw string) {
	if w.joined {
		w.told = append(w.told, ' ')
	}
	w.told = append(w.told, raw[max(0, len(raw)-toldLength):]...)
	if n := len(w.told); n > toldLength {
		w.told = append(w.told[:0], w.told[n-toldLength:]...)
	}
}

// toldLength is enough of a text to see whether a sentence begins after it.
const toldLength = 48

// sentenceStart reports whether what follows a text begins a sentence.
func sentenceStart(told string) bool {
	end := strings.TrimRight(told, " *_”\"’'([|")
	if strings.Trim(end, "#") == "" {
		return true
	}
	if end == told || strings.IndexByte(".!?", end[len(end)-1]) < 0 {
		return false
	}
	return end[len(end)-1] != '.' || !abbreviated(end)
}

// abbreviated reports whether a text ends with an abbreviation that has points,
// or one that goes before what it belongs to.
func abbreviated(s string) bool {
	word := strings.TrimRight(s, ".")
	word = word[strings.LastIndexAny(word, " \u00a0(")+1:]
	switch strings.ToLower(word) {
	case "kl", "nr", "ca", "tfn", "kap", "st", "s", "sid", "resp", "dnr", "jfr", "inkl", "exkl", "tf", "art", "p":
		return true
	}
	return strings.IndexByte(word, '.') > 0 && len(word) < 9
}

// value writes a value where it stands, escaped as the place asks for.
func (w *writer) value(p piece, raw string, offset, force int, kind lineKind, before textLine) {
	lead := ""
	if strings.IndexByte(raw, '`') >= 0 || strings.IndexByte(raw, '<') >= 0 || strings.IndexByte(raw, '(') >= 0 {
		for _, q := range before {
			if q.kind == literal {
				lead += q.text
			} else {
				lead += "x"
			}
		}
	}
	if strings.Count(lead, "`")%2 == 1 {
		w.misplaced(p)
	}
	end := offset + len(p.text)
	switch {
	case strings.LastIndex(lead, "](") > strings.LastIndexByte(lead, ')'):
		w.out = appendURL(w.out, p.text)
	case strings.HasSuffix(lead, "<") && strings.HasPrefix(raw[end:], ">"):
		if !address(p.text) {
			f := diag.Finding{Rule: "ingen-adress", Message: "”" + p.text + "” är varken e-postadress eller webbadress", Remedy: "rätta adressen"}
			w.findings = append(w.findings, p.locate(f))
		}
		w.out = appendEscaped(w.out, p.text, where{}, -1)
	case p.link && address(p.text):
		w.out = append(w.out, '<')
		w.out = append(w.out, p.text...)
		w.out = append(w.out, '>')
	default:
		c := where{rest: raw[end:], heading: kind == heading}
		if offset > 0 {
			c.before, _ = utf8.DecodeLastRuneInString(raw[:offset])
		}
		if end < len(raw) {
			c.after, _ = utf8.DecodeRuneInString(raw[end:])
		}
		w.out = appendEscaped(w.out, p.text, c, force)
	}
}

// locate puts the place of a value into a finding: the field that has it, or the
// template.
func (p piece) locate(f diag.Finding) diag.Finding {
	switch {
	case p.path != "":
		f.Path = p.path
	case p.src != nil:
		f = p.src.at(int(p.pos), f)
	}
	return f
}

// appendBound appends a line with no-break spaces in it, outside code, and with a
// break that the template marks with a backslash as two blanks.
func appendBound(b []byte, line string) []byte {
	from := len(b)
	for inCode := false; ; inCode = !inCode {
		part, rest, more := strings.Cut(line, "`")
		if !inCode {
			part = swedish.Bind(part)
		}
		b = append(b, part...)
		if !more {
			break
		}
		b, line = append(b, '`'), rest
	}
	if n := len(b[from:]) - len(bytes.TrimRight(b[from:], `\`)); n%2 == 1 {
		b = append(b[:len(b)-1], "  "...)
	}
	return b
}

// front writes the front matter and returns the number of the line after it.
func (w *writer) front(lines []textLine) int {
	if len(lines) == 0 || strings.TrimSpace(lines[0].raw()) != "---" {
		return 0
	}
	for i, l := range lines {
		if l.blank() {
			continue
		}
		raw := l.raw()
		w.begin()
		w.frontLine(w.flat(l), len(raw))
		w.check(l, raw)
		w.end()
		if i > 0 && strings.TrimSpace(raw) == "---" {
			w.blank = true
			return i + 1
		}
	}
	return len(lines)
}

// frontLine writes a line of YAML of so many bytes. The scalar that holds values
// is quoted; where the template has quotation marks or a flow collection, the
// values alone are.
func (w *writer) frontLine(l textLine, length int) {
	lead := l.lead()
	start := scalarStart(lead)
	hasValue := len(lead) < length
	own := hasValue && start < len(lead) && strings.IndexByte(`"[{`, lead[start]) >= 0
	inQuotes := own && lead[start] == '"'
	quoteAll := hasValue && !own
	offset := 0
	for _, p := range l {
		w.segment(p)
		text := p.text
		if quoteAll && offset <= start && start <= offset+len(text) && (p.kind == datum || start < offset+len(text)) {
			if p.kind == literal {
				w.out = append(w.out, text[:start-offset]...)
				text = text[start-offset:]
			}
			w.out = append(w.out, '"')
			start = -1
		} else if quoteAll && start >= 0 {
			w.out = append(w.out, text...)
			offset += len(p.text)
			continue
		}
		switch {
		case p.kind == literal && !quoteAll:
			w.out = append(w.out, text...)
		case inQuotes || quoteAll:
			w.out = appendQuoted(w.out, text)
		default:
			w.out = append(w.out, '"')
			w.out = appendQuoted(w.out, text)
			w.out = append(w.out, '"')
		}
		offset += len(p.text)
	}
	if quoteAll {
		w.out = append(bytes.TrimRight(w.out, " "), '"')
	}
}

// scalarStart is where the scalar of a line of YAML begins: after blanks, dashes
// and a key.
func scalarStart(lead string) int {
	n := blanks(lead)
	for strings.HasPrefix(lead[n:], "- ") {
		n += 2
	}
	if n < len(lead) && lead[n] == '"' {
		return n
	}
	if i := strings.Index(lead[n:], ": "); i >= 0 {
		n += i + 2
		n += blanks(lead[n:])
	}
	return n
}
