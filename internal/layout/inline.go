package layout

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"kansli/internal/diag"
	"kansli/internal/document"
	"kansli/internal/font"
)

// piece is text in one face: a stretch of the source without line breaks, double
// spaces or characters that are not painted.
type piece struct {
	text  string
	face  font.Face
	size  int
	rise  int // above the baseline
	color Color
	span  int32
	link  int32 // 1 + index of links
	note  int32 // 1 + index of the note that the piece refers to
	flags pieceFlags
	stops stopRange // when it is measured
	em    int       // its whole advance, when it is measured
}

type pieceFlags uint8

const (
	hardBreak  pieceFlags = 1 << iota // the line ends after the piece
	mayBreak                          // a line may end before the piece
	softHyphen                        // a line may end before the piece, with a hyphen
	struck                            // struck through
	quietLink                         // not underlined
	measured                          // its stops are known
)

// link is a link; its areas come with the lines.
type link struct {
	node int32
	url  string
	dest int32 // when url is empty
	text string
}

// inlineStyle is what an inline hands down to its kids.
type inlineStyle struct {
	*typeStyle
	node   int32 // that spans are hung in
	bold   int   // 0 or 1
	italic int   // 0 or 2
	mono   bool
	flags  pieceFlags
	link   int32
	color  Color
}

// inlines appends the pieces of a run of inlines.
func (e *engine) inlines(in []document.Inline, st inlineStyle) {
	for i := range in {
		n := &in[i]
		switch n.Kind {
		case document.Text:
			e.text(n.Text, n.Line, st)
		case document.Emphasis:
			s := st
			s.italic = 2 - s.italic
			e.inlines(n.Kids, s)
		case document.Strong:
			s := st
			s.bold = 1
			e.inlines(n.Kids, s)
		case document.Deleted:
			s := st
			s.flags |= struck
			e.inlines(n.Kids, s)
		case document.CodeSpan:
			s := st
			s.mono = true
			if n.Text != "" {
				s.node = e.add(st.node, RoleCode)
			}
			e.text(n.Text, n.Line, s)
		case document.LineBreak:
			e.lineBreak(st)
		case document.Link:
			e.link(n, st)
		case document.NoteRef:
			e.noteRef(n.Note, st)
		case document.InlineImage:
			e.find(n.Line, diag.Warning, "bild-i-text", "bilden "+n.URL+" står inne i en text och ersätts av sin beskrivning",
				"ställ bilden i ett eget stycke")
			e.text(n.Text, n.Line, st)
		}
	}
}

func (st *inlineStyle) piece(e *engine, text string) piece {
	p := piece{
		text: text, face: st.faces[st.bold|st.italic], size: st.size, color: st.color,
		span: e.span(st.node), link: st.link, flags: st.flags,
	}
	if st.mono {
		p.face = font.Mono
		p.size = p.size * 23 / 25 // its x-height is greater
	}
	return p
}

// The bytes that a piece of text cannot hold, or that must be looked at more
// closely.
var special = func() (t [256]bool) {
	for c := range 0x21 {
		t[c] = true
	}
	t[0x7F] = true
	for c := 0xC4; c < 0x100; c++ { // beyond Latin-1
		t[c] = true
	}
	t[0xC2] = true // signs of Latin-1, and U+00AD
	return t
}()

// ordinary is how many bytes s begins with that are not special.
func ordinary(s string) int {
	for i, c := range []byte(s) {
		if special[c] {
			return i
		}
	}
	return len(s)
}

// paintable reports whether a character that was read as r from n bytes is painted,
// or stands for a space, in a face.
func paintable(f font.Face, r rune, n int) bool {
	return !unseen(r) && !(r == utf8.RuneError && n < 2) && font.Has(f, r)
}

// text appends the pieces of a text: nearly always it is one.
func (e *engine) text(s string, line int, st inlineStyle) {
	if s == "" {
		return
	}
	p := st.piece(e, s)
	if !(s[0] == ' ' && e.atSpace()) && e.measurePiece(&p) {
		e.pieces = append(e.pieces, p)
	} else {
		e.textInPieces(s, line, p)
	}
}

// textInPieces cuts a text where something is not painted; p is what the pieces
// have in common.
func (e *engine) textInPieces(s string, line int, p piece) {
	p.flags &^= measured
	space := e.atSpace()
	start := 0
	cut := func(end, next int) {
		if end > start {
			p.text = s[start:end]
			e.pieces = append(e.pieces, p)
			p.flags &^= mayBreak | softHyphen
		}
		start = next
	}
	for i := 0; i < len(s); {
		if n := ordinary(s[i:]); n > 0 {
			space = false
			if i += n; i == len(s) {
				break
			}
		}
		if s[i] == ' ' {
			if space {
				cut(i, i+1)
			}
			space = true
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch r {
		case '\n', '\t', '\r':
			cut(i, i+1)
			if !space {
				p.text = " "
				e.pieces = append(e.pieces, p)
			}
			space = true
		case 0xAD:
			cut(i, i+n)
			p.flags |= softHyphen
		case 0x200B:
			cut(i, i+n)
			p.flags |= mayBreak
		default:
			if unseen(r) {
				cut(i, i+n)
				break
			}
			space = false
			if !paintable(p.face, r, n) {
				cut(i, i+n)
				e.missing(r, line)
			}
		}
		i += n
	}
	cut(len(s), len(s))
}

// unseen reports whether r only guides the breaking of lines or the joining of
// letters.
func unseen(r rune) bool {
	return r == 0xAD || r >= 0x200B && r <= 0x200D || r == 0x2060 || r == 0xFEFF
}

// isBlank reports whether nothing of s would be painted.
func isBlank(s string) bool {
	return strings.TrimFunc(s, func(r rune) bool { return unseen(r) || r == ' ' || r == '\n' || r == '\t' || r == '\r' }) == ""
}

// atSpace reports whether a space would be one too many: at the start of a
// paragraph or a line, and after another space.
func (e *engine) atSpace() bool {
	n := len(e.pieces)
	if n == e.pieceStart {
		return true
	}
	t := e.pieces[n-1].text
	return t[len(t)-1] == ' '
}

func (e *engine) missing(r rune, line int) {
	name := fmt.Sprintf("U+%04X", r)
	if r == utf8.RuneError {
		name = "som inte är giltig UTF-8"
	} else if strconv.IsPrint(r) {
		name = fmt.Sprintf("%c (U+%04X%s)", r, r, scriptOf(r))
	}
	e.find(line, diag.Error, "tecken-saknas", "tecknet "+name+" finns inte i typsnitten",
		"skriv tecknet på annat sätt, eller ta bort det")
}

// lineBreak ends the line. The space makes two words of what is read out.
func (e *engine) lineBreak(st inlineStyle) {
	e.trimSpace()
	if n := len(e.pieces); n > e.pieceStart {
		p := e.pieces[n-1]
		p.text, p.flags, p.rise, p.note, p.link = " ", hardBreak, 0, 0, 0
		p.span, p.size = e.span(st.node), st.size
		e.pieces = append(e.pieces, p)
	}
}

// trimSpace drops a space at the end of what has been gathered.
func (e *engine) trimSpace() {
	for n := len(e.pieces); n > e.pieceStart; n = len(e.pieces) {
		p := &e.pieces[n-1]
		t := strings.TrimRight(p.text, " ")
		if len(t) == len(p.text) {
			return
		}
		if p.flags &^= measured; t != "" {
			p.text = t
			return
		}
		e.pieces = e.pieces[:n-1]
	}
}

// link gathers a link. Within another it is no link of its own: a place on the
// page leads to one target.
func (e *engine) link(n *document.Inline, st inlineStyle) {
	if st.link != 0 {
		e.inlines(n.Kids, st)
		return
	}
	text := document.PlainText(n.Kids)
	l := link{url: n.URL, text: text}
	if id, inside := strings.CutPrefix(n.URL, "#"); inside {
		d, ok := e.target(id)
		if !ok {
			e.find(n.Line, diag.Error, "okänt-mål", "länken #"+id+" leder till en rubrik som inte finns",
				"skriv en rubriks id, eller ta bort länken")
		}
		l.url, l.dest = "", d
		if !ok {
			e.inlines(n.Kids, st)
			return
		}
	}
	if l.url == "" && n.URL == "" || isBlank(text) {
		e.inlines(n.Kids, st)
		return
	}
	l.node = e.add(st.node, RoleLink)
	e.links = append(e.links, l)
	st.node, st.link, st.color = l.node, int32(len(e.links)), e.sheet.link
	e.inlines(n.Kids, st)
}

// noteRef appends the raised number of a footnote, which is a link to it.
func (e *engine) noteRef(n int, st inlineStyle) {
	if n < 0 || n >= len(e.noteOf) {
		return
	}
	if !e.noteOf[n].seen {
		e.noteOf[n].seen = true
		e.newNotes = append(e.newNotes, int32(n))
	}
	ref := e.add(st.node, RoleReference)
	number := strconv.Itoa(n + 1)
	e.links = append(e.links, link{node: e.add(ref, RoleLink), dest: int32(len(e.heads) + n), text: number})
	st.node, st.link, st.flags = e.links[len(e.links)-1].node, int32(len(e.links)), st.flags|quietLink
	p := st.piece(e, number)
	p.rise = p.size * 35 / 100
	p.size = p.size * 65 / 100
	p.note = int32(n + 1)
	e.pieces = append(e.pieces, p)
}

func scriptOf(r rune) string {
	switch {
	case r >= 0x1F000:
		return ", en bildsymbol"
	case r >= 0x2E80 && r <= 0x9FFF || r >= 0xAC00 && r <= 0xD7FF:
		return ", östasiatisk skrift"
	case r >= 0x590 && r <= 0x5FF:
		return ", hebreisk skrift"
	case r >= 0x600 && r <= 0x6FF:
		return ", arabisk skrift"
	}
	return ""
}
