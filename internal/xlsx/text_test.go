package xlsx

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"kansli/internal/register"
)

func TestLongTextIsCutAndSaysSo(t *testing.T) {
	for _, unit := range []string{"å", "a", "𝄞"} {
		full := strings.Repeat(unit, longest)
		fits := full[:len(unit)*(longest/len(utf16.Encode([]rune(unit))))]
		if clean(fits) != fits {
			t.Errorf("%s: text that has room was changed", unit)
		}
		got := clean(full + "b")
		if n := len(utf16.Encode([]rune(got))); n > longest || n < longest-1 || !strings.HasSuffix(got, " … [avkortat: hela texten har 32768 tecken]") {
			t.Errorf("%s: %d units, ends with %q", unit, n, got[len(got)-60:])
		}
	}
}

func TestCleanTakesOnlyWhatXMLCannotHold(t *testing.T) {
	for in, want := range map[string]string{
		"Åsa \u00a0\u2028 😀": "Åsa \u00a0\u2028 😀",
		"a\x00b\x1f\x7fc":    "ab\x7fc",
		"ett\r\ntvå\rtre\tx": "ett\ntvå\ntre\tx",
		"\xff\xfea\uffff":    "\ufffda\ufffd",
		"\ufeffx":            "\ufeffx",
	} {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestRowsAreMeasuredByWords(t *testing.T) {
	for _, test := range []struct {
		text string
		room float64
		want int
	}{
		{"", 10, 1},
		{"ett", 10, 1},
		{"ett\ntvå\n", 10, 3},
		{"en rad till", 7, 2},
		{strings.Repeat("0", 30), 11, 3},
		{"i i i i i i i i i i", 10, 1},
		{"M M M M M M M M M M", 10, 3},
	} {
		if got := lines(test.text, test.room); got != test.want {
			t.Errorf("%q in %v: %d lines, want %d", test.text, test.room, got, test.want)
		}
	}
}

// surrogate is text that excelize, reading, takes for half a character.
var surrogate = regexp.MustCompile(`(?i)_xD[89A-F][0-9A-F]{2}_`)

// FuzzCell holds that any text comes back as it was, but for what XML cannot
// hold, and is never a formula or a number.
func FuzzCell(f *testing.F) {
	for _, s := range []string{"", "=1+1", "+46 8", "-1", "@A1", "\t=1", "\r=1", "1-2-2013", "31/16", "TRUE", "#N/A", "_x0041_", "_x005F_x0041_", " a ", "a\r\nb", "&amp;<>\"'", "å\u030a", "]]>", "\x00\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 1000 || surrogate.MatchString(s) {
			return
		}
		columns := []register.Column{{Head: "Text", Widest: 20}, {Head: "Länk", Kind: register.KindLink, Widest: 20}}
		book := register.Book{Sheets: []register.Sheet{sheet("A", columns, 0, [][]register.Cell{{register.Text(s), register.Link{Text: s, Path: s}}})}}
		x := open(t, write(t, book))
		want := clean(s)
		if utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r >= 0xFFFE && r <= 0xFFFF }) && want != s {
			t.Errorf("clean changed %q to %q", s, want)
		}
		for _, at := range []string{"A2", "B2"} {
			got, err := x.GetCellValue("A", at)
			if err != nil || got != want {
				t.Errorf("%s: %q came back as %q, %v", at, want, got, err)
			}
			if kind, _ := x.GetCellType("A", at); want != "" && kind != excelize.CellTypeInlineString {
				t.Errorf("%s: %q has type %v", at, s, kind)
			}
			if formula, _ := x.GetCellFormula("A", at); formula != "" {
				t.Errorf("%s: %q is the formula %q", at, s, formula)
			}
		}
	})
}
