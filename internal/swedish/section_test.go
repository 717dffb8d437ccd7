package swedish

import (
	"strings"
	"testing"
)

func TestSections(t *testing.T) {
	for in, want := range map[string]string{
		"":                         "",
		"10":                       "§~10",
		"10,10":                    "§~10",
		"17 A":                     "§~17~A",
		"57,60":                    "§§~57, 60",
		"55,56":                    "§§~55–56",
		"55,56,57,58,60":           "§§~55–58, 60",
		"1,2,3,3,4,7,9,10":         "§§~1–4, 7, 9–10",
		"16,17,17 A,18,19":         "§§~16–17, 17~A, 18–19",
		"4,4 ½,5":                  "§§~4, 4~½, 5",
		"§ 10,§ 11":                "§§~10–11",
		" 10 ,, 12 ":               "§§~10, 12",
		"9,8":                      "§§~9, 8",
		"55,56,57,58,59,60,61":     "§§~55–61",
		"99999999999999999999,1,2": "§§~99999999999999999999, 1–2",
	} {
		if got := visible(Sections(strings.Split(in, ","))); got != want {
			t.Errorf("Sections(%q) = %q, want %q", in, got, want)
		}
	}
	if got := Sections(nil); got != "" {
		t.Errorf("no § is written as %q", got)
	}
}

func TestLawSections(t *testing.T) {
	for in, want := range map[string]string{
		"5":     "5~§",
		"5 a":   "5~a~§",
		"43,44": "43 och 44~§§",
		"3,4,7": "3, 4 och 7~§§",
		"63–65": "63–65~§§",
	} {
		if got := visible(LawSections(strings.Split(in, ","))); got != want {
			t.Errorf("LawSections(%q) = %q, want %q", in, got, want)
		}
	}
	if got := LawSections(nil); got != "" {
		t.Errorf("no § is written as %q", got)
	}
}
