package namnd

import (
	"slices"
	"strings"
	"testing"
)

// board is a meeting of five seats: Anna leads, Bo leaves after § 2 and Cia
// serves for him, Dan is absent, Eva is there, Fia watches.
func board(t *testing.T) *Meeting {
	t.Helper()
	set := func(text string) (s SectionSet) {
		if err := s.UnmarshalText([]byte(text)); err != nil {
			t.Fatal(err)
		}
		return s
	}
	return &Meeting{
		Board: Board{Seats: 5},
		Present: []Attendance{
			{Name: "Anna", Role: Chair},
			{Name: "Bo", Role: Member, Sections: set("1–2")},
			{Name: "Eva", Role: Member},
			{Name: "Gun", Role: SecondVice},
			{Name: "Cia", Role: Substitute, Serves: []Serving{{For: "Bo", Sections: set("fr.o.m. 3")}}},
			{Name: "Fia", Role: Substitute},
		},
	}
}

func TestStanding(t *testing.T) {
	m := board(t)
	plain := Item{No: "1"}
	later := Item{No: "3"}
	conflict := Item{No: "3", Conflicts: []Conflict{{Name: "Eva", ReplacedBy: "Fia"}}, Aside: []string{"Gun", "Eva"}}
	for _, tt := range []struct {
		name string
		it   Item
		want Standing
	}{
		{"Anna", plain, TakesPart},
		{"Bo", plain, TakesPart},
		{"Bo", later, Away},
		{"Cia", plain, Watching},
		{"Cia", later, TakesPart},
		{"Dan", plain, Unlisted},
		{"Fia", later, Watching},
		{"Fia", conflict, TakesPart},
		{"Eva", conflict, Conflicted},
		{"Gun", conflict, StandsAside},
	} {
		if got := m.Standing(tt.name, &tt.it); got != tt.want {
			t.Errorf("%s at § %s: got %d, want %d", tt.name, tt.it.No, got, tt.want)
		}
	}
}

func TestSeats(t *testing.T) {
	m := board(t)
	for _, tt := range []struct {
		what                    string
		it                      Item
		deciding                string
		seated, absent, emptied int
	}{
		{"at first", Item{No: "1"}, "Anna Bo Eva Gun", 4, 1, 0},
		{"a substitute serves", Item{No: "3"}, "Anna Eva Gun Cia", 4, 1, 0},
		{"jäv, replaced", Item{No: "1", Conflicts: []Conflict{{Name: "Eva", ReplacedBy: "Fia"}}}, "Anna Bo Gun Fia", 4, 1, 0},
		{"jäv, not replaced", Item{No: "1", Conflicts: []Conflict{{Name: "Eva"}}}, "Anna Bo Gun", 3, 1, 1},
		{"jäv of a substitute who watches", Item{No: "1", Conflicts: []Conflict{{Name: "Fia"}}}, "Anna Bo Eva Gun", 4, 1, 0},
		{"jäv of a substitute who serves", Item{No: "3", Conflicts: []Conflict{{Name: "Cia", ReplacedBy: "Fia"}}}, "Anna Eva Gun Fia", 4, 1, 0},
		{"jäv of someone absent", Item{No: "1", Conflicts: []Conflict{{Name: "Dan"}}}, "Anna Bo Eva Gun", 4, 1, 0},
		{"one stands aside", Item{No: "1", Aside: []string{"Eva"}}, "Anna Bo Gun", 4, 1, 0},
	} {
		var names []string
		for _, a := range m.TakingPart(&tt.it) {
			names = append(names, a.Name)
		}
		absent, known := m.AbsentSeats(&tt.it)
		if strings.Join(names, " ") != tt.deciding || len(m.Seated(&tt.it)) != tt.seated || absent != tt.absent || !known || m.EmptiedByConflict(&tt.it) != tt.emptied {
			t.Errorf("%s: %v decide, %d seated, %d absent, %d emptied", tt.what, names, len(m.Seated(&tt.it)), absent, m.EmptiedByConflict(&tt.it))
		}
	}
	if _, known := (&Meeting{}).AbsentSeats(&Item{}); known {
		t.Error("without seats in the register the absent cannot be known")
	}
}

func TestWhoServesForWhom(t *testing.T) {
	m := board(t)
	it := &Item{No: "3", Conflicts: []Conflict{{Name: "Gun", ReplacedBy: "Fia"}}}
	if got := m.SubstituteOf("Gun", it); got != "Fia" {
		t.Errorf("for Gun serves %q", got)
	}
	if got := m.SubstituteOf("Bo", it); got != "Cia" {
		t.Errorf("for Bo serves %q", got)
	}
	if got := m.SubstituteOf("Bo", &Item{No: "1"}); got != "" {
		t.Errorf("for Bo serves %q while he is there himself", got)
	}
}

func TestPresiding(t *testing.T) {
	m := board(t)
	if got := m.Presiding(&Item{No: "1"}); got != "Anna" {
		t.Errorf("the chair is %q", got)
	}
	m.Chair = "Gun"
	if got := m.Presiding(nil); got != "Gun" {
		t.Errorf("the meeting says Gun, got %q", got)
	}
	if got := m.Presiding(&Item{No: "1", Chair: "Eva"}); got != "Eva" {
		t.Errorf("the § says Eva, got %q", got)
	}
	if got := (&Meeting{Present: slices.Clone(m.Present[1:])}).Presiding(&Item{No: "1"}); got != "" {
		t.Errorf("nobody is chair, got %q", got)
	}
}
