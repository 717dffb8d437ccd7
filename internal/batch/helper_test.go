package batch_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"kansli/internal/batch"
	"kansli/internal/casefile"
	"kansli/internal/diag"
	"kansli/internal/outdir"
	"kansli/internal/paper"
	"kansli/internal/rowfile"
	"kansli/templates"
)

// tree is the files that a plan is made from, by name.
type tree map[string]string

// source reads a tree as the command line reads a disk.
func (files tree) source(t testing.TB, layers ...fs.FS) batch.Source {
	t.Helper()
	shop, findings := paper.Open(append([]fs.FS{templates.FS}, layers...)...)
	if shop == nil {
		t.Fatal(findings)
	}
	return batch.Source{
		Read: func(name string) ([]byte, error) {
			text, ok := files[name]
			if !ok {
				return nil, fs.ErrNotExist
			}
			return []byte(text), nil
		},
		List: func(name string) ([]string, error) {
			var found []string
			for file := range files {
				if file == name || strings.HasPrefix(file, name+"/") {
					found = append(found, file)
				}
			}
			if sort.Strings(found); len(found) == 0 {
				return nil, fs.ErrNotExist
			}
			return found, nil
		},
		Rows: func(name, sheet string) (rowfile.Table, []diag.Finding) {
			table, findings := rowfile.Read(name, []byte(files[name]))
			if sheet != "" {
				table.Sheet = sheet
			}
			return table, findings
		},
		Image: func(beside, name string) ([]byte, error) {
			return []byte(files[path.Join(path.Dir(beside), name)]), nil
		},
		Hold:    func(*casefile.File) []diag.Finding { return nil },
		Shop:    shop,
		Formats: []paper.Format{paper.Markdown, paper.PDF},
		Program: "prov",
	}
}

// plan plans the utskick u.yaml of a tree, which must be possible.
func (files tree) plan(t testing.TB) *batch.Plan {
	t.Helper()
	plan, findings := batch.NewPlan(files.source(t), []string{"u.yaml"})
	if plan == nil {
		t.Fatalf("no plan:\n%s", list(findings))
	}
	return plan
}

// run carries out a plan into a folder.
func run(t testing.TB, plan *batch.Plan, folder string, opts batch.Options) batch.Report {
	t.Helper()
	report, err := try(t, plan, folder, opts)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func try(t testing.TB, plan *batch.Plan, folder string, opts batch.Options) (batch.Report, error) {
	t.Helper()
	dir, err := outdir.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer dir.Close()
	opts.Workers = max(2, opts.Workers)
	return plan.Run(context.Background(), dir, opts)
}

// list writes findings one a line: place, severity, rule and message.
func list(findings []diag.Finding) string {
	var b strings.Builder
	for _, f := range findings {
		fmt.Fprintf(&b, "%s:%d:%d: %s: %s [%s]\n", f.File, f.Line, f.Column, f.Severity, f.Message, f.Rule)
	}
	return b.String()
}

// contents are the files of a folder by name, hidden ones too.
func contents(t testing.TB, folder string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(folder, name)
		found[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

const boards = `typ: nämnder
nämnder:
  ek:
    namn: Eks stadsdelsnämnd
    genitiv: Eks stadsdelsnämnds
    slag: stadsdelsnämnd
    förvaltning: Eks stadsdelsförvaltning
    dnr_prefix: EKS
    adress: [Ekvägen 12, 123 45 Ekstad]
    epost: ek@exempel.example
    undertecknare: [{namn: Eva Ekprov, titel: Stadsdelsdirektör}]
  björk:
    namn: Björks stadsdelsnämnd
    genitiv: Björks stadsdelsnämnds
    slag: stadsdelsnämnd
    förvaltning: Björks stadsdelsförvaltning
    undertecknare: [{namn: Bo Björkprov, titel: Stadsdelsdirektör}]
  asp:
    namn: Asp-Björks stadsdelsnämnd
    genitiv: Asp-Björks stadsdelsnämnds
    slag: stadsdelsnämnd
    förvaltning: Asp-Björks stadsdelsförvaltning
    undertecknare: [{namn: Åsa Aspprov, titel: Stadsdelsdirektör}]
  gran:
    namn: Grans stadsdelsnämnd
    genitiv: Grans stadsdelsnämnds
    slag: stadsdelsnämnd
    förvaltning: Grans stadsdelsförvaltning
    upphörd: 2020-01-01
  hav:
    namn: havsnämnden
    genitiv: havsnämndens
    slag: facknämnd
    förvaltning: havskontoret
    förvaltningsslag: kontor
`

// one is a tree with one case to three boards.
func one(change ...string) tree {
	dispatch := `typ: utskick
nämnder: stadsdelsnämnd
ärende:
  rubrik: Ett ärende
  datum: 2024-04-09
  förslag: ["{{ nämnden }} godkänner förslaget."]
  avsnitt:
    Sammanfattning: |
      Detta är ett ärende med {{ enheter }}.
skillnader:
  ek: {dnr: EKS 2024/1, handläggare: Erik Ekman, enheter: Ekens förskola}
  björk: {dnr: BJÖ 2024/2, handläggare: {namn: Britta Björkman, telefon: 08-465 004 01}, enheter: [Björkens förskola, Näverns förskola]}
  asp: {dnr: 2024-0333 ASP, handläggare: Alva Aspman, enheter: Aspens förskola}
`
	for i := 0; i < len(change); i += 2 {
		if !strings.Contains(dispatch, change[i]) {
			panic("nothing to change: " + change[i])
		}
		dispatch = strings.Replace(dispatch, change[i], change[i+1], 1)
	}
	return tree{"namnder.yaml": boards, "u.yaml": dispatch}
}
