// Package pdf turns the pages of a layout into one file that is accessible
// (PDF/UA-1) and archivable (PDF/A-2a, or PDF/A-3a with an attachment), and
// reads such files back.
//
// Writing has two steps. fpdf paints: the openings of pages, colours, lines and
// fills, but no text, because it would parse the fonts anew for each paper and
// knows nothing of tags. Then every other object is written here: fonts cut to what
// was painted, the structure tree, metadata and cross references. Nothing depends on
// the clock or on the order of a map, so the same pages always give the same bytes.
//
// Reading serves `verify` and `open` and understands only files written here.
package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"slices"
	"sync"

	"github.com/klauspost/compress/zlib"

	"kansli/internal/civil"
	"kansli/internal/layout"
)

// Producer is the name of the program in the files it writes.
const Producer = "kansli"

// Info is what the file says about itself.
type Info struct {
	Title      string // required
	Author     string
	Subject    string
	Keywords   string
	Lang       string     // sv-SE if empty
	Date       civil.Date // of the paper, from the data; no date is written for the zero Date
	Attachment *Attachment
}

// Attachment is a file carried in the PDF as the source it was made from. It
// makes the file PDF/A-3a, because PDF/A-2 allows no such thing.
type Attachment struct {
	Name        string // file name without folders
	MIME        string // such as application/yaml
	Description string
	Data        []byte
}

// Write appends a whole PDF file to dst, and tells the SHA-256 of the file, most of
// which is worked out for the identity that it carries anyhow. Errors are Swedish:
// no title, a character that the face lacks, a picture that cannot be used, or pages
// whose coordinates or structure make no sense. It is safe for concurrent use.
//
// Write does not judge the paper: a heading that skips a level or a picture
// without alternative text is written as it is, and found by Verify.
func Write(dst []byte, paper *layout.Result, info Info) (out []byte, sum [sha256.Size]byte, err error) {
	w := writers.Get().(*writer)
	defer writers.Put(w)
	out, err = w.write(dst, paper, info)
	w.paper, w.plan.paper, w.info, w.out = nil, nil, Info{}, nil
	if err != nil {
		return dst, sum, fmt.Errorf("pdf: %w", err)
	}
	return out, w.sum, nil
}

var writers = sync.Pool{New: func() any {
	w := &writer{hash: sha256.New()}
	w.flate, _ = zlib.NewWriterLevel(&w.packed, 1)
	return w
}}

// Numbers of the objects that every file has.
const (
	objCatalog = 1 + iota
	objPages
	objStructure
	objParents
	objMetadata
	objProfile
	objInfo
	objUnicode
	objFree // the first of the others
)

// writer is the state of one Write, reused for the next.
type writer struct {
	paper *layout.Result
	info  Info   // its texts cleaned
	day   string // of the paper, as in 2013-04-22; empty for none

	plan    plan
	painted painted
	painter painter
	cuts    cuts

	out     []byte
	base    int   // where the file starts in out
	offsets []int // of each object from base
	scratch []byte
	packed  bytes.Buffer
	flate   *zlib.Writer
	hash    hash.Hash
	sum     [sha256.Size]byte // of the file

	firstPage, firstAnnot, firstNode int // object numbers; page and content alternate
}

func (w *writer) write(dst []byte, paper *layout.Result, info Info) ([]byte, error) {
	for _, s := range [...]*string{&info.Title, &info.Author, &info.Subject, &info.Keywords} {
		*s = cleaned(*s)
	}
	if info.Title == "" {
		return nil, errors.New("dokumentet saknar titel")
	}
	if info.Lang == "" {
		info.Lang = "sv-SE"
	}
	if a := info.Attachment; a != nil && (cleaned(a.Name) == "" || a.MIME == "") {
		return nil, errors.New("bilagan saknar namn eller filtyp")
	}
	// Most papers fit, so the file is not copied while it grows.
	dst = slices.Grow(dst, 48<<10)
	w.paper, w.info, w.day = paper, info, info.Date.String()
	if err := w.plan.make(paper); err != nil {
		return nil, err
	}
	if err := w.paint(); err != nil {
		return nil, err
	}
	w.out, w.base = dst, len(dst)
	w.finish()
	return w.out, nil
}

// finish writes the file around the page contents.
func (w *writer) finish() {
	p := w.paper
	w.offsets = append(w.offsets[:0], make([]int, objFree)...)
	w.firstPage = w.reserve(2 * len(p.Pages))
	w.firstAnnot = w.reserve(w.plan.links)
	w.firstNode = w.reserve(len(p.Nodes))

	w.str(magic)
	attached := w.attachment()
	outline := w.outline()
	w.catalog(attached, outline)
	w.documentInfo()
	w.metadata()
	w.profile()
	fonts := w.fonts()
	pictures := w.pictures()
	w.pages(fonts, pictures)
	w.annotations()
	w.structure()
	w.trailer()
}

func (w *writer) catalog(attached, outline int) {
	w.begin(objCatalog)
	w.str("<</Type/Catalog/Pages ")
	w.ref(objPages)
	w.str("/Lang")
	w.text(w.info.Lang)
	w.str("/MarkInfo<</Marked true>>/StructTreeRoot ")
	w.ref(objStructure)
	w.str("/Metadata ")
	w.ref(objMetadata)
	w.str("/ViewerPreferences<</DisplayDocTitle true>>/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1" +
		"/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)/DestOutputProfile ")
	w.ref(objProfile)
	w.str(">>]")
	if outline != 0 {
		w.str("/PageMode/UseOutlines/Outlines ")
		w.ref(outline)
	}
	if attached != 0 {
		w.str("/AF[")
		w.ref(attached)
		w.str("]/Names<</EmbeddedFiles<</Names[")
		w.text(w.info.Attachment.Name)
		w.ref(attached)
		w.str("]>>>>")
	}
	w.str(">>")
	w.end()
}

func (w *writer) documentInfo() {
	w.begin(objInfo)
	w.str("<</Producer(" + Producer + ")/Creator(" + Producer + ")")
	for _, e := range [...]struct{ key, value string }{
		{"/Title", w.info.Title}, {"/Author", w.info.Author},
		{"/Subject", w.info.Subject}, {"/Keywords", w.info.Keywords},
	} {
		if e.value != "" {
			w.str(e.key)
			w.text(e.value)
		}
	}
	if w.day != "" {
		w.str("/CreationDate")
		w.date()
		w.str("/ModDate")
		w.date()
	}
	w.str(">>")
	w.end()
}

// attachment writes the embedded file and returns its specification's number,
// or 0.
func (w *writer) attachment() int {
	a := w.info.Attachment
	if a == nil {
		return 0
	}
	file := w.reserve(2)
	spec := file + 1
	data := w.pack(a.Data)
	w.begin(file)
	w.str("<</Type/EmbeddedFile/Subtype")
	w.name(a.MIME)
	w.str("/Params<</Size ")
	w.int(len(a.Data))
	if w.day != "" {
		w.str("/ModDate")
		w.date()
	}
	w.str(">>/Filter/FlateDecode")
	w.stream(data)
	w.begin(spec)
	w.str("<</Type/Filespec/AFRelationship/Source/F")
	w.text(a.Name)
	w.str("/UF")
	w.text(a.Name)
	if a.Description != "" {
		w.str("/Desc")
		w.text(a.Description)
	}
	w.str("/EF<</F ")
	w.ref(file)
	w.str("/UF ")
	w.ref(file)
	w.str(">>>>")
	w.end()
	return spec
}

func (w *writer) pages(fonts, pictures []byte) {
	p := w.paper
	w.begin(objPages)
	w.str("<</Type/Pages/Count ")
	w.int(len(p.Pages))
	w.str("/Kids[")
	for i := range p.Pages {
		w.ref(w.page(i))
		w.str(" ")
	}
	w.str("]>>")
	w.end()
	annot := w.firstAnnot
	for i := range p.Pages {
		w.begin(w.page(i))
		w.str("<</Type/Page/Parent ")
		w.ref(objPages)
		w.str("/MediaBox[0 0 ")
		w.num(p.Width)
		w.str(" ")
		w.num(p.Height)
		w.str("]/Resources<</Font<<")
		w.out = append(w.out, fonts...)
		w.str(">>")
		if len(pictures) > 0 {
			w.str("/XObject<<")
			w.out = append(w.out, pictures...)
			w.str(">>")
		}
		w.str(">>")
		if w.plan.blended(i) {
			w.str("/Group<</S/Transparency/CS/DeviceRGB>>")
		}
		w.str("/StructParents ")
		w.int(i)
		w.str("/Tabs/S")
		if n := len(p.Pages[i].Links); n > 0 {
			w.str("/Annots[")
			for range n {
				w.ref(annot)
				w.str(" ")
				annot++
			}
			w.str("]")
		}
		w.str("/Contents ")
		w.ref(w.page(i) + 1)
		w.str(">>")
		w.end()

		data := w.pack(w.painter.content(i))
		w.begin(w.page(i) + 1)
		w.str("<</Filter/FlateDecode")
		w.stream(data)
	}
}

func (w *writer) page(i int) int { return w.firstPage + 2*i }

// trailer writes the cross references and the identity of the file, which is
// the hash of all before it: a file altered later can be told.
func (w *writer) trailer() {
	const entry = "0000000000 00000 n \n"
	at := len(w.out) - w.base
	w.hash.Reset()
	w.hash.Write(w.out[w.base:])
	id := w.hash.Sum(w.sum[:0])[:16]
	w.str("xref\n0 ")
	w.int(len(w.offsets))
	w.str("\n0000000000 65535 f \n")
	for _, offset := range w.offsets[1:] {
		w.str(entry)
		for i := len(w.out) - len(entry) + 9; offset > 0; i-- {
			w.out[i] = byte('0' + offset%10)
			offset /= 10
		}
	}
	w.str("trailer\n<</Size ")
	w.int(len(w.offsets))
	w.str("/Root ")
	w.ref(objCatalog)
	w.str("/Info ")
	w.ref(objInfo)
	w.str("/ID[<")
	w.out = hex.AppendEncode(w.out, id)
	w.str("><")
	w.out = hex.AppendEncode(w.out, id)
	w.str(">]>>\nstartxref\n")
	w.int(at)
	w.str("\n%%EOF\n")
	w.hash.Write(w.out[w.base+at:])
	w.hash.Sum(w.sum[:0])
}
