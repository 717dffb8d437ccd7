package merge

import (
	"reflect"
	"slices"
	"strings"
	"sync"

	"kansli/internal/namnd"
)

// shape is a struct type as templates see it: its fields by their Swedish words.
type shape struct {
	words []word // sorted by name
	short int    // index of the field that the struct prints as, or -1
	key   int    // index of the field that names it in a list, or -1
}

// word is a field of a struct by its Swedish name.
type word struct {
	name  string
	index int
	noun  bool
}

func (s *shape) word(name string) (int, bool) {
	return slices.BinarySearchFunc(s.words, name, func(w word, name string) int { return strings.Compare(w.name, name) })
}

func (s *shape) names() []string {
	names := make([]string, len(s.words))
	for i, w := range s.words {
		names[i] = w.name
	}
	return names
}

// commonNouns are the fields whose text is a common noun and so takes a capital
// at the start of a sentence: socialnämnden, Socialnämnden. All other text is
// printed as it was written.
var commonNouns = map[reflect.Type][]string{
	reflect.TypeFor[namnd.Board](): {"Name", "Genitive", "Short", "Office"},
}

// plurals names the items of a list in "följande enheter". A list whose field
// has no entry is named by the word of the field.
var plurals = map[string]string{
	"dnr":                   "diarienummer",
	"avsändarens_dnr":       "diarienummer",
	"protokollsutdrag_till": "mottagare",
	"av":                    "personer",
	"för":                   "partier",
	"undertecknare":         "personer",
	"närvarande":            "personer",
	"övriga":                "personer",
	"belopp":                "mottagare",
}

var shapes sync.Map // reflect.Type -> *shape

func shapeOf(t reflect.Type) *shape {
	if s, ok := shapes.Load(t); ok {
		return s.(*shape)
	}
	s := &shape{short: -1, key: -1}
	for i := range t.NumField() {
		name := namnd.Word(t.Field(i))
		if name == "" {
			continue
		}
		s.words = append(s.words, word{name, i, slices.Contains(commonNouns[t], t.Field(i).Name)})
		for option := range strings.SplitSeq(t.Field(i).Tag.Get("sv"), ",") {
			switch option {
			case "short":
				s.short = i
			case "key":
				s.key = i
			}
		}
	}
	slices.SortFunc(s.words, func(a, b word) int { return strings.Compare(a.name, b.name) })
	found, _ := shapes.LoadOrStore(t, s)
	return found.(*shape)
}
