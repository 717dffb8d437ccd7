package xlsx

import (
	"encoding/xml"
	"fmt"
	"net/url"
	"strings"

	"github.com/xuri/excelize/v2"

	"kansli/internal/register"
)

// addLinks gives the n-th sheet, empty as yet, the links of its table.
// excelize looks through all the links of a sheet for each one it adds; so the
// sheet is handed over with its links, as it would be read from a file. Links
// beyond the number that Excel takes are left out, their text stays.
func addLinks(f *excelize.File, n int, t register.Table) error {
	var links, targets strings.Builder
	count := 0
	for y, cells := range t.Rows {
		for x, c := range cells {
			link, ok := c.(register.Link)
			if !ok || count == excelize.TotalSheetHyperlinks {
				continue
			}
			count++
			at, err := excelize.CoordinatesToCellName(x+1, y+2)
			if err != nil {
				return err
			}
			fmt.Fprintf(&links, `<hyperlink ref="%s" r:id="rId%d"/>`, at, count)
			fmt.Fprintf(&targets, `<Relationship Id="rId%d" Type="%s" Target="`, count, excelize.SourceRelationshipHyperLink)
			if err := xml.EscapeText(&targets, []byte((&url.URL{Path: link.Path}).String())); err != nil {
				return err
			}
			targets.WriteString(`" TargetMode="External"/>`)
		}
	}
	if count == 0 {
		return nil
	}
	name := fmt.Sprintf("sheet%d.xml", n+1)
	f.Sheet.Delete("xl/worksheets/" + name)
	f.Pkg.Store("xl/worksheets/"+name, fmt.Appendf(nil,
		`<worksheet xmlns="%s" xmlns:r="%s"><sheetViews><sheetView tabSelected="%t" workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/><sheetData/><hyperlinks>%s</hyperlinks></worksheet>`,
		excelize.NameSpaceSpreadSheet.Value, excelize.SourceRelationship.Value, n == 0, links.String()))
	f.Pkg.Store("xl/worksheets/_rels/"+name+".rels", fmt.Appendf(nil,
		`<Relationships xmlns="%s">%s</Relationships>`, packageRelationships, targets.String()))
	return nil
}

const packageRelationships = "http://schemas.openxmlformats.org/package/2006/relationships"
