package statute

import (
	"fmt"
	"slices"
	"strconv"
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
	checkCase: func(_ *namnd.Case, ctx Context, report report) {
		alikeAmong(ctx.named, report)
	},
	checkMeeting: func(m *namnd.Meeting, ctx Context, report report) {
		alikeAmong(ctx.named, report)
		for i, it := range m.Items {
			if it.Case == nil {
				continue
			}
			for _, p := range slices.Concat(it.Case.Handlers, it.Case.Signatories) {
				alikeTo(p.Name, ctx.named, itemPath(i)+".ärende", report)
			}
		}
		for _, u := range uses(m) {
			alikeTo(u.name, ctx.named, u.path, report)
		}
	},
	checkText: func(p passage, c *checked, report func(message string)) {
		if p.may(nameSomebody) {
			alikeIn(p.text, c.ctx.named, report)
		}
	},
}}

// declared is a person's name as it is to be spelt.
type declared struct {
	path, name  string
	list        int // which list it stands in
	parts       int
	first, last string // of the parts
	bared       string // see bare
}

func declare(path, name string, list int) declared {
	d := declared{path: path, name: name, list: list}
	for part := range strings.FieldsSeq(name) {
		if d.parts++; d.parts == 1 {
			d.first = part
		}
		d.last = part
	}
	return d
}

// bare is the bare name, made when it is first asked for. Few are.
func (d *declared) bare() string {
	if d.bared == "" {
		d.bared = bare(d.name)
	}
	return d.bared
}

func listed(people []namnd.Person, word string, list int) (out []declared) {
	for i, p := range people {
		out = append(out, declare(namePath(word, i), p.Name, list))
	}
	return out
}

func namePath(word string, i int) string { return word + "[" + strconv.Itoa(i) + "].namn" }

// present lists those whom a meeting says were there, whose spelling holds.
func present(m *namnd.Meeting) (out []declared) {
	for i, a := range m.Present {
		out = append(out, declare(namePath("närvarande", i), a.Name, 0))
	}
	for i, v := range m.Others {
		out = append(out, declare(namePath("övriga", i), v.Name, 1))
	}
	if m.Secretary.Name != "" {
		out = append(out, declare("sekreterare.namn", m.Secretary.Name, 2))
	}
	return out
}

// use is a place where a meeting refers to somebody present.
type use struct {
	path, name string
	field      *string // where the name is written
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
func alikeAmong(named []declared, report report) {
	for i := range named {
		b := &named[i]
		for j := range named[:i] {
			a := &named[j]
			if a.name == b.name || !sameEnds(a.name, b.name) {
				continue
			}
			if a.bare() == b.bare() || a.list != b.list && alike(a.bare(), b.bare()) {
				report(b.path, likeness(b.name, a.name), "")
			}
		}
	}
}

// sameEnds reports whether two names can be the same or alike once they are bare,
// for then they begin or end with the same letter. It is quick, and says yes where
// it does not know a letter, or where a name is so long that its end may be cut.
func sameEnds(a, b string) bool {
	const long = 60
	if a == "" || b == "" || len(a) > long || len(b) > long {
		return true
	}
	return sameLetter(a[0], b[0]) || sameLetter(a[len(a)-1], b[len(b)-1])
}

func sameLetter(a, b byte) bool {
	return a|0x20 == b|0x20 || !isLetter(a) || !isLetter(b)
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// alikeTo compares a name with the declared ones.
func alikeTo(name string, named []declared, path string, report report) {
	if slices.ContainsFunc(named, func(d declared) bool { return d.name == name }) {
		return
	}
	for _, d := range named {
		if nearly(name, d.name) {
			report(path, likeness(name, d.name), "")
			return
		}
	}
}

func likeness(name, other string) string { return fmt.Sprintf("”%s” liknar ”%s”", name, other) }

// alikeIn looks for almost a declared name in a running text. A genitive s is not a
// difference.
func alikeIn(text string, named []declared, report func(message string)) {
	words := strings.FieldsFunc(text, isBlank)
	if len(words) < 4 { // a name by itself, which the lists cover
		return
	}
	for i := range words {
		if !upper(words[i]) {
			continue
		}
		for k := range named {
			d := &named[k]
			last := i + d.parts - 1
			if d.parts < 2 || last >= len(words) || !upper(words[last]) || !begins(trimOpening(words[i]), d.first) && !begins(trimOpening(words[last]), d.last) {
				continue
			}
			name := strings.TrimFunc(strings.Join(words[i:last+1], " "), func(r rune) bool { return !unicode.IsLetter(r) })
			stem := strings.TrimSuffix(name, "s")
			right := func(o declared) bool { return o.name == name || o.name == stem }
			if slices.ContainsFunc(named, right) {
				continue
			}
			if b := bare(name); alike(b, d.bare()) || stem != name && alike(strings.TrimSuffix(b, "s"), d.bare()) {
				report(likeness(name, d.name))
				break
			}
		}
	}
}

// begins reports whether a word can be a part of a name, or that with something
// after it. Names that are alike have all parts but one in common, so the first of
// the words or the last is that part of the name. It is quick, and says yes where
// it does not know a letter.
func begins(word, part string) bool {
	for i, k := 0, 0; i < len(word) && k < len(part); {
		a, n := letterAt(word, i)
		b, m := letterAt(part, k)
		if a == 0 || b == 0 {
			return true
		}
		if a != b {
			return false
		}
		i, k = i+n, k+m
	}
	return true
}

// unaccented are the letters from à to ÿ in the order of their code points, and of
// the capitals too, each as bare has it if that is one letter.
const unaccented = "aaaaaa\x00ceeeeiiii\x00nooooo\x00\x00uuuuy\x00\x00"

// letterAt is the letter at an offset as bare has it, and its length in bytes. It is
// 0 for what is no letter and for letters that are rare in names.
func letterAt(s string, i int) (letter byte, size int) {
	switch c := s[i]; {
	case isLetter(c):
		return c | 0x20, 1
	case c == "à"[0] && i+1 < len(s):
		return unaccented[s[i+1]%byte(len(unaccented))], 2
	}
	return 0, 1
}

// trimOpening takes off what stands before the first letter of a word.
func trimOpening(word string) string {
	if isLetter(word[0]) { // the usual word
		return word
	}
	return strings.TrimLeft(word, "(”\"’")
}

func upper(word string) bool {
	if isLetter(word[0]) { // the usual word
		return word[0] <= 'Z'
	}
	return startsUpper(trimOpening(word))
}

func startsUpper(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
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
