package register

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"kansli/internal/civil"
)

// WriteJSON writes the tables as Schema describes them: an object with a list
// of rows for each table, a row an object with the headings in lower case as its
// keys, always all of them and in the same order. An empty cell is null, an empty
// list is []. Formulas are left out.
func WriteJSON(w io.Writer, book Book) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "{\n  \"register\": {\"version\": %d, \"titel\": %s, \"datum\": %s}", Version, quote(book.Title), value(Day(book.Date), KindDate))
	for _, t := range book.Data() {
		fmt.Fprintf(out, ",\n  %s: [", quote(key(t.Name)))
		for y := range t.Count {
			if y > 0 {
				out.WriteByte(',')
			}
			out.WriteString("\n    " + object(t, t.Row(y)))
		}
		if t.Count > 0 {
			out.WriteString("\n  ")
		}
		out.WriteByte(']')
	}
	out.WriteString("\n}\n")
	return out.Flush()
}

// Version is the layout of the register: which tables there are, their columns
// and what names a row. It goes up when an older workbook or reader no longer
// fits.
const Version = 1

// papersKey holds the links of a row, by what they are; which there are differs
// from register to register.
const papersKey = "handlingar"

func object(t Table, row []Cell) string {
	var fields, papers []string
	for x, c := range t.Columns {
		switch link, ok := row[x].(Link); {
		case c.Formula != "":
		case ok:
			papers = append(papers, quote(c.Head)+": "+quote(link.Path))
		case c.Kind != KindLink:
			fields = append(fields, quote(key(c.Head))+": "+value(row[x], c.Kind))
		}
	}
	fields = append(fields, quote(papersKey)+": {"+strings.Join(papers, ", ")+"}")
	return "{" + strings.Join(fields, ", ") + "}"
}

// key is a heading as the key of an object.
func key(head string) string { return strings.ReplaceAll(strings.ToLower(head), " ", "_") }

func quote(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return `""`
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func value(c Cell, k Kind) string {
	switch c := c.(type) {
	case Text:
		return quote(string(c))
	case List:
		texts := make([]string, len(c))
		for i, s := range c {
			texts[i] = quote(s)
		}
		return "[" + strings.Join(texts, ", ") + "]"
	case Day:
		if civil.Date(c).IsZero() {
			return "null"
		}
		return quote(civil.Date(c).String())
	case Number:
		return fmt.Sprint(int(c))
	case Sum:
		return decimal(c, '.')
	}
	if k == KindList {
		return "[]"
	}
	return "null"
}

// Schema returns the JSON Schema of what WriteJSON writes.
func Schema() []byte {
	var b strings.Builder
	b.WriteString(`{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "kansli: register",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "register": {
      "type": "object",
      "additionalProperties": false,
      "properties": {"version": {"const": ` + fmt.Sprint(Version) + `}, "titel": {"type": "string"}, "datum": {"type": ["string", "null"], "format": "date"}},
      "required": ["version", "titel", "datum"]
    }`)
	keys := []string{quote("register")}
	for _, t := range Build(nil).Data() {
		keys = append(keys, quote(key(t.Name)))
		fmt.Fprintf(&b, ",\n    %s: {\n      \"type\": \"array\",\n      \"items\": {\n        \"type\": \"object\",\n        \"additionalProperties\": false,\n        \"properties\": {\n", quote(key(t.Name)))
		var required []string
		for _, c := range t.Columns {
			if c.Formula == "" {
				fmt.Fprintf(&b, "          %s: %s,\n", quote(key(c.Head)), c.schema())
				required = append(required, quote(key(c.Head)))
			}
		}
		fmt.Fprintf(&b, "          %s: {\"type\": \"object\", \"additionalProperties\": {\"type\": \"string\"}}\n        },\n        \"required\": [%s]\n      }\n    }", quote(papersKey), strings.Join(append(required, quote(papersKey)), ", "))
	}
	fmt.Fprintf(&b, "\n  },\n  \"required\": [%s]\n}\n", strings.Join(keys, ", "))
	return []byte(b.String())
}

// schema is what a cell of the column may hold.
func (c Column) schema() string {
	switch c.Kind {
	case KindList:
		return `{"type": "array", "items": {"type": "string"}}`
	case KindDate:
		return `{"type": ["string", "null"], "format": "date"}`
	case KindInteger, KindCount:
		return `{"type": ["integer", "string", "null"]}`
	case KindAmount:
		return `{"type": ["number", "null"]}`
	}
	return `{"type": ["string", "null"]}`
}
