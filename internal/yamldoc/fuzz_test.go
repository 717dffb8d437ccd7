package yamldoc

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"kansli/internal/namnd"
)

// FuzzDecode promises that no bytes make the package panic, that every finding
// lies inside the file, that the same bytes give the same findings, and that all
// texts come out in NFC.
func FuzzDecode(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.yaml")
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	for _, seed := range []string{"", "a", "a:", "- ", "{", "[a: b", "a: |\n b", "a: 'b", "\"a\\x", "? a", "a: &b", "a: *b", "<<: a", "--- a\n...", "%YAML 1.2\n---\na", "a: {{ b }}", "a:\n\t- b", "å: \xff", "a\r\nb: c\r", `rubrik: "e\u0301"`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		var v, again namnd.Case
		marks, findings := Decode("f.yaml", src, &v)
		_, repeated := Decode("f.yaml", src, &again)
		if !reflect.DeepEqual(findings, repeated) || !reflect.DeepEqual(v, again) {
			t.Fatalf("two answers for the same file:\n%s\n%s", report(findings), report(repeated))
		}
		lines := strings.Split(strings.TrimPrefix(string(src), "\uFEFF"), "\n")
		for _, f := range findings {
			if f.Message == "" || f.Remedy == "" || f.Rule == "" {
				t.Errorf("a finding says too little: %+v", f)
			}
			if f.Line == 0 && f.Column == 0 {
				continue
			}
			if f.Line < 1 || f.Line > len(lines) || f.Column < 1 || f.Column > utf8.RuneCountInString(lines[f.Line-1])+1 {
				t.Errorf("%d:%d is outside the file: %s", f.Line, f.Column, f.Message)
			}
		}
		namnd.EachText(v, func(path, text string) {
			if !norm.NFC.IsNormalString(text) {
				t.Errorf("%s is not in NFC: %q", path, text)
			}
		})
		for i := range marks.marks {
			path := (&decoder{marks: marks.marks}).path(int32(i))
			if p, _ := marks.Find(path); p.Line < 1 || p.Line > len(lines) {
				t.Errorf("%s is on line %d", path, p.Line)
			}
		}
	})
}
