package merge

import (
	"reflect"
	"slices"
	"strings"

	"kansli/internal/namnd"
)

// caseWords are the words of a tjänsteutlåtande and of the case types.
func caseWords() *vocabulary {
	return newVocabulary(map[string]func(*scope) value{
		"förslag":               (*scope).proposal,
		"avsnitt":               (*scope).sections,
		"undertecknare":         (*scope).signatories,
		"protokollsutdrag_till": (*scope).recipients,
	}, reflect.TypeFor[namnd.Case]())
}

func (s *Set) caseScope(c *namnd.Case, base string) *scope {
	return &scope{set: s, words: s.words.cases, kase: c, board: &c.Board, caseType: s.types[c.CaseType],
		roots: []reflect.Value{reflect.ValueOf(c).Elem()}, bases: []string{base}}
}

func (s *scope) recipients() value {
	v := s.own("protokollsutdrag_till")
	v.link = true
	return v
}

func (s *scope) signatories() value {
	if len(s.kase.Signatories) == 0 {
		return of(reflect.ValueOf(s.board.Signatories), s.path("nämnd"), "undertecknare")
	}
	return s.own("undertecknare")
}

// proposal is the decision points of the case, or those of its case type.
func (s *scope) proposal() value {
	path := s.path("förslag")
	if len(s.kase.Proposal) > 0 {
		return s.decisionPoints(s.kase.Proposal, path)
	}
	if s.caseType == nil {
		return value{path: path}
	}
	r := s.run()
	if t := s.caseType.proposal(s.kase.Variant); t != nil {
		r.fill(t, top)
	}
	return value{kind: fragment, path: path, pieces: r.out.pieces}
}

// sections is the sections of the case type with those of the case in their
// places. A section of the case replaces the one with the same heading, or takes
// it away when it is empty. Others stand after the one that they follow in the
// case, or else before the one that follows them there, or else last.
func (s *scope) sections() value {
	out := value{kind: list, path: s.path("avsnitt"), plural: "avsnitt"}
	if s.caseType != nil && s.caseType.sections != nil {
		r := s.run()
		r.fill(s.caseType.sections, top)
		out.items = s.headed(r.out.pieces)
	}
	out.items = slices.Grow(out.items, len(s.kase.Sections))
	place := func(heading string) int {
		return slices.IndexFunc(out.items, func(o value) bool { return strings.EqualFold(o.heading(), heading) })
	}
	last := -1
	for i, own := range s.kase.Sections {
		heading := strings.TrimSpace(own.Heading)
		path := s.path("avsnitt.") + heading
		sec := s.section(textValue(heading, path), filled(value{kind: markdown, text: string(own.Text), path: path + ".text", words: s}))
		at := place(heading)
		if at >= 0 {
			out.items[at] = sec
			last = at
			continue
		}
		at = last + 1
		if last < 0 {
			at = len(out.items)
			for _, next := range s.kase.Sections[i+1:] {
				if p := place(strings.TrimSpace(next.Heading)); p >= 0 {
					at = p
					break
				}
			}
		}
		out.items = slices.Insert(out.items, at, sec)
		last = at
	}
	if s.caseType != nil {
		out.items = slices.DeleteFunc(out.items, func(sec value) bool { return sec.fields[1].kind == none })
	}
	return out
}

// section is a headed part of the paper: finished pieces from the case type, or
// the text of the case.
func (s *scope) section(heading, text value) value {
	return value{kind: record, path: text.path, words: s, fields: []field{{"rubrik", heading}, {"text", text}}}
}

// heading is that of a section, as the reader sees it.
func (v value) heading() string {
	if title := v.fields[0]; title.kind == text {
		return title.text
	}
	return capital(strings.TrimSpace(textLine(v.fields[0].pieces).raw()))
}

// headed divides finished text at its headings of the second level. A section
// without text holds the place of one that the case may write.
func (s *scope) headed(pieces []piece) []value {
	path := s.path("avsnitt")
	all := make([]value, 0, 10)
	out := s.desk.sink()
	head, body := -1, -1 // where a heading and the text under it begin
	flush := func() {
		if head < 0 {
			return
		}
		n := len(out.pieces)
		title, under := textLine(out.pieces[head:body:body]), textLine(out.pieces[body:n:n])
		text := value{path: path}
		if !under.blank() || under.faulty() {
			text.kind, text.pieces = fragment, under
		}
		all = append(all, s.section(value{kind: fragment, pieces: title, path: path}, text))
	}
	const mark = "## "
	inHeading, atStart := false, true
	for _, p := range pieces {
		if p.kind != literal {
			out.pieces = append(out.pieces, p)
			atStart = atStart && (p.kind == touch || p.kind == fault)
			continue
		}
		for p.text != "" {
			cut, next := len(p.text), len(p.text)
			switch {
			case inHeading:
				if n := strings.IndexByte(p.text, '\n'); n >= 0 {
					cut, next = n, n+1
				}
			case atStart && strings.HasPrefix(p.text, mark):
				flush()
				head, inHeading, cut, next = len(out.pieces), true, 0, len(mark)
			default:
				if n := strings.Index(p.text, "\n"+mark); n >= 0 {
					cut, next = n+1, n+1
				}
			}
			if cut > 0 {
				part := p
				part.text = p.text[:cut]
				out.pieces = append(out.pieces, part)
			}
			atStart = next > 0 && p.text[next-1] == '\n'
			if inHeading && atStart {
				inHeading, body = false, len(out.pieces)
			}
			p.text, p.pos = p.text[next:], p.pos+int32(next)
		}
	}
	if inHeading {
		body = len(out.pieces)
	}
	flush()
	return all
}

func (l textLine) faulty() bool {
	return slices.ContainsFunc(l, func(p piece) bool { return p.kind == fault })
}
