package merge

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kansli/internal/diag"
	"kansli/internal/namnd"
)

var openDate = regexp.MustCompile(`\b20(?:NN|XX|ÅÅ|\d\d)-(?:XX|MM|NN)-(?:XX|DD|NN)`)

// leftover is a kind of what a finished paper must not hold.
type leftover struct {
	sign    string // a text that is there whenever the pattern matches
	pattern *regexp.Regexp
	what    string
}

// leftovers are fields that someone was to fill in, and what other programs print
// when they fail.
var leftovers = []leftover{
	{"<!", regexp.MustCompile(`<![^->][^>]*>?`), "ett fält som inte är ifyllt"},
	{"@", regexp.MustCompile(`(?i)f[oö]rnamn\.efternamn@`), "en exempeladress"},
	{"-XX", openDate, "ett datum som inte är ifyllt"},
	{"-DD", openDate, "ett datum som inte är ifyllt"},
	{"-NN", openDate, "ett datum som inte är ifyllt"},
	{"[", regexp.MustCompile(`\[(?:\pL[^\[\]]*|…|\.\.\.)\]`), "en text inom klamrar som ska ersättas"},
	{"{{", regexp.MustCompile(`\{\{`), "en platshållare som inte är ifylld"},
	{"Fel! ", regexp.MustCompile(`Fel! (?:Bokmärket|Hittar inte)[^.]*`), "en korshänvisning som inte fungerar"},
	{"orem ", regexp.MustCompile(`(?i)lorem ipsum`), "utfyllnadstext"},
}

// signs are the signs of leftovers by their first byte.
var signs = func() (by [256][]string) {
	for _, o := range leftovers {
		by[o.sign[0]] = append(by[o.sign[0]], o.sign)
	}
	return by
}()

// suspect reports whether a text has a sign of something left over. It is for long
// texts what hasSign is for short ones.
func suspect(text string) bool {
	return slices.ContainsFunc(leftovers, func(o leftover) bool { return strings.Contains(text, o.sign) })
}

func hasSign(text string) bool {
	for i := range len(text) {
		for _, sign := range signs[text[i]] {
			if strings.HasPrefix(text[i:], sign) {
				return true
			}
		}
	}
	return false
}

// check reports what is left over on a line. Most lines are a part of one text and
// are known by that.
func (w *writer) check(l textLine, raw string) {
	if len(l) == 1 && l[0].kind == literal && l[0].src != nil && !l[0].src.suspect || !hasSign(raw) {
		return
	}
	for _, o := range leftovers {
		if !strings.Contains(raw, o.sign) {
			continue
		}
		for _, m := range o.pattern.FindAllStringIndex(raw, -1) {
			if o.sign == "[" && isLink(raw, m[0], m[1]) || m[0] > 0 && raw[m[0]-1] == '\\' || inCode(raw[:m[0]]) {
				continue
			}
			f := diag.Finding{Rule: "kvarlämnad-text", Message: "”" + raw[m[0]:m[1]] + "” är " + o.what,
				Remedy: "skriv det som ska stå, eller ta bort det"}
			w.findings = append(w.findings, l.locate(m[0], f))
		}
	}
}

func isLink(raw string, start, end int) bool {
	after := raw[end:]
	return strings.HasPrefix(after, "(") || strings.HasPrefix(after, "[") || strings.HasPrefix(after, ":") || start > 0 && raw[start-1] == ']'
}

func inCode(before string) bool { return strings.Count(before, "`")%2 == 1 }

// locate puts the place of an offset of a line into a finding.
func (l textLine) locate(offset int, f diag.Finding) diag.Finding {
	for _, p := range l {
		if offset < len(p.text) {
			if p.kind == literal && p.src != nil {
				return p.src.at(int(p.pos)+offset, f)
			}
			return p.locate(f)
		}
		offset -= len(p.text)
	}
	return f
}

// bookkeeping are the fields that need not be in the paper: they steer how it is
// made, or are for registers and checks.
var bookkeeping = map[string]bool{
	"ärendetyp": true, "variant": true, "nämnd": true, "status": true, "sammanträde": true, "frister": true,
	"nr": true, "punkt": true, "slag": true, "ärende": true, "ordförande": true, "utfall": true, "uppdrag": true, "omedelbart_justerad": true,
	"anslaget": true, "överklagas": true, "sluten": true, "undantag": true, "maskeras": true, "ordföranden_finner": true,
}

var factsType = reflect.TypeFor[[]namnd.Fact]()

// unused reports the fields that are given and that no template looked at.
func (s *scope) unused(seen touched) []diag.Finding {
	var findings []diag.Finding
	for _, w := range shapeOf(s.roots[0].Type()).words {
		f := s.roots[0].Field(w.index)
		if bookkeeping[w.name] || f.IsZero() || f.Kind() == reflect.String && strings.TrimSpace(f.String()) == "" {
			continue
		}
		path := s.path(w.name)
		if !seen.has(path) {
			findings = append(findings, notUsed(path, w.name))
		} else if f.Type() == factsType {
			for _, fact := range f.Interface().([]namnd.Fact) {
				if at := path + "." + fact.Name; !seen.has(at) {
					findings = append(findings, notUsed(at, w.name+"."+fact.Name))
				}
			}
		}
	}
	return findings
}

func notUsed(path, name string) diag.Finding {
	return diag.Finding{Severity: diag.Warning, Rule: "oanvänd-uppgift", Path: path,
		Message: name + " finns med i ärendet men ingen mall använder det", Remedy: "ta bort det, eller skriv det i texten med en platshållare"}
}

// divided finds the letter before the hyphen, hard or soft, of a word that was
// divided at the end of a line when the text was pasted.
func divided(text string) (letter int, found bool) {
	for end := 0; ; end++ {
		n := strings.IndexByte(text[end:], '\n')
		if n < 0 {
			return 0, false
		}
		end += n
		line := strings.TrimRight(text[:end], " \t")
		word, ok := strings.CutSuffix(line, "-")
		if !ok {
			word, ok = strings.CutSuffix(line, "\u00ad")
		}
		if r, size := utf8.DecodeLastRuneInString(word); ok && unicode.IsLetter(r) {
			return len(word) - size, true
		}
	}
}
