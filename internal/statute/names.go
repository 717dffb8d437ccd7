package statute

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/swedish"
)

var nameRules = []Rule{{
	ID: "namn-stavas-olika", Severity: diag.Warning,
	Title:  "Samma person skrivs på samma sätt överallt",
	Remedy: "skriv namnet likadant; är det två personer så låt båda stå bland de närvarande eller övriga",
	Broken: "närvarande:\n  - {namn: Bo Provström, uppdrag: ledamot}\nparagrafer:\n  - {nr: 4, reservationer: [{av: Bo Provstrom}]}",
	Mended: "närvarande:\n  - {namn: Bo Provström, uppdrag: ledamot}\nparagrafer:\n  - {nr: 4, reservationer: [{av: Bo Provström}]}",
	checkCase: func(c *namnd.Case, ctx Context, report report) {
		named := listed(c.Handlers, "handläggare", 0)
		named = append(named, listed(c.Signatories, "undertecknare", 1)...)
		alikeAmong(named, report)
		alikeInTexts(ctx.texts, named, report)
	},
	checkMeeting: func(m *namnd.Meeting, ctx Context, report report) {
		named := present(m)
		alikeAmong(named, report)
		for i, it := range m.Items {
			if it.Case == nil {
				continue
			}
			for _, p := range slices.Concat(it.Case.Handlers, it.Case.Signatories) {
				alikeTo(p.Name, named, itemPath(i)+".ärende", report)
			}
		}
		for _, u := range uses(m) {
			alikeTo(u.name, named, u.path, report)
		}
		alikeInTexts(ctx.texts, named, report)
	},
}}

// use is a place where a paper names somebody.
type use struct {
	path, name string
	field      *string // where the name is written; nil for a declared name
	list       int     // which list a declared name stands in
}

func listed(people []namnd.Person, word string, list int) (out []use) {
	for i, p := range people {
		out = append(out, use{path: fmt.Sprintf("%s[%d].namn", word, i), name: p.Name, list: list})
	}
	return out
}

// present lists those whom a meeting says were there, whose spelling holds.
func present(m *namnd.Meeting) (out []use) {
	for i, a := range m.Present {
		out = append(out, use{path: fmt.Sprintf("närvarande[%d].namn", i), name: a.Name})
	}
	for i, v := range m.Others {
		out = append(out, use{path: fmt.Sprintf("övriga[%d].namn", i), name: v.Name, list: 1})
	}
	if m.Secretary.Name != "" {
		out = append(out, use{path: "sekreterare.namn", name: m.Secretary.Name, list: 2})
	}
	return out
}

// uses lists the names of a meeting that refer to somebody present.
func uses(m *namnd.Meeting) (out []use) {
	add := func(field *string, path string, args ...any) {
		if *field != "" {
			out = append(out, use{path: fmt.Sprintf(path, args...), name: *field, field: field})
		}
	}
	addAll := func(fields []string, path string, args ...any) {
		for k := range fields {
			add(&fields[k], "%s[%d]", fmt.Sprintf(path, args...), k)
		}
	}
	add(&m.Chair, "ordförande")
	addAll(m.Adjusters, "justerare")
	for i := range m.Present {
		for k := range m.Present[i].Serves {
			add(&m.Present[i].Serves[k].For, "närvarande[%d].tjänstgör[%d].för", i, k)
		}
	}
	for i := range m.Items {
		it, at := &m.Items[i], itemPath(i)
		add(&it.Chair, "%s.ordförande", at)
		addAll(it.Aside, "%s.deltar_inte", at)
		for k := range it.Conflicts {
			add(&it.Conflicts[k].Name, "%s.jäv[%d].namn", at, k)
			add(&it.Conflicts[k].ReplacedBy, "%s.jäv[%d].ersätts_av", at, k)
		}
		for k, y := range it.Motions {
			addAll(y.By, "%s.yrkanden[%d].av", at, k)
			addAll(y.Joined, "%s.yrkanden[%d].instämmer", at, k)
		}
		for k, v := range it.Votes {
			for l := range v.Ballots {
				add(&v.Ballots[l].Name, "%s.omröstningar[%d].röster[%d]", at, k, l)
			}
		}
		for k, r := range it.Reservations {
			addAll(r.By, "%s.reservationer[%d].av", at, k)
		}
		for w, list := range statements(it) {
			for k, s := range *list {
				addAll(s.By, "%s.%s[%d].av", at, statementWords[w], k)
			}
		}
	}
	return out
}

// known returns the one person present whose name is almost this one, or the
// name itself.
func known(m *namnd.Meeting, name string) string {
	if _, ok := m.Attendee(name); ok {
		return name
	}
	found := name
	for _, a := range m.Present {
		if nearly(name, a.Name) {
			if found != name {
				return name
			}
			found = a.Name
		}
	}
	return found
}

// alikeAmong compares declared names. Two people of one list are two people,
// unless their names differ in accents, hyphens or capitals only.
func alikeAmong(named []use, report report) {
	bared := make([]string, len(named))
	for i, b := range named {
		bared[i] = bare(b.name)
		for j, a := range named[:i] {
			if a.name != b.name && (bared[i] == bared[j] || a.list != b.list && alike(bared[i], bared[j])) {
				reportAlike(b.path, b.name, a.name, report)
			}
		}
	}
}

// alikeTo compares a name with the declared ones.
func alikeTo(name string, named []use, path string, report report) {
	if slices.ContainsFunc(named, func(d use) bool { return d.name == name }) {
		return
	}
	for _, d := range named {
		if nearly(name, d.name) {
			reportAlike(path, name, d.name, report)
			return
		}
	}
}

func reportAlike(path, name, other string, report report) {
	report(path, fmt.Sprintf("”%s” liknar ”%s”", name, other), "")
}

// alikeInTexts looks for almost a declared name in running text. A genitive s is
// not a difference.
func alikeInTexts(texts []place, named []use, report report) {
	parts, bared := make([][]string, len(named)), make([]string, len(named))
	for i, d := range named {
		parts[i], bared[i] = strings.Fields(d.name), bare(d.name)
	}
	var words []string
	for _, p := range texts {
		words = appendFields(words[:0], p.text)
		if len(words) < 4 { // a name by itself, which the lists cover
			continue
		}
		for i := range words {
			if !upper(words[i]) {
				continue
			}
			for k, d := range named {
				n := len(parts[k])
				if n < 2 || i+n > len(words) || !upper(words[i+n-1]) || !mayBeAlike(words[i:i+n], parts[k]) {
					continue
				}
				name := strings.TrimFunc(strings.Join(words[i:i+n], " "), func(r rune) bool { return !unicode.IsLetter(r) })
				stem := strings.TrimSuffix(name, "s")
				right := func(o use) bool { return o.name == name || o.name == stem }
				if slices.ContainsFunc(named, right) {
					continue
				}
				if b := bare(name); alike(b, bared[k]) || stem != name && alike(strings.TrimSuffix(b, "s"), bared[k]) {
					reportAlike(p.path, name, d.name, report)
					break
				}
			}
		}
	}
}

// mayBeAlike reports whether words can be almost a name. Names that are alike have
// all parts but one in common, so the first of the words or the last begins like
// that part of the name. It is quick, and says yes where it does not know a letter.
func mayBeAlike(words, name []string) bool {
	begins := func(word, part string) bool {
		word = strings.TrimLeft(word, "(”\"’")
		for i := range min(3, len(word), len(part)) {
			if a, b := word[i], part[i]; a >= utf8.RuneSelf || b >= utf8.RuneSelf || a == '-' || b == '-' {
				return true
			} else if a|0x20 != b|0x20 {
				return false
			}
		}
		return true
	}
	last := len(words) - 1
	return begins(words[0], name[0]) || begins(words[last], name[last])
}

// appendFields appends the words of a text. It knows the blanks that texts have,
// which is faster than to know them all.
func appendFields(words []string, text string) []string {
	start := -1
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c <= ' ', c == 0xC2 && strings.HasPrefix(text[i:], "\u00a0"):
			if start >= 0 {
				words = append(words, text[start:i])
				start = -1
			}
			if c > ' ' {
				i++
			}
		case start < 0:
			start = i
		}
	}
	if start >= 0 {
		words = append(words, text[start:])
	}
	return words
}

func upper(word string) bool {
	if 'a' <= word[0] && word[0] <= 'z' { // the usual word
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, "(”\"’"))
	return unicode.IsUpper(r)
}

// bare is a name without what is written in different ways: accents, capitals,
// hyphens, apostrophes and spaces.
func bare(name string) string {
	plain := make([]byte, 0, len(name))
	for i := range len(name) {
		switch c := name[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			plain = append(plain, c)
		case 'A' <= c && c <= 'Z':
			plain = append(plain, c|0x20)
		case c == ' ', c == '-':
			plain = append(plain, ' ')
		default:
			return bareSigns.Replace(swedish.FileName(name))
		}
	}
	return string(plain)
}

var bareSigns = strings.NewReplacer("-", " ", ".", " ", "_", " ")

// nearly reports whether two different names are probably one person's.
func nearly(a, b string) bool { return a != b && alike(bare(a), bare(b)) }

// alike reports whether two bare names are the same, have a slip in one part, or
// one surname more.
func alike(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	switch {
	case len(x) < 2:
		return false
	case len(x) < len(y):
		return x[0] == y[0] && (slices.Equal(x, y[:len(x)]) || slices.Equal(x[1:], y[len(y)-len(x)+1:]))
	}
	different := -1
	for i := range x {
		if x[i] != y[i] {
			if different >= 0 {
				return false
			}
			different = i
		}
	}
	return different < 0 || slip(x[different], y[different])
}

// slip reports whether two words differ by one slip of the pen, or by two in a
// long word. Short names are too close to each other to say.
func slip(a, b string) bool {
	allowed := 0
	switch n := min(len(a), len(b)); {
	case n >= 8:
		allowed = 2
	case n >= 4:
		allowed = 1
	}
	return distance(a, b) <= allowed
}

// distance counts letters to insert, drop, change or swap with their neighbour.
func distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := rows[i-1][j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			rows[i][j] = min(change, rows[i-1][j]+1, rows[i][j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
