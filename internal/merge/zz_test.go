package merge

import (
	"bytes"
	"fmt"
	"html"
	"math/rand/v2"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode"

	"kansli/internal/diag"
	"kansli/internal/document"
	"kansli/internal/namnd"
	"kansli/internal/swedish"
	"kansli/internal/yamldoc"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	gmtext "github.com/yuin/goldmark/text"
)

var reader2 = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Footnote, extension.DefinitionList))

// put sets every text field below v to s, but for those that choose a template
// or that a template reads as a date.

// shape is the blocks and inlines of a Markdown text, without its words.

// harmless is a value of the same nature as s that holds no markup.

func TestStress(f *testing.T) {
	for _, s := range []string{
		"Kruton skyddat boende & öppenvårdsinsatser, BAS", "# rubrik", "- a", "+ a", "* a", "1. a", "13) a", "> a", "```", "~~~", "---", "===",
		"- - -", "***", "___", ":::", "::: x", ":-:", "|-|", "| a | b |", "a\n\nb", "a\n# b", "*a*", "_a_", "a_b_c", "__a__", "`a`", "~~a~~", "[a](b)", "[a]", "[^1]",
		"![a](b)", "<b>", "<!-- ", "<!x>", "<a@b.se>", "https://exempel.se/a_b", "a@b.se", "&amp;", "&nbsp", "\\", "a\\", "a  ", "    a", "\ta", "C #", "a ##", "{{ rubrik }}",
		"1", "12", "!", "a\u2028b", "\x00", "”a ”", "'a: b'", "a: b", "\"", "a #b", "- ", ": a", "ÅÄÖ", "a.", "t.ex.", "2023-05-11", "10.", "\u00a0a\u00a0", "“Initiativyrkande … stater “",
		"åstad-\n\nkommas", "<", "a <b", "&#35;", "x|y", "0787_23", "Nr 9a", "a <", "~", "$x$", "*", "_", "**", "#", "1.", "=", "-", "+", ">", "och", "https://a.se/>b",
	} {
		_ = s
	}
	set := load(f)
	shapes := make(map[string]map[string]string) // of harmless values
	papers := func(s string) map[string][]byte {
		out := make(map[string][]byte)
		for name, c := range map[string]*namnd.Case{"social": social(), "stadsdel": district(), "bidrag": grants(), "motion": motion()} {
			put(reflect.ValueOf(c), s)
			p, _ := set.Case(c)
			out[name] = p.Markdown
		}
		for i := range meeting().Items {
			m := meeting()
			put(reflect.ValueOf(m), s)
			p, _ := set.Extract(m, i)
			out[fmt.Sprint("utdrag ", i)] = p.Markdown
		}
		return out
	}
	one := func(t *testing.T, s string) {
		got := papers(s)
		value := clean(s)
		if value == "" {
			return
		}
		want := shapes[harmless(value)]
		if want == nil {
			want = make(map[string]string)
			for name, md := range papers(harmless(value)) {
				want[name] = shapeText(md)
			}
			shapes[harmless(value)] = want
		}
		for name, b := range want {
			if a := shapeText(got[name]); a != b {
				t.Fatalf("%q changes the shape of %s: %s\n%s", s, name, diffShape(a, b), got[name])
			}
		}
		plain := strings.ReplaceAll(value, "\u00a0", " ")
		if title := titleText(t, got["social"]); title != plain && strings.Join(strings.Fields(title), " ") != strings.Join(strings.Fields(plain), " ") {
			t.Errorf("%q became the heading %q", value, title)
		}
		head, _, _ := bytes.Cut(got["social"][4:], []byte("\n---\n"))
		var meta document.Meta
		refused := func(r rune) bool { return r == '\ufffd' || unicode.Is(unicode.Co, r) }
		if _, findings := yamldoc.Decode("x", head, &meta); strings.ContainsFunc(value, refused) {
			return // no file may hold these
		} else if diag.Stops(findings) {
			t.Errorf("%q breaks the front matter: %+v\n%s", s, findings, head)
		} else if strings.TrimSpace(swedish.NFC(meta.Title)) != strings.TrimSpace(swedish.NFC(value)) {
			t.Errorf("%q became the title %q", value, meta.Title)
		}
	}
	alphabet := strings.Split(`# ## - + * 1. 13) > ~ ~~ = : ::: | | _ __ a b å A Ö . , ! [ ] ( ) ^ < > / & ; \\ & amp " ' { } @ $ % 0 1 ( ) https:// .se`, " ")
	alphabet = append(alphabet, " ", " ", " ", "`", "\n", "\u00a0", "  ", "```", "---", "===")
	rng := rand.New(rand.NewPCG(uint64(os.Getpid()), 2))
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); {
		var b strings.Builder
		for range 1 + rng.IntN(8) {
			b.WriteString(alphabet[rng.IntN(len(alphabet))])
		}
		one(f, b.String())
		if f.Failed() {
			f.Fatal(fmt.Sprintf("%q", b.String()))
		}
	}
}
var _ = html.EscapeString
var _ ast.Node
var _ gmtext.Reader
