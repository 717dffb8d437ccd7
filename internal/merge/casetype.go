package merge

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/swedish"
	"kansli/internal/yamldoc"
)

// CaseType is an ärendetyp: what is the same in all cases of a kind. It is a
// folder under arendetyper with typ.yaml, avsnitt.md and forslag.md, or a
// forslag-….md for each variant.
type CaseType struct {
	Name        string    `sv:"namn,required" help:"Det namn som ärenden skriver efter ärendetyp."`
	Description string    `sv:"beskrivning,required" help:"När ärendetypen används."`
	Variants    []Variant `sv:"varianter" help:"Beslutsförslagen att välja bland."`
	Facts       []Fact    `sv:"uppgifter" help:"De uppgifter som texten använder."`

	folder    string
	proposals map[string]*template // by variant
	sections  *template
}

// Variant is one of the proposals that a case type offers.
type Variant struct {
	Name        string `sv:"namn,key" help:"Det namn som ärenden skriver efter variant."`
	Description string `sv:"beskrivning,short" help:"När varianten används."`
}

// Fact is a value that a case of the type gives under uppgifter.
type Fact struct {
	Name     string `sv:"namn,key" help:"Uppgiftens namn; platshållaren blir uppgifter.namnet."`
	Help     string `sv:"hjälp,short" help:"Vad som ska stå."`
	Required bool   `sv:"krävs" help:"ja när uppgiften måste finnas."`
	Plural   string `sv:"flertal" help:"Vad värdena kallas i ”följande …” när de är flera."`
}

const typesFolder = "arendetyper"

// proposal is the decision points of a variant, nil when there is none such.
func (t *CaseType) proposal(variant string) *template { return t.proposals[variant] }

func (t *CaseType) variantNames() []string {
	names := make([]string, len(t.Variants))
	for i, v := range t.Variants {
		names[i] = v.Name
	}
	return names
}

// loadType reads a folder of a case type. Its texts are loaded already.
func (l *loader) loadType(file string) {
	src, err := fs.ReadFile(l.set.files, file)
	if err != nil {
		l.unreadable(file)
		return
	}
	t := &CaseType{folder: path.Dir(file), proposals: make(map[string]*template)}
	_, findings := yamldoc.Decode(file, src, t)
	l.findings = append(l.findings, findings...)
	if t.Name == "" {
		return
	}
	text := func(name string) *template { return l.texts[path.Join(t.folder, name)] }
	t.sections = text("avsnitt.md")
	if len(t.Variants) == 0 {
		t.proposals[""] = l.wanted(t, "forslag.md")
	}
	for _, v := range t.Variants {
		t.proposals[v.Name] = l.wanted(t, "forslag-"+swedish.FileName(v.Name)+".md")
	}
	if other, taken := l.set.types[t.Name]; taken {
		l.findings = append(l.findings, diag.Finding{File: file, Rule: "ärendetyp-dubbel",
			Message: "ärendetypen " + t.Name + " finns också i " + other.folder, Remedy: "ge den ett annat namn"})
	}
	l.set.types[t.Name] = t
	l.checkFacts(t)
}

func (l *loader) wanted(t *CaseType, name string) *template {
	file := path.Join(t.folder, name)
	found := l.texts[file]
	if found == nil && !l.set.broken[file] {
		l.findings = append(l.findings, diag.Finding{File: path.Join(t.folder, "typ.yaml"), Rule: "mall-saknas",
			Message: "filen " + name + " saknas i mappen", Remedy: "skriv beslutsförslaget i " + file})
	}
	return found
}

// checkFacts reports uppgifter that the texts use and typ.yaml does not name.
func (l *loader) checkFacts(t *CaseType) {
	for _, file := range slices.Sorted(maps.Keys(l.texts)) {
		if path.Dir(file) != t.folder {
			continue
		}
		src := l.texts[file].src
		for _, m := range factPattern.FindAllStringSubmatchIndex(src.text, -1) {
			name := src.text[m[2]:m[3]]
			if slices.ContainsFunc(t.Facts, func(f Fact) bool { return identifier(f.Name) == name }) {
				continue
			}
			names := make([]string, len(t.Facts))
			for i, f := range t.Facts {
				names[i] = identifier(f.Name)
			}
			l.findings = append(l.findings, src.at(m[2], diag.Finding{Rule: "odeklarerad-uppgift",
				Message: "uppgiften " + name + " finns inte i typ.yaml",
				Remedy:  suggest(name, names, "lägg till den under uppgifter i "+path.Join(t.folder, "typ.yaml"))}))
		}
	}
}

// checkType reports what a case lacks for its case type. An uppgift that the type
// requires is needed by the texts that are left when the case has replaced its
// own: those that looked at it.
func (s *scope) checkType(seen touched) []diag.Finding {
	s = s.ofCaseType()
	c := s.kase
	if c == nil || c.CaseType == "" {
		return nil
	}
	if s.caseType == nil {
		names := slices.Sorted(maps.Keys(s.set.types))
		return []diag.Finding{{Rule: "okänd-ärendetyp", Message: "ärendetypen ”" + c.CaseType + "” finns inte", Path: s.path("ärendetyp"),
			Remedy: suggest(c.CaseType, names, "skriv en av "+strings.Join(names, ", "))}}
	}
	var findings []diag.Finding
	t := s.caseType
	if _, ok := t.proposals[c.Variant]; !ok && (c.Variant != "" || len(c.Proposal) == 0) {
		f := diag.Finding{Rule: "okänd-variant", Message: "ärendetypen " + t.Name + " har ingen variant som heter ”" + c.Variant + "”", Path: s.path("variant")}
		if c.Variant == "" {
			f.Rule, f.Message, f.Path = "variant-saknas", "ärendetypen "+t.Name+" har flera beslutsförslag och ärendet väljer inget", s.path("ärendetyp")
		}
		f.Remedy = "skriv variant: följt av " + or(t.variantNames())
		if near, found := diag.Nearest(c.Variant, t.variantNames()); found && c.Variant != "" {
			f.Remedy = "skriv " + near
		}
		if len(t.Variants) == 0 {
			f.Remedy = "ta bort variant"
		}
		findings = append(findings, f)
	}
	for _, fact := range t.Facts {
		given := slices.ContainsFunc(c.Facts, func(f namnd.Fact) bool { return identifier(f.Name) == identifier(fact.Name) })
		if fact.Required && !given && seen.has(s.path("uppgifter."+identifier(fact.Name))) {
			findings = append(findings, s.missingFact(fact))
		}
	}
	return findings
}

func (s *scope) missingFact(f Fact) diag.Finding {
	return diag.Finding{Rule: "uppgift-saknas", Path: s.path("uppgifter"),
		Message: "ärendetypen " + s.caseType.Name + " behöver uppgiften " + f.Name, Remedy: "skriv " + f.Name + " under uppgifter: " + f.Help}
}
