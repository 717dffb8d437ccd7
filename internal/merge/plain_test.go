package merge

import (
	"strings"
	"testing"
	"text/template/parse"
)

// described is the nodes of a text with their places.
func described(root *parse.ListNode) []any {
	var out []any
	var add func(n parse.Node)
	add = func(n parse.Node) {
		out = append(out, n.Type(), int(n.Position()), n.String())
		switch n := n.(type) {
		case *parse.ListNode:
			for _, inner := range n.Nodes {
				add(inner)
			}
		case *parse.ActionNode:
			out = append(out, n.Line)
			add(n.Pipe)
		case *parse.PipeNode:
			out = append(out, n.Line, len(n.Decl), n.IsAssign)
			for _, c := range n.Cmds {
				add(c)
			}
		case *parse.CommandNode:
			for _, arg := range n.Args {
				add(arg)
			}
		case *parse.ChainNode:
			out = append(out, strings.Join(n.Field, " "))
			add(n.Node)
		}
	}
	add(root)
	return out
}

// FuzzPlainText holds the texts that are read without package parse to what it
// reads in them.
func FuzzPlainText(f *testing.F) {
	for _, s := range []string{
		"a {{ enheter }} b", "{{enheter}}{{ rubrik }}", "{{ frister.protokoll.datum }}", "{{ enheter | uppräkning | stor }}\n{{  x1  |y }}",
		"a\n\nb {{ datum | iso }}\n", "{{ if a }}", "{{ end }}", "{{ true }}", "{{ nil.a }}", "{{ a.true }}", "{{ .a }}", "{{ a b }}", "{{ a | }}",
		"{{ a.1 }}", "{{ a.b1 }}", "{{ 1 }}", "{{ _ }}", "{{- a }}", "{{ a -}}", "{{/* a */}}", "{{ a }", "{{ a", "}} {{ a }}}", "{{{ a }}", "{{ a\n}}",
		"{{ a.b | c.d }}", "{{ a\u0660 }}", "{{ \u0660a }}", "{{ \xff }}", "{{ a. }}", "{{ a .b }}", "{{ a|b }}", "{{ å.ä }}", "{{ break }}",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		root, ok := plainText(s)
		if !ok {
			return
		}
		c := checker{src: &source{text: s}}
		want, err := c.parse()
		if err != nil {
			t.Fatalf("%q is no template: %v", s, err)
		}
		got, wanted := described(root), described(want)
		for i := range wanted {
			if i >= len(got) || got[i] != wanted[i] {
				t.Fatalf("%q is read as\n%v, want\n%v", s, got, wanted)
			}
		}
		if len(c.findings) > 0 || len(got) != len(wanted) {
			t.Fatalf("%q is read as\n%v, want\n%v", s, got, wanted)
		}
	})
}

func TestPlainText(t *testing.T) {
	for s, plain := range map[string]bool{
		"a {{ enheter }} och {{ enheter | punktlista }}": true,
		"den {{ frister.protokoll.datum }}":              true,
		"{{ if bilagor }}a{{ end }}":                     false,
		"{{ antal enheter }}":                            false,
		"{{ enheter | annars \"inga\" }}":                false,
	} {
		if _, ok := plainText(s); ok != plain {
			t.Errorf("%q: got %v", s, ok)
		}
	}
}

func TestSuspect(t *testing.T) {
	for _, s := range []string{"", "a", "Lorem ipsum", "a - b", "2023-XX-01", "-", "{{", "{", "[x]", "a@b", "<!", "<", "Fel! x", "Fel!", "orem", "o"} {
		if suspect(s) != hasSign(s) {
			t.Errorf("%q: suspect says %v and hasSign %v", s, suspect(s), hasSign(s))
		}
	}
}
