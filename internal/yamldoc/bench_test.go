package yamldoc

import (
	"os"
	"testing"

	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"

	"kansli/internal/namnd"
)

func benchmarkFile(b *testing.B) []byte {
	src, err := os.ReadFile("testdata/bench/arende.yaml")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	return src
}

func BenchmarkDecode(b *testing.B) {
	src := benchmarkFile(b)
	for b.Loop() {
		var c namnd.Case
		if _, findings := Decode("arende.yaml", src, &c); len(findings) > 0 {
			b.Fatal(report(findings))
		}
	}
}

// BenchmarkLibrary is the part of BenchmarkDecode that the library stands for.
func BenchmarkLibrary(b *testing.B) {
	text := string(benchmarkFile(b))
	for b.Loop() {
		if _, err := parser.Parse(lexer.Tokenize(text), 0, parser.AllowDuplicateMapKey()); err != nil {
			b.Fatal(err)
		}
	}
}
