package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"sync"
)

// picture is an image as it lies in a file. It is immutable and shared by all
// papers that show it.
type picture struct {
	width, height int
	space         string // colour space
	jpeg          bool   // data is a JPEG file; else compressed samples, eight bits each
	data          []byte
	alpha         []byte // compressed samples, nil where all is opaque
}

const (
	maxPixels   = 40_000_000
	maxPictures = 64 // kept for other papers
)

var pictures struct {
	sync.Mutex
	by map[[sha256.Size]byte]*picture
}

// pictureOf reads a PNG or JPEG file, once for the same data however many
// papers show it.
func pictureOf(data []byte) (*picture, error) {
	key := sha256.Sum256(data)
	pictures.Lock()
	defer pictures.Unlock()
	if p := pictures.by[key]; p != nil {
		return p, nil
	}
	p, err := readPicture(data)
	if err != nil {
		return nil, err
	}
	if pictures.by == nil || len(pictures.by) >= maxPictures {
		pictures.by = map[[sha256.Size]byte]*picture{}
	}
	pictures.by[key] = p
	return p, nil
}

func readPicture(data []byte) (*picture, error) {
	read := map[bool]struct {
		config func([]byte) (image.Config, error)
		decode func([]byte) (image.Image, error)
	}{
		true: {func(b []byte) (image.Config, error) { return jpeg.DecodeConfig(bytes.NewReader(b)) },
			func(b []byte) (image.Image, error) { return jpeg.Decode(bytes.NewReader(b)) }},
		false: {func(b []byte) (image.Config, error) { return png.DecodeConfig(bytes.NewReader(b)) },
			func(b []byte) (image.Image, error) { return png.Decode(bytes.NewReader(b)) }},
	}
	photo := bytes.HasPrefix(data, []byte("\xFF\xD8"))
	if !photo && !bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")) {
		return nil, errors.New("bilden är varken PNG eller JPEG")
	}
	config, err := read[photo].config(data)
	if err != nil {
		return nil, fmt.Errorf("bilden går inte att läsa: %w", err)
	}
	if config.Width < 1 || config.Height < 1 || config.Width > maxPixels/config.Height {
		return nil, fmt.Errorf("bilden är för stor: %d × %d bildpunkter", config.Width, config.Height)
	}
	if config.ColorModel == color.CMYKModel {
		return nil, errors.New("bilden är i fyrfärg (CMYK); spara den i RGB")
	}
	m, err := read[photo].decode(data)
	if err != nil {
		return nil, fmt.Errorf("bilden går inte att läsa: %w", err)
	}
	p := &picture{width: config.Width, height: config.Height, space: "DeviceRGB"}
	if photo {
		p.jpeg, p.data = true, bytes.Clone(data)
		if config.ColorModel == color.GrayModel {
			p.space = "DeviceGray"
		}
		return p, nil
	}
	p.samples(m)
	return p, nil
}

// samples spreads any kind of PNG out to eight bits a sample: grey where it has
// no colour, and its transparency apart.
func (p *picture) samples(m image.Image) {
	bounds := m.Bounds()
	n := p.width * p.height
	rgb, grey, alpha := make([]byte, 0, 3*n), make([]byte, 0, n), make([]byte, 0, n)
	coloured, opaque := false, true
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			c := color.NRGBAModel.Convert(m.At(x, y)).(color.NRGBA)
			rgb = append(rgb, c.R, c.G, c.B)
			grey, alpha = append(grey, c.R), append(alpha, c.A)
			coloured = coloured || c.R != c.G || c.G != c.B
			opaque = opaque && c.A == 255
		}
	}
	if coloured {
		p.data = deflate(rgb)
	} else {
		p.data, p.space = deflate(grey), "DeviceGray"
	}
	if !opaque {
		p.alpha = deflate(alpha)
	}
}

// deflate packs well what is packed once and written often.
func deflate(data []byte) []byte {
	var b bytes.Buffer
	z, _ := zlib.NewWriterLevel(&b, zlib.BestCompression)
	z.Write(data)
	z.Close()
	return b.Bytes()
}

// pictures writes the pictures and returns the resource entries.
func (w *writer) pictures() []byte {
	var entries []byte
	for i, p := range w.plan.pictures {
		object := w.reserve(1)
		entries = appendEntry(entries, "/I", i, object)
		mask := 0
		if p.alpha != nil {
			mask = w.reserve(1)
			w.image(mask, p, "DeviceGray")
			w.str("/Filter/FlateDecode")
			w.stream(p.alpha)
		}
		w.image(object, p, p.space)
		if mask != 0 {
			w.str("/SMask ")
			w.ref(mask)
		}
		if p.jpeg {
			w.str("/Filter/DCTDecode")
		} else {
			w.str("/Filter/FlateDecode")
		}
		w.stream(p.data)
	}
	return entries
}

func (w *writer) image(object int, p *picture, space string) {
	w.begin(object)
	w.str("<</Type/XObject/Subtype/Image/BitsPerComponent 8/Width ")
	w.int(p.width)
	w.str("/Height ")
	w.int(p.height)
	w.str("/ColorSpace/")
	w.str(space)
}
