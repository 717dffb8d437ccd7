// Package casefile reads the files that officials write: ärenden, sammanträden,
// utskick and the register of nämnder. It tells them apart by the key typ, fills in the
// board that a file names by id and the ärenden that a sammanträde refers to,
// and reports what is wrong with shape and reference, of all the files it had to
// open, in one pass. What the law says of the contents is not its business.
package casefile

import (
	"errors"
	"io/fs"
	"slices"

	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/yamldoc"
)

// Files opens a file by a slash-separated name, as the user wrote it or relative
// to a file that the user named.
type Files func(name string) ([]byte, error)

// File is a file that has been read. The one of Case, Meeting, Boards and
// Dispatch that goes with Kind is set, and holds as much as could be read. All are nil, and
// Kind is empty, when nothing could.
type File struct {
	Name     string
	Kind     Kind
	Case     *namnd.Case
	Meeting  *namnd.Meeting
	Boards   *namnd.Boards
	Dispatch *namnd.Dispatch
	Marks    yamldoc.Marks
}

// Reader reads files and remembers those that other files refer to. It is not
// for use by several goroutines at a time.
type Reader struct {
	// Boards is the register to look boards up in. Without one, the nearest
	// namnder.yaml or nämnder.yaml is used, from the folder of the file and
	// upwards.
	Boards *namnd.Boards

	files     Files
	known     map[string]outcome   // ärenden and registers that were referred to
	registers map[string]*register // by folder
}

// outcome is a file and all that is to be said of it.
type outcome struct {
	file     File
	findings []diag.Finding
}

// NewReader returns a Reader of the files that files opens.
func NewReader(files Files) *Reader {
	return &Reader{files: files, known: map[string]outcome{}, registers: map[string]*register{}}
}

// Read reads a file and what it refers to. The findings are sorted and concern
// all those files, each under its own name; files that share a register or an
// ärende repeat its findings, which diag.Sort drops.
func (r *Reader) Read(name string) (File, []diag.Finding) {
	src, err := r.files(name)
	if err != nil {
		return File{Name: name}, []diag.Finding{unopened(name, err)}
	}
	return r.Parse(name, src)
}

// Parse is Read for a file that is already in memory, such as standard input.
// The name serves for findings and for finding what the file refers to.
func (r *Reader) Parse(name string, src []byte) (file File, findings []diag.Finding) {
	defer diag.Catch(&findings, name)
	out := r.decode(name, src)
	switch out.file.Kind {
	case KindCase:
		r.fillCase(&out)
	case KindMeeting:
		r.fillMeeting(&out)
	case KindBoards:
		checkRegister(&out)
	case KindDispatch:
		r.fillDispatch(&out)
	}
	return out.file, diag.Sort(out.findings)
}

// Readable reports whether a file with these findings can be held against the rules
// of the law: its form has no fault, though something may be missing, as it does
// while a meeting goes on.
func Readable(name string, findings []diag.Finding) bool {
	return !slices.ContainsFunc(findings, func(f diag.Finding) bool {
		return f.File == name && f.Severity == diag.Error && f.Rule != "saknas"
	})
}

// Further is what rules say besides what is known of a file: nothing more is said of
// a field that is missing.
func Further(known, found []diag.Finding) []diag.Finding {
	return slices.DeleteFunc(found, func(f diag.Finding) bool {
		return slices.ContainsFunc(known, func(k diag.Finding) bool {
			return k.Rule == "saknas" && k.File == f.File && k.Path == f.Path
		})
	})
}

// decode reads a file by itself.
func (r *Reader) decode(name string, src []byte) outcome {
	doc, findings := yamldoc.Parse(name, src)
	out := outcome{File{Name: name}, findings}
	kind, faults := kindOf(doc)
	var into any
	switch kind {
	case KindCase:
		f := &caseFile{}
		into, out.file.Case = f, &f.Case
	case KindMeeting:
		f := &meetingFile{}
		into, out.file.Meeting = f, &f.Meeting
	case KindBoards:
		f := &boardsFile{}
		into, out.file.Boards = f, &f.Boards
	case KindDispatch:
		f := &dispatchFile{}
		into, out.file.Dispatch = f, &f.Dispatch
	default:
		_, more := doc.Decode(&caseFile{}) // says that the file is empty or no mapping
		out.findings = append(findings, more...)
		return out
	}
	out.file.Kind = kind
	marks, more := doc.Decode(into)
	out.file.Marks = marks
	out.findings = append(append(findings, more...), marks.Resolve(faults)...)
	return out
}

// referred reads a file that another file refers to, once, and finishes it by
// fill. It reports false when the file cannot be opened.
func (r *Reader) referred(name string, fill func(*outcome)) (outcome, bool) {
	if known, ok := r.known[name]; ok {
		return known, true
	}
	src, err := r.files(name)
	if err != nil {
		return outcome{}, false
	}
	out := r.decode(name, src)
	fill(&out)
	r.known[name] = out
	return out, true
}

func unopened(name string, err error) diag.Finding {
	f := diag.Finding{File: name, Rule: "går-ej-att-öppna", Message: "filen går inte att öppna", Remedy: "se efter att du får läsa den"}
	if errors.Is(err, fs.ErrNotExist) {
		f.Message, f.Remedy = "filen finns inte", "se efter hur namnet stavas och i vilken mapp filen ligger"
	}
	return f
}

// report adds findings that know only their path to those of a file, except
// that a field which already has a fault is not also said to lack.
func (out *outcome) report(fs ...diag.Finding) {
	for _, f := range out.file.Marks.Resolve(fs) {
		known := func(k diag.Finding) bool { return k.Path == f.Path && k.File == f.File }
		if f.Rule != "saknas" || !slices.ContainsFunc(out.findings, known) {
			out.findings = append(out.findings, f)
		}
	}
}
