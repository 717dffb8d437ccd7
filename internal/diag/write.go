package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// WriteText writes findings for a person: place, severity, message, rule,
// the line with a caret under the column, source and remedy.
func WriteText(w io.Writer, fs []Finding) error {
	var b strings.Builder
	for _, f := range fs {
		writeOne(&b, f)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeOne(b *strings.Builder, f Finding) {
	if f.File != "" {
		b.WriteString(f.File + ":")
		if f.Line > 0 {
			fmt.Fprintf(b, "%d:", f.Line)
			if f.Column > 0 {
				fmt.Fprintf(b, "%d:", f.Column)
			}
		}
		b.WriteByte(' ')
	}
	fmt.Fprintf(b, "%s: %s", f.Severity, f.Message)
	if f.Rule != "" {
		fmt.Fprintf(b, " [%s]", f.Rule)
	}
	b.WriteByte('\n')
	if f.Excerpt != "" && f.Line > 0 {
		text, column := window(f.Excerpt, f.Column)
		fmt.Fprintf(b, "%5d | %s\n", f.Line, text)
		if column > 0 {
			fmt.Fprintf(b, "      | %s^\n", strings.Repeat(" ", column-1))
		}
	}
	if f.Source != "" {
		fmt.Fprintf(b, "källa:  %s\n", f.Source)
	}
	if f.Remedy != "" {
		fmt.Fprintf(b, "åtgärd: %s\n", f.Remedy)
	}
}

// widest is how many characters of a line are shown. A paragraph in YAML is
// often one very long line, so the part around the column is cut out.
const widest = 100

func window(line string, column int) (string, int) {
	line = strings.ReplaceAll(line, "\t", " ")
	n := utf8.RuneCountInString(line)
	if n <= widest {
		return line, column
	}
	runes := []rune(line)
	start := max(0, min(column-1-widest/2, n-widest))
	out := string(runes[start:min(n, start+widest)])
	if start > 0 {
		out = "…" + out
		column++
	}
	if start+widest < n {
		out += "…"
	}
	return out, column - start
}

// WriteJSON writes the findings as one JSON array, in the order given.
func WriteJSON(w io.Writer, fs []Finding) error {
	if fs == nil {
		fs = []Finding{}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(fs)
}
