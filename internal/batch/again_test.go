package batch_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"kansli/internal/batch"
	"kansli/internal/outdir"
	"kansli/internal/paper"
)

// outcome is a run in words: each job that was not current, with the files that
// were written, then the findings.
func outcome(report batch.Report) string {
	var b strings.Builder
	for _, r := range report.Results {
		if r.State == batch.Current {
			continue
		}
		b.WriteString(r.Job + map[batch.State]string{batch.Done: " gjort", batch.Failed: " fel", batch.NotDone: " kvar"}[r.State])
		for _, f := range r.Files {
			b.WriteString(map[bool]string{true: " +", false: " ~"}[f.New] + f.Name)
		}
		b.WriteByte('\n')
	}
	return b.String() + list(report.Findings)
}

func TestASecondRunWritesOnlyWhatChanged(t *testing.T) {
	md, pdf := "bjork/u-tjansteutlatande.md", "bjork/u-tjansteutlatande.pdf"
	tests := []struct {
		name   string
		change func(files tree, folder string) batch.Source
		opts   batch.Options
		want   string
	}{
		{name: "nothing"},
		{name: "one board", change: func(files tree, _ string) batch.Source {
			files["u.yaml"] = strings.Replace(files["u.yaml"], "BJÖ 2024/2", "BJÖ 2024/9", 1)
			return files.source(t)
		}, want: "u/ek gjort\nu/björk gjort ~" + md + " ~" + pdf + "\nu/asp gjort\n"},
		{name: "a comment", change: func(files tree, _ string) batch.Source {
			files["u.yaml"] += "# en anmärkning\n"
			return files.source(t)
		}},
		{name: "the text", change: func(files tree, _ string) batch.Source {
			files["u.yaml"] = strings.Replace(files["u.yaml"], "ett ärende med", "ett nytt ärende med", 1)
			return files.source(t)
		}, want: "u/ek gjort ~ek/u-tjansteutlatande.md ~ek/u-tjansteutlatande.pdf\nu/björk gjort ~" + md + " ~" + pdf + "\nu/asp gjort ~asp/u-tjansteutlatande.md ~asp/u-tjansteutlatande.pdf\n"},
		{name: "the style", change: func(files tree, _ string) batch.Source {
			return files.source(t, changedTemplate(t))
		}, want: "u/ek gjort ~ek/u-tjansteutlatande.pdf\nu/björk gjort ~" + pdf + "\nu/asp gjort ~asp/u-tjansteutlatande.pdf\n"},
		{name: "the program", change: func(files tree, _ string) batch.Source {
			src := files.source(t)
			src.Program = "ny"
			return src
		}, want: "u/ek gjort\nu/björk gjort\nu/asp gjort\n"},
		{name: "one more form", change: func(files tree, _ string) batch.Source {
			src := files.source(t)
			src.Formats = append(src.Formats, paper.HTML)
			return src
		}, want: "u/ek gjort +ek/u-tjansteutlatande.html\nu/björk gjort +bjork/u-tjansteutlatande.html\nu/asp gjort +asp/u-tjansteutlatande.html\n"},
		{name: "a file is gone", change: func(files tree, folder string) batch.Source {
			remove(t, filepath.Join(folder, pdf))
			return files.source(t)
		}, want: "u/björk gjort +" + pdf + "\n"},
		{name: "changed by hand", change: func(files tree, folder string) batch.Source {
			write(t, filepath.Join(folder, md), "mitt eget")
			return files.source(t)
		}, want: md + ":0:0: varning: filen är inte som kansli skrev den, så den skrivs inte över [ändrad-för-hand]\n"},
		{name: "changed by hand and in the data", change: func(files tree, folder string) batch.Source {
			write(t, filepath.Join(folder, md), "mitt eget")
			files["u.yaml"] = strings.Replace(files["u.yaml"], "BJÖ 2024/2", "BJÖ 2024/9", 1)
			return files.source(t)
		}, want: "u/ek gjort\nu/björk fel\nu/asp gjort\n" + md + ":0:0: fel: filen är inte som kansli skrev den, så den skrivs inte över [ändrad-för-hand]\n"},
		{name: "changed by hand, with force", change: func(files tree, folder string) batch.Source {
			write(t, filepath.Join(folder, md), "mitt eget")
			return files.source(t)
		}, opts: batch.Options{Force: true}, want: "u/ek gjort\nu/björk gjort ~" + md + "\nu/asp gjort\n"},
		{name: "dry", change: func(files tree, folder string) batch.Source {
			remove(t, filepath.Join(folder, pdf))
			return files.source(t)
		}, opts: batch.Options{Dry: true}, want: "u/björk gjort +" + pdf + "\n"},
		{name: "a board less", change: func(files tree, _ string) batch.Source {
			files["u.yaml"] = strings.Replace(files["u.yaml"], "nämnder: stadsdelsnämnd", "nämnder: [ek, asp]", 1)
			i := strings.Index(files["u.yaml"], "  björk:")
			files["u.yaml"] = files["u.yaml"][:i] + files["u.yaml"][strings.Index(files["u.yaml"], "  asp:"):]
			return files.source(t)
		}, want: "u/ek gjort\nu/asp gjort\n" + md + ":0:0: råd: filen gjordes av ett tidigare utskick och görs inte längre [övergivet-resultat]\n" + pdf + ":0:0: råd: filen gjordes av ett tidigare utskick och görs inte längre [övergivet-resultat]\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files, folder := one(), t.TempDir()
			run(t, files.plan(t), folder, batch.Options{})
			src := files.source(t)
			if tt.change != nil {
				src = tt.change(files, folder)
			}
			before := contents(t, folder)
			plan, findings := batch.NewPlan(src, []string{"u.yaml"})
			if plan == nil {
				t.Fatal(list(findings))
			}
			if got := outcome(run(t, plan, folder, tt.opts)); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
			if after := contents(t, folder); tt.opts.Dry && !maps.Equal(before, after) {
				t.Error("a dry run wrote something")
			}
			// What was done needs no doing again.
			want := tt.want[strings.LastIndex("\n"+tt.want, " gjort")+1:]
			if !strings.Contains(tt.want, " fel") && !tt.opts.Dry && strings.Contains(outcome(run(t, plan, folder, batch.Options{})), " gjort") {
				t.Errorf("a third run did something; second %s", want)
			}
		})
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, name string) {
	t.Helper()
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
}

func TestAFileThatWasThereBeforeIsNotWrittenOver(t *testing.T) {
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "ek"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(folder, "ek/u-tjansteutlatande.pdf"), "annat")
	report := run(t, one().plan(t), folder, batch.Options{})
	if report.Results[0].State != batch.Failed || len(report.Findings) != 1 || report.Findings[0].Rule != "ändrad-för-hand" {
		t.Error(outcome(report))
	}
	if got := contents(t, folder); got["ek/u-tjansteutlatande.pdf"] != "annat" || got["ek/u-tjansteutlatande.md"] != "" || got["asp/u-tjansteutlatande.md"] == "" {
		t.Errorf("files %q", slices.Sorted(maps.Keys(got)))
	}
}

// TestTheManifestIsTheSame holds the manifest of one worker against that of
// eight, and of a run in one go against one in many.
func TestTheManifestIsTheSame(t *testing.T) {
	files := many(t, 12)
	var want string
	for _, workers := range []int{2, 8} {
		folder := t.TempDir()
		run(t, files.plan(t), folder, batch.Options{Workers: workers})
		got := contents(t, folder)["manifest.json"]
		if want == "" {
			want = got
		}
		if got != want {
			t.Errorf("%d workers give another manifest", workers)
		}
		if strings.Contains(got, folder) {
			t.Error("the manifest names the folder")
		}
	}
	folder := t.TempDir()
	for i := range 12 {
		ctx, stop := context.WithCancel(context.Background())
		dir, err := outdir.Open(folder)
		if err != nil {
			t.Fatal(err)
		}
		_, err = files.plan(t).Run(ctx, dir, batch.Options{Workers: 1, Tick: func(p batch.Progress) {
			if p.Done > i {
				stop()
			}
		}})
		if err != nil && !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		stop()
		dir.Close()
	}
	if got := contents(t, folder)["manifest.json"]; got != want {
		t.Error("a run that was broken off 12 times gives another manifest")
	}
}

// TestADamagedManifestStopsTheRun keeps files from being taken for changed by
// hand because nothing is known of them.
func TestADamagedManifestStopsTheRun(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "manifest.json"), "{\"plan\": ")
	if _, err := try(t, one().plan(t), folder, batch.Options{}); err == nil || !strings.Contains(err.Error(), "manifest.json") {
		t.Errorf("got %v", err)
	}
}

// fill lets so many bytes be written before the disk is full.
func fill(room int) func(*os.File, []byte) (int, error) {
	return func(f *os.File, data []byte) (int, error) {
		if len(data) <= room {
			room -= len(data)
			return f.Write(data)
		}
		n, err := f.Write(data[:room])
		room = 0
		if err == nil {
			err = &fs.PathError{Op: "write", Path: f.Name(), Err: syscall.ENOSPC}
		}
		return n, err
	}
}

// TestAFullDiskLeavesWholeFiles fills the disk after every so many bytes, and has
// the next run finish the work each time: when there was nothing before, and when
// there were older files.
func TestAFullDiskLeavesWholeFiles(t *testing.T) {
	old, young, youngest := one(), one("ett ärende med", "ett nytt ärende med"), one("ett ärende med", "ett annat ärende med")
	reference := func(files tree) map[string]string {
		folder := t.TempDir()
		run(t, files.plan(t), folder, batch.Options{})
		return contents(t, folder)
	}
	before, after, last := reference(old), reference(young), reference(youngest)
	size := 0
	for _, text := range after {
		size += len(text)
	}
	random := rand.New(rand.NewPCG(1, 2))
	oldPlan, plan, lastPlan := old.plan(t), young.plan(t), youngest.plan(t)
	for i := range 30 {
		folder := t.TempDir()
		if i%2 == 1 {
			run(t, oldPlan, folder, batch.Options{})
		}
		for range 2 {
			dir, err := outdir.Open(folder)
			if err != nil {
				t.Fatal(err)
			}
			dir.Through(fill(random.IntN(size + size/10)))
			report, err := plan.Run(context.Background(), dir, batch.Options{Workers: 1})
			dir.Close()
			if err != nil && !errors.Is(err, syscall.ENOSPC) {
				t.Fatal(err)
			}
			if err == nil && len(report.Findings) > 0 {
				t.Error(list(report.Findings))
			}
			for name, text := range contents(t, folder) {
				if name[0] == '.' || name == "manifest.json" {
					continue
				}
				if strings.Contains(name, "/.") {
					t.Errorf("%s is left", name)
				} else if text != after[name] && text != before[name] {
					t.Fatalf("%s is not whole", name)
				}
			}
		}
		end, want := plan, after
		if i%3 == 0 {
			end, want = lastPlan, last // the data change while work is left
		}
		if report := run(t, end, folder, batch.Options{}); len(report.Findings) > 0 {
			t.Fatal(list(report.Findings))
		}
		if got := contents(t, folder); !maps.Equal(got, want) {
			t.Fatalf("the next run did not finish: %q", slices.Sorted(maps.Keys(got)))
		}
	}
}

func TestOneFileThatCannotBeWrittenStopsNoOther(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "ek"), "en fil där en mapp ska stå")
	report := run(t, one().plan(t), folder, batch.Options{})
	if report.Results[0].State != batch.Failed || report.Results[1].State != batch.Done || report.Results[2].State != batch.Done {
		t.Error(outcome(report))
	}
	remove(t, filepath.Join(folder, "ek"))
	if got := outcome(run(t, one().plan(t), folder, batch.Options{})); got != "u/ek gjort +ek/u-tjansteutlatande.md +ek/u-tjansteutlatande.pdf\n" {
		t.Error(got)
	}
}

func TestPicturesAreSummedUp(t *testing.T) {
	files := one("Detta är ett ärende", "![En bild](bild.png)\n\n      Detta är ett ärende")
	files["bild.png"] = picture(t, 10)
	folder := t.TempDir()
	if got := outcome(run(t, files.plan(t), folder, batch.Options{})); strings.Contains(got, "fel") {
		t.Fatal(got)
	}
	if got := outcome(run(t, files.plan(t), folder, batch.Options{})); got != "" {
		t.Errorf("nothing changed: %s", got)
	}
	files["bild.png"] = picture(t, 20)
	want := "u/ek gjort ~ek/u-tjansteutlatande.pdf\nu/björk gjort ~bjork/u-tjansteutlatande.pdf\nu/asp gjort ~asp/u-tjansteutlatande.pdf\n"
	if got := outcome(run(t, files.plan(t), folder, batch.Options{})); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	manifest := contents(t, folder)["manifest.json"]
	if !bytes.Contains([]byte(manifest), []byte(`"bilder":{"bild.png":"`)) {
		t.Error("the manifest has no sum of the picture")
	}
}

// TestAJobThatWasHalfWrittenIsFinishedLater has one of two files that cannot be
// written: the other is new, and the next run must know them both.
func TestAJobThatWasHalfWrittenIsFinishedLater(t *testing.T) {
	folder := t.TempDir()
	run(t, one().plan(t), folder, batch.Options{})
	young := one("ett ärende med", "ett nytt ärende med")
	dir, err := outdir.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer dir.Close()
	refused := false
	dir.Through(func(f *os.File, data []byte) (int, error) {
		if bytes.HasPrefix(data, []byte("%PDF")) && !refused {
			refused = true
			return 0, errors.New("skrivskyddad")
		}
		return f.Write(data)
	})
	report, err := young.plan(t).Run(context.Background(), dir, batch.Options{Workers: 1})
	if err != nil || report.Results[0].State != batch.Failed || report.Results[1].State != batch.Done {
		t.Fatal(outcome(report), err)
	}
	if got := outcome(run(t, young.plan(t), folder, batch.Options{})); got != "u/ek gjort ~ek/u-tjansteutlatande.pdf\n" {
		t.Errorf("got %s", got)
	}
}
