package paper_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"kansli/internal/paper"
)

const (
	visualDPI = "40"
	// tile is the side of the squares that are compared, in pixels; two pictures
	// are alike when no tile's mean grey differs by more than tolerance of 255.
	// A moved line changes its tiles by 40 and more, another release of the
	// program that draws the picture by less than 5.
	tile      = 8
	tolerance = 24
)

// TestVisual draws each page of each sample with pdftoppm and holds it against
// a small picture. make visual runs it; it needs poppler.
func TestVisual(t *testing.T) {
	if os.Getenv("KANSLI_VISUAL") == "" {
		t.Skip("make visual runs this; it needs pdftoppm")
	}
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		t.Fatal("pdftoppm is missing; it is part of poppler-utils")
	}
	shop := workshop(t)
	expected := map[string]bool{}
	for _, s := range samplePapers(t, shop) {
		data, findings := shop.Write(s.paper, paper.Options{Image: s.image}, paper.PDF)
		if len(findings) > 0 {
			t.Fatal(text(findings))
		}
		for page, got := range draw(t, data[0].Data) {
			file := filepath.Join("testdata", "pictures", strings.ReplaceAll(s.name, "/", "-")+page+".png")
			expected[file] = true
			if *golden {
				writePicture(t, file, got)
				continue
			}
			want := readPicture(t, file)
			if x, y, by := worstTile(got, want); by > tolerance {
				t.Errorf("%s: around %d,%d the page looks different (%d of 255)", file, x, y, by)
			}
		}
	}
	old, _ := filepath.Glob(filepath.Join("testdata", "pictures", "*.png"))
	for _, file := range old {
		if !expected[file] {
			t.Errorf("%s is a picture of no page", file)
		}
	}
}

// TestWorstTile shows that the comparison sees what it is for and nothing less.
func TestWorstTile(t *testing.T) {
	white := func() *image.Gray {
		g := image.NewGray(image.Rect(0, 0, 64, 64))
		for i := range g.Pix {
			g.Pix[i] = 255
		}
		return g
	}
	a, b := white(), white()
	if _, _, by := worstTile(a, b); by != 0 {
		t.Errorf("the same picture differs by %d", by)
	}
	for x := 16; x < 40; x++ { // a line of text one pixel high
		b.SetGray(x, 20, color.Gray{0})
		b.SetGray(x, 21, color.Gray{0})
	}
	if _, _, by := worstTile(a, b); by <= tolerance {
		t.Errorf("a missing line differs by only %d", by)
	}
	if _, _, by := worstTile(a, image.NewGray(image.Rect(0, 0, 63, 64))); by <= tolerance {
		t.Error("another size is taken for alike")
	}
}

// draw gives the pages of a PDF as pictures, keyed by -1, -2 …
func draw(t *testing.T, data []byte) map[string]*image.Gray {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "in.pdf")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("pdftoppm", "-r", visualDPI, "-gray", "-png", file, filepath.Join(dir, "p")).CombinedOutput(); err != nil {
		t.Fatalf("pdftoppm: %v\n%s", err, out)
	}
	names, err := filepath.Glob(filepath.Join(dir, "p-*.png"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	sort.Strings(names)
	pages := map[string]*image.Gray{}
	for _, name := range names {
		number := strings.TrimLeft(strings.TrimSuffix(filepath.Base(name), ".png")[2:], "0")
		pages["-"+number] = readPicture(t, name)
	}
	return pages
}

func readPicture(t *testing.T, file string) *image.Gray {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Errorf("%v (make visual-golden draws it)", err)
		return image.NewGray(image.Rectangle{})
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	g := image.NewGray(img.Bounds())
	for y := range g.Rect.Dy() {
		for x := range g.Rect.Dx() {
			g.Set(x, y, img.At(x, y))
		}
	}
	return g
}

// writePicture keeps 16 greys, which makes the file half as large.
func writePicture(t *testing.T, file string, g *image.Gray) {
	t.Helper()
	for i, v := range g.Pix {
		g.Pix[i] = uint8((int(v) + 8) / 17 * 17)
	}
	var b bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestCompression}
	if err := enc.Encode(&b, g); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// worstTile finds the square where the mean grey differs most.
func worstTile(a, b *image.Gray) (x, y, by int) {
	if a.Rect != b.Rect {
		return 0, 0, 255
	}
	for ty := 0; ty < a.Rect.Dy(); ty += tile {
		for tx := 0; tx < a.Rect.Dx(); tx += tile {
			sum, n := 0, 0
			for py := ty; py < min(ty+tile, a.Rect.Dy()); py++ {
				for px := tx; px < min(tx+tile, a.Rect.Dx()); px++ {
					sum += int(a.GrayAt(px, py).Y) - int(b.GrayAt(px, py).Y)
					n++
				}
			}
			if d := max(sum, -sum) / n; d > by {
				x, y, by = tx, ty, d
			}
		}
	}
	return x, y, by
}
