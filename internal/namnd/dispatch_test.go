package namnd

import (
	"slices"
	"strings"
	"testing"

	"kansli/internal/civil"
)

func TestWithTakesOnlyWhatIsGiven(t *testing.T) {
	day := func(d int) civil.Date { return civil.Date{Year: 2024, Month: 5, Day: d} }
	base := Case{
		Title: "Rubriken", Dnr: []string{"1"}, Immediate: true,
		Board:     Board{ID: "ek", Name: "Eks stadsdelsnämnd", Short: "stadsdelsnämnden"},
		Deadlines: []Deadline{{Name: "svar", Date: day(1)}, {Name: "protokoll", Date: day(2)}},
		Handlers:  []Person{{Name: "A"}, {Name: "B"}},
	}
	top := Case{
		Title: "står inte i words", Dnr: []string{"2", "3"},
		Board:     Board{Short: "nämnden"},
		Deadlines: []Deadline{{Name: "protokoll", Date: day(8)}, {Name: "ansökan", Date: day(9)}},
		Handlers:  []Person{{Name: "C"}},
	}
	got := base.With(top, []string{"dnr", "nämnd", "frister", "handläggare", "omedelbar_justering"})
	var lines []string
	for _, f := range got.Fields() {
		lines = append(lines, f.Path+": "+f.Text)
	}
	want := `nämnd.id: ek
nämnd.namn: Eks stadsdelsnämnd
nämnd.kort: nämnden
dnr: 2; 3
rubrik: Rubriken
handläggare: C
frister.svar: 2024-05-01
frister.protokoll: 2024-05-08
frister.ansökan: 2024-05-09`
	if text := strings.Join(lines, "\n"); text != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
	if base.Deadlines[1].Date != day(2) || len(base.Deadlines) != 2 || !slices.Equal(base.Dnr, []string{"1"}) {
		t.Error("the case below was changed")
	}
}
