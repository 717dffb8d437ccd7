// Package font holds the faces of the program: widths, coverage and exact
// subsets. It is built once, is immutable and safe for concurrent use. It is the
// sole owner of the font files.
package font

// Face is one of the embedded faces.
type Face uint8

const (
	Sans Face = iota
	SansBold
	SansItalic
	SansBoldItalic
	Serif
	SerifBold
	SerifItalic
	SerifBoldItalic
	Mono
	Faces int = iota // how many there are
)
