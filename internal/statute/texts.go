package statute

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/swedish"
)

var textRules = []Rule{
	{
		ID: "personnummer", Severity: diag.Error,
		Title:  "Inget personnummer eller samordningsnummer står i ett papper",
		Source: "Datainspektionens vägledning Publicering av kommunala protokoll",
		Remedy: "ta bort numret, eller skriv det under maskeras i sammanträdet",
		Broken: "avsnitt:\n  Bakgrund: Sökanden, 811218-9876, har rätt till stöd.",
		Mended: "avsnitt:\n  Bakgrund: Sökanden har rätt till stöd.",
		checkText: func(text string, c checked, report func(message string)) {
			for _, s := range c.secrets {
				text = strings.ReplaceAll(text, s.Text, "")
			}
			for range swedish.PersonNumbers(text) {
				// The number itself is not repeated: findings end up in logs.
				report("texten innehåller ett personnummer eller samordningsnummer")
			}
		},
	},
	{
		ID: "dubbelt-ord", Severity: diag.Warning,
		Title:  "Inget ord står två gånger i följd",
		Remedy: "ta bort det ena",
		Broken: "avsnitt:\n  Bakgrund: Nämnden föreslår att att parken rustas upp.",
		Mended: "avsnitt:\n  Bakgrund: Nämnden föreslår att parken rustas upp.",
		checkText: func(text string, _ checked, report func(message string)) {
			for _, r := range swedish.Doubled(text) {
				report(fmt.Sprintf("”%s” står två gånger", text[r.Start:r.End]))
			}
		},
	},
	{
		ID: "justerat-justerad", Severity: diag.Warning,
		Title:  "Det heter paragrafen är justerad men protokollet och beslutet är justerat",
		Source: "svensk kongruens; ”paragrafen omedelbart justerat” är ett känt fel i protokoll",
		Remedy: "skriv justerad om paragrafen, justerat om protokollet, beslutet och ärendet",
		Broken: "paragrafer:\n  - {nr: 4, beslut: [Paragrafen förklaras omedelbart justerat.]}",
		Mended: "paragrafer:\n  - {nr: 4, beslut: [Paragrafen förklaras omedelbart justerad.]}",
		checkText: func(text string, _ checked, report func(message string)) {
			if !containsAny(text, []string{"justerad", "justerat"}) {
				return
			}
			for _, m := range agreement.FindAllStringSubmatch(text, -1) {
				if neuter := !strings.HasPrefix(strings.ToLower(m[1]), "paragraf"); neuter != strings.EqualFold(m[2], "justerat") {
					report(fmt.Sprintf("”%s” böjs fel efter ”%s”", m[2], m[1]))
				}
			}
		},
	},
	{
		ID: "ej-ifyllt", Severity: diag.Warning,
		Title:  "Inget väntar på att bli ifyllt",
		Remedy: "skriv det som ska stå, eller ta bort det",
		Broken: "paragrafer:\n  - {nr: 4, beslut: [Nämnden utser NN att justera protokollet.]}",
		Mended: "paragrafer:\n  - {nr: 4, beslut: [Nämnden utser Bo Provström att justera protokollet.]}",
		checkText: func(text string, _ checked, report func(message string)) {
			if !containsAny(text, unfilledHints) {
				return
			}
			for _, m := range unfilled.FindAllString(text, -1) {
				report(fmt.Sprintf("”%s” är inte ifyllt", m))
			}
		},
	},
	{
		ID: "annan-nämnds-namn", Severity: diag.Warning,
		Title:  "Papperet nämner inte en annan stadsdels nämnd eller förvaltning än sin egen",
		Remedy: "kontrollera att texten inte är kopierad från en annan nämnds papper",
		Broken: "nämnd: {namn: Bromma stadsdelsnämnd, slag: stadsdelsnämnd}\navsnitt:\n  Bakgrund: Farsta stadsdelsnämnd har inventerat lekplatserna.",
		Mended: "nämnd: {namn: Bromma stadsdelsnämnd, slag: stadsdelsnämnd}\navsnitt:\n  Bakgrund: Bromma stadsdelsnämnd har inventerat lekplatserna.",
		checkText: func(text string, c checked, report func(message string)) {
			for _, b := range c.ctx.Boards {
				if b.Kind != namnd.District || b.Name == c.board.Name {
					continue
				}
				for _, name := range []string{b.Name, b.Office} {
					if name != "" && strings.Contains(text, name) {
						report(fmt.Sprintf("texten nämner %s, men papperet gäller %s", name, c.board.Name))
					}
				}
			}
		},
	},
}

var (
	// agreement finds a noun with its participle within one sentence.
	agreement = regexp.MustCompile(`(?i)(?:^|[^\pL])(paragrafen|protokollet|beslutet|ärendet)\b[^.;:\n]{0,40}?\b(justerad|justerat)\b`)

	// unfilled is what people write for something that they do not know yet. What
	// templates leave behind is found in the finished paper, by package merge.
	unfilled = regexp.MustCompile(`\bN\.?\s?N\b\.?|(?i:\bförnamn\s+efternamn\b)|\?{2,}|_{3,}|(?i:\b(?:fylls i|kompletteras|ifylls) (?:senare|i efterhand)\b)`)

	// unfilledHints are what every match of unfilled contains one of; a search for
	// them is a hundred times faster.
	unfilledHints = []string{"NN", "N N", "N.N", "N. N", "N\tN", "N\nN", "N.\tN", "N.\nN", "??", "___",
		"fternamn", "FTERNAMN", "ylls ", "YLLS ", "ompletteras ", "OMPLETTERAS "}
)

func containsAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

// checked is the paper that a text stands in.
type checked struct {
	board   namnd.Board
	secrets []namnd.Secret
	ctx     Context
}

// place is a text with its path.
type place struct{ path, text string }

// texts lists what is written in a case or meeting and comes into a paper.
func texts(v any) (out []place) {
	namnd.EachText(v, func(path, text string) {
		if written(path) {
			out = append(out, place{path, text})
		}
	})
	return out
}

// onTexts holds the texts of a paper against a rule.
func (r Rule) onTexts(c checked, report report) {
	at := ""
	say := func(message string) { report(at, message, "") }
	for _, p := range c.ctx.texts {
		at = p.path
		r.checkText(p.text, c, say)
	}
}

// written reports whether a text is the writer's own and comes into a paper. The
// board is the register's, what is masked is not published, and what a rättelse
// says stood before is quoted with its faults.
func written(path string) bool {
	return !strings.HasPrefix(path, "nämnd") && !strings.HasPrefix(path, "maskeras") && !strings.Contains(path, ".undantag") &&
		!(strings.HasPrefix(path, "rättelser") && strings.HasSuffix(path, ".stod"))
}
