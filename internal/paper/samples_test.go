package paper_test

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kansli/internal/casefile"
	"kansli/internal/diag"
	"kansli/internal/document"
	"kansli/internal/layout"
	"kansli/internal/markdown"
	"kansli/internal/namnd"
	"kansli/internal/paper"
	"kansli/internal/pdf"
	"kansli/internal/swedish"
	"kansli/templates"
)

var golden = flag.Bool("golden", false, "write the expected results anew")

const samples = "../../samples"

func workshop(t testing.TB) *paper.Workshop {
	t.Helper()
	shop, findings := paper.Open(templates.FS)
	if len(findings) > 0 {
		t.Fatalf("the embedded templates have findings:\n%s", text(findings))
	}
	return shop
}

func text(fs []diag.Finding) string {
	var b strings.Builder
	diag.WriteText(&b, fs)
	return b.String()
}

// reader reads samples by names that start at the samples' folder.
func reader() *casefile.Reader {
	return casefile.NewReader(func(name string) ([]byte, error) {
		return os.ReadFile(filepath.Join(samples, filepath.FromSlash(name)))
	})
}

// sampleFiles are the data files in the samples' folders, less the broken ones.
func sampleFiles(t testing.TB, broken bool) []string {
	t.Helper()
	var names []string
	err := fs.WalkDir(os.DirFS(samples), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && path.Ext(name) == ".yaml" && strings.HasPrefix(name, "fel/") == broken {
			names = append(names, name)
		}
		return err
	})
	if err != nil || len(names) == 0 {
		t.Fatalf("%d samples, %v", len(names), err)
	}
	return names
}

// emptyHeadings lists the headings of a paper that have no text of their own. Only
// the title of the paper and that of a § may lead on to a lower heading at once.
func emptyHeadings(md string) (titles []string) {
	open := ""
	for line := range strings.Lines(md + "\n# \n") {
		switch line = strings.TrimSpace(line); {
		case line == "" || line == ":::":
		case strings.HasPrefix(line, "#"):
			title := strings.HasPrefix(open, "# ") || strings.HasPrefix(open, "## §")
			if open != "" && (!title || level(line) <= level(open)) {
				titles = append(titles, open)
			}
			open = line
		default:
			open = ""
		}
	}
	return titles
}

func level(heading string) int { return len(heading) - len(strings.TrimLeft(heading, "#")) }

// TestNoHeadingStandsEmpty reads the papers of all samples. In an agenda a heading
// is a point, or a group of them; the parts of a tjänsteutlåtande are the writer's.
func TestNoHeadingStandsEmpty(t *testing.T) {
	if got := emptyHeadings("# A\n\n## B\n\n### C\n\nText.\n\n## D\n"); strings.Join(got, " ") != "## B ## D" {
		t.Fatalf("found %q", got)
	}
	names, _ := fs.Glob(os.DirFS(samples), "*/papper/*.md")
	if len(names) < 50 {
		t.Fatalf("only %d papers", len(names))
	}
	for _, name := range names {
		md, err := os.ReadFile(filepath.Join(samples, name))
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "-foredragningslista.md") || strings.HasSuffix(name, "-tjansteutlatande.md") {
			continue
		}
		for _, title := range emptyHeadings(string(md)) {
			t.Errorf("%s: %q has no text", name, title)
		}
	}
}

// sample is a paper of a sample, set.
type sample struct {
	name  string // such as kvalitet-2013/arende-tjansteutlatande
	paper paper.Paper
	image func(string) ([]byte, error)
}

// samplePapers are the papers of all good samples.
func samplePapers(t testing.TB, shop *paper.Workshop) []sample {
	t.Helper()
	r := reader()
	var out []sample
	for _, name := range sampleFiles(t, false) {
		file, findings := r.Read(name)
		findings = append(findings, paper.Check(file, r.BoardsFor(name), nil)...)
		papers, faults := shop.Papers(file)
		if findings = append(findings, faults...); len(findings) > 0 {
			t.Errorf("a good sample has findings:\n%s", text(diag.Sort(findings)))
		}
		for _, p := range papers {
			out = append(out, sample{
				name:  strings.TrimSuffix(name, ".yaml") + "-" + p.Suffix,
				paper: p,
				image: func(src string) ([]byte, error) {
					return os.ReadFile(filepath.Join(samples, path.Dir(name), src))
				},
			})
		}
	}
	return out
}

// TestSamplesMarkdown holds the Markdown of every sample against what lies
// beside it, in the folder papper.
func TestSamplesMarkdown(t *testing.T) {
	expected := map[string]bool{}
	for _, s := range samplePapers(t, workshop(t)) {
		dir, base := path.Split(s.name)
		file := filepath.Join(samples, filepath.FromSlash(dir), "papper", base+".md")
		expected[file] = true
		compare(t, file, s.paper.Markdown)
	}
	old, _ := filepath.Glob(filepath.Join(samples, "*", "papper", "*.md"))
	for _, file := range old {
		if !expected[file] {
			t.Errorf("%s is made of no sample", file)
		}
	}
}

// compare holds a result against a file, or writes the file.
func compare(t *testing.T, file string, got []byte) {
	t.Helper()
	if *golden {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Errorf("%v (make golden writes it)", err)
		return
	}
	if string(got) != string(want) {
		t.Errorf("%s differs:\n%s", file, firstDifference(string(got), string(want)))
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			return fmt.Sprintf("line %d\n got: %q\nwant: %q", i+1, at(g, i), at(w, i))
		}
	}
	return "no line differs"
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(end)"
}

// dumped are the papers whose pages are held run by run: few enough that a
// change in them is read.
var dumped = []string{
	"kvalitet-2013/arende-tjansteutlatande",
	"bidrag/arende-tjansteutlatande",
	"lang/arende-tjansteutlatande",
	"sammantrade-socialnamnden/sammantrade-protokollsutdrag-5",
}

// TestSamplesPDF holds some papers' pages against a dump, one line a run, and
// every PDF against its hash; checks the file's tags, and that the text read out
// of it is the text that went in.
func TestSamplesPDF(t *testing.T) {
	shop := workshop(t)
	style := sampleStyle(t)
	var hashes strings.Builder
	for _, s := range samplePapers(t, shop) {
		doc, _ := markdown.Parse(s.name, s.paper.Markdown)
		pages, findings := layout.Paginate(doc, style, layout.Resources{Image: s.image})
		if diag.Stops(findings) {
			t.Errorf("%s: %s", s.name, text(findings))
		}
		if slices.Contains(dumped, s.name) {
			compare(t, filepath.Join("testdata", "pages", strings.ReplaceAll(s.name, "/", "-")+".txt"), []byte(layout.Dump(pages)))
		}

		data, findings := shop.Write(s.paper, paper.Options{Image: s.image}, paper.PDF)
		if len(findings) > 0 {
			t.Errorf("%s:\n%s", s.name, text(findings))
			continue
		}
		if findings := pdf.Verify(data[0].Data); len(findings) > 0 {
			t.Errorf("%s:\n%s", s.name, text(findings))
		}
		got, err := pdf.Text(data[0].Data)
		if err != nil {
			t.Errorf("%s: %v", s.name, err)
		}
		// A footnote is read out where it is referred to, so its words are looked for
		// by themselves.
		body := document.Document{Blocks: doc.Blocks}
		missingWords(t, s.name, swedish.NFC(body.PlainText()), got)
		for _, note := range doc.Notes {
			alone := document.Document{Blocks: note.Blocks}
			missingWords(t, s.name, swedish.NFC(alone.PlainText()), got)
		}
		fmt.Fprintf(&hashes, "%x  %s.pdf\n", sha256.Sum256(data[0].Data), s.name)
	}
	compare(t, filepath.Join("testdata", "pdf.sha256"), []byte(hashes.String()))
}

// missingWords reports the first word of the source that does not come, in its
// order, in the text read out.
func missingWords(t *testing.T, name, source, readOut string) {
	t.Helper()
	squeeze := func(s string) string {
		return strings.NewReplacer(" ", "", "\u00a0", "", "\n", "", "\u00ad", "").Replace(s)
	}
	rest := squeeze(readOut)
	for word := range strings.FieldsSeq(source) {
		i := strings.Index(rest, squeeze(word))
		if i < 0 {
			t.Errorf("%s: the word %q is not in the text of the PDF, or not in its place", name, word)
			return
		}
		rest = rest[i+len(squeeze(word)):]
	}
}

func sampleStyle(t testing.TB) *layout.Style {
	t.Helper()
	src, err := fs.ReadFile(templates.FS, "stil.yaml")
	if err != nil {
		t.Fatal(err)
	}
	style, findings := layout.ReadStyle([]layout.Layer{{Name: "stil.yaml", Src: src}})
	if diag.Stops(findings) {
		t.Fatal(text(findings))
	}
	return style
}

// expectation is the comment at the head of a broken sample:
// # väntat: RAD:KOLUMN allvar regel.
var expectation = regexp.MustCompile(`(?m)^# väntat: (.+)$`)

// TestBrokenSamples holds every broken sample against the findings that its head
// says: those and no others.
func TestBrokenSamples(t *testing.T) {
	shop := workshop(t)
	for _, name := range sampleFiles(t, true) {
		src, err := os.ReadFile(filepath.Join(samples, name))
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		for _, m := range expectation.FindAllStringSubmatch(string(src), -1) {
			want = append(want, strings.Join(strings.Fields(m[1]), " "))
		}
		if len(want) == 0 {
			continue // a good file that a broken one refers to
		}
		var got []string
		for _, f := range allFindings(shop, name) {
			place := ""
			if f.File != name {
				place = path.Base(f.File) + ":"
			}
			got = append(got, fmt.Sprintf("%s%d:%d %s %s", place, f.Line, f.Column, f.Severity, f.Rule))
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n got %v\nwant %v", name, got, want)
		}
	}
}

// siblings are the other meetings in the folder of a broken sample: a fault
// between several meetings has a folder of its own.
func siblings(name string) []*namnd.Meeting {
	if path.Dir(name) == "fel" {
		return nil
	}
	files, _ := filepath.Glob(filepath.Join(samples, path.Dir(name), "*.yaml"))
	var all []*namnd.Meeting
	for _, file := range files {
		other := path.Join(path.Dir(name), filepath.Base(file))
		if read, _ := reader().Read(other); read.Meeting != nil && other != name {
			all = append(all, read.Meeting)
		}
	}
	return all
}

// allFindings is what kansli check finds in a file.
func allFindings(shop *paper.Workshop, name string) []diag.Finding {
	r := reader()
	file, findings := r.Read(name)
	if diag.Stops(findings) {
		return findings
	}
	findings = append(findings, paper.Check(file, r.BoardsFor(name), siblings(name))...)
	if diag.Stops(findings) {
		return diag.Sort(findings)
	}
	papers, faults := shop.Papers(file)
	findings = append(findings, faults...)
	for _, p := range papers {
		_, faults := shop.Write(p, paper.Options{}, paper.Markdown)
		findings = append(findings, faults...)
	}
	return diag.Sort(findings)
}
