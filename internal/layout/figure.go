package layout

import (
	"bytes"
	"image"
	_ "image/jpeg"
	_ "image/png"

	"kansli/internal/diag"
	"kansli/internal/document"
)

// pixel is how large a picture's pixel is set, unless the measure is narrower:
// 150 to the inch.
const pixel = 72 * point / 150

// picture reads a picture and its size in pixels.
func (e *engine) picture(src string, line int) (data []byte, w, h int, ok bool) {
	fail := func(rule, message, remedy string) ([]byte, int, int, bool) {
		e.find(line, diag.Error, rule, message, remedy)
		return nil, 0, 0, false
	}
	if e.res.Image == nil {
		return fail("bild-saknas", "bilden "+src+" går inte att nå härifrån", "ta bort bilden")
	}
	data, err := e.res.Image(src)
	if err != nil {
		return fail("bild-saknas", "bilden "+src+" går inte att läsa", "kontrollera bildens namn och att filen finns")
	}
	size, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || format != "png" && format != "jpeg" || size.Width < 1 || size.Height < 1 {
		return fail("okänt-bildformat", "bilden "+src+" är inte PNG eller JPEG", "spara bilden som PNG eller JPEG")
	}
	return data, size.Width, size.Height, true
}

// fit scales w × h down, never up, into a frame.
func fit(w, h, maxW, maxH int) (int, int) {
	if w > maxW {
		w, h = maxW, h*maxW/w
	}
	if h > maxH {
		w, h = w*maxH/h, maxH
	}
	return max(w, 1), max(h, 1)
}

// place adds a picture to the box in hand, as a Figure in parent.
func (e *engine) place(parent int32, alt string, data []byte, x, y, w, h int) {
	node := e.add(parent, RoleFigure)
	e.nodes[node].Alt = alt
	e.images = append(e.images, placedImage{x, y, w, h, data, e.span(node), node})
}

func (e *engine) figure(c ctx, f *document.Figure) {
	if f.Alt == "" {
		e.find(f.Line, diag.Error, "bild-utan-beskrivning", "bilden "+f.Src+" saknar beskrivning",
			"skriv vad bilden visar mellan hakparenteserna: ![…]("+f.Src+")")
	}
	c.direct = false
	c.node = e.add(c.node, RoleDiv)
	if data, w, h, ok := e.picture(f.Src, f.Line); ok {
		w, h = fit(min(w, 1<<20)*pixel, min(h, 1<<20)*pixel, c.measure, (e.bottom-e.top)*7/10)
		e.space(e.body.leading / 2)
		b := e.openBox()
		e.placeLabels(e.body.baseline)
		e.place(c.node, f.Alt, data, c.x, 0, w, h)
		e.closeBox(b)
		last := free
		if len(f.Caption) > 0 {
			last = strong
		}
		e.addRow(b, 0, h, last)
		e.gap = e.caption.before
	}
	if len(f.Caption) > 0 {
		e.captionText(c, f.Caption, free)
	}
	e.space(e.body.leading / 2)
}
