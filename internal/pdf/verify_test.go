package pdf

import (
	"bytes"
	"slices"
	"testing"

	"kansli/internal/diag"
	"kansli/internal/layout"
)

func TestWhatWeWriteIsInOrder(t *testing.T) {
	for label, file := range map[string][]byte{
		"full":       write(t, full(), facts),
		"attachment": write(t, full(), withSource()),
		"two pages":  write(t, twoPages(), Info{Title: "T"}),
	} {
		if found := Verify(file); len(found) > 0 {
			t.Errorf("%s: %v", label, found)
		}
	}
	if found := Verify(rebuild(t, write(t, full(), facts), "kansli", "kansli")); len(found) > 0 {
		t.Errorf("rebuilt without a fault: %v", found)
	}
}

// Each check finds the fault that it is for, and no other check takes it for
// its own.
func TestVerifyFindsPlantedFaults(t *testing.T) {
	plain, carrying := write(t, full(), facts), write(t, full(), withSource())
	for _, c := range []struct {
		old, new string
		want     rule
	}{
		{"/Lang(sv-SE)", "", ruleLanguage},
		{"/Lang(sv-SE)", "/Lang(svenska spr\xe5ket)", ruleLanguage},
		{"/Lang(el)", "/Lang(7)", ruleLanguage},
		{"/Marked true", "/Marked false", ruleMarks},
		{"/DisplayDocTitle true", "", ruleTitle},
		{"/DestOutputProfile", "/DestOutputProfil", ruleColour},
		{"acsp", "acsq", ruleColour},
		{"<pdfaid:part>2", "<pdfaid:part>1", ruleMetadata},
		{"<pdfuaid:part>1", "<pdfuaid:part>2", ruleMetadata},
		{"<pdfaid:conformance>A", "<pdfaid:conformance>B", ruleMetadata},
		{">Deltagande i stadens kvalitetsutmärkelse –", ">Deltagande –", ruleMetadata},
		{"2013-04-22T", "2013-04-23T", ruleMetadata},
		{"/Author(", "/Auktor(", ruleMetadata},
		{"</rdf:RDF>", "", ruleMetadata},
		{"/Artifact<</Type/Layout>>BDC", "", ruleMarks},
		{"EMC", "", ruleMarks},
		{"EMC", "EMC EMC", ruleMarks},
		{" Tj ET", " Tj", ruleMarks},
		{"/P<</MCID", "/BlockQuote<</MCID", ruleTree},
		{"Q\nEMC", "EMC", ruleMarks},
		{"/MCID 1>>", "/MCID 7>>", ruleMarks},
		{"/H1<</MCID", "/H2<</MCID", ruleTree},
		{"/Artifact<</Type/Layout>>BDC", "/P<</MCID 0>>BDC", ruleMarks},
		{"/I0 Do", "/I9 Do", ruleMarks},
		{"/I0 Do", "", ruleFigures},
		{"/Tabs/S", "", ruleMarks},
		{"/S/P/P", "/S/Stycke/P", ruleTree},
		{"/S/Document", "/S/Sect", ruleTree},
		{"/S/LI/", "/S/Div/", ruleTree},
		{"/S/TH/P", "/S/TD/P", ruleTree}, // the content says TH
		{" l S", " l B", ruleMarks},
		{"/S/H2/", "/S/H3/", ruleHeadings},
		{"/Scope/Column", "/Scope/Both", ruleTables},
		{"/ListNumbering/Decimal", "", ruleLists},
		{"/ID(not-1)", "", ruleNotes},
		{"/IDTree", "/IDTrad", ruleNotes},
		{"/Alt(", "/Alz(", ruleFigures},
		{"/BBox[", "/Box[", ruleFigures},
		{"/Contents(kommunens webbplats)", "", ruleLinks},
		{"/F 4/", "/F 6/", ruleLinks},
		{"/URI(", "/URL(", ruleLinks},
		{"/StructParent ", "/StructParent 9", ruleLinks},
		{"/FontFile2", "/FontFile3", ruleFonts},
		{"/Encoding/WinAnsiEncoding", "/Encoding/MacRomanEncoding", ruleFonts},
		{"utm\xe4rkelse 2013) Tj", "utm\xe4rqelse 2013) Tj", ruleFonts},
		{"(Sida) Tj", "(\x05) Tj", ruleFonts},
		{" 556 ", " 550 ", ruleFonts},
		{"<20><7E><0020>", "<20><7E><0021>", ruleFonts},
		{"beginbfrange", "", ruleFonts},
		{"/Identity-H", "/Identity-V", ruleFonts},
		{"/Title(F\xf6rslag till beslut)", "/Title()", ruleBookmarks},
		{"/Contents(ovan)/Dest[9 0 R", "/Contents(ovan)/Dest[1 0 R", ruleLinks},
		{"/Dest[9 0 R", "/Dest[1 0 R", ruleBookmarks},
		{"/Pages/Count 3", "/Pages/Count 4", ruleDamaged},
	} {
		if found := Verify(rebuild(t, plain, c.old, c.new)); !has(found, c.want) {
			t.Errorf("%q → %q: want %s, found %v", c.old, c.new, c.want.id, found)
		}
	}
	for _, c := range []struct{ old, new string }{
		{"/AFRelationship/Source", "/AFRelationship/Data"},
		{"/UF(", "/UG("},
		{"/Subtype/application#2Fyaml", ""},
		{"/Params<</Size ", "/Params<</Size 9"},
		{"/Names<<", "/Namn<<"},
	} {
		if found := Verify(rebuild(t, carrying, c.old, c.new)); !has(found, ruleAttachment) {
			t.Errorf("%q → %q: found %v", c.old, c.new, found)
		}
	}
}

// Faults of the paper itself, which Write lets through.
func TestVerifyFindsFaultsOfThePaper(t *testing.T) {
	for _, c := range []struct {
		label string
		spoil func(*layout.Result)
		want  rule
	}{
		{"heading level skipped", func(p *layout.Result) { role(p, layout.RoleH2).Role = layout.RoleH4 }, ruleHeadings},
		{"no alternative text", func(p *layout.Result) { role(p, layout.RoleFigure).Alt = "" }, ruleFigures},
		{"link without words", func(p *layout.Result) { p.Pages[0].Links[0].Text = " " }, ruleLinks},
		{"link without area", func(p *layout.Result) { p.Pages[0].Links = p.Pages[0].Links[:2] }, ruleLinks},
		{"row too short", func(p *layout.Result) {
			tr := role(p, layout.RoleTR)
			p.Nodes[tr.Kids[2]].Role, p.Nodes[tr.Kids[2]].Parent = layout.RoleP, 0
			p.Nodes[0].Kids = append(p.Nodes[0].Kids, tr.Kids[2])
			tr.Kids = tr.Kids[:2]
		}, ruleTables},
		{"note without a name", func(p *layout.Result) { role(p, layout.RoleNote).ID = "" }, ruleNotes},
		{"cell outside a row", func(p *layout.Result) { role(p, layout.RoleTR).Role = layout.RoleDiv }, ruleTree},
	} {
		p := full()
		c.spoil(p)
		if found := Verify(write(t, p, facts)); !has(found, c.want) {
			t.Errorf("%s: want %s, found %v", c.label, c.want.id, found)
		}
	}
}

func role(p *layout.Result, r layout.Role) *layout.Node {
	i := slices.IndexFunc(p.Nodes, func(n layout.Node) bool { return n.Role == r })
	return &p.Nodes[i]
}

func has(found []diag.Finding, want rule) bool {
	return slices.ContainsFunc(found, func(f diag.Finding) bool { return f.Rule == want.id })
}

func TestVerifyTellsForeignDamagedAndAltered(t *testing.T) {
	good := write(t, full(), facts)
	altered := bytes.Replace(bytes.Clone(good), []byte("/F 4/"), []byte("/F 5/"), 1)
	for _, c := range []struct {
		label string
		file  []byte
		want  rule
	}{
		{"empty", nil, ruleForeign},
		{"foreign", []byte("%PDF-1.4\n%\xE2\xE3\xCF\xD3\n1 0 obj\n"), ruleForeign},
		{"cut off", good[:len(good)-900], ruleDamaged},
		{"cut in the middle", good[:len(good)/2], ruleDamaged},
		{"with more after", append(bytes.Clone(good), "mer"...), ruleDamaged},
		{"shifted", bytes.Replace(bytes.Clone(good), []byte("/F 4/"), []byte("/F  4/"), 1), ruleDamaged},
		{"altered", altered, ruleChanged},
	} {
		if found := Verify(c.file); !has(found, c.want) {
			t.Errorf("%s: found %v", c.label, found)
		}
	}
}

// The last line of defence against a reader that trusts what it reads.
func FuzzVerify(f *testing.F) {
	s := newSetter()
	s.heading(layout.RoleH1, "A")
	s.p.Pages[0].Runs = s.p.Pages[0].Runs[1:]
	good := write(f, &s.p, withSource())
	f.Add(good)
	f.Add(rebuild(f, good, "kansli", "kansli"))
	f.Add([]byte(magic + "1 0 obj\n<<>>\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000015 00000 n \ntrailer\n<</Size 2/Root 1 0 R/Info 1 0 R>>\nstartxref\n35\n%%EOF\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		found := Verify(file)
		_, _, attached := Attached(file)
		if _, err := Text(file); err != nil && len(found) == 0 {
			t.Errorf("in order, but %v", err)
		}
		if has(found, ruleForeign) && attached != ErrForeign {
			t.Errorf("foreign, but %v", attached)
		}
	})
}
