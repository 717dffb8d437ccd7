package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"kansli/internal/diag"
)

// What a workbook may be, so that none fills the memory. A sheet of 100,000 rows
// and 20 columns is about 150 MB unpacked.
const (
	maxPart = 512 << 20
	maxAll  = 1 << 30
)

// workbook is a workbook as it lies in its file.
type workbook struct {
	name    string
	archive *zip.Reader
	files   map[string]*zip.File
	sheets  []sheetPlace
	strings []string // the shared strings
	shows   []shown  // what each cell style shows its numbers as
	from    int      // what to add to a number to count days from dayZero
	read    int64    // bytes unpacked
}

// sheetPlace is a sheet by its name and part.
type sheetPlace struct {
	name, part string
	hidden     bool
}

// refusal is why a workbook cannot be used.
type refusal struct {
	at, rule, message, remedy string // at is a cell, a sheet or ""
}

func (r refusal) Error() string { return r.message }

// finding is an error of a file. At is where in it: a sheet, a cell, or "".
func finding(file string, r refusal) diag.Finding {
	f := diag.Finding{File: file, Path: r.at, Rule: r.rule, Message: r.message, Remedy: r.remedy}
	if r.at != "" {
		f.Message = r.at + ": " + r.message
	}
	return f
}

// openWorkbook reads what is needed to find and understand the cells.
func openWorkbook(name string, data []byte) (*workbook, error) {
	wb := &workbook{name: name, files: map[string]*zip.File{}}
	if bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0}) {
		return nil, refusal{"", "fel-filformat", "filen är en äldre Excel-fil (.xls) eller skyddad med lösenord", "spara den som Excel-arbetsbok (.xlsx) utan lösenord"}
	}
	var err error
	if wb.archive, err = zip.NewReader(bytes.NewReader(data), int64(len(data))); err != nil {
		return nil, refusal{"", "fel-filformat", "filen är ingen Excel-arbetsbok", "spara den som Excel-arbetsbok (.xlsx)"}
	}
	for _, f := range wb.archive.File {
		wb.files[strings.TrimPrefix(f.Name, "/")] = f
	}
	for _, read := range []func() error{wb.readSheets, wb.readStrings, wb.readStyles} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	return wb, nil
}

func broken(part string) refusal {
	return refusal{"", "trasig-arbetsbok", fmt.Sprintf("arbetsboken är trasig: %s kan inte läsas", part), "öppna den i Excel eller LibreOffice och spara den på nytt"}
}

// part returns the contents of a part, or nil when there is none such.
func (wb *workbook) part(name string) ([]byte, error) {
	f := wb.files[name]
	if f == nil {
		return nil, nil
	}
	r, err := f.Open()
	if err != nil {
		return nil, broken(name)
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, maxPart+1))
	if err != nil {
		return nil, broken(name)
	}
	if wb.read += int64(len(b)); len(b) > maxPart || wb.read > maxAll {
		return nil, refusal{"", "för-stor-fil", "arbetsboken är för stor", "dela upp den i flera"}
	}
	return b, nil
}

// decode reads a part as XML; one that is not there is left as it is.
func (wb *workbook) decode(name string, into any) error {
	b, err := wb.part(name)
	if err != nil || b == nil {
		return err
	}
	if err := xml.Unmarshal(b, into); err != nil {
		return broken(name)
	}
	return nil
}

// relations are the targets of a part's relations by id, with what they are.
func (wb *workbook) relations(part string) (map[string]target, error) {
	var rels struct {
		Relationship []struct {
			Id, Type, Target, TargetMode string `xml:",attr"`
		}
	}
	if err := wb.decode(relsPart(part), &rels); err != nil {
		return nil, err
	}
	targets := map[string]target{}
	for _, r := range rels.Relationship {
		to := target{kind: path.Base(r.Type), name: r.Target}
		switch {
		case r.TargetMode == "External":
		case strings.HasPrefix(r.Target, "/"):
			to.name = r.Target[1:]
		default:
			to.name = path.Join(path.Dir(part), r.Target)
		}
		targets[r.Id] = to
	}
	return targets, nil
}

type target struct{ kind, name string }

const workbookPart = "xl/workbook.xml"

// mainPart is the part that lists the sheets.
func (wb *workbook) mainPart() (string, error) {
	if wb.files[workbookPart] != nil {
		return workbookPart, nil
	}
	rels, err := wb.relations("")
	if err != nil {
		return "", err
	}
	for _, t := range rels {
		if t.kind == "officeDocument" && wb.files[t.name] != nil {
			return t.name, nil
		}
	}
	return "", refusal{"", "fel-filformat", "filen är ingen Excel-arbetsbok", "spara den som Excel-arbetsbok (.xlsx)"}
}

func (wb *workbook) readSheets() error {
	main, err := wb.mainPart()
	if err != nil {
		return err
	}
	var book struct {
		Pr struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string `xml:"name,attr"`
			State string `xml:"state,attr"`
			Id    string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
			Alt   string `xml:"http://purl.oclc.org/ooxml/officeDocument/relationships id,attr"` // strict
		} `xml:"sheets>sheet"`
	}
	if err := wb.decode(main, &book); err != nil {
		return err
	}
	rels, err := wb.relations(main)
	if err != nil {
		return err
	}
	if truth(book.Pr.Date1904) {
		wb.from = 1462
	}
	for _, s := range book.Sheets {
		if to := rels[s.Id+s.Alt]; to.kind == "worksheet" {
			wb.sheets = append(wb.sheets, sheetPlace{s.Name, to.name, s.State != "" && s.State != "visible"})
		}
	}
	return nil
}

func truth(s string) bool { return s == "1" || s == "true" }

// runs is text in one piece or in several with looks of their own.
type runs struct {
	T string   `xml:"t"`
	R []string `xml:"r>t"`
}

func (r runs) text() string { return unescape(r.T + strings.Join(r.R, "")) }

func (wb *workbook) readStrings() error {
	var table struct {
		SI []runs `xml:"si"`
	}
	if err := wb.decode("xl/sharedStrings.xml", &table); err != nil {
		return err
	}
	for _, si := range table.SI {
		wb.strings = append(wb.strings, si.text())
	}
	return nil
}

// unescape reads _x0041_ as A, and line breaks as \n.
func unescape(s string) string {
	if strings.Contains(s, "_x") {
		var b strings.Builder
		for s != "" {
			if s[0] == '_' && hexMark(s) {
				n, _ := strconv.ParseUint(s[2:6], 16, 16)
				b.WriteRune(rune(n))
				s = s[7:]
				continue
			}
			b.WriteByte(s[0])
			s = s[1:]
		}
		s = b.String()
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}
