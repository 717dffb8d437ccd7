package pdf

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kansli/internal/layout"
)

var (
	judged = flag.Bool("verapdf", false, "let veraPDF judge the files too; needs java and mvn")
	others = flag.String("pdfs", "", "a folder with more files of this program to judge, searched to any depth")
)

// judge is the artifact that Maven fetches.
const judge = "org.verapdf.apps:cli:1.30.2"

const randomPapers = 200

// papers are the files that must be in order, by name.
func papers(t *testing.T) map[string][]byte {
	files := map[string][]byte{
		"full":       write(t, full(), facts),
		"attachment": write(t, full(), withSource()),
		"two-pages":  write(t, twoPages(), facts),
		"no-facts":   write(t, twoPages(), Info{Title: "Utan annat"}),
	}
	styles := []*layout.Style{style(t, "avstavning: {på: nej}"), style(t, "brevhuvud: {variant: enkel}"), style(t, "brödtext: {typsnitt: sans, grad: 14, radavstånd: 20}")}
	for seed := range uint64(randomPapers) {
		info := facts
		if seed%4 == 0 {
			info = withSource()
		}
		files[fmt.Sprintf("random-%03d", seed)] = set(t, randomPaper(seed), styles[seed%3], info)
	}
	if *others != "" {
		found := 0
		err := fs.WalkDir(os.DirFS(*others), ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || path.Ext(name) != ".pdf" {
				return err
			}
			found++
			data, err := os.ReadFile(filepath.Join(*others, name))
			files["other-"+strings.NewReplacer("/", "-", ".pdf", "").Replace(name)] = data
			return err
		})
		if err != nil || found == 0 {
			t.Fatalf("%d files in %s (%v)", found, *others, err)
		}
	}
	return files
}

// faulty are files that must fail: whether as PDF/A or as PDF/UA.
func faulty(t *testing.T) (archive, access map[string][]byte) {
	plain := write(t, full(), facts)
	spoilt := func(spoil func(*layout.Result)) []byte {
		p := full()
		spoil(p)
		return write(t, p, facts)
	}
	access = map[string][]byte{
		"heading-skipped":  spoilt(func(p *layout.Result) { role(p, layout.RoleH2).Role = layout.RoleH4 }),
		"no-alternative":   spoilt(func(p *layout.Result) { role(p, layout.RoleFigure).Alt = "" }),
		"link-unspoken":    spoilt(func(p *layout.Result) { p.Pages[0].Links[0].Text = "" }),
		"note-unnamed":     spoilt(func(p *layout.Result) { role(p, layout.RoleNote).ID = "" }),
		"rule-unmarked":    rebuild(t, rebuild(t, plain, "/Artifact<</Type/Layout>>BDC", ""), " l S\nEMC", " l S"),
		"title-not-shown":  rebuild(t, plain, "/DisplayDocTitle true", "/DisplayDocTitle false"),
		"no-language":      rebuild(t, plain, "/Lang(sv-SE)", ""),
		"scope-missing":    rebuild(t, plain, "/Scope/Column", ""),
		"parent-tree-gone": rebuild(t, plain, "/StructParent 4", "/StructParent 44"),
	}
	archive = map[string][]byte{
		"glyph-outside": rebuild(t, plain, "utm\xe4rkelse 2013) Tj", "utm\xe4rqelse 2013) Tj"),
		"width-wrong":   rebuild(t, plain, " 556 ", " 550 "),
		"not-embedded":  rebuild(t, plain, "/FontFile2", "/FontFile9"),
		"no-profile":    rebuild(t, plain, "/DestOutputProfile", "/DestOutputProfil"),
		"wrong-part":    rebuild(t, plain, "<pdfaid:part>2", "<pdfaid:part>1"),
		"no-extension":  rebuild(t, plain, "pdfua/ns/id/</pdfaSchema:namespaceURI>", "pdfua/ns/ix/</pdfaSchema:namespaceURI>"),
		"not-marked":    rebuild(t, plain, "/Marked true", "/Marked false"),
		"annot-hidden":  rebuild(t, plain, "/F 4/", "/F 6/"),
		"2a-and-a-file": rebuild(t, write(t, full(), withSource()), "<pdfaid:part>3", "<pdfaid:part>2"),
	}
	return archive, access
}

// Everything that the program writes is in order, and what is not is found.
// With -verapdf the judge is veraPDF as well.
func TestConformance(t *testing.T) {
	files := papers(t)
	archive, access := faulty(t)
	for name, data := range files {
		for _, f := range Verify(data) {
			t.Errorf("%s: %s [%s]", name, f.Message, f.Rule)
		}
	}
	for _, bad := range []map[string][]byte{archive, access} {
		for name, data := range bad {
			if len(Verify(data)) == 0 {
				t.Errorf("%s: the planted fault was not found", name)
			}
		}
	}
	t.Logf("kansli verify: %d files in order, %d planted faults", len(files), len(archive)+len(access))
	if *judged {
		judgeAll(t, files, archive, access)
	}
}

func judgeAll(t *testing.T, files, archive, access map[string][]byte) {
	for _, tool := range []string{"java", "mvn"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Fatalf("%s is missing; veraPDF needs java and mvn", tool)
		}
	}
	dir := t.TempDir()
	command(t, "mvn", "-q", "-B", "dependency:copy", "-Dartifact="+judge, "-DoutputDirectory="+dir)
	jars, _ := filepath.Glob(filepath.Join(dir, "*.jar"))
	if len(jars) != 1 {
		t.Fatal("Maven gave no veraPDF")
	}
	put := func(folder, name string, data []byte) {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, folder, name+".pdf"), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, data := range files {
		if _, _, err := Attached(data); err == nil {
			put("3a", name, data)
		} else {
			put("2a", name, data)
		}
	}
	for name, data := range archive {
		put("bad-2a", name, data)
	}
	for name, data := range access {
		put("bad-ua1", name, data)
	}
	for _, run := range []struct {
		flavour   string
		good, bad []string
	}{{"2a", []string{"2a"}, []string{"bad-2a"}}, {"3a", []string{"3a"}, nil}, {"ua1", []string{"2a", "3a"}, []string{"bad-ua1"}}} {
		args := []string{"-jar", jars[0], "-f", run.flavour, "--format", "text", "-v", "-r"}
		for _, folder := range slices.Concat(run.good, run.bad) {
			args = append(args, filepath.Join(dir, folder))
		}
		passed, failed := verdicts(t, command(t, "java", args...), dir)
		for _, name := range passed {
			if strings.HasPrefix(name, "bad-") {
				t.Errorf("%s: veraPDF passed %s", run.flavour, name)
			}
		}
		good := 0
		for _, name := range failed {
			if !strings.HasPrefix(name, "bad-") {
				t.Errorf("%s: veraPDF failed %s", run.flavour, name)
				continue
			}
			good++
		}
		t.Logf("veraPDF %s: %d files pass, %d planted faults fail", run.flavour, len(passed), good)
		if want := countFiles(t, dir, run.good, run.bad); len(passed)+len(failed) != want {
			t.Errorf("%s: veraPDF judged %d of %d files", run.flavour, len(passed)+len(failed), want)
		}
	}
}

// command runs a tool and returns what it says; what it complains of fails the
// test.
func command(t *testing.T, name string, args ...string) string {
	var out, complaints bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = &out, &complaints
	err := cmd.Run()
	if _, isExit := err.(*exec.ExitError); err != nil && (!isExit || name == "mvn") {
		t.Fatalf("%s: %v\n%s%s", name, err, out.String(), complaints.String())
	}
	if s := complaints.String(); strings.Contains(s, "WARNING") || strings.Contains(s, "SEVERE") {
		t.Errorf("%s complains:\n%.2000s", name, s)
	}
	return out.String()
}

// verdicts reads lines such as "PASS /folder/2a/full.pdf 2a" and says what
// failed files failed at.
func verdicts(t *testing.T, report, dir string) (passed, failed []string) {
	for line := range strings.Lines(report) {
		line = strings.TrimRight(line, "\n")
		name := strings.TrimPrefix(line[min(len(line), len("PASS ")):], dir+string(filepath.Separator))
		switch {
		case strings.HasPrefix(line, "PASS "):
			passed = append(passed, name)
		case strings.HasPrefix(line, "FAIL "):
			failed = append(failed, name)
		}
		if n := len(failed); strings.HasPrefix(line, "  FAIL ") && n > 0 && !strings.HasPrefix(failed[n-1], "bad-") {
			t.Logf("%s: %s", failed[n-1], strings.TrimSpace(line))
		}
	}
	return passed, failed
}

func countFiles(t *testing.T, dir string, folders ...[]string) (n int) {
	for _, f := range slices.Concat(folders...) {
		found, err := os.ReadDir(filepath.Join(dir, f))
		if err != nil {
			t.Fatal(err)
		}
		n += len(found)
	}
	return n
}
