package swedish

import (
	"slices"
	"strings"
	"testing"
)

// The number is that of Tolvan Tolvansson, who is nobody and stands on the
// specimens that Swedish authorities print.
func TestPersonNumbers(t *testing.T) {
	for _, number := range []string{
		"121212-1212",
		"121212+1212",
		"191212121212",
		"19121212-1212",
		"18121212+1212",
		"121272-1219",
		"191212721219",
		"121262-1203",
		"121212–1212",
		"121212\u20111212",
		"000229-1235",
	} {
		for _, around := range []string{"%", "född % i", "1 % i", "(%)", "nr %.", "Personnummer:%, namn", "%: ja", "Personnummer\n%\n", "\u00a0%\u00a0", "”%”"} {
			text := strings.ReplaceAll(around, "%", number)
			found := PersonNumbers(text)
			if len(found) != 1 || text[found[0].Start:found[0].End] != number {
				t.Errorf("PersonNumbers(%q) = %v", text, found)
			}
		}
	}
}

func TestOtherNumbersAreLeftAlone(t *testing.T) {
	for _, text := range []string{
		"121212-1213",   // check digit
		"121312-1211",   // month 13
		"120230-1212",   // 30 February
		"121262-1204",   // the 2nd with 60, and a wrong check digit
		"121293-1214",   // day 93
		"010229-1234",   // 2001 was no leap year
		"1212121212",    // ten digits are a telephone number
		"121212 1212",   //
		"12121212-12",   //
		"1912121212121", // thirteen digits
		"17121212-1212", // before 1800
		"556016-0680",   // a company
		"08-508 25 006",
		"+46121212-1212",
		"0121212-1212",
		"121212-12121",
		"121212-1212-1",
		"121212-1212/3",
		"2023/121212-1212",
		"BRO-121212-1212",
		"KS121212-1212",
		"3.121212-1212",
		"121212-1212:79",
		"Dnr 121212-1212",
		"(dnr: 121212-1212)",
		"Dnr:\u00a0121212-1212",
		"121212-",
		"121212",
		"",
	} {
		if found := PersonNumbers(text); found != nil {
			t.Errorf("PersonNumbers(%q) = %v", text, found)
		}
	}
}

func TestPersonNumbersGivesEachPlace(t *testing.T) {
	text := "å 121212-1212, 191212721219 och 121212-1213"
	want := []Range{{3, 14}, {16, 28}}
	if got := PersonNumbers(text); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// inEachRun is PersonNumbers with a look at every byte.
func inEachRun(s string) (found []Range) {
	for i := 0; i < len(s); {
		n := runLength(s[i:])
		if size := personNumber(s[i:]); size > 0 && standsAlone(s[:i], s[i+size:]) {
			found = append(found, Range{i, i + size})
			n = size
		}
		i += max(n, 1)
	}
	return found
}

func FuzzPersonNumbers(f *testing.F) {
	for _, seed := range []string{"121212-1212", "19121212–1212", "1912121212", "121212\u2011", "Dnr 1", "a121212-1212", "1 121212-1212 191212121212", "12345 000229-1235 1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := PersonNumbers(s), inEachRun(s); !slices.Equal(got, want) {
			t.Fatalf("PersonNumbers(%q) = %v, want %v", s, got, want)
		}
		end := 0
		for _, r := range PersonNumbers(s) {
			if r.Start < end || r.End > len(s) || r.End-r.Start < 11 {
				t.Fatalf("PersonNumbers(%q) holds %v", s, r)
			}
			end = r.End
		}
		for _, r := range Doubled(s) {
			if r.Start < 0 || r.End <= r.Start || r.End > len(s) {
				t.Fatalf("Doubled(%q) holds %v", s, r)
			}
		}
	})
}
