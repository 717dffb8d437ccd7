package casefile

import (
	"os"
	"testing"
)

// BenchmarkRead reads a case of two pages and its register as a run does: each case
// once, the register now and then.
func BenchmarkRead(b *testing.B) {
	files := map[string][]byte{}
	reader := NewReader(func(name string) ([]byte, error) {
		if src, ok := files[name]; ok {
			return src, nil
		}
		src, err := os.ReadFile(name)
		if err == nil {
			files[name] = src
		}
		return src, err
	})
	b.ReportAllocs()
	for b.Loop() {
		if _, findings := reader.Read("../../samples/kvalitet-2013/arende.yaml"); len(findings) > 0 {
			b.Fatal(findings)
		}
	}
}
