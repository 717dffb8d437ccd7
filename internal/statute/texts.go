package statute

import (
	"fmt"
	"strings"
	"sync"

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
		checkText: func(p passage, c *checked, report func(message string)) {
			if !p.may(holdNumber) && len(c.secrets) == 0 { // what stands around a secret may make a number
				return
			}
			text := p.text
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
		checkText: func(p passage, _ *checked, report func(message string)) {
			if !p.may(repeatAWord) {
				return
			}
			for _, r := range swedish.Doubled(p.text) {
				report(fmt.Sprintf("”%s” står två gånger", p.text[r.Start:r.End]))
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
		checkText: func(p passage, _ *checked, report func(message string)) {
			if !p.hasAny(agreementHints) {
				return
			}
			for _, m := range agreement().FindAllStringSubmatch(p.text, -1) {
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
		checkText: func(p passage, _ *checked, report func(message string)) {
			if !p.hasAny(unfilledHints) {
				return
			}
			for _, m := range unfilled().FindAllString(p.text, -1) {
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
		checkText: func(p passage, c *checked, report func(message string)) {
			for _, b := range c.ctx.Boards {
				if b.Kind != namnd.District || b.Name == c.board.Name {
					continue
				}
				for _, name := range []string{b.Name, b.Office} {
					if name != "" && strings.Contains(p.text, name) {
						report(fmt.Sprintf("texten nämner %s, men papperet gäller %s", name, c.board.Name))
					}
				}
			}
		},
	},
}

var (
	// agreement finds a noun with its participle within one sentence.
	agreement = patternOf(`(?i)(?:^|[^\pL])(paragrafen|protokollet|beslutet|ärendet)\b[^.;:\n]{0,40}?\b(justerad|justerat)\b`)

	// unfilled is what people write for something that they do not know yet. What
	// templates leave behind is found in the finished paper, by package merge.
	unfilled = patternOf(`\bN\.?\s?N\b\.?|(?i:\bförnamn\s+efternamn\b)|\?{2,}|_{3,}|(?i:\b(?:fylls i|kompletteras|ifylls) (?:senare|i efterhand)\b)`)

	// What every match of a pattern contains one of. A search for them is a hundred
	// times faster.
	agreementHints = []hint{{'j', "justerad"}, {'j', "justerat"}}
	unfilledHints  = []hint{{'N', "NN"}, {'N', "N N"}, {'N', "N.N"}, {'N', "N. N"}, {'N', "N\tN"}, {'N', "N\nN"}, {'N', "N.\tN"}, {'N', "N.\nN"},
		{'?', "??"}, {'_', "___"}, {'f', "fternamn"}, {'F', "FTERNAMN"}, {'y', "ylls "}, {'Y', "YLLS "}, {'p', "ompletteras "}, {'P', "OMPLETTERAS "}}
)

// checked is the paper that a text stands in.
type checked struct {
	board   *namnd.Board
	secrets []namnd.Secret
	ctx     Context
}

// notWritten are the fields whose texts are not the writer's own or do not come into
// a paper. The board is the register's, what is masked is not published, a waiver is
// listed apart, and what a rättelse says stood before is quoted with its faults.
var notWritten = []string{"nämnd", "maskeras", "undantag", "stod"}

// checkTexts holds what is written in a case or meeting and comes into a paper
// against the rules about texts, one text after the other.
func checkTexts(v any, c *checked) []diag.Finding {
	var found findings
	var at *namnd.Trail
	report := func(message string) { found.report(at.Path(), message, "") }
	about := aboutTexts()
	namnd.WalkTexts(v, notWritten, func(trail *namnd.Trail, text string) {
		p := read(text, c.ctx.named)
		at = trail
		for _, r := range about {
			found.rule = r
			r.checkText(p, c, report)
		}
	})
	return found.list
}

var aboutTexts = sync.OnceValue(func() (about []*Rule) {
	all := rules()
	for i := range all {
		if all[i].checkText != nil {
			about = append(about, &all[i])
		}
	}
	return about
})
