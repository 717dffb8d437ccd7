package statute

import (
	"fmt"
	"regexp"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/swedish"
)

var textRules = []Rule{
	textRule(Rule{
		ID: "personnummer", Severity: diag.Error,
		Title:  "Inget personnummer eller samordningsnummer står i ett papper",
		Source: "Datainspektionens vägledning Publicering av kommunala protokoll",
		Remedy: "ta bort numret",
		Broken: "avsnitt:\n  Bakgrund: Sökanden, 811218-9876, …",
		Mended: "avsnitt:\n  Bakgrund: Sökanden …",
	}, func(text string, _ checked, report func(message string)) {
		for range swedish.PersonNumbers(text) {
			// The number itself is not repeated: findings end up in logs.
			report("texten innehåller ett personnummer eller samordningsnummer")
		}
	}),
	textRule(Rule{
		ID: "dubbelt-ord", Severity: diag.Warning,
		Title:  "Inget ord står två gånger i följd",
		Remedy: "ta bort det ena",
		Broken: "avsnitt:\n  Bakgrund: Nämnden föreslår att att …",
		Mended: "avsnitt:\n  Bakgrund: Nämnden föreslår att …",
	}, func(text string, _ checked, report func(message string)) {
		for _, r := range swedish.Doubled(text) {
			report(fmt.Sprintf("”%s” står två gånger", text[r.Start:r.End]))
		}
	}),
	textRule(Rule{
		ID: "justerat-justerad", Severity: diag.Warning,
		Title:  "Det heter paragrafen är justerad men protokollet och beslutet är justerat",
		Source: "Svensk kongruens; ”paragrafen omedelbart justerat” är ett känt fel i protokoll",
		Remedy: "skriv justerad om paragrafen, justerat om protokollet, beslutet och ärendet",
		Broken: "beslut: [Paragrafen förklaras omedelbart justerat.]",
		Mended: "beslut: [Paragrafen förklaras omedelbart justerad.]",
	}, func(text string, _ checked, report func(message string)) {
		for _, m := range agreement.FindAllStringSubmatch(text, -1) {
			if neuter := !strings.HasPrefix(strings.ToLower(m[1]), "paragraf"); neuter != (m[2] == "justerat") {
				report(fmt.Sprintf("”%s” böjs fel efter ”%s”", m[2], m[1]))
			}
		}
	}),
	textRule(Rule{
		ID: "annan-nämnds-namn", Severity: diag.Warning,
		Title:  "Papperet nämner inte en annan nämnd än sin egen",
		Remedy: "kontrollera att texten inte är kopierad från en annan nämnds papper",
		Broken: "nämnd: bromma\navsnitt:\n  Bakgrund: Farsta stadsdelsnämnd har …",
		Mended: "nämnd: bromma\navsnitt:\n  Bakgrund: Bromma stadsdelsnämnd har …",
	}, func(text string, c checked, report func(message string)) {
		for _, b := range c.ctx.Boards {
			if b.Kind == namnd.District && b.Name != c.board.Name && strings.Contains(text, b.Name) {
				report(fmt.Sprintf("texten nämner %s, men papperet gäller %s", b.Name, c.board.Name))
			}
		}
	}),
}

// agreement finds a noun with its participle within one sentence.
var agreement = regexp.MustCompile(`(?i)\b(paragrafen|protokollet|beslutet|ärendet)\b[^.;:\n]{0,40}?\b(justerad|justerat)\b`)

// checked is the paper that a text stands in.
type checked struct {
	board namnd.Board
	ctx   Context
}

// textRule makes a rule that looks at every text of a case or meeting alone.
// The board itself is the register's and is not looked at.
func textRule(r Rule, look func(text string, c checked, report func(message string))) Rule {
	all := func(v any, c checked, report report) {
		namnd.EachText(v, func(path, text string) {
			if !strings.HasPrefix(path, "nämnd") {
				look(text, c, func(message string) { report(path, message, "") })
			}
		})
	}
	r.checkCase = func(c *namnd.Case, ctx Context, report report) { all(c, checked{c.Board, ctx}, report) }
	r.checkMeeting = func(m *namnd.Meeting, ctx Context, report report) { all(m, checked{m.Board, ctx}, report) }
	return r
}
