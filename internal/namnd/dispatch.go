package namnd

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Dispatch is an utskick: which cases go to which boards, and what differs.
type Dispatch struct {
	Cases       []DispatchCase `sv:"ärende,required" help:"Ärendet skrivet här, eller sökvägen till ärendets fil eller till en mapp; flera i en lista."`
	Boards      []string       `sv:"nämnder" help:"alla, stadsdelsnämnd, facknämnd eller en lista med nämndernas id. Utan nämnder går varje ärende till sin egen nämnd."`
	FileName    string         `sv:"filnamn" help:"Mönster för filernas namn, till exempel \"{{ nämnd.id }}/{{ dnr }}\"."`
	Differences []Difference   `sv:"skillnader" help:"Det som skiljer, med nämndens id som nyckel och fält ur ärendet under."`
	Rows        string         `sv:"rader" help:"Excel- eller CSV-fil med det som skiljer, en rad per nämnd eller per enhet."`
	Sheet       string         `sv:"blad" help:"Bladet i Excel-filen, om den har flera."`
	MayName     []string       `sv:"får_nämna" help:"Id för nämnder som texten får nämna fast papperet går till en annan."`

	To []Board // the boards that Boards means, complete; set by casefile
}

// DispatchCase is a case of an utskick: a file, fields written in place, or a
// file with fields that replace those of the file.
type DispatchCase struct {
	File        string       `sv:"fil,short" help:"Sökvägen till ärendets fil, räknad från utskickets."`
	Differences []Difference `sv:"skillnader" help:"Det som skiljer mellan nämnderna i just det här ärendet."`
	Case        `sv:",partial"`
}

// Difference is what a case has for one board.
type Difference struct {
	ID   string `sv:"id,key" help:"Nämndens id."`
	Case `sv:",partial"`
}

// AllBoards is what a writer puts as nämnder for every board of the register.
const AllBoards = "alla"

// With returns the case with the fields given by words, as in the sv tags, taken
// from top: rows with a key are added or replace the row with that key, the
// fields of a board replace those of the board, all else is replaced whole.
func (c Case) With(top Case, words []string) Case {
	to, from := reflect.ValueOf(&c).Elem(), reflect.ValueOf(&top).Elem()
	for _, f := range vocabularyOf(to.Type()).fields {
		if !slices.Contains(words, f.word) {
			continue
		}
		switch to, from := to.Field(f.index), from.Field(f.index); {
		case to.Type() == reflect.TypeFor[Board]():
			c.Board = c.Board.With(top.Board)
		case rowKey(to.Type()) >= 0:
			to.Set(withRows(to, from, rowKey(to.Type())))
		default:
			to.Set(from)
		}
	}
	return c
}

// With returns the board with the fields that are set in top taken from there.
func (b Board) With(top Board) Board {
	to, from := reflect.ValueOf(&b).Elem(), reflect.ValueOf(top)
	for i := range to.NumField() {
		if !from.Field(i).IsZero() {
			to.Field(i).Set(from.Field(i))
		}
	}
	return b
}

// withRows puts the rows of top among those of base, by their key.
func withRows(base, top reflect.Value, key int) reflect.Value {
	out := reflect.AppendSlice(reflect.MakeSlice(base.Type(), 0, base.Len()+top.Len()), base)
	for i := range top.Len() {
		row, found := top.Index(i), false
		for j := range out.Len() {
			if out.Index(j).Field(key).String() == row.Field(key).String() {
				out.Index(j).Set(row)
				found = true
			}
		}
		if !found {
			out = reflect.Append(out, row)
		}
	}
	return out
}

func rowKey(t reflect.Type) int {
	if t.Kind() != reflect.Slice {
		return -1
	}
	return keyField(t.Elem())
}

// A Field is a value of a case as text, by its path: dnr, frister.protokoll,
// nämnd.genitiv.
type Field struct{ Path, Text string }

// Fields lists every value of a case that is not empty, in the order of the
// vocabulary. Rows with a key have a path each; the parts of another list are
// joined by "; " and those of one row by ", ".
func (c Case) Fields() []Field {
	var out []Field
	v := reflect.ValueOf(&c).Elem()
	for _, f := range vocabularyOf(v.Type()).fields {
		if field := v.Field(f.index); !field.IsZero() { // as most are
			out = appendFields(out, f.word, field)
		}
	}
	return out
}

func appendFields(out []Field, path string, v reflect.Value) []Field {
	switch key := rowKey(v.Type()); {
	case v.Type() == reflect.TypeFor[Board]():
		for i := range v.NumField() {
			out = appendFields(out, path+"."+Word(v.Type().Field(i)), v.Field(i))
		}
	case key >= 0:
		for i := range v.Len() {
			out = append(out, Field{path + "." + v.Index(i).Field(key).String(), valueText(v.Index(i), key)})
		}
	default:
		if text := valueText(v, -1); text != "" {
			out = append(out, Field{path, text})
		}
	}
	return out
}

// valueText writes a value on one line, leaving out one field of a row.
func valueText(v reflect.Value, except int) string {
	if text, ok := v.Interface().(interface{ MarshalText() ([]byte, error) }); ok {
		b, err := text.MarshalText()
		if err != nil {
			return ""
		}
		return string(b)
	}
	var parts []string
	add := func(text string) {
		if text != "" {
			parts = append(parts, text)
		}
	}
	switch v.Kind() {
	case reflect.String:
		return strings.Join(strings.Fields(v.String()), " ")
	case reflect.Bool:
		if v.Bool() {
			return "ja"
		}
		return ""
	case reflect.Int:
		if v.Int() != 0 {
			return strconv.FormatInt(v.Int(), 10)
		}
	case reflect.Slice:
		for i := range v.Len() {
			add(valueText(v.Index(i), -1))
		}
		return strings.Join(parts, "; ")
	case reflect.Struct:
		for i := range v.NumField() {
			if i != except && Word(v.Type().Field(i)) != "" {
				add(valueText(v.Field(i), -1))
			}
		}
		return strings.Join(parts, ", ")
	}
	return ""
}
