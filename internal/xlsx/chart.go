package xlsx

import (
	"fmt"
	"strings"

	"kansli/internal/register"
)

// The colours of the bars, dark enough against white and apart from each other
// without colour too.
var barColours = [...]string{"1F3B57", "C98A1B"}

// drawingXML places the charts of a page side by side, each from one column to
// another.
func (p page) drawingXML() []byte {
	var b strings.Builder
	b.WriteString(xmlHeader + `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">`)
	edges := p.edges(len(p.Charts))
	for i, c := range p.Charts {
		fmt.Fprintf(&b, `<xdr:twoCellAnchor editAs="oneCell"><xdr:from><xdr:col>%d</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>%d</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>`+
			`<xdr:to><xdr:col>%d</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>%d</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>`, edges[i], chartTop-1, edges[i+1], chartTop+p.chartHeight()-2)
		fmt.Fprintf(&b, `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="%d" name="%s" descr="%s" title="%[2]s"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>`+
			`<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">`+
			`<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="diagram%[4]d"/>`+
			`</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`, i+2, escape(c.Title), escape(c.Alt), i+1)
	}
	b.WriteString(`</xdr:wsDr>`)
	return []byte(b.String())
}

// edges divides the columns of a page into n parts about as wide.
func (p page) edges(n int) []int {
	total := 0.0
	for _, w := range p.widths {
		total += w
	}
	edges, sum := []int{0}, 0.0
	for i, w := range p.widths {
		next := total * float64(len(edges)) / float64(n)
		if sum += w; sum >= next-w/2 && len(edges) < n {
			edges = append(edges, i+1)
		}
	}
	for len(edges) <= n {
		edges = append(edges, len(p.widths))
	}
	return edges
}

// chartXML draws a table of the page as bars. The values stand in the chart as
// well as in the table, for programs that show a workbook without working it out.
func (p page) chartXML(c register.Chart) []byte {
	var t placed
	for _, t = range p.tables {
		if t.Name == c.Table {
			break
		}
	}
	labels := t.Find(c.Labels)
	var b strings.Builder
	fmt.Fprintf(&b, `%s<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">`+
		`<c:date1904 val="0"/><c:lang val="sv-SE"/><c:roundedCorners val="0"/><c:chart><c:title>%s<c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>`, xmlHeader, richText(c.Title, 1200, true))
	direction, labelSide, valueSide := "col", "b", "l"
	if c.Across {
		direction, labelSide, valueSide = "bar", "l", "b"
	}
	fmt.Fprintf(&b, `<c:barChart><c:barDir val="%s"/><c:grouping val="clustered"/><c:varyColors val="0"/>`, direction)
	for i, head := range c.Values {
		x := t.Find(head)
		fmt.Fprintf(&b, `<c:ser><c:idx val="%d"/><c:order val="%[1]d"/><c:tx><c:strRef><c:f>%s</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>%s</c:v></c:pt></c:strCache></c:strRef></c:tx>`+
			`<c:spPr><a:solidFill><a:srgbClr val="%s"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>`,
			i, escape(fixed(p.Name, t.left+x, t.top, t.top)), escape(head), barColours[i%len(barColours)])
		fmt.Fprintf(&b, `<c:cat>%s</c:cat><c:val>%s</c:val></c:ser>`, p.reference(t, labels), p.reference(t, x))
	}
	b.WriteString(`<c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>`)
	order, every := "minMax", ""
	if c.Across {
		order = "maxMin" // the first row of the table on top
		every = `<c:tickLblSkip val="1"/>`
	}
	fmt.Fprintf(&b, `<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="%s"/></c:scaling><c:delete val="0"/><c:axPos val="%s"/>%s<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>%s<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>%s<c:noMultiLvlLbl val="1"/></c:catAx>`,
		order, labelSide, numberFormat(t.Columns[labels].Kind), letters, every)
	crosses := "autoZero"
	if c.Across {
		crosses = "max"
	}
	fmt.Fprintf(&b, `<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="%s"/><c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>`+
		`<c:title>%s<c:overlay val="0"/></c:title><c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>%s<c:crossAx val="1"/><c:crosses val="%s"/><c:crossBetween val="between"/></c:valAx></c:plotArea>`,
		valueSide, richText(c.Axis, 900, false), letters, crosses)
	if len(c.Values) > 1 {
		b.WriteString(`<c:legend><c:legendPos val="b"/><c:overlay val="0"/>` + letters + `</c:legend>`)
	}
	b.WriteString(`<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln w="6350"><a:solidFill><a:srgbClr val="D0D5DB"/></a:solidFill></a:ln></c:spPr></c:chartSpace>`)
	return []byte(b.String())
}

// letters is the look of the text at an axis.
const letters = `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900"><a:solidFill><a:srgbClr val="404040"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="sv-SE"/></a:p></c:txPr>`

func richText(s string, size int, bold bool) string {
	look := fmt.Sprintf(`sz="%d" b="%d"`, size, b2i(bold))
	const ink = `<a:solidFill><a:srgbClr val="262626"/></a:solidFill>`
	return fmt.Sprintf(`<c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr %s>%s</a:defRPr></a:pPr><a:r><a:rPr lang="sv-SE" %[1]s>%[2]s</a:rPr><a:t>%s</a:t></a:r></a:p></c:rich></c:tx>`, look, ink, escape(s))
}

func numberFormat(k register.Kind) string {
	if k == register.KindMonth {
		return `<c:numFmt formatCode="[$-41D]mmm\ yyyy" sourceLinked="0"/>`
	}
	return `<c:numFmt formatCode="General" sourceLinked="0"/>`
}

// reference is a column of a table with the values that it has.
func (p page) reference(t placed, x int) string {
	var points strings.Builder
	numbers := t.Columns[x].Kind != register.KindText
	for y := range t.Count {
		v := valueOf(t.Row(y)[x], looks{}, t.Columns[x].Kind)
		if s := v.num + v.text; s != "" {
			fmt.Fprintf(&points, `<c:pt idx="%d"><c:v>%s</c:v></c:pt>`, y, escape(s))
		}
	}
	where := escape(fixed(p.Name, t.left+x, t.top+1, t.last()))
	rows := max(t.Count, 1)
	if !numbers {
		return fmt.Sprintf(`<c:strRef><c:f>%s</c:f><c:strCache><c:ptCount val="%d"/>%s</c:strCache></c:strRef>`, where, rows, points.String())
	}
	format := "General"
	if t.Columns[x].Kind == register.KindMonth {
		format = `[$-41D]mmm\ yyyy`
	}
	return fmt.Sprintf(`<c:numRef><c:f>%s</c:f><c:numCache><c:formatCode>%s</c:formatCode><c:ptCount val="%d"/>%s</c:numCache></c:numRef>`, where, format, rows, points.String())
}
