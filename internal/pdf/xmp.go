package pdf

import "strings"

// metadata writes the XMP packet, in step with the information dictionary. It
// is never compressed, so that any program can find it.
func (w *writer) metadata() {
	part := packetPart2
	if w.info.Attachment != nil {
		part = packetPart3
	}
	b := append(append(w.scratch[:0], packetHead...), part...)
	for i := range properties {
		p := &properties[i]
		if value := p.value(w); value != "" {
			b = append(append(append(b, p.before...), escaper.Replace(value)...), p.after...)
		}
	}
	w.scratch = append(b, packetTail...)
	w.begin(objMetadata)
	w.str("<</Type/Metadata/Subtype/XML")
	w.stream(w.scratch)
}

// escaper does what xml.EscapeText does with cleaned text.
var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")

// property is a part of the packet; one without a value is left out.
type property struct {
	before, after string
	value         func(*writer) string
}

var properties = [...]property{
	contained("dc:language", "rdf:Bag", "", func(w *writer) string { return cleaned(w.info.Lang) }),
	contained("dc:title", "rdf:Alt", ` xml:lang="x-default"`, func(w *writer) string { return w.info.Title }),
	contained("dc:creator", "rdf:Seq", "", func(w *writer) string { return w.info.Author }),
	contained("dc:description", "rdf:Alt", ` xml:lang="x-default"`, func(w *writer) string { return w.info.Subject }),
	simple("pdf:Keywords", func(w *writer) string { return w.info.Keywords }),
	simple("pdf:Producer", func(*writer) string { return Producer }),
	simple("xmp:CreatorTool", func(*writer) string { return Producer }),
	simple("xmp:CreateDate", (*writer).midnight),
	simple("xmp:ModifyDate", (*writer).midnight),
}

func simple(name string, value func(*writer) string) property {
	return property{"<" + name + ">", "</" + name + ">\n", value}
}

func contained(name, container, attribute string, value func(*writer) string) property {
	return property{"<" + name + "><" + container + "><rdf:li" + attribute + ">", "</rdf:li></" + container + "></" + name + ">\n", value}
}

func (w *writer) midnight() string {
	if w.day == "" {
		return ""
	}
	return w.day + "T00:00:00Z"
}

const (
	packetHead = "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + "\n" +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" ` +
		`xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" ` +
		`xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">` + "\n"
	packetPart2 = "<pdfaid:part>2</pdfaid:part>" + conformance
	packetPart3 = "<pdfaid:part>3</pdfaid:part>" + conformance
	conformance = "<pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>\n" +
		"<dc:format>application/pdf</dc:format>\n"
	packetTail = "</rdf:Description>\n" + uaSchema + "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>"
)

// uaSchema describes pdfuaid:part, which PDF/A does not know by itself.
const uaSchema = `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" ` +
	`xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">` +
	`<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">` +
	`<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>` +
	`<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>` +
	`<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>` +
	`<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">` +
	`<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>` +
	`<pdfaProperty:category>internal</pdfaProperty:category>` +
	`<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>` +
	`</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>` + "\n"
