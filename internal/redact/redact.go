// Package redact makes the public edition of a case or a meeting, in which every
// text under maskeras is covered, and proves on the finished files that none is
// left.
//
//	values ──Prepare──▶ values with marks ──merge──▶ Markdown with marks
//	Markdown with marks ──Finish──▶ Markdown with masks and a notice ──▶ files
//	files ──Prove──▶ findings, or none
//
// A mark is a character that stands for one covered text until the paper is
// merged, so that two covered persons are still told apart where they vote, and
// so that the notice gives the reasons that this paper needs and no others. Every
// mask is the same, and shows neither the length nor which text it covers.
package redact

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/namnd"
)

// Mask is what a covered text is replaced by. The space does not break, so that
// a mask stays whole on a line and in the address of a link.
const Mask = "XXXX\u00a0XXXX"

// Suffix goes after the name of a file of the public edition.
const Suffix = "-publik"

// firstMark is the first of the marks, in a plane for private use that no text
// comes from.
const firstMark = 0xF0000

// Edition is the public edition of a run: what it covers. The zero Edition
// covers nothing.
type Edition struct{ secrets []secret }

type secret struct {
	text   view   // folded, of a covered text
	name   view   // folded as for names of files
	reason string // itself masked
}

// OfCase is what a case marks to be covered. The findings tell of texts that
// cannot be, with their paths.
func OfCase(c *namnd.Case) ([]namnd.Secret, []diag.Finding) { return c.Secrets, check("", c.Secrets) }

// OfMeeting is what a meeting and the cases that it refers to mark to be
// covered.
func OfMeeting(m *namnd.Meeting) ([]namnd.Secret, []diag.Finding) {
	all, found := slices.Clone(m.Secrets), check("", m.Secrets)
	add := func(at string, c *namnd.Case) {
		if c != nil {
			all, found = append(all, c.Secrets...), append(found, check(at+".ärende.", c.Secrets)...)
		}
	}
	for i, it := range m.Items {
		add(fmt.Sprintf("paragrafer[%d]", i), it.Case)
	}
	var visit func(at string, points []namnd.AgendaItem)
	visit = func(at string, points []namnd.AgendaItem) {
		for i, p := range points {
			at := fmt.Sprintf("%s[%d]", at, i)
			add(at, p.Case)
			visit(at+".underpunkter", p.Items)
		}
	}
	visit("föredragningslista", m.Agenda)
	return all, found
}

// shortest is the fewest letters and digits that can be covered safely: fewer
// are found inside other words.
const shortest = 3

// check tells of texts that cannot be covered; at goes before their paths.
func check(at string, secrets []namnd.Secret) []diag.Finding {
	var found []diag.Finding
	for i, s := range secrets {
		folded := fold(s.Text, plain).trimmed()
		f := diag.Finding{Path: fmt.Sprintf("%smaskeras[%d].text", at, i), Rule: "går-ej-att-maskera"}
		switch {
		case folded.letters() < shortest:
			f.Message, f.Remedy = "texten är för kort; den finns inuti andra ord", "skriv hela namnet eller hela numret"
		case len(find(Mask, folded, plain)) > 0:
			f.Message, f.Remedy = "texten liknar själva masken", "skriv den text som ska döljas, som den står i underlaget"
		default:
			continue
		}
		found = append(found, f)
	}
	return found
}

// New makes an edition that covers all the texts but those that cannot be.
func New(secrets []namnd.Secret) Edition {
	var e Edition
	for _, s := range secrets {
		own := secret{fold(s.Text, plain).trimmed(), fold(s.Text, loose).trimmed(), s.Reason}
		same := func(o secret) bool { return slices.Equal(o.text.runes, own.text.runes) && o.reason == own.reason }
		if len(check("", []namnd.Secret{s})) == 0 && !slices.ContainsFunc(e.secrets, same) {
			e.secrets = append(e.secrets, own)
		}
	}
	// The longest first: a name before its parts.
	slices.SortStableFunc(e.secrets, func(a, b secret) int { return cmp.Compare(len(b.text.runes), len(a.text.runes)) })
	for i := range e.secrets {
		e.secrets[i].reason = e.Text(e.secrets[i].reason)
	}
	return e
}

// Prepare returns a copy of a case or a meeting with a mark in the place of every
// covered text, in its cases too, to be merged and finished.
func Prepare[T namnd.Case | namnd.Meeting](e Edition, v *T) *T {
	return namnd.MapTexts(v, func(_, text string) string { return e.marked(text) })
}

// Masked returns a copy with the masks themselves, for what is not merged, such
// as a register.
func Masked[T namnd.Case | namnd.Meeting](e Edition, v *T) *T {
	return namnd.MapTexts(v, func(_, text string) string { return e.Text(text) })
}

// Text puts masks in the place of covered texts and of their marks.
func (e Edition) Text(s string) string { return unmark(e.marked(s)) }

// Finish puts masks in the place of marks in a merged paper. A paper that has any
// is given a notice at its end, in the words given, and the reasons as a list.
func (e Edition) Finish(paper, words []byte) []byte {
	text := string(paper)
	var reasons []string
	for i, s := range e.secrets {
		if strings.ContainsRune(text, firstMark+rune(i)) && !slices.Contains(reasons, s.reason) {
			reasons = append(reasons, s.reason)
		}
	}
	if len(reasons) == 0 {
		return paper
	}
	slices.Sort(reasons)
	var b strings.Builder
	b.WriteString(strings.TrimRight(unmark(text), "\n") + "\n\n" + strings.TrimSpace(string(words)) + "\n\n")
	for _, r := range reasons {
		b.WriteString("- " + escape(r) + "\n")
	}
	return []byte(b.String())
}

// FileName covers what is to be covered in the path of a file, without its
// ending, and says that it is the public edition.
func (e Edition) FileName(base string) string {
	for _, s := range e.secrets {
		base = replace(base, find(base, s.name, loose), "xxxx")
	}
	return base + Suffix
}

func (e Edition) marked(s string) string {
	for i, secret := range e.secrets {
		s = replace(s, find(s, secret.text, plain), string(firstMark+rune(i)))
	}
	return s
}

func unmark(s string) string {
	if !strings.ContainsFunc(s, isMark) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if isMark(r) {
			b.WriteString(Mask)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isMark reports whether a character is a mark: the plane is all for private
// use, and what no text comes from is shown as a mask if one does.
func isMark(r rune) bool { return r >= firstMark && r <= 0xFFFFD }

// replace puts a text in the place of stretches that follow each other.
func replace(s string, stretches []stretch, with string) string {
	if len(stretches) == 0 {
		return s
	}
	var b strings.Builder
	at := int32(0)
	for _, st := range stretches {
		b.WriteString(s[at:st.from] + with)
		at = st.to
	}
	return b.String() + s[at:]
}

// escape writes a reason as Markdown on one line.
func escape(s string) string {
	var b strings.Builder
	for _, r := range strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }), " ") {
		if strings.ContainsRune("\\`*_[]<>|~&!#+", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
