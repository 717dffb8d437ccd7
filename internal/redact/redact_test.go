package redact

import (
	"slices"
	"strings"
	"testing"

	"kansli/internal/namnd"
)

func edition(texts ...string) Edition {
	var secrets []namnd.Secret
	for _, text := range texts {
		secrets = append(secrets, namnd.Secret{Text: text, Reason: "personuppgift"})
	}
	return New(secrets)
}

// TestText is the table of what is the same text: the mask covers it, and Prove
// finds it.
func TestText(t *testing.T) {
	tests := []struct{ name, secret, text, want string }{
		{"as it stands", "Anna Provberg", "Ansökan från Anna Provberg, Provstad", "Ansökan från █, Provstad"},
		{"genitive and compounds", "Provberg", "Provbergs ansökan; provbergsmålet", "█s ansökan; █smålet"},
		{"capitals", "Anna Provberg", "ANNA PROVBERG", "█"},
		{"no-break space", "Anna Provberg", "Anna\u00a0Provberg", "█"},
		{"a line break and an indent", "Anna Provberg", "till Anna\n   Provberg.", "till █."},
		{"several blanks", "Anna Provberg", "Anna \t Provberg", "█"},
		{"divided at a line's end", "Anna Provberg", "Anna Prov-\nberg", "█"},
		{"divided after its own hyphen", "800101-1234", "nr 800101-\n1234", "nr █"},
		{"a hyphen that divides nothing", "Anna Provberg", "Anna Prov-berg", "Anna Prov-berg"},
		{"soft hyphen and what has no width", "Provberg", "Prov\u00ad\u200bberg", "█"},
		{"other hyphens", "800101-1234", "800101\u20111234 och 800101–1234", "█ och █"},
		{"decomposed", "Åsa Örnprov", "A\u030asa O\u0308rnprov", "█"},
		{"the other way about", "A\u030asa", "Åsas", "█s"},
		{"ligatures and wide digits", "fiktiv 12", "ﬁktiv １２", "█"},
		{"blanks around the secret", " Anna\nProvberg ", "Anna Provberg", "█"},
		{"another name", "Anna Provberg", "Anna Provdal", "Anna Provdal"},
		{"twice", "Provberg", "Provberg och Provberg", "█ och █"},
		{"nothing", "Provberg", "", ""},
	}
	for _, tt := range tests {
		e := edition(tt.secret)
		got := strings.ReplaceAll(e.Text(tt.text), Mask, "█")
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
		if leaks := len(e.Prove("fil.md", "md", []byte(tt.text))) > 0; leaks != (tt.want != tt.text) {
			t.Errorf("%s: Prove says %v", tt.name, leaks)
		}
		if found := e.Prove("fil.md", "md", []byte(e.Text(tt.text))); len(found) > 0 {
			t.Errorf("%s: what is masked is found again: %v", tt.name, found)
		}
	}
}

func TestALongerTextGoesBeforeItsParts(t *testing.T) {
	for _, order := range [][]string{{"Provberg", "Anna Provberg"}, {"Anna Provberg", "Provberg"}} {
		if got := edition(order...).Text("Anna Provberg och Bo Provberg"); got != Mask+" och Bo "+Mask {
			t.Errorf("%q: got %q", order, got)
		}
	}
}

func sampleMeeting() *namnd.Meeting {
	c := &namnd.Case{Title: "Ansökan från Anna Provberg", Secrets: []namnd.Secret{{Text: "Storgatan 4", Reason: "adress"}},
		Facts: []namnd.Fact{{Name: "sökande", Values: []string{"Anna Provberg, Storgatan 4"}}}}
	return &namnd.Meeting{
		Present: []namnd.Attendance{{Name: "Anna Provberg", Role: namnd.Chair}, {Name: "Bo Hemligsson"}},
		Agenda:  []namnd.AgendaItem{{No: "1", Items: []namnd.AgendaItem{{No: "a", Case: &namnd.Case{Secrets: []namnd.Secret{{Text: "800101-1234", Reason: "personnummer"}}}}}}},
		Items: []namnd.Item{{No: "1", Case: c, Decision: []namnd.Point{{Text: "Anna Provberg får bidrag.", Points: []namnd.Point{{Text: "Bo Hemligsson får inget."}}}},
			Votes: []namnd.Vote{{Ballots: []namnd.Ballot{{Name: "Bo Hemligsson", Vote: namnd.Yes}}}}}},
		Secrets: []namnd.Secret{{Text: "Anna Provberg", Reason: "personuppgift"}, {Text: "Bo Hemligsson", Reason: "personuppgift"}},
	}
}

func TestOfMeetingTakesTheCasesToo(t *testing.T) {
	var got []string
	secrets, found := OfMeeting(sampleMeeting())
	for _, s := range secrets {
		got = append(got, s.Text)
	}
	if want := []string{"Anna Provberg", "Bo Hemligsson", "Storgatan 4", "800101-1234"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if len(found) > 0 {
		t.Errorf("findings %v", found)
	}
}

func all(m *namnd.Meeting) []namnd.Secret {
	secrets, _ := OfMeeting(m)
	return secrets
}

func TestPrepareAndMaskedReachEveryText(t *testing.T) {
	m := sampleMeeting()
	e := New(all(m))
	for name, out := range map[string]*namnd.Meeting{"Prepare": Prepare(e, m), "Masked": Masked(e, m)} {
		for _, v := range []any{out, out.Items[0].Case} {
			namnd.EachText(v, func(path, text string) {
				if leaks := e.Prove("x.txt", "md", []byte(text)); len(leaks) > 0 {
					t.Errorf("%s leaves %s: %q", name, path, text)
				}
			})
		}
	}
	if Masked(e, m).Items[0].Case.Facts[0].Values[0] != Mask+", "+Mask {
		t.Error("a fact of the case is not masked")
	}
	if m.Present[0].Name != "Anna Provberg" {
		t.Error("the original was changed")
	}
}

// TestTwoCoveredPersonsAreToldApartUntilThePaperIsDone is why there are marks.
func TestTwoCoveredPersonsAreToldApartUntilThePaperIsDone(t *testing.T) {
	m := sampleMeeting()
	p := Prepare(New(all(m)), m)
	if p.Present[0].Name == p.Present[1].Name || p.Items[0].Votes[0].Ballots[0].Name != p.Present[1].Name {
		t.Errorf("%q and %q", p.Present[0].Name, p.Present[1].Name)
	}
}

func TestFinishGivesTheReasonsThatThePaperNeeds(t *testing.T) {
	m := sampleMeeting()
	m.Secrets[1].Reason = "sekretess *26 kap. 1 §* för Anna Provberg"
	e := New(all(m))
	p := Prepare(e, m)
	words := []byte("## Maskerade uppgifter\n\nSkäl:\n")
	got := string(e.Finish([]byte("# § 1\n\n"+string(p.Items[0].Decision[0].Text)+"\n\n"+string(p.Items[0].Decision[0].Points[0].Text)+"\n"), words))
	want := "# § 1\n\n" + Mask + " får bidrag.\n\n" + Mask + " får inget.\n\n## Maskerade uppgifter\n\nSkäl:\n\n- personuppgift\n- sekretess \\*26 kap. 1 §\\* för " + Mask + "\n"
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if untouched := "# § 2\n\nInget att dölja.\n"; string(e.Finish([]byte(untouched), words)) != untouched {
		t.Error("a paper that hides nothing has a notice")
	}
}

func TestFileName(t *testing.T) {
	e := edition("Anna Ek-Örnprov", "800101-1234")
	for base, want := range map[string]string{
		"arende-tjansteutlatande":               "arende-tjansteutlatande-publik",
		"anna-ek-ornprov-protokollsutdrag-2":    "xxxx-protokollsutdrag-2-publik",
		"Anna_Ek_Örnprov/arende":                "xxxx/arende-publik",
		"ärenden/anna.ek.ornprov":               "ärenden/xxxx-publik",
		"bidrag 800101 1234/protokollsutdrag-1": "bidrag xxxx/protokollsutdrag-1-publik",
	} {
		if got := e.FileName(base); got != want {
			t.Errorf("%s: got %s", base, got)
		}
		if len(e.Prove(base+".md", "md", nil)) > 0 != (want != base+"-publik") {
			t.Errorf("%s: Prove sees another name than FileName", base)
		}
		if found := e.Prove(want+".md", "md", nil); len(found) > 0 {
			t.Errorf("%s: %v", want, found)
		}
	}
}

func TestWhatCannotBeCovered(t *testing.T) {
	bad := []namnd.Secret{{Text: "Anna Provberg"}, {Text: "Ek"}, {Text: " - "}, {Text: "xxx"}, {Text: "XXXX XXXX"}, {Text: "070"}}
	c := &namnd.Case{Secrets: bad[:2]}
	m := &namnd.Meeting{Secrets: bad, Items: []namnd.Item{{}, {Case: c}}, Agenda: []namnd.AgendaItem{{Items: []namnd.AgendaItem{{Case: c}}}}}
	_, found := OfMeeting(m)
	_, own := OfCase(c)
	var paths []string
	for _, f := range append(found, own...) {
		paths = append(paths, f.Path)
		if f.Message == "" || f.Remedy == "" || f.Rule != "går-ej-att-maskera" {
			t.Errorf("%+v", f)
		}
	}
	want := []string{"maskeras[1].text", "maskeras[2].text", "maskeras[3].text", "maskeras[4].text", "paragrafer[1].ärende.maskeras[1].text",
		"föredragningslista[0].underpunkter[0].ärende.maskeras[1].text", "maskeras[1].text"}
	if !slices.Equal(paths, want) {
		t.Errorf("got %q", paths)
	}
	if e := New(bad); len(e.secrets) != 2 {
		t.Errorf("%d texts are covered", len(e.secrets))
	}
}

func FuzzText(f *testing.F) {
	for _, text := range []string{"Anna Provberg", "A\u030asa-\n Provberg", "\u00ad", "Prov-\n-berg", "ﬁ１½\xff"} {
		f.Add("Provberg", text)
		f.Add(text, "x"+text+"-\n"+text)
	}
	f.Fuzz(func(t *testing.T, secret, text string) {
		e := edition(secret)
		masked := e.Text(text)
		if len(e.secrets) == 0 && masked != unmark(text) {
			t.Errorf("nothing to cover, and %q became %q", text, masked)
		}
		for _, s := range e.secrets {
			if left := find(masked, s.text, plain); len(left) > 0 {
				t.Errorf("%q in %q is left: %q", secret, text, masked)
			}
		}
	})
}
