package register

import (
	"bytes"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"kansli/internal/civil"
	"kansli/internal/namnd"
)

var golden = flag.Bool("golden", false, "rewrite the golden files")

// The boards of the sample. Östermalm comes after Årsta, and both after Bromma.
var (
	bromma     = namnd.Board{ID: "bromma", Name: "Bromma stadsdelsnämnd"}
	arsta      = namnd.Board{ID: "arsta", Name: "Årsta stadsdelsnämnd"}
	ostermalm  = namnd.Board{ID: "ostermalm", Name: "Östermalms stadsdelsnämnd"}
	socialn    = namnd.Board{ID: "socialnamnden", Name: "socialnämnden", Signatories: []namnd.Person{{Name: "Ylva Exempel", Title: "Förvaltningschef"}}}
	handlers   = []namnd.Person{{Name: "Anna Exempel", Phone: "08-508 25 006"}, {Name: "Bo Påhittad", Phone: "08-508 25 007"}}
	quality    = "Deltagande i stadens kvalitetsutmärkelse"
	allRecipes = []string{"Stadsledningskontoret, enheten för kvalitetsutveckling", "kvalitetsutmarkelsen@stad.example"}
)

func date(s string) civil.Date {
	d, err := civil.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// sample is a small register with what real ones have: boards with å, ä and ö,
// numbers that look like dates, a § without a case, one case that two meetings
// dealt with and one that only a § names.
func sample() []Entry {
	quality2023 := &namnd.Case{
		Board: bromma, Dnr: []string{"BRO 2023/107"}, Title: quality + " 2023", CaseType: "kvalitetsutmärkelse",
		Date: date("2023-04-12"), Meeting: date("2023-05-11"), Handlers: handlers,
		Units:       []string{"Enheten för arbete och försörjning", "Åkeshovs förskolor", "Ängby hemtjänst"},
		Signatories: []namnd.Person{{Name: "Cecilia Påhitt", Title: "Stadsdelsdirektör"}, {Name: "Dan Exempelsson", Title: "Avdelningschef"}},
		Deadlines: []namnd.Deadline{
			{Name: "protokoll", Date: date("2023-06-30"), Purpose: "Protokoll från nämndens möte", Recipient: "Stadsledningskontoret"},
			{Name: "ansökan", Date: date("2023-05-17"), Purpose: "Tävlingsbidraget"},
		},
		Proposal:   []namnd.Point{{Text: "{{ nämnden }} godkänner att {{ enheter }} deltar."}},
		Recipients: allRecipes,
	}
	grants := &namnd.Case{
		Board: bromma, Dnr: []string{"BRO 2023/41", "BRO 2023/42"}, Title: "Föreningsbidrag 2023", Date: date("2023-04-03"), Handlers: handlers[:1],
		Grants: []namnd.Grant{{Recipient: "Ängby scoutkår", Proposed: 12_000_000}, {Recipient: "Åkeshovs IF", Proposed: 2_500_050}},
		Proposal: []namnd.Point{
			{Text: "Nämnden beviljar bidrag enligt **bilaga 1**."},
			{Text: "Nämnden uppdrar åt förvaltningen att", Points: []namnd.Point{
				{Text: "betala ut bidragen"}, {Text: "följa upp dem\nsenast i [december](https://stad.example)."}}},
		},
	}
	formula := &namnd.Case{
		Board: socialn, Dnr: []string{"1-2-2013"}, Title: "=SUMMA(A1) är ett olämpligt namn på ett ärende", Date: date("2013-04-22"),
		Handlers: []namnd.Person{{Name: "Eva Påhitt", Title: "Utredare", Phone: "+46 8 508 25 000"}},
	}
	motion := &namnd.Case{Board: arsta, Dnr: []string{"2.1"}, Title: "Svar på skrivelse om ett övergångsställe", Date: date("2023-03-01"), Handlers: handlers[:1]}
	onlyInMeeting := &namnd.Case{Board: ostermalm, Dnr: []string{"ÖST 31/16"}, Title: "Remiss om detaljplan", Date: date("2023-05-02"), Handlers: handlers[1:]}
	return []Entry{
		{File: "mote/2023-05-11.yaml", Meeting: &namnd.Meeting{
			Board: bromma, Date: date("2023-05-11"), Adjustment: namnd.Adjustment{Date: date("2023-05-16"), Announced: date("2023-05-17")},
			Present: []namnd.Attendance{
				{Name: "Johan Påhitt", Party: "S", Role: namnd.Chair},
				{Name: "Maria Exempel", Party: "V", Role: namnd.Member},
				{Name: "Nils Exempel", Party: "M", Role: namnd.FirstVice},
			},
			Items: []namnd.Item{
				{No: "9", Title: "Mötets öppnande", Decision: []namnd.Point{{Text: "Ordföranden öppnar mötet."}}},
				{No: "10", CasePath: "../kvalitet.yaml", Case: quality2023, Decision: []namnd.Point{{Text: namnd.AsProposed}}, Immediate: true, Announced: date("2023-05-12")},
				{No: "11", Dnr: []string{"BRO 2023/42"}, Decision: []namnd.Point{{Text: namnd.AsProposed}}, Recipients: []string{"Ängby scoutkår"},
					Assignments: []namnd.Assignment{
						{What: "Betala ut bidragen.", Due: date("2023-06-15"), Done: true},
						{What: "Följa upp hur bidragen har använts.", To: "Avdelningen för socialtjänst och fritid", Due: date("2023-12-01")},
						{What: "Återkomma med nya riktlinjer."}},
					Reservations: []namnd.Reservation{{By: []string{"Maria Exempel", "Utomstående Person"}}}},
				{No: "11 A", Title: "Extra ärende", Dnr: []string{"BRO 2023/7"}, Chair: "Nils Exempel", Decision: []namnd.Point{{Text: "Ärendet bordläggs."}}},
			}},
			Decisions: []string{"", "Bromma stadsdelsnämnd godkänner att enheterna deltar."},
			Outputs: []Output{
				{Label: "Protokoll (PDF)", Path: "ut/protokoll 2023-05-11.pdf"},
				{Label: "Protokollsutdrag (PDF)", Path: "ut/utdrag § 10.pdf", Section: "10"},
			}},
		{File: "kvalitet.yaml", Case: quality2023, Outputs: []Output{
			{Label: "Tjänsteutlåtande (PDF)", Path: "ut/kvalitet.pdf"}, {Label: "Tjänsteutlåtande (Markdown)", Path: "ut/kvalitet.md"}}},
		{File: "bidrag.yaml", Case: grants, Outputs: []Output{{Label: "Tjänsteutlåtande (PDF)", Path: "ut/bidrag.pdf"}}},
		{File: "formel.yaml", Case: formula},
		{File: "skrivelse.yaml", Case: motion},
		{File: "mote/arsta-mars.yaml", Meeting: &namnd.Meeting{Board: arsta, Date: date("2023-03-16"), Chair: "Karin Påhitt", Items: []namnd.Item{
			{No: "9", CasePath: "../skrivelse.yaml", Case: &namnd.Case{Board: arsta, Title: "Ett äldre namn"}, Decision: []namnd.Point{{Text: "Ärendet bordläggs."}}}}}},
		{File: "mote/arsta-april.yaml", Meeting: &namnd.Meeting{Board: arsta, Date: date("2023-04-20"), Chair: "Karin Påhitt", Items: []namnd.Item{
			{No: "5", CasePath: "../skrivelse.yaml", Case: motion, Decision: []namnd.Point{{Text: "Skrivelsen är besvarad."}}}}}},
		{File: "mote/ostermalm.yaml", Meeting: &namnd.Meeting{Board: ostermalm, Date: date("2023-05-25"), Items: []namnd.Item{
			{No: "1", CasePath: "../borta.yaml", Case: onlyInMeeting, Decision: []namnd.Point{{Text: namnd.AsProposed}}}}}},
	}
}

func tables(b Book) []Table {
	var all []Table
	for _, s := range b.Sheets {
		all = append(all, s.Tables...)
	}
	return all
}

// tsv writes a book so that a person can read it: a sheet a block, a row a
// line. Each cell shows its type by a mark: nothing for text, # for numbers, @
// for dates, kr for sums, -> for links.
func tsv(b Book) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s\t%s\t%s\n", b.Title, b.Subject, b.Date)
	for _, t := range tables(b) {
		fmt.Fprintf(&out, "\n== %s\n", t.Name)
		var heads []string
		for _, c := range t.Columns {
			heads = append(heads, c.Head)
		}
		out.WriteString(strings.Join(heads, "\t") + "\n")
		for y := range t.Count {
			var cells []string
			for _, c := range t.Row(y) {
				cells = append(cells, show(c))
			}
			out.WriteString(strings.Join(cells, "\t") + "\n")
		}
		for _, c := range t.Columns {
			if c.Formula != "" {
				fmt.Fprintf(&out, "%s = %s\n", c.Head, c.Formula)
			}
		}
	}
	return out.Bytes()
}

func show(c Cell) string {
	switch c := c.(type) {
	case Text:
		return strings.ReplaceAll(string(c), "\n", "⏎")
	case List:
		return strings.ReplaceAll(c.String(), "\n", "|")
	case Day:
		return "@" + civil.Date(c).String()
	case Number:
		return fmt.Sprintf("#%d", c)
	case Sum:
		return fmt.Sprintf("%d.%02d kr", c/100, c%100)
	case Link:
		return c.Text + " -> " + c.Path
	}
	return "·"
}

func TestTheRegisterReadsAsItShould(t *testing.T) {
	compareGolden(t, "sample.tsv", tsv(Build(sample())))
}

func TestTheOrderOfTheEntriesDoesNotMatter(t *testing.T) {
	want := tsv(Build(sample()))
	for turn := range sample() {
		entries := sample()
		entries = append(entries[turn:], entries[:turn]...)
		if turn%2 == 1 {
			slices.Reverse(entries)
		}
		if got := tsv(Build(entries)); !bytes.Equal(got, want) {
			t.Fatalf("entries turned by %d give another register:\n%s", turn, got)
		}
	}
}

func TestEveryRowIsAsLongAsTheHeadingsAndHeadingsDiffer(t *testing.T) {
	for _, entries := range [][]Entry{nil, sample()} {
		for _, table := range tables(Build(entries)) {
			seen := map[string]bool{}
			for _, c := range table.Columns {
				if seen[c.Head] {
					t.Errorf("%s: two columns are called %s", table.Name, c.Head)
				}
				seen[c.Head] = true
			}
			for i := range table.Count {
				if n := len(table.Row(i)); n != len(table.Columns) {
					t.Errorf("%s row %d: %d cells under %d headings", table.Name, i, n, len(table.Columns))
				}
			}
			if len([]rune(table.Name)) > 31 {
				t.Errorf("%s: Excel takes at most 31 characters as a name", table.Name)
			}
		}
	}
}

func TestDiarienummerAreOrderedByTheirNumbers(t *testing.T) {
	want := []string{"", "1-2-2013", "1-10-2013", "2.1", "31/16", "BRO 2023/41", "BRO 2023/107", "BRO 2023/107-1", "KS 2012/9999999999999999999999", "KS 2013/1", "Ä 1", "Ö 1"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, compareDnr)
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestPapersWithTheSameLabelAllGetAColumn(t *testing.T) {
	c := &namnd.Case{Board: bromma, Dnr: []string{"1"}, Title: "Ett", Date: date("2023-01-02")}
	book := Build([]Entry{{File: "a.yaml", Case: c, Outputs: []Output{{Label: "Bilaga", Path: "ut/a.pdf"}, {Label: "Bilaga", Path: "ut/b.pdf"}}}})
	text := string(tsv(book))
	for _, want := range []string{"Bilaga\tBilaga (2)\n", "a.pdf -> ut/a.pdf\tb.pdf -> ut/b.pdf\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func TestCasesThatShareADiarienummerAreToldApartByTitle(t *testing.T) {
	one := &namnd.Case{Board: bromma, Dnr: []string{"BRO 1"}, Title: "Ett", Date: date("2023-01-02")}
	two := &namnd.Case{Board: bromma, Dnr: []string{"BRO 1"}, Title: "Två", Date: date("2023-01-02")}
	m := &namnd.Meeting{Board: bromma, Date: date("2023-02-01"), Items: []namnd.Item{
		{No: "1", Dnr: []string{"BRO 1"}, Title: "Två", Decision: []namnd.Point{{Text: "Ja."}}},
		{No: "2", Dnr: []string{"BRO 1"}, Title: "Tre", Decision: []namnd.Point{{Text: "Nej."}}},
	}}
	cases, rulings := matters([]Entry{{File: "1", Case: one}, {File: "2", Case: two}, {File: "3", Meeting: m}})
	if cases[0].ruling != nil || cases[1].ruling == nil || cases[1].ruling.it.No != "1" || rulings[1].c != nil {
		t.Errorf("§ 1 is about the second case and § 2 about neither")
	}
}

func TestDecisionPointsAreWrittenAsOnPaper(t *testing.T) {
	p := func(text namnd.Markdown, under ...namnd.Point) namnd.Point {
		return namnd.Point{Text: text, Points: under}
	}
	for _, test := range []struct {
		points []namnd.Point
		want   string
	}{
		{nil, ""},
		{[]namnd.Point{p("Ja.")}, "Ja."},
		{[]namnd.Point{p("Ja."), p("Nej.")}, "1. Ja.\n2. Nej."},
		{[]namnd.Point{p("Att", p("gå", p("dit")))}, "1. Att\n   a) gå\n      1. dit"},
		{[]namnd.Point{p("Se\n[bilaga](x.pdf) 0787_23")}, "Se bilaga 0787_23"},
		{[]namnd.Point{p(`3 \* 4 = \\ \[12\]`)}, `3 * 4 = \ [12]`},
		{[]namnd.Point{p("277\u00a0000 \t**kronor** ")}, "277\u00a0000 kronor"},
	} {
		if got := points(test.points); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

// days lists the deadlines of the cases and meetings.
func days(entries ...Entry) string {
	out := ""
	for _, d := range allDues(matters(entries)) {
		no := ""
		if d.no != "" {
			no = "§ " + d.no + ": "
		}
		out += fmt.Sprintf("%s %-3s %s%s %s\n", d.date, d.done, no, d.what, d.purpose)
	}
	return out
}

func TestDaysThatHaveNotBegunToCountAreLeftOut(t *testing.T) {
	m := &namnd.Meeting{Board: bromma, Number: "9", Date: date("2026-11-19"), Items: []namnd.Item{{No: "1"}, {No: "2"}}}
	if got, want := days(Entry{File: "m", Meeting: m}), "2026-12-03 nej Sista dag för justering §§\u00a01–2\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	m.Adjustment = namnd.Adjustment{Date: date("2026-12-02"), Announced: date("2026-12-03")}
	want := "2026-12-03 ja  Sista dag för justering §§\u00a01–2\n" +
		"2026-12-04 ja  Sista dag att anslå justeringen §§\u00a01–2\n" +
		"2026-12-28     Sista dag att överklaga (laglighetsprövning) §§\u00a01–2\n" +
		"2026-12-29     Första dag anslaget får tas ned §§\u00a01–2\n"
	if got := days(Entry{File: "m", Meeting: m}); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestAParagraphApprovedAtOnceHasItsOwnClock(t *testing.T) {
	m := &namnd.Meeting{Board: bromma, Date: date("2026-11-19"), Items: []namnd.Item{
		{No: "1"}, {No: "2", Immediate: true}, {No: "3", Immediate: true, Announced: date("2026-11-20")}, {No: "4", Immediate: true, Appeal: namnd.NoAppeal}, {No: "5", Appeal: namnd.AdministrativeAppeal},
	}, Adjustment: namnd.Adjustment{Date: date("2026-12-02"), Announced: date("2026-12-03")}}
	const own = "Omedelbart justerad paragraf\n"
	want := "2026-11-23 nej § 2: Sista dag att anslå justeringen " + own +
		"2026-11-23 ja  § 3: Sista dag att anslå justeringen " + own +
		"2026-11-23 nej § 4: Sista dag att anslå justeringen " + own +
		"2026-12-03 ja  Sista dag för justering §§\u00a01, 5\n" +
		"2026-12-04 ja  Sista dag att anslå justeringen §§\u00a01, 5\n" +
		"2026-12-11     § 3: Sista dag att överklaga (laglighetsprövning) " + own +
		"2026-12-12     § 3: Första dag anslaget får tas ned " + own +
		"2026-12-28     Sista dag att överklaga (laglighetsprövning) §\u00a01\n" +
		"2026-12-29     Första dag anslaget får tas ned §§\u00a01, 5\n"
	if got := days(Entry{File: "m", Meeting: m}); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	// The whole protocol approved on the day of the meeting has one clock.
	m.Adjustment = namnd.Adjustment{Date: m.Date, Announced: date("2026-11-20")}
	m.Items = m.Items[:2]
	if got := days(Entry{File: "m", Meeting: m}); !strings.Contains(got, "2026-12-11     Sista dag att överklaga (laglighetsprövning) §§\u00a01–2\n") {
		t.Errorf("got\n%s", got)
	}
}

func BenchmarkBuild1000(b *testing.B) {
	var entries []Entry
	m := &namnd.Meeting{Board: bromma, Date: civil.Date{Year: 2023, Month: time.May, Day: 11}}
	for i := range 1000 {
		c := &namnd.Case{Board: bromma, Dnr: []string{fmt.Sprintf("BRO 2023/%d", i)}, Title: quality, Handlers: handlers, Date: date("2023-04-12"),
			Deadlines: []namnd.Deadline{{Name: "ansökan", Date: date("2023-05-17").AddDays(i % 40)}}}
		file := fmt.Sprintf("%d.yaml", i)
		entries = append(entries, Entry{File: file, Case: c, Outputs: []Output{{"Tjänsteutlåtande (PDF)", file + ".pdf", ""}}})
		m.Items = append(m.Items, namnd.Item{No: fmt.Sprint(i + 1), CasePath: file, Case: c, Decision: []namnd.Point{{Text: namnd.AsProposed}}})
	}
	entries = append(entries, Entry{File: "m.yaml", Meeting: m})
	for b.Loop() {
		Build(entries)
	}
}
