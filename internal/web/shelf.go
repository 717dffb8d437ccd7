package web

import (
	"crypto/sha256"
	"os"
	"path"
	"reflect"
	"runtime"
	"slices"
	"sync"
	"time"

	"kansli/internal/calendar"
	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/paper"
)

// shelf remembers the files of the folder as they were read. A file is read again
// when it, or anything that reading it opened, is another file or has another
// size or time on the disk. When a meeting changes, those that are related to it
// are held against the rules again, since some concern several.
type shelf struct {
	desk     *Desk
	mu       sync.Mutex
	kept     map[string]*reading
	order    []*reading // by name
	meetings []*namnd.Meeting
	boards   *namnd.Boards // those that were used for the files
	looked   time.Time
}

// reading is a saved file as it was read. Others than the shelf only look at it.
type reading struct {
	look
	text   []byte
	opened map[string]mark
	days   []calendar.Day
	law    []diag.Finding // of the rules
	held   bool           // against the rules
}

// all are all findings of a file, sorted.
func (r *reading) all() []diag.Finding { return distinct(slices.Concat(r.findings, r.law)) }

// mark tells whether a file still is what it was.
type mark struct {
	info os.FileInfo // nil for one that is not there
	sum  [sha256.Size]byte
	read time.Time
}

// unsure is how soon after a change a file may change again without getting
// another time, on the coarsest file system. So soon, the text decides.
const unsure = 2 * time.Second

func (m mark) holds(info os.FileInfo) bool {
	if m.info == nil || info == nil {
		return m.info == nil && info == nil
	}
	return os.SameFile(m.info, info) && m.info.Size() == info.Size() && m.info.ModTime().Equal(info.ModTime()) && m.read.Sub(info.ModTime()) > unsure
}

// files are the files of the folder as they are now, sorted by name.
func (s *shelf) files() ([]*reading, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	err := s.refresh()
	return s.order, err
}

// recent are the files as they were at most a second ago, for what is asked with
// every key.
func (s *shelf) recent() []*reading {
	s.mu.Lock()
	defer s.mu.Unlock()
	if time.Since(s.looked) > time.Second {
		if s.refresh() != nil {
			return nil // the folder is gone; there is nothing to compare with
		}
	}
	return s.order
}

// register is the register of boards to use, when the folder has none.
func (s *shelf) register() *namnd.Boards {
	s.recent()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.boards
}

// beside are the meetings of the folder, with the one of a text in the place of
// what its file holds.
func (s *shelf) beside(name string, own *namnd.Meeting) []*namnd.Meeting {
	var all []*namnd.Meeting
	placed := own == nil
	for _, r := range s.recent() {
		if !placed && r.name >= name {
			all, placed = append(all, own), true
		}
		if r.name != name && r.file.Meeting != nil {
			all = append(all, r.file.Meeting)
		}
	}
	if !placed {
		all = append(all, own)
	}
	return all
}

func (s *shelf) refresh() error {
	names, err := s.desk.folder.names()
	if err != nil {
		return err
	}
	if boards := s.desk.boardsFor(names); s.kept == nil || !reflect.DeepEqual(boards, s.boards) {
		s.kept, s.boards = map[string]*reading{}, boards
	}
	infos := map[string]os.FileInfo{}
	info := func(name string) os.FileInfo {
		i, asked := infos[name]
		if !asked {
			if i, err = s.desk.folder.root.Stat(name); err != nil {
				i = nil
			}
			infos[name] = i
		}
		return i
	}
	order := make([]*reading, len(names))
	var stale []int
	for i, name := range names {
		if r := s.kept[name]; r != nil && s.still(r, info) {
			order[i] = r
		} else {
			stale = append(stale, i)
		}
	}
	each(len(stale), func(k int) { order[stale[k]] = s.desk.take(names[stale[k]], s.boards) })
	order = slices.DeleteFunc(order, func(r *reading) bool { return r == nil }) // gone since it was listed, or too large
	var meetings []*namnd.Meeting
	for _, r := range order {
		if r.file.Meeting != nil {
			meetings = append(meetings, r.file.Meeting)
		}
	}
	changed := slices.Concat(without(s.meetings, meetings), without(meetings, s.meetings))
	s.meetings = meetings
	each(len(order), func(i int) {
		m := order[i].file.Meeting
		if order[i].held && (m == nil || !slices.ContainsFunc(changed, func(o *namnd.Meeting) bool { return paper.Related(m, o) })) {
			return
		}
		r := *order[i] // others may be looking at the old one
		r.law, r.held = r.check(meetings), true
		order[i] = &r
	})
	clear(s.kept)
	for _, r := range order {
		s.kept[r.name] = r
	}
	s.order, s.looked = order, time.Now()
	return nil
}

// still reports whether a file, and all that it was read with, is as it was.
func (s *shelf) still(r *reading, info func(string) os.FileInfo) bool {
	for name, m := range r.opened {
		if m.holds(info(name)) {
			continue
		}
		text, now, _ := s.desk.folder.openInfo(name)
		if (now == nil) != (m.info == nil) || sha256.Sum256(text) != m.sum {
			return false
		}
		r.opened[name] = mark{now, m.sum, time.Now()}
	}
	return true
}

// take reads a saved file and notes what that opens; nil when it cannot be read.
func (d *Desk) take(name string, boards *namnd.Boards) *reading {
	r := &reading{opened: map[string]mark{}}
	open := func(file string) ([]byte, error) {
		file = path.Clean(file)
		begun := time.Now()
		text, info, err := d.folder.openInfo(file)
		r.opened[file] = mark{info, sha256.Sum256(text), begun}
		return text, err
	}
	text, err := open(name)
	if err != nil {
		return nil
	}
	r.look = d.read(name, text, open, boards)
	r.text, r.papers = text, nil // the papers would be most of the memory
	r.days = daysOf(r.file)
	return r
}

// without are the meetings of a list that another one lacks.
func without(list, other []*namnd.Meeting) []*namnd.Meeting {
	there := map[*namnd.Meeting]bool{}
	for _, m := range other {
		there[m] = true
	}
	return slices.DeleteFunc(slices.Clone(list), func(m *namnd.Meeting) bool { return there[m] })
}

// each calls f with the numbers below n, on all processors.
func each(n int, f func(int)) {
	var all sync.WaitGroup
	step := min(n, runtime.GOMAXPROCS(0))
	for first := range step {
		all.Go(func() {
			for i := first; i < n; i += step {
				f(i)
			}
		})
	}
	all.Wait()
}
