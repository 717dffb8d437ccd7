package layout

import (
	"math/rand/v2"
	"strings"
	"testing"

	"kansli/internal/diag"
	"kansli/internal/document"
)

// builder makes a document of any bytes.
type builder struct {
	src   []byte
	doc   *document.Document
	ids   int
	words int
	notes bool
}

func (b *builder) next(n int) int {
	if len(b.src) == 0 {
		return 0
	}
	v := int(b.src[0])
	b.src = b.src[1:]
	return v % n
}

var vocabulary = []string{
	"och", "att", "nämnden", "kvalitetsutmärkelsen", "2013", "–", "KBT-teamet", "i", "§\u00A010", "stadsdelsförvaltningen,",
	"https://start.example.org/en/lang/adress/som/inte/ryms/pa/en/rad/utan/maste/delas/nagonstans.html", "a",
	"277\u00A0000\u00A0kronor", "verksamhetsutvecklingsprogrammets", "Ćosić", "för-", strings.Repeat("lång", 60), "e-post", "b\u00ADindestreck", "1", "x\u200By", "\n", "  ",
}

func (b *builder) text(most int) string {
	var s strings.Builder
	for range 1 + b.next(most) {
		s.WriteString(vocabulary[b.next(len(vocabulary))])
		s.WriteByte(' ')
	}
	return s.String()
}

func (b *builder) inlines(depth int) []document.Inline {
	var in []document.Inline
	for range b.next(4) {
		kind := document.Kind(b.next(9))
		n := document.Inline{Kind: kind}
		switch kind {
		case document.Text, document.CodeSpan:
			n.Text = b.text(30)
		case document.LineBreak:
		case document.NoteRef:
			if len(b.doc.Notes) == 0 {
				continue
			}
			n.Note = b.next(len(b.doc.Notes))
		case document.InlineImage:
			n.Text, n.URL = b.text(3), "bild.png"
		default:
			n.URL = [...]string{"https://example.org", "#h1", "#saknas", ""}[b.next(4)]
			if depth < 3 {
				n.Kids = b.inlines(depth + 1)
			}
		}
		in = append(in, n)
	}
	return append(in, document.Inline{Kind: document.Text, Text: b.text(20)})
}

func (b *builder) blocks(depth int) []document.Block {
	var out []document.Block
	for n := 1 + b.next(5); n > 0 && len(b.src) > 0; n-- {
		switch k := b.next(12); {
		case k < 4 || depth > 12:
			out = append(out, &document.Paragraph{Text: b.inlines(0)})
		case k == 4:
			b.ids++
			out = append(out, &document.Heading{Level: 1 + b.next(6), Text: b.inlines(0), ID: "h1"})
		case k < 7:
			l := &document.List{Ordered: b.next(2) > 0, Dash: b.next(2) > 0, Tight: b.next(2) > 0, Start: b.next(250)}
			for range 1 + b.next(5) {
				l.Items = append(l.Items, document.Item{Blocks: b.blocks(depth + 1)})
			}
			out = append(out, l)
		case k == 7:
			out = append(out, b.table())
		case k == 8:
			out = append(out, &document.Quote{Blocks: b.blocks(depth + 1)})
		case k == 9:
			out = append(out, &document.Code{Text: b.text(60)})
		case k == 10:
			f := &document.Figure{Src: [...]string{"a.png", "saknas.png", "trasig.png"}[b.next(3)], Alt: "bild"}
			if b.next(2) > 0 {
				f.Caption = b.inlines(0)
			}
			out = append(out, f)
		default:
			class := append(classes, "okänd")[b.next(len(classes)+1)]
			out = append(out, &document.Division{Class: class, Blocks: b.blocks(depth + 1)})
		}
	}
	return out
}

func (b *builder) table() *document.Table {
	t := &document.Table{}
	for range 1 + b.next(6) {
		t.Columns = append(t.Columns, document.Align(b.next(3)))
	}
	row := func() (cells []document.Cell) {
		for range t.Columns {
			cells = append(cells, document.Cell{Text: b.inlines(1)})
		}
		return cells
	}
	t.Head = row()
	if b.next(3) > 0 {
		t.Caption = b.inlines(1)
	}
	for range b.next(40) {
		t.Rows = append(t.Rows, row())
	}
	return t
}

func build(src []byte) *document.Document {
	b := &builder{src: src, doc: &document.Document{}}
	m := &b.doc.Meta
	if b.next(2) > 0 {
		m.Kind, m.Status, m.Running = "Protokoll", "Utkast", b.text(20)
		m.Contents = b.next(2) > 0
		for range b.next(6) {
			m.Sender = append(m.Sender, b.text(3))
			m.Address = append(m.Address, b.text(2))
			m.Panels = append(m.Panels, document.Labelled{Label: "Till", Lines: []string{b.text(3)}})
			m.Marks = append(m.Marks, document.Labelled{Label: "Dnr", Lines: []string{b.text(2)}})
		}
	}
	b.doc.Notes = make([]document.Note, b.next(4))
	for i := range b.doc.Notes {
		b.doc.Notes[i].Blocks = b.blocks(9)
	}
	b.doc.Blocks = b.blocks(0)
	return b.doc
}

// FuzzPaginate: whatever the document, the work ends, nothing panics, every word
// is placed once, in order, inside the margins and on top of nothing. Only what
// a finding says is missing may be.
func FuzzPaginate(f *testing.F) {
	styles := []*Style{readStyle(f), readStyle(f, "brevhuvud: {variant: enkel}\nmarginaler: {under: 120}\navstavning: {på: nej}")}
	f.Add([]byte("en rad med tecken som blir ett dokument"))
	f.Add([]byte(strings.Repeat("\x01\x02\x03\x07\x05\x04\x06\x0b\x08\x09", 60)))
	f.Add([]byte(strings.Repeat("abcdefghijklmnopqrstuvxyzåäö", 30)))
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) > 3000 {
			src = src[:3000]
		}
		doc := build(src)
		for _, style := range styles {
			r, findings := Paginate(doc, style, testResources)
			if !diag.Stops(findings) || onlyKnown(findings) {
				check(t, doc, style, r)
			}
			r.Release()
		}
	})
}

// TestRandomPapers is the fuzz test for every run of the tests.
func TestRandomPapers(t *testing.T) {
	styles := []*Style{readStyle(t), readStyle(t, "brevhuvud: {variant: enkel}\nmarginaler: {under: 120}\navstavning: {på: nej}")}
	n := 150
	if testing.Short() {
		n = 30
	}
	for seed := range n {
		random := rand.New(rand.NewPCG(uint64(seed), 1))
		src := make([]byte, 20+random.IntN(1500))
		for i := range src {
			src[i] = byte(random.Uint32())
		}
		doc := build(src)
		for i, style := range styles {
			r, findings := Paginate(doc, style, testResources)
			if !diag.Stops(findings) || onlyKnown(findings) {
				check(t, doc, style, r)
			}
			if r.Release(); t.Failed() {
				t.Fatalf("paper %d, style %d", seed, i)
			}
		}
	}
}

// onlyKnown reports whether all that is wrong is pictures and links, which leave
// the text whole.
func onlyKnown(findings []diag.Finding) bool {
	for _, f := range findings {
		switch f.Rule {
		case "bild-saknas", "okänt-bildformat", "okänt-mål", "bild-i-text", "okänd-klass":
		default:
			return false
		}
	}
	return true
}
