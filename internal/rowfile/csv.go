package rowfile

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"kansli/internal/diag"
	"kansli/internal/swedish"
)

// maxSize is far above any list that an office keeps.
const maxSize = 64 << 20

func readCSV(name string, data []byte) (Table, []diag.Finding) {
	t := Table{File: name}
	text, findings := decode(name, data)
	if diag.Stops(findings) {
		return t, findings
	}
	in := csv.NewReader(strings.NewReader(text))
	in.Comma = separator(text)
	in.FieldsPerRecord = -1
	lines, n, read := 0, 0, 0 // before the record: lines, rows and bytes
	for {
		fields, err := in.Read()
		if err == io.EOF {
			return t, append(findings, t.empty()...)
		}
		if err != nil {
			return t, append(findings, badQuotes(name, text, err))
		}
		first, _ := in.FieldPos(0)
		n += first - lines // an empty line is a row too
		lines += strings.Count(text[read:in.InputOffset()], "\n")
		read = int(in.InputOffset())
		row := Row{N: n, line: first, cells: map[int]Cell{}}
		for i, field := range fields {
			if field = strings.Trim(swedish.NFC(field), " \t\r\n\u00a0"); field != "" {
				row.cells[i+1] = Cell{Text: unguard(field)}
			}
		}
		switch {
		case len(row.cells) == 0:
		case t.Heads == nil:
			t.headings(row)
		default:
			t.Rows = append(t.Rows, row)
		}
	}
}

// unguard takes away the apostrophe that kansli puts before what would be a
// formula.
func unguard(s string) string {
	if len(s) > 1 && s[0] == '\'' && strings.IndexByte("=+-@", s[1]) >= 0 {
		return s[1:]
	}
	return s
}

// separator is the sign that the headings have most of, outside quotation marks.
func separator(text string) rune {
	head, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n"), "\n")
	counts := map[rune]int{}
	quoted := false
	for _, r := range head {
		if r == '"' {
			quoted = !quoted
		}
		if !quoted {
			counts[r]++
		}
	}
	best := ';'
	for _, r := range ",\t" {
		if counts[r] > counts[best] {
			best = r
		}
	}
	return best
}

// decode makes text of the bytes, by the encodings that Excel saves in.
func decode(name string, data []byte) (string, []diag.Finding) {
	fault := func(rule, message, remedy string) []diag.Finding {
		return []diag.Finding{{File: name, Rule: rule, Message: message, Remedy: remedy}}
	}
	if len(data) > maxSize {
		return "", fault("för-stor-fil", fmt.Sprintf("filen är större än %d MB", maxSize>>20), "dela upp den i flera")
	}
	const remedy = "spara filen som CSV UTF-8, eller som Excel-arbetsbok (.xlsx)"
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return fromUTF16(data[2:], binary.LittleEndian), nil
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return fromUTF16(data[2:], binary.BigEndian), nil
	case bytes.IndexByte(data, 0) >= 0:
		return "", fault("fel-filformat", "filen är varken en Excel-arbetsbok eller en CSV-fil", remedy)
	case utf8.Valid(data):
		return strings.TrimPrefix(string(data), "\uFEFF"), nil
	}
	text, err := charmap.Windows1252.NewDecoder().String(string(data))
	if err != nil || strings.ContainsAny(text, "\uFFFD") || !plausible(text) {
		return "", fault("teckenkodning", "filen är inte sparad som UTF-8, så å, ä och ö kan inte läsas", remedy)
	}
	return text, []diag.Finding{{File: name, Severity: diag.Advice, Rule: "teckenkodning", Message: "filen är sparad med teckenkodningen Windows-1252 och har lästs så; se efter att å, ä och ö blev rätt", Remedy: remedy}}
}

// plausible reports whether the letters beyond ASCII look like those of Swedish.
// In the older encodings of DOS and the Mac, å, ä and ö come out as other signs.
func plausible(text string) bool {
	swedish, other := 0, 0
	for _, r := range text {
		switch {
		case r < 0x80:
		case strings.ContainsRune("åäöÅÄÖéÉèüÜæøÆØ§–—”’“‘½´…•\u00a0áóíúçñëïôêâ·°×€", r):
			swedish++
		default:
			other++
		}
	}
	return swedish > 4*other
}

func fromUTF16(data []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return string(utf16.Decode(units))
}

// badQuotes says where the quotation marks go wrong.
func badQuotes(name, text string, err error) diag.Finding {
	f := diag.Finding{File: name, Rule: "citattecken", Message: "citattecknen går inte ihop", Remedy: `skriv ett citattecken inne i en cell som två: ""`}
	var at *csv.ParseError
	if errors.As(err, &at) {
		f.Line = at.StartLine
		lines := strings.Split(text, "\n")
		if at.StartLine >= 1 && at.StartLine <= len(lines) {
			f.Excerpt = strings.TrimSuffix(lines[at.StartLine-1], "\r")
		}
	}
	return f
}
