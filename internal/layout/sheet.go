package layout

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"kansli/internal/diag"
	"kansli/internal/font"
)

// Style is a Look that has been checked and made ready to set with. Only
// ReadStyle makes one; it is immutable and safe for concurrent use.
type Style struct{ sheet }

// sheet holds all lengths as thousandths of a point, as everything in this
// package does until the last step: whole numbers give the same paper on every
// machine.
type sheet struct {
	width, height            int
	left, right, top, bottom int // the edges of text on pages after the first
	x, measure               int // of the text column
	running, body            typeStyle
	headings                 [6]typeStyle
	quote, code              typeStyle
	table, tableHead         typeStyle
	caption, note            typeStyle
	contents, contentsTitle  typeStyle
	signature, head          typeStyle
	contentsText             string
	contentsLevels           int
	sideColumn               int // width of the letterhead's left column, 0 in the simple variant
	headTop                  int
	logoWidth, logoHeight    int
	numbers                  []counter
	bullet                   string
	indent, itemSpace        int
	signSpace, signColumns   int
	hyphenate                bool
	exceptions               *patterns
	link, line, muted, mark  Color
	pageNumber               string // holds {sida} and perhaps {sidor}
}

// typeStyle is a Type made ready.
type typeStyle struct {
	faces         [4]font.Face // plain, bold, italic, both
	size, leading int
	baseline      int // from a line's top to its baseline
	before, after int
	color         Color
	hyphenate     bool
}

func (s *typeStyle) face() font.Face { return s.faces[0] }

// counter is how a depth of numbered lists counts: prefix, kind, suffix.
type counter struct {
	prefix, suffix string
	kind           Numbering
	ready          []string // the first numbers, from 0
}

const point = 1000

func points(v Length) int { return int(math.Round(min(max(float64(v), 0), 1000) * point)) }

func millimetres(v Length) int { return int(math.Round(min(max(float64(v), 0), 1000) * 72000 / 25.4)) }

var papers = map[string][2]Length{"A4": {210, 297}, "A5": {148, 210}}

var families = map[string][4]font.Face{
	"sans":  {font.Sans, font.SansBold, font.SansItalic, font.SansBoldItalic},
	"serif": {font.Serif, font.SerifBold, font.SerifItalic, font.SerifBoldItalic},
	"mono":  {font.Mono, font.Mono, font.Mono, font.Mono},
}

// maker turns a Look into a sheet and gathers what is wrong with it.
type maker struct {
	findings []diag.Finding
}

func (m *maker) wrong(path, message, remedy string) {
	m.findings = append(m.findings, diag.Finding{
		Severity: diag.Error, Rule: "felaktig-stil", Path: path, Message: message, Remedy: remedy,
	})
}

// sheet checks the look and gives the sheet. The sheet is fit for use only when
// there are no findings.
func (m *maker) sheet(l *Look) sheet {
	var s sheet
	paper, ok := papers[l.Paper]
	if !ok {
		m.wrong("papper", fmt.Sprintf("papperet %q är okänt", l.Paper), "skriv A4 eller A5")
		paper = papers["A4"]
	}
	s.width, s.height = millimetres(paper[0]), millimetres(paper[1])
	m.page(l, &s)

	s.body = m.typeStyle("brödtext", l.Body, l.Hyphenation.On)
	for i, t := range []Type{l.Heading1, l.Heading2, l.Heading3, l.Heading4, l.Heading5, l.Heading6} {
		s.headings[i] = m.typeStyle(fmt.Sprintf("rubrik%d", i+1), t, false)
	}
	s.quote = m.typeStyle("citat", l.Quote, l.Hyphenation.On)
	s.code = m.typeStyle("kod", l.Code, false)
	s.table = m.typeStyle("tabell", l.Table, l.Hyphenation.On)
	s.tableHead = s.table
	s.tableHead.faces[0], s.tableHead.faces[2] = s.table.faces[1], s.table.faces[3]
	s.caption = m.typeStyle("bildtext", l.Caption, l.Hyphenation.On)
	s.note = m.typeStyle("fotnot", l.Note, l.Hyphenation.On)
	s.running = m.typeStyle("löphuvud", l.Running, false)
	s.head = m.typeStyle("brevhuvud.text", l.Letterhead.Text, false)
	s.contents = m.typeStyle("innehållsförteckning.text", l.Contents.Text, false)
	s.signature = m.typeStyle("underskrifter.text", l.Signatures.Text, false)

	s.contentsTitle = s.headings[1]
	s.contentsText, s.contentsLevels = l.Contents.Title, l.Contents.Levels
	if s.contentsLevels < 1 || s.contentsLevels > 6 {
		m.wrong("innehållsförteckning.nivåer", "antalet nivåer ska vara 1–6", "skriv till exempel 3")
	}
	m.lists(l, &s)
	s.signSpace, s.signColumns = m.length("underskrifter.plats", l.Signatures.Space), l.Signatures.Columns
	if s.signColumns < 1 || s.signColumns > 4 {
		m.wrong("underskrifter.spalter", "antalet spalter ska vara 1–4", "skriv till exempel 4")
	}
	s.link = m.color("färger.länk", l.Colors.Link)
	s.line = l.Colors.Line
	s.muted = m.color("färger.dämpad", l.Colors.Muted)
	s.mark = m.color("färger.märkning", l.Colors.Mark)

	s.hyphenate = l.Hyphenation.On
	s.exceptions = newPatterns(64 * len(l.Hyphenation.Exceptions))
	for i, word := range l.Hyphenation.Exceptions {
		m.exception(fmt.Sprintf("avstavning.undantag[%d]", i), word, s.exceptions)
	}
	if s.pageNumber = l.PageNumber; !strings.Contains(s.pageNumber, "{sida}") || !painted(s.running.face(), s.pageNumber) {
		m.wrong("sidnummer", fmt.Sprintf("sidnumret %q går inte att läsa", s.pageNumber), "skriv till exempel Sida {sida} ({sidor})")
	}
	return s
}

func (m *maker) page(l *Look, s *sheet) {
	margin := func(path string, v Length) int {
		if !(v >= 5 && v <= 150) {
			m.wrong(path, fmt.Sprintf("måttet %v mm är orimligt", v), "skriv millimeter, till exempel 25")
		}
		return millimetres(v)
	}
	s.left = margin("marginaler.vänster", l.Margins.Left)
	s.right = s.width - margin("marginaler.höger", l.Margins.Right)
	s.top = margin("marginaler.över", l.Margins.Top)
	s.bottom = s.height - margin("marginaler.under", l.Margins.Bottom)
	s.headTop = margin("brevhuvud.över", l.Letterhead.Top)
	s.logoWidth, s.logoHeight = millimetres(l.Letterhead.LogoWidth), millimetres(l.Letterhead.LogoHeight)
	s.measure = millimetres(l.Measure)
	if s.bottom-s.top < millimetres(100) {
		m.wrong("marginaler", "marginalerna över och under lämnar mindre än 100 mm till texten", "minska marginalerna")
	}
	if !(l.Measure >= 60) {
		m.wrong("textbredd", "textbredden är mindre än 60 mm", "skriv till exempel 118")
	}
	switch l.Letterhead.Variant {
	case "stockholm":
		s.sideColumn = millimetres(l.Letterhead.Column)
		s.x = s.right - s.measure
		if s.sideColumn < millimetres(15) {
			m.wrong("brevhuvud.spalt", "vänsterspalten är smalare än 15 mm", "skriv till exempel 38")
		}
		if s.left+s.sideColumn > s.x {
			m.wrong("brevhuvud.spalt", "vänsterspalten går in i texten", "minska spalten, marginalerna eller textbredden")
		}
	case "enkel":
		s.x = (s.width - s.measure) / 2
		if s.x < s.left || s.x+s.measure > s.right {
			m.wrong("textbredd", "textbredden ryms inte mellan marginalerna", "minska textbredden eller marginalerna")
		}
	default:
		m.wrong("brevhuvud.variant", fmt.Sprintf("brevhuvudet %q är okänt", l.Letterhead.Variant), "skriv stockholm eller enkel")
		s.x = s.left
	}
	if s.headTop+12*point > s.top {
		m.wrong("brevhuvud.över", "löphuvudet går in i texten", "minska måttet eller öka marginalen över")
	}
}

func (m *maker) typeStyle(path string, t Type, hyphenate bool) typeStyle {
	family, ok := families[t.Face]
	if !ok {
		m.wrong(path+".typsnitt", fmt.Sprintf("typsnittet %q är okänt", t.Face), "skriv sans, serif eller mono")
		family = families["serif"]
	}
	if !(t.Size >= 4 && t.Size <= 100) {
		m.wrong(path+".grad", fmt.Sprintf("graden %v är orimlig", t.Size), "skriv punkter, till exempel 11")
	}
	if !(t.Leading >= t.Size && t.Leading <= 3*t.Size) {
		m.wrong(path+".radavstånd", fmt.Sprintf("radavståndet %v går inte till graden %v", t.Leading, t.Size), "skriv punkter, ungefär 1,3 gånger graden")
	}
	if t.Bold {
		family[0], family[2] = family[1], family[3]
	}
	if t.Italic {
		family[0], family[1] = family[2], family[3]
	}
	ts := typeStyle{
		faces: family, size: points(t.Size), leading: points(t.Leading),
		before: m.length(path+".före", t.Before), after: m.length(path+".efter", t.After),
		color: m.color(path+".färg", t.Color), hyphenate: hyphenate,
	}
	ascent, descent, _, _ := font.Metrics(family[0])
	ts.baseline = (ts.leading-(ascent-descent)*ts.size/1000)/2 + ascent*ts.size/1000
	return ts
}

func (m *maker) length(path string, v Length) int {
	if !(v >= 0 && v <= 200) {
		m.wrong(path, fmt.Sprintf("måttet %v är orimligt", v), "skriv punkter, till exempel 6")
	}
	return points(v)
}

// leastContrast is what WCAG 2.1 asks of running text (1.4.3, level AA).
const leastContrast = 4.5

// color checks the contrast of a color that text is set in.
func (m *maker) color(path string, c Color) Color {
	if ratio := 1.05 / (luminance(c) + 0.05); ratio < leastContrast {
		m.wrong(path, fmt.Sprintf("kontrasten mellan #%06x och vitt är %s:1, men ska vara minst 4,5:1", uint32(c),
			strings.Replace(fmt.Sprintf("%.1f", ratio), ".", ",", 1)), "välj en mörkare färg")
	}
	return c
}

// luminance is the relative luminance of WCAG 2.1, 0 to 1.
func luminance(c Color) float64 {
	channel := func(shift uint) float64 {
		v := float64(c>>shift&0xFF) / 255
		if v <= 0.03928 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(16) + 0.7152*channel(8) + 0.0722*channel(0)
}

func (m *maker) lists(l *Look, s *sheet) {
	s.bullet = l.Lists.Bullet
	if n := utf8.RuneCountInString(s.bullet); n < 1 || n > 3 || !painted(s.body.face(), s.bullet) {
		m.wrong("listor.punkt", fmt.Sprintf("tecknet %q kan inte stå framför en punkt", s.bullet), "skriv till exempel •")
	}
	s.indent = m.length("listor.indrag", l.Lists.Indent)
	s.itemSpace = m.length("listor.mellan", l.Lists.Space)
	if len(l.Lists.Numbers) == 0 {
		m.wrong("listor.numrering", "ingen numrering är vald", "skriv till exempel [\"1.\", a), i)]")
	}
	for i, form := range l.Lists.Numbers {
		at := strings.IndexAny(form, "1ai")
		if at < 0 || utf8.RuneCountInString(form) > 6 || !painted(s.body.face(), form) {
			m.wrong(fmt.Sprintf("listor.numrering[%d]", i), fmt.Sprintf("numreringen %q går inte att läsa", form), "skriv 1, a eller i med skiljetecken, till exempel a)")
			continue
		}
		kind := NumberingDecimal
		switch form[at] {
		case 'a':
			kind = NumberingLowerAlpha
		case 'i':
			kind = NumberingLowerRoman
		}
		c := counter{prefix: form[:at], suffix: form[at+1:], kind: kind}
		for n := range 60 {
			c.ready = append(c.ready, c.write(n))
		}
		s.numbers = append(s.numbers, c)
	}
}

func painted(f font.Face, s string) bool {
	for _, r := range s {
		if !font.Has(f, r) {
			return false
		}
	}
	return true
}

func (m *maker) exception(path, word string, into *patterns) {
	for _, r := range word {
		if !isLetter(r) && r != '-' {
			m.wrong(path, fmt.Sprintf("ordet %q har tecken som inte är bokstäver", word), "skriv ordet med bindestreck där det får delas, till exempel tjänste-utlåtande")
			return
		}
	}
	if utf8.RuneCountInString(word) > longestWord {
		m.wrong(path, fmt.Sprintf("ordet %q är för långt", word), fmt.Sprintf("skriv högst %d bokstäver", longestWord))
		return
	}
	into.addException(word)
}
