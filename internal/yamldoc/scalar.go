package yamldoc

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"kansli/internal/diag"
)

// scalar decodes a text. An empty one leaves the zero value. The line break at
// the end of a block of text is kept only by string types with a name of their
// own, which may hold paragraphs.
func (d *decoder) scalar(v reflect.Value, p *plan, s string, where place, at int32) {
	if p.shape != text || p.typ == reflect.TypeFor[string]() {
		s = strings.TrimRight(s, "\n")
	}
	if s == "" {
		return
	}
	report := func(f fault) { d.fault(where, at, f) }
	switch p.shape {
	case text:
		v.SetString(s)
	case own:
		if err := v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(s)); err != nil {
			v.SetZero()
			f := fault{"fel-värde", err.Error(), ""}
			if i := strings.LastIndex(f.message, "; "); i >= 0 {
				f.message, f.remedy = f.message[:i], f.message[i+2:]
			}
			report(f)
		}
	case words:
		allowed := v.Interface().(enum).Values()
		if slices.Contains(allowed, s) {
			v.SetString(s)
			return
		}
		f := fault{"okänt-värde", fmt.Sprintf("”%s” kan inte stå här", s), "skriv " + choice(allowed)}
		if near, found := diag.Nearest(s, allowed); found {
			f.remedy = fmt.Sprintf("skriv ”%s”; det som kan stå här är %s", near, choice(allowed))
		}
		report(f)
	case yesNo:
		switch strings.ToLower(s) {
		case "ja", "true":
			v.SetBool(true)
		case "nej", "false":
			v.SetBool(false)
		default:
			report(fault{"fel-värde", fmt.Sprintf("”%s” är varken ja eller nej", s), "skriv ja eller nej"})
		}
	case number:
		n, err := strconv.Atoi(s)
		if err != nil {
			report(fault{"fel-värde", fmt.Sprintf("”%s” är inget heltal", s), "skriv bara siffror, till exempel 13"})
			return
		}
		v.SetInt(int64(n))
	}
}

// isEmpty reports whether a field is as good as not written.
func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String:
		return strings.TrimSpace(v.String()) == ""
	case reflect.Slice:
		return v.Len() == 0
	}
	return v.IsZero()
}

func nameList(names []string) string { return strings.Join(names, ", ") }

// choice joins words the way a choice is written: a, b eller c.
func choice(words []string) string {
	if len(words) < 2 {
		return nameList(words)
	}
	return nameList(words[:len(words)-1]) + " eller " + words[len(words)-1]
}
