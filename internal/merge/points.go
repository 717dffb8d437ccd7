package merge

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kansli/internal/swedish"
)

// listToPoints is the index of the first list of the line that must be set out
// as points, or -1: one whose items a reader could not tell apart in a sentence,
// or one that the template wants so.
func (l textLine) listToPoints() int {
	for i, p := range l {
		if p.kind == several && !p.list.inline && (p.list.points || swedish.Ambiguous(texts(p.list.items))) {
			return i
		}
	}
	return -1
}

// expand replaces the paragraph that line i belongs to, from that line on: the
// sentence with list k speaks of "följande enheter" and ends with a colon, the
// items follow as points, and what is left of the paragraph becomes its own. It
// returns all lines.
func (w *writer) expand(lines []textLine, i, k int) []textLine {
	l := lines[i]
	prefix := continuation(l.lead())
	before, list := l[:k:k], l[k]
	rest := slices.Clip(l[k+1:])
	next := i + 1
	for next < len(lines) && w.continues(l, lines[next]) {
		cont := lines[next]
		rest = append(append(rest, piece{text: "\n" + prefix}), cont.cut(prefixWidth(cont.lead()))...)
		next++
	}
	sentence, after := cutSentence(rest)
	for j, p := range sentence {
		if p.kind == several {
			flat := *p.list
			flat.inline = true
			sentence[j].list = &flat
		}
	}
	told := strings.TrimSpace(textLine(before).raw()[min(len(prefix), len(textLine(before).raw())):])
	bare := textLine(sentence).blank() && (told == "" || strings.HasSuffix(told, ":"))
	if told == "" && list.list.points && textLine(l[k+1:]).blank() {
		bare, after = true, rest
	}

	var out []textLine
	gap := func() {
		if prefix == "" {
			out = append(out, nil)
		}
	}
	stop := !bare || told != "" || bytes.HasSuffix(bytes.TrimRight(w.told, " "), []byte(":")) || !list.list.points
	points := bulleted(list, prefix, stop)
	switch {
	case bare && told == "":
		if w.inText {
			gap()
		}
		points[0] = append(append(textLine{}, before...), points[0].cut(len(prefix))...)
	case bare:
		out = append(out, trimEnd(before, " "))
		gap()
	default:
		named := list
		named.kind, named.text, named.list, named.noun = datum, "följande "+list.list.plural, nil, true
		line := append(append(append([]piece{}, before...), named), trimEnd(sentence, " :,\n")...)
		out = append(out, split(append(line, piece{text: ":"}))...)
		gap()
	}
	out = append(out, points...)
	if !textLine(after).blank() {
		out = append(out, nil)
		out = append(out, split(append([]piece{{text: prefix}}, after...))...)
	} else if prefix == "" {
		out = append(out, nil)
	}
	return slices.Replace(lines, i, next, out...)
}

// bulleted is the items of a list as points. The last ends the sentence that the
// list is part of, if it is one.
func bulleted(list piece, prefix string, stop bool) []textLine {
	items := list.list.items
	out := make([]textLine, len(items))
	all := make([]piece, 0, 2*len(items)+1)
	marker := piece{text: prefix + "- "}
	for i, item := range items {
		start := len(all)
		all = append(all, marker, item)
		if i == len(items)-1 && stop && !strings.HasSuffix(item.text, ".") {
			all = append(all, piece{text: "."})
		}
		out[i] = all[start:len(all):len(all)]
	}
	return out
}

// cutSentence divides the pieces after a list at the end of its sentence. The
// mark that ends the sentence is in neither part, nor are the blanks after it.
func cutSentence(rest []piece) (sentence, after []piece) {
	var b strings.Builder
	for _, p := range rest {
		if p.noun {
			p.text = swedish.Capital(p.text)
		}
		b.WriteString(p.text)
	}
	raw, offset := b.String(), 0
	for i, p := range rest {
		for j, r := range p.text {
			if p.kind == literal && strings.ContainsRune(".!?", r) && endsSentence(raw, offset+j) {
				head, foot := p, p
				head.text = p.text[:j]
				foot.text, foot.pos = p.text[j+1:], p.pos+int32(j)+1
				blanks := len(foot.text) - len(strings.TrimLeft(foot.text, " \n"))
				foot.text, foot.pos = foot.text[blanks:], foot.pos+int32(blanks)
				return append(rest[:i:i], head), append([]piece{foot}, rest[i+1:]...)
			}
		}
		offset += len(p.text)
	}
	return rest, nil
}

// endsSentence reports whether the mark at an offset ends a sentence.
func endsSentence(raw string, at int) bool {
	after := raw[at+1:]
	next := strings.TrimLeft(after, " \n")
	if next == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, "*_”\"[("))
	return next != after && (unicode.IsUpper(r) || unicode.IsDigit(r)) && (raw[at] != '.' || !abbreviated(raw[:at+1]))
}

// trimEnd takes blanks and marks away from the end of a sentence.
func trimEnd(sentence []piece, marks string) []piece {
	if n := len(sentence); n > 0 && sentence[n-1].kind == literal {
		last := sentence[n-1]
		last.text = strings.TrimRight(last.text, marks)
		return append(sentence[:n-1:n-1], last)
	}
	return sentence
}
