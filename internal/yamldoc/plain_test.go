package yamldoc

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// FuzzPlain promises that what parsePlain reads is what the library reads, with
// the same places, and without a fault.
func FuzzPlain(f *testing.F) {
	for _, pattern := range []string{"testdata/*.yaml", "testdata/*/*.yaml", "../../samples/*/*.yaml", "../../samples/*.yaml"} {
		files, _ := filepath.Glob(pattern)
		for _, name := range files {
			src, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(src)
		}
	}
	for _, seed := range []string{"a: b", "a:\n- b\n- c: d\n  e: f\n", "a: {b: c, d: [e, 'f', \"g\"]}", "a: |\n  b\n\n  c\nd: e", "---\na: 1\n",
		"a:\n  b:\nc:", "a: b # c", "a: 18:00", "a: [b: c]", "- a: b\n  c: |\n   d\n", "a: [ ]\nb: {}"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		s, findings, ok := newSource("f.yaml", src)
		if !ok || len(findings) > 0 {
			return
		}
		quick, ok := parsePlain(s, s.clean)
		if !ok {
			return
		}
		slow, findings := parseText(s, s.clean, 0)
		if len(findings) > 0 {
			t.Fatalf("read plainly, but the library says %s", report(findings))
		}
		if !reflect.DeepEqual(quick, slow) {
			t.Fatalf("%q\nplain   %+v\nlibrary %+v", s.clean, quick, slow)
		}
	})
}

// The files that offices write are read plainly; without that the short way is
// of no use.
func TestPlainReadsWhatPeopleWrite(t *testing.T) {
	files, _ := filepath.Glob("../../samples/*/*.yaml")
	taken, all := 0, 0
	for _, name := range files {
		if filepath.Base(filepath.Dir(name)) == "fel" {
			continue
		}
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		s, _, _ := newSource(name, src)
		all++
		if _, ok := parsePlain(s, s.clean); ok {
			taken++
		} else {
			t.Logf("%s goes to the library", name)
		}
	}
	if all == 0 || taken < all*3/4 {
		t.Errorf("%d of %d files are read plainly", taken, all)
	}
}

// FuzzScan promises that a text that scan calls tidy is left as it is, and that one
// it calls composed is so.
func FuzzScan(f *testing.F) {
	for _, seed := range []string{"a: b\n", "a:\n  \nb\n", "a:  \n", "§ 5\u00a0a\n", "e\u0301\n", "– ”a”\n", "\u2000\n", "\u0085\n", "a\tb\n", "a", "\ue000\n", "\ufeff", "  \n", "ä\u0308\n", "\u212b\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		tidy, composed := scan(text)
		if composed && !norm.NFC.IsNormalString(text) {
			t.Errorf("%q is not composed", text)
		}
		s := &source{text: text}
		s.index()
		if findings := s.tidy(); tidy && (s.clean != text || len(findings) > 0) {
			t.Errorf("%q is not tidy: %q", text, s.clean)
		}
	})
}
