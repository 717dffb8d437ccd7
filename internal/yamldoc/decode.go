package yamldoc

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"kansli/internal/diag"
)

// decoder holds nodes against Go types. Every value has a mark, by which it is
// known; the mark of the whole file is 0.
type decoder struct {
	src      *source
	marks    []mark
	findings []diag.Finding
}

func indexed(i int32) string { return "[" + strconv.Itoa(int(i)) + "]" }

// path writes the path of a value.
func (d *decoder) path(at int32) string {
	if at <= 0 {
		return ""
	}
	m := d.marks[at]
	switch outer := d.path(m.parent); {
	case m.name == "":
		return outer + indexed(m.index)
	case outer == "":
		return m.name
	default:
		return outer + "." + m.name
	}
}

func (d *decoder) fault(p place, at int32, f fault) {
	d.findings = append(d.findings, d.src.finding(p, d.path(at), f))
}

func (d *decoder) mark(m mark) int32 {
	d.marks = append(d.marks, m)
	return int32(len(d.marks) - 1)
}

// value decodes a node that is there.
func (d *decoder) value(v reflect.Value, p *plan, n *node, at int32) {
	if n.kind == unread || n.kind == empty {
		return
	}
	switch p.shape {
	case pointer:
		v.Set(reflect.New(p.elem.typ))
		d.value(v.Elem(), p.elem, n, at)
	case keyed:
		if n.kind == mapping {
			d.keyed(v, p, n, at)
			return
		}
		d.slice(v, p, n, at)
	case several:
		d.slice(v, p, n, at)
	case keys:
		d.structure(v, p.fields, n, at)
	default:
		if n.kind != scalar {
			d.misshapen(n, at, aText, "skriv ett enda värde efter kolonet")
			return
		}
		d.scalar(v, p, n.text, n.at, at)
	}
}

// The shapes that a value may lack.
const (
	aText    = "en text"
	someKeys = "nycklar"
)

func keyRemedy(s *structure) string {
	return "skriv en nyckel med kolon på varje rad: " + nameList(s.names())
}

// misshapen reports a value of another shape than the one wanted.
func (d *decoder) misshapen(n *node, at int32, wanted, remedy string) {
	f := fault{"fel-form", "här väntas " + wanted + ", men det står ", remedy}
	switch n.kind {
	case scalar:
		f.message += aText
	case list:
		f.message += "en lista"
	case mapping:
		f.message += someKeys
	}
	if n.flow && wanted == aText {
		f.remedy = quote + " om hakarna hör till den"
	}
	d.fault(n.at, at, f)
}

// slice decodes a list, or a single element without one. Elements with a key are
// known by it.
func (d *decoder) slice(v reflect.Value, p *plan, n *node, at int32) {
	items := []node{*n}
	if n.kind == list {
		items = n.items
	}
	v.Set(reflect.MakeSlice(p.typ, len(items), len(items)))
	var key *field
	var taken map[string]bool
	if p.shape == keyed {
		key, taken = &p.elem.fields.fields[p.elem.fields.key], make(map[string]bool, len(items))
	}
	for i := range items {
		item := &items[i]
		id := d.mark(mark{parent: at, index: int32(i), at: item.at, key: item.at})
		if item.kind == empty {
			d.fault(item.at, id, fault{"saknas", "punkten i listan är tom", "skriv något i den eller ta bort den"})
			continue
		}
		d.value(v.Index(i), p.elem, item, id)
		if key == nil {
			continue
		}
		name := key.of(v.Index(i)).String()
		switch {
		case name == "":
			d.missing(item.at, d.path(id)+"."+key.name, key)
		case taken[name]:
			d.twice(item.at, id, name)
		default:
			taken[name] = true
			d.marks[id].name = name
		}
	}
}

// keyed decodes a mapping whose keys are the key field of the elements.
func (d *decoder) keyed(v reflect.Value, p *plan, n *node, at int32) {
	s := p.elem.fields
	key := &s.fields[s.key]
	v.Set(reflect.MakeSlice(p.typ, len(n.pairs), len(n.pairs)))
	taken := make(map[string]bool, len(n.pairs))
	for i := range n.pairs {
		p, elem := &n.pairs[i], v.Index(i)
		id := d.mark(mark{parent: at, index: int32(i), name: p.key, at: p.value.at, key: p.at})
		switch {
		case p.key == "":
			d.missing(p.at, d.path(id)+"."+key.name, key)
		case taken[p.key]:
			d.twice(p.at, id, p.key)
		}
		taken[p.key] = true
		key.of(elem).SetString(p.key)
		switch {
		case p.value.kind == mapping || p.value.kind == empty:
			d.fields(elem, s, &p.value, id, s.key)
		case s.short < 0 || s.short == s.key:
			d.misshapen(&p.value, id, someKeys, keyRemedy(s))
		default:
			d.short(elem, s, &p.value, id)
		}
	}
}

func (d *decoder) twice(p place, at int32, name string) {
	d.fault(p, at, fault{"dubbel-nyckel", fmt.Sprintf("”%s” står redan tidigare på samma nivå", name), "ta bort den ena eller ge den ett annat namn"})
}

func (d *decoder) structure(v reflect.Value, s *structure, n *node, at int32) {
	switch {
	case n.kind == mapping:
		d.fields(v, s, n, at, -1)
	case s.short >= 0:
		d.short(v, s, n, at)
	default:
		d.misshapen(n, at, someKeys, keyRemedy(s))
	}
}

// short decodes a text or a list that stands for a whole struct.
func (d *decoder) short(v reflect.Value, s *structure, n *node, at int32) {
	before := len(d.findings)
	f := &s.fields[s.short]
	d.value(f.of(v), f.plan, n, at)
	if len(d.findings) == before {
		d.required(v, s, n, at, nil)
	}
}

// use is what a mapping says of a field: which of its pairs it is, counted from
// 1, and whether the matter of its being required is settled.
type use struct {
	pair    int
	settled bool
}

// fields decodes a mapping into the fields of a struct, except one.
func (d *decoder) fields(v reflect.Value, s *structure, n *node, at int32, except int) {
	var few [32]use // as most structs have; they need no room of their own
	uses := append(few[:0], make([]use, len(s.fields))...)
	if except >= 0 {
		uses[except] = use{pair: -1, settled: true}
	}
	for i := range n.pairs {
		if f, known := s.byName[n.pairs[i].key]; known && uses[f].pair == 0 {
			uses[f].pair = i + 1
		}
	}
	for i := range n.pairs {
		p := &n.pairs[i]
		f, known := s.byName[p.key]
		if known && f != except && uses[f].pair != i+1 {
			d.twice(p.at, at, p.key)
			continue
		}
		id := d.mark(mark{parent: at, index: -1, name: p.key, at: p.value.at, key: p.at})
		before := len(d.findings)
		if !known || f == except {
			if f = d.unknown(p, s, uses, id); f < 0 {
				continue
			}
			uses[f].pair = i + 1
		}
		d.value(s.fields[f].of(v), s.fields[f].plan, &p.value, id)
		uses[f].settled = len(d.findings) > before || p.value.kind == unread
	}
	d.required(v, s, n, at, uses)
}

// required reports the fields that must be there. An empty field is shown where
// its key is written, or else at the place of the struct. No uses is that of none.
func (d *decoder) required(v reflect.Value, s *structure, n *node, at int32, uses []use) {
	for i := range s.fields {
		f := &s.fields[i]
		if !f.required || uses != nil && uses[i].settled || !isEmpty(f.of(v)) {
			continue
		}
		where, path := n.at, f.name
		if uses != nil && uses[i].pair > 0 {
			where = n.pairs[uses[i].pair-1].at
		}
		if outer := d.path(at); outer != "" {
			path = outer + "." + path
		}
		d.missing(where, path, f)
	}
}

func (d *decoder) missing(p place, path string, f *field) {
	d.findings = append(d.findings, d.src.finding(p, path, lacking(f)))
}

func lacking(f *field) fault {
	remedy := "lägg till " + f.name
	if f.help != "" {
		remedy += ": " + strings.TrimSuffix(f.help, ".")
	}
	return fault{"saknas", f.name + " saknas", remedy}
}

// Missing reports the required fields of the struct v that are empty, as Decode
// does, for a value that was put together of partial ones. The findings have a
// path only.
func Missing(v any) []diag.Finding {
	val := reflect.Indirect(reflect.ValueOf(v))
	var findings []diag.Finding
	s := fieldsOf(val.Type())
	for i := range s.fields {
		if f := &s.fields[i]; f.required && isEmpty(f.of(val)) {
			lack := lacking(f)
			findings = append(findings, diag.Finding{Path: f.name, Rule: lack.rule, Message: lack.message, Remedy: lack.remedy})
		}
	}
	return findings
}

// unknown reports a key that no field has, and returns the field that was
// probably meant, if that is not written too, or -1.
func (d *decoder) unknown(p *pair, s *structure, uses []use, at int32) int {
	if p.value.kind == unread {
		return -1
	}
	var free []string
	for i, f := range s.fields {
		if uses[i].pair == 0 {
			free = append(free, f.name)
		}
	}
	f := fault{"okänd-nyckel", fmt.Sprintf("okänd nyckel ”%s”", p.key), "ta bort den"}
	if len(free) > 0 {
		f.remedy = "nycklar som kan stå här: " + nameList(free)
	}
	near, found := diag.Nearest(p.key, free)
	if !found {
		d.fault(p.at, at, f)
		return -1
	}
	f.remedy = fmt.Sprintf("skriv ”%s”", near)
	d.fault(p.at, at, f)
	return s.byName[near]
}
