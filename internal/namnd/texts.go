package namnd

import (
	"fmt"
	"reflect"
	"strings"
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
			at := fmt.Sprintf("%s[%d]", path, i)
			if key >= 0 {
				at = join(path, v.Index(i).Field(key).String())
			}
			eachText(v.Index(i), at, visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if word := Word(v.Type().Field(i)); word != "" {
				eachText(v.Field(i), join(path, word), visit)
			}
		}
	}
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
	for i := range t.NumField() {
		if strings.Contains(t.Field(i).Tag.Get("sv"), ",key") {
			return i
		}
	}
	return -1
}

func join(path, word string) string {
	if path == "" {
		return word
	}
	return path + "." + word
}
