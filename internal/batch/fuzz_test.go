package batch

import (
	"slices"
	"strings"
	"testing"

	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/rowfile"
	"kansli/internal/swedish"
)

// FuzzRows reads any table; nothing may panic, and every finding lies inside it.
func FuzzRows(f *testing.F) {
	f.Add("nämnd;dnr;handläggare;handläggare telefon;frister.svar;uppgifter.a b;enheter\nek;EKS 1;Erik Ekman;08;2024-01-01;x;\"A\nB\"\n;;;;;;\nbjork;;;\n")
	f.Add("nämnd,nämnd kort,belopp mottagare,belopp sökt,förslag,avsnitt.Svar,undertecknare titel\nek,nämnden,A,10 kr,{{ x }},# y,Chef\n")
	boards := []namnd.Board{{ID: "ek", Name: "Eks stadsdelsnämnd"}, {ID: "björk", Name: "Björks stadsdelsnämnd"}}
	f.Fuzz(func(t *testing.T, csv string) {
		table, findings := rowfile.Read("rader.csv", []byte(csv))
		_, findings = readRows(table, boards, findings)
		lines := strings.Count(csv, "\n") + strings.Count(csv, "\r") + 1
		for _, finding := range findings {
			if finding.File != "rader.csv" || finding.Message == "" || finding.Line > lines {
				t.Errorf("%+v", finding)
			}
		}
	})
}

// FuzzPattern makes file names of any pattern and dnr: every part of a name is
// safe, and the name leads nowhere else.
func FuzzPattern(f *testing.F) {
	f.Add("{{ nämnd.id }}/{{ dnr }}-{{ papper }}", "BRO 2023/107")
	f.Add("{{dnr}}/../{{ utskick }}", "../../con")
	f.Fuzz(func(t *testing.T, text, dnr string) {
		p, findings := parsePattern(text)
		if len(findings) > 0 {
			return
		}
		name := p.file(p.target(subject{"u", "a/" + dnr, &namnd.Case{Dnr: []string{dnr}}, namnd.Board{ID: "ek"}}), "tjansteutlatande", "pdf")
		parts := strings.Split(name, "/")
		for i, part := range parts {
			if i == len(parts)-1 {
				part = strings.TrimSuffix(part, ".pdf")
			}
			if bare := strings.ReplaceAll(part, "tjansteutlatande", "t"); part == "" || swedish.FileName(bare) != bare {
				t.Errorf("%q is no safe name, in %q", part, name)
			}
		}
	})
}

// FuzzOthers searches any text: a name that stands in it between words is found,
// wherever the lines break, and places lie inside the text.
func FuzzOthers(f *testing.F) {
	f.Add("Ett ärende från ", " har kommit.")
	f.Add("> a\\_b *", "* EKS 2024/1")
	boards := []namnd.Board{{ID: "ek", Name: "Eks stadsdelsnämnd", Genitive: "Eks stadsdelsnämnds", DnrPrefix: "EKS"}, {ID: "björk", Name: "Björks stadsdelsnämnd"}}
	o, _ := newBuilder(boards).build()
	f.Fuzz(func(t *testing.T, before, after string) {
		for _, name := range []string{"Eks stadsdelsnämnd", "Eks\n   stadsdelsnämnd", "**Eks** stadsdels\u00adnämnd"} {
			text := before + " " + name + " " + after
			findings := o.find([]byte(text), boards[1], nil)
			if len(findings) == 0 {
				t.Errorf("nothing was found in %q", text)
			}
			lines := strings.Split(text, "\n")
			for _, finding := range findings {
				if finding.Line < 1 || finding.Line > len(lines) || finding.Column < 1 || finding.Column > len([]rune(lines[finding.Line-1])) {
					t.Errorf("%d:%d is outside %q", finding.Line, finding.Column, text)
				}
			}
		}
		if findings := o.find([]byte(before+after), boards[0], nil); slices.ContainsFunc(findings, func(f diag.Finding) bool { return strings.Contains(f.Message, "nämner Eks") }) {
			t.Error("a board's own name was reported")
		}
	})
}
