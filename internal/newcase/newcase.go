// Package newcase begins files: a case from a case type, a meeting, and this
// year's case from last year's. It gives texts and writes nothing.
package newcase

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"kansli/internal/casefile"
	"kansli/internal/civil"
	"kansli/internal/merge"
	"kansli/internal/yamldoc"
)

// Case is the text of a case that has only been begun: it says which fields
// must be filled in.
func Case(caseType, board, title string, types []merge.CaseType) ([]byte, error) {
	v := mapping{{Name: "typ", Value: yamldoc.TextValue("ärende")}}
	i := slices.IndexFunc(types, func(t merge.CaseType) bool { return t.Name == caseType })
	if i >= 0 {
		v.add("ärendetyp", caseType)
		if len(types[i].Variants) > 0 {
			v.add("variant", types[i].Variants[0].Name)
		}
	}
	v.add("status", "utkast")
	v.add("nämnd", board)
	v.add("dnr", "")
	v.add("rubrik", title)
	v.add("datum", "")
	v = append(v, yamldoc.Key{Name: "handläggare", Value: yamldoc.Value{Kind: yamldoc.List, Items: []yamldoc.Value{
		{Kind: yamldoc.Mapping, Keys: []yamldoc.Key{{Name: "namn"}}}}}})
	if i >= 0 && len(types[i].Facts) > 0 {
		facts := yamldoc.Value{Kind: yamldoc.Mapping}
		for _, f := range types[i].Facts {
			if f.Required {
				facts.Keys = append(facts.Keys, yamldoc.Key{Name: f.Name})
			}
		}
		v = append(v, yamldoc.Key{Name: "uppgifter", Value: facts})
	}
	if i < 0 {
		v = append(v, yamldoc.Key{Name: "förslag", Value: yamldoc.Value{Kind: yamldoc.List, Items: []yamldoc.Value{yamldoc.TextValue("")}}},
			yamldoc.Key{Name: "avsnitt", Value: yamldoc.Value{Kind: yamldoc.Mapping, Keys: []yamldoc.Key{{Name: "Sammanfattning"}, {Name: "Bakgrund"}, {Name: "Ärendet"}}}})
	}
	return v.text()
}

// Meeting is the text of a meeting that is planned.
func Meeting(board, date string) ([]byte, error) {
	v := mapping{{Name: "typ", Value: yamldoc.TextValue("sammanträde")}}
	v.add("nämnd", board)
	v.add("datum", date)
	v = append(v, yamldoc.Key{Name: "tid", Value: yamldoc.Value{Kind: yamldoc.Mapping, Keys: []yamldoc.Key{{Name: "start"}}}})
	v.add("plats", "")
	v = append(v, yamldoc.Key{Name: "närvarande"}, yamldoc.Key{Name: "sekreterare"}, yamldoc.Key{Name: "paragrafer"})
	return v.text()
}

// mapping is the fields of a file that is begun.
type mapping []yamldoc.Key

func (m *mapping) add(name, text string) {
	k := yamldoc.Key{Name: name}
	if text != "" {
		k.Value = yamldoc.TextValue(text)
	}
	*m = append(*m, k)
}

func (m mapping) text() ([]byte, error) {
	var text []byte
	for _, k := range m {
		var err error
		if text, err = yamldoc.Apply(text, yamldoc.Edit{Op: yamldoc.OpSet, Path: yamldoc.Path{{Key: k.Name}}, Value: k.Value}); err != nil {
			return nil, err
		}
	}
	return text, nil
}

// What a copy never takes along: what belonged to the one time. Fields are
// emptied, so that the page asks for them; whole parts are left out.
var (
	emptied = []string{"dnr", "datum", "sammanträde"}
	dropped = []string{"avsändarens_dnr", "nummer", "justering", "paragrafer", "rättelser", "föredragningslista", "maskeras", "tid", "kallelse"}
)

// Copy makes this year's file of last year's. Dates and dnr are emptied, also
// those deeper in; the first lines say so and name the source.
func Copy(src []byte, title, from string) ([]byte, error) {
	doc, findings := yamldoc.Parse("", src)
	if len(findings) > 0 {
		return nil, yamldoc.ErrEdit
	}
	text := src
	edit := func(e yamldoc.Edit) error {
		out, err := yamldoc.Apply(text, e)
		if err == nil {
			text = out
		}
		return err
	}
	v := doc.Value()
	kind := casefile.Kind(doc.Text("typ"))
	for _, k := range v.Keys {
		at := yamldoc.Path{{Key: k.Name}}
		switch {
		case slices.Contains(dropped, k.Name):
			if err := edit(yamldoc.Edit{Op: yamldoc.OpRemove, Path: at}); err != nil {
				return nil, err
			}
		case slices.Contains(emptied, k.Name):
			if err := edit(yamldoc.Edit{Op: yamldoc.OpSet, Path: at}); err != nil {
				return nil, err
			}
		}
	}
	doc, _ = yamldoc.Parse("", text)
	for _, path := range datePaths(doc.Value(), nil) {
		if err := edit(yamldoc.Edit{Op: yamldoc.OpSet, Path: path}); err != nil {
			return nil, err
		}
	}
	if kind == casefile.KindCase {
		if err := edit(yamldoc.Edit{Op: yamldoc.OpSet, Path: yamldoc.Path{{Key: "status"}}, Value: yamldoc.TextValue("utkast"), Order: order(kind)}); err != nil {
			return nil, err
		}
		if title != "" {
			if err := edit(yamldoc.Edit{Op: yamldoc.OpSet, Path: yamldoc.Path{{Key: "rubrik"}}, Value: yamldoc.TextValue(title)}); err != nil {
				return nil, err
			}
		}
	}
	note := "# Kopia av " + path.Base(strings.ReplaceAll(from, "\n", " ")) + ". Datum, frister och diarienummer är tömda.\n"
	return append([]byte(note), text...), nil
}

// datePaths finds every date of a file, also those that only a template knows the
// meaning of.
func datePaths(v yamldoc.Value, at yamldoc.Path) []yamldoc.Path {
	var found []yamldoc.Path
	if _, err := civil.ParseDate(v.Text); v.Kind == yamldoc.Text && err == nil {
		found = append(found, at)
	}
	for _, k := range v.Keys {
		found = append(found, datePaths(k.Value, append(slices.Clone(at), yamldoc.Step{Key: k.Name}))...)
	}
	for i, item := range v.Items {
		found = append(found, datePaths(item, append(slices.Clone(at), yamldoc.Step{Index: i}))...)
	}
	return found
}

var yearOrDate = regexp.MustCompile(`\b(?:19|20)\d\d(?:-\d\d-\d\d)?\b`)

// Years lists the texts of a file that name a year, which somebody has to look at
// in a copy.
func Years(v yamldoc.Value) []string {
	var found []string
	var visit func(v yamldoc.Value, at yamldoc.Path)
	visit = func(v yamldoc.Value, at yamldoc.Path) {
		if m := yearOrDate.FindString(v.Text); m != "" && v.Kind == yamldoc.Text {
			found = append(found, at.String()+" nämner "+m)
		}
		for _, k := range v.Keys {
			visit(k.Value, append(slices.Clone(at), yamldoc.Step{Key: k.Name}))
		}
		for i, item := range v.Items {
			visit(item, append(slices.Clone(at), yamldoc.Step{Index: i}))
		}
	}
	visit(v, nil)
	return found
}

// order is the fields of a kind of file in their order.
func order(kind casefile.Kind) []string {
	var names []string
	for _, f := range casefile.Fields(kind) {
		names = append(names, f.Name)
	}
	return names
}
