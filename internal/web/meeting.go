package web

import (
	"fmt"
	"net/http"
	"path"
	"slices"
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
	Basics    []control // of the § at hand: its number, title and dnr
	Named     bool      // it has a title of its own
	Finding   []control // what the chair finds
	Decision  []control
	AddItem   string
	Motions   []motionRow
	AddMotion string
	Conflict  []conflictRow
	Votes     []voteView
	AddVote   string
	Part      []string // who take part in the decision
	Warnings  []warning
	Title     string
	No        string // of the § at hand
	Subject   string
	Base      string // path of the § as JSON
}

// seat is somebody who can be present.
type seat struct {
	Name, Party, Role string
	Present           bool
	Standing          string // at the § at hand
	Toggle            string // changes
	Key               string // stays with the person as long as the page is shown
	ID                string
}

// rollName is somebody of the list as the page shows it.
type rollName struct {
	Name  string `json:"namn"`
	Party string `json:"parti"`
	Role  string `json:"uppdrag"`
}

type sectionLink struct {
	Index     int
	No, Title string
	Here      bool
	Faults    int
}

type motionRow struct {
	Fields, More []control
	Remove       string
	Title        string
}

// warning is a finding, and how many more there are by the same rule.
type warning struct {
	diag.Finding
	More int
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
	Dotted   string
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
	p := meetingPage{View: d.meetingView(name, text, section, nil)}
	p.File, p.Name, p.Text, p.Version, p.Known, p.Drafts = name, path.Base(name), string(text), version, known, d.folder.drafts(name)
	return d.page(w, "meeting", page{Title: p.View.Title, Wide: true, Data: p})
}

// meetingTitle is what a meeting is called: its day and its board.
func meetingTitle(m *namnd.Meeting) string {
	title := "Sammanträde"
	if !m.Date.IsZero() {
		title += " " + m.Date.String()
	}
	if board := boardName(m.Board); board != "" {
		title += ", " + board
	}
	return title
}

func (d *Desk) meetingView(name string, text []byte, section int, roll []rollName) meetingView {
	l := d.look(name, text)
	doc, _ := yamldoc.Parse(name, text)
	v := meetingView{Section: -1, Title: path.Base(name)}
	m := l.file.Meeting
	if m == nil || doc.Value().Kind != yamldoc.Mapping {
		v.Broken = true
		return v
	}
	v.Title = meetingTitle(m)
	items := doc.Value().Get("paragrafer").Items
	if len(items) > 0 {
		v.Section = max(0, min(section, len(items)-1, len(m.Items)-1))
	}
	var it *namnd.Item
	if v.Section >= 0 && v.Section < len(m.Items) {
		it = &m.Items[v.Section]
		v.Paper = "protokollsutdrag-" + swedish.FileName(it.No)
		v.No, v.Subject = it.No, it.Title
	} else {
		v.Section = -1
	}
	v.roster(m, it, roll, d.attendances(name, m))
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
	v.AddItem = edits(change{Op: insertOrSet(len(items)), Path: steps{{Key: "paragrafer"}, {Index: len(items)}}, Value: fields("nr", next, "rubrik", newSection, "beslut", "Nämnden …")})
	for _, f := range own(name, l.findings) {
		inSection := v.Section >= 0 && strings.HasPrefix(f.Path, fmt.Sprintf("paragrafer[%d]", v.Section))
		if inSection || strings.HasPrefix(f.Path, "närvarande") || !strings.HasPrefix(f.Path, "paragrafer") {
			v.warn(f)
		}
	}
	slices.SortStableFunc(v.Warnings, func(a, b warning) int { return int(a.Severity) - int(b.Severity) })
	if it != nil {
		v.section(l.boards, doc.Value(), m, it)
	}
	return v
}

// warn adds a finding. One of each rule is shown while much is still to be filled
// in; the next one comes forth when that is mended.
func (v *meetingView) warn(f diag.Finding) {
	for i, w := range v.Warnings {
		if w.Rule == f.Rule && w.Severity == f.Severity {
			v.Warnings[i].More++
			return
		}
	}
	v.Warnings = append(v.Warnings, warning{Finding: f})
}

// newSection is the title of a § that has none yet.
const newSection = "Ny paragraf"

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

// attendance is somebody with what the file says, or would say, of their
// attendance.
type attendance struct {
	rollName
	written value
}

// attendances are those who are known from elsewhere: from the meeting as it was
// saved, with all that was said of them, and from the board's other meetings.
func (d *Desk) attendances(name string, m *namnd.Meeting) []attendance {
	var out []attendance
	for _, r := range d.shelf.recent() {
		o := r.file.Meeting
		switch {
		case o == nil:
		case r.name == name:
			doc, _ := yamldoc.Parse(name, r.text)
			items := doc.Value().Get("närvarande").Items
			for i, a := range o.Present {
				if i < len(items) {
					out = append(out, attendance{rollName{a.Name, a.Party, string(a.Role)}, value(items[i])})
				}
			}
		case o.Board.ID == m.Board.ID && o.Board.Name == m.Board.Name:
			for _, a := range o.Present {
				who := rollName{a.Name, a.Party, string(a.Role)}
				out = append(out, attendance{who, who.written()})
			}
		}
	}
	return out
}

func (r rollName) written() value { return fields("namn", r.Name, "parti", r.Party, "uppdrag", r.Role) }

// roster lists those who are or can be present. Nobody changes place while the
// page is shown, for each has a key: first come those of the list that the page
// shows, in its order, then those of the meeting, then others.
func (v *meetingView) roster(m *namnd.Meeting, it *namnd.Item, roll []rollName, others []attendance) {
	at := map[string]int{}
	for i, a := range m.Present {
		at[a.Name] = i
	}
	written := map[string]value{}
	for _, o := range slices.Backward(others) {
		written[o.Name] = o.written
	}
	seen := map[string]bool{}
	next := 0 // where somebody who comes now is put in
	add := func(who rollName) {
		if who.Name == "" || seen[who.Name] {
			return
		}
		seen[who.Name] = true
		i, here := at[who.Name]
		s := seat{Name: who.Name, Party: who.Party, Role: who.Role, Present: here, ID: fieldID(yamldoc.Path{{Key: "närvarande"}, {Key: who.Name}})}
		if n := []rune(rosterKeys); len(v.Roster) < len(n) {
			s.Key = string(n[len(v.Roster)])
		}
		where := func(i int) steps { return steps{{Key: "närvarande"}, {Index: i}} }
		if here {
			a := m.Present[i]
			s.Party, s.Role = a.Party, string(a.Role)
			v.There++
			next = i + 1
			s.Toggle = edits(change{Op: yamldoc.OpRemove, Path: where(i)})
			if it != nil {
				s.Standing = standings[m.Standing(a.Name, it)]
			}
		} else {
			what, known := written[who.Name]
			if !known {
				what = who.written()
			}
			s.Toggle = edits(change{Op: insertOrSet(len(m.Present)), Path: where(next), Value: what})
		}
		v.Roster = append(v.Roster, s)
	}
	for _, who := range roll {
		add(who)
	}
	for _, a := range m.Present {
		add(rollName{a.Name, a.Party, string(a.Role)})
	}
	for _, o := range others {
		add(o.rollName)
	}
}

// section shows the § at hand.
func (v *meetingView) section(boards []namnd.Board, root yamldoc.Value, m *namnd.Meeting, it *namnd.Item) {
	at := yamldoc.Path{{Key: "paragrafer"}, {Index: v.Section}}
	v.Base = asJSON(steps(at))
	raw := root.Get("paragrafer").Items[v.Section]
	mk := maker{boards: boards}
	all := sectionFields()
	show := func(name string) control {
		f, _ := find(all, name)
		return mk.control(f, raw.Get(name), below(at, name))
	}
	controls := func(names ...string) (out []control) {
		for _, name := range names {
			out = append(out, show(name))
		}
		return out
	}
	v.Basics, v.Named = controls("nr", "rubrik", "dnr"), it.Title != "" && it.Title != newSection
	v.Finding = controls("ordföranden_finner")
	v.Decision = controls("beslut", "utfall", "reservationer", "deltar_inte", "omedelbart_justerad")
	for _, a := range m.TakingPart(it) {
		v.Part = append(v.Part, a.Name)
	}
	motions := show("yrkanden")
	for _, row := range motions.Rows {
		r := motionRow{More: row.More, Remove: row.Remove, Title: row.Title}
		for _, c := range row.Fields {
			if c.Value == "" && strings.HasSuffix(c.Dotted, ".id") {
				r.More = append(r.More, c)
			} else {
				r.Fields = append(r.Fields, c)
			}
		}
		v.Motions = append(v.Motions, r)
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
	out := voteView{Index: i, Count: vote.Tally(), ID: fieldID(p), Dotted: p.String(), Remove: edits(change{Op: yamldoc.OpRemove, Path: steps(p)})}
	asked := []string{"gäller", "ja", "nej", "ja_betyder", "nej_betyder"}
	if vote.BetweenNames() {
		asked = []string{"gäller", "röstetal", "resultat"}
	}
	for _, name := range asked {
		f, _ := find(list.Fields(), name)
		out.Fields = append(out.Fields, mk.control(f, one.Get(name), below(p, name)))
	}
	if vote.Tie() {
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
	voters := m.TakingPart(it)
	if vote.BetweenNames() {
		voters = nil // slips are counted, not ballots by name
	}
	for _, a := range voters {
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
	out.Complete = out.Left == 0 && (len(out.Ballots) > 0 || vote.BetweenNames())
	side, means := it.Winner(vote)
	switch {
	case vote.Cast() == 0:
		out.Result = "Inga röster än."
	case out.Left > 0 && out.Count.Yes == out.Count.No:
		out.Result = "Lika så långt."
	case out.Left > 0:
		leader := "Ja"
		if out.Count.No > out.Count.Yes {
			leader = "Nej"
		}
		out.Result = leader + "-sidan leder."
	case side == "":
		out.Result = "Lika röstetal. Ordföranden avgör med utslagsröst."
		if it.DrawsLots(vote) {
			out.Result = "Lika röstetal. Lotten avgör."
		}
	case vote.BetweenNames():
		out.Result = string(side) + " vinner"
		if means == namnd.ByLot {
			out.Result += ", genom lottning"
		}
		out.Result += "."
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
