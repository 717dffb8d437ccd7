package statute

import (
	"os"
	"testing"

	"kansli/internal/casefile"
)

// BenchmarkCase holds a case of two pages against every rule.
func BenchmarkCase(b *testing.B) {
	file, _ := casefile.NewReader(os.ReadFile).Read(samples + "/kvalitet-2013/arende.yaml")
	b.ReportAllocs()
	for b.Loop() {
		CheckCase(file.Case, Context{})
	}
}
