package yamldoc

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"kansli/internal/civil"
	"kansli/internal/diag"
	"kansli/internal/document"
	"kansli/internal/namnd"
)

var golden = flag.Bool("golden", false, "rewrite the golden files")

// read decodes a file that must be without fault.
func read[T any](t *testing.T, src string) (T, Marks) {
	t.Helper()
	var v T
	marks, findings := Decode("f.yaml", []byte(src), &v)
	if len(findings) > 0 {
		t.Fatalf("findings in a good file:\n%s", report(findings))
	}
	return v, marks
}

func report(findings []diag.Finding) string {
	var b strings.Builder
	diag.WriteText(&b, findings)
	return b.String()
}

type one struct {
	Value    string         `sv:"värde"`
	Markdown namnd.Markdown `sv:"text"`
}

func TestTextIsKeptToTheLetter(t *testing.T) {
	for _, plain := range []string{
		"2.1", "1.10", "0123", "2013-05-17", "08-508 25 006", "+46 8 508", "SOF 2013/41", "1-2-2013", "0x1F", "1e3", "1_000",
		"true", "ja", "no", "Null", "18.55–19.05", "316-259/2012", "00123/20212.6", "7:5", "c:d", "a#b", "O'Brien", `a "b" c`, "-", "–", "a - b", "x, y", "a [b] {c}",
		"§ 10", "…", ".5", "-5 kr", "=1+1", "<!fält>", "http://a.se/b?c=d#e",
	} {
		if plain == "-" {
			continue // a dash alone begins a list
		}
		v, _ := read[one](t, "värde: "+plain+"\n")
		if v.Value != plain {
			t.Errorf("%q came out as %q", plain, v.Value)
		}
	}
}

func TestTextForms(t *testing.T) {
	for name, c := range map[string]struct{ src, value, markdown string }{
		"single quotes":         {"värde: 'it''s {{ x }}: y'", "it's {{ x }}: y", ""},
		"double quotes":         {`värde: "a\n\"b\" \u00e5\\ \U0001F600"`, "a\n\"b\" å\\ 😀", ""},
		"plain over lines":      {"värde: en\n  två\n  \n\n  tre", "en två\n\ntre", ""},
		"literal block":         {"text: |\n  # Rubrik\n\n  - a: b\n    - c\n\n  slut\nvärde: x", "x", "# Rubrik\n\n- a: b\n  - c\n\nslut\n"},
		"folded block":          {"text: >-\n  en\n  två\n\n  tre\nvärde: x", "x", "en två\ntre"},
		"block without end":     {"text: |\n  en\n  å", "", "en\nå\n"},
		"one line in a block":   {"värde: |\n  rubrik\n", "rubrik", ""},
		"CRLF":                  {"text: |\r\n  en\r\n  två\r\nvärde: \"a\r\n  b\"\r\n", "a b", "en\ntvå\n"},
		"byte order mark":       {"\uFEFFvärde: x", "x", ""},
		"decomposed key":        {"va\u0308rde: a\u030A", "å", ""},
		"tab between":           {"värde:\ta\tb\n", "a b", ""},
		"comment":               {"# värde: a\nvärde: b # c\n# d", "b", ""},
		"JSON":                  {"{\n\t\"värde\": \"a\\u00e5\\/b\",\n\t\"text\": \"c\"}", "aå/b", "c"},
		"JSON number":           {`{"värde": 2.50, "text": null}`, "2.50", ""},
		"nothing":               {"värde:\ntext: ~", "", ""},
		"document marks":        {"---\nvärde: x\n...\n", "x", ""},
		"blank line with space": {"text: |\n  a\n   \n  b\n", "", "a\n\nb\n"},
	} {
		t.Run(name, func(t *testing.T) {
			v, _ := read[one](t, c.src)
			if v.Value != c.value || string(v.Markdown) != c.markdown {
				t.Errorf("got %q and %q, want %q and %q", v.Value, v.Markdown, c.value, c.markdown)
			}
		})
	}
}

func TestShortForms(t *testing.T) {
	long, _ := read[namnd.Case](t, `
nämnd: {id: bromma}
dnr: [SOF 2013/41]
rubrik: R
datum: 2013-04-22
handläggare:
  - namn: Anna Exempel
frister:
  - {namn: ansökan, datum: 2013-05-17}
  - {namn: protokoll, datum: 2013-06-30, avser: inlämning}
uppgifter:
  - {namn: plats, värde: [Bromma]}
  - {namn: skolor, värde: [A, B]}
förslag:
  - text: Nämnden godkänner.
    underpunkter: [{text: a}, {text: b}]
avsnitt:
  - {rubrik: Bakgrund, text: T}
omedelbar_justering: true
`)
	short, _ := read[namnd.Case](t, `
nämnd: bromma
dnr: SOF 2013/41
rubrik: R
datum: 2013-04-22
handläggare: Anna Exempel
frister:
  ansökan: 2013-05-17
  protokoll: {datum: 2013-06-30, avser: inlämning}
uppgifter: {plats: Bromma, skolor: [A, B]}
förslag:
  - text: Nämnden godkänner.
    underpunkter: [a, b]
avsnitt:
  Bakgrund: T
omedelbar_justering: ja
`)
	if !reflect.DeepEqual(long, short) {
		t.Errorf("written out: %+v\nin short:    %+v", long, short)
	}
	if want := (civil.Date{Year: 2013, Month: 6, Day: 30}); len(short.Deadlines) != 2 || short.Deadlines[1].Date != want {
		t.Errorf("deadlines are %+v", short.Deadlines)
	}
}

type outer struct {
	Kind string `sv:"typ"`
	one
	Inner  *one   `sv:"inre"`
	Number int    `sv:"antal"`
	Hidden string // no tag
}

func TestEmbeddedAndPointerFields(t *testing.T) {
	v, marks := read[outer](t, "typ: x\nvärde: y\ninre: {värde: z}\nantal: 13\n")
	if v.Kind != "x" || v.Value != "y" || v.Inner == nil || v.Inner.Value != "z" || v.Number != 13 {
		t.Errorf("got %+v", v)
	}
	if p, ok := marks.Find("inre.värde"); !ok || p != (Place{3, 15, 3, 8}) {
		t.Errorf("inre.värde is at %+v, %v", p, ok)
	}
	_, findings := Decode("f", []byte("Hidden: x\n"), &v)
	if len(findings) != 1 || findings[0].Rule != "okänd-nyckel" {
		t.Errorf("a field without a tag can be written: %v", findings)
	}
}

func TestFrontMatter(t *testing.T) {
	m, marks := read[document.Meta](t, `---
titel: Deltagande i stadens kvalitetsutmärkelse
språk: sv-SE
dokumenttyp: Tjänsteutlåtande
datum: 2013-04-22
avsändare: [Socialförvaltningen, Avdelningen för vuxna]
kännetecken:
  Dnr: SOF 2013/41
rutor:
  Handläggare: [Anna Exempel, "08-508 25 006"]
  Till: Socialnämnden
adress:
- Box 1
- 121 21 Johanneshov
innehållsförteckning: nej
`)
	want := document.Meta{
		Title: "Deltagande i stadens kvalitetsutmärkelse", Lang: "sv-SE", Kind: "Tjänsteutlåtande", Date: "2013-04-22",
		Sender:  []string{"Socialförvaltningen", "Avdelningen för vuxna"},
		Marks:   []document.Labelled{{Label: "Dnr", Lines: []string{"SOF 2013/41"}}},
		Panels:  []document.Labelled{{Label: "Handläggare", Lines: []string{"Anna Exempel", "08-508 25 006"}}, {Label: "Till", Lines: []string{"Socialnämnden"}}},
		Address: []string{"Box 1", "121 21 Johanneshov"},
	}
	if !reflect.DeepEqual(m, want) {
		t.Errorf("got %+v", m)
	}
	if p, ok := marks.Find("rutor.Till"); !ok || p.Line != 11 || p.Column != 9 {
		t.Errorf("rutor.Till is at %+v, %v", p, ok)
	}
}

func TestMarks(t *testing.T) {
	_, marks := read[namnd.Meeting](t, `nämnd: bromma
datum: 2023-05-11
närvarande:
  - Anna Exempel
  - {namn: Bo Exempel, tjänstgör: {för: Åsa Exempel, paragrafer: 3–7}}
sekreterare: Cilla Exempel
paragrafer:
  - nr: 10
    rubrik: R
    beslut:
      - text: |
          Nämnden beslutar.
        underpunkter:
          - a
`)
	for path, want := range map[string]string{
		"närvarande[1].tjänstgör[0].för":          "5:41 5:36 true",
		"närvarande[0]":                           "4:5 4:5 true",
		"närvarande[0].namn":                      "4:5 4:5 false",
		"paragrafer[0].beslut[0].text":            "11:15 11:9 true",
		"paragrafer[0].beslut[0].underpunkter[0]": "14:13 14:13 true",
		"paragrafer[0].jäv":                       "8:5 8:5 false",
		"paragrafer[7]":                           "8:3 7:1 false",
		"finns inte":                              "1:1 1:1 false",
	} {
		p, ok := marks.Find(path)
		if got := fmt.Sprintf("%d:%d %d:%d %v", p.Line, p.Column, p.KeyLine, p.KeyColumn, ok); got != want {
			t.Errorf("%s is at %s, want %s", path, got, want)
		}
	}
	_, marks = read[namnd.Case](t, `{nämnd: x, dnr: y, rubrik: z, datum: 2013-01-01, handläggare: a, frister: [{namn: ansökan, datum: 2013-01-01}], avsnitt: {Bakgrund: a, Bakgrund 2.1: b}}`)
	for path, column := range map[string]int{"frister.ansökan": 76, "frister[0]": 76, "frister.ansökan.datum": 99, "avsnitt.Bakgrund 2.1": 150, "avsnitt[0]": 133} {
		if p, ok := marks.Find(path); !ok || p.Column != column {
			t.Errorf("%s is at column %d, %v; want %d", path, p.Column, ok, column)
		}
	}
}

func TestResolve(t *testing.T) {
	_, marks := read[one](t, "\n  värde:   x \r\n")
	got := marks.Resolve([]diag.Finding{{Path: "värde"}, {Path: "text"}, {File: "f.yaml", Line: 2}, {File: "other.yaml", Path: "värde"}, {}})
	want := []diag.Finding{
		{File: "f.yaml", Path: "värde", Line: 2, Column: 12, Excerpt: "  värde:   x "},
		{File: "f.yaml", Path: "text", Line: 2, Column: 3, Excerpt: "  värde:   x "},
		{File: "f.yaml", Line: 2, Excerpt: "  värde:   x "},
		{File: "other.yaml", Path: "värde"},
		{File: "f.yaml"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if zero := (Marks{}).Resolve([]diag.Finding{{Path: "x"}}); zero[0].Line != 0 || (Marks{}).Excerpt(1) != "" {
		t.Error("the zero Marks knows something")
	}
}

// TestFaults holds each broken file against the findings beside it. They show
// that all faults of a file come at once.
func TestFaults(t *testing.T) {
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var v any = &matter{}
			if strings.HasPrefix(filepath.Base(name), "motet") {
				v = &meeting{}
			}
			_, findings := Decode(filepath.Base(name), src, v)
			compare(t, strings.TrimSuffix(name, ".yaml")+".txt", report(findings))
		})
	}
}

func compare(t *testing.T, name, got string) {
	t.Helper()
	if *golden {
		if err := os.WriteFile(name, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil || got != string(want) {
		t.Errorf("%s differs (%v); got:\n%s", name, err, got)
	}
}

// TestSmallFaults covers what is best written as bytes.
func TestSmallFaults(t *testing.T) {
	for name, c := range map[string]struct{ src, want string }{
		"Latin-1":            {"värde: a\nv\xE4rde: b", "2:2 teckenkodning"},
		"UTF-16":             {"\xFF\xFEv\x00", "1:1 teckenkodning"},
		"control character":  {"värde: å\x07b", "1:9 otillåtet-tecken"},
		"lone CR":            {"värde: a\rb", "1:9 otillåtet-tecken"},
		"private use":        {"värde: a\uE000", "1:9 otillåtet-tecken"},
		"replacement":        {"värde: \uFFFD", "1:8 otillåtet-tecken"},
		"invisible":          {"\uFEFFvärde: \uFEFFa", "1:8 otillåtet-tecken"},
		"escaped control":    {`värde: "a\u0007"`, "1:8 otillåtet-tecken"},
		"empty":              {"", "1:1 tom-fil"},
		"only comments":      {"# a\n", "1:1 tom-fil"},
		"list at top":        {"- a\n- b", "1:1 fel-form"},
		"text at top":        {"hej", "1:1 fel-form"},
		"two documents":      {"värde: a\n---\nvärde: b", "2:1 flera-dokument"},
		"after the end":      {"värde: a\n...\nvärde: b", "3:1 flera-dokument"},
		"anchor":             {"värde: &a x", "1:8 citattecken-saknas"},
		"emphasis":           {"värde: *a* x", "1:8 citattecken-saknas"},
		"tag":                {"värde: !x y", "1:8 citattecken-saknas"},
		"merge key":          {"<<: {a: b}", "1:1 citattecken-saknas"},
		"complex key":        {"? värde\n: x", "1:1 citattecken-saknas"},
		"placeholder":        {"text: a\nvärde: {{ nämnden }}", "2:8 citattecken-saknas"},
		"text after quote":   {`värde: "a" b`, "1:12 citattecken-saknas"},
		"link":               {"värde: [a](b)", "1:11 citattecken-saknas"},
		"double key in JSON": {`{"text": "a", "text": "b"}`, "1:15 dubbel-nyckel"},
		"decomposed twice":   {"värde: a\nva\u0308rde: b", "2:1 dubbel-nyckel"},
		"nothing but tabs":   {"värde:\n\t- a", "2:1 tabb"},
		"dash in a text":     {"värde: a\n  - b", "2:3 yaml-syntax"},
		"too deep":           {"värde: " + strings.Repeat("[", 200), "1:107 för-djupt"},
		"too deep by dashes": {strings.Repeat("- ", 200), "1:201 för-djupt"},
		"too many keys":      {strings.Repeat("a: b\n", maxKeys+1), "5001:2 för-stor-fil"},
		"too many items":     {strings.Repeat("-\n", maxTokens+1), "1:1 för-stor-fil"},
		"too many values":    {strings.Repeat("a: b\n", 70_000), "66667:4 för-stor-fil"},
		"too large":          {strings.Repeat("a", maxSize+1), "0:0 för-stor-fil"},
		"angles":             {"värde: " + strings.Repeat("<", 2000), "1:1 otillåtet-tecken"},
	} {
		t.Run(name, func(t *testing.T) {
			var v one
			_, findings := Decode("f.yaml", []byte(c.src), &v)
			var got []string
			for _, f := range findings {
				got = append(got, fmt.Sprintf("%d:%d %s", f.Line, f.Column, f.Rule))
			}
			if strings.Join(got, ", ") != c.want {
				t.Errorf("got %s, want %s\n%s", got, c.want, report(findings[:min(5, len(findings))]))
			}
		})
	}
}

func TestManyForbiddenCharactersAreCounted(t *testing.T) {
	var v one
	_, findings := Decode("f.yaml", []byte("värde: "+strings.Repeat("\x01", 50)), &v)
	if last := findings[len(findings)-1]; len(findings) != maxCharFaults || !strings.Contains(last.Message, "ytterligare 30") {
		t.Errorf("%d findings, the last is %q", len(findings), last.Message)
	}
}
