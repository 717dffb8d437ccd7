package merge

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"kansli/internal/civil"
	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/templates"
)

var golden = flag.Bool("golden", false, "skriv om testdata")

// load gives the embedded templates, which must have no fault.
func load(t testing.TB) *Set {
	t.Helper()
	set, findings := Load(templates.FS)
	if len(findings) > 0 {
		t.Fatalf("the embedded templates have faults: %v", findings)
	}
	return set
}

func day(iso string) civil.Date {
	if iso == "" {
		return civil.Date{}
	}
	d, err := civil.ParseDate(iso)
	if err != nil {
		panic(err)
	}
	return d
}

func someFacts(pairs ...string) (fs []namnd.Fact) {
	for i := 0; i < len(pairs); i += 2 {
		fs = append(fs, namnd.Fact{Name: pairs[i], Values: []string{pairs[i+1]}})
	}
	return fs
}

func some(texts ...namnd.Markdown) (ps []namnd.Point) {
	for _, t := range texts {
		ps = append(ps, namnd.Point{Text: t})
	}
	return ps
}

// social is the case of SEED2: six units, one with an ampersand and a comma.
func social() *namnd.Case {
	return &namnd.Case{
		CaseType: "kvalitetsutmärkelse", Variant: "godkänna",
		Board: namnd.Board{
			ID: "soc", Name: "socialnämnden", Genitive: "socialnämndens", Kind: namnd.Specialist,
			Office: "socialförvaltningen", Address: []string{"Box 1234", "111 11 Exempelstad"}, Phone: "08-508 00 000",
		},
		Dnr: []string{"SOF 2013/41"}, Title: "Deltagande i stadens kvalitetsutmärkelse 2013",
		Date: day("2013-04-22"), Meeting: day("2013-05-16"), Department: "Socialtjänstavdelningen",
		Handlers: []namnd.Person{{Name: "Maja Provsson", Phone: "08-508 25 006", Email: "maja.provsson@exempel.se"}},
		Units: []string{
			"Uppsökarenheten för vuxna",
			"Kruton skyddat boende & öppenvårdsinsatser, BAS & Stockholms ungdomstjänst",
			"Resurscentrum för adopterade och deras familjer", "Bandhagshemmen", "Lönnen",
		},
		Deadlines:   []namnd.Deadline{{Name: "protokoll", Date: day("2013-06-30"), Recipient: "stadsledningskontoret"}},
		Facts:       append(someFacts("år", "2013", "prisutdelning", "2013-11-26"), namnd.Fact{Name: "klasser", Values: []string{"förskola", "skola", "äldreomsorg"}}),
		Signatories: []namnd.Person{{Name: "Hilma Testsson", Title: "Förvaltningschef"}, {Name: "Evert Mall", Title: "Avdelningschef"}},
		Immediate:   true,
	}
}

// district is the case of SEED1: its own words, a recipient and an attachment.
func district() *namnd.Case {
	return &namnd.Case{
		Board: namnd.Board{
			ID: "eav", Name: "Enskede-Årsta-Vantörs stadsdelsnämnd", Genitive: "Enskede-Årsta-Vantörs stadsdelsnämnds",
			Kind: namnd.District, Office: "Enskede-Årsta-Vantörs stadsdelsförvaltning",
			Signatories: []namnd.Person{{Name: "Rut Påhitt", Title: "Stadsdelsdirektör"}},
		},
		Dnr: []string{"1.2.1-230-2016"}, Title: "KBT-teamet i kvalitetsutmärkelsen 2016", Date: day("2016-04-12"),
		Handlers:  []namnd.Person{{Name: "Olle Prov"}},
		Units:     []string{"Resursenheten, KBT-teamet"},
		Deadlines: []namnd.Deadline{{Name: "ansökan", Date: day("2016-05-20")}},
		Proposal: []namnd.Point{
			{Text: "{{ nämnden }} godkänner att {{ enheter }} deltar i stadens kvalitetsutmärkelse."},
			{Text: "{{ nämnden }} ger {{ förvaltningen }} i uppdrag att", Points: some("lämna in bidraget senast den {{ frister.ansökan }},", "berätta om resultatet.")},
		},
		Sections: []namnd.Section{
			{Heading: "Sammanfattning", Text: "{{ enheter }} vill delta. {{ förvaltningen }} är positiv.\n"},
			{Heading: "Ärendets beredning", Text: "Ärendet har beretts inom avdelningen för socialtjänst.\n"},
		},
		Attachments: []string{"Bidrag från Resursenheten, KBT-teamet"},
		Recipients:  []string{"kvalitetsutmarkelsen@exempel.se"},
	}
}

// grants is a case with a table of sums, at a kontor.
func grants() *namnd.Case {
	c := social()
	c.CaseType, c.Variant, c.Immediate, c.Units, c.Deadlines = "bidrag", "", false, nil, nil
	c.Board.Name, c.Board.Genitive, c.Board.Office, c.Board.OfficeKind = "kulturnämnden", "kulturnämndens", "kulturkontoret", namnd.Bureau
	c.Title = "Föreningsbidrag 2024"
	c.Facts = someFacts("bidrag", "föreningsbidraget", "år", "2024")
	c.Grants = []namnd.Grant{
		{Recipient: "Föreningen Kör | Dans", Purpose: "konserter", Applied: 12_000_000, Proposed: 10_000_000},
		{Recipient: "Teater *Exempel*", Proposed: 27_700_050},
	}
	c.Sections = []namnd.Section{
		{Heading: "Kontorets synpunkter och förslag", Text: "Båda ansökningarna uppfyller kraven."},
		{Heading: "Konsekvenser för barn", Text: "Bidragen kommer barn till del."},
	}
	return c
}

// motion is an answer to a motion.
func motion() *namnd.Case {
	c := social()
	c.CaseType, c.Variant, c.Units, c.Deadlines = "svar på motion", "besvarad", nil, nil
	c.Title, c.Subtitle = "Svar på motion om fler bänkar", "Motion av Asta Prov (X)"
	c.SenderDnr = []string{"KS 2023/1180"}
	c.Facts = someFacts("väckt_av", "Asta Prov (X)", "inkom", "2023-02-03")
	c.Sections = []namnd.Section{
		{Heading: "Ärendet", Text: "Motionären föreslår fler bänkar."},
		{Heading: "Förvaltningens synpunkter och förslag", Text: "Bänkar ställs ut varje år."},
	}
	return c
}

// meeting is the meeting of SEED3, with a § decided as proposed, one with
// yrkanden and a decision of its own, and one without a case.
func meeting() *namnd.Meeting {
	noted := district()
	noted.CaseType, noted.Variant, noted.Proposal, noted.Sections = "kvalitetsutmärkelse", "anmäla", nil, nil
	noted.Facts = someFacts("år", "2023")
	noted.Title, noted.Dnr = "Enheten för arbetes deltagande i kvalitetsutmärkelsen 2023", []string{"BRO 2023/107"}
	return &namnd.Meeting{
		Board:  namnd.Board{Name: "Bromma stadsdelsnämnd", Genitive: "Bromma stadsdelsnämnds", Kind: namnd.District, Short: "nämnden"},
		Number: "5", Date: day("2023-05-11"), Place: "Stora salen", Secretary: namnd.Person{Name: "Siri Skrivare", Title: "Nämndsekreterare"},
		Present: []namnd.Attendance{
			{Name: "Jon Exempel", Party: "S", Role: namnd.Chair}, {Name: "Anna Påhitt", Party: "M", Role: namnd.Member, Remote: true},
			{Name: "Bo Prov", Party: "V", Role: namnd.Member}, {Name: "Cilla Ersatt", Party: "V", Role: namnd.Substitute},
		},
		Others:    []namnd.Visitor{{Name: "Dan Typ", Title: "controller"}},
		Adjusters: []string{"Anna Påhitt"},
		Summons: namnd.Summons{Issued: day("2023-04-27"), By: "Jon Exempel", Open: "kl. 18.00 i Stora salen", Closed: "kl. 19.00 i Lilla salen",
			GroupMeet: []string{"S och V: kl. 17.00", "M: kl. 17.30"}, Absence: "Siri Skrivare"},
		Agenda: []namnd.AgendaItem{
			{No: "4 ½", Case: noted, CasePath: "kvalitet.yaml", Immediate: true},
			{No: "9 a", Group: "Anmälningsärenden", Title: "Protokoll", Items: []namnd.AgendaItem{{No: "a)", Title: "Pensionärsrådet", Dnr: []string{"1-2/2023"}}, {No: "b)", Title: "Ungdomsrådet", Late: true}}},
			{No: "17 A", Title: "Rapporter", Dnr: []string{"7-742-2011", "5-744-2011"}, Handlers: []namnd.Person{{Name: "Dan Typ"}, {Name: "Siri Skrivare"}},
				Items: []namnd.AgendaItem{{No: "A", Title: "Ekonomi", Proposal: some("{{ nämnden }} godkänner rapporten.", "Ärendet är avslutat.")}, {No: "B", Title: "Personal", Cancelled: true}}},
			{No: "18", Group: "Sluten del", Title: "Yttrande", Closed: true},
		},
		Adjustment: namnd.Adjustment{Date: day("2023-05-16"), Announced: day("2023-05-17")},
		Items: []namnd.Item{
			{No: "10", Case: noted, CasePath: "kvalitet.yaml", Decision: some(namnd.AsProposed),
				Documents: []namnd.Document{{Mark: "BRO 2023/107-1", Note: "Godkänd - R 1", Title: "Tjänsteutlåtande"}}},
			{No: "11", Case: motion(), CasePath: "motion.yaml", Immediate: true, Announced: day("2023-05-12"),
				Decision: some("{{ nämnden }} bifaller motionen.", "Ärendet följs upp."),
				Motions: []namnd.Motion{
					{By: []string{"Anna Påhitt"}, Asks: "bifall", Party: []string{"M", "KD"}, Joined: []string{"Jon Exempel"}},
					{By: []string{"Bo Prov"}, Asks: "ändring", Text: "Bänkarna ska vara gröna."},
					{By: []string{"Jon Exempel"}, Asks: "eget", Text: "Nämnden köper inga bänkar."},
				},
				Reservations: []namnd.Reservation{{By: []string{"Anna Påhitt"}, Favour: "det egna yrkandet"}},
				Statements:   []namnd.Statement{{By: []string{"Bo Prov"}, Text: "Vi hade velat se *fler* bänkar."}},
				Recipients:   []string{"kommunstyrelsen", "diariet@exempel.se"}},
			{No: "12", Title: "Val av justerare", Decision: some("Anna Påhitt utses att justera.")},
			{No: "13", Case: motion(), CasePath: "motion.yaml", Decision: some("{{ nämnden }} avslår motionen."),
				Motions: []namnd.Motion{
					{By: []string{"Anna Påhitt"}, Asks: "avslag"},
					{By: []string{"Bo Prov"}, Asks: "bifall", Withdrawn: true},
				},
				ChairFinds: namnd.Granted,
				Conflicts:  []namnd.Conflict{{Name: "Bo Prov", ReplacedBy: "Cilla Ersatt"}},
				Votes: []namnd.Vote{{
					Concerns: namnd.VoteMain, Yes: "bifall till förvaltningens förslag", No: "avslag",
					Ballots: []namnd.Ballot{{Name: "Jon Exempel", Vote: namnd.Yes}, {Name: "Anna Påhitt", Vote: namnd.No}, {Name: "Cilla Ersatt", Vote: namnd.Abstain}},
					Casting: namnd.NoSide,
				}},
				Notes: []namnd.Statement{{By: []string{"Cilla Ersatt"}, Text: "Hade röstat ja."}}},
		},
	}
}

// paper fails the test when the document has an error.
func paper(t testing.TB, p Paper, findings []diag.Finding) []byte {
	t.Helper()
	if len(findings) > 0 {
		t.Errorf("findings: %+v", findings)
	}
	return p.Markdown
}

func TestPapers(t *testing.T) {
	set := load(t)
	check := func(name string, p Paper, findings []diag.Finding) {
		t.Run(name, func(t *testing.T) {
			got := paper(t, p, findings)
			file := filepath.Join("testdata", name+".md")
			if *golden {
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s differs; got\n%s", file, got)
			}
		})
	}
	for name, c := range map[string]*namnd.Case{"social": social(), "stadsdel": district(), "bidrag": grants(), "motion": motion()} {
		p, findings := set.Case(c)
		check(name, p, findings)
	}
	for _, kind := range []Kind{Agenda, Protocol, Notice, Dispatch} {
		for p, findings := range set.Meeting(kind, meeting()) {
			check(p.Suffix, p, findings)
		}
	}
	for i, name := range []string{"utdrag", "utdrag-yrkanden", "utdrag-utan-arende", "utdrag-omrostning"} {
		p, findings := set.Extract(meeting(), i)
		check(name, p, findings)
	}
}

func BenchmarkCase(b *testing.B) {
	set, c := load(b), social()
	b.ReportAllocs()
	for b.Loop() {
		set.Case(c)
	}
}

func BenchmarkExtract(b *testing.B) {
	set, m := load(b), meeting()
	b.ReportAllocs()
	for b.Loop() {
		set.Extract(m, 0)
	}
}
