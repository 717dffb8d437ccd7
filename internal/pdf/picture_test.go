package pdf

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"testing"
)

// Every kind of picture comes out with the pixels it went in with, and lies in
// the file once however often it is shown.
func TestPictures(t *testing.T) {
	deep := image.NewNRGBA64(image.Rect(0, 0, 30, 20))
	palette := image.NewPaletted(image.Rect(0, 0, 30, 20), color.Palette{color.NRGBA{}, color.NRGBA{200, 10, 10, 255}})
	for i := range 30 * 20 {
		deep.SetNRGBA64(i%30, i/30, color.NRGBA64{uint16(i * 100), 0x1234, 0xFFFF, uint16(0xFFFF - i)})
		palette.SetColorIndex(i%30, i/30, uint8(i%2))
	}
	for _, c := range []struct {
		label, space string
		data         []byte
		alpha        bool
	}{
		{"grey", "DeviceGray", pngOf(func(x, y int) color.Color { return color.Gray{uint8(x * y)} }), false},
		{"colour", "DeviceRGB", pngOf(func(x, y int) color.Color { return color.NRGBA{uint8(x), 9, uint8(y), 255} }), false},
		{"grey and transparent", "DeviceGray", pngOf(func(x, y int) color.Color { return color.NRGBA{7, 7, 7, uint8(x)} }), true},
		{"transparent", "DeviceRGB", pngOf(transparent), true},
		{"16 bits", "DeviceRGB", encoded(deep), true},
		{"palette", "DeviceRGB", encoded(palette), true},
		{"jpeg", "DeviceRGB", jpegOf(), false},
	} {
		s := newSetter()
		s.figure(c.data, "En bild")
		s.figure(bytes.Clone(c.data), "Samma bild")
		file := write(t, &s.p, facts)
		if found := Verify(file); len(found) > 0 {
			t.Errorf("%s: %v", c.label, found)
		}
		f, err := open(file)
		if err != nil {
			t.Fatal(err)
		}
		shown, masks := images(f)
		if len(shown) != 1 || len(masks) > 1 || (len(masks) == 1) != c.alpha {
			t.Errorf("%s: %d pictures and %d masks", c.label, len(shown), len(masks))
			continue
		}
		if shown[0].dict["ColorSpace"] != any(name(c.space)) {
			t.Errorf("%s: %v", c.label, shown[0].dict["ColorSpace"])
		}
		if c.label == "jpeg" {
			if !bytes.Equal(shown[0].data, c.data) {
				t.Error("the JPEG file was changed")
			}
			continue
		}
		m, _ := png.Decode(bytes.NewReader(c.data))
		for i := range 30 * 20 {
			want := color.NRGBAModel.Convert(m.At(i%30, i/30)).(color.NRGBA)
			got := color.NRGBA{A: 255}
			if d := shown[0].data; c.space == "DeviceRGB" {
				got.R, got.G, got.B = d[3*i], d[3*i+1], d[3*i+2]
			} else {
				got.R, got.G, got.B = d[i], d[i], d[i]
			}
			if c.alpha {
				got.A = masks[0].data[i]
			}
			if got != want {
				t.Fatalf("%s: pixel %d is %v, want %v", c.label, i, got, want)
			}
		}
	}
}

// images are the pictures of a file and the masks that they refer to.
func images(f *file) (shown, masks []*stream) {
	for _, o := range f.objects {
		if s, ok := o.(*stream); ok && s.dict["SMask"] != nil {
			masks = append(masks, f.get(s.dict["SMask"]).(*stream))
		}
	}
	for _, o := range f.objects {
		if s, ok := o.(*stream); ok && s.dict["Subtype"] == any(name("Image")) && !slices.Contains(masks, s) {
			shown = append(shown, s)
		}
	}
	return shown, masks
}

func encoded(m image.Image) []byte {
	var b bytes.Buffer
	png.Encode(&b, m)
	return b.Bytes()
}

func TestPicturesThatCannotBeUsed(t *testing.T) {
	head := func(width, height, parts int) []byte { // of a JPEG file
		b := []byte{0xFF, 0xD8, 0xFF, 0xC0, 0, byte(8 + 3*parts), 8, byte(height >> 8), byte(height), byte(width >> 8), byte(width), byte(parts)}
		for i := range parts {
			b = append(b, byte(i+1), 0x11, 0)
		}
		return append(b, 0xFF, 0xDA, 0, 2)
	}
	for say, data := range map[string][]byte{
		"varken":    []byte("GIF89a"),
		"CMYK":      head(8, 8, 4),
		"för stor":  head(30000, 30000, 3),
		"går inte":  head(8, 8, 3),
		"att läsa:": pngOf(transparent)[:70],
	} {
		if _, err := pictureOf(data); err == nil || !strings.Contains(err.Error(), say) {
			t.Errorf("%s: %v", say, err)
		}
	}
}

// The profile is shaped as ICC says and its curve is that of sRGB.
func TestProfile(t *testing.T) {
	p := makeProfile()
	be := binary.BigEndian
	if int(be.Uint32(p)) != len(p) || string(p[12:24]) != "mntrRGB XYZ " || string(p[36:40]) != "acsp" {
		t.Errorf("head %q", p[:40])
	}
	for i := range int(be.Uint32(p[128:])) {
		tag := p[132+12*i:]
		at, size := int(be.Uint32(tag[4:])), int(be.Uint32(tag[8:]))
		if at%4 != 0 || at+size > len(p) {
			t.Fatalf("%s lies at %d, %d long", tag[:4], at, size)
		}
		if string(tag[:4]) == "gTRC" {
			curve := p[at+12:]
			if half := be.Uint16(curve[2*128:]); be.Uint16(curve) != 0 || be.Uint16(curve[2*255:]) != 0xFFFF || half != 14146 {
				t.Errorf("curve: %d at the middle", half)
			}
		}
	}
}
