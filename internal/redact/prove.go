package redact

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/pdf"
)

// Prove searches a finished file for each covered text: in its name, and in all
// that it holds. The format is pdf, xlsx, html, or md for any text. It finds them
// across line breaks, hyphenation and kinds of blanks, in either case and in any
// normal form.
// The findings are errors, and say the reason but never the text. A file that
// cannot be searched is one too.
func (e Edition) Prove(name, format string, data []byte) []diag.Finding {
	var found []diag.Finding
	add := func(where string, texts ...string) {
		for _, text := range texts {
			views := look(text, plain)
			for _, s := range e.secrets {
				if says(views, s.text) {
					found = append(found, leak(name, where, s.reason))
				}
			}
		}
	}
	if len(e.secrets) == 0 {
		return nil
	}
	for _, s := range e.secrets {
		if says(look(name, loose), s.name) {
			found = append(found, leak(name, "filens namn", s.reason))
		}
	}
	var err error
	switch format {
	case "pdf":
		err = searchPDF(data, add)
	case "xlsx":
		err = searchWorkbook(data, add)
	case "html":
		add("sidan", readings(string(data), markup, "")...)
		add("sidan", readings(string(data), markup, " ")...)
	default:
		add("texten", readings(string(data), emphasis, "")...)
	}
	if err != nil {
		found = append(found, diag.Finding{File: name, Rule: "maskering-ej-prövad", Message: fmt.Sprintf("filen går inte att söka igenom: %v", err),
			Remedy: "gör filen på nytt; den får inte publiceras som den är"})
	}
	return diag.Sort(found)
}

func leak(name, where, reason string) diag.Finding {
	return diag.Finding{
		File: name, Rule: "maskerad-text-syns",
		Message: fmt.Sprintf("en text som ska maskeras (%s) finns kvar i %s", reason, where),
		Remedy:  "skriv texten under maskeras precis som den står i underlaget, en rad för varje skrivsätt; filen har inte skrivits",
	}
}

var (
	markup   = regexp.MustCompile(`(?s)<[^>]*>`)
	emphasis = regexp.MustCompile("\\\\|[*_~`\\[\\]]")
)

// readings are the ways in which a text can be read: as it stands, with
// characters that are written by codes, and without its markup.
func readings(s string, markup *regexp.Regexp, instead string) []string {
	decoded := html.UnescapeString(s)
	out := []string{s}
	for _, other := range []string{decoded, html.UnescapeString(markup.ReplaceAllString(s, instead))} {
		if !slices.Contains(out, other) {
			out = append(out, other)
		}
	}
	if strings.Contains(s, "%") {
		out = append(out, percent.ReplaceAllStringFunc(decoded, func(code string) string {
			text, err := url.PathUnescape(code)
			if err != nil {
				return code
			}
			return text
		}))
	}
	return out
}

var percent = regexp.MustCompile(`(?:%[0-9A-Fa-f]{2})+`)

func searchPDF(data []byte, add func(string, ...string)) error {
	text, err := pdf.Text(data)
	if err != nil {
		return err
	}
	add("texten", text)
	all, err := pdf.Strings(data)
	if err != nil {
		return err
	}
	for _, s := range all {
		add("metadata eller sidhuvud", readings(s, markup, "")...)
	}
	return nil
}

// mostInflated is the most that one part of a workbook may hold.
const mostInflated = 256 << 20

func searchWorkbook(data []byte, add func(string, ...string)) error {
	book, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	add("arbetsboken", book.Comment)
	for _, part := range book.File {
		r, err := part.Open()
		if err != nil {
			return err
		}
		text, err := io.ReadAll(io.LimitReader(r, mostInflated))
		r.Close()
		if err != nil {
			return err
		}
		add("arbetsboken", part.Name, part.Comment)
		add("arbetsboken", readings(string(text), markup, "")...)
		add("arbetsboken", readings(string(text), markup, " ")...)
	}
	return nil
}
