package swedish

import (
	"regexp"
	"strings"
	"testing"
)

func TestFileName(t *testing.T) {
	for in, want := range map[string]string{
		"Deltagande i stadens kvalitetsutmärkelse 2013": "deltagande-i-stadens-kvalitetsutmarkelse-2013",
		"BRO 2023/107":               "bro-2023-107",
		"1.2.1-230-2016":             "1.2.1-230-2016",
		"(Dnr 002 – 443 / 05)":       "dnr-002-443-05",
		"KS/2020:248-003":            "ks-2020-248-003",
		"Å Ä Ö å ä ö":                "a-a-o-a-a-o",
		"A\u030asa":                  "asa",
		"Café Müller, Æ Ø ß Łódź":    "cafe-muller-ae-o-ss-lodz",
		"Savić & O’Dowd":             "savic-och-odowd",
		"Vad? <Bra> \"eller\" *hur|": "vad-bra-eller-hur",
		"§ 10":                       "paragraf-10",
		"4 ½":                        "4-1-2",
		"..\\..\\hemligt":            "hemligt",
		"../../etc/passwd":           "etc-passwd",
		"slut.":                      "slut",
		"-rf":                        "rf",
		"a_b":                        "a_b",
		"a -- b":                     "a-b",
		"CON":                        "fil-con",
		"nul.txt":                    "fil-nul.txt",
		"Com1":                       "fil-com1",
		"console":                    "console",
		"":                           "namnlos",
		"???":                        "namnlos",
		"会議":                         "namnlos",
		"\xff\xfe":                   "namnlos",
	} {
		if got := FileName(in); got != want {
			t.Errorf("FileName(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestFileNameIsCutBetweenWords(t *testing.T) {
	title := "Antagande av detaljplan för bostäder, verksamheter och uppgångar för Västlänken norr om Nordstan"
	if got, want := FileName(title), "antagande-av-detaljplan-for-bostader-verksamheter-och-uppgangar-for-vastlanken"; got != want {
		t.Errorf("got %q", got)
	}
	word := strings.Repeat("ö", 200)
	if got := FileName(word); len(got) != longestName {
		t.Errorf("one long word gives %d bytes", len(got))
	}
}

var safe = regexp.MustCompile(`^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$`)

func FuzzFileName(f *testing.F) {
	for _, seed := range []string{"BRO 2023/107", "Åäö.", "con", "a..b", strings.Repeat("a-", 50), "½"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := FileName(s)
		if !safe.MatchString(got) || len(got) > longestName || strings.Contains(got, "..") || strings.Contains(got, "--") {
			t.Errorf("FileName(%q) = %q", s, got)
		}
		if stem, _, _ := strings.Cut(got, "."); reserved[stem] {
			t.Errorf("FileName(%q) = %q, which Windows keeps for itself", s, got)
		}
		if again := FileName(got); again != got {
			t.Errorf("FileName(%q) = %q, and again %q", s, got, again)
		}
	})
}
