// Package correction makes the rättelser of an approved protocol visible in its
// papers. The data stay as they were approved; where a paper says what was wrong,
// the old words are struck out and the new ones follow, and a note says who
// decided it, when and on what ground. It works on the finished Markdown, so that
// a rättelse can concern any words of a §: those that someone wrote and those
// that a template made of names and numbers.
//
// The note is the template's: a division of the class rättelse, which is left
// alone here.
package correction

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/swedish"
)

// Class is the class of the division that holds a note.
const Class = "rättelse"

const source = "36 § förvaltningslagen (2017:900); JO 581-2013"

// Apply makes the rättelser of a meeting in one of its papers in Markdown: in
// each § that the paper has, the old words are struck out and the new ones
// written after them. No line is added or taken away.
// Findings have paths into the meeting: an error when a § that the paper has does
// not say what it is to have said, a warning when it says it in several places,
// which are then all corrected.
func Apply(paper []byte, m *namnd.Meeting) ([]byte, []diag.Finding) {
	if len(m.Corrections) == 0 {
		return paper, nil
	}
	lines := strings.Split(string(paper), "\n")
	var found []diag.Finding
	for i, c := range m.Corrections {
		from, to, ok := section(lines, c.Section, m.Items)
		if !ok || folded(c.Was) == "" {
			continue
		}
		n := 0
		for _, p := range paragraphs(lines, from, to) {
			n += strike(lines[p.from:p.to], c)
		}
		f := diag.Finding{Path: fmt.Sprintf("rättelser[%d].stod", i), Source: source}
		switch {
		case n == 0:
			f.Rule, f.Message = "rättelse-utan-plats", fmt.Sprintf("§ %s säger inte ”%s”", c.Section, short(c.Was))
			f.Remedy = "skriv texten precis som den stod i protokollet, och låt paragrafen själv stå som den justerades"
			found = append(found, f)
		case n > 1:
			f.Severity, f.Rule = diag.Warning, "rättelse-flera-ställen"
			f.Message = fmt.Sprintf("”%s” står på %d ställen i § %s, och alla rättas", short(c.Was), n, c.Section)
			f.Remedy = "skriv ut mer av meningen under stod och ska_stå, om bara ett ställe ska rättas"
			found = append(found, f)
		}
	}
	return []byte(strings.Join(lines, "\n")), found
}

// section finds the lines of a §: from its heading to the next heading of the
// same level or one above.
func section(lines []string, no string, items []namnd.Item) (from, to int, ok bool) {
	level := 0
	for i, line := range lines {
		n := heading(line)
		switch {
		case n == 0:
		case ok && n <= level:
			return from, i, true
		case !ok:
			if has := headed(line[n:], items); has != "" && namnd.CompareNo(has, no) == 0 {
				from, level, ok = i, n, true
			}
		}
	}
	return from, len(lines), ok
}

// heading is the level of a heading, or 0.
func heading(line string) int {
	n := len(line) - len(strings.TrimLeft(line, "#"))
	if n > 6 || n == len(line) || line[n] != ' ' {
		return 0
	}
	return n
}

// headed is the number of the § that a heading is about, of those that the
// meeting has: the longest that fits, since § 17 A Title may be either. It is ""
// for a heading of something else.
func headed(heading string, items []namnd.Item) string {
	rest, ok := strings.CutPrefix(folded(heading), "§")
	longest := ""
	for _, it := range items {
		no := folded(strings.TrimLeft(it.No, "§ \u00a0"))
		after, fits := strings.CutPrefix(strings.TrimSpace(rest), no)
		if ok && fits && (after == "" || after[0] == ' ') && len(no) > len(longest) {
			longest = no
		}
	}
	return longest
}

// block is some lines that follow each other.
type block struct{ from, to int }

// paragraphs are the lines of a § between blank lines and outside notes; a
// heading is one by itself.
func paragraphs(lines []string, from, to int) []block {
	var out []block
	inNote := false
	start := -1
	flush := func(end int) {
		if start >= 0 {
			out = append(out, block{start, end})
		}
		start = -1
	}
	for i := from; i < to; i++ {
		line := strings.TrimSpace(lines[i])
		fence := strings.HasPrefix(line, ":::")
		switch {
		case fence && strings.TrimSpace(strings.Trim(line, ":")) == Class:
			flush(i)
			inNote = true
		case fence:
			flush(i)
			inNote = false
		case inNote || line == "":
			flush(i)
		case heading(lines[i]) > 0:
			flush(i)
			out = append(out, block{i, i + 1})
		case start < 0:
			start = i
		}
	}
	flush(to)
	return out
}

// strike makes one correction in a paragraph, wherever it says the old words,
// and returns how many times that was.
func strike(lines []string, c namnd.Correction) int {
	text := strings.Join(lines, "\n")
	old := folded(c.Was)
	var b strings.Builder
	n, done := 0, 0
	for at := 0; at < len(text); {
		end, ok := match(text[at:], old)
		struck := strings.Count(text[:at], "~~")%2 == 1
		if !ok || struck || inWord(text, at, at+end) {
			_, size := utf8.DecodeRuneInString(text[at:])
			at += size
			continue
		}
		b.WriteString(text[done:at] + "~~" + text[at:at+end] + "~~ " + escape(swedish.Bind(strings.Join(strings.Fields(c.Becomes), " "))))
		at += end
		done, n = at, n+1
	}
	b.WriteString(text[done:])
	copy(lines, strings.Split(b.String(), "\n"))
	return n
}

// inWord reports whether a match is part of a longer word or number.
func inWord(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	first, _ := utf8.DecodeRuneInString(text[from:])
	last, _ := utf8.DecodeLastRuneInString(text[:to])
	after, _ := utf8.DecodeRuneInString(text[to:])
	return wordRune(before) && wordRune(first) || wordRune(last) && wordRune(after)
}

// match reports whether a text begins with words that are written folded, and
// how many bytes they take. Any blanks are alike, and a backslash before a mark
// is the Markdown's.
func match(text, old string) (end int, ok bool) {
	for len(old) > 0 {
		if end >= len(text) {
			return 0, false
		}
		r, size := utf8.DecodeRuneInString(text[end:])
		if r == '\\' && end+1 < len(text) && isMark(text[end+1]) && old[0] != '\\' {
			end++
			r, size = utf8.DecodeRuneInString(text[end:])
		}
		want, wantSize := utf8.DecodeRuneInString(old)
		if want == ' ' {
			n := blanks(text[end:])
			if n == 0 {
				return 0, false
			}
			end, old = end+n, old[1:]
			continue
		}
		if r != want {
			return 0, false
		}
		end, old = end+size, old[wantSize:]
	}
	return end, true
}

func blanks(s string) int {
	return len(s) - len(strings.TrimLeft(s, " \t\n\u00a0"))
}

func isMark(c byte) bool { return c > ' ' && c < 0x7f && !wordRune(rune(c)) }
