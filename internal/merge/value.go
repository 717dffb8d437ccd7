package merge

import (
	"reflect"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"kansli/internal/civil"
	"kansli/internal/namnd"
	"kansli/internal/swedish"
)

// kind says what a value is.
type kind uint8

const (
	none     kind = iota // nothing is given
	broken               // a fault that is reported already
	text                 // data; escaped where it is printed
	markdown             // the writer's own formatting, with placeholders
	date
	clock
	amount
	number
	truth
	list
	record
	fragment // finished pieces
)

// value is what a placeholder stands for.
type value struct {
	kind   kind
	text   string
	date   civil.Date
	clock  civil.Clock
	amount swedish.Amount
	number int // of a number; 1 for true
	items  []value
	keyed  bool // the items of a list are found by name, as in frister.protokoll
	record reflect.Value
	fields map[string]value // of a record that is not a struct
	pieces []piece
	words  *scope // whose words the placeholders of markdown use

	path   string // the field, such as enheter or närvarande[2].namn
	plural string // what the items of a list are, as in "följande enheter"
	noun   bool   // a common noun, capital at the start of a sentence
	link   bool   // an address becomes a link
	points bool   // a list that the template wants as points
}

func (v value) given() bool {
	switch v.kind {
	case none, broken:
		return false
	case text, markdown:
		return strings.TrimSpace(v.text) != ""
	case amount:
		return v.amount != 0
	case number, truth:
		return v.number != 0
	case list:
		return len(v.items) > 0
	case record:
		return v.fields != nil || !v.record.IsZero()
	case fragment:
		return len(v.pieces) > 0
	}
	return true
}

func textValue(s, path string) value { return value{kind: text, text: s, path: path} }

func truthValue(b bool) value {
	v := value{kind: truth}
	if b {
		v.number = 1
	}
	return v
}

// word is a field of a struct by its Swedish name.
type word struct {
	name  string
	index int
	noun  bool
}

// shape is a struct type as templates see it.
type shape struct {
	words []word
	short int // index of the field that the struct prints as, or -1
	key   int // index of the field that names it in a list, or -1
}

func (s *shape) word(name string) (word, bool) {
	for _, w := range s.words {
		if w.name == name {
			return w, true
		}
	}
	return word{}, false
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
		tag, ok := t.Field(i).Tag.Lookup("sv")
		if !ok {
			continue
		}
		name, options, _ := strings.Cut(tag, ",")
		w := word{name: name, index: i}
		for _, field := range commonNouns[t] {
			w.noun = w.noun || field == t.Field(i).Name
		}
		s.words = append(s.words, w)
		for option := range strings.SplitSeq(options, ",") {
			switch option {
			case "short":
				s.short = i
			case "key":
				s.key = i
			}
		}
	}
	found, _ := shapes.LoadOrStore(t, s)
	return found.(*shape)
}

// of makes a value of a field.
func of(v reflect.Value, path string) value {
	switch v.Type() {
	case reflect.TypeFor[namnd.Markdown]():
		return filled(value{kind: markdown, text: v.String(), path: path})
	case reflect.TypeFor[civil.Date]():
		x := v.Interface().(civil.Date)
		return value{kind: unless(x.IsZero(), date), date: x, path: path}
	case reflect.TypeFor[civil.Clock]():
		x := v.Interface().(civil.Clock)
		return value{kind: unless(x.IsZero(), clock), clock: x, path: path}
	case reflect.TypeFor[civil.Span]():
		x := v.Interface().(civil.Span)
		return filled(textValue(strings.TrimPrefix(swedish.ClockRange(x.Start, x.End), "kl.\u00a0"), path))
	case reflect.TypeFor[namnd.SectionSet]():
		return filled(textValue(v.Interface().(namnd.SectionSet).String(), path))
	case reflect.TypeFor[swedish.Amount]():
		return value{kind: amount, amount: swedish.Amount(v.Int()), path: path}
	}
	switch v.Kind() {
	case reflect.String:
		return filled(textValue(v.String(), path))
	case reflect.Bool:
		t := truthValue(v.Bool())
		t.path = path
		return t
	case reflect.Int:
		return value{kind: number, number: int(v.Int()), path: path}
	case reflect.Slice:
		return listOf(v, path)
	case reflect.Struct:
		return value{kind: record, record: v, path: path}
	}
	return value{path: path}
}

func filled(v value) value {
	if strings.TrimSpace(v.text) == "" {
		v.kind = none
	}
	return v
}

func unless(empty bool, k kind) kind {
	if empty {
		return none
	}
	return k
}

func listOf(v reflect.Value, path string) value {
	out := value{kind: list, path: path, items: make([]value, v.Len())}
	elem := v.Type().Elem()
	out.keyed = elem.Kind() == reflect.Struct && shapeOf(elem).key >= 0
	for i := range out.items {
		at := path + "[" + strconv.Itoa(i) + "]"
		if out.keyed {
			at = path + "." + v.Index(i).Field(shapeOf(elem).key).String()
		}
		out.items[i] = of(v.Index(i), at)
	}
	out.plural = path[strings.LastIndexByte(path, '.')+1:]
	if p, ok := plurals[out.plural]; ok {
		out.plural = p
	}
	return out
}

// field is the value of a word inside a value. Known is false when no value of
// this kind has the word; then candidates are those it has.
func (v value) field(name string) (f value, known bool, candidates []string) {
	path := name
	if v.path != "" {
		path = v.path + "." + name
	}
	switch {
	case v.kind == none:
		return value{path: path}, true, nil
	case v.kind == record && v.fields != nil:
		f, known = v.fields[name]
		return f, known, nil
	case v.kind == record:
		s := shapeOf(v.record.Type())
		w, ok := s.word(name)
		if !ok {
			return value{}, false, s.names()
		}
		f = of(v.record.Field(w.index), path)
		f.noun = w.noun
		f.words = v.words
		return f, true, nil
	case v.kind == list && v.keyed:
		for _, item := range v.items {
			key := item.record.Field(shapeOf(item.record.Type()).key).String()
			if identifier(key) == name {
				item.words = v.words
				return item, true, nil
			}
			candidates = append(candidates, identifier(key))
		}
		return value{path: path}, true, candidates
	}
	return value{}, false, nil
}

// identifier is a key as it can be written in a placeholder.
func identifier(key string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' {
			return '_'
		}
		return r
	}, key)
}

// plain reduces a record to the field that it prints as, and a list of one to
// its item.
func (v value) plain() value {
	for {
		switch {
		case v.kind == record && v.fields == nil && shapeOf(v.record.Type()).short >= 0:
			short := v.record.Field(shapeOf(v.record.Type()).short)
			path, words := v.path, v.words
			v = of(short, path)
			v.words = words
		case v.kind == list && len(v.items) == 1:
			link := v.link
			v = v.items[0]
			v.link = v.link || link
		case v.kind == list && len(v.items) == 0:
			return value{path: v.path}
		default:
			return v
		}
	}
}

// top is the dot outside every {{ range }} and {{ with }}: it has no fields.
var top = value{kind: record, fields: map[string]value{}}

// clean makes a value fit for one line: line breaks and tabs become blanks, a word
// that was divided when it was pasted is joined, and characters that cannot be
// printed are dropped.
func clean(s string) string {
	if strings.IndexFunc(s, unprintable) < 0 {
		return strings.TrimFunc(s, unicode.IsSpace)
	}
	if strings.ContainsAny(s, "\n\r") {
		s = swedish.Pasted(strings.TrimSpace(s))
	}
	var b strings.Builder
	blank := false
	for _, r := range strings.ToValidUTF8(s, "\ufffd") {
		switch {
		case !unprintable(r) || r == utf8.RuneError:
			if blank && r != ' ' && b.Len() > 0 {
				b.WriteByte(' ')
			}
			blank = false
			b.WriteRune(r)
		case unicode.IsSpace(r):
			blank = true
		}
	}
	return strings.TrimFunc(b.String(), unicode.IsSpace)
}

// unprintable holds the line breaks and the other control characters, those that
// turn the direction of the text, and what is no character.
func unprintable(r rune) bool {
	switch {
	case r < 0x7f:
		return r < ' '
	case r < 0x2028:
		return r < 0xa0
	case r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return true
	}
	return r == 0xfeff || r == utf8.RuneError || r == 0xfffe || r == 0xffff
}
