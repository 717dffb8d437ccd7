package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf16"
)

// ErrForeign is what reading gives for a file that this program did not write.
var ErrForeign = errors.New("filen är inte gjord av " + Producer)

// magic is how the program's files begin.
const magic = "%PDF-1.7\n%\xE5\xE4\xF6\xC5\n"

// maxInflated is the most that one stream may hold.
const maxInflated = 256 << 20

// file is a whole PDF of the shape that Write gives.
type file struct {
	objects  []any // by number; a stream is *stream
	root     dict
	info     dict
	changed  bool // the identity is not the hash of the content
	inflated int
}

// open reads a file. Every object must begin where the cross references say.
func open(pdf []byte) (*file, error) {
	if !bytes.HasPrefix(pdf, []byte(magic)) {
		return nil, ErrForeign
	}
	fail := func(what string) (*file, error) { return nil, fmt.Errorf("filen är skadad: %s", what) }
	table, trailer, hash, err := crossReferences(pdf)
	if err != nil {
		return fail(err.Error())
	}
	f := &file{objects: make([]any, len(table))}
	for n, offset := range table {
		if n == 0 {
			continue
		}
		if f.objects[n], err = f.object(pdf, n, offset); err != nil {
			return fail(fmt.Sprintf("objekt %d: %v", n, err))
		}
	}
	f.root, f.info = f.dict(trailer["Root"]), f.dict(trailer["Info"])
	if f.root == nil || f.info == nil {
		return fail("katalogen saknas")
	}
	ids := f.list(trailer["ID"])
	f.changed = len(ids) != 2 || ids[0] != any(hash) || ids[1] != any(hash)
	return f, nil
}

// crossReferences reads the table at the end: the offset of each object, the
// trailer, and what the file's identity should be.
func crossReferences(pdf []byte) (table []int, trailer dict, hash string, err error) {
	bad := errors.New("korsreferenserna går inte att läsa")
	tail, ok := bytes.CutSuffix(pdf, []byte("\n%%EOF\n"))
	i := bytes.LastIndex(tail, []byte("\nstartxref\n"))
	if !ok || i < 0 {
		return nil, nil, "", bad
	}
	number := parser{b: tail[i+len("\nstartxref\n"):]}
	v, err := number.value(0)
	at, isNumber := v.(float64)
	if err != nil || !isNumber || at < 0 || int(at) >= i || !bytes.HasPrefix(pdf[int(at):], []byte("xref\n0 ")) {
		return nil, nil, "", bad
	}
	p := parser{b: pdf[:i], at: int(at) + len("xref\n0 ")}
	v, err = p.value(0)
	count, isNumber := v.(float64)
	if err != nil || !isNumber || count < 1 || p.peek() != '\n' {
		return nil, nil, "", bad
	}
	p.at++
	const line = 20
	if (i-p.at)/line < int(count) {
		return nil, nil, "", bad
	}
	for n := range int(count) {
		entry := p.b[p.at : p.at+line]
		p.at += line
		offset := 0
		for _, c := range entry[:10] {
			if c < '0' || c > '9' {
				return nil, nil, "", bad
			}
			offset = offset*10 + int(c-'0')
		}
		want := " 00000 n \n"
		if n == 0 {
			want = " 65535 f \n"
		}
		if string(entry[10:]) != want || offset >= int(at) {
			return nil, nil, "", bad
		}
		table = append(table, offset)
	}
	rest, ok := bytes.CutPrefix(p.b[p.at:], []byte("trailer\n"))
	p = parser{b: rest}
	v, err = p.value(0)
	trailer, isDict := v.(dict)
	if !ok || err != nil || !isDict || !p.done() || trailer["Size"] != any(count) {
		return nil, nil, "", bad
	}
	sum := sha256.Sum256(pdf[:int(at)])
	return table, trailer, string(sum[:16]), nil
}

func (f *file) object(pdf []byte, n, offset int) (any, error) {
	head := numbered(n, " 0 obj\n")
	if !bytes.HasPrefix(pdf[offset:], head) {
		return nil, errors.New("ligger inte där korsreferensen säger")
	}
	p := parser{b: pdf, at: offset + len(head)}
	v, err := p.value(0)
	if err != nil {
		return nil, err
	}
	if d, ok := v.(dict); ok && bytes.HasPrefix(pdf[p.at:], []byte("\nstream\n")) {
		p.at += len("\nstream\n")
		length, ok := d["Length"].(float64)
		if !ok || length < 0 || int(length) > len(pdf)-p.at {
			return nil, errors.New("strömmens längd stämmer inte")
		}
		data := pdf[p.at : p.at+int(length)]
		p.at += int(length)
		if !bytes.HasPrefix(pdf[p.at:], []byte("\nendstream")) {
			return nil, errors.New("strömmens längd stämmer inte")
		}
		p.at += len("\nendstream")
		if data, err = f.inflate(d, data); err != nil {
			return nil, err
		}
		v = &stream{d, data}
	}
	if !bytes.HasPrefix(pdf[p.at:], []byte("\nendobj\n")) {
		return nil, errors.New("slutar inte som det ska")
	}
	return v, nil
}

func numbered(n int, s string) []byte { return append(strconv.AppendInt(nil, int64(n), 10), s...) }

func (f *file) inflate(d dict, data []byte) ([]byte, error) {
	if d["Filter"] != any(name("FlateDecode")) {
		return data, nil
	}
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	out, err := io.ReadAll(io.LimitReader(z, int64(maxInflated-f.inflated)+1))
	f.inflated += len(out)
	if err == nil && f.inflated > maxInflated {
		err = errors.New("för mycket data")
	}
	return out, err
}

// get follows a reference.
func (f *file) get(v any) any {
	if r, ok := v.(ref); ok {
		if r < 1 || int(r) >= len(f.objects) {
			return nil
		}
		return f.objects[r]
	}
	return v
}

// dict is the dictionary v or the one that it refers to, also a stream's; nil
// for anything else.
func (f *file) dict(v any) dict {
	switch v := f.get(v).(type) {
	case dict:
		return v
	case *stream:
		return v.dict
	}
	return nil
}

func (f *file) list(v any) []any {
	l, _ := f.get(v).([]any)
	return l
}

func (f *file) stream(v any) []byte {
	if s, ok := f.get(v).(*stream); ok {
		return s.data
	}
	return nil
}

// count is the whole number v, -1 for anything else.
func count(v any) int {
	if n, ok := v.(float64); ok && n >= 0 && n == float64(int(n)) {
		return int(n)
	}
	return -1
}

// text is a text string, "" for anything else.
func text(v any) string {
	s, _ := v.(string)
	if len(s) >= 2 && s[:2] == "\xFE\xFF" {
		units := make([]uint16, 0, len(s)/2)
		for i := 2; i+1 < len(s); i += 2 {
			units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
		}
		return string(utf16.Decode(units))
	}
	runes := make([]rune, 0, len(s))
	for i := range len(s) {
		runes = append(runes, rune(s[i]))
	}
	return string(runes)
}

// allPages are the pages in order.
func (f *file) allPages() []ref {
	var pages []ref
	for _, k := range f.list(f.dict(f.root["Pages"])["Kids"]) {
		if r, ok := k.(ref); ok && f.dict(k) != nil {
			pages = append(pages, r)
		}
	}
	return pages
}

// Attached returns the file that a PDF carries. The error is ErrForeign or says,
// in Swedish, that there is none or that the PDF is damaged.
func Attached(pdf []byte) (name string, data []byte, err error) {
	f, err := open(pdf)
	if err != nil {
		return "", nil, err
	}
	for _, a := range f.list(f.root["AF"]) {
		spec := f.dict(a)
		if s, ok := f.get(f.dict(spec["EF"])["F"]).(*stream); ok {
			return text(spec["UF"]), s.data, nil
		}
	}
	return "", nil, errors.New("filen bär ingen bilaga")
}
