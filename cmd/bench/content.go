package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// content is one case as the peers' scripts have it: the text of a
// tjänsteutlåtande of two pages, with nothing of either side's form in it.
type content struct {
	Nr          int       `json:"nr"`
	Dnr         string    `json:"dnr"`
	Year        int       `json:"ar"`
	Board       string    `json:"namnd"`
	Office      string    `json:"forvaltning"`
	Department  string    `json:"avdelning"`
	Handler     person    `json:"handlaggare"`
	Date        string    `json:"datum"`
	Meeting     string    `json:"sammantrade"`
	Title       string    `json:"titel"`
	Units       []string  `json:"enheter"`
	Points      []string  `json:"beslut"`
	Signatories []person  `json:"undertecknare"`
	Sections    []section `json:"sektioner"`
	Timetable   []event   `json:"tidplan"`
	Attachments []string  `json:"bilagor"`
}

type person struct {
	Name  string `json:"namn"`
	Title string `json:"titel,omitempty"`
	Phone string `json:"telefon,omitempty"`
	Email string `json:"epost,omitempty"`
}

type section struct {
	Head       string   `json:"rubrik"`
	Paragraphs []string `json:"stycken"`
}

type event struct {
	What string `json:"vad"`
	Date string `json:"datum"` // in words
}

// headOfUnits is the section that the list of units ends.
const headOfUnits = "Ärendet"

// each calls do with every case of a file {"cases": […]}, one at a time: what
// this program holds in memory, the kernel counts as the peak of the processes
// that it starts.
func each(file string, do func(content) error) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	dec := json.NewDecoder(bufio.NewReader(f))
	for range 3 { // { "cases" [
		if _, err := dec.Token(); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	for dec.More() {
		var c content
		if err := dec.Decode(&c); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		if err := do(c); err != nil {
			return err
		}
	}
	return nil
}

// The files of a folder with the same cases as kansli has them.
const (
	dispatchFile = "utskick.yaml"
	boardsFile   = "namnder.yaml"
	casesFolder  = "arenden"
	lookFolder   = "sida"
)

// look lays over the page of the templates the one that the peers' scripts set:
// the same faces, sizes and width of text, so that the paper comes to two pages
// on both sides.
const look = `marginaler: {vänster: 27.5, höger: 27.5, över: 26, under: 20}
textbredd: 155
brevhuvud: {variant: enkel, över: 11, text: {typsnitt: sans, grad: 9, radavstånd: 12}}
löphuvud: {typsnitt: sans, grad: 9, radavstånd: 12}
brödtext: {typsnitt: serif, grad: 10.5, radavstånd: 13.5, efter: 5}
rubrik1: {typsnitt: sans, fet: ja, grad: 14, radavstånd: 17, före: 10, efter: 8}
rubrik2: {typsnitt: sans, fet: ja, grad: 11, radavstånd: 13.5, före: 10, efter: 4}
listor: {mellan: 0}
underskrifter: {text: {typsnitt: serif, grad: 10.5, radavstånd: 13.5, före: 0, efter: 4}, plats: 24}
`

// caseFile is the file of a case in such a folder.
func caseFile(nr int) string { return fmt.Sprintf("%s/%06d.yaml", casesFolder, nr) }

// writeFolder writes the cases of a file into a folder as an official would have
// them: a file a case, the register of boards and the utskick that makes them all.
func writeFolder(file, folder string) error {
	for _, f := range []string{casesFolder, lookFolder} {
		if err := os.MkdirAll(filepath.Join(folder, f), 0o755); err != nil {
			return err
		}
	}
	var boards []content
	known := map[string]bool{}
	err := each(file, func(c content) error {
		if !known[c.Board] {
			known[c.Board] = true
			boards = append(boards, c)
		}
		return os.WriteFile(filepath.Join(folder, filepath.FromSlash(caseFile(c.Nr))), []byte(c.yaml()), 0o644)
	})
	if err != nil {
		return err
	}
	for name, text := range map[string]string{
		boardsFile:                boardsYAML(boards),
		dispatchFile:              "typ: utskick\närende: " + casesFolder + "\n",
		lookFolder + "/stil.yaml": look,
	} {
		if err := os.WriteFile(filepath.Join(folder, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// inOrder is the case with its dates the right way round. The peers' generator
// draws them by lot, and kansli warns of a meeting before the paper for it.
func (c content) inOrder() content {
	if c.Meeting < c.Date {
		c.Meeting, c.Date = c.Date, c.Meeting
	}
	return c
}

// boardID is the prefix of the dnr in lower case.
func (c content) boardID() string {
	prefix, _, _ := strings.Cut(c.Dnr, " ")
	return strings.ToLower(prefix)
}

// boardsYAML is the file of the boards. Each has what the search for other boards
// looks for: a name, a prefix, addresses and signatories of its own.
func boardsYAML(boards []content) string {
	var b strings.Builder
	b.WriteString("typ: nämnder\nkommun: Exempelstad\nnämnder:\n")
	for i, c := range boards {
		kind := "facknämnd"
		if strings.HasSuffix(c.Board, "stadsdelsnämnd") {
			kind = "stadsdelsnämnd"
		}
		fmt.Fprintf(&b, "  %s:\n    namn: %s\n    genitiv: %ss\n    kort: nämnden\n    slag: %s\n    förvaltning: %s\n    dnr_prefix: %s\n",
			c.boardID(), c.Board, c.Board, kind, c.Office, strings.ToUpper(c.boardID()))
		fmt.Fprintf(&b, "    adress: [Provgatan %d, %d Exempelstad]\n    epost: %s@exempel.example\n    undertecknare: [{namn: %s Styrqvist, titel: Direktör}]\n",
			i+1, 10000+i, strings.NewReplacer("å", "a", "ä", "a", "ö", "o").Replace(c.boardID()), []string{"Alva", "Bo", "Cleo", "Dag", "Elsa", "Folke", "Greta", "Hugo"}[i%8])
	}
	return b.String()
}

// yaml is the case as kansli reads it. The text names the board and the units by
// placeholder. Where a unit has an "och" in its name, the placeholder would set
// them as a list, in other words than the peers', so there they stand in the text.
func (c content) yaml() string {
	words := []string{c.Board, "{{ nämnd.namn }}"}
	named := !strings.Contains(strings.Join(c.Units, ", "), " och ")
	if named {
		words = append(words, joined(c.Units), "{{ enheter }}")
	}
	fill := strings.NewReplacer(words...)
	var b strings.Builder
	fmt.Fprintf(&b, "typ: ärende\nnämnd: %s\ndnr: %s\nrubrik: %s\ndatum: %s\nsammanträde: %s\navdelning: %s\n", c.boardID(), c.Dnr, c.Title, c.Date, c.Meeting, c.Department)
	fmt.Fprintf(&b, "handläggare: [{namn: %s, telefon: %s, epost: %s}]\n", c.Handler.Name, c.Handler.Phone, c.Handler.Email)
	if named {
		fmt.Fprintf(&b, "enheter: [%s]\n", strings.Join(c.Units, ", "))
	}
	b.WriteString("undertecknare:\n")
	for _, s := range c.Signatories {
		fmt.Fprintf(&b, "  - {namn: %s, titel: %s}\n", s.Name, s.Title)
	}
	b.WriteString("förslag:\n")
	for _, p := range c.Points {
		fmt.Fprintf(&b, "  - %q\n", fill.Replace(p))
	}
	b.WriteString("avsnitt:\n")
	for _, s := range c.Sections {
		fmt.Fprintf(&b, "  %s: |\n", s.Head)
		for i, p := range s.Paragraphs {
			if i > 0 {
				b.WriteString("\n")
			}
			fmt.Fprintf(&b, "    %s\n", fill.Replace(p))
		}
		if s.Head == headOfUnits {
			b.WriteString("\n")
			for _, u := range c.Units {
				fmt.Fprintf(&b, "    - %s\n", u)
			}
		}
	}
	b.WriteString("  Tidplan: |\n")
	for _, e := range c.Timetable {
		fmt.Fprintf(&b, "    - %s: %s\n", e.What, e.Date)
	}
	b.WriteString("bilagor:\n")
	for _, a := range c.Attachments {
		fmt.Fprintf(&b, "  - %s\n", a)
	}
	return b.String()
}

// joined is a list as it stands in text: A, B och C.
func joined(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	last := len(list) - 1
	return strings.Join(list[:last], ", ") + " och " + list[last]
}

// words are all words of the paper's text, without the letterhead, which each
// side sets in its own way.
func (c content) words() []string {
	var all []string
	add := func(texts ...string) {
		for _, t := range texts {
			all = append(all, strings.Fields(t)...)
		}
	}
	add(c.Title)
	add(c.Points...)
	for _, s := range c.Signatories {
		add(s.Name, s.Title)
	}
	for _, s := range c.Sections {
		add(s.Head)
		add(s.Paragraphs...)
	}
	add(c.Units...)
	for _, e := range c.Timetable {
		add(e.What+":", e.Date)
	}
	add(c.Attachments...)
	return all
}

// casesFile is a file of cases, in the form that each reads, while it is written.
type casesFile struct {
	file *os.File
	out  *bufio.Writer
	n    int
}

func createCases(name string) (*casesFile, error) {
	f, err := os.Create(name)
	if err != nil {
		return nil, err
	}
	return &casesFile{file: f, out: bufio.NewWriter(f)}, nil
}

func (w *casesFile) add(c content) error {
	data, err := json.Marshal(c)
	if err != nil {
		return err
	}
	before := ",\n"
	if w.n == 0 {
		before = `{"cases":[`
	}
	w.n++
	_, err = w.out.WriteString(before + string(data))
	return err
}

func (w *casesFile) close() error {
	_, err := w.out.WriteString("]}\n")
	return errors.Join(err, w.out.Flush(), w.file.Close())
}
