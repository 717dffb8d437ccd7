package statute

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kansli/internal/civil"
	"kansli/internal/namnd"
)

// protocol is a meeting with these §§ and nothing else.
func protocol(board string, numbering namnd.Numbering, date string, nos string) *namnd.Meeting {
	m := &namnd.Meeting{Board: namnd.Board{Name: board, Numbering: numbering}}
	m.Date, _ = civil.ParseDate(date)
	for no := range strings.SplitSeq(nos, ",") {
		m.Items = append(m.Items, namnd.Item{No: no})
	}
	return m
}

func TestNumberingOverAFolder(t *testing.T) {
	const year, each = namnd.PerYear, namnd.PerMeeting
	for _, tt := range []struct {
		what string
		all  []*namnd.Meeting // the last one is looked at
		want string
	}{
		{"the year goes on", []*namnd.Meeting{protocol("A", year, "2026-02-10", "1,2,3"), protocol("A", year, "2026-03-10", "4,5")}, ""},
		{"a gap between two", []*namnd.Meeting{protocol("A", year, "2026-02-10", "1,2,3"), protocol("A", year, "2026-03-10", "6,7")}, "paragraf-lucka paragrafer[0].nr"},
		{"the first that is known may start anywhere", []*namnd.Meeting{protocol("A", year, "2026-03-10", "40,41")}, ""},
		{"a new year", []*namnd.Meeting{protocol("A", year, "2025-12-10", "201,202"), protocol("A", year, "2026-01-20", "1,2")}, ""},
		{"used before", []*namnd.Meeting{protocol("A", year, "2026-02-10", "1,2,3"), protocol("A", year, "2026-03-10", "3,4")}, "paragraf-i-två-protokoll paragrafer[0].nr"},
		{"another board's", []*namnd.Meeting{protocol("B", year, "2026-02-10", "1,2,3"), protocol("A", year, "2026-03-10", "3,4")}, ""},
		{"each meeting from one", []*namnd.Meeting{protocol("A", each, "2026-02-10", "1,2"), protocol("A", each, "2026-03-10", "1,2,3")}, ""},
		{"each meeting from one, and this one does not", []*namnd.Meeting{protocol("A", each, "2026-03-10", "3,4")}, "paragraf-lucka paragrafer[0].nr"},
		{"a gap", []*namnd.Meeting{protocol("A", each, "2026-03-10", "1,2,4")}, "paragraf-lucka paragrafer[2].nr"},
		{"a gap that another protocol of the day fills", []*namnd.Meeting{protocol("A", each, "2026-03-10", "3"), protocol("A", each, "2026-03-10", "1,2,4")}, ""},
		{"and in the year", []*namnd.Meeting{protocol("A", year, "2026-03-10", "32"), protocol("A", year, "2026-03-10", "31,33")}, ""},
		{"twice on one day", []*namnd.Meeting{protocol("A", each, "2026-03-10", "1,2"), protocol("A", each, "2026-03-10", "2,3")}, "paragraf-i-två-protokoll paragrafer[0].nr"},
		{"letters", []*namnd.Meeting{protocol("A", "", "2026-03-10", "17,17 A,18")}, ""},
		{"out of order", []*namnd.Meeting{protocol("A", "", "2026-03-10", "17,19,18")}, "paragraf-lucka paragrafer[1].nr paragraf-lucka paragrafer[2].nr"},
	} {
		m := tt.all[len(tt.all)-1]
		var got []string
		for _, f := range CheckMeeting(m, Context{Meetings: tt.all}) {
			if strings.HasPrefix(f.Rule, "paragraf-") {
				got = append(got, f.Rule+" "+f.Path)
			}
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %q", tt.what, got)
		}
	}
}

func TestOnlyTheLaterProtocolIsAtFault(t *testing.T) {
	a, b := protocol("A", namnd.PerYear, "2026-02-10", "1,2"), protocol("A", namnd.PerYear, "2026-03-10", "2,3")
	for _, all := range [][]*namnd.Meeting{{a, b}, {b, a}} {
		if slices.Contains(rulesIn(CheckMeeting(a, Context{Meetings: all})), "paragraf-i-två-protokoll") {
			t.Error("the earlier protocol is blamed")
		}
		if !slices.Contains(rulesIn(CheckMeeting(b, Context{Meetings: all})), "paragraf-i-två-protokoll") {
			t.Error("the later protocol is not blamed")
		}
	}
}

func TestWaivers(t *testing.T) {
	const broken = "datum: 2026-11-05\nnärvarande: [{namn: Anna Exempelsson, uppdrag: ordförande}]\nsekreterare: Linnéa Protokollin\njusterare: []\nparagrafer:\n  - {nr: 4, beslut: [Ja.], anslaget: 2026-11-06%s}\n  - {nr: 5, beslut: [Ja.], anslaget: 2026-11-06}\n"
	find := func(waiver string) (out []string) {
		for _, f := range checkFragment(t, waiver, fmt.Sprintf(broken, waiver)) {
			if f.Rule != "justerare-saknas" {
				out = append(out, fmt.Sprintf("%s %s %s", f.Severity, f.Rule, f.Path))
			}
		}
		return out
	}
	for waiver, want := range map[string][]string{
		"": {"fel anslag-utan-omedelbar paragrafer[0].anslaget", "fel anslag-utan-omedelbar paragrafer[1].anslaget"},
		", undantag: {anslag-utan-omedelbar: särskilt skäl}": {"fel anslag-utan-omedelbar paragrafer[1].anslaget", "råd regel-avstängd paragrafer[0].undantag[0]"},
		", undantag: {anslag-utan-omedelba: särskilt skäl}":  {"fel anslag-utan-omedelbar paragrafer[0].anslaget", "fel anslag-utan-omedelbar paragrafer[1].anslaget", "fel okänd-regel paragrafer[0].undantag[0]"},
		", undantag: {jäv-röstar: särskilt skäl}":            {"fel anslag-utan-omedelbar paragrafer[0].anslaget", "fel anslag-utan-omedelbar paragrafer[1].anslaget", "råd regel-avstängd paragrafer[0].undantag[0]"},
	} {
		if got := find(waiver); !slices.Equal(got, want) {
			t.Errorf("%s:\n got %q\nwant %q", waiver, got, want)
		}
	}
	messages := func(waiver string) (out string) {
		for _, f := range checkFragment(t, waiver, fmt.Sprintf(broken, waiver)) {
			if f.Rule == "regel-avstängd" || f.Rule == "okänd-regel" {
				out += f.Message + "; " + f.Remedy
			}
		}
		return out
	}
	for waiver, want := range map[string]string{
		", undantag: {anslag-utan-omedelbar: särskilt skäl}": "regeln anslag-utan-omedelbar är avstängd för § 4: särskilt skäl",
		", undantag: {jäv-röstar: särskilt skäl}":            "regeln jäv-röstar är avstängd utan att den behövs för § 4",
		", undantag: {jav-röstar: särskilt skäl}":            "skriv ”jäv-röstar”",
	} {
		if got := messages(waiver); !strings.Contains(got, want) {
			t.Errorf("%s: %s", waiver, got)
		}
	}
}

func TestAmountsInDecisions(t *testing.T) {
	for text, want := range map[string]bool{
		"52 000 tkr till Ett, 48 400 kr till Två och 61 000 tkr till Tre.":           true,
		"52 000 tkr till Ett, 48 400 tkr till Två och 61 000 tkr till Tre.":          false,
		"52 000 kronor till Ett, 48 400 tkr till Två och 61 000 kronor till Tre.":    true,
		"3,6 mnkr till parken, 4,2 mnkr till gatan och 40 000 kr till invigningen.":  false,
		"3,6 mnkr till parken, 4,2 mnkr till gatan och 3,9 tkr till torget.":         true,
		"52 000 tkr till Ett och 48 400 kr till Två.":                                false, // two say nothing of which is odd
		"450 000 kronor till Ett, 52 000 kronor till Två och 1 200 kronor till Tre.": false,
	} {
		it := namnd.Item{No: "4", Decision: []namnd.Point{{Text: "Nämnden beviljar:"}, {Points: []namnd.Point{{Text: namnd.Markdown(text)}}}}}
		found := CheckMeeting(&namnd.Meeting{Items: []namnd.Item{it}}, Context{})
		if got := slices.Contains(rulesIn(found), "belopp-ur-skala"); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func TestPointsUnderPoints(t *testing.T) {
	const agenda = "föredragningslista:\n  - nr: 9\n    underpunkter: [{nr: a}, {nr: b}]\n  - nr: 10\n    underpunkter: [{nr: a}]\n"
	for src, want := range map[string]string{
		agenda + "paragrafer: [{nr: 1, punkt: 9}, {nr: 2, punkt: 10}]":     "",
		agenda + "paragrafer: [{nr: 1, punkt: 9 b}, {nr: 2, punkt: 10 a}]": "",
		agenda + "paragrafer: [{nr: 1, punkt: 9}]":                         "punkt-utan-paragraf",
		agenda + "status: planerat":                                        "",
		strings.Replace(agenda, "nr: b", "nr: A", 1):                       "dubbel-punkt",
		strings.Replace(agenda, "nr: 10", "nr: 10\n    utgår: ja", 1) + "paragrafer: [{nr: 1, punkt: 9}, {nr: 2, punkt: 10 a}]": "punkt-utgått",
	} {
		var got []string
		for _, f := range checkFragment(t, "agenda", src) {
			if strings.Contains(f.Rule, "punkt") {
				got = append(got, f.Rule)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s\n got %q", src, got)
		}
	}
}

// TestNothingIsSaidWithoutAList: what a file leaves out entirely is one fault,
// not one for each person.
func TestNothingIsSaidWithoutAList(t *testing.T) {
	src := "ordförande: Anna Exempelsson\njusterare: Bo Provström\nsekreterare: Linnéa Protokollin\nparagrafer:\n  - nr: 4\n    beslut: [Nämnden avslår förslaget.]\n    utfall: avslag\n    jäv: Eva Skissdotter\n    deltar_inte: Dag Utkasth\n    yrkanden: [{av: Bo Provström, yrkar: avslag}]\n" +
		"    omröstningar: [{ja: bifall till förslaget, nej: avslag på förslaget, ja_betyder: bifall, nej_betyder: avslag, röster: {Bo Provström: nej, Anna Exempelsson: nej}}]\n    särskilda_uttalanden: [{av: Bo Provström, text: Bra.}]\n    ersättaryttranden: [{av: Cia Mallgren, text: Bra.}]\n"
	if got := rulesIn(checkFragment(t, "list", src)); !slices.Equal(got, []string{"närvaro-saknas"}) {
		t.Errorf("got %q", got)
	}
}

func TestAPlannedMeetingLacksNothing(t *testing.T) {
	src := "status: planerat\ndatum: 2026-11-05\nsekreterare: Linnéa Protokollin\nföredragningslista: [{nr: 1, rubrik: Val av justerare}, {nr: 2, rubrik: Tertialrapport, utgår: ja}]\n"
	if found := checkFragment(t, "planned", src); len(found) > 0 {
		t.Errorf("got %v", found)
	}
}

func TestMaskedNumbersAreLeftOut(t *testing.T) {
	src := "närvarande: [{namn: Anna Exempelsson, uppdrag: ordförande}]\njusterare: []\nparagrafer: [{nr: 4, beslut: [Nämnden avslår ansökan från 19121212-1212.]}]\n"
	masked := src + "maskeras: [{text: 19121212-1212, skäl: personuppgift}]\n"
	if !slices.Contains(rulesIn(checkFragment(t, "open", src)), "personnummer") || slices.Contains(rulesIn(checkFragment(t, "masked", masked)), "personnummer") {
		t.Error("a number is found unless it is masked")
	}
}

func TestFindingsKeepTheirOrder(t *testing.T) {
	m := protocol("A", namnd.PerMeeting, "2026-03-10", "3,9")
	first := CheckMeeting(m, Context{})
	for range 20 {
		if again := CheckMeeting(m, Context{}); !slices.Equal(again, first) {
			t.Fatal("the same meeting gives another list")
		}
	}
}
