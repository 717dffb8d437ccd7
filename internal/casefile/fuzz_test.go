package casefile

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzRead promises that no bytes make the reader panic, that every finding lies
// inside the file that it names, and that the same bytes give the same findings.
func FuzzRead(f *testing.F) {
	f.Add([]byte(caseYAML), []byte(boardsYAML))
	f.Add([]byte(meetingYAML), []byte(boardsYAML))
	f.Add([]byte(boardsYAML), []byte("typ: ärende\n"))
	f.Add([]byte("paragrafer:\n  - ärende: a.yaml\n    beslut: enligt förslaget\n  - ärende: namnder.yaml\n"), []byte("nämnder: [a, {id: a}]"))
	f.Fuzz(func(t *testing.T, src, register []byte) {
		files := map[string]string{"a.yaml": string(src), "namnder.yaml": string(register), "arenden/kvalitet.yaml": caseYAML}
		_, findings := NewReader(newFolder(files).open).Read("a.yaml")
		_, again := NewReader(newFolder(files).open).Read("a.yaml")
		if !reflect.DeepEqual(findings, again) {
			t.Fatalf("two answers for the same file:\n%s\n%s", report(findings), report(again))
		}
		for _, f := range findings {
			if f.Rule == "programfel" {
				t.Error(f.Message)
			}
			if f.Line == 0 {
				continue
			}
			lines := strings.Split(strings.TrimPrefix(files[f.File], "\uFEFF"), "\n")
			if f.Line > len(lines) || f.Column < 1 || f.Column > utf8.RuneCountInString(lines[f.Line-1])+1 {
				t.Errorf("%s:%d:%d is outside the file: %s", f.File, f.Line, f.Column, f.Message)
			}
		}
	})
}
