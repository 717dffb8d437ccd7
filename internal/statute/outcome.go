package statute

import (
	"fmt"
	"slices"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/namnd"
)

var outcomeRules = []Rule{
	{
		ID: "utfall-mot-röster", Severity: diag.Error,
		Title:  "Utfallet i paragrafen är det som omröstningen ger, med ja och nej i den betydelse de har, eller det som ordföranden fann när ingen röstade",
		Source: sourceContent,
		Remedy: "rätta utfall, rösterna eller vad ja och nej betyder; ordföranden får ha funnit något annat än omröstningen gav",
		Broken: "paragrafer:\n  - nr: 4\n    utfall: bifall\n    omröstningar:\n      - {ja: avslag på förslaget, nej: bifall till förslaget, ja_betyder: avslag, nej_betyder: bifall, " + wonBallots + "}",
		Mended: "paragrafer:\n  - nr: 4\n    utfall: avslag\n    omröstningar:\n      - {ja: avslag på förslaget, nej: bifall till förslaget, ja_betyder: avslag, nej_betyder: bifall, " + wonBallots + "}",
		checkItem: func(s section, report report) {
			voted, found := s.it.Voted(), s.it.Found()
			switch {
			case s.it.Outcome == "":
			case voted != "" && voted != s.it.Outcome:
				report("utfall", fmt.Sprintf("utfallet i § %s är %s, men omröstningen gav %s", s.it.No, s.it.Outcome, voted), "")
			case voted == "" && found != "" && found != s.it.Outcome:
				report("utfall", fmt.Sprintf("utfallet i § %s är %s, men ordföranden fann %s och ingen omröstning ändrade det", s.it.No, s.it.Outcome, found), "")
			}
		},
	},
	{
		ID: "beslut-mot-utfall", Severity: diag.Error,
		Title:  "Beslutet säger det som utfallet är",
		Source: sourceContent,
		Remedy: "rätta beslutet eller utfallet",
		Broken: "paragrafer:\n  - {nr: 4, utfall: avslag, beslut: enligt förslaget}",
		Mended: "paragrafer:\n  - {nr: 4, utfall: avslag, beslut: [Nämnden avslår förvaltningens förslag.]}",
		checkItem: func(s section, report report) {
			out := s.it.Decided()
			if out == "" {
				return
			}
			if out != namnd.Granted && s.it.DecidedAsProposed() {
				report("beslut", fmt.Sprintf("utfallet i § %s är %s, men beslutet är enligt förslaget", s.it.No, out), "")
				return
			}
			texts := pointTexts(s.it.Decision)
			says := func(p pattern) bool { return slices.ContainsFunc(texts, p().MatchString) }
			for _, w := range outcomeWords {
				if w.outcome == out && w.must != nil && !says(w.must) {
					report("beslut", fmt.Sprintf("utfallet i § %s är %s, men beslutet säger det inte", s.it.No, out), "")
				}
				if w.outcome != out && w.only().MatchString(strings.Join(texts, "\n")) {
					report("beslut", fmt.Sprintf("utfallet i § %s är %s, men beslutet är %s", s.it.No, out, w.outcome), "")
				}
			}
		},
	},
	{
		ID: "återremiss-med-beslut", Severity: diag.Error,
		Title:  "Ett ärende som återremitteras eller bordläggs avgörs inte samtidigt",
		Source: sourceContent,
		Remedy: "ta bort beslutet i sak och omröstningarna efter återremissen, eller rätta utfallet",
		Broken: "paragrafer:\n  - nr: 4\n    utfall: återremiss\n    beslut: [Nämnden återremitterar ärendet., Nämnden beviljar bidraget.]",
		Mended: "paragrafer:\n  - nr: 4\n    utfall: återremiss\n    beslut: [Nämnden återremitterar ärendet för att bidragets storlek ska utredas.]",
		checkItem: func(s section, report report) {
			out := s.it.Decided()
			if out != namnd.Referred && out != namnd.Postponed {
				return
			}
			for i, p := range s.it.Decision {
				if text := string(p.Text); merits().MatchString(text) && !returns().MatchString(text) {
					report(fmt.Sprintf("beslut[%d]", i), fmt.Sprintf("utfallet i § %s är %s, men punkten avgör ärendet", s.it.No, out), "")
				}
			}
			settled := false
			for j, v := range s.it.Votes {
				if settled {
					report(fmt.Sprintf("omröstningar[%d]", j), fmt.Sprintf("nämnden röstar vidare i § %s sedan en omröstning gett %s", s.it.No, out), "")
				}
				side, _ := s.it.Winner(v)
				settled = settled || v.Stands(side) == out
			}
		},
	},
	{
		ID: "betydelse-saknas", Severity: diag.Warning,
		Title:  "En omröstning säger vilket utfall ja och nej ger",
		Source: sourceContent,
		Remedy: "skriv ja_betyder och nej_betyder; annars kan utfallet inte granskas",
		Broken: "paragrafer:\n  - nr: 4\n    utfall: bifall\n    omröstningar:\n      - {ja: bifall till förslaget, nej: avslag på förslaget, " + wonBallots + "}",
		Mended: "paragrafer:\n  - nr: 4\n    utfall: bifall\n    omröstningar:\n      - {ja: bifall till förslaget, nej: avslag på förslaget, ja_betyder: bifall, nej_betyder: avslag, " + wonBallots + "}",
		checkVote: func(b ballot, report report) {
			main := b.Concerns == namnd.VoteMain || b.Concerns == ""
			none := b.YesMeans == "" && b.NoMeans == ""
			some := b.YesMeans == "" || b.NoMeans == ""
			if b.Concerns != namnd.VoteCounter && !b.it.DrawsLots(b.Vote) && (none || main && some) {
				report("", fmt.Sprintf("omröstningen i § %s säger inte vilket utfall ja och nej ger", b.it.No), "")
			}
		},
	},
	{
		ID: "betydelse-mot-ord", Severity: diag.Error,
		Title:  "Vad ja och nej betyder stämmer med hur propositionen lyder",
		Source: sourceContent,
		Remedy: "rätta ja_betyder eller nej_betyder, eller propositionens ord",
		Broken: "paragrafer:\n  - nr: 4\n    omröstningar:\n      - {ja: avslag på förslaget, nej: bifall till förslaget, ja_betyder: bifall, nej_betyder: avslag, " + wonBallots + "}",
		Mended: "paragrafer:\n  - nr: 4\n    omröstningar:\n      - {ja: avslag på förslaget, nej: bifall till förslaget, ja_betyder: avslag, nej_betyder: bifall, " + wonBallots + "}",
		checkVote: func(b ballot, report report) {
			for _, side := range []struct {
				key, text string
				means     namnd.Outcome
			}{{"ja", b.Yes, b.YesMeans}, {"nej", b.No, b.NoMeans}} {
				for _, w := range propositions {
					if side.means != "" && w.words().MatchString(side.text) && side.means != w.outcome {
						report(side.key+"_betyder", fmt.Sprintf("%s är ”%s” i § %s men sägs betyda %s", side.key, side.text, b.it.No, side.means), "")
						break
					}
				}
			}
		},
	},
	{
		ID: "ja-och-nej-lika", Severity: diag.Error,
		Title:  "Ja och nej i en omröstning är två olika saker",
		Source: sourceContent,
		Remedy: "rätta vad ja och nej är",
		Broken: "paragrafer:\n  - nr: 4\n    omröstningar: [{ja: bifall till förslaget, nej: bifall till förslaget, " + wonBallots + "}]",
		Mended: "paragrafer:\n  - nr: 4\n    omröstningar: [{ja: bifall till förslaget, nej: avslag på förslaget, " + wonBallots + "}]",
		checkVote: func(b ballot, report report) {
			if strings.EqualFold(strings.TrimSpace(b.Yes), strings.TrimSpace(b.No)) && b.Yes != "" {
				report("nej", fmt.Sprintf("ja och nej är båda ”%s” i § %s", b.No, b.it.No), "")
			}
		},
	},
	{
		ID: "gäller-mot-betydelse", Severity: diag.Error,
		Title:  "En omröstning om återremiss eller bordläggning kan leda dit, och en huvudvotering gör det inte",
		Source: sourceContent,
		Remedy: "rätta gäller eller vad ja och nej betyder",
		Broken: "paragrafer:\n  - nr: 4\n    omröstningar:\n      - {gäller: återremiss, ja: ärendet avgörs i dag, nej: ärendet skickas tillbaka, ja_betyder: bifall, nej_betyder: avslag, " + wonBallots + "}",
		Mended: "paragrafer:\n  - nr: 4\n    omröstningar:\n      - {gäller: återremiss, ja: ärendet avgörs i dag, nej: ärendet skickas tillbaka, nej_betyder: återremiss, " + wonBallots + "}",
		checkVote: func(b ballot, report report) {
			means := []namnd.Outcome{b.YesMeans, b.NoMeans}
			leads := slices.Contains(means, namnd.Referred) || slices.Contains(means, namnd.Postponed)
			stated := b.YesMeans != "" || b.NoMeans != ""
			switch b.Concerns {
			case namnd.VoteReferral, namnd.VotePostponement:
				if stated && !slices.Contains(means, namnd.Outcome(b.Concerns)) {
					report("gäller", fmt.Sprintf("omröstningen i § %s gäller %s, men varken ja eller nej betyder det", b.it.No, b.Concerns), "")
				}
			case "":
			default:
				if leads {
					report("gäller", fmt.Sprintf("omröstningen i § %s gäller %s, men ena sidan betyder återremiss eller bordläggning", b.it.No, b.Concerns), "")
				}
			}
		},
	},
	{
		ID: "motförslag-utan-huvudvotering", Severity: diag.Warning,
		Title:  "När ett motförslag har utsetts ställs det mot huvudförslaget",
		Source: sourceContent,
		Remedy: "lägg in huvudvoteringen, eller skriv i ordföranden_finner eller beslutsgång hur huvudfrågan avgjordes",
		Broken: "paragrafer:\n  - nr: 4\n    omröstningar:\n      - {gäller: motförslag, ja: Bo Provströms yrkande, nej: Eva Skissdotters yrkande, " + wonBallots + "}",
		Mended: "paragrafer:\n  - nr: 4\n    ordföranden_finner: bifall\n    omröstningar:\n      - {gäller: motförslag, ja: Bo Provströms yrkande, nej: Eva Skissdotters yrkande, " + wonBallots + "}",
		checkItem: func(s section, report report) {
			last := -1
			for j, v := range s.it.Votes {
				switch v.Concerns {
				case namnd.VoteCounter:
					last = j
				case namnd.VoteMain, "":
					last = -1
				}
			}
			if last >= 0 && s.it.ChairFinds == "" && s.it.Procedure == "" && s.it.Order == "" {
				report(fmt.Sprintf("omröstningar[%d]", last), fmt.Sprintf("i § %s utses ett motförslag, men det framgår inte hur det gick mot huvudförslaget", s.it.No), "")
			}
		},
	},
}

var (
	returns = patternOf(`(?i)återremi|bordl[äa]`)
	merits  = patternOf(`(?i)(?:^|[^\pL])(?:godkänner|avslår|bifaller|beviljar|antar|avstyrker|tillstyrker|fastställer|upphäver|överlämnar)(?:[^\pL]|$)`)
)

// outcomeWords are the words of a decision that are safe to hold against its
// outcome: those about the case itself or about the proposal as such. What the
// proposal asks, such as to refuse an application, is another matter.
var outcomeWords = []struct {
	outcome namnd.Outcome
	must    pattern // some point says this
	only    pattern // whoever says this means this outcome
}{
	{namnd.Referred, patternOf(`(?i)återremi`), patternOf(`(?i)(?:återremitterar ärendet|ärendet återremitteras)`)},
	{namnd.Postponed, patternOf(`(?i)bordl[äa]`), patternOf(`(?i)(?:bordlägger ärendet|ärendet bordläggs)`)},
	{namnd.Refused, nil, patternOf(`(?i)avslår (?:förslaget|(?:förvaltningens|kontorets) förslag)`)},
	{namnd.Granted, nil, patternOf(`(?i)bifaller (?:förslaget|(?:förvaltningens|kontorets) förslag)|beslutar enligt (?:förslaget|(?:förvaltningens|kontorets) förslag)\.`)},
}

// propositions are the words of a proposition that can mean one outcome only.
var propositions = []struct {
	words   pattern
	outcome namnd.Outcome
}{
	{patternOf(`(?i)^(?:ärendets |att ärendet )?återremi`), namnd.Referred},
	{patternOf(`(?i)^(?:ärendets |att ärendet )?bordl[äa]`), namnd.Postponed},
	{patternOf(`(?i)^bifall till (?:förslaget|(?:förvaltningens|kontorets) förslag)\.?$`), namnd.Granted},
	{patternOf(`(?i)^avslag på (?:förslaget|(?:förvaltningens|kontorets) förslag)\.?$`), namnd.Refused},
}

// pointTexts lists the texts of points and of those under them.
func pointTexts(points []namnd.Point) (out []string) {
	for _, p := range points {
		out = append(append(out, string(p.Text)), pointTexts(p.Points)...)
	}
	return out
}
