package lock

import (
	"encoding"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"kansli/internal/namnd"
	"kansli/internal/swedish"
)

// merged is the place of the finished decision.
const merged = "beslutet i protokollet"

// later are the fields that may be written after the approval, or that steer
// how papers are made, of a meeting and of a §.
var (
	laterInMeeting = map[string]bool{
		"nämnd": true, "justering": true, "status": true, "kallelse": true, "föredragningslista": true,
		"paragrafer": true, "rättelser": true, "maskeras": true,
	}
	laterInItem = map[string]bool{
		"nr": true, "punkt": true, "ärende": true, "protokollsutdrag_till": true, "uppdrag": true, "anslaget": true, "överklagas": true, "undantag": true,
	}
)

func ofMeeting(m *namnd.Meeting) facts {
	f := facts{"nämnd.namn": name(m.Board), "justering.datum": m.Adjustment.Date.String()}
	f.add(reflect.ValueOf(*m), laterInMeeting)
	return f
}

func ofItem(it *namnd.Item) facts {
	f := facts{}
	f.add(reflect.ValueOf(*it), laterInItem)
	if it.Case != nil && it.Summary == "" {
		for _, s := range it.Case.Sections {
			if strings.EqualFold(strings.TrimSpace(s.Heading), "Sammanfattning") {
				f["ärende.avsnitt."+s.Heading+".text"] = plain(string(s.Text))
			}
		}
	}
	return f
}

// add takes in the fields of a struct but for some.
func (f facts) add(v reflect.Value, but map[string]bool) {
	for i := range v.NumField() {
		if word := namnd.Word(v.Type().Field(i)); word != "" && !but[word] {
			f.take(v.Field(i), word)
		}
	}
}

// take notes a value and all that is in it. What is left out or zero is not
// noted, so that a field which a later version of the program knows changes no
// older lock.
func (f facts) take(v reflect.Value, path string) {
	if v.IsZero() {
		return
	}
	switch value := v.Interface().(type) {
	case encoding.TextMarshaler:
		if text, err := value.MarshalText(); err == nil {
			f[path] = string(text)
		}
		return
	case fmt.Stringer:
		f[path] = plain(value.String())
		return
	}
	switch v.Kind() {
	case reflect.String:
		f[path] = plain(v.String())
	case reflect.Bool:
		f[path] = "ja"
	case reflect.Int:
		f[path] = strconv.FormatInt(v.Int(), 10)
	case reflect.Slice:
		for i := range v.Len() {
			f.take(v.Index(i), fmt.Sprintf("%s[%d]", path, i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if word := namnd.Word(v.Type().Field(i)); word != "" {
				f.take(v.Field(i), path+"."+word)
			}
		}
	}
}

// plain takes away what cannot be seen: normal forms, no-break spaces, blanks at
// the ends of lines and of the text.
func plain(s string) string {
	lines := strings.Split(strings.ReplaceAll(swedish.NFC(s), "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(strings.ReplaceAll(line, "\u00a0", " "), " \t")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n ")
}
