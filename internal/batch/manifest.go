package batch

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"

	"kansli/internal/outdir"
)

// Sum is a SHA-256, written as sha256sum writes it.
type Sum [sha256.Size]byte

// MarshalText writes the sum in hexadecimal.
func (s Sum) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, s[:]), nil }

// UnmarshalText reads a sum in hexadecimal.
func (s *Sum) UnmarshalText(b []byte) error {
	if len(b) != 2*len(s) {
		return errors.New("en kontrollsumma har 64 tecken")
	}
	_, err := hex.Decode(s[:], b)
	return err
}

// record is what is known of a job that was done: the sums of its files, and of
// what they were made from.
type record struct {
	Job      string         `json:"jobb"`
	Dispatch string         `json:"utskick"`
	Case     string         `json:"ärende"`
	Board    string         `json:"nämnd,omitempty"`
	Common   string         `json:"gemensamt"`        // names what the jobs of an utskick share
	Data     Sum            `json:"uppgifter"`        // of the case as it is for the board; zero when a file is not up to date
	Pictures map[string]Sum `json:"bilder,omitempty"` // by name, as the paper names them
	Files    map[string]Sum `json:"filer"`            // by path below the folder

	line []byte // the record in JSON, when all but Job and Common is only there
}

// json is the record in JSON, on one line.
func (r record) json() []byte {
	if r.line != nil {
		return r.line
	}
	data, err := encode(r)
	if err != nil {
		panic("batch: " + err.Error())
	}
	return data
}

// common is what the jobs of an utskick share, named by its sum.
type common struct {
	Program string         `json:"program"`
	Formats []string       `json:"former"`
	Others  Sum            `json:"andra_nämnder"` // what must not stand in a paper to another board
	Parts   map[string]Sum `json:"delar"`         // templates, styles and faces
}

// id is the name of a common.
func (c common) id() string {
	data, err := json.Marshal(c)
	if err != nil {
		panic("batch: " + err.Error())
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}

// Manifest is manifest.json: what is in an output folder and what it was made
// from. It is the same whatever the order in which jobs were done.
type Manifest struct {
	Plan    Outline           `json:"plan"`
	Common  map[string]common `json:"gemensamt"`
	Differs []difference      `json:"skillnader"` // sorted by case and board
	Results []record          `json:"resultat"`   // sorted by job
}

// Outline tells which jobs there were, so that manifests can be joined.
type Outline struct {
	Shard   Shard    `json:"del,omitzero"` // of the jobs; zero for all
	Jobs    int      `json:"jobb"`         // of all shards
	Sum     Sum      `json:"summa"`        // of the names of all jobs
	Failed  []string `json:"saknas"`       // jobs of this shard that have no up-to-date result
	Version int      `json:"version"`      // of this form
}

// difference is what a case has for a board that it has not for all.
type difference struct {
	Dispatch string            `json:"utskick"`
	Case     string            `json:"ärende"`
	Board    string            `json:"nämnd"`
	Values   map[string]string `json:"värden"` // by field
}

// version is that of the manifest's form.
const version = 1

// ReadManifest reads a manifest.
func ReadManifest(r io.Reader) (Manifest, error) {
	var m Manifest
	if err := json.NewDecoder(r).Decode(&m); err != nil {
		return Manifest{}, fmt.Errorf("filen är inget manifest: %w", err)
	}
	if m.Plan.Version != version {
		return Manifest{}, fmt.Errorf("filen är inget manifest, eller gjord av en annan version (%d)", m.Plan.Version)
	}
	return m, nil
}

// Write writes the manifest, a result a line.
func (m Manifest) Write(w io.Writer) error {
	out := lineWriter{w: bufio.NewWriter(w)}
	out.text("{\n")
	out.field("plan", m.Plan, ",\n")
	out.text("  \"gemensamt\": {")
	for i, id := range slices.Sorted(maps.Keys(m.Common)) {
		out.line(i)
		out.text(fmt.Sprintf("%q: ", id))
		out.lines(m.Common[id])
	}
	out.text("\n  },\n  \"skillnader\": [")
	for i, d := range m.Differs {
		out.line(i)
		out.value(d)
	}
	out.text("\n  ],\n  \"resultat\": [")
	for i, r := range m.Results {
		out.line(i)
		out.text(string(r.json()))
	}
	out.text("\n  ]\n}\n")
	return cmp.Or(out.err, out.w.Flush())
}

// lineWriter writes JSON with one value a line.
type lineWriter struct {
	w   *bufio.Writer
	err error
}

func (o *lineWriter) text(s string) {
	if _, err := o.w.WriteString(s); o.err == nil {
		o.err = err
	}
}

func (o *lineWriter) line(i int) {
	if i > 0 {
		o.text(",")
	}
	o.text("\n    ")
}

func (o *lineWriter) value(v any) {
	data, err := encode(v)
	if o.err == nil {
		o.err = err
	}
	o.text(string(data))
}

// lines writes a value over several lines.
func (o *lineWriter) lines(v any) {
	data, err := json.MarshalIndent(v, "    ", "  ")
	if o.err == nil {
		o.err = err
	}
	o.text(string(data))
}

func (o *lineWriter) field(name string, v any, end string) {
	o.text(fmt.Sprintf("  %q: ", name))
	o.value(v)
	o.text(end)
}

// encode writes a value in JSON, without a line break.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimRight(b.Bytes(), "\n"), err
}

// store is the manifest of a folder while a run goes on, with a log in which
// each job writes what its files are to be before it writes them. Whatever
// moment a run is killed, the files in the folder are known: each is as the
// manifest or the log says.
type store struct {
	dir     *outdir.Dir
	name    string // of the manifest
	log     *outdir.Log
	common  map[string]common
	results map[string]record // by job
	known   map[string][]Sum  // what each file may be, by its path
	plan    Outline           // of the run before
}

// logName is the log of a manifest.
func logName(manifest string) string { return ".kansli-" + manifest + "-logg" }

// BusyError says that another run works in the folder.
type BusyError struct {
	Shard Shard // the part that was to be done
}

func (e BusyError) Error() string {
	if e.Shard.IsZero() {
		return "där pågår en annan körning av kansli batch"
	}
	return fmt.Sprintf("där pågår en körning av kansli batch, och den är ingen annan av samma %d delar", e.Shard.N)
}

// openStore reads the manifest and the log of a folder, and cleans up after a run
// that was killed. The log is held until the store is finished, so that two runs
// do not work on the same files; BusyError when another does. In a dry run nothing
// is touched.
func openStore(dir *outdir.Dir, shard Shard, dry bool) (*store, error) {
	s := &store{dir: dir, name: shard.ManifestName(), common: map[string]common{}, results: map[string]record{}, known: map[string][]Sum{}}
	if dry {
		return s, s.read(dry)
	}
	var err error
	if s.log, err = dir.Log(logName(s.name)); err != nil {
		if errors.Is(err, outdir.ErrBusy) {
			err = BusyError{shard}
		}
		return nil, err
	}
	if err = s.alone(shard); err == nil {
		err = errors.Join(s.read(dry), dir.Clean(s.name))
	}
	if err != nil {
		return nil, errors.Join(err, s.letGo())
	}
	return s, nil
}

// alone reports a run that does not go together with that of a part: any but those
// of the other parts, which have other jobs. Each run holds its own log before it
// looks for others, so of two that begin at once at least one sees the other.
func (s *store) alone(shard Shard) error {
	busy, err := s.dir.Busy(logName("manifest*.json"))
	if err != nil {
		return err
	}
	for _, log := range busy {
		sibling := false
		if !shard.IsZero() {
			sibling, _ = path.Match(logName(fmt.Sprintf("manifest-*-av-%d.json", shard.N)), log)
		}
		if log != logName(s.name) && !sibling {
			return BusyError{shard}
		}
	}
	return nil
}

// letGo gives up before any job was done. What an earlier run left stays.
func (s *store) letGo() error {
	if s.log.Empty() {
		return s.log.Drop()
	}
	return s.log.Close()
}

// read reads the manifest and the log.
func (s *store) read(dry bool) error {
	data, err := s.dir.ReadFile(s.name)
	switch {
	case err == nil:
		m, err := ReadManifest(bytes.NewReader(data))
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		maps.Copy(s.common, m.Common)
		for _, r := range m.Results {
			s.learn(r)
		}
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	data, err = s.dir.ReadFile(logName(s.name))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for line := range bytes.Lines(data) {
		var e logEntry
		if json.Unmarshal(line, &e) != nil {
			continue // the line at which the run was killed
		}
		if e.Common != nil {
			s.common[e.Common.id()] = *e.Common
			continue
		}
		s.learn(e.Record)
		for file := range e.Record.Files {
			if err := s.clean(file, dry); err != nil {
				return err
			}
		}
	}
	return nil
}

// logEntry is a line of the log.
type logEntry struct {
	Common *common `json:"gemensamt,omitempty"`
	Record record  `json:"resultat,omitzero"`
}

func (s *store) clean(file string, dry bool) error {
	if dry {
		return nil
	}
	return s.dir.Clean(file)
}

// learn takes up a record. What its files were before may still be what they are.
func (s *store) learn(r record) {
	s.results[r.Job] = r
	for file, sum := range r.Files {
		if !slices.Contains(s.known[file], sum) {
			s.known[file] = append(s.known[file], sum)
		}
	}
}

// share writes in the log what some jobs share.
func (s *store) share(c common) error {
	line, err := encode(logEntry{Common: &c})
	if err != nil {
		return err
	}
	return s.log.Append(append(line, '\n'))
}

// announce writes in the log what a job's files are to be, from the line of its
// record: a logEntry is an object around it.
func (s *store) announce(line []byte) error {
	return s.log.Append(slices.Concat([]byte(`{"resultat":`), line, []byte("}\n")))
}

// finish writes the manifest and drops the log.
func (s *store) finish(m Manifest) error {
	if err := s.dir.Create(s.name, m.Write); err != nil {
		return errors.Join(err, s.log.Close()) // the next run needs it
	}
	return s.log.Drop()
}
