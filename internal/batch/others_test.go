package batch

import (
	"math/rand/v2"
	"strings"
	"testing"

	"kansli/internal/namnd"
)

// TestNoTermIsPassedBy holds the quick looks at how a word begins against a look at
// every word: texts of pieces of terms, with all that may stand in and between them.
func TestNoTermIsPassedBy(t *testing.T) {
	o, _ := newBuilder([]namnd.Board{
		{ID: "bromma", Name: "Bromma stadsdelsnämnd", Genitive: "Bromma stadsdelsnämnds", DnrPrefix: "BRO", Kind: namnd.District, Office: "Bromma stadsdelsförvaltning",
			Address: []string{"Råckstavägen 1"}, Phone: "08-508 06 000", Email: "bromma@exempel.example", Signatories: []namnd.Person{{Name: "Åsa Öberg"}, {Name: "Bo Ek"}}},
		{ID: "hv", Name: "Hässelby-Vällingby stadsdelsnämnd", DnrPrefix: "HVN", Signatories: []namnd.Person{{Name: "Åsa Öberg Lind"}}},
		{ID: "ek", Name: "Eks nämnd", DnrPrefix: "EKS 1"}, {ID: "ek2", Name: "Ek", DnrPrefix: "EKS"}, {ID: "é", Name: "É Æ nämnd", DnrPrefix: "2.1 A"}, {ID: "a", Name: "A b nämnd", DnrPrefix: "1.6-"},
	}).build()
	pieces := strings.Split("Bromma|B|r|omma|bromma|stadsdels|nämnd|stadsdelsnämnd|s|Hässelby|Vällingby|BRO|HVN|EKS|1|2024/1|/|Eks nämnd|Ek|ek|Åsa|Å|Öberg|Lind|Bo|Ek.|é|É|Æ nämnd|2.1|A|b|1.6|"+
		"08-508 06 000|bromma@exempel.example|Råckstavägen 1| | | |\n|\t|\n> |\n>|  |\u00a0|\u2003|*|**|_|`|\\|\u00ad|\u2011|-|–|:|×|'|a\u030a|\u0301|ﬁ|\xff|E*k|B\\RO|E\u00adk", "|")
	random, found := rand.New(rand.NewPCG(5, 7)), 0
	never := func(term) bool { return false }
	for range 50_000 {
		var b strings.Builder
		for range 1 + random.IntN(12) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		text := []byte(b.String())
		var n normalText
		before := other
		for at, size := 0, 0; at < len(text); at += size {
			var class class
			if class, size = classAt(text, at); class == markup {
				continue
			}
			begins := class != before && (class == letter || class == digit)
			if before = class; !begins {
				continue
			}
			n.fill(text[at:], len(text))
			want := o.best(&n, never)
			if want.text == "" {
				continue
			}
			found++
			n.fill(text[at:], o.reachAt(text, at, at+size))
			if got := o.best(&n, never); !o.pairs[pairOf(text, at)] || got.text != want.text {
				t.Fatalf("%q is passed by at %d of %q", want.text, at, text)
			}
		}
	}
	if found < 10_000 {
		t.Errorf("only %d terms stood in the texts", found)
	}
}
