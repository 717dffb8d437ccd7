package layout

import (
	"math/rand/v2"
	"testing"
	"unicode/utf8"

	"kansli/internal/document"
)

// lineByCharacter is nextLine as it is meant: it looks at every character in turn
// and knows nothing of stops.
func lineByCharacter(e *engine, ps []piece, from spot, measure int, hyphenate bool) cut {
	base := 0
	var best, last cut
	for at := from.piece; at < len(ps); at++ {
		p := &ps[at]
		start := 0
		if at == from.piece {
			start = from.off
		} else if p.flags&mayBreak != 0 {
			best = cut{end: spot{at, 0}, width: base, ok: true}
		} else if p.flags&softHyphen != 0 {
			if w := base + width(p.face, p.size, "-"); w <= measure {
				best = cut{end: spot{at, 0}, width: w, hyphen: true, ok: true}
			}
		}
		if p.flags&hardBreak != 0 {
			return cut{end: spot{at + 1, 0}, width: base, ok: true}
		}
		limit := max(0, measure-base) * 1000 / p.size
		s, em := p.text, 0
		for i := start; i < len(s); {
			r, n := utf8.DecodeRuneInString(s[i:])
			w := latinOf(p.face).at(p.face, r)
			if r == ' ' {
				if (at > from.piece || i > start) && !dashAfter(s[i+1:]) {
					best = cut{end: spot{at, i + 1}, width: base + em*p.size/1000, ok: true}
				}
				em += w
				i++
				continue
			}
			if em += w; em > limit {
				return e.overflow(ps, from, spot{at, i}, measure, hyphenate, best, last)
			}
			i += n
			here := cut{end: spot{at, i}, width: base + em*p.size/1000, ok: true}
			switch {
			case r == '-' && betweenLetters(s, i):
				best, last = here, here
			case r == '-' || r < utf8.RuneSelf && charClass[r] == lastChar:
				last = here
			}
		}
		base += em * p.size / 1000
	}
	return cut{end: spot{len(ps), 0}, width: base, ok: true}
}

// checkLines holds nextLine against lineByCharacter in a text of any bytes, from
// where lines begin and from where they never do.
func checkLines(t *testing.T, style *Style, src []byte) {
	b := &builder{src: src, doc: &document.Document{}}
	e := engines.Get().(*engine)
	defer engines.Put(e)
	e.reset(b.doc, style, Resources{})
	e.add(-1, RoleDocument)
	ts := [...]*typeStyle{&style.body, &style.headings[0], &style.code}[b.next(3)]
	ps := e.gather(b.inlines(0), 0, ts)
	if b.next(4) == 0 { // code keeps all its spaces
		for range 3 {
			e.codeLine(b.text(4), 0, inlineStyle{typeStyle: ts})
		}
		ps = e.pieces[e.pieceStart:]
	}
	e.measurePieces(ps)
	for range 6 {
		measure := (5 + b.next(250) + b.next(250)) * point
		hyphenate := b.next(2) > 0
		for from := (spot{}); from.piece < len(ps); {
			got, want := e.nextLine(ps, from, measure, hyphenate), lineByCharacter(e, ps, from, measure, hyphenate)
			if got != want {
				t.Fatalf("from %v in %d of %+v:\n got %+v\nwant %+v", from, measure, ps, got, want)
			}
			if b.next(8) == 7 { // anywhere
				got.end = spot{from.piece, from.off + 1 + b.next(20)}
				for s := ps[from.piece].text; got.end.off < len(s) && !utf8.RuneStart(s[got.end.off]); {
					got.end.off++
				}
			}
			if from = got.end; from.piece < len(ps) && from.off >= len(ps[from.piece].text) {
				from = spot{from.piece + 1, 0}
			}
		}
	}
}

func FuzzNextLine(f *testing.F) {
	style := readStyle(f)
	f.Add([]byte("en rad med tecken som blir en text och mått"))
	f.Fuzz(func(t *testing.T, src []byte) { checkLines(t, style, src) })
}

// TestNextLine is the fuzz test for every run of the tests.
func TestNextLine(t *testing.T) {
	style := readStyle(t)
	for seed := range 200 {
		random := rand.New(rand.NewPCG(uint64(seed), 2))
		src := make([]byte, 20+random.IntN(2000))
		for i := range src {
			src[i] = byte(random.Uint32())
		}
		checkLines(t, style, src)
	}
}
