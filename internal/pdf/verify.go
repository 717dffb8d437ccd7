package pdf

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"kansli/internal/diag"
)

// What Verify can find. The sources are the standards' own clauses: 14289-1 is
// PDF/UA-1, 19005-2 is PDF/A-2.
var (
	ruleForeign    = rule{"främmande-pdf", "", "kontrollera filen med ett annat verktyg, till exempel veraPDF eller PAC"}
	ruleDamaged    = rule{"skadad-pdf", "ISO 32000-1, 7.5", again}
	ruleChanged    = rule{"ändrad-pdf", "ISO 32000-1, 14.4", "lämna ut originalet, eller gör filen på nytt"}
	ruleLanguage   = rule{"pdf-språk", "ISO 14289-1, 7.2", again}
	ruleTitle      = rule{"pdf-titel", "ISO 14289-1, 7.1", "ge dokumentet en titel och gör filen på nytt"}
	ruleMetadata   = rule{"pdf-metadata", "ISO 19005-2, 6.6", again}
	ruleColour     = rule{"pdf-färgprofil", "ISO 19005-2, 6.2.3", again}
	ruleMarks      = rule{"pdf-märkning", "ISO 14289-1, 7.1", again}
	ruleTree       = rule{"pdf-struktur", "ISO 14289-1, 7.1", again}
	ruleHeadings   = rule{"pdf-rubriknivå", "ISO 14289-1, 7.4.2", "använd rubriknivåerna i ordning, utan att hoppa över någon"}
	ruleTables     = rule{"pdf-tabell", "ISO 14289-1, 7.5", "ge varje rad lika många celler"}
	ruleLists      = rule{"pdf-lista", "ISO 14289-1, 7.6", again}
	ruleFigures    = rule{"pdf-alternativtext", "ISO 14289-1, 7.3", "skriv en alternativtext till bilden"}
	ruleLinks      = rule{"pdf-länk", "ISO 14289-1, 7.18.5", again}
	ruleNotes      = rule{"pdf-not", "ISO 14289-1, 7.9", again}
	ruleFonts      = rule{"pdf-typsnitt", "ISO 19005-2, 6.2.11", again}
	ruleBookmarks  = rule{"pdf-bokmärken", "ISO 14289-1, 7.17", again}
	ruleAttachment = rule{"pdf-bilaga", "ISO 19005-3, 6.8", again}
)

const again = "gör filen på nytt"

type rule struct{ id, source, remedy string }

// verifier collects what is wrong with a file.
type verifier struct {
	*file
	found []diag.Finding
	pages []ref
	read  map[ref]contents
	faces map[ref]*typeface
	root  *element
}

func (v *verifier) add(r rule, format string, args ...any) {
	v.found = append(v.found, diag.Finding{
		Rule: r.id, Source: r.source, Remedy: r.remedy, Message: fmt.Sprintf(format, args...),
	})
}

// Verify says whether a file that this program wrote is as accessible and
// archivable as it was made to be. A file of other shape gives the one finding
// främmande-pdf; arbitrary bytes never panic. No findings means that all is in
// order.
func Verify(pdf []byte) []diag.Finding {
	v := verifier{read: map[ref]contents{}, faces: map[ref]*typeface{}}
	f, err := open(pdf)
	switch {
	case errors.Is(err, ErrForeign):
		v.add(ruleForeign, "%v", err)
		return v.found
	case err != nil:
		v.add(ruleDamaged, "%v", err)
		return v.found
	}
	v.file = f
	if f.changed {
		v.add(ruleChanged, "filen har ändrats sedan den gjordes")
	}
	v.catalog()
	v.metadata()
	v.attachment()
	v.bookmarks()
	v.contentsOfPages()
	var faults []string
	v.root, faults = f.tree()
	for _, s := range faults {
		v.add(ruleTree, "%s", s)
	}
	v.elements()
	v.links()
	v.parents()
	v.fonts()
	return v.found
}

func (v *verifier) catalog() {
	if lang := text(v.file.root["Lang"]); !isLanguage(lang) {
		v.add(ruleLanguage, "filens språk är ”%s”, som inte är någon språkkod", lang)
	}
	if v.dict(v.file.root["MarkInfo"])["Marked"] != any(true) {
		v.add(ruleMarks, "filen säger inte att den är märkt")
	}
	if text(v.info["Title"]) == "" {
		v.add(ruleTitle, "filen saknar titel")
	}
	if v.dict(v.file.root["ViewerPreferences"])["DisplayDocTitle"] != any(true) {
		v.add(ruleTitle, "titeln visas inte i fönstrets namnlist")
	}
	profile := v.dict(nil)
	for _, o := range v.list(v.file.root["OutputIntents"]) {
		profile = v.dict(v.dict(o)["DestOutputProfile"])
		if p := v.stream(v.dict(o)["DestOutputProfile"]); len(p) < 128 || string(p[36:40]) != "acsp" {
			v.add(ruleColour, "färgprofilen går inte att läsa")
		}
	}
	if count(profile["N"]) != 3 {
		v.add(ruleColour, "filen saknar färgprofil")
	}
}

// isLanguage tells a language code, such as sv-SE, by its form.
func isLanguage(s string) bool {
	for i, part := range strings.Split(s, "-") {
		letters := strings.TrimFunc(part, func(r rune) bool { return r < 0x80 && unicode.IsLetter(r) })
		digits := strings.TrimFunc(part, func(r rune) bool { return r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) })
		if part == "" || len(part) > 8 || i == 0 && letters != "" || digits != "" {
			return false
		}
	}
	return true
}

// metadata compares the XMP packet with the information dictionary.
func (v *verifier) metadata() {
	packet := v.stream(v.file.root["Metadata"])
	xmp, err := readXMP(packet)
	if err != nil {
		v.add(ruleMetadata, "metadata går inte att läsa")
		return
	}
	if !bytes.Contains(packet, []byte(uaSchema)) {
		v.add(ruleMetadata, "metadata beskriver inte sin uppgift om PDF/UA")
	}
	part := "2"
	if len(v.list(v.file.root["AF"])) > 0 {
		part = "3"
	}
	for _, want := range [...]struct{ key, value, what string }{
		{"http://www.aiim.org/pdfa/ns/id/ part", part, "delen av PDF/A"},
		{"http://www.aiim.org/pdfa/ns/id/ conformance", "A", "nivån av PDF/A"},
		{"http://www.aiim.org/pdfua/ns/id/ part", "1", "delen av PDF/UA"},
		{"http://purl.org/dc/elements/1.1/ title", text(v.info["Title"]), "titeln"},
		{"http://purl.org/dc/elements/1.1/ creator", text(v.info["Author"]), "författaren"},
		{"http://purl.org/dc/elements/1.1/ description", text(v.info["Subject"]), "ämnet"},
		{"http://purl.org/dc/elements/1.1/ language", text(v.file.root["Lang"]), "språket"},
		{"http://ns.adobe.com/pdf/1.3/ Keywords", text(v.info["Keywords"]), "nyckelorden"},
		{"http://ns.adobe.com/pdf/1.3/ Producer", text(v.info["Producer"]), "programmet"},
		{"http://ns.adobe.com/xap/1.0/ CreateDate", isoDate(text(v.info["CreationDate"])), "dagen"},
		{"http://ns.adobe.com/xap/1.0/ ModifyDate", isoDate(text(v.info["ModDate"])), "ändringsdagen"},
	} {
		if xmp[want.key] != want.value {
			v.add(ruleMetadata, "%s är ”%s” i metadata men ska vara ”%s”", want.what, xmp[want.key], want.value)
		}
	}
}

// isoDate turns D:20130422000000Z into 2013-04-22T00:00:00Z.
func isoDate(s string) string {
	if len(s) != len("D:20130422000000Z") {
		return s
	}
	return s[2:6] + "-" + s[6:8] + "-" + s[8:10] + "T" + s[10:12] + ":" + s[12:14] + ":" + s[14:]
}

// readXMP gives the text of each property by its namespace and name.
func readXMP(packet []byte) (map[string]string, error) {
	found := map[string]string{}
	d := xml.NewDecoder(bytes.NewReader(packet))
	var path []xml.Name
	for {
		token, err := d.Token()
		if err == io.EOF {
			if len(found) == 0 {
				return nil, errSyntax
			}
			return found, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			path = append(path, t.Name)
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			const property = 3 // xmpmeta, RDF, Description, then the property
			if len(path) > property && path[property].Space != "http://www.aiim.org/pdfa/ns/extension/" {
				if s := strings.TrimSpace(string(t)); s != "" {
					found[path[property].Space+" "+path[property].Local] += s
				}
			}
		}
	}
}

func (v *verifier) attachment() {
	files := v.list(v.file.root["AF"])
	named := v.list(v.dict(v.dict(v.file.root["Names"])["EmbeddedFiles"])["Names"])
	if len(named) != 2*len(files) {
		v.add(ruleAttachment, "bilagan är inte knuten till dokumentet")
	}
	for _, a := range files {
		spec := v.dict(a)
		file := v.dict(v.dict(spec["EF"])["F"])
		if spec["AFRelationship"] != any(name("Source")) {
			v.add(ruleAttachment, "det framgår inte hur bilagan hör ihop med dokumentet")
		}
		if text(spec["UF"]) == "" || file["Subtype"] == nil {
			v.add(ruleAttachment, "bilagan saknar namn eller filtyp")
		}
		if count(v.dict(file["Params"])["Size"]) != len(v.stream(v.dict(spec["EF"])["F"])) {
			v.add(ruleAttachment, "bilagans storlek stämmer inte")
		}
	}
}

func (v *verifier) bookmarks() {
	outline := v.dict(v.file.root["Outlines"])
	if outline == nil {
		return
	}
	left := len(v.objects)
	var walk func(d dict)
	walk = func(d dict) {
		for d = v.dict(d["First"]); d != nil && left > 0; d = v.dict(d["Next"]) {
			left--
			if strings.TrimSpace(text(d["Title"])) == "" {
				v.add(ruleBookmarks, "ett bokmärke saknar text")
			}
			if !v.leads(d["Dest"]) {
				v.add(ruleBookmarks, "bokmärket ”%s” leder ingenstans", text(d["Title"]))
			}
			walk(d)
		}
	}
	walk(outline)
	if left == 0 {
		v.add(ruleBookmarks, "bokmärkena går i en ring")
	}
}

// leads reports whether a destination is on a page of the file.
func (v *verifier) leads(dest any) bool {
	list := v.list(dest)
	if len(list) != 5 {
		return false
	}
	page, ok := list[0].(ref)
	return ok && slices.Contains(v.allPages(), page)
}

func (v *verifier) contentsOfPages() {
	v.pages = v.allPages()
	if len(v.pages) == 0 || len(v.pages) != count(v.dict(v.file.root["Pages"])["Count"]) {
		v.add(ruleDamaged, "sidorna går inte att räkna")
	}
	for i, p := range v.pages {
		d := v.dict(p)
		c := v.contents(d, v.faces)
		for _, s := range c.faults {
			v.add(ruleMarks, "sidan %d: %s", i+1, s)
		}
		if d["Tabs"] != any(name("S")) {
			v.add(ruleMarks, "sidan %d: ordningen för tabbtangenten följer inte strukturen", i+1)
		}
		v.read[p] = c
	}
}

// fonts checks that every code painted has a glyph in the file, as wide as the
// page was set with, and a character to be read out.
func (v *verifier) fonts() {
	ids := make([]ref, 0, len(v.faces))
	for id := range v.faces {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		t := v.faces[id]
		label, _ := t.dict["BaseFont"].(name)
		if fault := v.font(t); fault != "" {
			v.add(ruleFonts, "typsnittet %s: %s", label, fault)
		}
	}
}
