package rowfile

import (
	"fmt"
	"slices"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/yamldoc"
)

// Column is a column whose heading names a field of a case.
type Column struct {
	N     int    // from 1
	Field string // such as dnr, handläggare, frister
	Name  string // of a value that has a name of its own: ansökan in frister.ansökan
	Part  string // of a value that has fields: telefon in handläggare telefon; "" for the value as a whole
	Date  bool   // its cells are dates
}

// String is the heading as it is written in lists: frister.ansökan, handläggare
// telefon.
func (c Column) String() string {
	s := c.Field
	if c.Name != "" {
		s += "." + c.Name
	}
	return strings.TrimSpace(s + " " + c.Part)
}

// same reports whether two columns say the same thing.
func (c Column) same(other Column) bool { return c.String() == other.String() }

// Words are the headings that a reader of rows takes.
type Words struct {
	Also   []string          // besides the fields of a case
	Passed []string          // known, but not read
	Others bool              // any other heading may stand there without a word
	Reads  func(Column) bool // whether a field is read; nil when all are
}

// caseFields are what headings can name.
var caseFields = yamldoc.Describe(namnd.Case{})

// otherwise are headings that stand for longer ones.
var otherwise = map[string]string{
	"id": "nämnd", "diarienummer": "dnr", "diarienr": "dnr",
	"telefon": "handläggare telefon", "epost": "handläggare epost", "e-post": "handläggare epost",
}

// Match finds out what each column is by its heading, however it is written: in
// upper or lower case, with spaces, points, colons or _. A heading that is nearly
// one is an error that says which; any other column is the office's own and is
// left alone, with advice.
func (t Table) Match(words Words) ([]Column, []diag.Finding) {
	known := words.columns()
	var columns []Column
	var rest []Head
	var findings []diag.Finding
	for _, h := range t.Heads {
		text := plain(h.Text)
		if full, ok := otherwise[text]; ok {
			text = full
		}
		c, ok := known[text]
		if !ok {
			c, ok = named(h.Text)
			ok = ok && (words.Reads == nil || words.Reads(c))
		}
		c.N = h.Column
		twice := slices.IndexFunc(columns, c.same)
		switch {
		case slices.ContainsFunc(words.Passed, func(p string) bool { return plain(p) == text }):
		case !ok:
			rest = append(rest, h)
		case twice >= 0:
			findings = append(findings, t.twice(h, columns[twice].N))
		default:
			columns = append(columns, c)
		}
	}
	if words.Others {
		return columns, findings
	}
	return columns, append(findings, t.unknown(rest, known, columns)...)
}

// unknown reports headings that are no field's.
func (t Table) unknown(heads []Head, known map[string]Column, columns []Column) []diag.Finding {
	var free []string
	for text, c := range known {
		if !slices.ContainsFunc(columns, c.same) {
			free = append(free, text)
		}
	}
	slices.Sort(free)
	var findings []diag.Finding
	for _, h := range heads {
		if near, found := nearest(plain(h.Text), free); found {
			findings = append(findings, t.Finding(Row{N: h.row, line: h.line}, h.Column, "okänd-rubrik", fmt.Sprintf("okänd rubrik ”%s”", h.Text),
				fmt.Sprintf("skriv ”%s”, eller ge kolumnen ett namn som inte liknar något fält", known[near])))
			continue
		}
		f := t.Finding(Row{N: h.row, line: h.line}, h.Column, "oläst-kolumn", fmt.Sprintf("kolumnen ”%s” läses inte", h.Text),
			"låt den stå om den är er egen; annars ge den namnet på ett fält i ärendet, till exempel dnr eller handläggare telefon")
		f.Severity = diag.Advice
		findings = append(findings, f)
	}
	return findings
}

// nearest is the heading that was probably meant: one that goes on as the text
// begins, or else one that is spelled nearly so.
func nearest(text string, known []string) (string, bool) {
	for _, k := range known {
		if len(text) > 2 && strings.HasPrefix(k, text) {
			return k, true
		}
	}
	return diag.Nearest(text, known)
}

// columns are the headings that can be listed. Those of fields whose values have
// names depend on the names.
func (w Words) columns() map[string]Column {
	known := map[string]Column{}
	add := func(c Column) {
		if w.Reads == nil || w.Reads(c) {
			known[plain(c.String())] = c
		}
	}
	for _, f := range caseFields {
		add(Column{Field: f.Name, Date: f.Type == "Date"})
		if Named(f) {
			continue
		}
		for _, sub := range f.Fields() {
			switch {
			case sub.Form == yamldoc.FormKeys || sub.Name == f.Key:
			case sub.Name == f.Short:
				known[plain(f.Name+" "+sub.Name)] = known[plain(f.Name)]
			default:
				add(Column{Field: f.Name, Part: sub.Name, Date: sub.Type == "Date"})
			}
		}
	}
	for _, word := range w.Also {
		known[plain(word)] = Column{Field: word}
	}
	return known
}

// Named reports whether the values of a field have names of their own, such as
// frister.
func Named(f yamldoc.Field) bool { return f.Many && f.Key != "" }

// named reads a heading such as frister.ansökan or frister ansökan avser.
func named(heading string) (Column, bool) {
	parts := strings.FieldsFunc(heading, parting)
	if len(parts) < 2 {
		return Column{}, false
	}
	i := slices.IndexFunc(caseFields, func(f yamldoc.Field) bool { return Named(f) && f.Name == Key(parts[0]) })
	if i < 0 {
		return Column{}, false
	}
	c := Column{Field: caseFields[i].Name, Name: strings.Join(parts[1:], " "), Date: true} // or any text
	last := strings.ToLower(parts[len(parts)-1])
	for _, sub := range caseFields[i].Fields() {
		if len(parts) > 2 && sub.Name == last {
			c.Name = strings.Join(parts[1:len(parts)-1], " ")
			if last != caseFields[i].Short {
				c.Part, c.Date = last, sub.Type == "Date"
			}
		}
	}
	if c.Field == "frister" {
		c.Name = strings.ToLower(c.Name) // Excel's users begin headings with a capital
	}
	return c, true
}

// parting reports whether a sign parts the words of a heading.
func parting(r rune) bool { return strings.ContainsRune(" .:/\u00a0\r\n", r) }

// plain is a heading without what writers vary.
func plain(heading string) string {
	return strings.Join(strings.FieldsFunc(strings.ReplaceAll(Key(heading), "_", " "), parting), " ")
}

// Misdated reports a cell that Excel has made a date of, under a heading that wants
// something else.
func (t Table) Misdated(r Row, c Column) (diag.Finding, bool) {
	if !r.Cell(c.N).Date || c.Date {
		return diag.Finding{}, false
	}
	return t.Finding(r, c.N, "blev-datum", "Excel har gjort ett datum av cellen", "ge kolumnen formatet Text och skriv "+c.String()+" på nytt"), true
}
