package merge

import (
	"reflect"
	"strconv"
	"strings"
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
	circular             // what is being worked out just now
	text                 // data; escaped where it is printed
	markdown             // the writer's own formatting, with placeholders
	date
	clock
	amount
	number
	truth
	list
	record
	scoped   // a § or a point: a record with words of its own
	fragment // finished pieces
)

// value is what a placeholder stands for.
type value struct {
	kind   kind
	keyed  bool // the items of a list are found by name, as in frister.protokoll
	noun   bool // a common noun, capital at the start of a sentence
	link   bool // an address becomes a link
	points bool // a list that the template wants as points

	number int64 // of a number; 1 for true; öre of an amount; how many things a text lists, or 0
	text   string
	items  []value
	data   reflect.Value // a date, a time of day or a struct
	fields []field       // of a record, before those of the struct
	pieces []piece
	words  *scope // whose words the placeholders of markdown use, and what is inside a § or a point

	path   string // the field, such as enheter or närvarande[2]
	leaf   string // a field of that, such as namn, or ""
	plural string // what the items of a list are, as in "följande enheter"
}

// field is a part of a record that a template can ask for.
type field struct {
	name string
	value
}

// where is the whole path of a value.
func (v value) where() string {
	switch {
	case v.leaf == "":
		return v.path
	case v.path == "":
		return v.leaf
	}
	return v.path + "." + v.leaf
}

func (v value) given() bool {
	switch v.kind {
	case none, broken, circular:
		return false
	case text, markdown:
		return strings.TrimSpace(v.text) != ""
	case amount, number, truth:
		return v.number != 0
	case list:
		return len(v.items) > 0
	case record:
		return v.fields != nil || !v.data.IsZero()
	case fragment:
		return len(v.pieces) > 0
	}
	return true
}

func textValue(s, path string) value { return value{kind: text, text: s, path: path} }

// givenText is a text, or nothing when it is empty.
func givenText(s, path string) value { return filled(textValue(s, path)) }

func countValue(n int, path string) value { return value{kind: number, number: int64(n), path: path} }

func truthValue(b bool) value {
	v := value{kind: truth}
	if b {
		v.number = 1
	}
	return v
}

func dateValue(d civil.Date, path string) value { return of(reflect.ValueOf(d), path, "") }

var (
	markdownType = reflect.TypeFor[namnd.Markdown]()
	dateType     = reflect.TypeFor[civil.Date]()
	clockType    = reflect.TypeFor[civil.Clock]()
	spanType     = reflect.TypeFor[civil.Span]()
	setType      = reflect.TypeFor[namnd.SectionSet]()
	amountType   = reflect.TypeFor[swedish.Amount]()
)

// of makes a value of a field.
func of(v reflect.Value, path, leaf string) value {
	out := value{path: path, leaf: leaf}
	switch v.Kind() {
	case reflect.String:
		out.kind, out.text = text, v.String()
		if v.Type() == markdownType {
			out.kind = markdown
		}
		return filled(out)
	case reflect.Bool:
		out.kind = truth
		if v.Bool() {
			out.number = 1
		}
	case reflect.Int:
		out.kind, out.number = number, v.Int()
	case reflect.Int64:
		if v.Type() == amountType {
			out.kind, out.number = amount, v.Int()
		}
	case reflect.Slice:
		return listOf(v, out.where())
	case reflect.Struct:
		return structOf(v, out)
	}
	return out
}

// structOf makes a value of a struct.
func structOf(v reflect.Value, out value) value {
	switch v.Type() {
	case dateType:
		out.kind, out.data = unless(v.IsZero(), date), v
	case clockType:
		out.kind, out.data = unless(v.IsZero(), clock), v
	case spanType:
		span := v.Interface().(civil.Span)
		out.kind, out.text = text, strings.TrimPrefix(swedish.ClockRange(span.Start, span.End), "kl.\u00a0")
		return filled(out)
	case setType:
		out.kind, out.text = text, v.Interface().(namnd.SectionSet).String()
		return filled(out)
	default:
		out.kind, out.data = record, v
	}
	return out
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
	out := value{kind: list, path: path, plural: path[strings.LastIndexByte(path, '.')+1:]}
	if p, ok := plurals[out.plural]; ok {
		out.plural = p
	}
	elem, key := v.Type().Elem(), -1
	if elem.Kind() == reflect.Struct {
		key = shapeOf(elem).key
	}
	out.keyed = key >= 0
	if v.Len() == 0 {
		return out
	}
	out.items = make([]value, v.Len())
	for i := range out.items {
		if out.keyed {
			out.items[i] = of(v.Index(i), path, v.Index(i).Field(key).String())
			continue
		}
		out.items[i] = of(v.Index(i), path+"["+strconv.Itoa(i)+"]", "")
	}
	return out
}

// field is the value of a word inside a value. Known is false when no value of
// this kind has the word; then candidates are those it has.
func (v value) field(name string) (f value, known bool, candidates []string) {
	switch v.kind {
	case none:
		return value{path: v.where(), leaf: name}, true, nil
	case scoped:
		f, known = v.words.word(name)
		return f, known, v.words.words.names
	case record:
		return v.recordField(name)
	case list:
		if !v.keyed {
			break
		}
		for _, item := range v.items {
			key := identifier(item.key())
			if key == name {
				item.words = v.words
				return item, true, nil
			}
			candidates = append(candidates, key)
		}
		return value{path: v.where(), leaf: name}, true, candidates
	}
	return value{}, false, nil
}

func (v value) recordField(name string) (f value, known bool, candidates []string) {
	for _, f := range v.fields {
		if f.name == name {
			return f.value, true, nil
		}
		candidates = append(candidates, f.name)
	}
	if !v.data.IsValid() {
		return value{}, false, candidates
	}
	s := shapeOf(v.data.Type())
	i, ok := s.word(name)
	if !ok {
		return value{}, false, append(candidates, s.names()...)
	}
	f = of(v.data.Field(s.words[i].index), v.where(), name)
	f.noun, f.words = s.words[i].noun, v.words
	return f, true, nil
}

// key is what an item of a keyed list is called.
func (v value) key() string {
	return v.data.Field(shapeOf(v.data.Type()).key).String()
}

// identifier is a key as it can be written in a placeholder.
func identifier(key string) string {
	if !strings.ContainsAny(key, " -") {
		return key
	}
	return strings.NewReplacer(" ", "_", "-", "_").Replace(key)
}

// plain reduces a record to the field that it prints as, and a list of one to
// its item.
func (v value) plain() value {
	for {
		switch {
		case v.kind == record && v.data.IsValid() && shapeOf(v.data.Type()).short >= 0:
			words := v.words
			v = of(v.data.Field(shapeOf(v.data.Type()).short), v.path, v.leaf)
			v.words = words
		case v.kind == list && len(v.items) == 1:
			link := v.link
			v = v.items[0]
			v.link = v.link || link
		case v.kind == list && len(v.items) == 0:
			return value{path: v.path, leaf: v.leaf}
		default:
			return v
		}
	}
}

// count is how many things a value stands for.
func (v value) count() int {
	switch {
	case v.kind == number, v.kind == text && v.number > 0:
		return int(v.number)
	case v.kind == list:
		return len(v.items)
	case v.kind == record:
		return v.plain().count()
	case v.given():
		return 1
	}
	return 0
}

// top is the dot outside every {{ range }} and {{ with }}: it has no fields.
var top = value{kind: record, fields: []field{}}

// clean makes a value fit for one line: line breaks and tabs become blanks, a word
// that was divided when it was pasted is joined, and characters that cannot be
// printed are dropped.
func clean(s string) string {
	if printable(s) {
		return strings.TrimSpace(s)
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
	return strings.TrimSpace(b.String())
}

func printable(s string) bool {
	for _, r := range s {
		if unprintable(r) {
			return false
		}
	}
	return true
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

// or joins alternatives: a, b eller c.
func or(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], ", ") + " eller " + items[last]
}
