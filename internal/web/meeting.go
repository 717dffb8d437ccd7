package web

import (
	"fmt"
	"net/http"
	"path"
	"strconv"
	"strings"

	"kansli/internal/casefile"
	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/swedish"
	"kansli/internal/yamldoc"
)

// meetingPage is the page of the secretary in the room.
type meetingPage struct {
	editPage
	View meetingView
}

// meetingView is what of the page changes with the text.
type meetingView struct {
	Broken    bool
	Section   int // index of the § at hand, -1 without one
	Paper     string
	Roster    []seat
	There     int
	Sections  []sectionLink
	Controls  []control // of the § at hand
	Kinds     []control
	AddItem   string
	Motions   []motionRow
	AddMotion string
	Conflict  []conflictRow
	Votes     []voteView
	AddVote   string
	Part      []string // who take part in the decision
	Warnings  []diag.Finding
	No, Title string
	Base      string // path of the § as JSON
}

// seat is somebody who can be present.
type seat struct {
	Name, Party, Role string
	Present           bool
	Standing          string // at the § at hand
	Toggle            string // changes
	Key               string
	ID                string
}

type sectionLink struct {
	Index     int
	No, Title string
	Here      bool
	Faults    int
}

type motionRow struct {
	Fields []control
	Remove string
	Title  string
}

type conflictRow struct {
	Name, Replaced, Remove string
}

// voteView is an omröstning with what has been counted.
type voteView struct {
	Index    int
	Fields   []control
	Ballots  []ballotRow
	Count    namnd.Count
	Left     int
	Result   string
	Remove   string
	ID       string
	Complete bool
}

type ballotRow struct {
	Name, Party string
	ID          string
	Choices     []ballotChoice
	Cast        bool
}

type ballotChoice struct {
	Word, Key, Edits string
	Chosen           bool
}

// keys for people in the attendance list, by their place.
const rosterKeys = "123456789abcdefghijklmnopqrstuvwxyzåäö"

var ballotKeys = map[namnd.Choice]string{namnd.Yes: "j", namnd.No: "n", namnd.Abstain: "a", namnd.Absent: "f"}

func (d *Desk) meeting(w http.ResponseWriter, r *http.Request) error {
	name := r.URL.Query().Get("fil")
	text, version, err := d.folder.read(name)
	if err != nil {
		return err
	}
	section, _ := strconv.Atoi(r.URL.Query().Get("p"))
	known, err := d.known(name)
	if err != nil {
		return err
	}
	p := meetingPage{View: d.meetingView(name, text, section)}
	p.File, p.Name, p.Text, p.Version, p.Known, p.Drafts = name, path.Base(name), string(text), version, known, d.folder.drafts(name)
	return d.page(w, "meeting", page{Title: "Sammanträde – " + p.Name, Wide: true, Data: p})
}

func (d *Desk) meetingView(name string, text []byte, section int) meetingView {
	l := d.look(name, text)
	doc, _ := yamldoc.Parse(name, text)
	v := meetingView{Section: -1}
	m := l.file.Meeting
	if m == nil || doc.Value().Kind != yamldoc.Mapping {
		v.Broken = true
		return v
	}
	items := doc.Value().Get("paragrafer").Items
	if len(items) > 0 {
		v.Section = max(0, min(section, len(items)-1, len(m.Items)-1))
	}
	var it *namnd.Item
	if v.Section >= 0 && v.Section < len(m.Items) {
		it = &m.Items[v.Section]
		v.Paper = "protokollsutdrag-" + swedish.FileName(it.No)
		v.No, v.Title = it.No, it.Title
	} else {
		v.Section = -1
	}
	v.roster(d, name, m, it)
	for i := range m.Items {
		link := sectionLink{Index: i, No: m.Items[i].No, Title: m.Items[i].Title, Here: i == v.Section}
		for _, f := range own(name, l.findings) {
			if f.Severity == diag.Error && strings.HasPrefix(f.Path, fmt.Sprintf("paragrafer[%d]", i)) {
				link.Faults++
			}
		}
		v.Sections = append(v.Sections, link)
	}
	next := "1"
	if n := len(m.Items); n > 0 {
		if nr, err := strconv.Atoi(m.Items[n-1].No); err == nil {
			next = strconv.Itoa(nr + 1)
		}
	}
	v.AddItem = edits(change{Op: insertOrSet(len(items)), Path: steps{{Key: "paragrafer"}, {Index: len(items)}}, Value: fields("nr", next, "rubrik", "Ny paragraf", "beslut", "Nämnden …")})
	for _, f := range own(name, l.findings) {
		inSection := v.Section >= 0 && strings.HasPrefix(f.Path, fmt.Sprintf("paragrafer[%d]", v.Section))
		if inSection || strings.HasPrefix(f.Path, "närvarande") || !strings.HasPrefix(f.Path, "paragrafer") {
			v.Warnings = append(v.Warnings, f)
		}
	}
	if it != nil {
		v.section(l.boards, doc.Value(), m, it)
	}
	return v
}

func insertOrSet(n int) yamldoc.Op {
	if n == 0 {
		return yamldoc.OpSet
	}
	return yamldoc.OpInsert
}

// fields makes a value of names and texts.
func fields(pairs ...string) value {
	v := value{Kind: yamldoc.Mapping}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Keys = append(v.Keys, yamldoc.Key{Name: pairs[i], Value: yamldoc.TextValue(pairs[i+1])})
	}
	return v
}

var standings = map[namnd.Standing]string{
	namnd.Away: "inte med", namnd.Watching: "tjänstgör inte", namnd.Conflicted: "jäv",
	namnd.StandsAside: "deltar inte", namnd.TakesPart: "deltar",
}

// roster lists those who are present, and those who were at the board's other
// meetings in the folder and are not here.
func (v *meetingView) roster(d *Desk, name string, m *namnd.Meeting, it *namnd.Item) {
	seen := map[string]bool{}
	add := func(a namnd.Attendance, index int) {
		if a.Name == "" || seen[a.Name] {
			return
		}
		seen[a.Name] = true
		s := seat{Name: a.Name, Party: a.Party, Role: string(a.Role), Present: index >= 0, ID: fieldID(yamldoc.Path{{Key: "närvarande"}, {Key: a.Name}})}
		if n := []rune(rosterKeys); len(v.Roster) < len(n) {
			s.Key = string(n[len(v.Roster)])
		}
		if index >= 0 {
			v.There++
			s.Toggle = edits(change{Op: yamldoc.OpRemove, Path: steps{{Key: "närvarande"}, {Index: index}}})
			if it != nil {
				s.Standing = standings[m.Standing(a.Name, it)]
			}
		} else {
			s.Toggle = edits(change{Op: insertOrSet(len(m.Present)), Path: steps{{Key: "närvarande"}, {Index: len(m.Present)}}, Value: fields("namn", a.Name, "parti", a.Party, "uppdrag", string(a.Role))})
		}
		v.Roster = append(v.Roster, s)
	}
	for i, a := range m.Present {
		add(a, i)
	}
	for _, other := range d.shelf.recent() {
		if o := other.file.Meeting; o != nil && other.name != name && o.Board.ID == m.Board.ID {
			for _, a := range o.Present {
				add(a, -1)
			}
		}
	}
}

// section shows the § at hand.
func (v *meetingView) section(boards []namnd.Board, root yamldoc.Value, m *namnd.Meeting, it *namnd.Item) {
	at := yamldoc.Path{{Key: "paragrafer"}, {Index: v.Section}}
	v.Base = asJSON(steps(at))
	raw := root.Get("paragrafer").Items[v.Section]
	mk := maker{boards: boards}
	all := sectionFields()
	control := func(name string) control {
		f, _ := find(all, name)
		return mk.control(f, raw.Get(name), below(at, name))
	}
	for _, name := range []string{"nr", "rubrik", "dnr", "beslut", "ordföranden_finner", "utfall", "reservationer", "deltar_inte", "omedelbart_justerad"} {
		v.Controls = append(v.Controls, control(name))
	}
	for _, a := range m.TakingPart(it) {
		v.Part = append(v.Part, a.Name)
	}
	motions := control("yrkanden")
	for _, row := range motions.Rows {
		v.Motions = append(v.Motions, motionRow{Fields: append(row.Fields, row.More...), Remove: row.Remove, Title: row.Title})
	}
	n := len(it.Motions)
	v.AddMotion = edits(change{Op: insertOrSet(n), Path: steps(append(below(at, "yrkanden"), yamldoc.Step{Index: n})), Value: fields("av", "", "yrkar", "bifall")})
	for i, c := range it.Conflicts {
		v.Conflict = append(v.Conflict, conflictRow{c.Name, c.ReplacedBy, edits(change{Op: yamldoc.OpRemove, Path: steps(append(below(at, "jäv"), yamldoc.Step{Index: i}))})})
	}
	for i := range it.Votes {
		v.Votes = append(v.Votes, voteOf(mk, all, raw, at, m, it, i))
	}
	n = len(it.Votes)
	v.AddVote = edits(change{Op: insertOrSet(n), Path: steps(append(below(at, "omröstningar"), yamldoc.Step{Index: n})),
		Value: fields("gäller", "huvudvotering", "ja", "bifall till förvaltningens förslag", "nej", "avslag på förvaltningens förslag", "ja_betyder", "bifall", "nej_betyder", "avslag")})
}

func below(at yamldoc.Path, name string) yamldoc.Path {
	return append(append(yamldoc.Path{}, at...), yamldoc.Step{Key: name})
}

// sectionFields are the fields of a §.
func sectionFields() []yamldoc.Field {
	f, _ := find(casefile.Fields(casefile.KindMeeting), "paragrafer")
	return f.Fields()
}

// voteOf shows one omröstning: who has voted what and what that gives.
func voteOf(mk maker, all []yamldoc.Field, raw yamldoc.Value, at yamldoc.Path, m *namnd.Meeting, it *namnd.Item, i int) voteView {
	vote := it.Votes[i]
	list, _ := find(all, "omröstningar")
	p := append(below(at, "omröstningar"), yamldoc.Step{Index: i})
	written := raw.Get("omröstningar")
	one := written
	if written.Kind == yamldoc.List {
		one = written.Items[i]
	}
	out := voteView{Index: i, Count: vote.Tally(), ID: fieldID(p), Remove: edits(change{Op: yamldoc.OpRemove, Path: steps(p)})}
	for _, name := range []string{"gäller", "ja", "nej", "ja_betyder", "nej_betyder"} {
		f, _ := find(list.Fields(), name)
		out.Fields = append(out.Fields, mk.control(f, one.Get(name), below(p, name)))
	}
	if vote.Tally().Tie() {
		name := "utslagsröst"
		if it.DrawsLots(vote) {
			name = "lottning"
		}
		f, _ := find(list.Fields(), name)
		out.Fields = append(out.Fields, mk.control(f, one.Get(name), below(p, name)))
	}
	cast := map[string]namnd.Choice{}
	index := map[string]int{}
	for k, b := range vote.Ballots {
		cast[b.Name], index[b.Name] = b.Vote, k
	}
	for _, a := range m.TakingPart(it) {
		row := ballotRow{Name: a.Name, Party: a.Party, ID: fieldID(append(below(p, "röster"), yamldoc.Step{Key: a.Name}))}
		for _, w := range []namnd.Choice{namnd.Yes, namnd.No, namnd.Abstain} {
			where := append(below(p, "röster"), yamldoc.Step{Key: a.Name})
			set := value(yamldoc.TextValue(string(w)))
			if one.Get("röster").Kind == yamldoc.List {
				set = fields("namn", a.Name, "röst", string(w))
				k, known := index[a.Name]
				if !known {
					k = len(vote.Ballots)
				}
				where = append(below(p, "röster"), yamldoc.Step{Index: k})
			}
			c := change{Op: yamldoc.OpSet, Path: steps(where), Value: set}
			row.Choices = append(row.Choices, ballotChoice{Word: swedish.Capital(string(w)), Key: ballotKeys[w], Edits: edits(c), Chosen: cast[a.Name] == w})
		}
		row.Cast = cast[a.Name] != ""
		if !row.Cast {
			out.Left++
		}
		out.Ballots = append(out.Ballots, row)
	}
	out.Complete = out.Left == 0 && len(out.Ballots) > 0
	side, means := it.Winner(vote)
	switch {
	case out.Count.Cast() == 0:
		out.Result = "Inga röster än."
	case side == "":
		out.Result = "Lika röstetal. Ordföranden avgör med utslagsröst."
		if it.DrawsLots(vote) {
			out.Result = "Lika röstetal. Lotten avgör."
		}
	default:
		out.Result = swedish.Capital(string(side)) + "-sidan vinner"
		if outcome := vote.Stands(side); outcome != "" {
			out.Result += ": " + string(outcome)
		}
		if means == namnd.ByCasting {
			out.Result += ", genom ordförandens utslagsröst"
		}
		out.Result += "."
	}
	return out
}
