package xlsx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
)

// archive collects the parts of a workbook, compressed as they come, and then
// writes them in a fixed order with a fixed time. excelize hands over its sheets
// in the order of a map.
type archive struct {
	parts []*part
	open  *part
}

// part is a compressed file. It is an io.Writer until it is closed.
type part struct {
	name  string
	size  uint64
	crc   uint32
	data  bytes.Buffer
	flate *flate.Writer
	held  []byte // the end of what was written, when it may be the beginning of locked
}

// locked is what excelize gives every row whose height is set. It would keep
// Excel from fitting the row to its text when someone edits it, so it is left
// out. Text cannot hold it: there a quotation mark is written as a reference.
var locked = []byte(` customHeight="1"`)

func (p *part) Write(b []byte) (int, error) {
	n := len(b)
	if len(p.held) > 0 {
		b = append(p.held, b...)
	}
	for {
		before, after, found := bytes.Cut(b, locked)
		if !found {
			break
		}
		if err := p.put(before); err != nil {
			return 0, err
		}
		b = after
	}
	hold := min(len(b), len(locked)-1)
	for !bytes.HasPrefix(locked, b[len(b)-hold:]) {
		hold--
	}
	p.held = bytes.Clone(b[len(b)-hold:])
	return n, p.put(b[:len(b)-hold])
}

func (p *part) put(b []byte) error {
	p.size += uint64(len(b))
	p.crc = crc32.Update(p.crc, crc32.IEEETable, b)
	_, err := p.flate.Write(b)
	return err
}

func (p *part) close() error {
	if err := p.put(p.held); err != nil {
		return err
	}
	return p.flate.Close()
}

// Create closes the part before and opens the next one, as zip.Writer does.
func (a *archive) Create(name string) (io.Writer, error) {
	if err := a.Close(); err != nil {
		return nil, err
	}
	a.open = &part{name: name}
	a.open.flate, _ = flate.NewWriter(&a.open.data, flate.BestSpeed)
	return a.open, nil
}

// AddFS is part of what excelize asks of a zip writer; it never calls it.
func (a *archive) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close closes the part that is open.
func (a *archive) Close() error {
	if a.open == nil {
		return nil
	}
	p := a.open
	a.parts, a.open = append(a.parts, p), nil
	return p.close()
}

// contents is the part that says what the others are. It stands first, where
// programs that tell files by their beginning look for it.
const contents = "[Content_Types].xml"

func (a *archive) writeTo(w io.Writer) error {
	slices.SortFunc(a.parts, func(p, q *part) int {
		if p.name == contents {
			return -1
		}
		if q.name == contents {
			return 1
		}
		return cmp.Compare(p.name, q.name)
	})
	zw := zip.NewWriter(w)
	for _, p := range a.parts {
		raw, err := zw.CreateRaw(&zip.FileHeader{
			Name:               p.name,
			Method:             zip.Deflate,
			ModifiedDate:       1<<5 | 1, // 1980-01-01, see undated
			CRC32:              p.crc,
			CompressedSize64:   uint64(p.data.Len()),
			UncompressedSize64: p.size,
		})
		if err != nil {
			return err
		}
		if _, err := raw.Write(p.data.Bytes()); err != nil {
			return err
		}
	}
	return zw.Close()
}
