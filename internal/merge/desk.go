package merge

import (
	"bytes"
	"slices"
	"sync"
)

// desk is the memory that a document is made in. It goes from one document to the
// next, so nothing that leaves Set.fill may point into it.
type desk struct {
	free  [][]piece // empty, with room
	taken []*sink   // whose pieces are given back
	lines []textLine
	split []piece
	args  []value
	known []field   // of the scope of the document
	open  []filling // each inside the one before
	added int       // pieces to all sinks, with those that lists become
	seen  touched
	w     writer
}

var desks = sync.Pool{New: func() any { return new(desk) }}

// sink takes pieces that live as long as the document.
func (d *desk) sink() *sink {
	s := &sink{desk: d}
	if n := len(d.free); n > 0 {
		s.pieces, d.free = d.free[n-1], d.free[:n-1]
	} else {
		s.pieces = make([]piece, 0, 128)
	}
	d.taken = append(d.taken, s)
	return s
}

// mostPieces is what a protocol of six hundred pages is made of.
const mostPieces = 1 << 17

// full reports whether a document has got out of hand: a few lines that ask for
// each other many times would take all memory.
func (d *desk) full() bool { return d.added >= mostPieces }

// put takes everything back.
func (d *desk) put() {
	for _, s := range d.taken {
		d.free = append(d.free, s.pieces[:0])
	}
	d.open, d.added = d.open[:0], 0
	clear(d.taken)
	d.taken = d.taken[:0]
	desks.Put(d)
}

// resolve turns pieces into the text of a document.
func (d *desk) resolve(pieces []piece) (out []byte, lines SourceMap, w *writer) {
	w = &d.w
	*w = writer{out: w.out[:0], lines: SourceMap{w.lines.segments[:0], w.lines.starts[:0]}, told: w.told[:0], open: w.open[:0], flatLine: w.flatLine[:0]}
	d.lines, d.split = appendLines(d.lines[:0], d.split[:0], pieces)
	d.lines = w.body(d.lines, w.front(d.lines))
	if before, found := bytes.CutSuffix(w.out, []byte("  \n")); found {
		w.out = append(before, '\n')
	}
	return slices.Clone(w.out), SourceMap{slices.Clone(w.lines.segments), slices.Clone(w.lines.starts)}, w
}
