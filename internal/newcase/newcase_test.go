package newcase_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"kansli/internal/casefile"
	"kansli/internal/diag"
	"kansli/internal/newcase"
	"kansli/internal/paper"
	"kansli/templates"
)

func TestACopyTakesNoDatesAndNoDnrAlong(t *testing.T) {
	src, err := os.ReadFile("../../samples/kvalitet-2016/arende.yaml")
	if err != nil {
		t.Fatal(err)
	}
	copied, err := newcase.Copy(src, "Årets", "kvalitet-2016/arende.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if found := regexp.MustCompile(`\d{4}-\d\d-\d\d`).Find(copied); found != nil {
		t.Errorf("the copy has the date %s:\n%s", found, copied)
	}
	if !regexp.MustCompile(`(?m)^dnr:\s*$`).Match(copied) || !strings.Contains(string(copied), "rubrik: Årets") {
		t.Errorf("got:\n%s", copied)
	}
	meeting, err := os.ReadFile("../../samples/kvalitet-2023/sammantrade.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if copied, err = newcase.Copy(meeting, "", "m.yaml"); err != nil || strings.Contains(string(copied), "paragrafer:\n") || !strings.Contains(string(copied), "Johan Provinen") {
		t.Errorf("%v\n%s", err, copied)
	}
}

// TestWhatIsBegunLacksOnlyWhatOneHasToFillIn reads every kind of file that can be
// begun: nothing in it is wrong but that something is missing.
func TestWhatIsBegunLacksOnlyWhatOneHasToFillIn(t *testing.T) {
	shop, _ := paper.Open(templates.FS)
	types := shop.CaseTypes()
	texts := map[string][]byte{}
	add := func(name string, text []byte, err error) {
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		texts[name] = text
	}
	for _, kind := range append(types, types[0]) {
		text, err := newcase.Case(kind.Name, "bromma", "En rubrik: med kolon", types)
		add(kind.Name, text, err)
	}
	text, err := newcase.Case("", "bromma", "Utan ärendetyp", types)
	add("utan", text, err)
	text, err = newcase.Meeting("bromma", "2027-01-21")
	add("sammanträde", text, err)
	for name, text := range texts {
		register, _ := os.ReadFile("../../samples/namnder.yaml")
		reader := casefile.NewReader(func(file string) ([]byte, error) {
			if file == "namnder.yaml" {
				return register, nil
			}
			return nil, os.ErrNotExist
		})
		_, findings := reader.Parse("ny.yaml", text)
		for _, f := range findings {
			if f.Rule != "saknas" && f.Severity == diag.Error {
				t.Errorf("%s: %s\n%s", name, f.Message, text)
			}
		}
	}
}
