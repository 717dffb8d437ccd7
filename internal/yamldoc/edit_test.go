package yamldoc

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func keyPath(steps ...any) Path {
	var p Path
	for _, s := range steps {
		switch s := s.(type) {
		case string:
			p = append(p, Step{Key: s})
		case int:
			p = append(p, Step{Index: s})
		}
	}
	return p
}

const before = `# Ärendet om lekplatsen.
typ: ärende

nämnd: bromma   # id i namnder.yaml
dnr: 'BRO 2023/107'
okänt: { behåll: mig }  # ett fält som ingen mall använder
handläggare:
  # den som skrev
  - namn: Åsa Exempel
    telefon: 08-508 25 006 # växeln
  - {namn: Bo Prov, titel: "Utredare, ekonom"}
enheter: [Lönnen, "BAS & Co"]
avsnitt:
  Sammanfattning: |
    En rad.

    En till.
  Bakgrund: Kort.
tom:
`

func TestEditChangesOnePlaceAndNothingElse(t *testing.T) {
	person := Value{Kind: Mapping, Keys: []Key{{"namn", TextValue("Ny Person")}, {"titel", TextValue("Chef")}}}
	tests := []struct {
		name     string
		edit     Edit
		old, new string // the only part that differs
	}{
		{"a plain text, its comment kept", Edit{Op: OpSet, Path: keyPath("nämnd"), Value: TextValue("farsta")}, "bromma   #", "farsta   #"},
		{"a text that must be quoted", Edit{Op: OpSet, Path: keyPath("dnr"), Value: TextValue("a: b # c")}, `'BRO 2023/107'`, `"a: b # c"`},
		{"inside brackets", Edit{Op: OpSet, Path: keyPath("handläggare", 1, "titel"), Value: TextValue("Chef")}, `"Utredare, ekonom"`, `Chef`},
		{"a new key in brackets", Edit{Op: OpSet, Path: keyPath("handläggare", 1, "telefon"), Value: TextValue("1"), Order: []string{"namn", "titel", "telefon"}}, `ekonom"}`, `ekonom", telefon: 1}`},
		{"a new key in order", Edit{Op: OpSet, Path: keyPath("handläggare", 0, "titel"), Value: TextValue("Chef"), Order: []string{"namn", "titel", "telefon"}}, "Åsa Exempel\n", "Åsa Exempel\n    titel: Chef\n"},
		{"a new key at the top", Edit{Op: OpSet, Path: keyPath("rubrik"), Value: TextValue("Ny"), Order: []string{"typ", "dnr", "rubrik", "handläggare"}}, "107'\n", "107'\nrubrik: Ny\n"},
		{"a value where there was none", Edit{Op: OpSet, Path: keyPath("tom"), Value: TextValue("nu")}, "tom:", "tom: nu"},
		{"several lines", Edit{Op: OpSet, Path: keyPath("avsnitt", "Bakgrund"), Value: TextValue("Ett.\n\nTvå: # x\n")}, "Kort.", "|\n    Ett.\n\n    Två: # x"},
		{"several lines become one", Edit{Op: OpSet, Path: keyPath("avsnitt", "Sammanfattning"), Value: TextValue("Kort.")}, "|\n    En rad.\n\n    En till.", "Kort."},
		{"rename a key", Edit{Op: OpRename, Path: keyPath("avsnitt", "Bakgrund"), Value: TextValue("Ärendet: kort")}, "Bakgrund:", `"Ärendet: kort":`},
		{"remove a row", Edit{Op: OpRemove, Path: keyPath("handläggare", 0)}, "  - namn: Åsa Exempel\n    telefon: 08-508 25 006 # växeln\n", ""},
		{"remove a row in brackets", Edit{Op: OpRemove, Path: keyPath("enheter", 0)}, "Lönnen, ", ""},
		{"remove the last row in brackets", Edit{Op: OpRemove, Path: keyPath("enheter", 1)}, `, "BAS & Co"`, ""},
		{"remove the first key of a row", Edit{Op: OpRemove, Path: keyPath("handläggare", 0, "namn")}, "namn: Åsa Exempel\n    ", ""},
		{"remove a key", Edit{Op: OpRemove, Path: keyPath("dnr")}, "dnr: 'BRO 2023/107'\n", ""},
		{"insert a row first", Edit{Op: OpInsert, Path: keyPath("handläggare", 0), Value: person}, "- namn: Åsa", "- namn: Ny Person\n    titel: Chef\n  - namn: Åsa"},
		{"insert a row last", Edit{Op: OpInsert, Path: keyPath("handläggare", 2), Value: person}, "ekonom\"}", "ekonom\"}\n  - namn: Ny Person\n    titel: Chef"},
		{"insert in brackets", Edit{Op: OpInsert, Path: keyPath("enheter", 2), Value: TextValue("Nya, gamla")}, `& Co"`, `& Co", "Nya, gamla"`},
		{"a row under a new key", Edit{Op: OpSet, Path: keyPath("undertecknare", 0, "namn"), Value: TextValue("Eva")}, "tom:\n", "tom:\nundertecknare:\n  - namn: Eva\n"},
	}
	for _, tt := range tests {
		got, err := Apply([]byte(before), tt.edit)
		if want := strings.Replace(before, tt.old, tt.new, 1); err != nil || string(got) != want {
			t.Errorf("%s: %v\ngot:\n%s\nwant:\n%s", tt.name, err, got, want)
		}
	}
}

func TestMovedRowsTakeTheirCommentsAlong(t *testing.T) {
	got, err := Apply([]byte(before), Edit{Op: OpMove, Path: keyPath("handläggare", 0), To: 1})
	want := "handläggare:\n  - {namn: Bo Prov, titel: \"Utredare, ekonom\"}\n  # den som skrev\n  - namn: Åsa Exempel\n    telefon: 08-508 25 006 # växeln\n"
	if err != nil || !strings.Contains(string(got), want) {
		t.Errorf("%v\n%s", err, got)
	}
}

func TestEditKeepsLineBreaksAndByteOrderMark(t *testing.T) {
	src := "\uFEFF" + strings.ReplaceAll(before, "\n", "\r\n")
	got, err := Apply([]byte(src), Edit{Op: OpSet, Path: keyPath("avsnitt", "Bakgrund"), Value: TextValue("Ett.\nTvå.\n")})
	if err != nil || strings.Count(string(got), "\n") != strings.Count(string(got), "\r\n") || !strings.HasPrefix(string(got), "\uFEFF#") {
		t.Errorf("%v %q", err, got)
	}
}

func TestAFileThatCannotBeReadIsNotChanged(t *testing.T) {
	for _, src := range []string{"a: [1", "a: b: c", "\xff"} {
		if got, err := Apply([]byte(src), Edit{Op: OpSet, Path: keyPath("a"), Value: TextValue("x")}); !errors.Is(err, ErrEdit) {
			t.Errorf("%q became %q, %v", src, got, err)
		}
	}
}

// TestRandomEditsOfTheSamples makes changes at random places. Apply reads its
// result back itself; here, entries at the top that the change is not about must
// be byte for byte the same, and so must every comment outside of it.
func TestRandomEditsOfTheSamples(t *testing.T) {
	files, _ := filepath.Glob("../../samples/*/*.yaml")
	more, _ := filepath.Glob("../../samples/*.yaml")
	rng := rand.New(rand.NewPCG(1, 2))
	texts := []string{"ny", "a: b", "- x", "{{ nämnden }} beslutar", "it's \"så\"", "#1", "två\nrader\n", "", "null", " mellan ", "å, ä [ö]", "x\n\n  y", "\ttab", "@a", "1:2", "?"}
	tried, anew := 0, 0
	for _, file := range append(files, more...) {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc, findings := Parse(file, src)
		if len(findings) > 0 {
			continue // such a file is mended as text
		}
		for range 12 {
			path, list := randomPath(rng, doc.Value())
			e := Edit{Op: OpSet, Path: path, Value: TextValue(texts[rng.IntN(len(texts))])}
			switch rng.IntN(4) {
			case 0:
				e.Op = OpRemove
			case 1:
				if list > 0 {
					e.Op = OpInsert
				}
			case 2:
				if list > 1 {
					e.Op, e.To = OpMove, rng.IntN(list)
				}
			}
			got, err := Apply(src, e)
			tried++
			if err != nil {
				t.Errorf("%s: %s at %s: %v", file, e.Op, e.Path, err)
				continue
			}
			a, b := entries(string(src)), entries(string(got))
			for name, text := range a {
				if name != path[0].Key && b[name] != text && !strings.HasPrefix(b[name], text) {
					t.Errorf("%s: %s at %s changed %s:\n%s\nto\n%s", file, e.Op, e.Path, name, text, b[name])
				}
			}
			ed := &editor{src: doc.src, root: &doc.root, edit: e, text: doc.src.text}
			ed.want, _ = e.onValue(doc.Value(), e.Path)
			if ed.inPlace() && ed.newlines() != string(got) {
				anew++
			}
		}
	}
	if tried < 300 || anew > tried/100 {
		t.Errorf("%d changes of %d could not be made in place", anew, tried)
	}
}

func entries(text string) map[string]string {
	out := map[string]string{}
	for _, p := range split(text + "\n") {
		out[p.key()] = strings.TrimRight(p.text, "\n")
	}
	return out
}

// randomPath goes to some value and says how long the list is that it is in.
func randomPath(rng *rand.Rand, v Value) (Path, int) {
	var path Path
	list := 0
	for {
		switch {
		case len(v.Keys) > 0:
			i := rng.IntN(len(v.Keys))
			path, v, list = append(path, Step{Key: v.Keys[i].Name}), v.Keys[i].Value, 0
		case len(v.Items) > 0:
			i := rng.IntN(len(v.Items))
			path, list = append(path, Step{Index: i}), len(v.Items)
			v = v.Items[i]
		}
		if v.Kind == Text || v.hollow() || rng.IntN(4) == 0 {
			return path, list
		}
	}
}
