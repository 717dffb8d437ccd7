package casefile

import (
	"fmt"
	"slices"

	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/yamldoc"
)

// Kind is what a file is, by the word that its key typ has.
type Kind string

const (
	KindCase     Kind = "ärende"
	KindMeeting  Kind = "sammanträde"
	KindBoards   Kind = "nämnder"
	KindDispatch Kind = "utskick"
)

// kinds lists the words for each kind; the second is for keyboards without å ä ö.
var kinds = []struct {
	kind  Kind
	ascii string
	empty any
	sign  string // a key that only this kind has
}{
	{KindMeeting, "sammantrade", meetingFile{}, "paragrafer"},
	{KindDispatch, "utskick", dispatchFile{}, "skillnader"},
	{KindBoards, "namnder", boardsFile{}, "nämnder"},
	{KindCase, "arende", caseFile{}, ""},
}

// Kinds lists the kinds of files in the order in which they are explained.
func Kinds() []Kind { return []Kind{KindCase, KindMeeting, KindBoards, KindDispatch} }

// Schema returns the JSON Schema of a kind of file, for editors.
func Schema(kind Kind) ([]byte, error) {
	for _, k := range kinds {
		if k.kind == kind {
			return yamldoc.Schema(k.empty, "kansli: "+string(kind))
		}
	}
	return nil, fmt.Errorf("”%s” är ingen sorts fil; skriv ärende, sammanträde, nämnder eller utskick", kind)
}

// The files as they are written: typ and the fields of the value.
type (
	caseFile struct {
		Kind caseWord `sv:"typ,required" help:"ärende"`
		namnd.Case
	}
	meetingFile struct {
		Kind meetingWord `sv:"typ,required" help:"sammanträde"`
		namnd.Meeting
	}
	dispatchFile struct {
		Kind dispatchWord `sv:"typ,required" help:"utskick"`
		namnd.Dispatch
	}
	boardsFile struct {
		Kind boardsWord `sv:"typ,required" help:"nämnder"`
		namnd.Boards
	}
)

// word is the value of typ. What it says is checked by kindOf, before the file is
// decoded; the types around it are for the schemas.
type word string

// UnmarshalText takes any text.
func (w *word) UnmarshalText(b []byte) error {
	*w = word(b)
	return nil
}

type (
	caseWord     struct{ word }
	meetingWord  struct{ word }
	boardsWord   struct{ word }
	dispatchWord struct{ word }
)

// Values lists the words that may be written.
func (caseWord) Values() []string     { return []string{string(KindCase)} }
func (meetingWord) Values() []string  { return []string{string(KindMeeting)} }
func (boardsWord) Values() []string   { return []string{string(KindBoards)} }
func (dispatchWord) Values() []string { return []string{string(KindDispatch)} }

// kindOf finds out what a file is. When typ is wrong or left out it goes by the
// other keys, so that their faults come in the same pass; the empty kind means
// that there is nothing to go by.
func kindOf(doc yamldoc.Doc) (Kind, []diag.Finding) {
	typ := doc.Text("typ")
	for _, k := range kinds {
		if typ == string(k.kind) || typ == k.ascii {
			return k.kind, nil
		}
	}
	keys := doc.Keys()
	if len(keys) == 0 {
		return "", nil
	}
	var findings []diag.Finding
	if typ != "" {
		f := diag.Finding{Path: "typ", Rule: "okänd-typ", Message: fmt.Sprintf("”%s” är ingen sorts fil", typ), Remedy: "skriv ärende, sammanträde, nämnder eller utskick"}
		var words []string
		for _, k := range kinds {
			words = append(words, string(k.kind))
		}
		near, found := diag.Nearest(typ, words)
		if found {
			f.Remedy = fmt.Sprintf("skriv ”%s”", near)
		}
		findings = append(findings, f)
		if found {
			return Kind(near), findings
		}
	}
	for _, k := range kinds {
		if slices.Contains(keys, k.sign) {
			return k.kind, findings
		}
	}
	return KindCase, findings
}
