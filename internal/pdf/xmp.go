package pdf

import (
	"encoding/xml"
	"strings"
)

// metadata writes the XMP packet, in step with the information dictionary. It
// is never compressed, so that any program can find it.
func (w *writer) metadata() {
	var b strings.Builder
	i := &w.info
	part := "2"
	if i.Attachment != nil {
		part = "3"
	}
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + "\n" +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" ` +
		`xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" ` +
		`xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">` + "\n" +
		"<pdfaid:part>" + part + "</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>\n" +
		"<dc:format>application/pdf</dc:format>\n")
	property(&b, "dc:language", "rdf:Bag", "", i.Lang)
	property(&b, "dc:title", "rdf:Alt", ` xml:lang="x-default"`, i.Title)
	property(&b, "dc:creator", "rdf:Seq", "", i.Author)
	property(&b, "dc:description", "rdf:Alt", ` xml:lang="x-default"`, i.Subject)
	property(&b, "pdf:Keywords", "", "", i.Keywords)
	property(&b, "pdf:Producer", "", "", Producer)
	property(&b, "xmp:CreatorTool", "", "", Producer)
	if !i.Date.IsZero() {
		property(&b, "xmp:CreateDate", "", "", i.Date.String()+"T00:00:00Z")
		property(&b, "xmp:ModifyDate", "", "", i.Date.String()+"T00:00:00Z")
	}
	b.WriteString("</rdf:Description>\n" + uaSchema + "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	w.begin(objMetadata)
	w.str("<</Type/Metadata/Subtype/XML")
	w.stream([]byte(b.String()))
}

func property(b *strings.Builder, name, container, attribute, value string) {
	value = cleaned(value)
	if value == "" {
		return
	}
	b.WriteString("<" + name + ">")
	if container != "" {
		b.WriteString("<" + container + "><rdf:li" + attribute + ">")
	}
	xml.EscapeText(b, []byte(value))
	if container != "" {
		b.WriteString("</rdf:li></" + container + ">")
	}
	b.WriteString("</" + name + ">\n")
}

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
