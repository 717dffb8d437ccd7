package batch_test

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"kansli/internal/batch"
)

// many is a tree with n cases in files of their own, of two pages each.
func many(t testing.TB, n int) tree {
	t.Helper()
	src, err := os.ReadFile("../../samples/kvalitet-2013/arende.yaml")
	if err != nil {
		t.Fatal(err)
	}
	register, err := os.ReadFile("../../samples/namnder.yaml")
	if err != nil {
		t.Fatal(err)
	}
	files := tree{"namnder.yaml": string(register), "u.yaml": "typ: utskick\närende: alla\n"}
	for i := range n {
		files[fmt.Sprintf("alla/%06d.yaml", i)] = strings.Replace(string(src), "1.6-0216/2013", fmt.Sprintf("1.6-%06d/2013", i), 1)
	}
	return files
}

// BenchmarkDocuments measures the main job in bulk, on all processors: a case in
// YAML to Markdown and PDF on disk, with the search for other boards, the log and
// the manifest. CPU is that of the whole process, the kernel's part too.
func BenchmarkDocuments(b *testing.B) {
	plan := many(b, b.N).plan(b)
	folder := b.TempDir()
	runtime.GC()
	before := cpu()
	b.ReportAllocs()
	b.ResetTimer()
	report := run(b, plan, folder, batch.Options{Workers: runtime.GOMAXPROCS(0)})
	b.StopTimer()
	for _, r := range report.Results {
		if r.State != batch.Done {
			b.Fatal(list(report.Findings))
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "dokument/s")
	b.ReportMetric(float64((cpu()-before).Microseconds())/1000/float64(b.N), "cpu-ms/dokument")
}

// cpu is the processor time of the process so far.
func cpu() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
