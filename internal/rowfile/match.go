package rowfile

import (
	"fmt"
	"slices"
	"strings"

	"kansli/internal/diag"
)

// Match finds the columns of fields by their headings, however they are written:
// upper or lower case, spaces or _. A heading that ends where a field that takes
// names goes on, such as frister.ansökan, counts as that field with the name; open
// lists those fields. Headings in passed are left alone. Any other is a warning:
// an office's own list has columns that are nobody else's business, and also slips.
func (t Table) Match(fields, open, passed []string) (map[string]int, []diag.Finding) {
	columns := map[string]int{}
	var unknown []Head
	for _, h := range t.Heads {
		key := Key(h.Text)
		field, name, dotted := strings.Cut(key, ".")
		switch {
		case slices.Contains(fields, key):
			columns[key] = h.Column
		case slices.Contains(passed, key):
		case dotted && name != "" && slices.Contains(open, field):
			columns[field+"."+name] = h.Column
		default:
			unknown = append(unknown, h)
		}
	}
	var free []string
	for _, f := range fields {
		if columns[f] == 0 {
			free = append(free, f)
		}
	}
	var findings []diag.Finding
	for _, h := range unknown {
		f := t.Finding(Row{N: h.row}, h.Column, "okänd-rubrik", fmt.Sprintf("rubriken ”%s” är okänd, så kolumnen läses inte", h.Text), "rubriker som läses är "+strings.Join(fields, ", "))
		if near, found := diag.Nearest(Key(h.Text), free); found {
			f.Remedy = fmt.Sprintf("skriv ”%s” om det är det som menas; %s", near, f.Remedy)
		}
		f.Severity = diag.Warning
		findings = append(findings, f)
	}
	return columns, findings
}
