package namnd

import (
	"slices"
	"strings"
	"testing"
)

func TestSectionSet(t *testing.T) {
	tests := []struct{ text, in, out string }{
		{"3–7", "3 5 7 6 A", "2 8 7 A 2 B"},
		{"3-7", "3 7", "8"},
		{"§ 62–75", "62 75", "61 76"},
		{"§§\u00a062 – 75", "62 75", "61 76"},
		{"57, 60", "57 60", "58 59"},
		{"§§ 57 och 60", "57 60", "58 59"},
		{"57, 60–62 och 70", "57 61 70", "58 63"},
		{"t.o.m. 77", "1 77", "78 77 A"},
		{"t o m 77", "1 77", "78"},
		{"T.o.m. § 77", "1 77", "78"},
		{"till och med 77", "77", "78"},
		{"fr.o.m. 12", "12 300", "11"},
		{"Från och med 12", "12", "11"},
		{"ej 13", "12 14", "13"},
		{"Ej § 13", "12 14", "13"},
		{"ej\u00a013–15", "12 16", "13 15"},
		{"inte 2, 4", "1 3", "2 4"},
		{"17 A", "17 A|17 a|17A", "17 18"},
		{"4 ½", "4 ½", "4 5"},
		{"63 b)", "63 b)|63 b", "63"},
		{"10", "10|§ 10|§\u00a010", "1"},
	}
	for _, tt := range tests {
		var s SectionSet
		if err := s.UnmarshalText([]byte(tt.text)); err != nil {
			t.Errorf("%q: %v", tt.text, err)
			continue
		}
		if s.IsAll() || s.String() != tt.text {
			t.Errorf("%q: shown as %q, all %v", tt.text, s, s.IsAll())
		}
		for _, no := range numbers(tt.in) {
			if !s.Contains(no) {
				t.Errorf("%q should hold § %s", tt.text, no)
			}
		}
		for _, no := range numbers(tt.out) {
			if s.Contains(no) {
				t.Errorf("%q should not hold § %s", tt.text, no)
			}
		}
	}
}

// numbers splits at | or, when there is none, at spaces before a digit.
func numbers(s string) []string {
	if strings.Contains(s, "|") {
		return strings.Split(s, "|")
	}
	var out []string
	for word := range strings.FieldsSeq(s) {
		if word[0] >= '0' && word[0] <= '9' {
			out = append(out, word)
		} else {
			out[len(out)-1] += " " + word
		}
	}
	return out
}

func TestSectionSetLeftOutHoldsAll(t *testing.T) {
	var s SectionSet
	if !s.IsAll() || !s.Contains("1") || !s.Contains("17 A") || s.String() != "" {
		t.Error("a set that was left out holds every §")
	}
}

func TestSectionSetRefusesWithHelp(t *testing.T) {
	for _, in := range []string{"", "§", "ej", "ej ", "alla", "117 att", "3–", "–7", "3–7–9", "3,,4", "ej\xff\xff\xff\xff 3",
		"ej " + strings.Repeat("İ", 9)} {
		var s SectionSet
		err := s.UnmarshalText([]byte(in))
		if err == nil || !s.IsAll() || !strings.Contains(err.Error(), "ej 13") {
			t.Errorf("%q: got %q, %v", in, s, err)
		}
	}
	var s SectionSet
	if err := s.UnmarshalText([]byte("75–62")); err == nil || !strings.Contains(err.Error(), "62–75") {
		t.Errorf("a range that runs backwards: got %v", err)
	}
}

func FuzzSectionSet(f *testing.F) {
	for _, seed := range []string{"§§ 62–75", "ej 13", "t.o.m. 77", "57, 60 och 4 ½", "ej \xffİ"} {
		f.Add(seed, "17 A")
	}
	f.Fuzz(func(t *testing.T, text, no string) {
		var s SectionSet
		if s.UnmarshalText([]byte(text)) != nil {
			return
		}
		var again SectionSet
		if err := again.UnmarshalText([]byte(s.String())); err != nil || again.Contains(no) != s.Contains(no) {
			t.Errorf("%q is shown as %q, which means something else: %v", text, s, err)
		}
	})
}

func TestCompareNoOrdersAsPapersDo(t *testing.T) {
	want := []string{"1", "4", "4 ½", "5", "9", "9 a", "9 b)", "10", "17", "17 A", "18", "451", "A", "B"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, CompareNo)
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	for _, same := range [][2]string{{"17 A", "17a"}, {"63 b)", "63 B"}, {"9 X.", "9 x"}, {"§ 10", "10"}, {"17\u00a0A", "17 A"}} {
		if CompareNo(same[0], same[1]) != 0 {
			t.Errorf("%q and %q are the same §", same[0], same[1])
		}
	}
}

func TestGap(t *testing.T) {
	tests := []struct {
		before, after string
		want          bool
	}{
		{"4", "5", false}, {"4", "6", true}, {"4", "4 A", false}, {"17 A", "18", false}, {"17 A", "19", true}, {"10", "9", false},
	}
	for _, tt := range tests {
		if got := Gap(tt.before, tt.after); got != tt.want {
			t.Errorf("Gap(%q, %q) = %v", tt.before, tt.after, got)
		}
	}
}
