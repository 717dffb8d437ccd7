package merge

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"kansli/internal/namnd"
)

// vocabulary is the words that placeholders of one kind of document may use:
// the Swedish words of its data, and words that are worked out.
type vocabulary struct {
	fields  map[string][2]int // root and index of a field
	derived map[string]func(*scope) value
	names   []string // sorted
}

func newVocabulary(derived map[string]func(*scope) value, roots ...reflect.Type) *vocabulary {
	v := &vocabulary{fields: make(map[string][2]int), derived: derived}
	for root, t := range roots {
		for _, w := range shapeOf(t).words {
			if _, taken := v.fields[w.name]; !taken {
				v.fields[w.name] = [2]int{root, w.index}
				v.names = append(v.names, w.name)
			}
		}
	}
	for name := range derived {
		if _, taken := v.fields[name]; !taken {
			v.names = append(v.names, name)
		}
	}
	slices.Sort(v.names)
	return v
}

func (v *vocabulary) has(name string) bool {
	_, found := slices.BinarySearch(v.names, name)
	return found
}

// scope is the data that one document is made of.
type scope struct {
	set   *Set
	words *vocabulary
	roots []reflect.Value
	bases []string // before the path of a field of each root

	known map[string]value // words that were looked up before

	board    namnd.Board
	kase     *namnd.Case // nil in an extract of a § without a case
	caseType *CaseType   // nil without one
	of       *scope      // in an extract the scope of its case, or nil
	meeting  *namnd.Meeting
	item     *namnd.Item
}

func (s *scope) word(name string) (value, bool) {
	if v, ok := s.known[name]; ok {
		return v, true
	}
	v, ok := s.find(name)
	if ok {
		s.known[name] = v
	}
	return v, ok
}

func (s *scope) find(name string) (value, bool) {
	if derive, ok := s.words.derived[name]; ok {
		return derive(s), true
	}
	at, ok := s.words.fields[name]
	if !ok {
		return value{}, false
	}
	root := s.roots[at[0]]
	path := s.bases[at[0]] + name
	if !root.IsValid() {
		return value{path: path}, true
	}
	v := of(root.Field(at[1]), path)
	if at[0] > 0 {
		v.words = s.of
	}
	return v, true
}

// fact is what the case type says about one of its uppgifter.
func (s *scope) fact(name string) (Fact, bool) {
	if s.of != nil {
		return s.of.fact(name)
	}
	if s.caseType != nil {
		for _, f := range s.caseType.Facts {
			if identifier(f.Name) == identifier(name) {
				return f, true
			}
		}
	}
	return Fact{}, false
}

// boardWords are worked out from the board, in every kind of document.
var boardWords = map[string]func(*scope) value{
	"nämnden":        func(s *scope) value { return s.noun(shortName(s.board), "nämnd.kort") },
	"nämndens":       func(s *scope) value { return s.noun(genitive(shortName(s.board)), "nämnd.kort") },
	"förvaltningen":  func(s *scope) value { return s.noun(office(s.board), "nämnd.förvaltningsslag") },
	"förvaltningens": func(s *scope) value { return s.noun(office(s.board)+"s", "nämnd.förvaltningsslag") },
}

func (s *scope) noun(text, path string) value {
	return value{kind: textOrNone(text), text: text, path: path, noun: true}
}

func textOrNone(s string) kind { return unless(s == "", text) }

// shortName is what running text calls the board.
func shortName(b namnd.Board) string {
	switch {
	case b.Short != "":
		return b.Short
	case b.Kind == namnd.District:
		return "stadsdelsnämnden"
	case strings.HasSuffix(b.Name, "nämnden") && !strings.Contains(b.Name, " "):
		return b.Name
	}
	return "nämnden"
}

// genitive is right for the short names only, which are definite nouns.
func genitive(noun string) string {
	if strings.HasSuffix(noun, "s") {
		return noun
	}
	return noun + "s"
}

func office(b namnd.Board) string {
	if b.OfficeKind == namnd.Bureau {
		return "kontoret"
	}
	return "förvaltningen"
}

func with(words map[string]func(*scope) value, more map[string]func(*scope) value) map[string]func(*scope) value {
	out := make(map[string]func(*scope) value, len(words)+len(more))
	for _, m := range []map[string]func(*scope) value{words, more} {
		for name, f := range m {
			out[name] = f
		}
	}
	return out
}

// caseWords are the words of a tjänsteutlåtande.
func caseWords() *vocabulary {
	return newVocabulary(with(boardWords, map[string]func(*scope) value{
		"förslag":               (*scope).proposal,
		"avsnitt":               (*scope).sections,
		"undertecknare":         (*scope).signatories,
		"protokollsutdrag_till": (*scope).recipients,
	}), reflect.TypeFor[namnd.Case]())
}

func (s *Set) caseScope(c *namnd.Case, base string) *scope {
	sc := &scope{set: s, known: make(map[string]value, 16), words: s.kinds[caseKind], kase: c, board: c.Board,
		roots: []reflect.Value{reflect.ValueOf(c).Elem()}, bases: []string{base}}
	if t, ok := s.types[c.CaseType]; ok {
		sc.caseType = t
	}
	return sc
}

func (s *scope) path(field string) string { return s.bases[len(s.bases)-1] + field }

func (s *scope) recipients() value {
	v := of(reflect.ValueOf(s.kase.Recipients), s.path("protokollsutdrag_till"))
	v.link = true
	return v
}

func (s *scope) signatories() value {
	if len(s.kase.Signatories) == 0 {
		return of(reflect.ValueOf(s.board.Signatories), s.path("nämnd.undertecknare"))
	}
	return of(reflect.ValueOf(s.kase.Signatories), s.path("undertecknare"))
}

// proposal is the decision points of the case, or those of its case type.
func (s *scope) proposal() value {
	out := value{kind: fragment, path: s.path("förslag")}
	r := s.run()
	switch {
	case len(s.kase.Proposal) > 0:
		r.points(s.kase.Proposal, out.path, s)
	case s.caseType != nil:
		if t := s.caseType.proposal(s.kase.Variant); t != nil {
			r.fill(t, top)
		}
	default:
		return value{path: out.path}
	}
	out.pieces = r.out.pieces
	return out
}

// section is a headed part of the paper: finished pieces from the case type, or
// the text of the case.
type section struct {
	heading string
	fields  map[string]value
}

// sections is the sections of the case type with those of the case in their
// places. A section of the case replaces the one with the same heading, or takes
// it away when it is empty. Others stand after the one that they follow in the
// case, or else before the one that follows them there, or else last.
func (s *scope) sections() value {
	var all []section
	if s.caseType != nil && s.caseType.sections != nil {
		r := s.run()
		r.fill(s.caseType.sections, top)
		all = headed(r.out.pieces, s.path("avsnitt"))
	}
	place := func(heading string) int {
		return slices.IndexFunc(all, func(o section) bool { return strings.EqualFold(o.heading, heading) })
	}
	last := -1
	for i, own := range s.kase.Sections {
		sec := s.ownSection(own)
		at := place(sec.heading)
		if at >= 0 {
			all[at] = sec
			last = at
			continue
		}
		at = last + 1
		if last < 0 {
			at = len(all)
			for _, next := range s.kase.Sections[i+1:] {
				if p := place(strings.TrimSpace(next.Heading)); p >= 0 {
					at = p
					break
				}
			}
		}
		all = slices.Insert(all, at, sec)
		last = at
	}
	out := value{kind: list, path: s.path("avsnitt"), plural: "avsnitt"}
	for _, sec := range all {
		t := sec.fields["text"]
		if s.caseType != nil && t.kind == none {
			continue
		}
		out.items = append(out.items, value{kind: record, fields: sec.fields, path: t.path, words: s})
	}
	return out
}

func (s *scope) ownSection(own namnd.Section) section {
	heading := strings.TrimSpace(own.Heading)
	path := s.path("avsnitt.") + heading
	return section{heading, map[string]value{
		"rubrik": textValue(heading, path),
		"text":   filled(value{kind: markdown, text: string(own.Text), path: path + ".text", words: s}),
	}}
}

// headed divides finished text at its headings of the second level. A section
// without text holds the place of one that the case may write.
func headed(pieces []piece, path string) []section {
	var all []section
	var body []textLine
	var heading textLine
	flush := func() {
		if heading != nil {
			text := value{path: path}
			if slices.ContainsFunc(body, func(l textLine) bool { return !l.blank() || l.faulty() }) {
				text.kind, text.pieces = fragment, joined(body)
			}
			title := capital(strings.TrimSpace(heading.raw()))
			all = append(all, section{title, map[string]value{
				"rubrik": {kind: fragment, pieces: heading, path: path},
				"text":   text,
			}})
		}
		body = nil
	}
	for _, l := range split(pieces) {
		if strings.HasPrefix(l.lead(), "## ") {
			flush()
			heading = l.cut(len("## "))
			continue
		}
		body = append(body, l)
	}
	flush()
	return all
}

func (l textLine) faulty() bool {
	return slices.ContainsFunc(l, func(p piece) bool { return p.kind == fault })
}

// extractWords are the words of a protokollsutdrag: those of the §, and those of
// its case where the § has none of the same name.
func extractWords() *vocabulary {
	return newVocabulary(with(boardWords, map[string]func(*scope) value{
		"nämnd":                  func(s *scope) value { return of(reflect.ValueOf(s.board), "nämnd") },
		"ärende":                 caseOf,
		"sammanträde":            func(s *scope) value { return of(reflect.ValueOf(*s.meeting), "") },
		"rubrik":                 func(s *scope) value { return s.first("rubrik") },
		"dnr":                    func(s *scope) value { return s.first("dnr") },
		"protokollsutdrag_till":  (*scope).extractRecipients,
		"beslut":                 (*scope).decision,
		"enligt_förslaget":       func(s *scope) value { return truthValue(s.item.DecidedAsProposed()) },
		"förvaltningens_förslag": (*scope).officeProposal,
		"sammanfattning":         (*scope).summary,
		"ordföranden":            (*scope).chair,
		"förslag":                (*scope).officeProposal,
		"avsnitt":                func(s *scope) value { return s.ofCase((*scope).sections) },
		"undertecknare":          func(s *scope) value { return s.ofCase((*scope).signatories) },
	}), reflect.TypeFor[namnd.Item](), reflect.TypeFor[namnd.Case]())
}

func (s *Set) extractScope(m *namnd.Meeting, item int) *scope {
	it := &m.Items[item]
	base := "paragrafer[" + strconv.Itoa(item) + "]."
	sc := &scope{set: s, known: make(map[string]value, 16), words: s.kinds[extractKind], board: m.Board, meeting: m, item: it, kase: it.Case,
		roots: []reflect.Value{reflect.ValueOf(it).Elem(), {}}, bases: []string{base, base + "ärende."}}
	if it.Case != nil {
		sc.of = s.caseScope(it.Case, base+"ärende.")
		sc.roots[1] = sc.of.roots[0]
	}
	return sc
}

func caseOf(s *scope) value {
	if s.of == nil {
		return value{path: s.bases[0] + "ärende"}
	}
	v := of(s.of.roots[0], s.bases[0]+"ärende")
	v.words = s.of
	return v
}

func (s *scope) ofCase(f func(*scope) value) value {
	if s.of == nil {
		return value{path: s.bases[0] + "ärende"}
	}
	return f(s.of)
}

// first is a field of the §, or of its case when the § leaves it out.
func (s *scope) first(name string) value {
	v := of(s.roots[0].Field(s.words.fields[name][1]), s.bases[0]+name)
	if !v.given() && s.of != nil {
		v, _ = s.of.word(name)
	}
	return v
}

func (s *scope) extractRecipients() value {
	v := s.first("protokollsutdrag_till")
	v.link = true
	return v
}

// officeProposal is what the administration proposed.
func (s *scope) officeProposal() value { return s.ofCase((*scope).proposal) }

// decision is the decision points; one alone is not numbered.
func (s *scope) decision() value {
	if s.item.DecidedAsProposed() {
		v := s.officeProposal()
		v.pieces = unnumbered(v.pieces)
		return v
	}
	out := value{kind: fragment, path: s.bases[0] + "beslut"}
	r := s.run()
	r.points(s.item.Decision, out.path, s)
	out.pieces = unnumbered(r.out.pieces)
	return out
}

// unnumbered takes the number away from a list of one point.
func unnumbered(pieces []piece) []piece {
	lines := split(pieces)
	first, points := -1, 0
	for i, l := range lines {
		lead := l.lead()
		if n := markerWidth(lead); n > 0 && lead[0] >= '0' && lead[0] <= '9' {
			if points++; points == 1 {
				first = i
			}
		}
	}
	if points != 1 {
		return pieces
	}
	width := markerWidth(lines[first].lead())
	for i := first; i < len(lines); i++ {
		lead := lines[i].lead()
		if i == first || strings.HasPrefix(lead, strings.Repeat(" ", width)) {
			lines[i] = lines[i].cut(width)
		}
	}
	return joined(lines)
}

// summary is the summary of the §, or that of the tjänsteutlåtande.
func (s *scope) summary() value {
	own := of(s.roots[0].Field(s.words.fields["sammanfattning"][1]), s.bases[0]+"sammanfattning")
	if own.given() || s.of == nil {
		return own
	}
	for _, sec := range s.of.sections().items {
		heading := sec.fields["rubrik"]
		if strings.EqualFold(heading.text, "Sammanfattning") || strings.EqualFold(textLine(heading.pieces).raw(), "Sammanfattning") {
			return sec.fields["text"]
		}
	}
	return own
}

// chair is who led the §: the one named there, the one named for the meeting, or
// whoever has the office.
func (s *scope) chair() value {
	name := s.item.Chair
	if name == "" {
		name = s.meeting.Chair
	}
	for _, a := range s.meeting.Present {
		if name == "" && a.Role == namnd.Chair {
			name = a.Name
		}
	}
	return value{kind: textOrNone(name), text: s.withParty(name), path: "ordförande"}
}

// withParty puts the party after a name that is among those present.
func (s *scope) withParty(name string) string {
	if s.meeting != nil {
		for _, a := range s.meeting.Present {
			if a.Name == name && a.Party != "" {
				return name + " (" + a.Party + ")"
			}
		}
	}
	return name
}
