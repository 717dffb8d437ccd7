package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
)

// writeMade writes a file of n made cases.
func writeMade(file string, n int) error {
	w, err := createCases(file)
	if err != nil {
		return err
	}
	for i := range n {
		if err := w.add(made(i + 1)); err != nil {
			return errors.Join(err, w.close())
		}
	}
	return w.close()
}

// made is a case of the size that speed is promised for, out of sentences that
// are drawn anew for each number, so that no two papers have the same text.
func made(nr int) content {
	random := rand.New(rand.NewPCG(5, uint64(nr)))
	of := func(list []string) string { return list[random.IntN(len(list))] }
	b := boardsMade[random.IntN(len(boardsMade))]
	year := 2021 + random.IntN(5)
	name := func() string { return of(firstNames) + " " + of(lastNames) }
	day := func() string { return fmt.Sprintf("den %d %s %d", 1+random.IntN(28), of(months), year) }
	c := content{Nr: nr, Dnr: fmt.Sprintf("%s %d/%06d", b[0], year, nr), Year: year, Board: b[1], Office: b[2], Department: of(departments),
		Handler: person{Name: name(), Phone: fmt.Sprintf("08-465 %03d %02d", random.IntN(1000), random.IntN(100)), Email: fmt.Sprintf("handlaggare%d@exempel.example", random.IntN(500))},
		Date:    fmt.Sprintf("%d-%02d-%02d", year, 1+random.IntN(6), 1+random.IntN(28)), Meeting: fmt.Sprintf("%d-%02d-%02d", year, 7+random.IntN(6), 1+random.IntN(28))}
	kinds := random.Perm(len(unitKinds))
	for _, k := range kinds[:3+random.IntN(3)] {
		c.Units = append(c.Units, unitKinds[k]+" "+of(places))
	}
	c.Title = fmt.Sprintf("Plan för ombyggnad av %s %d", c.Units[0], year)
	c.Points = []string{
		c.Board + " godkänner planen för " + joined(c.Units) + ".",
		c.Board + " ger förvaltningen i uppdrag att redovisa kostnaderna senast " + day() + ".",
		"Beslutet skickas till fastighetskontoret för kännedom.",
	}
	c.Signatories = []person{{Name: name(), Title: "Förvaltningschef"}, {Name: name(), Title: "Avdelningschef"}}
	fill := func(s string) string {
		return strings.NewReplacer("ENHET", of(c.Units), "NÄMND", c.Board, "FÖRVALTNING", c.Office, "DAG", day(), "ANTAL", fmt.Sprint(12+random.IntN(80)), "ÅR", fmt.Sprint(year)).Replace(s)
	}
	for i, head := range heads {
		var paragraphs []string
		for range perSection[i] {
			picked := random.Perm(len(sentences))[:3]
			var text []string
			for _, k := range picked {
				text = append(text, fill(sentences[k]))
			}
			paragraphs = append(paragraphs, strings.Join(text, " "))
		}
		if head == headOfUnits {
			paragraphs = append(paragraphs, "Planen gäller följande enheter:")
		}
		c.Sections = append(c.Sections, section{head, paragraphs})
	}
	for _, what := range []string{"Samråd med personal och boende", "Upphandling", "Inflyttning"} {
		c.Timetable = append(c.Timetable, event{what, day()})
	}
	for _, u := range c.Units[:2] {
		c.Attachments = append(c.Attachments, "Ritningar för "+u)
	}
	return c
}

var (
	heads      = []string{"Sammanfattning", "Bakgrund", headOfUnits, "Ärendets beredning", "Förvaltningens synpunkter och förslag"}
	perSection = []int{1, 2, 2, 1, 2} // paragraphs
	months     = strings.Fields("januari februari mars april maj juni juli augusti september oktober november december")
	firstNames = strings.Fields("Alva Bo Cleo Dag Elsa Folke Greta Hugo Iris Jon Kim Lova Måns Nora Otto Pia")
	lastNames  = strings.Fields("Provström Exempelsson Mallgren Skissberg Typfall Utkast Sagohed Påhittsson Låtsasberg Tänkdahl")
	boardsMade = [][3]string{
		{"NOR", "Norrdals stadsdelsnämnd", "Norrdals stadsdelsförvaltning"}, {"SÖD", "Söderdals stadsdelsnämnd", "Söderdals stadsdelsförvaltning"},
		{"VÄS", "Västerdals stadsdelsnämnd", "Västerdals stadsdelsförvaltning"}, {"ÖST", "Österängs stadsdelsnämnd", "Österängs stadsdelsförvaltning"},
		{"FRI", "Fritidsnämnden", "Fritidsförvaltningen"}, {"OMS", "Omsorgsnämnden", "Omsorgsförvaltningen"},
	}
	departments = []string{"Avdelningen för lokaler", "Avdelningen för äldreomsorg", "Avdelningen för förskola", "Avdelningen för stöd och service"}
	unitKinds   = []string{"Förskolan", "Gruppbostaden", "Servicehuset", "Träffpunkten", "Fritidsgården", "Dagverksamheten", "Öppna förskolan"}
	places      = strings.Fields("Aspen Björken Citronen Dalen Eken Fyren Gläntan Hasseln Irisen Järven Kullen Linden Myran Nejlikan")
	sentences   = strings.Split(strings.TrimSpace(`
Lokalerna vid ENHET byggdes för en annan verksamhet och är i dag svåra att nå för den som använder rullstol.
FÖRVALTNING har under ÅR gått igenom alla byggnader tillsammans med fastighetsägaren.
Genomgången visar att ventilationen behöver bytas och att köket inte uppfyller dagens krav.
Personalen vid ENHET har lämnat ANTAL förslag, av vilka de flesta har tagits in i planen.
Arbetet börjar tidigast DAG och beräknas ta ANTAL veckor.
Under tiden flyttar verksamheten till tillfälliga lokaler i närheten, så att ingen behöver byta sin vardag mer än nödvändigt.
Kostnaden ryms inom den budget som NÄMND har beslutat för ÅR.
Hyran ökar med ANTAL kronor per kvadratmeter, vilket är lägre än vad ett nytt hus skulle kosta.
Barn, boende och anhöriga har fått se ritningarna och säga vad de tycker.
Förslaget innebär också att gården får fler träd, bättre belysning och sittplatser i skugga.
Rådet för funktionshinderfrågor har behandlat planen DAG och hade inga invändningar.
Förvaltningen bedömer att ombyggnaden är nödvändig för att ENHET ska kunna fortsätta sin verksamhet.
Den som har frågor om arbetet kan vända sig till enhetens chef, som också håller möten varje månad.
Erfarenheterna från ENHET visar att det lönar sig att låta personalen vara med från början.
Brandskyddet granskades DAG och kräver nya dörrar i ANTAL av rummen.
NÄMND får en ny redovisning när upphandlingen är klar.
`), "\n")
)
