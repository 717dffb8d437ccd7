package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"kansli/internal/casefile"
	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/paper"
	"kansli/internal/redact"
	"kansli/templates"
)

// source is the flags that say what a verb reads.
type source struct {
	templates *[]string
	boards    *string
}

func sourceFlags(flags *pflag.FlagSet) source {
	return source{
		templates: flags.StringArray("templates", nil, "`MAPP` med egna mallar ovanpå de inbyggda; kan anges flera gånger"),
		boards:    flags.String("boards", "", "`FIL` med nämnder; annars närmaste namnder.yaml"),
	}
}

// choice is a flag that takes one of the words.
func choice(flags *pflag.FlagSet, name, value string, words []string, usage string) *string {
	c := &choiceValue{value, words}
	flags.Var(c, name, usage)
	return &c.value
}

type choiceValue struct {
	value string
	words []string
}

func (c *choiceValue) String() string { return c.value }
func (c *choiceValue) Type() string   { return "ord" }

func (c *choiceValue) Set(s string) error {
	if !slices.Contains(c.words, s) {
		return fmt.Errorf("välj %s", strings.Join(c.words, ", "))
	}
	c.value = s
	return nil
}

// choices is a flag that takes several of the words, split by commas.
func choices(flags *pflag.FlagSet, name string, value, words []string, usage string) *[]string {
	c := &choicesValue{value, words}
	flags.Var(c, name, usage)
	return &c.values
}

type choicesValue struct{ values, words []string }

func (c *choicesValue) String() string { return strings.Join(c.values, ",") }
func (c *choicesValue) Type() string   { return "ord" }

func (c *choicesValue) Set(s string) error {
	c.values = nil
	for word := range strings.SplitSeq(s, ",") {
		word = strings.TrimSpace(word)
		if !slices.Contains(c.words, word) {
			return fmt.Errorf("välj bland %s", strings.Join(c.words, ", "))
		}
		if !slices.Contains(c.values, word) {
			c.values = append(c.values, word)
		}
	}
	return nil
}

// job is one run over files: the workshop, what was read, and what was found.
type job struct {
	shop     *paper.Workshop
	reader   *casefile.Reader
	files    []readFile
	findings []diag.Finding
	public   *redact.Edition // nil but for the public edition
}

// readFile is an input with what it held. A Markdown file has only its bytes.
type readFile struct {
	input
	data   casefile.File
	boards []namnd.Board // all that the file could have named
	src    []byte
}

func (f readFile) isMarkdown() bool { return strings.EqualFold(path.Ext(f.name), ".md") }

// prepare reads templates and, when --boards says so, the register.
func (s source) prepare() (*job, error) {
	j := &job{}
	layers := []fs.FS{templates.FS}
	for _, dir := range *s.templates {
		if info, err := os.Stat(dir); err != nil {
			return nil, err
		} else if !info.IsDir() {
			return nil, usageError{fmt.Sprintf("--templates %s är ingen mapp", dir)}
		}
		layers = append(layers, os.DirFS(dir))
	}
	shop, findings := paper.Open(layers...)
	j.shop = shop
	j.report(findings)
	j.reader = casefile.NewReader(readFromDisk)
	if *s.boards != "" {
		file, findings := j.reader.Read(filepath.ToSlash(*s.boards))
		j.report(findings)
		if file.Boards == nil {
			return nil, usageError{fmt.Sprintf("--boards %s är ingen fil med nämnder", *s.boards)}
		}
		j.reader.Boards = file.Boards
	}
	return j, nil
}

func readFromDisk(name string) ([]byte, error) { return os.ReadFile(filepath.FromSlash(name)) }

// open reads templates and inputs. Faults in them are findings of the job; the
// error is for what cannot be read at all.
func (s source) open(t terminal, args []string) (*job, error) {
	inputs, err := findInputs(args)
	if err != nil {
		return nil, err
	}
	j, err := s.prepare()
	if err != nil {
		return nil, err
	}
	for _, in := range inputs {
		src, err := in.read(t)
		if err != nil {
			return nil, err
		}
		f := readFile{input: in, src: src}
		if in.name == standardInput {
			f.name = standardInputName
		}
		if !f.isMarkdown() {
			data, findings := j.reader.Parse(f.name, src)
			f.data, f.boards = data, j.reader.BoardsFor(f.name)
			j.report(findings)
		}
		j.files = append(j.files, f)
	}
	return j, nil
}

func (j *job) report(fs []diag.Finding) { j.findings = append(j.findings, fs...) }

// faulty reports whether a file already has an error, so that no paper is made
// of it.
func (j *job) faulty(name string) bool {
	return slices.ContainsFunc(j.findings, func(f diag.Finding) bool { return f.File == name && f.Severity == diag.Error })
}

// papers are the papers of a file, merged and checked.
func (j *job) papers(f readFile, kinds []paper.Kind) []paper.Paper {
	if j.shop == nil || !casefile.Readable(f.name, j.findings) {
		return nil
	}
	if f.isMarkdown() {
		return []paper.Paper{paper.FromMarkdown(f.name, f.src)}
	}
	if f.data.Dispatch != nil {
		j.report([]diag.Finding{{File: f.name, Severity: diag.Advice, Rule: "utskick", Message: "papperen i ett utskick görs av kansli batch",
			Remedy: "kansli batch " + f.name + ", med --dry-run för att bara granska"}})
		return nil
	}
	if !j.faulty(f.name) {
		j.hold(&f.data)
	}
	j.report(casefile.Further(j.findings, paper.Check(f.data, f.boards, j.meetings())))
	if j.faulty(f.name) {
		return nil
	}
	papers, findings := j.shop.Papers(j.edition(f.data), kinds...)
	j.report(findings)
	return j.finished(papers)
}

// meetings are all meetings of the run.
func (j *job) meetings() []*namnd.Meeting {
	var all []*namnd.Meeting
	for _, f := range j.files {
		if f.data.Meeting != nil {
			all = append(all, f.data.Meeting)
		}
	}
	return all
}

// options opens pictures beside the file that names them.
func (f readFile) options() paper.Options {
	return paper.Options{Image: func(src string) ([]byte, error) { return besideFile(f.name, src) }}
}

// besideFile reads a file that another one names, from its folder or below.
func besideFile(name, src string) ([]byte, error) {
	root, err := os.OpenRoot(filepath.FromSlash(path.Dir(name)))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.ReadFile(filepath.FromSlash(src))
}

// finish writes the findings and turns errors into an exit code.
func (j *job) finish(w io.Writer, format string) error {
	j.findings = diag.Sort(j.findings)
	if err := writeFindings(w, j.findings, format); err != nil {
		return err
	}
	if diag.Stops(j.findings) {
		return errFaults
	}
	return nil
}
