package lock

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"kansli/internal/civil"
	"kansli/internal/diag"
	"kansli/internal/namnd"
)

func day(month, day int) civil.Date {
	return civil.Date{Year: 2026, Month: time.Month(month), Day: day}
}

func meeting() *namnd.Meeting {
	return &namnd.Meeting{
		Board: namnd.Board{ID: "prov", Name: "provnämnden", Phone: "08-1"}, Number: "9/2026", Date: day(11, 26), Status: namnd.Approved,
		Present:    []namnd.Attendance{{Name: "Anna Exempelsson", Party: "S", Role: namnd.Chair}, {Name: "Bo Provström", Party: "M"}},
		Secretary:  namnd.Person{Name: "Cia Mallgren"},
		Adjusters:  []string{"Bo Provström"},
		Adjustment: namnd.Adjustment{Date: day(12, 2)},
		Items: []namnd.Item{
			{No: "1", Title: "Val av justerare", Decision: []namnd.Point{{Text: "Nämnden utser Bo Provström."}}},
			{
				No: "2", Title: "Bidrag", Dnr: []string{"PN 1"}, Outcome: namnd.Granted,
				Decision: []namnd.Point{{Text: "Nämnden beviljar 120 000 kronor.\n"}, {Text: "Bidraget om 120 000 kronor betalas ut i maj."}},
				Motions:  []namnd.Motion{{By: []string{"Bo Provström"}, Asks: namnd.AsksRefusal}},
				Votes: []namnd.Vote{{Yes: "bifall", No: "avslag", Count: namnd.Count{Yes: 9, No: 8},
					Ballots: []namnd.Ballot{{Name: "Anna Exempelsson", Vote: namnd.Yes}, {Name: "Bo Provström", Vote: namnd.No}}}},
				Reservations: []namnd.Reservation{{By: []string{"Bo Provström"}}},
			},
			{No: "3", Title: "Enligt ärendet", Decision: []namnd.Point{{Text: namnd.AsProposed}},
				Case: &namnd.Case{Sections: []namnd.Section{{Heading: "Sammanfattning", Text: "Ärendet i korthet."}}}},
		},
	}
}

var decisions = []string{"Nämnden utser Bo Provström.", "1. Nämnden beviljar 120\u00a0000 kronor.\n2. …", "Nämnden godkänner planen."}

func messages(fs []diag.Finding) string {
	var out []string
	for _, f := range fs {
		out = append(out, f.Path+": "+f.Message)
	}
	return strings.Join(out, "\n")
}

// TestWhatIsLocked changes one thing at a time in a protocol that is locked.
func TestWhatIsLocked(t *testing.T) {
	tests := []struct {
		name   string
		change func(m *namnd.Meeting)
		want   string // the path and a part of the message of the only finding; "" for none
	}{
		{"nothing", func(*namnd.Meeting) {}, ""},
		{"decision", func(m *namnd.Meeting) { m.Items[1].Decision[0].Text = "Nämnden beviljar 12 000 kronor." },
			"paragrafer[1].beslut[0].text: § 2 är ändrad sedan protokollet justerades 2026-12-02: beslut[0].text var ”Nämnden beviljar 120 000 kronor.” men är nu ”Nämnden beviljar 12 000 kronor.”"},
		{"a point more", func(m *namnd.Meeting) {
			m.Items[1].Decision = append(m.Items[1].Decision, namnd.Point{Text: "Mer."})
		}, "paragrafer[1].beslut[2].text: § 2 är ändrad sedan protokollet justerades 2026-12-02: beslut[2].text är tillagt, ”Mer.”"},
		{"a point less", func(m *namnd.Meeting) { m.Items[1].Decision = m.Items[1].Decision[:1] }, "beslut[1].text var ”Bidraget om 120 000 kronor betalas ut i maj.” men är borttaget"},
		{"votes", func(m *namnd.Meeting) { m.Items[1].Votes[0].Count.Yes = 10 }, "omröstningar[0].resultat.ja var ”9” men är nu ”10”"},
		{"how somebody voted", func(m *namnd.Meeting) { m.Items[1].Votes[0].Ballots[1].Vote = namnd.Yes }, "omröstningar[0].röster[1].röst var ”nej” men är nu ”ja”"},
		{"outcome", func(m *namnd.Meeting) { m.Items[1].Outcome = namnd.Refused }, "utfall var ”bifall”"},
		{"reservation", func(m *namnd.Meeting) { m.Items[1].Reservations = nil }, "reservationer[0].av[0] var ”Bo Provström” men är borttaget"},
		{"withdrawn motion", func(m *namnd.Meeting) { m.Items[1].Motions[0].Withdrawn = true }, "yrkanden[0].återtaget är tillagt, ”ja”"},
		{"attendance", func(m *namnd.Meeting) { m.Present[1].Name = "Bo Provberg" }, "närvarande[1].namn: protokollet är ändrat sedan det justerades 2026-12-02: närvarande[1].namn var ”Bo Provström”"},
		{"for which §§", func(m *namnd.Meeting) { m.Present[1].Sections.UnmarshalText([]byte("1–2")) }, "närvarande[1].paragrafer är tillagt, ”1–2”"},
		{"a shifted list is told once", func(m *namnd.Meeting) { m.Present = m.Present[1:] }, "(och 4 till under närvarande)"},
		{"date of approval", func(m *namnd.Meeting) { m.Adjustment.Date = day(12, 3) }, "justering.datum var ”2026-12-02”"},
		{"number of the §", func(m *namnd.Meeting) { m.Items[0].No = "§ 1" }, ""},
		{"summary of the case", func(m *namnd.Meeting) { m.Items[2].Case.Sections[0].Text = "Annat." }, "ärende.avsnitt.Sammanfattning.text var"},
		{"no longer approved", func(m *namnd.Meeting) { m.Status = namnd.Held }, "status: protokollet är låst"},
		{"another meeting", func(m *namnd.Meeting) { m.Date = day(11, 27) }, "datum: låset gäller protokollet från provnämnden den 2026-11-26"},
		{"a § less", func(m *namnd.Meeting) { m.Items = m.Items[:2] }, "§ 3 finns inte längre"},
		{"a § more", func(m *namnd.Meeting) { m.Items = append(m.Items, namnd.Item{No: "4"}) }, "paragrafer[3]: § 4 fanns inte när protokollet justerades"},
		// What is rightly written afterwards.
		{"announced", func(m *namnd.Meeting) { m.Adjustment.Announced = day(12, 3); m.Items[0].Announced = day(11, 27) }, ""},
		{"recipients", func(m *namnd.Meeting) { m.Items[0].Recipients = []string{"någon"} }, ""},
		{"assignments", func(m *namnd.Meeting) { m.Items[0].Assignments = []namnd.Assignment{{What: "x", Done: true}} }, ""},
		{"the board's telephone", func(m *namnd.Meeting) { m.Board.Phone = "08-2" }, ""},
		{"what is masked", func(m *namnd.Meeting) { m.Secrets = []namnd.Secret{{Text: "x"}} }, ""},
		{"blanks that cannot be seen", func(m *namnd.Meeting) { m.Items[1].Decision[0].Text = "Nämnden beviljar 120\u00a0000 kronor.  " }, ""},
		{"a decomposed letter", func(m *namnd.Meeting) { m.Items[0].Decision[0].Text = "Na\u0308mnden utser Bo Provstro\u0308m." }, ""},
	}
	l := Make(meeting(), decisions)
	for _, tt := range tests {
		m := meeting()
		tt.change(m)
		out, found := l.Check(m, decisions[:min(len(m.Items), len(decisions))])
		got := messages(found)
		if tt.want == "" && got != "" || !strings.Contains(got, tt.want) || strings.Contains(got, "\n") {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
		if out != m {
			t.Errorf("%s: the meeting was changed though no rättelse explains it", tt.name)
		}
		for _, f := range found {
			if f.Rule != ruleLocked || f.Severity != diag.Error || f.Remedy == "" || f.Source == "" {
				t.Errorf("%s: %+v", tt.name, f)
			}
		}
	}
}

// TestTheFinishedDecisionIsLocked shows that a decision that comes from a case or
// a template is held too, and told once.
func TestTheFinishedDecisionIsLocked(t *testing.T) {
	l := Make(meeting(), decisions)
	now := []string{decisions[0], decisions[1], "Nämnden godkänner inte planen."}
	_, found := l.Check(meeting(), now)
	if got := messages(found); !strings.HasPrefix(got, "paragrafer[2].beslut: § 3") || !strings.Contains(got, "var ”Nämnden godkänner planen.”") || strings.Contains(got, "\n") {
		t.Errorf("got %q", got)
	}
	m := meeting()
	m.Items[1].Decision[0].Text = "Annat."
	_, found = l.Check(m, []string{decisions[0], "1. Annat.\n2. …", decisions[2]})
	if len(found) != 1 {
		t.Errorf("one change is told as %q", messages(found))
	}
	if _, found := l.Check(meeting(), nil); len(found) > 0 {
		t.Errorf("decisions that could not be merged are told as changed: %q", messages(found))
	}
}

func correct(m *namnd.Meeting, was, becomes string) {
	m.Corrections = append(m.Corrections, namnd.Correction{Section: "2", Was: was, Becomes: becomes})
}

func TestARattelseExplainsExactlyItsChange(t *testing.T) {
	const old = "Nämnden beviljar 120 000 kronor."
	tests := []struct {
		name      string
		text      string // the first point now
		was, will string
		explained bool
	}{
		{"the old text kept", old, "120 000", "12 000", true},
		{"the new text written", "Nämnden beviljar 12 000 kronor.", "120 000", "12 000", true},
		{"by more words", "Nämnden beviljar 12 000 kronor.", "beviljar 120 000 kronor", "beviljar 12 000 kronor", true},
		{"another change", "Nämnden beviljar 11 000 kronor.", "120 000", "12 000", false},
		{"a change besides", "Nämnden avslår 12 000 kronor.", "120 000", "12 000", false},
	}
	l := Make(meeting(), decisions)
	for _, tt := range tests {
		m := meeting()
		m.Items[1].Decision[0].Text = namnd.Markdown(tt.text)
		correct(m, tt.was, tt.will)
		out, found := l.Check(m, decisions)
		if explained := len(found) == 0; explained != tt.explained {
			t.Errorf("%s: got %q", tt.name, messages(found))
		}
		if got := strings.TrimSpace(string(out.Items[1].Decision[0].Text)); tt.explained && got != old {
			t.Errorf("%s: the meeting as it was approved says %q", tt.name, got)
		}
	}
}

func TestARattelseOfAnotherParagraphExplainsNothing(t *testing.T) {
	m := meeting()
	m.Items[0].Decision[0].Text = "Nämnden utser Bo Provberg."
	correct(m, "Provström", "Provberg")
	if _, found := Make(meeting(), nil).Check(m, nil); len(found) != 1 {
		t.Errorf("got %q", messages(found))
	}
}

// TestAVoteCannotBeWrittenOver: a rättelse concerns words, and what is counted
// must stand as it was approved.
func TestAVoteCannotBeWrittenOver(t *testing.T) {
	m := meeting()
	m.Items[1].Votes[0].Ballots[1].Vote = namnd.Yes
	m.Items[1].Votes[0].Count.No = 7
	correct(m, "nej", "ja")
	correct(m, "8", "7")
	if _, found := Make(meeting(), nil).Check(m, nil); len(found) != 1 || !strings.Contains(messages(found), "(och 1 till under omröstningar)") {
		t.Errorf("got %q", messages(found))
	}
}

func TestFile(t *testing.T) {
	l := Make(meeting(), decisions)
	data := l.Bytes()
	if !bytes.Equal(data, Make(meeting(), decisions).Bytes()) {
		t.Error("the same meeting gives other bytes")
	}
	back, err := Parse(data)
	if err != nil || !bytes.Equal(back.Bytes(), data) {
		t.Fatalf("%v:\n%s", err, data)
	}
	if _, found := back.Check(meeting(), decisions); len(found) > 0 {
		t.Errorf("got %q", messages(found))
	}
	for name, bad := range map[string]string{
		"another number": strings.Replace(string(data), `"9"`, `"10"`, 1),
		"cut off":        string(data[:len(data)/2]),
		"empty":          "",
		"a new field":    strings.Replace(string(data), `"version"`, `"mer": 1, "version"`, 1),
		"two":            string(data) + string(data),
		"other version":  strings.Replace(string(data), `"version": 1`, `"version": 2`, 1),
	} {
		if bad == string(data) {
			t.Fatalf("%s: nothing was planted", name)
		}
		if _, err := Parse([]byte(bad)); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestALongTextIsCutInTheMessage(t *testing.T) {
	m := meeting()
	m.Items[1].Decision[0].Text = namnd.Markdown(strings.Repeat("Mycket långt beslut. ", 100))
	_, found := Make(meeting(), nil).Check(m, nil)
	if len(found) != 1 || len([]rune(found[0].Message)) > 400 {
		t.Errorf("got %q", messages(found))
	}
}

func FuzzParse(f *testing.F) {
	f.Add(Make(meeting(), decisions).Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		if l, err := Parse(data); err == nil {
			l.Check(meeting(), decisions)
		}
	})
}
