package merge

import (
	"reflect"
	"slices"
	"strings"

	"kansli/internal/namnd"
	"kansli/internal/swedish"
)

// vocabulary is the words that placeholders may use about one sort of thing: a
// case, a §, a point of the agenda, a meeting. They are the Swedish words of its
// data, and words that are worked out.
type vocabulary struct {
	fields  map[string][2]int // root and index of a field
	derived map[string]func(*scope) value
	names   []string // sorted
}

func newVocabulary(derived map[string]func(*scope) value, roots ...reflect.Type) *vocabulary {
	v := &vocabulary{fields: make(map[string][2]int), derived: make(map[string]func(*scope) value)}
	for root, t := range roots {
		for _, w := range shapeOf(t).words {
			if _, taken := v.fields[w.name]; !taken {
				v.fields[w.name] = [2]int{root, w.index}
				v.names = append(v.names, w.name)
			}
		}
	}
	for _, words := range []map[string]func(*scope) value{boardWords, derived} {
		for name, f := range words {
			v.derived[name] = f
			if !slices.Contains(v.names, name) {
				v.names = append(v.names, name)
			}
		}
	}
	slices.Sort(v.names)
	return v
}

func (v *vocabulary) has(name string) bool {
	_, found := slices.BinarySearch(v.names, name)
	return found
}

// scope is the data that words stand for: a document's, or those of a § or a
// point inside it.
type scope struct {
	set   *Set
	desk  *desk
	words *vocabulary
	roots []reflect.Value
	bases []string // before the path of a field of each root
	known []field  // words that were worked out before
	lower uint8    // how far the headings of a § or a point are below those around it

	board    *namnd.Board
	kase     *namnd.Case // nil in a § without a case
	caseType *CaseType   // nil without one
	of       *scope      // of a § or a point the scope of its case, or nil
	meeting  *namnd.Meeting
	item     *namnd.Item       // of a §
	point    *namnd.AgendaItem // of a point
	holds    []int             // of a meeting: the §§ that the paper has, as indexes
	approval namnd.Approval    // and those of them that are approved by it
	inner    []*scope          // the §§ and points that the document has used
}

func (s *scope) word(name string) (value, bool) {
	for i := range s.known {
		if s.known[i].name == name {
			return s.known[i].value, true
		}
	}
	if derive, ok := s.words.derived[name]; ok {
		i := len(s.known)
		s.known = append(s.known, field{name, value{kind: circular}})
		v := derive(s)
		s.known[i].value = v
		return v, true
	}
	at, ok := s.words.fields[name]
	if !ok {
		return value{}, false
	}
	root, base := s.roots[at[0]], s.bases[at[0]]
	if !root.IsValid() {
		return value{path: base, leaf: name}, true
	}
	v := of(root.Field(at[1]), base, name)
	if at[0] > 0 {
		v.words = s.of
	}
	if v.kind == list {
		s.known = append(s.known, field{name, v})
	}
	return v, true
}

// seat gives the scope the memory of a document.
func (s *scope) seat(d *desk) {
	s.desk = d
	if s.of != nil {
		s.of.desk = d
	}
}

// own is a field of the first root by its word, without what is worked out.
func (s *scope) own(name string) value {
	return of(s.roots[0].Field(s.words.fields[name][1]), s.bases[0], name)
}

// path is the whole path of a field of the first root.
func (s *scope) path(name string) string {
	if s.bases[0] == "" {
		return name
	}
	return s.bases[0] + "." + name
}

// fact is what the case type says about one of its uppgifter.
func (s *scope) fact(name string) (Fact, bool) {
	if t := s.ofCaseType().caseType; t != nil {
		for _, f := range t.Facts {
			if identifier(f.Name) == identifier(name) {
				return f, true
			}
		}
	}
	return Fact{}, false
}

// ofCaseType is the scope whose case type names the uppgifter.
func (s *scope) ofCaseType() *scope {
	if s.of != nil {
		return s.of
	}
	return s
}

// boardWords are worked out from the board, in every kind of document.
var boardWords = map[string]func(*scope) value{
	"nämnden":        func(s *scope) value { return s.noun(shortName(s.board), "nämnd.kort") },
	"nämndens":       func(s *scope) value { return s.noun(swedish.Genitive(shortName(s.board)), "nämnd.kort") },
	"förvaltningen":  func(s *scope) value { return s.noun(office(s.board), "nämnd.förvaltningsslag") },
	"förvaltningens": func(s *scope) value { return s.noun(swedish.Genitive(office(s.board)), "nämnd.förvaltningsslag") },
}

func (s *scope) noun(text, path string) value {
	v := givenText(text, path)
	v.noun = true
	return v
}

// shortName is what running text calls the board.
func shortName(b *namnd.Board) string {
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

func office(b *namnd.Board) string {
	if b.OfficeKind == namnd.Bureau {
		return "kontoret"
	}
	return "förvaltningen"
}
