package markdown

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"kansli/internal/document"
)

// everyByte makes goldmark look for inlines in all that is not empty.
var everyByte = func() []byte {
	all := make([]byte, 256)
	for c := range all {
		all[c] = byte(c)
	}
	return all
}()

// checkPlain holds what is read of plain paragraphs against what goldmark makes
// of them.
func checkPlain(t *testing.T, src string) {
	t.Helper()
	r := &reader{file: "f.md", doc: new(document.Document), ids: make(map[string]int)}
	want, wantFound := r.read([]byte(src), everyByte)
	got, gotFound := Parse("f.md", []byte(src))
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%q is read as\n%s\nand not as\n%s", src, dump(got), dump(want))
	}
	if !reflect.DeepEqual(gotFound, wantFound) {
		t.Errorf("%q gives\n%+v\nand not\n%+v", src, gotFound, wantFound)
	}
}

func FuzzPlain(f *testing.F) {
	names, _ := filepath.Glob("testdata/*.md")
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(src))
	}
	f.Add("a  \nb\n---\n\n- c\n  d\n\n- e\n\n> f\ng\n\n: h\n\n| i |\n|-|\n")
	f.Fuzz(func(t *testing.T, src string) { checkPlain(t, src) })
}

// TestPlain is the fuzz test for every run of the tests.
func TestPlain(t *testing.T) {
	bits := []string{
		"a", "b c", "å", "–", "\u00A0", "  ", " ", "\t", "\n", "\n", "\n\n", "\n\n", "  \n", " \n", "\\\n", "---\n", "===\n", "- ", "1. ", "2) ", "+ ", "   ", "    ",
		"# ", "> ", "::: x\n", ":::\n", "| a | b |\n", "|-|-|\n", ":-\n", ": ", "Table: ", "*", "_", "~~", "`", "[", "]", "(", ")", "!", "<", "&amp;", "&", "&#1;", "\\&",
		"[a]: b\n", "[a]", "[^1]", "[^1]: ", "```\n", "<b>\n", "en rad med text\n",
	}
	for seed := range 4000 {
		random := rand.New(rand.NewPCG(uint64(seed), 3))
		var src strings.Builder
		for range random.IntN(30) {
			src.WriteString(bits[random.IntN(len(bits))])
		}
		if checkPlain(t, head+src.String()); t.Failed() {
			return
		}
	}
}
