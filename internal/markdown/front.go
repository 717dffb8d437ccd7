package markdown

import (
	"bytes"

	"kansli/internal/diag"
	"kansli/internal/yamldoc"
)

// frontMatter reads the front matter into the document and returns the offset
// of the text after it. The line of dashes goes along to the YAML reader, where
// it opens a document, so that lines are counted from the top of the file.
func (r *reader) frontMatter(src []byte) int {
	first, rest, _ := bytes.Cut(src, []byte("\n"))
	if !isFence(first, "---") {
		r.report(diag.Finding{
			Line:    1,
			Rule:    "saknar-dokumenthuvud",
			Message: "filen börjar inte med ett dokumenthuvud, så dokumentet har ingen titel",
			Remedy:  "börja filen med en rad ---, en rad ”titel: …” och en rad ---",
		})
		return 0
	}
	for at := len(first) + 1; len(rest) > 0; {
		line, next, _ := bytes.Cut(rest, []byte("\n"))
		if isFence(line, "---") || isFence(line, "...") {
			_, found := yamldoc.Decode(r.file, src[:at], &r.doc.Meta)
			r.findings = append(r.findings, found...)
			return at + len(line) + 1
		}
		at += len(line) + 1
		rest = next
	}
	r.report(diag.Finding{
		Line:    1,
		Rule:    "oavslutat-dokumenthuvud",
		Message: "dokumenthuvudet avslutas aldrig",
		Remedy:  "skriv en rad --- efter dokumenthuvudets sista rad",
		Excerpt: string(first),
	})
	return len(first) + 1
}

func isFence(line []byte, fence string) bool {
	rest, found := bytes.CutPrefix(line, []byte(fence))
	return found && len(bytes.TrimRight(rest, " \t")) == 0
}

func (r *reader) report(f diag.Finding) {
	f.File = r.file
	r.findings = append(r.findings, f)
}
