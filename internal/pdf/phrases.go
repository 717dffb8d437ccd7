package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"math"

	"github.com/go-pdf/fpdf"

	"kansli/internal/layout"
)

// phrase is one thing that fpdf paints: the opening of a page, a colour, a width,
// a fill or a line, on pages of one height.
type phrase struct {
	verb     verb
	height   uint64
	operands [4]uint64 // the bits of numbers, for 0 and -0 are painted apart
}

type verb uint8

const (
	openPage  verb = iota // operands: line width, colour of lines, ink
	inkColour             // the colour of text and fills
	penColour             // the colour of lines
	lineWidth             // in points
	fillRect              // x, y, width and height
	drawLine              // x and y of both ends
)

// ask has fpdf paint a phrase.
var ask = [...]func(*fpdf.Tpl, [4]float64){
	// fpdf says the colours and the line width again on every page.
	openPage: func(t *fpdf.Tpl, o [4]float64) {
		t.SetLineWidth(o[0])
		t.SetDrawColor(rgb(o[1]))
		t.SetFillColor(rgb(o[2]))
		t.AddPage()
	},
	inkColour: func(t *fpdf.Tpl, o [4]float64) { t.SetFillColor(rgb(o[0])) },
	penColour: func(t *fpdf.Tpl, o [4]float64) { t.SetDrawColor(rgb(o[0])) },
	lineWidth: func(t *fpdf.Tpl, o [4]float64) { t.SetLineWidth(o[0]) },
	fillRect:  func(t *fpdf.Tpl, o [4]float64) { t.Rect(o[0], o[1], o[2], o[3], "F") },
	drawLine:  func(t *fpdf.Tpl, o [4]float64) { t.Line(o[0], o[1], o[2], o[3]) },
}

// firstWidth is the line width of fpdf until it is told another.
const firstWidth = 0.567

func rgb(operand float64) (r, g, b int) {
	c := layout.Color(operand)
	return int(c >> 16 & 255), int(c >> 8 & 255), int(c & 255)
}

// phrasebook remembers what fpdf paints, which depends on nothing but the phrase.
// The lines and colours of a paper are those of the paper before, mostly, and to
// set up fpdf costs more than to paint a page of text.
type phrasebook struct {
	painted map[phrase][]byte
	unknown []phrase // asked for but not painted yet; there is nothing in painted for them
}

// maxPhrases is how many are kept for the papers to come.
const maxPhrases = 1 << 10

// open readies the book for a paper. What was asked for and never painted is of a
// paper that was given up.
func (b *phrasebook) open() {
	if b.painted == nil || len(b.unknown) > 0 || len(b.painted) > maxPhrases {
		b.forget()
	}
}

func (b *phrasebook) forget() {
	b.painted, b.unknown = map[phrase][]byte{}, b.unknown[:0]
}

// look finds what fpdf paints. Nothing means that it must be asked first.
func (b *phrasebook) look(p phrase) []byte {
	operators, known := b.painted[p]
	if !known {
		b.painted[p] = nil
		b.unknown = append(b.unknown, p)
	}
	return operators
}

// learn asks fpdf for all that is unknown, on one canvas, with a mark after each
// answer. Anything that does not look as expected is an error, so that a new
// version of fpdf cannot change files unnoticed.
func (b *phrasebook) learn(width, height float64) error {
	const mark = "%" // a comment; RawWriteStr ends the line
	var err error
	canvas := fpdf.CreateTpl(fpdf.PointType{}, fpdf.SizeType{Wd: width, Ht: height}, "P", "pt", "", func(t *fpdf.Tpl) {
		t.RawWriteStr(mark)
		for _, p := range b.unknown {
			var operands [4]float64
			for i, bits := range p.operands {
				operands[i] = math.Float64frombits(bits)
			}
			ask[p.verb](t, operands)
			t.RawWriteStr(mark)
		}
		err = t.Error()
	})
	var answers [][]byte
	for _, page := range canvas.FromPages() {
		parts := bytes.Split(page.Bytes(), []byte(mark+"\n"))
		// After the last mark of a page comes what readies fpdf for the next.
		answers = append(answers, parts[:len(parts)-1]...)
	}
	if err == nil && len(answers) != 1+len(b.unknown) { // the first is the canvas itself
		err = errors.New("oväntat svar")
	}
	if err != nil {
		b.forget()
		return fmt.Errorf("ritbiblioteket: %w", err)
	}
	for i, p := range b.unknown {
		b.painted[p] = answers[1+i]
	}
	b.unknown = b.unknown[:0]
	return nil
}
