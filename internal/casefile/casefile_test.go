package casefile

import (
	"io/fs"
	"reflect"
	"strings"
	"testing"

	"kansli/internal/diag"
	"kansli/internal/namnd"
)

// folder is a set of files in memory. It counts how often each is opened.
type folder struct {
	files  map[string]string
	opened map[string]int
}

func newFolder(files map[string]string) *folder { return &folder{files, map[string]int{}} }

func (f *folder) open(name string) ([]byte, error) {
	src, ok := f.files[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	f.opened[name]++
	return []byte(src), nil
}

const boardsYAML = `typ: nämnder
kommun: Stockholms stad
nämnder:
  bromma:
    namn: Bromma stadsdelsnämnd
    genitiv: Bromma stadsdelsnämnds
    slag: stadsdelsnämnd
    förvaltning: Bromma stadsdelsförvaltning
    undertecknare: [{namn: Eva Exempel, titel: Stadsdelsdirektör}]
  socialnämnden:
    namn: socialnämnden
    genitiv: socialnämndens
    slag: facknämnd
    förvaltning: Socialförvaltningen
    förvaltningsslag: kontor
`

const caseYAML = `typ: ärende
nämnd: bromma
dnr: BRO 2023/107
rubrik: Deltagande i kvalitetsutmärkelsen
datum: 2023-04-20
handläggare: Anna Exempel
förslag: Nämnden noterar anmälan.
`

const meetingYAML = `typ: sammanträde
nämnd: bromma
datum: 2023-05-11
sekreterare: Bo Exempel
närvarande:
  - {namn: Cilla Exempel, parti: S, uppdrag: ordförande}
  - {namn: David Exempel, parti: V, uppdrag: ersättare, tjänstgör: {för: Eva Exempel, paragrafer: 3–7}}
paragrafer:
  - nr: 9
    rubrik: Sammanträdet öppnas
    beslut: Nämnden förklarar sammanträdet öppnat.
  - nr: 10
    ärende: ../arenden/kvalitet.yaml
    beslut: Enligt förslaget.
  - nr: 10 A
    ärende: ..\arenden\kvalitet.yaml
    rubrik: En annan rubrik
    dnr: BRO 2023/108
    beslut:
      - text: |
          Nämnden beslutar att
        underpunkter: [a, b]
`

// read reads a file that must be without fault.
func read(t *testing.T, r *Reader, name string) File {
	t.Helper()
	f, findings := r.Read(name)
	if len(findings) > 0 {
		t.Fatalf("findings in a good file:\n%s", report(findings))
	}
	return f
}

func report(findings []diag.Finding) string {
	var b strings.Builder
	diag.WriteText(&b, findings)
	return b.String()
}

func TestCase(t *testing.T) {
	f := newFolder(map[string]string{"stad/namnder.yaml": boardsYAML, "stad/2023/a.yaml": caseYAML})
	got := read(t, NewReader(f.open), "stad/2023/a.yaml")
	want := namnd.Board{
		ID: "bromma", Name: "Bromma stadsdelsnämnd", Genitive: "Bromma stadsdelsnämnds", Short: "stadsdelsnämnden",
		Kind: namnd.District, Office: "Bromma stadsdelsförvaltning", OfficeKind: namnd.Administration,
		Signatories: []namnd.Person{{Name: "Eva Exempel", Title: "Stadsdelsdirektör"}},
	}
	if got.Kind != KindCase || got.Meeting != nil || got.Boards != nil || !reflect.DeepEqual(got.Case.Board, want) {
		t.Errorf("got %+v, board %+v", got, got.Case.Board)
	}
	if p, ok := got.Marks.Find("handläggare"); !ok || p.Line != 6 {
		t.Errorf("handläggare is at %+v, %v", p, ok)
	}
}

func TestMeeting(t *testing.T) {
	f := newFolder(map[string]string{"namnder.yaml": boardsYAML, "arenden/kvalitet.yaml": caseYAML, "moten/maj.yaml": meetingYAML})
	got := read(t, NewReader(f.open), "moten/maj.yaml")
	items := got.Meeting.Items
	if len(items) != 3 || items[0].Case != nil || items[1].Case == nil || items[2].Case == nil {
		t.Fatalf("items are %+v", items)
	}
	if it := items[1]; it.Title != "Deltagande i kvalitetsutmärkelsen" || !reflect.DeepEqual(it.Dnr, []string{"BRO 2023/107"}) || !it.DecidedAsProposed() {
		t.Errorf("item filled from its case: %+v", it)
	}
	if it := items[2]; it.Title != "En annan rubrik" || !reflect.DeepEqual(it.Dnr, []string{"BRO 2023/108"}) || len(it.Decision[0].Points) != 2 {
		t.Errorf("item with words of its own: %+v", it)
	}
	if items[1].Case.Board.Name != "Bromma stadsdelsnämnd" {
		t.Errorf("the board of the case is %+v", items[1].Case.Board)
	}
	if f.opened["arenden/kvalitet.yaml"] != 1 || f.opened["namnder.yaml"] != 1 {
		t.Errorf("files were opened %v times", f.opened)
	}
}

func TestBoardsFor(t *testing.T) {
	r := NewReader(newFolder(map[string]string{"stad/namnder.yaml": boardsYAML}).open)
	if got := r.BoardsFor("stad/2023/a.yaml"); len(got) != 2 || got[1].ID != "socialnämnden" {
		t.Errorf("the boards of a file below are %+v", got)
	}
	if got := r.BoardsFor("a.yaml"); got != nil {
		t.Errorf("a file above the register has boards: %+v", got)
	}
}

func TestJSON(t *testing.T) {
	f := newFolder(map[string]string{"namnder.yaml": boardsYAML})
	file, findings := NewReader(f.open).Parse("-", []byte(`{"typ":"ärende","nämnd":"socialnämnden","dnr":["SOF 2013/41"],"rubrik":"R","datum":"2013-04-22","handläggare":[{"namn":"Anna"}]}`))
	if len(findings) > 0 || file.Case.Board.OfficeKind != namnd.Bureau || file.Case.Board.Short != "socialnämnden" {
		t.Errorf("got %+v\n%s", file.Case, report(findings))
	}
}

func TestBoards(t *testing.T) {
	const inline = "typ: ärende\ndnr: x\nrubrik: R\ndatum: 2013-04-22\nhandläggare: A\n"
	for name, c := range map[string]struct {
		files       map[string]string
		file, short string
		explicit    *namnd.Boards
	}{
		"name with diacritics": {map[string]string{"nämnder.yaml": boardsYAML, "a.yaml": caseYAML}, "a.yaml", "stadsdelsnämnden", nil},
		"above the folder":     {map[string]string{"../../namnder.yaml": boardsYAML, "a.yaml": caseYAML}, "a.yaml", "stadsdelsnämnden", nil},
		"absolute":             {map[string]string{"/stad/namnder.yaml": boardsYAML, "/stad/b/c/a.yaml": caseYAML}, "/stad/b/c/a.yaml", "stadsdelsnämnden", nil},
		"nearest":              {map[string]string{"namnder.yaml": "typ: nämnder\nnämnder: {}\n", "b/namnder.yaml": boardsYAML, "b/a.yaml": caseYAML}, "b/a.yaml", "stadsdelsnämnden", nil},
		"explicit":             {map[string]string{"namnder.yaml": "typ: nämnder\n", "a.yaml": caseYAML}, "a.yaml", "SDN", &namnd.Boards{Boards: []namnd.Board{{ID: "bromma", Name: "B", Genitive: "B:s", Short: "SDN", Kind: namnd.District, Office: "F"}}}},
		"written out":          {map[string]string{"a.yaml": inline + "nämnd: {namn: kulturnämnden, genitiv: kulturnämndens, slag: facknämnd, förvaltning: Kulturförvaltningen}\n"}, "a.yaml", "kulturnämnden", nil},
		"with a field changed": {map[string]string{"namnder.yaml": boardsYAML, "a.yaml": inline + "nämnd: {id: bromma, kort: nämnden}\n"}, "a.yaml", "nämnden", nil},
	} {
		t.Run(name, func(t *testing.T) {
			r := NewReader(newFolder(c.files).open)
			r.Boards = c.explicit
			if b := read(t, r, c.file).Case.Board; b.Short != c.short {
				t.Errorf("the board is %+v", b)
			}
		})
	}
}

func TestFaults(t *testing.T) {
	good := map[string]string{"namnder.yaml": boardsYAML, "kvalitet.yaml": caseYAML}
	for name, c := range map[string]struct {
		add  map[string]string // a.yaml is read
		want string
	}{
		"no file":        {nil, "a.yaml: fel: filen finns inte [går-ej-att-öppna]"},
		"typ left out":   {map[string]string{"a.yaml": strings.TrimPrefix(caseYAML, "typ: ärende\n")}, "a.yaml:1:1: fel: typ saknas [saknas]"},
		"typ misspelt":   {map[string]string{"a.yaml": strings.Replace(caseYAML, "ärende", "ärnde", 1)}, "a.yaml:1:6: fel: ”ärnde” är ingen sorts fil [okänd-typ]"},
		"typ in ASCII":   {map[string]string{"a.yaml": strings.Replace(caseYAML, "ärende", "arende", 1)}, ""},
		"key in ASCII":   {map[string]string{"a.yaml": strings.Replace(caseYAML, "nämnd:", "namnd:", 1)}, "a.yaml:2:1: fel: okänd nyckel ”namnd” [okänd-nyckel]"},
		"unknown board":  {map[string]string{"a.yaml": strings.Replace(caseYAML, "bromma", "broma", 1)}, "a.yaml:2:8: fel: nämnden ”broma” finns inte bland nämnderna [okänd-nämnd]"},
		"bare board":     {map[string]string{"a.yaml": strings.Replace(caseYAML, "bromma", "{namn: kulturnämnden, slag: fack}", 1)}, "a.yaml:2:8: fel: förvaltning saknas för nämnden [saknas]\na.yaml:2:8: fel: genitiv saknas för nämnden [saknas]\na.yaml:2:36: fel: ”fack” kan inte stå här [okänt-värde]"},
		"syntax":         {map[string]string{"a.yaml": "typ: ärende\nnämnd: 'x\n"}, "a.yaml:1:1: fel: datum saknas [saknas]\na.yaml:1:1: fel: dnr saknas [saknas]\na.yaml:1:1: fel: handläggare saknas [saknas]\na.yaml:1:1: fel: rubrik saknas [saknas]\na.yaml:2:8: fel: det enkla citattecknet avslutas aldrig [yaml-syntax]"},
		"empty":          {map[string]string{"a.yaml": ""}, "a.yaml:1:1: fel: filen är tom [tom-fil]"},
		"list":           {map[string]string{"a.yaml": "- a"}, "a.yaml:1:1: fel: här väntas nycklar, men det står en lista [fel-form]"},
		"register":       {map[string]string{"a.yaml": caseYAML, "namnder.yaml": "typ: nämnder\nnämnder:\n  bromma: {namn: B, genitiv: B:s, slag: facknämnd, frvaltning: F}\n  bromma: {namn: C}\n"}, "namnder.yaml:3:52: fel: okänd nyckel ”frvaltning” [okänd-nyckel]\nnamnder.yaml:4:3: fel: ”bromma” står redan tidigare på samma nivå [dubbel-nyckel]"},
		"register, lack": {map[string]string{"a.yaml": caseYAML, "namnder.yaml": "typ: nämnder\nnämnder:\n  bromma: {namn: B, genitiv: B:s, slag: facknämnd}\n"}, "namnder.yaml:3:11: fel: förvaltning saknas för nämnden [saknas]"},
		"not a register": {map[string]string{"a.yaml": caseYAML, "namnder.yaml": caseYAML}, "a.yaml:2:8: fel: nämnden ”bromma” kan inte slås upp, för det finns ingen fil med nämnder [okänd-nämnd]\nnamnder.yaml:1:6: fel: filen är ”ärende” men används som register över nämnder [fel-typ]"},
		"as the agenda proposes": {map[string]string{"a.yaml": `typ: sammanträde
nämnd: bromma
datum: 2023-05-11
sekreterare: Bo Exempel
föredragningslista:
  - {nr: 4 ½, rubrik: Lekplatsen, förslag: Nämnden rustar upp lekplatsen.}
  - {nr: 5, rubrik: Taxan}
paragrafer:
  - {nr: 1, punkt: 4 ½, beslut: enligt förslaget}
  - {nr: 2, punkt: 5, beslut: enligt förslaget}
`}, "a.yaml:10:31: fel: beslutet är enligt förslaget, men varken ett ärende eller en punkt i föredragningslistan har något förslag [förslag-saknas]"},
		"meeting": {map[string]string{"kvalitet.yaml": strings.Replace(caseYAML, "2023-04-20", "i går", 1), "a.yaml": `typ: sammantrade
nämnd: bromma
datum: 2023-05-11
sekreterare: Bo Exempel
paragrafer:
  - nr: 17 A
    ärende: kvalitet.yaml
    beslut: enligt förslag
  - nr: § 17a
    ärende: kvalitet.yaml
    beslut: enligt förslaget
  - nr: 18
    ärende: saknas.yaml
    beslut: enligt förslaget
  - nr: 19
    beslut: enligt förslaget
  - nr: 20
    ärende: a.yaml
    beslut: Nämnden bordlägger ärendet.
  - nr: 21
    ärende: namnder.yaml
    beslut: enligt förslaget
`}, `a.yaml:8:13: varning: ”enligt förslag” trycks som en egen beslutspunkt [okänt-värde]
a.yaml:9:9: fel: § § 17a finns två gånger; den är också paragraf 1 i filen [dubbel-paragraf]
a.yaml:13:13: fel: ärendets fil ”saknas.yaml” går inte att öppna [filen-saknas]
a.yaml:15:5: fel: rubrik saknas [saknas]
a.yaml:16:13: fel: beslutet är enligt förslaget, men varken ett ärende eller en punkt i föredragningslistan har något förslag [förslag-saknas]
a.yaml:18:13: fel: ”a.yaml” är ”sammanträde” och inte ett ärende [fel-typ]
a.yaml:21:13: fel: ”namnder.yaml” är ”nämnder” och inte ett ärende [fel-typ]
kvalitet.yaml:5:8: fel: ”i går” är inget datum [fel-värde]`},
	} {
		t.Run(name, func(t *testing.T) {
			files := map[string]string{}
			for _, set := range []map[string]string{good, c.add} {
				for name, src := range set {
					files[name] = src
				}
			}
			_, findings := NewReader(newFolder(files).open).Read("a.yaml")
			var got []string
			for line := range strings.Lines(report(findings)) {
				if strings.Contains(line, ".yaml:") {
					got = append(got, strings.TrimSpace(line))
				}
			}
			if strings.Join(got, "\n") != c.want {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), c.want)
			}
			for _, f := range findings {
				if f.Remedy == "" {
					t.Errorf("no remedy for %s", f.Message)
				}
			}
		})
	}
}

func TestSchemas(t *testing.T) {
	for _, kind := range Kinds() {
		got, err := Schema(kind)
		if err != nil || !strings.Contains(string(got), `"typ": {`) || !strings.Contains(string(got), `"enum": [`+"\n        \""+string(kind)+`"`) {
			t.Errorf("%s: %v\n%.600s", kind, err, got)
		}
	}
	if _, err := Schema("utlåtande"); err == nil {
		t.Error("there is a schema of a kind that does not exist")
	}
}
