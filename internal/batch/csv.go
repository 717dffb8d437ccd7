package batch

import (
	"bytes"
	"encoding/csv"
	"errors"
	"unicode/utf8"

	"kansli/internal/diag"
)

// ReadCSV reads a CSV file as Excel and other programs write it: in UTF-8, with
// or without a byte order mark, parted by semicolon, comma or tab, whichever the
// first line has most of.
func ReadCSV(name string, data []byte) (Table, []diag.Finding) {
	fault := func(line, column int, rule, message, remedy string) (Table, []diag.Finding) {
		return Table{File: name}, []diag.Finding{{File: name, Line: line, Column: column, Rule: rule, Message: message, Remedy: remedy}}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return fault(0, 0, "teckenkodning", "filen är inte sparad som UTF-8, så å, ä och ö kan inte läsas", "spara den i Excel som CSV UTF-8 (kommaavgränsad)")
	}
	first, _, _ := bytes.Cut(data, []byte("\n"))
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = -1
	r.Comma = ';'
	for _, sign := range []rune{',', '\t'} {
		if bytes.Count(first, []byte(string(sign))) > bytes.Count(first, []byte(string(r.Comma))) {
			r.Comma = sign
		}
	}
	t := Table{File: name}
	for {
		row, err := r.Read()
		if bad, ok := errors.AsType[*csv.ParseError](err); ok {
			return fault(bad.Line, bad.Column, "fel-csv", "raden går inte att läsa: ett citattecken står fel", "skriv citattecken inne i en text två gånger, och ett i början och ett i slutet")
		}
		if err != nil {
			return t, nil
		}
		line, _ := r.FieldPos(0)
		t.Rows = append(t.Rows, Row{line, row})
	}
}
