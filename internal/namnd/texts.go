package namnd

import (
	"reflect"
	"strconv"
	"strings"
	"sync"
)

// EachText visits every text in a Case, Meeting or Boards, in the order of the
// fields, with its path as findings write it: förslag[1].text, avsnitt.Bakgrund.text.
// Cases that a meeting refers to are not entered.
func EachText(v any, visit func(path, text string)) {
	eachText(reflect.Indirect(reflect.ValueOf(v)), "", visit)
}

func eachText(v reflect.Value, path string, visit func(path, text string)) {
	switch v.Kind() {
	case reflect.String:
		if v.Len() > 0 {
			visit(path, v.String())
		}
	case reflect.Slice:
		key := keyField(v.Type().Elem())
		for i := range v.Len() {
			eachText(v.Index(i), rowPath(path, v.Index(i), i, key), visit)
		}
	case reflect.Struct:
		for _, f := range vocabularyOf(v.Type()).fields {
			if field := v.Field(f.index); !field.IsZero() { // most are, and a path costs
				eachText(field, join(path, f.word), visit)
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
	index int
	word  string
}

var vocabularies sync.Map // reflect.Type -> vocabulary

func vocabularyOf(t reflect.Type) vocabulary {
	if known, ok := vocabularies.Load(t); ok {
		return known.(vocabulary)
	}
	v := vocabulary{key: -1}
	for i := range t.NumField() {
		if word := Word(t.Field(i)); word != "" {
			v.fields = append(v.fields, worded{i, word})
		}
		if v.key < 0 && strings.Contains(t.Field(i).Tag.Get("sv"), ",key") {
			v.key = i
		}
	}
	vocabularies.Store(t, v)
	return v
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

// rowPath is the path of row i of a slice, by its key field if it has one.
func rowPath(path string, row reflect.Value, i, key int) string {
	if key >= 0 {
		return join(path, row.Field(key).String())
	}
	return path + "[" + strconv.Itoa(i) + "]"
}

func join(path, word string) string {
	if path == "" {
		return word
	}
	return path + "." + word
}
