package yamldoc

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Op is what an Edit does.
type Op string

const (
	OpSet    Op = "set"    // gives the value at Path, which is made when it is not there
	OpRemove Op = "remove" // takes away the key or the entry at Path
	OpInsert Op = "insert" // puts Value before the entry at Path, whose last step is an index
	OpMove   Op = "move"   // moves the entry at Path to the index To of its list or mapping
	OpRename Op = "rename" // gives the key at Path the name in Value
)

var ops = []Op{OpSet, OpRemove, OpInsert, OpMove, OpRename}

// Edit is one change of a file.
type Edit struct {
	Op    Op
	Path  Path
	Value Value
	To    int
	Order []string // of OpSet: the keys that may stand beside a new one, in their order
}

// ErrEdit says that a change cannot be made in a file.
var ErrEdit = errors.New("ändringen går inte att göra i filen")

// Apply makes a change in the text of a file. Everything else stays as it is
// written, byte for byte: comments, order, quotation marks and unknown keys. The
// result is read back, and must hold the change and nothing but it; where the
// text around is written in a way that cannot be changed in place, the outermost
// entry that holds it is written anew. A file that cannot be read is not changed.
func Apply(src []byte, e Edit) ([]byte, error) {
	if !slices.Contains(ops, e.Op) {
		return nil, ErrEdit
	}
	doc, findings := Parse("", src)
	if len(findings) > 0 {
		return nil, fmt.Errorf("%w: rätta först felet på rad %d, %s", ErrEdit, findings[0].Line, findings[0].Message)
	}
	want, err := e.onValue(doc.Value(), e.Path)
	if err != nil {
		return nil, err
	}
	bom := len(src) - len(bytes.TrimPrefix(src, []byte("\uFEFF")))
	for _, try := range []func(*editor) bool{(*editor).inPlace, (*editor).anew} {
		ed := &editor{src: doc.src, root: &doc.root, edit: e, want: want, text: doc.src.text}
		if !try(ed) {
			continue
		}
		out := append(slices.Clone(src[:bom]), ed.newlines()...)
		if back, faults := Parse("", out); len(faults) == 0 && equal(back.Value(), want) {
			return out, nil
		}
	}
	return nil, ErrEdit
}

// onValue makes the change in the value of a file.
func (e Edit) onValue(v Value, path Path) (Value, error) {
	if len(path) == 0 {
		return Value{}, ErrEdit
	}
	step, last := path[0], len(path) == 1
	if step.Key == "" {
		return e.onList(v, step.Index, path[1:], last)
	}
	if v.hollow() {
		v = Value{Kind: Mapping}
	}
	if v.Kind != Mapping {
		return v, ErrEdit
	}
	keys := slices.Clone(v.Keys)
	i := v.find(step.Key)
	switch {
	case last && e.Op == OpRemove && i < 0, last && e.Op == OpInsert:
		return v, ErrEdit
	case last && e.Op == OpRename:
		if i < 0 || v.find(e.Value.Text) >= 0 && e.Value.Text != step.Key {
			return v, ErrEdit
		}
		keys[i].Name = e.Value.Text
	case last && e.Op == OpRemove:
		keys = slices.Delete(keys, i, i+1)
	case last && e.Op == OpMove:
		if i < 0 || e.To < 0 || e.To >= len(keys) {
			return v, ErrEdit
		}
		keys = moved(keys, i, e.To)
	case i < 0 && e.Op != OpSet && e.Op != OpInsert:
		return v, ErrEdit
	default:
		if i < 0 {
			i = newPlace(keys, step.Key, e.Order, last)
			keys = slices.Insert(keys, i, Key{Name: step.Key})
		}
		below, err := e.Value, error(nil)
		if !last {
			below, err = e.onValue(keys[i].Value, path[1:])
		}
		if err != nil {
			return v, err
		}
		keys[i].Value = below
	}
	return Value{Kind: Mapping, Keys: keys}, nil
}

func (e Edit) onList(v Value, i int, rest Path, last bool) (Value, error) {
	if v.hollow() {
		v = Value{Kind: List}
	}
	if v.Kind != List || i < 0 || i > len(v.Items) || i == len(v.Items) && !(e.Op == OpInsert && last || e.Op == OpSet) {
		return v, ErrEdit
	}
	items := slices.Clone(v.Items)
	if i == len(items) && e.Op == OpSet {
		items = append(items, Value{})
	}
	switch {
	case !last:
		below, err := e.onValue(items[i], rest)
		if err != nil {
			return v, err
		}
		items[i] = below
	case e.Op == OpRename:
		return v, ErrEdit
	case e.Op == OpSet:
		items[i] = e.Value
	case e.Op == OpRemove:
		items = slices.Delete(items, i, i+1)
	case e.Op == OpInsert:
		items = slices.Insert(items, i, e.Value)
	case e.To < 0 || e.To >= len(items):
		return v, ErrEdit
	default:
		items = moved(items, i, e.To)
	}
	return Value{Kind: List, Items: items}, nil
}

func moved[T any](s []T, from, to int) []T {
	it := s[from]
	return slices.Insert(slices.Delete(s, from, from+1), to, it)
}

// newPlace is where a new key goes: after the last of the keys that come before
// it in the order, else last when no order is given.
func newPlace(keys []Key, name string, order []string, last bool) int {
	own := slices.Index(order, name)
	if own < 0 || !last {
		return len(keys)
	}
	at := 0
	for i, k := range keys {
		if o := slices.Index(order, k.Name); o >= 0 && o < own {
			at = i + 1
		}
	}
	return at
}

// editor makes one change in a text.
type editor struct {
	src  *source
	root *node
	edit Edit
	want Value
	text string
}

// newlines gives the text with the line breaks of the file.
func (ed *editor) newlines() string {
	if strings.Contains(ed.src.text, "\r\n") {
		return strings.ReplaceAll(strings.ReplaceAll(ed.text, "\r\n", "\n"), "\n", "\r\n")
	}
	return ed.text
}

func (ed *editor) splice(from, to int, with string) bool {
	ed.text = ed.text[:from] + with + ed.text[to:]
	return true
}

// anew writes the outermost entry that the change is in again.
func (ed *editor) anew() bool {
	name := ed.edit.Path[0].Key
	i := slices.IndexFunc(ed.root.pairs, func(p pair) bool { return p.key == name })
	if i < 0 || ed.root.flow || ed.want.find(name) < 0 {
		return false
	}
	p := &ed.root.pairs[i]
	return ed.splice(ed.offset(p.at), ed.pairEnd(p, 0), renderKey(Key{name, ed.want.Get(name)}, 0))
}

// offset is the place as bytes of the text.
func (ed *editor) offset(p place) int {
	start := int(ed.src.lineStarts()[p.line-1])
	line := ed.src.line(int(p.line))
	for n := int32(1); n < p.column && line != ""; n++ {
		_, size := utf8.DecodeRuneInString(line)
		start, line = start+size, line[size:]
	}
	return start
}
