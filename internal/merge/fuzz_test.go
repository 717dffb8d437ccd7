package merge

import (
	"bytes"
	"fmt"
	"html"
	"reflect"
	"strings"
	"testing"
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

var reader = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Footnote, extension.DefinitionList))

// put sets every text field below v to s, but for those that choose a template
// or that a template reads as a date.
func put(v reflect.Value, s string) {
	switch {
	case v.Kind() == reflect.Pointer && !v.IsNil():
		put(v.Elem(), s)
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			put(v.Index(i), s)
		}
	case v.Kind() == reflect.Struct && strings.HasPrefix(v.Type().PkgPath(), "kansli/internal/namnd"):
		for i := range v.NumField() {
			switch f := v.Type().Field(i); {
			case !f.IsExported(), f.Name == "CaseType", f.Name == "Variant", f.Tag.Get("sv") == "namn,key", f.Tag.Get("sv") == "rubrik,key":
			case v.Type() == reflect.TypeFor[namnd.Fact]() && strings.Contains("inkom prisutdelning", v.Field(0).String()):
			default:
				put(v.Field(i), s)
			}
		}
	case v.Type() == reflect.TypeFor[string]() && v.String() != "":
		v.SetString(s)
	}
}

// shape is the blocks and inlines of a Markdown text, without its words.
func shapeText(md []byte) string {
	_, body, _ := bytes.Cut(md, []byte("\n---\n"))
	var b strings.Builder
	ast.Walk(reader.Parser().Parse(gmtext.NewReader(body)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Text:
			if entering && n.HardLineBreak() {
				b.WriteString(" break")
			}
		case *ast.String:
		case *ast.Heading:
			fmt.Fprintf(&b, "\nh%d", n.Level)
		case *ast.List:
			fmt.Fprintf(&b, "\nlist%c %d %v", n.Marker, n.Start, n.IsTight)
		default:
			if n.Type() == ast.TypeBlock {
				b.WriteByte('\n')
			}
			fmt.Fprintf(&b, " %s %v", n.Kind(), entering)
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

func titleText(t *testing.T, md []byte) string {
	_, body, _ := bytes.Cut(md, []byte("\n---\n"))
	var out bytes.Buffer
	if err := reader.Convert(body, &out); err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(out.String(), "<h1>")
	title, _, _ := strings.Cut(rest, "</h1>")
	return strings.ReplaceAll(html.UnescapeString(title), "\u00a0", " ")
}

// harmless is a value of the same nature as s that holds no markup.
func harmless(s string) string {
	switch {
	case address(s) && swedish.Ambiguous([]string{s, s}):
		return "https://exempel.se/&"
	case address(s):
		return "x@exempel.se"
	case swedish.Ambiguous([]string{s, s}):
		return "ord och ord"
	}
	return "ord"
}

func FuzzValue(f *testing.F) {
	for _, s := range []string{
		"Kruton skyddat boende & öppenvårdsinsatser, BAS", "# rubrik", "- a", "+ a", "* a", "1. a", "13) a", "> a", "```", "~~~", "---", "===",
		"- - -", "***", "___", ":::", "::: x", ":-:", "|-|", "| a | b |", "a\n\nb", "a\n# b", "*a*", "_a_", "a_b_c", "__a__", "`a`", "~~a~~", "[a](b)", "[a]", "[^1]",
		"![a](b)", "<b>", "<!-- ", "<!x>", "<a@b.se>", "https://exempel.se/a_b", "a@b.se", "&amp;", "&nbsp", "\\", "a\\", "a  ", "    a", "\ta", "C #", "a ##", "{{ rubrik }}",
		"1", "12", "!", "a\u2028b", "\x00", "”a ”", "'a: b'", "a: b", "\"", "a #b", "- ", ": a", "ÅÄÖ", "a.", "t.ex.", "2023-05-11", "10.", "\u00a0a\u00a0", "“Initiativyrkande … stater “",
		"åstad-\n\nkommas", "<", "a <b", "&#35;", "x|y", "0787_23", "Nr 9a", "a <", "~", "$x$", "*", "_", "**", "#", "1.", "=", "-", "+", ">", "och", "https://a.se/>b", "http://|",
	} {
		f.Add(s)
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
		m := meeting()
		put(reflect.ValueOf(m), s)
		for _, kind := range []Kind{Agenda, Protocol, Extract, Notice, Dispatch} {
			n := 0
			for p := range set.Meeting(kind, m) {
				out[fmt.Sprint(kind, " ", n)] = p.Markdown
				n++
			}
		}
		return out
	}
	f.Fuzz(func(t *testing.T, s string) {
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
	})
}

func diffShape(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range x {
		if i >= len(y) || x[i] != y[i] {
			return fmt.Sprintf("line %d: %q against %q", i, x[i:min(i+4, len(x))], y[min(i, len(y)):min(i+4, len(y))])
		}
	}
	return "shorter"
}
