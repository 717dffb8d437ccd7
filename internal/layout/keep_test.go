package layout

import (
	"fmt"
	"strings"
	"testing"
)

// A place is where a word was found.
type place struct {
	page int
	x, y float64
}

// find returns the place of the first run that holds word and is read out.
func find(t *testing.T, r *Result, word string) place {
	t.Helper()
	for p := range r.Pages {
		for _, run := range r.Pages[p].Runs {
			if run.Span >= 0 && strings.Contains(run.Text, word) {
				return place{p, run.X, run.Y}
			}
		}
	}
	t.Fatalf("%q is on no page", word)
	return place{}
}

// linesOf counts, page for page, the lines in which word occurs.
func linesOf(r *Result, word string) []int {
	n := make([]int, len(r.Pages))
	for p := range r.Pages {
		last := -1.0
		for _, run := range r.Pages[p].Runs {
			if run.Span >= 0 && run.Y != last && strings.Contains(run.Text, word) {
				n[p]++
				last = run.Y
			}
		}
	}
	return n
}

// atEveryPlace sets what with more and more before it, so that it comes to stand
// at every height of a page.
func atEveryPlace(t *testing.T, what string, do func(t *testing.T, r *Result)) {
	t.Helper()
	style := readStyle(t)
	for n := range 60 {
		doc := parse(t, "---\ntitel: Prov\n---\n"+strings.Repeat("Fyllnad.\\\n", n)+"Fyllnad.\n\n"+what)
		r, findings := Paginate(doc, style, testResources)
		if len(findings) > 0 {
			t.Fatal(findings)
		}
		check(t, doc, style, r)
		if do(t, r); t.Failed() {
			t.Fatalf("after %d lines", n+1)
		}
		r.Release()
	}
}

// sentence is as many lines of text as asked for, each with the word.
func sentence(word string, lines int) string {
	return strings.TrimSpace(strings.Repeat(word+" "+strings.Repeat("xxxx ", 12)+"\\\n", lines-1) + word)
}

func TestTwoLinesStayTogether(t *testing.T) {
	for _, lines := range []int{2, 3, 5} {
		atEveryPlace(t, sentence("ord", lines)+"\n\nSlut.", func(t *testing.T, r *Result) {
			for _, n := range linesOf(r, "ord") {
				if n == 1 {
					t.Errorf("a line of %d stands alone: %v", lines, linesOf(r, "ord"))
				}
			}
		})
	}
}

func TestHeadingStaysWithItsText(t *testing.T) {
	atEveryPlace(t, "# Rubrik\n\n## Underrubrik\n\n"+sentence("ord", 4), func(t *testing.T, r *Result) {
		heading, text := find(t, r, "Rubrik"), find(t, r, "ord")
		if heading.page != text.page || linesOf(r, "ord")[text.page] < 2 {
			t.Errorf("the heading is on page %d, its text on %d", heading.page, text.page)
		}
	})
}

func TestTitleStaysWithTheLineUnderItAndTheNextHeading(t *testing.T) {
	atEveryPlace(t, "# Rubrik\n\nDnr 1\n\nBrådskande\n\n## Beslut\n\n"+sentence("ord", 4), func(t *testing.T, r *Result) {
		if a, b := find(t, r, "Rubrik"), find(t, r, "ord"); a.page != b.page {
			t.Errorf("the title is on page %d, the text of its first part on %d", a.page, b.page)
		}
	})
}

// longTable is too tall to be kept whole.
var longTable = `: Tabelltext

| Huvud | Tal |
| --- | --- |
| rad1 | 1 |
| rad2 med längre text` + strings.Repeat(" som säkert behöver mer än en rad i sin cell, eftersom den är så lång som den är", 18) + `, utan att säga något | 22 |
| rad3 | 333 |
| rad4 | 4 444 |
`

func TestTableBreaksBetweenRows(t *testing.T) {
	parted := false
	atEveryPlace(t, longTable, func(t *testing.T, r *Result) {
		caption, head, first := find(t, r, "Tabelltext"), find(t, r, "Huvud"), find(t, r, "rad1")
		if caption.page != head.page || head.page != first.page {
			t.Errorf("caption, head and first row are on pages %d, %d and %d", caption.page, head.page, first.page)
		}
		if a, b := find(t, r, "rad3"), find(t, r, "rad4"); a.page != b.page {
			t.Errorf("the last two rows are on pages %d and %d", a.page, b.page)
		}
		if a, b := find(t, r, "rad2"), find(t, r, "något"); a.page != b.page {
			t.Errorf("a row is parted over pages %d and %d", a.page, b.page)
		}
		if last := find(t, r, "rad4"); last.page != head.page {
			parted = true
			repeated := false
			for _, run := range r.Pages[last.page].Runs {
				repeated = repeated || run.Span == ArtifactLayout && run.Text == "Huvud"
			}
			if !repeated {
				t.Error("the head is not repeated on the second page")
			}
		}
	})
	if !parted {
		t.Error("the table was never parted")
	}
}

// A table that takes less than two fifths of a page is never parted. Of one that
// is, two rows at least stand with the head before a break and two after it.
func TestNoRowStandsAlone(t *testing.T) {
	for _, rows := range []int{1, 2, 3, 8, 14, 15, 16, 24} {
		table, parted := "| Huvud | Tal |\n| --- | --- |\n", false
		for i := range rows {
			table += fmt.Sprintf("| radx%d | %d |\n", i+1, i)
		}
		atEveryPlace(t, sentence("ord", 2)+"\n\n"+table+"\nSlut.", func(t *testing.T, r *Result) {
			head := find(t, r, "Huvud").page
			for page, n := range linesOf(r, "radx") {
				if n == 1 && rows > 1 || page == head && n == 0 {
					t.Errorf("%d rows stand %v", rows, linesOf(r, "radx"))
				}
				parted = parted || n > 0 && n < rows
			}
		})
		if parted != (rows > 14) {
			t.Errorf("a table of %d rows: parted %v", rows, parted)
		}
	}
}

const threeSignatories = `::: underskrifter
Anna Exempel\
Direktör

Bo Testlund\
Chef för stöd, styrning och utveckling

Cecilia Provling\
Sekreterare
:::
`

func TestSignaturesStayWhole(t *testing.T) {
	atEveryPlace(t, sentence("ord", 4)+"\n\n"+threeSignatories, func(t *testing.T, r *Result) {
		first, last := find(t, r, "Anna"), find(t, r, "utveckling")
		if first.page != last.page || linesOf(r, "ord")[first.page] < 2 {
			t.Errorf("from page %d to %d, with %d lines of text", first.page, last.page, linesOf(r, "ord")[first.page])
		}
	})
}

// The one who certifies an extract is not left alone on a page.
func TestCertificateStaysWithTheNames(t *testing.T) {
	text := sentence("ord", 4) + "\n\n::: underskrifter-digitala\nAnna Exempel\\\nDirektör\n:::\n\nRätt utdraget intygar\n\n::: underskrifter\nBo Testlund\\\nSekreterare\n:::\n"
	atEveryPlace(t, text, func(t *testing.T, r *Result) {
		if a, b := find(t, r, "Anna"), find(t, r, "Bo Test"); a.page != b.page {
			t.Errorf("the names are on pages %d and %d", a.page, b.page)
		}
	})
}

func TestSignatoriesAreReadOneByOne(t *testing.T) {
	doc := parse(t, "---\ntitel: Prov\n---\nText.\n\n"+threeSignatories)
	r, _ := Paginate(doc, readStyle(t), testResources)
	var read strings.Builder
	for _, run := range r.Pages[0].Runs {
		if run.Span >= 0 {
			read.WriteString(run.Text + "|")
		}
	}
	const want = "Text.|Anna Exempel| |Direktör|Bo Testlund| |Chef för stöd, styrning |och utveckling|Cecilia Provling| |Sekreterare|"
	if read.String() != want {
		t.Errorf("read as %s", read.String())
	}
	a, b, c := find(t, r, "Anna"), find(t, r, "Bo Test"), find(t, r, "Cecilia")
	if a.y != b.y || b.y != c.y || a.x >= b.x || b.x >= c.x {
		t.Errorf("the names do not stand beside each other: %v %v %v", a, b, c)
	}
}

// The line to sign on is part of the block for the pen and of no other.
func TestLinesToSignOn(t *testing.T) {
	for class, lines := range map[string]int{"underskrifter": 3, "underskrifter-digitala": 0} {
		doc := parse(t, "---\ntitel: Prov\n---\n"+strings.Replace(threeSignatories, "underskrifter", class, 1))
		r, _ := Paginate(doc, readStyle(t), testResources)
		if got := len(r.Pages[0].Rules); got != lines {
			t.Errorf("%s has %d lines, not %d", class, got, lines)
		}
	}
}

func TestSignatoriesInRows(t *testing.T) {
	style := readStyle(t)
	for n, want := range map[int][]int{1: {1}, 2: {2}, 3: {3}, 4: {4}, 5: {3, 2}, 7: {4, 3}, 9: {3, 3, 3}} {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "Bo%d\\\nChef\n\n", i)
		}
		r, _ := Paginate(parse(t, "---\ntitel: Prov\n---\n::: underskrifter\n"+b.String()+":::\n"), style, testResources)
		rows := map[float64]int{}
		var got []int
		for i := range n {
			y := find(t, r, fmt.Sprintf("Bo%d", i)).y
			if rows[y]++; rows[y] == 1 {
				got = append(got, 0)
			}
			got[len(got)-1]++
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%d signatories stand %v, not %v", n, got, want)
		}
	}
}

func TestFootnoteIsOnThePageOfItsReference(t *testing.T) {
	text := sentence("ord", 2) + " siffran[^a] " + sentence("ord", 3) +
		"\n\n[^a]: Fotnoten börjar här och fortsätter i flera rader så att den kan behöva delas mellan två sidor, " +
		strings.Repeat("med mycket mer text, ", 20) + "men slutar."
	parted := false
	atEveryPlace(t, text, func(t *testing.T, r *Result) {
		call, note, end := find(t, r, "siffran"), find(t, r, "Fotnoten"), find(t, r, "slutar")
		if call.page != note.page {
			t.Errorf("called for on page %d, stands on %d", call.page, note.page)
		}
		link := r.Pages[call.page].Links[0]
		if d := r.Dests[link.Dest]; link.Text != "1" || d.Page != note.page || d.Y > note.y || d.Y < note.y-12 {
			t.Errorf("the number leads to %v, the note stands at %v", d, note)
		}
		if end.page == note.page && end.y < note.y || end.page > note.page+1 {
			t.Errorf("the note runs from page %d to %d", note.page, end.page)
		}
		parted = parted || end.page > note.page
	})
	if !parted {
		t.Error("the note was never parted between two pages")
	}
}

func TestNumberStandsOnTheFirstLine(t *testing.T) {
	atEveryPlace(t, "1. "+strings.ReplaceAll(sentence("ord", 3), "\n", "\n   ")+"\n   1. inre", func(t *testing.T, r *Result) {
		if number, text := find(t, r, "1."), find(t, r, "ord"); number.page != text.page || number.y != text.y || number.x >= text.x {
			t.Errorf("the number is at %v, its text at %v", number, text)
		}
		if letter, text := find(t, r, "a)"), find(t, r, "inre"); letter.y != text.y || letter.x >= text.x {
			t.Errorf("the letter is at %v, its text at %v", letter, text)
		}
	})
}

// What is said of an approval stays with those who signed it, from its heading on.
func TestApprovalIsNotParted(t *testing.T) {
	text := sentence("före", 12) + "\n\n# Justering\n\nProtokollet " + strings.Repeat("justerades ", 12) + "i år.\n\nTillkännagivet.\n\n" +
		"::: underskrifter\nAnna Exempel\\\nDirektör\n:::\n"
	atEveryPlace(t, text, func(t *testing.T, r *Result) {
		first, last := find(t, r, "Justering").page, find(t, r, "Direktör").page
		if first != last {
			t.Errorf("the heading is on page %d, the signature on %d", first, last)
		}
	})
}
