package batch_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"

	"kansli/internal/batch"
)

func picture(t *testing.T, width int) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, 10))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestParseShard(t *testing.T) {
	tests := []struct {
		text string
		env  map[string]string
		want string // the part, or a part of the message
	}{
		{"2/8", nil, "2/8"},
		{"1/1", nil, "1/1"},
		{"2/8", map[string]string{"PARALLEL_SEQ": "5"}, "2/8"},
		{"0/8", nil, "”0/8” är ingen del"},
		{"9/8", nil, "”9/8” är ingen del"},
		{"2", nil, "”2” är ingen del"},
		{"två/8", nil, "”två/8” är ingen del"},
		{"", nil, "”” är ingen del"},
		{"auto", nil, "är satt; skriv delen"},
		{"auto/8", map[string]string{"JOB_COMPLETION_INDEX": "0"}, "1/8"},
		{"auto/8", map[string]string{"JOB_COMPLETION_INDEX": "7"}, "8/8"},
		{"auto/8", map[string]string{"JOB_COMPLETION_INDEX": "8"}, "JOB_COMPLETION_INDEX är 8"},
		{"auto", map[string]string{"JOB_COMPLETION_INDEX": "0"}, "Kubernetes säger inte hur många"},
		{"auto/8", map[string]string{"PARALLEL_SEQ": "1"}, "1/8"},
		{"auto", map[string]string{"PARALLEL_SEQ": "1"}, "GNU parallel säger inte hur många"},
		{"auto", map[string]string{"SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_MIN": "1", "SLURM_ARRAY_TASK_COUNT": "4"}, "3/4"},
		{"auto", map[string]string{"SLURM_ARRAY_TASK_ID": "0", "SLURM_ARRAY_TASK_MIN": "0", "SLURM_ARRAY_TASK_COUNT": "4"}, "1/4"},
		{"auto/4", map[string]string{"SLURM_ARRAY_TASK_ID": "2"}, "2/4"},
		{"auto/4", map[string]string{"SLURM_ARRAY_TASK_ID": "x"}, "inget heltal"},
		{"auto/4x", map[string]string{"SLURM_ARRAY_TASK_ID": "2"}, "är ingen del"},
	}
	for _, tt := range tests {
		got, err := batch.ParseShard(tt.text, func(name string) string { return tt.env[name] })
		text := got.String()
		if err != nil {
			text = err.Error()
		}
		if !strings.Contains(text, tt.want) {
			t.Errorf("%q %v: got %s, want %s", tt.text, tt.env, text, tt.want)
		}
	}
}

// TestJobsAreSplitTheSameWayEverywhere holds the split of some names, which must
// never change: two machines may have two versions of the program.
func TestJobsAreSplitTheSameWayEverywhere(t *testing.T) {
	got := ""
	for _, job := range []string{"u/ek", "u/björk", "u/asp", "år-2023/a.yaml"} {
		for i := 1; i <= 3; i++ {
			if (batch.Shard{I: i, N: 3}).Has(job) {
				got += fmt.Sprint(job, " ", i, "\n")
			}
		}
	}
	if want := "u/ek 3\nu/björk 1\nu/asp 3\når-2023/a.yaml 2\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// parts runs n cases in three parts into one folder, and reads the manifests.
func parts(t *testing.T, n int) (parts []batch.Named, folder string) {
	t.Helper()
	plan, folder := many(t, n).plan(t), t.TempDir()
	for i := 1; i <= 3; i++ {
		part := batch.Shard{I: i, N: 3}
		run(t, plan, folder, batch.Options{Shard: part})
		m, err := batch.ReadManifest(strings.NewReader(contents(t, folder)[part.ManifestName()]))
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, batch.Named{Name: part.ManifestName(), Manifest: m})
	}
	return parts, folder
}

func TestThreePartsJoinedAreTheWhole(t *testing.T) {
	parts, folder := parts(t, 12)
	joined, findings := batch.Join(parts)
	if len(findings) > 0 {
		t.Error(list(findings))
	}
	whole := t.TempDir()
	run(t, many(t, 12).plan(t), whole, batch.Options{})
	var b bytes.Buffer
	if err := joined.Write(&b); err != nil {
		t.Fatal(err)
	}
	want, got := contents(t, whole), contents(t, folder)
	if b.String() != want["manifest.json"] {
		t.Error("the manifest is not that of a run in one part")
	}
	delete(want, "manifest.json")
	for name, text := range want {
		if got[name] != text {
			t.Errorf("%s differs", name)
		}
	}
	if len(got) != len(want)+3 {
		t.Errorf("%d files, want %d", len(got), len(want)+3)
	}
}

func TestJoinFindsWhatIsMissingOrTwice(t *testing.T) {
	all, _ := parts(t, 12)
	other, _ := parts(t, 11)
	failed := all[1]
	failed.Manifest.Plan.Failed = []string{"u/alla/000003.yaml"}
	moved := all[2]
	moved.Manifest.Results = append(moved.Manifest.Results[:1:1], all[0].Manifest.Results[0])
	tests := []struct {
		name  string
		parts []batch.Named
		want  string
	}{
		{"missing", all[:2], ":0:0: fel: del 3/3 saknas [del-saknas]\n"},
		{"twice", append(all[:3:3], all[1]), "manifest-2-av-3.json:0:0: fel: del 2/3 finns redan i manifest-2-av-3.json [dubbel-del]\n"},
		{"other run", append(all[:2:2], other[2]), ":0:0: fel: del 3/3 saknas [del-saknas]\nmanifest-3-av-3.json:0:0: fel: manifestet hör inte till samma körning som manifest-1-av-3.json [olika-körningar]\n"},
		{"failed job", []batch.Named{all[0], failed, all[2]}, "manifest-2-av-3.json:0:0: fel: jobbet u/alla/000003.yaml har inget aktuellt resultat [saknat-jobb]\n"},
		{"job twice", []batch.Named{all[0], all[1], moved}, "manifest-3-av-3.json:0:0: fel: jobbet " + all[0].Manifest.Results[0].Job + " finns redan i manifest-1-av-3.json [dubbelt-jobb]\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, findings := batch.Join(tt.parts)
			if got := list(findings); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
		})
	}
}
