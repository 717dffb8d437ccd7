package yamldoc

import (
	"slices"
	"strconv"
	"strings"
)

// Value is a value of a file as it is written, without any Go type: one of
// nothing, a text, a list and a mapping.
type Value struct {
	Kind  ValueKind
	Text  string  // of a Text
	Items []Value // of a List
	Keys  []Key   // of a Mapping, in the order of the file
}

// Key is an entry of a mapping.
type Key struct {
	Name  string
	Value Value
}

// ValueKind tells the shapes of a Value apart.
type ValueKind uint8

const (
	Nothing ValueKind = iota
	Text
	List
	Mapping
)

// TextValue is a text.
func TextValue(s string) Value { return Value{Kind: Text, Text: s} }

// Path names a value by the steps from the top of a file.
type Path []Step

// Step is a key, or an index where Key is empty.
type Step struct {
	Key   string
	Index int
}

// String is the path as findings write it: handläggare[0].namn.
func (p Path) String() string {
	var b strings.Builder
	for _, s := range p {
		switch {
		case s.Key == "":
			b.WriteString("[" + strconv.Itoa(s.Index) + "]")
		case b.Len() > 0:
			b.WriteString("." + s.Key)
		default:
			b.WriteString(s.Key)
		}
	}
	return b.String()
}

// Get returns what stands under a key of a mapping; Nothing when it is not there.
func (v Value) Get(key string) Value {
	if i := v.find(key); i >= 0 {
		return v.Keys[i].Value
	}
	return Value{}
}

func (v Value) find(key string) int {
	return slices.IndexFunc(v.Keys, func(k Key) bool { return k.Name == key })
}

// Value returns the whole file. Parts that could not be read are Nothing.
func (d Doc) Value() Value { return d.root.value() }

func (n *node) value() Value {
	switch n.kind {
	case scalar:
		return TextValue(n.text)
	case list:
		v := Value{Kind: List}
		for i := range n.items {
			v.Items = append(v.Items, n.items[i].value())
		}
		return v
	case mapping:
		v := Value{Kind: Mapping}
		for i := range n.pairs {
			v.Keys = append(v.Keys, Key{n.pairs[i].key, n.pairs[i].value.value()})
		}
		return v
	}
	return Value{}
}

// equal compares two values; nothing, an empty list and an empty mapping are the
// same.
func equal(a, b Value) bool {
	if a.hollow() && b.hollow() {
		return true
	}
	return a.Kind == b.Kind && a.Text == b.Text && slices.EqualFunc(a.Items, b.Items, equal) &&
		slices.EqualFunc(a.Keys, b.Keys, func(x, y Key) bool { return x.Name == y.Name && equal(x.Value, y.Value) })
}

func (v Value) hollow() bool { return v.Kind != Text && len(v.Items) == 0 && len(v.Keys) == 0 }
