package swedish

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestSortIsSwedish(t *testing.T) {
	for _, want := range []string{
		"Adam Bo Zäta Åsa Ängen Öst",
		"anka Anka ankan",
		"eda éda edb Edsberg",
		"ya üb yta üta yub",
		"Valla vallb Vik wal Walla Wik xeno",
		"aa å",
		"Savic Savić Savid",
		"Tyra Tyrestam Tyresö ä æ ö ø",
		"10 9 Anna",
	} {
		words := strings.Fields(want)
		got := slices.Clone(words)
		slices.Reverse(got)
		Sort(got)
		if !slices.Equal(got, words) {
			t.Errorf("got %q, want %q", got, words)
		}
	}
}

func TestSortTakesDecomposedText(t *testing.T) {
	got := []string{"O\u0308st", "A\u030asa", "Zeta", "Ärla"}
	Sort(got)
	if want := []string{"Zeta", "A\u030asa", "Ärla", "O\u0308st"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if Compare("Åsa", "A\u030asa") != 0 {
		t.Error("a text and its decomposed form are the same")
	}
}

func TestCompareTellsAllDifferentTextsApart(t *testing.T) {
	texts := []string{"", "a", "A", "á", "a\u200d", "a\u0000", "\u00a0a", " a", "ﬁ", "fi", "§", "½", "-a", "a-", "v", "w", "ü", "y"}
	for _, a := range texts {
		for _, b := range texts {
			if (Compare(a, b) == 0) != (a == b) {
				t.Errorf("Compare(%q, %q) = 0", a, b)
			}
			if Compare(a, b) != -Compare(b, a) {
				t.Errorf("Compare(%q, %q) depends on the order", a, b)
			}
		}
	}
}

func TestCompareServesManyAtOnce(t *testing.T) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 200 {
				if Compare("Åkesson", "Ärlig") >= 0 || Compare("Öst", "Zeta") <= 0 {
					t.Error("wrong order")
					return
				}
			}
		})
	}
	wg.Wait()
}

func FuzzNFC(f *testing.F) {
	for _, s := range []string{"", "Å", "A\u030a", "– ”a” …", "\u2000", "\u0340", "é\u0301", "\u212b", "\xe2\x80", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := NFC(s), norm.NFC.String(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	})
}
