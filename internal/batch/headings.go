package batch

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/namnd"
)

// column is what a heading means: a field of the case and, where that has fields
// of its own, which of them.
type column struct {
	word string // such as dnr, handläggare, frister; "" for the office's own columns
	key  string // of a field whose rows have a key, such as ansökan in frister.ansökan
	sub  string // such as telefon in handläggare telefon
	kind fieldKind
}

// fieldKind is how many values a field has.
type fieldKind uint8

const (
	oneText     fieldKind = iota // one text
	manyTexts                    // texts
	oneRecord                    // one value with fields of its own: nämnd
	manyRecords                  // values with fields of their own: handläggare
	keyed                        // the same under keys: frister
)

// The columns that say what a row is about.
const (
	boardColumn = "nämnd"
	caseColumn  = "ärende"
)

// fieldType is a field of a case or of something in it.
type fieldType struct {
	word       string
	kind       fieldKind
	key, short string // fields of the rows
	fields     []fieldType
}

var caseFields = fieldTypes(reflect.TypeFor[namnd.Case]())

func fieldTypes(t reflect.Type) []fieldType {
	var out []fieldType
	for i := range t.NumField() {
		f := fieldType{word: namnd.Word(t.Field(i))}
		if f.word == "" {
			continue
		}
		elem := t.Field(i).Type
		if elem.Kind() == reflect.Slice {
			f.kind, elem = manyTexts, elem.Elem()
		}
		if elem.Kind() == reflect.Struct && elem != t && elem.PkgPath() == t.PkgPath() {
			f.fields = fieldTypes(elem)
			f.key, f.short = option(elem, "key"), option(elem, "short")
			switch {
			case f.kind == oneText:
				f.kind = oneRecord
			case f.key != "":
				f.kind = keyed
			default:
				f.kind = manyRecords
			}
		}
		out = append(out, f)
	}
	return out
}

// option is the word of the field of a struct with an option in its tag.
func option(t reflect.Type, option string) string {
	for i := range t.NumField() {
		if slices.Contains(strings.Split(t.Field(i).Tag.Get("sv"), ",")[1:], option) {
			return namnd.Word(t.Field(i))
		}
	}
	return ""
}

// columns are the headings that can be listed: dnr, handläggare, handläggare
// telefon. Those of fields with keys depend on the keys.
func columns() map[string]column {
	known := map[string]column{"id": {word: boardColumn}, caseColumn: {word: caseColumn}}
	for _, f := range caseFields {
		if f.kind == keyed {
			continue
		}
		known[plain(f.word)] = column{f.word, "", f.short, f.kind}
		for _, sub := range f.fields {
			if sub.fields == nil && sub.word != "id" {
				known[plain(f.word+" "+sub.word)] = column{f.word, "", sub.word, f.kind}
			}
		}
	}
	known[boardColumn] = column{word: boardColumn}
	return known
}

// plain is a heading without what writers vary.
func plain(heading string) string {
	return strings.Join(headingParts(strings.ToLower(strings.ReplaceAll(heading, "_", " "))), " ")
}

func headingParts(heading string) []string {
	return strings.FieldsFunc(heading, func(r rune) bool { return strings.ContainsRune(" .:/\u00a0\r\n", r) })
}

// keyedColumn reads a heading such as frister.ansökan or frister ansökan avser.
func keyedColumn(heading string) (column, bool) {
	parts := headingParts(heading)
	i := -1
	if len(parts) > 1 {
		i = slices.IndexFunc(caseFields, func(f fieldType) bool { return f.kind == keyed && f.word == strings.ToLower(parts[0]) })
	}
	if i < 0 {
		return column{}, false
	}
	f := caseFields[i]
	c := column{f.word, strings.Join(parts[1:], " "), f.short, keyed}
	last := strings.ToLower(parts[len(parts)-1])
	if len(parts) > 2 && slices.ContainsFunc(f.fields, func(sub fieldType) bool { return sub.word == last }) {
		c.key, c.sub = strings.Join(parts[1:len(parts)-1], " "), last
	}
	return c, true
}

// headings finds out what each column is. A heading that is nearly a field is a
// fault; any other column is the office's own and is left alone.
func (r *rows) headings() ([]column, []diag.Finding) {
	known := columns()
	var names []string
	for name := range known {
		names = append(names, name)
	}
	slices.Sort(names)
	var out []column
	var findings []diag.Finding
	for i, heading := range r.table.Rows[0].Cells {
		c, ok := known[plain(heading)]
		if !ok {
			c, ok = keyedColumn(heading)
		}
		if !ok && strings.TrimSpace(heading) != "" {
			f := diag.Finding{Severity: diag.Advice, Rule: "oanvänd-kolumn", Message: fmt.Sprintf("kolumnen ”%s” används inte", heading), Remedy: "ta bort den, eller ge den namnet på ett fält i ärendet, till exempel dnr eller handläggare telefon"}
			if near, found := nearHeading(plain(heading), names); found {
				f = diag.Finding{Rule: "okänd-kolumn", Message: fmt.Sprintf("okänd rubrik ”%s”", heading), Remedy: fmt.Sprintf("skriv ”%s”", near)}
			}
			findings = append(findings, r.at(cell{r.table.Rows[0].N - 1, i}, f))
		}
		if ok && slices.Contains(out, c) {
			findings = append(findings, r.at(cell{r.table.Rows[0].N - 1, i}, diag.Finding{Rule: "dubbel-kolumn", Message: fmt.Sprintf("kolumnen ”%s” finns två gånger", heading), Remedy: "ta bort den ena"}))
			c = column{}
		}
		out = append(out, c)
	}
	return out, findings
}

// nearHeading is the heading that was probably meant: one that goes on as the
// text begins, or else one that is spelled nearly so.
func nearHeading(text string, names []string) (string, bool) {
	for _, name := range names {
		if len(text) > 2 && strings.HasPrefix(name, text) {
			return name, true
		}
	}
	return diag.Nearest(text, names)
}
