package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"

	"kansli/internal/font"
	"kansli/internal/layout"
)

// The same pages always give the same bytes, whatever was written before and
// whoever else writes at the same time.
func TestSameBytes(t *testing.T) {
	papers := []*layout.Result{full(), twoPages(), full()}
	infos := []Info{facts, {Title: "Två sidor"}, withSource()}
	var want [3][]byte
	for i := range papers {
		want[i] = write(t, papers[i], infos[i])
	}
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			for i := range 9 {
				n := (i + worker) % 3
				got, _, err := Write([]byte("före"), papers[n], infos[n])
				if err != nil || string(got[:5]) != "före" || !bytes.Equal(got[5:], want[n]) {
					t.Errorf("paper %d differs (%v)", n, err)
				}
			}
		})
	}
	wg.Wait()
}

func TestWriteTellsTheHashOfTheFile(t *testing.T) {
	for _, p := range []*layout.Result{full(), twoPages()} {
		file, sum, err := Write([]byte("före"), p, facts)
		if err != nil || sum != sha256.Sum256(file[len("före"):]) {
			t.Errorf("%x (%v)", sum, err)
		}
	}
}

func TestTextIsReadBackByTheStructure(t *testing.T) {
	got, err := Text(write(t, full(), facts))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"Kommunens vapen: tre ekar",
		"Deltagande i stadens kvalitetsutmärkelse 2013",
		body,
		"Förslag till beslut",
		"1. Nämnden godkänner förslaget.",
		"2. Protokollet justeras omedelbart.",
		"Yttrande på andra språk",
		"Αθήνα και Москва, Łódź: ≥ 5 → ja, ½ • €",
		"Läs mer hos kommunens webbplats eller ovan.",
		"Tabell 1. Omröstning",
		"Namn\tRöst\tParti",
		"Anna Exempel\tJa\t(S)",
		"Bo Prov\t\t(M)",
	}, "\n") + "\n" + strings.Repeat(body+"\n", 16) + "Diagram över rösterna\n1 En not.\n"
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestHyphenAtTheEndOfALineIsNotRead(t *testing.T) {
	s := newSetter()
	p := s.node(0, layout.RoleP)
	span := s.span(p)
	s.run(left, 100, 11, "kvalitets\u00ad", font.Sans, span)
	s.run(left, 114, 11, "utmärkelse 6\u00a0kap. bin\u2011dande", font.Sans, span)
	file := write(t, &s.p, facts)
	if got, err := Text(file); got != "kvalitetsutmärkelse 6\u00a0kap. bin\u2011dande\n" {
		t.Errorf("%q %v", got, err)
	}
	if found := Verify(file); len(found) > 0 {
		t.Error(found)
	}
}

// A label without anything beside it stays on a line of its own.
func TestEmptyListItem(t *testing.T) {
	s := newSetter()
	s.list("", "Två")
	if got, err := Text(write(t, &s.p, facts)); got != "1.\n2. Två\n" {
		t.Errorf("%q %v", got, err)
	}
}

func TestAttached(t *testing.T) {
	name, data, err := Attached(write(t, full(), withSource()))
	if want := withSource().Attachment; name != want.Name || !bytes.Equal(data, want.Data) || err != nil {
		t.Errorf("%q %q %v", name, data, err)
	}
	if _, _, err := Attached(write(t, full(), facts)); err == nil {
		t.Error("an attachment was found where there is none")
	}
	if _, _, err := Attached([]byte("%PDF-1.4\n")); err != ErrForeign {
		t.Errorf("foreign: %v", err)
	}
}

// What cannot be written is an error that says why; nothing panics.
func TestWriteRefuses(t *testing.T) {
	for _, c := range []struct {
		say   string
		spoil func(*layout.Result)
	}{
		{"U+1F600", func(p *layout.Result) { p.Pages[0].Runs[3].Text = "glad \U0001F600" }},
		{"U+000A", func(p *layout.Result) { p.Pages[0].Runs[3].Text = "två\nrader" }},
		{"U+FFFD", func(p *layout.Result) { p.Pages[0].Runs[3].Text = "a\xff" }},
		{"typsnitt", func(p *layout.Result) { p.Pages[0].Runs[3].Face = 99 }},
		{"mått", func(p *layout.Result) { p.Pages[0].Runs[3].X = math.NaN() }},
		{"mått", func(p *layout.Result) { p.Pages[0].Runs[3].Size = math.Inf(1) }},
		{"mått", func(p *layout.Result) { p.Pages[0].Rules[0].Width = math.NaN() }},
		{"mått", func(p *layout.Result) { p.Pages[0].Fills[0].H = math.Inf(-1) }},
		{"mått", func(p *layout.Result) { p.Pages[0].Links[0].W = math.NaN() }},
		{"mått", func(p *layout.Result) { p.Pages[0].Images[0].W = math.NaN() }},
		{"mått", func(p *layout.Result) { p.Dests[0].Y = math.NaN() }},
		{"mått", func(p *layout.Result) { p.Outline[0].Dest.Y = math.NaN() }},
		{"mått", func(p *layout.Result) { role(p, layout.RoleFigure).BBox[2] = math.NaN() }},
		{"mått", func(p *layout.Result) { p.Width = math.NaN() }},
		{"liten", func(p *layout.Result) { p.Height = -5 }},
		{"sida", func(p *layout.Result) { p.Dests[0].Page = 9 }},
		{"sida", func(p *layout.Result) { p.Outline[0].Dest.Page = -1 }},
		{"sida", func(p *layout.Result) { role(p, layout.RoleFigure).BBoxPage = 99 }},
		{"ingen nod", func(p *layout.Result) { p.Pages[0].Runs[3].Span = 9999 }},
		{"ingen nod", func(p *layout.Result) { p.Pages[0].Runs[3].Span = -4 }},
		{"ingen nod", func(p *layout.Result) { p.Pages[0].Images[0].Span = math.MinInt32 }},
		{"ingen nod", func(p *layout.Result) { p.Nodes[2].Kids = nil }},
		{"textstycken", func(p *layout.Result) { p.Spans = -1 }},
		{"textstycke", func(p *layout.Result) { p.Spans = 3 }},
		{"textstycke", func(p *layout.Result) { p.Nodes[2].Kids = append(p.Nodes[2].Kids, ^0) }},
		{"textstycke", func(p *layout.Result) { p.Nodes[2].Kids = append(p.Nodes[2].Kids, math.MinInt32) }},
		{"träd", func(p *layout.Result) { p.Nodes[2].Kids = append(p.Nodes[2].Kids, 0) }},
		{"träd", func(p *layout.Result) { p.Nodes[2].Kids = append(p.Nodes[2].Kids, 2) }},
		{"träd", func(p *layout.Result) { p.Nodes[2].Kids = append(p.Nodes[2].Kids, math.MaxInt32) }},
		{"träd", func(p *layout.Result) { p.Nodes[0].Kids = append(p.Nodes[0].Kids, 1) }},
		{"träd", func(p *layout.Result) { p.Nodes[3].Parent = 77 }},
		{"förälder", func(p *layout.Result) { p.Nodes = append(p.Nodes, layout.Node{Role: layout.RoleP}) }},
		{"roll", func(p *layout.Result) { p.Nodes[3].Role = 200 }},
		{"roll", func(p *layout.Result) { p.Nodes[3].Numbering = 200 }},
		{"nod", func(p *layout.Result) { p.Pages[0].Links[0].Node = -1 }},
		{"nod", func(p *layout.Result) { p.Pages[0].Links[0].Node = 999 }},
		{"mål", func(p *layout.Result) { p.Pages[0].Links[2].Dest = 99 }},
		{"mål", func(p *layout.Result) { p.Pages[0].Links[2].Dest = -1 }},
		{"PNG", func(p *layout.Result) { p.Pages[0].Images[0].Data = []byte("GIF89a") }},
		{"läsa", func(p *layout.Result) { p.Pages[0].Images[0].Data = p.Pages[0].Images[0].Data[:60] }},
		{"läsa", func(p *layout.Result) { p.Pages[0].Images[0].Data = []byte("\xff\xd8\xff") }},
		{"sidor", func(p *layout.Result) { p.Pages = nil }},
		{"sidor", func(p *layout.Result) { p.Nodes = nil }},
	} {
		p := full()
		c.spoil(p)
		out, _, err := Write([]byte("x"), p, facts)
		if err == nil || !strings.Contains(err.Error(), c.say) || string(out) != "x" {
			t.Errorf("want an error with %q, got %v", c.say, err)
		}
	}
	if _, _, err := Write(nil, full(), Info{Title: " \x01\n"}); err == nil {
		t.Error("a paper without a title was written")
	}
	if _, _, err := Write(nil, full(), Info{Title: "T", Attachment: &Attachment{Data: []byte("x")}}); err == nil {
		t.Error("an attachment without a name was written")
	}
	if _, _, err := Write(nil, full(), facts); err != nil {
		t.Errorf("after all the refusals: %v", err)
	}
}

// Whatever stands in the facts comes out of the file as it went in.
func TestFactsSurvive(t *testing.T) {
	for _, s := range []string{
		"Enkel", "Åtgärd (1) \\ 2", "þÿ börjar illa", "ÿþ", "ï»¿", "a\u00a0b", "§ 7 – 8 €", "a <b> & \"c\" ]]>", "\U0001F600", "a\r\nb", "mjukt\u00adbindestreck",
	} {
		info := Info{Title: s, Author: s, Subject: s, Keywords: s, Attachment: &Attachment{Name: s, MIME: "text/x (y)/#", Data: []byte(s)}}
		file := write(t, full(), info)
		if found := Verify(file); len(found) > 0 {
			t.Errorf("%q: %v", s, found)
		}
		f, err := open(file)
		if err != nil {
			t.Fatal(err)
		}
		if got := text(f.info["Title"]); got != cleaned(s) {
			t.Errorf("%q came out as %q", s, got)
		}
	}
}

func TestNumbers(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 1: "1", -1.5: "-1.5", 0.25: "0.25", -0.05: "-0.05", 595.276: "595.28", 0.004: "0", -0.004: "0", 99.999: "100"} {
		if got := string(appendNumber(nil, v)); got != want {
			t.Errorf("%v: %s, want %s", v, got, want)
		}
	}
}

// Text that goes in comes out, for every character that a face has.
func FuzzText(f *testing.F) {
	for i, s := range []string{"Åtgärd § 7 – ”citat” • 1\u00a0000 kr", "Αθήνα", "Москва", "Łódź (a\\b) \r", "ﬁ ≥ → é", "a\u00adb", "\x01\x0d\x0a"} {
		f.Add(s, uint8(i))
	}
	f.Fuzz(func(t *testing.T, s string, n uint8) {
		face := font.Face(n) % font.Face(font.Faces)
		s = strings.Map(func(r rune) rune {
			if !font.Has(face, r) {
				return -1
			}
			return r
		}, strings.ToValidUTF8(s, ""))
		set := newSetter()
		p := set.node(0, layout.RoleP)
		span := set.span(p)
		for i := 0; i < len(s); { // over lines and pages, at any character
			end := min(len(s), i+1+int(n)%7)
			for end < len(s) && s[end]&0xC0 == 0x80 {
				end++
			}
			set.run(left, 100, 11, s[i:end], face, span)
			if i = end; i%3 == 0 {
				set.newPage()
			}
		}
		file := write(t, &set.p, facts)
		got, err := Text(file)
		if want := strings.ReplaceAll(s, "\u00ad", ""); err != nil || strings.TrimSuffix(got, "\n") != want {
			t.Errorf("%q came out as %q (%v)", want, got, err)
		}
		if found := Verify(file); len(found) > 0 {
			t.Errorf("%q: %v", s, found)
		}
	})
}

func ExampleText() {
	s := newSetter()
	s.heading(layout.RoleH1, "Protokoll")
	s.list("Nämnden godkänner förslaget.")
	file, _, _ := Write(nil, &s.p, Info{Title: "Protokoll"})
	text, _ := Text(file)
	fmt.Print(text)
	// Output:
	// Protokoll
	// 1. Nämnden godkänner förslaget.
}
