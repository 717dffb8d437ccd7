package namnd

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// EachText visits every text in a Case, Meeting or Boards, in the order of the
// fields, with its path as findings write it: förslag[1].text, avsnitt.Bakgrund.text.
// Cases that a meeting refers to are not entered.
func EachText(v any, visit func(path, text string)) {
	WalkTexts(v, nil, func(at *Trail, text string) { visit(at.Path(), text) })
}

// WalkTexts is EachText for one who wants to know the path of few of the texts.
// Fields with a word in except are passed by, at any depth.
func WalkTexts(v any, except []string, visit func(at *Trail, text string)) {
	w := textWalk{except: except, visit: visit}
	w.value(reflect.Indirect(reflect.ValueOf(v)))
}

// Trail is the way to the text that is being visited.
type Trail struct{ steps []step }

// step is a field, a row with a key, or a row with an index only, which has no word.
type step struct {
	word  string
	index int // -1 where there is a word
}

// Path writes the path of the text.
func (t *Trail) Path() string {
	path := ""
	for _, s := range t.steps {
		if s.index >= 0 {
			path = rowPath(path, s.index)
		} else {
			path = join(path, s.word)
		}
	}
	return path
}

type textWalk struct {
	at     Trail
	except []string
	visit  func(at *Trail, text string)
}

func (w *textWalk) below(s step, v reflect.Value) {
	w.at.steps = append(w.at.steps, s)
	w.value(v)
	w.at.steps = w.at.steps[:len(w.at.steps)-1]
}

func (w *textWalk) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if v.Len() > 0 {
			w.visit(&w.at, v.String())
		}
	case reflect.Slice:
		key := -1
		if v.Len() > 0 {
			key = keyField(v.Type().Elem())
		}
		for i := range v.Len() {
			row, s := v.Index(i), step{index: i}
			if key >= 0 {
				s = step{row.Field(key).String(), -1}
			}
			w.below(s, row)
		}
	case reflect.Struct:
		for _, f := range vocabularyOf(v.Type()).fields {
			if f.textual && !slices.Contains(w.except, f.word) {
				w.below(step{f.word, -1}, v.Field(f.index))
			}
		}
	}
}

// vocabulary is what the tags of a struct type say, kept because reflection is
// slow at telling it.
type vocabulary struct {
	fields []worded
	key    int // index of the key field, or -1
}

// worded is a field that is part of the vocabulary.
type worded struct {
	index   int
	word    string
	textual bool // it is a text, or has texts in it
}

var vocabularies sync.Map // reflect.Type -> *vocabulary

func vocabularyOf(t reflect.Type) *vocabulary {
	if known, ok := vocabularies.Load(t); ok {
		return known.(*vocabulary)
	}
	v := &vocabulary{key: -1}
	for i := range t.NumField() {
		if word := Word(t.Field(i)); word != "" {
			v.fields = append(v.fields, worded{i, word, textual(t.Field(i).Type)})
		}
		if v.key < 0 && strings.Contains(t.Field(i).Tag.Get("sv"), ",key") {
			v.key = i
		}
	}
	vocabularies.Store(t, v)
	return v
}

// textual reports whether a value of a type can have texts in it. Rows, which may
// hold rows of their own type, are taken to have some.
func textual(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.String:
		return true
	case reflect.Slice:
		return t.Elem().Kind() == reflect.Struct || textual(t.Elem())
	case reflect.Struct:
		return slices.ContainsFunc(vocabularyOf(t).fields, func(f worded) bool { return f.textual })
	}
	return false
}

// Word returns the Swedish word of a struct field, or "" for one that is not
// part of the vocabulary.
func Word(f reflect.StructField) string {
	word, _, _ := strings.Cut(f.Tag.Get("sv"), ",")
	return word
}

// keyField is the index of the field that holds a row's key when rows of t are
// written as a mapping, or -1.
func keyField(t reflect.Type) int {
	if t.Kind() != reflect.Struct {
		return -1
	}
	return vocabularyOf(t).key
}

// rowPath is the path of a row by its index.
func rowPath(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }

func join(path, word string) string {
	if path == "" {
		return word
	}
	return path + "." + word
}
