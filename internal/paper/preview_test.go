package paper_test

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"kansli/internal/casefile"
	"kansli/internal/paper"
	"kansli/templates"
)

// The letterhead leads back to the data as the text does, also where a line of it
// is broken or has a label.
func TestEachPartOfThePageLeadsToItsField(t *testing.T) {
	shop, _ := paper.Open(templates.FS)
	reader := casefile.NewReader(func(name string) ([]byte, error) { return os.ReadFile("../../samples/" + name) })
	file, _ := reader.Read("kvalitet-2023/arende.yaml")
	papers, _ := shop.Papers(file)
	shown, findings := shop.Preview(papers[0], paper.Options{})
	if len(findings) > 0 || len(shown.Pages) == 0 {
		t.Fatal(findings)
	}
	fields := map[int]string{}
	for _, o := range shown.Origins {
		if o.Field != "" {
			fields[o.Markdown] += o.Field + " "
		}
	}
	leads := func(text string) string {
		m := regexp.MustCompile(`data-rad="(\d+)"[^>]*>` + regexp.QuoteMeta(text)).FindSubmatch(shown.Pages[0])
		if m == nil {
			return "nowhere"
		}
		line, _ := strconv.Atoi(string(m[1]))
		return fields[line]
	}
	for text, want := range map[string]string{
		"Avdelningen för socialtjänst": "avdelning", "2023-04-18": "datum", "BRO": "dnr[0]", "Jasmina": "handläggare[0].namn", "Telefon:": "handläggare[0].telefon",
		"jasmina.mallovic": "handläggare[0].epost", "example": "handläggare[0].epost", "Enheten för arbete och försörjnings": "rubrik", "Hanna": "undertecknare[1].namn",
	} {
		if got := leads(text); !strings.Contains(got, want) {
			t.Errorf("%s leads to %s, not to %s", text, got, want)
		}
	}
}
