package statute

import (
	"fmt"
	"strings"

	"kansli/internal/swedish"
)

// Explain tells about a rule, for kansli explain: what must hold, where it comes
// from, how to mend it and an example. The id may be typed without å, ä and ö.
func Explain(id string) (string, bool) {
	for _, r := range Rules() {
		if r.ID == id || FileName(r.ID) == FileName(id) {
			return r.explain(), true
		}
	}
	return "", false
}

func (r Rule) explain() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n%s.\n\n", r.ID, r.Severity, r.Title)
	source := r.Source
	if source == "" {
		source = "god ordning"
	}
	fmt.Fprintf(&b, "källa:  %s\n", source)
	if r.Unsettled != "" {
		fmt.Fprintf(&b, "oklart: %s\n", r.Unsettled)
	}
	fmt.Fprintf(&b, "åtgärd: %s\n\nfel:\n%s\nrätt:\n%s", r.Remedy, indent(r.Broken), indent(r.Mended))
	return b.String()
}

func indent(yaml string) string {
	return "    " + strings.ReplaceAll(strings.TrimRight(yaml, "\n"), "\n", "\n    ") + "\n"
}

// FileName is the id of a rule in ASCII, as its sample in samples/fel is called.
func FileName(id string) string { return swedish.FileName(id) }

// Table is a Markdown table of every rule, for the README.
func Table() string {
	var b strings.Builder
	b.WriteString("| regel | allvar | vad som ska gälla | källa |\n| --- | --- | --- | --- |\n")
	for _, r := range Rules() {
		title := r.Title
		if r.Unsettled != "" {
			title += " (" + r.Unsettled + ")"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", r.ID, r.Severity, title, r.Source)
	}
	return b.String()
}
