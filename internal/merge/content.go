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
	w.check(l, raw)
	if len(raw) < toldLength {
		raw = tail(w.told) + raw
	}
	w.told = tail(raw)
}

// settle mends what depends on the neighbours of a value: the capital at the
// start of a sentence, and the full stop after a value that ends with one.
func (w *writer) settle(l textLine) {
	for i, p := range l {
		if p.kind == datum && p.noun && sentenceStart(w.told+l[:i].raw()) {
			l[i].text = swedish.Capital(p.text)
		}
		if p.kind == literal && i > 0 && l[i-1].kind == datum && strings.HasSuffix(l[i-1].text, ".") &&
			strings.HasPrefix(p.text, ".") && !strings.HasPrefix(p.text, "..") {
			l[i].text, l[i].pos = p.text[1:], p.pos+1
		}
	}
}

// toldLength is enough of a text to see whether a sentence begins after it.
const toldLength = 48

func tail(s string) string { return s[max(0, len(s)-toldLength):] }

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
	if strings.ContainsAny(raw, "`<(") {
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

// bind puts no-break spaces into the line that was just written, outside code,
// and writes a break that the template marks with a backslash as two blanks.
func (w *writer) bind() {
	start := w.start
	line := string(w.out[start:])
	bound := line
	if strings.IndexByte(line, '`') < 0 {
		bound = swedish.Bind(line)
	} else {
		parts := strings.Split(line, "`")
		for i := 0; i < len(parts); i += 2 {
			parts[i] = swedish.Bind(parts[i])
		}
		bound = strings.Join(parts, "`")
	}
	n := len(bound) - len(strings.TrimRight(bound, `\`))
	if n%2 == 1 {
		bound = bound[:len(bound)-1] + "  "
	}
	if bound != line {
		w.out = append(w.out[:start], bound...)
	}
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
		w.begin()
		w.frontLine(w.flat(l))
		w.check(l, l.raw())
		w.end()
		if i > 0 && strings.TrimSpace(l.raw()) == "---" {
			w.blank = true
			return i + 1
		}
	}
	return len(lines)
}

// frontLine writes a line of YAML. The scalar that holds values is quoted; where
// the template has quotation marks or a flow collection, the values alone are.
func (w *writer) frontLine(l textLine) {
	lead := l.lead()
	start := scalarStart(lead)
	hasValue := len(lead) < len(l.raw())
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
	n := len(lead) - len(strings.TrimLeft(lead, " "))
	for strings.HasPrefix(lead[n:], "- ") {
		n += 2
	}
	if n < len(lead) && lead[n] == '"' {
		return n
	}
	if i := strings.Index(lead[n:], ": "); i >= 0 {
		n += i + 2
		n += len(lead[n:]) - len(strings.TrimLeft(lead[n:], " "))
	}
	return n
}
