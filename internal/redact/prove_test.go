package redact_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"kansli/internal/civil"
	"kansli/internal/diag"
	"kansli/internal/html"
	"kansli/internal/layout"
	"kansli/internal/markdown"
	"kansli/internal/namnd"
	"kansli/internal/pdf"
	"kansli/internal/redact"
	"kansli/internal/register"
	"kansli/internal/xlsx"
	"kansli/templates"
)

const hidden = "Annabella Provbergsson"

var edition = redact.New([]namnd.Secret{{Text: hidden, Reason: "personuppgift"}, {Text: "anna.p@example.se", Reason: "adress"}})

// paper is a letter with a word TITEL, HUVUD, … in each place that text can
// stand in.
const paper = `---
titel: "TITEL"
språk: sv-SE
dokumenttyp: "TYP"
datum: 2026-11-26
avsändare: ["AVSÄNDARE"]
kännetecken:
  Dnr: "DNR"
löphuvud: "HUVUD"
märkning: "MÄRKNING"
adress: ["ADRESS"]
---

# RUBRIK

Ett stycke som är så långt att det behöver flera rader, så att det som ska hittas kan stå vid en radbrytning eller i
slutet av en rad, eller delas med bindestreck mitt i ett ord som är ovanligt långt: STYCKE.

- Punkt
  - PUNKT

| Namn | Belopp |
| --- | --- |
| CELL | 1 |

> CITAT

En fotnot.[^1] [en länk](mailto:LÄNK)

::: underskrifter
UNDERSKRIFT\
Sekreterare
:::

[^1]: FOTNOT
`

// files makes a paper in every form.
func files(t *testing.T, md string) map[string][]byte {
	t.Helper()
	doc, findings := markdown.Parse("papper.md", []byte(md))
	stop := func(fs []diag.Finding) {
		if diag.Stops(fs) {
			t.Fatalf("%v\n%s", fs, md)
		}
	}
	stop(findings)
	src, err := templates.FS.ReadFile("stil.yaml")
	if err != nil {
		t.Fatal(err)
	}
	style, findings := layout.ReadStyle([]layout.Layer{{Name: "stil.yaml", Src: src}})
	stop(findings)
	pages, findings := layout.Paginate(doc, style, layout.Resources{})
	stop(findings)
	defer pages.Release()
	asPDF, _, err := pdf.Write(nil, pages, pdf.Info{Title: doc.Meta.Title, Subject: doc.Meta.Kind, Author: doc.Meta.Sender[0], Date: civil.Date{Year: 2026, Month: 11, Day: 26}})
	if err != nil {
		t.Fatal(err)
	}
	asHTML, findings := html.Write(doc, html.Look{}, func(string) ([]byte, error) { return nil, errors.New("no pictures") })
	stop(findings)
	return map[string][]byte{"md": []byte(md), "pdf": asPDF, "html": asHTML}
}

func rules(fs []diag.Finding) string {
	var out []string
	for _, f := range fs {
		out = append(out, f.Rule)
	}
	return strings.Join(out, " ")
}

func TestProveIsSilentOnACleanPaper(t *testing.T) {
	for form, data := range files(t, paper) {
		if found := edition.Prove("papper-publik."+form, form, data); len(found) > 0 {
			t.Errorf("%s: %v", form, found)
		}
	}
}

// TestProveFindsWhatIsLeft plants the text in one place at a time and looks for
// it in the files.
func TestProveFindsWhatIsLeft(t *testing.T) {
	for place, planted := range map[string]string{
		"TITEL": hidden, "TYP": hidden, "AVSÄNDARE": hidden, "DNR": hidden, "ADRESS": hidden, "MÄRKNING": hidden,
		"RUBRIK": strings.ToUpper(hidden), "PUNKT": "Annabella\n    Provbergsson", "CELL": "Annabella **Provbergsson**", "CITAT": "Annabella&nbsp;Prov&shy;bergsson",
		"UNDERSKRIFT": hidden, "FOTNOT": "Anna*bella* Provbergsson", "LÄNK": "anna.p%40example.se", "STYCKE": hidden + ", " + hidden,
	} {
		for form, data := range files(t, strings.Replace(paper, place, planted, 1)) {
			found := edition.Prove("papper-publik."+form, form, data)
			if !strings.Contains(rules(found), "maskerad-text-syns") {
				t.Errorf("%s in %s is not found", place, form)
			}
			for _, f := range found {
				if strings.Contains(strings.ToLower(f.Message+f.Remedy), "annabella") || f.Severity != diag.Error || f.File != "papper-publik."+form {
					t.Errorf("%s in %s: %+v", place, form, f)
				}
			}
		}
	}
}

// TestProveReadsRunningHeads: they are on the later pages only, and are not read
// out, so the text of the PDF does not have them.
func TestProveReadsRunningHeads(t *testing.T) {
	long := strings.Replace(paper, "HUVUD", hidden, 1) + strings.Repeat("\nEtt stycke till.\n", 90)
	data := files(t, long)["pdf"]
	text, err := pdf.Text(data)
	if err != nil || strings.Contains(text, "Annabella") {
		t.Fatalf("the head is part of the text: %v", err)
	}
	if found := edition.Prove("papper.pdf", "pdf", data); rules(found) != "maskerad-text-syns" {
		t.Errorf("got %v", found)
	}
}

// TestProveFindsADividedWord sets the name in ever narrower lines of prose, so
// that it stands at the end of a line in some of them.
func TestProveFindsADividedWord(t *testing.T) {
	for n := range 40 {
		md := strings.Replace(paper, "STYCKE", strings.Repeat("i", n)+" "+hidden, 1)
		if found := edition.Prove("papper.pdf", "pdf", files(t, md)["pdf"]); len(found) == 0 {
			t.Errorf("not found after %d characters", n)
		}
	}
}

func book(t *testing.T, c *namnd.Case) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := xlsx.Write(&b, register.Build([]register.Entry{{File: "arende.yaml", Case: c}})); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestProveReadsWorkbooks(t *testing.T) {
	clean := func() *namnd.Case {
		return &namnd.Case{Board: namnd.Board{Name: "provnämnden"}, Title: "Ansökan", Dnr: []string{"PN 1"}, Date: civil.Date{Year: 2026, Month: 11, Day: 2}}
	}
	if found := edition.Prove("register-publik.xlsx", "xlsx", book(t, clean())); len(found) > 0 {
		t.Errorf("a clean workbook: %v", found)
	}
	for name, plant := range map[string]func(*namnd.Case){
		"title":                 func(c *namnd.Case) { c.Title = "Ansökan från Annabella\nProvbergsson" },
		"board, in the title":   func(c *namnd.Case) { c.Board.Name = hidden },
		"purpose of a deadline": func(c *namnd.Case) { c.Deadlines = []namnd.Deadline{{Name: "svar", Date: c.Date, Purpose: hidden}} },
	} {
		c := clean()
		plant(c)
		if found := edition.Prove("register-publik.xlsx", "xlsx", book(t, c)); rules(found) != "maskerad-text-syns" {
			t.Errorf("%s: got %v", name, found)
		}
		if found := edition.Prove("register-publik.xlsx", "xlsx", book(t, redact.Masked(edition, c))); len(found) > 0 {
			t.Errorf("%s, masked: got %v", name, found)
		}
	}
}

// TestProveReadsThePropertiesOfAWorkbook plants the text in a part that shows in
// no cell.
func TestProveReadsThePropertiesOfAWorkbook(t *testing.T) {
	data := book(t, &namnd.Case{Board: namnd.Board{Name: "provnämnden"}, Title: "Ansökan"})
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	planted := false
	for _, f := range in.File {
		r, _ := f.Open()
		text, _ := io.ReadAll(r)
		if f.Name == "docProps/core.xml" {
			planted = bytes.Contains(text, []byte("<dc:title>"))
			text = bytes.Replace(text, []byte("<dc:title>"), []byte("<dc:title>Annabella Prov&#98;ergsson"), 1)
		}
		w, _ := out.Create(f.Name)
		w.Write(text)
	}
	out.Close()
	if found := edition.Prove("register.xlsx", "xlsx", b.Bytes()); !planted || rules(found) != "maskerad-text-syns" {
		t.Errorf("planted %v, got %v", planted, found)
	}
}

func TestProveRefusesWhatItCannotRead(t *testing.T) {
	for _, format := range []string{"pdf", "xlsx"} {
		if found := edition.Prove("fil", format, []byte("ingenting")); rules(found) != "maskering-ej-prövad" {
			t.Errorf("%s: got %v", format, found)
		}
	}
	if found := (redact.Edition{}).Prove("a.pdf", "pdf", nil); len(found) > 0 {
		t.Errorf("nothing to cover, and %v", found)
	}
}

func TestProveReadsFileNames(t *testing.T) {
	for name, want := range map[string]string{"annabella-provbergsson.md": "maskerad-text-syns", "Annabella_Provbergsson/arende.md": "maskerad-text-syns", "annabella.md": ""} {
		if got := rules(edition.Prove(name, "md", nil)); got != want {
			t.Errorf("%s: got %q", name, got)
		}
	}
}
