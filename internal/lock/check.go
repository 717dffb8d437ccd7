package lock

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/namnd"
)

const (
	ruleLocked = "låst-protokoll"
	source     = "36 § förvaltningslagen (2017:900); JO 581-2013 och JO 3339-2013"
	example    = "{paragraf: %s, stod: …, ska_stå: …, datum: …, beslutad_av: …, lagrum: 36 § förvaltningslagen (2017:900)}"
)

// Missing is what to say of an approved protocol without a lock; file is the
// meeting as the user named it.
func Missing(file string) diag.Finding {
	return diag.Finding{
		Severity: diag.Warning, Rule: "olåst-protokoll", Path: "status",
		Message: "protokollet är justerat men inte låst, så en ändring i efterhand märks inte",
		Source:  source, Remedy: "kansli lock " + file,
	}
}

// Damaged is what to say of a lock that Parse refuses.
func Damaged(lockFile string) diag.Finding {
	return diag.Finding{
		Rule: "skadat-lås", Path: "status", Message: fmt.Sprintf("%s: %v", lockFile, ErrDamaged), Source: source,
		Remedy: "ta tillbaka låsfilen som den var, från en säkerhetskopia",
	}
}

// Check holds a meeting, with the finished decisions as for Make, against its
// lock. It returns the meeting as it was approved: where the file has been given
// the new text of a rättelse, the old one is put back, so that the paper can show
// both. Findings have paths and no places; any other change is an error.
func (l Lock) Check(m *namnd.Meeting, decisions []string) (*namnd.Meeting, []diag.Finding) {
	c := check{lock: l}
	if m.Status != namnd.Approved {
		c.find("status", "protokollet är låst sedan det justerades "+l.Adjusted.String()+", men status är inte justerat", "skriv status: justerat")
	}
	if l.Board != name(m.Board) || l.Date != m.Date {
		c.find("datum", fmt.Sprintf("låset gäller protokollet från %s den %s", l.Board, l.Date), "lägg rätt låsfil bredvid sammanträdets fil")
		return m, c.findings
	}
	now := Make(m, decisions)
	c.compare("", l.Facts, now.Facts, "", nil)
	for i, s := range now.Sections {
		at := fmt.Sprintf("paragrafer[%d]", i)
		locked, ok := l.section(s.No)
		if !ok {
			c.find(at, fmt.Sprintf("§ %s fanns inte när protokollet justerades %s", s.No, l.Adjusted), "ta bort paragrafen; det som saknas får tas upp på nästa sammanträde")
			continue
		}
		c.compare(at+".", locked.Facts, s.Facts, s.No, ofSection(m.Corrections, s.No))
	}
	for _, s := range l.Sections {
		if _, ok := now.section(s.No); !ok {
			c.find("paragrafer", fmt.Sprintf("§ %s finns inte längre, men stod i protokollet som justerades %s", s.No, l.Adjusted), "ta tillbaka paragrafen")
		}
	}
	return c.restore(m), c.tell()
}

func ofSection(all []namnd.Correction, no string) []namnd.Correction {
	return slices.DeleteFunc(slices.Clone(all), func(r namnd.Correction) bool { return namnd.CompareNo(r.Section, no) != 0 })
}

// check is one comparison at work.
type check struct {
	lock      Lock
	findings  []diag.Finding
	explained []change // by corrections
	changes   []change // by nothing
}

// change is one fact that is not as it was locked.
type change struct {
	no      string // of the §; "" for the meeting
	at      string // the path of the § with a point, or ""
	fact    string
	was, is string
}

func (c *check) find(path, message, remedy string) {
	c.findings = append(c.findings, diag.Finding{Rule: ruleLocked, Path: path, Message: message, Source: source, Remedy: remedy})
}

// compare finds each fact that is not as it was locked. The finished decision is
// looked at only when nothing that it is made of in the file has changed, so that
// one change is told once.
func (c *check) compare(at string, locked, now facts, no string, corrections []namnd.Correction) {
	seen := false
	for _, fact := range slices.Sorted(maps.Keys(union(locked, now))) {
		ch := change{no, at, fact, locked[fact], now[fact]}
		if ch.was == ch.is || fact == merged && (seen || ch.is == "") {
			continue
		}
		seen = seen || strings.HasPrefix(fact, "beslut[")
		if slices.Contains(outcomes(ch.was, corrections), ch.is) {
			c.explained = append(c.explained, ch)
		} else {
			c.changes = append(c.changes, ch)
		}
	}
}

// restore puts the texts that corrections explain back as they were. What is no
// free text of the file, such as how somebody voted, cannot be corrected by
// writing over it.
func (c *check) restore(m *namnd.Meeting) *namnd.Meeting {
	if len(c.explained) == 0 {
		return m
	}
	old := map[string]string{}
	for _, ch := range c.explained {
		old[ch.at+ch.fact] = ch.was
	}
	out := namnd.MapTexts(m, func(path, text string) string {
		if was, ok := old[path]; ok {
			delete(old, path)
			return was
		}
		return text
	})
	for _, ch := range c.explained {
		if _, left := old[ch.at+ch.fact]; left && ch.fact != merged {
			c.changes = append(c.changes, ch)
		}
	}
	return out
}

// tell makes findings of what has changed, one for each field of a §.
func (c *check) tell() []diag.Finding {
	var groups [][]change
	for _, ch := range c.changes {
		i := slices.IndexFunc(groups, func(g []change) bool { return g[0].at == ch.at && field(g[0].fact) == field(ch.fact) })
		if i < 0 {
			groups = append(groups, nil)
			i = len(groups) - 1
		}
		groups[i] = append(groups[i], ch)
	}
	for _, g := range groups {
		first := g[0]
		message := fmt.Sprintf("protokollet är ändrat sedan det justerades %s: %s", c.lock.Adjusted, first.difference())
		remedy := "ändra tillbaka"
		if first.no != "" {
			message = fmt.Sprintf("§ %s är ändrad sedan protokollet justerades %s: %s", first.no, c.lock.Adjusted, first.difference())
			remedy = "ändra tillbaka; var det fel i protokollet, skriv en rättelse: " + fmt.Sprintf(example, first.no)
		}
		if len(g) > 1 {
			message += fmt.Sprintf(" (och %d till under %s)", len(g)-1, field(first.fact))
		}
		path := first.at + first.fact
		if first.fact == merged {
			path = first.at + "beslut"
		}
		c.find(path, message, remedy)
	}
	return c.findings
}

// field is the word of the field that a fact is in.
func field(fact string) string {
	if i := strings.IndexAny(fact, ".["); i > 0 {
		return fact[:i]
	}
	return fact
}

func (ch change) difference() string {
	switch {
	case ch.is == "":
		return fmt.Sprintf("%s var %s men är borttaget", ch.fact, quoted(ch.was))
	case ch.was == "":
		return fmt.Sprintf("%s är tillagt, %s", ch.fact, quoted(ch.is))
	}
	return fmt.Sprintf("%s var %s men är nu %s", ch.fact, quoted(ch.was), quoted(ch.is))
}

// quoted shows a text on one line, with its middle left out when it is long.
func quoted(s string) string {
	const longest = 160
	runes := []rune(strings.Join(strings.Fields(s), " "))
	if len(runes) > longest {
		runes = slices.Concat(runes[:longest/2], []rune(" … "), runes[len(runes)-longest/2:])
	}
	return "”" + string(runes) + "”"
}

func union(a, b facts) facts {
	out := maps.Clone(a)
	maps.Copy(out, b)
	return out
}

// mostOutcomes bounds how many ways of applying corrections are tried.
const mostOutcomes = 256

// outcomes are the texts that a locked text may have become by its corrections:
// each is made everywhere, in any one place, or not in this text at all.
func outcomes(was string, corrections []namnd.Correction) []string {
	texts := []string{was}
	for _, r := range corrections {
		old, becomes := plain(r.Was), plain(r.Becomes)
		if old == "" {
			continue
		}
		for _, t := range texts {
			if !strings.Contains(t, old) || len(texts) > mostOutcomes {
				continue
			}
			texts = append(texts, strings.ReplaceAll(t, old, becomes))
			for at := 0; ; {
				i := strings.Index(t[at:], old)
				if i < 0 {
					break
				}
				texts = append(texts, t[:at+i]+becomes+t[at+i+len(old):])
				at += i + len(old)
			}
		}
	}
	return texts[1:]
}
