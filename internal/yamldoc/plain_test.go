package yamldoc

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
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

// FuzzUsual promises that a text that isUsual knows is UTF-8, in NFC and left as it
// is by tidy.
func FuzzUsual(f *testing.F) {
	for _, seed := range []string{"a: b\n", "a:\n  \nb\n", "a:  \n", "§ 5\u00a0a\n", "e\u0301\n", "– ”a”\n", "\u2000\n", "\u0085\n", "a\tb\n", "a", "\ue000\n", "\ufeff", "  \n", "ä\u0308\n", "\u212b\n",
		"10 €\n", "\u20d0\n", "\xc3\n", "\xe2\x80", "\xc3\xc3\xa5\n", "\xe2\x82\n", "\xa5\n", "\xcc\x81\n",
		"a longer line, å and so on\n", "abcdefg\x7f\n", "abcdefgh\xff\xff\n", "12345678\n        \n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n := strings.IndexFunc(text, func(r rune) bool { return r < ' ' || r >= 0x7F })
		if got := printable([]byte(text)); got != n && (n >= 0 || got != len(text)) {
			t.Fatalf("%d bytes of %q are printable", got, text)
		}
		if !isUsual([]byte(text)) {
			return
		}
		if !utf8.ValidString(text) {
			t.Fatalf("%q is not UTF-8", text)
		}
		if !norm.NFC.IsNormalString(text) {
			t.Errorf("%q is not composed", text)
		}
		s := &source{text: text}
		if findings := s.tidy(); s.clean != text || len(findings) > 0 {
			t.Errorf("%q is not tidy: %q", text, s.clean)
		}
	})
}

// What people write is usual; without that isUsual is of no use.
func TestUsualIsWhatPeopleWrite(t *testing.T) {
	for text, want := range map[string]bool{
		"a: å\n": true, "\n": true, "a: b \n\n": true, "§ 5\u00a0a, 10 – 20 €: ”Ja”\n": true, "Prović\n": true,
		"": false, "a": false, " \n": false, "a\n  \n": false, "a\r\n": false, "e\u0301\n": false,
	} {
		if got := isUsual([]byte(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
