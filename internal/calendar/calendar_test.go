package calendar

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"kansli/internal/civil"
	"kansli/internal/deadline"
	"kansli/internal/namnd"
)

func date(s string) civil.Date {
	if s == "" {
		return civil.Date{}
	}
	d, err := civil.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// rows puts a list in a form that is easy to compare: date, kind, §§, certainty.
func rows(days []Day) []string {
	var out []string
	for _, d := range days {
		out = append(out, fmt.Sprintf("%s %s [%s] %s", d.Date, d.Kind, strings.ReplaceAll(d.Concerns, "\u00a0", " "), d.Certainty))
	}
	return out
}

func meeting(day, adjusted, announced string, items ...namnd.Item) *namnd.Meeting {
	return &namnd.Meeting{
		Board: namnd.Board{Name: "Provnämnden"}, Number: "4/2026", Date: date(day),
		Adjustment: namnd.Adjustment{Date: date(adjusted), Announced: date(announced)}, Items: items,
	}
}

func TestOfMeeting(t *testing.T) {
	item := func(no string) namnd.Item { return namnd.Item{No: no} }
	atOnce := func(no, announced string) namnd.Item {
		return namnd.Item{No: no, Immediate: true, Announced: date(announced)}
	}
	tests := []struct {
		name string
		m    *namnd.Meeting
		want []string
	}{
		{"three start days: meeting, justering, anslag; julafton and two holidays", meeting("2026-11-19", "2026-12-01", "2026-12-03", item("1"), item("2")), []string{
			"2026-12-03 justering [§§ 1–2] säker",
			"2026-12-03 anslag [§§ 1–2] säker",
			"2026-12-28 laglighetsprövning [§§ 1–2] säker",
			"2026-12-29 nedtagning [§§ 1–2] säker",
		}},
		{"annandag påsk", meeting("2011-03-24", "2011-04-04", "2011-04-04", item("9")), []string{
			"2011-04-07 justering [§ 9] säker",
			"2011-04-06 anslag [§ 9] säker",
			"2011-04-26 laglighetsprövning [§ 9] säker",
			"2011-04-27 nedtagning [§ 9] säker",
		}},
		{"two clocks when a § was approved at once", meeting("2023-05-11", "2023-05-16", "2023-05-17", item("3"), atOnce("4", "2023-05-12"), item("5")), []string{
			"2023-05-25 justering [§§ 3, 5] säker",
			"2023-05-19 anslag [§§ 3, 5] säker",
			"2023-06-07 laglighetsprövning [§§ 3, 5] säker",
			"2023-06-08 nedtagning [§§ 3, 5] säker",
			"2023-05-15 anslag [§ 4] säker",
			"2023-06-02 laglighetsprövning [§ 4] säker",
			"2023-06-03 nedtagning [§ 4] säker",
		}},
		{"the day of the announcement is not in the data", meeting("2023-05-11", "2023-05-16", "2023-05-17", atOnce("4", "")), []string{
			"2023-05-15 anslag [§ 4] säker",
			"2023-06-05 laglighetsprövning [§ 4] beräknad",
			"2023-06-06 nedtagning [§ 4] beräknad",
		}},
		{"all approved on the day of the meeting is one clock", meeting("2023-05-11", "2023-05-11", "2023-05-12", item("3"), atOnce("4", "")), []string{
			"2023-05-25 justering [§§ 3–4] säker",
			"2023-05-15 anslag [§§ 3–4] säker",
			"2023-06-02 laglighetsprövning [§§ 3–4] säker",
			"2023-06-03 nedtagning [§§ 3–4] säker",
		}},
		{"§§ announced on different days", meeting("2023-05-11", "2023-05-16", "2023-05-17", atOnce("1", "2023-05-11"), atOnce("2", "2023-05-12"), atOnce("4", "2023-05-11")), []string{
			"2023-05-15 anslag [§§ 1, 4] säker",
			"2023-06-01 laglighetsprövning [§§ 1, 4] säker",
			"2023-06-02 nedtagning [§§ 1, 4] säker",
			"2023-05-15 anslag [§ 2] säker",
			"2023-06-02 laglighetsprövning [§ 2] säker",
			"2023-06-03 nedtagning [§ 2] säker",
		}},
		{"nothing planned but the meeting: the last days that the law allows", meeting("2026-09-01", "", "", item("1")), []string{
			"2026-09-15 justering [§ 1] säker",
			"2026-09-17 anslag [§ 1] beräknad",
			"2026-10-08 laglighetsprövning [§ 1] beräknad",
			"2026-10-09 nedtagning [§ 1] beräknad",
		}},
		{"förvaltningsbesvär and decisions that cannot be appealed are kept apart", meeting("2026-09-01", "2026-09-07", "2026-09-08",
			item("1"), namnd.Item{No: "2", Appeal: namnd.AdministrativeAppeal}, namnd.Item{No: "3", Appeal: namnd.NoAppeal},
			namnd.Item{No: "4", Kind: namnd.Information}, namnd.Item{No: "5", Appeal: namnd.LegalityReview}), []string{
			"2026-09-15 justering [§§ 1–5] säker",
			"2026-09-09 anslag [§§ 1–5] säker",
			"2026-09-29 laglighetsprövning [§§ 1, 5] säker",
			"2026-09-30 nedtagning [§§ 1–5] säker",
			" förvaltningsbesvär [§ 2] okänd",
		}},
		{"no § for laglighetsprövning", meeting("2026-09-01", "2026-09-07", "2026-09-08", namnd.Item{No: "1", Appeal: namnd.NoAppeal}), []string{
			"2026-09-15 justering [§ 1] säker",
			"2026-09-09 anslag [§ 1] säker",
			"2026-09-30 nedtagning [§ 1] säker",
		}},
		{"no date", meeting("", "2026-09-07", "", item("1")), nil},
	}
	for _, tt := range tests {
		if got := rows(OfMeeting(tt.m)); !slices.Equal(got, tt.want) {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.name, strings.Join(got, "\n     "), strings.Join(tt.want, "\n     "))
		}
	}
}

func TestPlannedMeeting(t *testing.T) {
	m := meeting("2026-11-26", "2026-12-01", "2026-12-02")
	m.Status = namnd.Planned
	m.Agenda = []namnd.AgendaItem{{No: "1"}, {No: "4 ½", Immediate: true}, {No: "5", Immediate: true, Cancelled: true}, {No: "6", Items: []namnd.AgendaItem{{No: "a", Immediate: true}}}}
	days := OfMeeting(m)
	want := []string{
		"2026-12-10 justering [] beräknad",
		"2026-12-03 anslag [] beräknad",
		"2026-12-23 laglighetsprövning [] beräknad",
		"2026-12-24 nedtagning [] beräknad",
		"2026-11-30 anslag [punkterna 4 ½ och a] beräknad",
		"2026-12-21 laglighetsprövning [punkterna 4 ½ och a] beräknad",
		"2026-12-22 nedtagning [punkterna 4 ½ och a] beräknad",
	}
	if got := rows(days); !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	if got := strings.Join(days[2].Assumes, "; "); got != "att sammanträdet hålls 2026-11-26; att protokollet justeras 2026-12-01; att justeringen anslås 2026-12-02" {
		t.Errorf("the day for appeals assumes %s", got)
	}
}

// TestApprovedIsCertain shows what makes the day of approval a fact and not a
// plan.
func TestApprovedIsCertain(t *testing.T) {
	for _, tt := range []struct {
		status    namnd.MeetingStatus
		announced string
		want      Certainty
	}{
		{"", "", Expected}, {namnd.Held, "", Expected}, {namnd.Approved, "", Certain}, {namnd.Held, "2026-09-08", Certain}, {namnd.Planned, "2026-09-08", Expected},
	} {
		m := meeting("2026-09-01", "2026-09-07", tt.announced, namnd.Item{No: "1"})
		m.Status = tt.status
		if got := OfMeeting(m)[1]; got.Kind != deadline.KindNotice || got.Certainty != tt.want {
			t.Errorf("status %q, announced %q: %s is %s, want %s", tt.status, tt.announced, got.Kind, got.Certainty, tt.want)
		}
	}
}

func TestEachStatutoryDayHasItsGrounds(t *testing.T) {
	m := meeting("2026-09-01", "2026-09-07", "2026-09-08", namnd.Item{No: "1"}, namnd.Item{No: "2", Appeal: namnd.AdministrativeAppeal})
	for _, d := range OfMeeting(m) {
		if d.Rule == "" || d.Source == "" || d.StartWhat == "" || d.Start.IsZero() != (d.Certainty == Unknown) {
			t.Errorf("%s lacks its grounds: %+v", d.Kind, d)
		}
	}
}

func sampleCase() *namnd.Case {
	return &namnd.Case{
		Board: namnd.Board{Name: "provnämnden"}, Dnr: []string{"PN 2026/7"}, Title: "Svar på remiss; om tid, plats", Date: date("2026-08-20"),
		Deadlines: []namnd.Deadline{
			{Name: "remissvar", Date: date("2026-09-30"), Purpose: "yttrande", Recipient: "kommunstyrelsen"},
			{Name: "utan dag"},
		},
	}
}

func TestOfCase(t *testing.T) {
	days := OfCase(sampleCase())
	if got := rows(days); !slices.Equal(got, []string{"2026-09-30 frist [yttrande] säker"}) {
		t.Fatalf("got %q", got)
	}
	if d := days[0]; d.What != "Remissvar" || d.Recipient != "kommunstyrelsen" || d.Board != "Provnämnden" || d.Statutory() {
		t.Errorf("got %+v", d)
	}
}

func TestAssignmentsHaveDaysUntilTheyAreDone(t *testing.T) {
	m := meeting("2026-09-01", "2026-09-07", "2026-09-08", namnd.Item{No: "3", Assignments: []namnd.Assignment{
		{What: "återkomma med en redovisning", Due: date("2026-12-01")}, {What: "klart", Due: date("2026-12-02"), Done: true}, {What: "utan dag"},
	}})
	days := OfMeeting(m)
	if got := rows(days)[4:]; !slices.Equal(got, []string{"2026-12-01 uppdrag [§ 3] säker"}) {
		t.Errorf("got %q", got)
	}
}

func list() []Day {
	m := meeting("2026-11-19", "2026-12-01", "2026-12-03", namnd.Item{No: "1"}, namnd.Item{No: "2", Appeal: namnd.AdministrativeAppeal})
	return Sort(slices.Concat(OfMeeting(m), OfCase(sampleCase())))
}

func TestSortPutsUnknownLastAndDropsRepeats(t *testing.T) {
	days := list()
	if got := Sort(slices.Concat(days, days)); !slices.Equal(rows(got), rows(days)) {
		t.Errorf("got %q", rows(got))
	}
	if first, last := days[0], days[len(days)-1]; first.Kind != KindOwn || last.Kind != deadline.KindAdminAppeal {
		t.Errorf("first %s, last %s", first.Kind, last.Kind)
	}
}

func TestSinceKeepsTheDayItselfAndTheUnknown(t *testing.T) {
	got := rows(Since(list(), date("2026-12-28")))
	want := []string{"2026-12-28 laglighetsprövning [§ 1] säker", "2026-12-29 nedtagning [§§ 1–2] säker", " förvaltningsbesvär [§ 2] okänd"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestWriteText(t *testing.T) {
	m := meeting("2026-11-19", "2026-12-01", "", namnd.Item{No: "1"}, namnd.Item{No: "2", Appeal: namnd.AdministrativeAppeal})
	var b strings.Builder
	if err := WriteText(&b, Sort(append(OfMeeting(m), OfCase(sampleCase())...))); err != nil {
		t.Fatal(err)
	}
	got := strings.ReplaceAll(b.String(), "\u00a0", " ")
	want := `2026-09-30 onsdag     Remissvar
                      Provnämnden, Svar på remiss; om tid, plats, PN 2026/7
                      Avser: yttrande
                      Mottagare: kommunstyrelsen
2026-12-03 torsdag    Sista dag för justering
                      Provnämnden, Protokoll nr 4/2026, 2026-11-19
                      Avser: §§ 1–2
                      Räknas från sammanträdesdagen, 2026-11-19
2026-12-03 torsdag    Sista dag att anslå justeringen (beräknad)
                      Provnämnden, Protokoll nr 4/2026, 2026-11-19
                      Avser: §§ 1–2
                      Räknas från dagen då protokollet justerades, 2026-12-01
                      Förutsätter att protokollet justeras 2026-12-01
2026-12-28 måndag     Sista dag att överklaga (laglighetsprövning) (beräknad)
                      Provnämnden, Protokoll nr 4/2026, 2026-11-19
                      Avser: § 1
                      Räknas från dagen då justeringen tillkännagavs på anslagstavlan, 2026-12-03
                      Räknas till 2026-12-24, som är julafton, och flyttas till nästa vardag
                      Förutsätter att protokollet justeras 2026-12-01 och att justeringen anslås senast 2026-12-03
2026-12-29 tisdag     Första dag anslaget får tas ned (beräknad)
                      Provnämnden, Protokoll nr 4/2026, 2026-11-19
                      Avser: §§ 1–2
                      Räknas från dagen då justeringen tillkännagavs på anslagstavlan, 2026-12-03
                      Förutsätter att protokollet justeras 2026-12-01 och att justeringen anslås senast 2026-12-03
okänd dag             Sista dag att överklaga (förvaltningsbesvär)
                      Provnämnden, Protokoll nr 4/2026, 2026-11-19
                      Avser: § 2
                      Räknas från dagen då den som överklagar fick del av beslutet; den dagen framgår inte av underlaget

Så räknas dagarna
`
	list, rules, _ := strings.Cut(got, "Så räknas dagarna\n")
	if list+"Så räknas dagarna\n" != want {
		t.Errorf("got:\n%s", got)
	}
	for _, words := range []string{"8 kap. 12 §", "Oklart: Vi har inte funnit", "43 och 44 §§ förvaltningslagen"} {
		if !strings.Contains(rules, words) {
			t.Errorf("the rules do not say %s:\n%s", words, rules)
		}
	}
	if n := strings.Count(rules, "Sista dag för justering"); n != 1 {
		t.Errorf("a rule is written %d times", n)
	}
	b.Reset()
	if err := WriteText(&b, nil); err != nil || b.String() != "Inga frister.\n" {
		t.Errorf("no days give %q, %v", b.String(), err)
	}
}

func TestWriteJSONHasAllThatTheTextHas(t *testing.T) {
	var b bytes.Buffer
	if err := WriteJSON(&b, list()); err != nil {
		t.Fatal(err)
	}
	var back []map[string]any
	if err := json.Unmarshal(b.Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	appeal, admin := back[3], back[len(back)-1]
	for key, want := range map[string]string{"datum": "2026-12-28", "räknas_till": "2026-12-24", "flyttad_för": "julafton", "räknas_från": "2026-12-03", "säkerhet": "säker", "slag": "laglighetsprövning"} {
		if appeal[key] != want {
			t.Errorf("%s: got %v, want %s", key, appeal[key], want)
		}
	}
	if _, has := admin["räknas_från"]; has || admin["datum"] != "" || admin["säkerhet"] != "okänd" {
		t.Errorf("förvaltningsbesvär: got %v", admin)
	}
	b.Reset()
	if err := WriteJSON(&b, nil); err != nil || strings.TrimSpace(b.String()) != "[]" {
		t.Errorf("no days give %q, %v", b.String(), err)
	}
}

// TestTheDayToAimAt shows the day that is counted without the rule on holidays,
// for what no source says that the rule holds.
func TestTheDayToAimAt(t *testing.T) {
	for _, d := range OfMeeting(meeting("2025-12-12", "2025-12-29", "2025-12-30", namnd.Item{No: "1"})) {
		text := strings.Join(d.lines(), "\n")
		if got, want := strings.Contains(text, "Sikta på 2025-12-26, som är annandag jul"), d.Kind == deadline.KindAdjustment; got != want {
			t.Errorf("%s:\n%s", d.Kind, text)
		}
	}
	at := OfMeeting(meeting("2026-09-01", "2026-09-07", "", namnd.Item{No: "1", Immediate: true}))
	if got := at[0].StartWhat; !strings.Contains(got, "omedelbar") {
		t.Errorf("the announcement of a § approved at once counts from %q", got)
	}
}
