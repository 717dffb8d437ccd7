package xlsx

import (
	"archive/zip"
	"bufio"
	"bytes"
	"cmp"
	"compress/flate"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"kansli/internal/register"
)

// Names of parts and of relations between them.
const (
	contents      = "[Content_Types].xml"
	relationships = "http://schemas.openxmlformats.org/package/2006/relationships"
	relation      = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	contentType   = "application/vnd.openxmlformats-officedocument."
)

func sheetPart(n int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", n+1) }

func relsPart(part string) string {
	i := strings.LastIndexByte(part, '/') + 1
	return part[:i] + "_rels/" + part[i:] + ".rels"
}

// addParts adds the tables and charts of the pages to the parts, and the
// references to them.
func addParts(parts map[string][]byte, pages []page) {
	var types strings.Builder
	add := func(name, kind string, data []byte) {
		parts[name] = data
		fmt.Fprintf(&types, `<Override PartName="/%s" ContentType="%s%s+xml"/>`, name, contentType, kind)
	}
	charts := 0
	for i, p := range pages {
		sheet := sheetPart(i)
		var rels, tables strings.Builder
		for _, t := range p.tables {
			add(fmt.Sprintf("xl/tables/table%d.xml", t.id), "spreadsheetml.table", t.xml(len(p.Charts) == 0))
			fmt.Fprintf(&rels, `<Relationship Id="tabell%d" Type="%stable" Target="../tables/table%[1]d.xml"/>`, t.id, relation)
			fmt.Fprintf(&tables, `<tablePart r:id="tabell%d"/>`, t.id)
		}
		end := fmt.Sprintf(`<tableParts count="%d">%s</tableParts></worksheet>`, len(p.tables), tables.String())
		if len(p.Charts) > 0 {
			drawing := fmt.Sprintf("xl/drawings/drawing%d.xml", i+1)
			var targets strings.Builder
			for n, c := range p.Charts {
				charts++
				add(fmt.Sprintf("xl/charts/chart%d.xml", charts), "drawingml.chart", p.chartXML(c))
				fmt.Fprintf(&targets, `<Relationship Id="diagram%d" Type="%schart" Target="../charts/chart%d.xml"/>`, n+1, relation, charts)
			}
			add(drawing, "drawing", p.drawingXML())
			parts[relsPart(drawing)] = rel(targets.String())
			fmt.Fprintf(&rels, `<Relationship Id="ritning" Type="%sdrawing" Target="../drawings/drawing%d.xml"/>`, relation, i+1)
			end = `<drawing r:id="ritning"/>` + end
		}
		parts[sheet] = replace(parts[sheet], "</worksheet>", end)
		parts[relsPart(sheet)] = rel(rels.String())
	}
	parts[contents] = replace(parts[contents], "</Types>", types.String()+"</Types>")
}

const xmlHeader = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

func rel(targets string) []byte {
	return []byte(xmlHeader + `<Relationships xmlns="` + relationships + `">` + targets + `</Relationships>`)
}

func replace(b []byte, old, new string) []byte {
	return bytes.Replace(b, []byte(old), []byte(new), 1)
}

// xml is the part of a table. The filter is left out where tables stand side by
// side, since it hides whole rows of the sheet.
func (t placed) xml(filter bool) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `%s<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="%d" name="%s" displayName="%[3]s" ref="%[4]s" totalsRowShown="0">`,
		xmlHeader, t.id, escape(t.Name), t.ref())
	if filter {
		fmt.Fprintf(&b, `<autoFilter ref="%s"/>`, t.ref())
	}
	fmt.Fprintf(&b, `<tableColumns count="%d">`, len(t.Columns))
	for i, c := range t.Columns {
		b.WriteString(tableColumn(i+1, c))
	}
	b.WriteString(`</tableColumns><tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>`)
	return []byte(b.String())
}

func tableColumn(id int, c register.Column) string {
	if c.Formula == "" {
		return fmt.Sprintf(`<tableColumn id="%d" name="%s"/>`, id, escape(clean(c.Head)))
	}
	return fmt.Sprintf(`<tableColumn id="%d" name="%s"><calculatedColumnFormula>%s</calculatedColumnFormula></tableColumn>`, id, escape(clean(c.Head)), escape(c.Formula))
}

// maxLinks is how many links Excel takes on a sheet; the text of those beyond
// stays.
const maxLinks = 65530

// writeParts writes the archive: the list of contents first, where programs that
// tell files by their beginning look for it, and the sheets last, row by row.
func writeParts(w io.Writer, parts map[string][]byte, pages []page, lk looks) error {
	zw := newArchive(w)
	late := map[string]bool{}
	for i := range pages {
		late[sheetPart(i)], late[relsPart(sheetPart(i))] = true, true
	}
	names := make([]string, 0, len(parts))
	for name := range parts {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(-cmp.Compare(b2i(a == contents), b2i(b == contents)), cmp.Compare(a, b))
	})
	for _, name := range names {
		if !late[name] {
			if err := addPart(zw, name, parts[name]); err != nil {
				return err
			}
		}
	}
	for i, p := range pages {
		part, err := create(zw, sheetPart(i))
		if err != nil {
			return err
		}
		links, err := p.writeSheet(part, parts[sheetPart(i)], lk)
		if err != nil {
			return err
		}
		name := relsPart(sheetPart(i))
		if err := addPart(zw, name, replace(parts[name], "</Relationships>", links+"</Relationships>")); err != nil {
			return err
		}
	}
	return zw.Close()
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// newArchive is a zip archive that is packed fast.
func newArchive(w io.Writer) *zip.Writer {
	zw := zip.NewWriter(w)
	zw.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	return zw
}

// create starts a part with a fixed time.
func create(zw *zip.Writer, name string) (io.Writer, error) {
	return zw.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, ModifiedDate: 1<<5 | 1}) // 1980-01-01, see undated
}

func addPart(zw *zip.Writer, name string, data []byte) error {
	w, err := create(zw, name)
	if err == nil {
		_, err = w.Write(data)
	}
	return err
}

// writeSheet writes a sheet by its frame and its rows, and returns the relations
// of its links.
func (p page) writeSheet(w io.Writer, frame []byte, lk looks) (string, error) {
	head, tail, _ := bytes.Cut(frame, []byte("<sheetData></sheetData>"))
	out := bufio.NewWriterSize(w, 1<<16)
	out.Write(head)
	out.WriteString("<sheetData>")
	var row []byte
	var links, targets strings.Builder
	count := 0
	for y := 1; y <= p.bottom; y++ {
		row = p.appendRow(row[:0], y, lk)
		if _, err := out.Write(row); err != nil {
			return "", err
		}
		for _, t := range p.tables {
			if i := y - t.top - 1; t.links && i >= 0 && i < t.Count && count < maxLinks {
				for x, c := range t.Row(i) {
					if link, ok := c.(register.Link); ok && count < maxLinks {
						count++
						fmt.Fprintf(&links, `<hyperlink ref="%s" r:id="l%d"/>`, cellName(t.left+x, y), count)
						targets.WriteString(linkRel(fmt.Sprintf("l%d", count), link.Path))
					}
				}
			}
		}
	}
	out.WriteString("</sheetData>")
	if count > 0 {
		tail = replace(tail, "<pageMargins", "<hyperlinks>"+links.String()+"</hyperlinks><pageMargins")
	}
	out.Write(tail)
	return targets.String(), out.Flush()
}

// linkRel is the relation of a link to a file.
func linkRel(id, path string) string {
	return fmt.Sprintf(`<Relationship Id="%s" Type="%shyperlink" Target="%s" TargetMode="External"/>`, id, relation, escape((&url.URL{Path: path}).String()))
}
