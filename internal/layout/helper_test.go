package layout

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"testing"
)

// readStyle reads the program's own style under the layers given.
func readStyle(t testing.TB, layers ...string) *Style {
	t.Helper()
	base, err := os.ReadFile("../../templates/stil.yaml")
	if err != nil {
		t.Fatal(err)
	}
	all := []Layer{{"stil.yaml", base}}
	for _, l := range layers {
		all = append(all, Layer{"egen.yaml", []byte(l)})
	}
	style, findings := ReadStyle(all)
	for _, f := range findings {
		t.Errorf("%s:%d:%d: %s (%s)", f.File, f.Line, f.Column, f.Message, f.Path)
	}
	if style == nil {
		t.FailNow()
	}
	return style
}

// testResources has one picture under every name that ends in png.
var testResources = Resources{Image: func(src string) ([]byte, error) {
	if src == "saknas.png" {
		return nil, fmt.Errorf("no such file")
	}
	if src == "trasig.png" {
		return []byte("not a picture"), nil
	}
	return picture, nil
}}

var picture = func() []byte {
	im := image.NewGray(image.Rect(0, 0, 600, 300))
	for x := range 600 {
		for y := range 300 {
			if x/100%2 == 0 && y > x/3 {
				im.Set(x, y, color.Gray{90})
			} else {
				im.Set(x, y, color.Gray{230})
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, im); err != nil {
		panic(err)
	}
	return b.Bytes()
}()
