package statute

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kansli/internal/casefile"
	"kansli/internal/diag"
	"kansli/internal/namnd"
)

const samples = "../../samples"

// checked files of one folder are known to each other, as when a folder is given
// to kansli check.
func checkFiles(t *testing.T, names []string) map[string][]diag.Finding {
	t.Helper()
	reader := casefile.NewReader(os.ReadFile)
	boards, faults := reader.Read(samples + "/namnder.yaml")
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	found := map[string][]diag.Finding{}
	var files []casefile.File
	ctx := Context{Boards: boards.Boards.Boards}
	for _, name := range names {
		f, findings := reader.Read(name)
		found[name] = findings
		files = append(files, f)
		if f.Meeting != nil {
			ctx.Meetings = append(ctx.Meetings, f.Meeting)
		}
	}
	for _, f := range files {
		var findings []diag.Finding
		switch {
		case f.Case != nil:
			findings = CheckCase(f.Case, ctx)
		case f.Meeting != nil:
			findings = CheckMeeting(f.Meeting, ctx)
		}
		found[f.Name] = diag.Sort(append(found[f.Name], f.Marks.Resolve(findings)...))
	}
	return found
}

func TestGoodSamplesAreSilent(t *testing.T) {
	names, err := fs.Glob(os.DirFS(samples), "*/*.yaml")
	if err != nil || len(names) < 10 {
		t.Fatal(names, err)
	}
	folders := map[string][]string{}
	for _, name := range names {
		if dir := path.Dir(name); dir != "fel" {
			folders[dir] = append(folders[dir], samples+"/"+name)
		}
	}
	for _, folder := range folders {
		for name, findings := range checkFiles(t, folder) {
			for _, f := range findings {
				t.Errorf("%s:%d:%d: %s [%s]", name, f.Line, f.Column, f.Message, f.Rule)
			}
		}
	}
}

var expectation = regexp.MustCompile(`(?m)^# väntat: (\d+:\d+ \pL+ (\S+))$`)

// TestBrokenSamples finds exactly what the samples of these rules say, and
// nothing else.
func TestBrokenSamples(t *testing.T) {
	fsys := os.DirFS(samples)
	alone, _ := fs.Glob(fsys, "fel/*.yaml")
	together, _ := fs.Glob(fsys, "fel/*/*.yaml")
	folders := map[string][]string{}
	for _, name := range together {
		folders[path.Dir(name)] = append(folders[path.Dir(name)], samples+"/"+name)
	}
	groups := [][]string{}
	for _, name := range alone {
		groups = append(groups, []string{samples + "/" + name})
	}
	for _, group := range folders {
		groups = append(groups, group)
	}
	var ids []string
	for _, r := range Rules() {
		ids = append(ids, r.ID)
	}
	for _, group := range groups {
		want, ours := map[string][]string{}, false
		for _, name := range group {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range expectation.FindAllStringSubmatch(string(src), -1) {
				want[name] = append(want[name], m[1])
				ours = ours || slices.Contains(ids, m[2])
			}
		}
		if !ours {
			continue
		}
		for name, findings := range checkFiles(t, group) {
			var got []string
			for _, f := range findings {
				got = append(got, fmt.Sprintf("%d:%d %s %s", f.Line, f.Column, f.Severity, f.Rule))
			}
			slices.Sort(got)
			slices.Sort(want[name])
			if !slices.Equal(got, want[name]) {
				var text strings.Builder
				diag.WriteText(&text, findings)
				t.Errorf("%s:\n got %q\nwant %q\n%s", name, got, want[name], &text)
			}
		}
	}
}

func FuzzCheckMeeting(f *testing.F) {
	names, _ := fs.Glob(os.DirFS(samples), "*/*.yaml")
	for _, name := range names {
		if src, err := os.ReadFile(samples + "/" + name); err == nil {
			f.Add(string(src))
		}
	}
	none := func(string) ([]byte, error) { return nil, fs.ErrNotExist }
	f.Fuzz(func(t *testing.T, src string) {
		file, _ := casefile.NewReader(none).Parse("a.yaml", []byte(src))
		if file.Meeting != nil {
			file.Marks.Resolve(CheckMeeting(file.Meeting, Context{Meetings: []*namnd.Meeting{file.Meeting}}))
		}
		if file.Case != nil {
			file.Marks.Resolve(CheckCase(file.Case, Context{}))
		}
	})
}
