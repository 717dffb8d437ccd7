package pdf

import (
	"fmt"
	"unicode/utf16"
)

// contents is what one page paints, as read back.
type contents struct {
	marks  []markedText // by MCID
	decor  []byte       // the text that is not read out, such as running heads
	faults []string     // Swedish
}

// markedText is one piece of marked content that is read out.
type markedText struct {
	tag   name
	text  []byte
	image bool
}

// typeface is a font as a page's content uses it.
type typeface struct {
	dict    dict
	wide    bool
	unicode map[int]string
	used    map[int]bool // codes painted
}

// operands is how many values stand before each operator that a page may hold;
// others are not written by this program.
var operands = map[operator]int{
	"BDC": 2, "EMC": 0, "BT": 0, "ET": 0, "Tf": 2, "Td": 2, "Tj": 1, "Do": 1, "cm": 6, "q": 0, "Q": 0,
	"J": 1, "j": 1, "w": 1, "g": 1, "G": 1, "rg": 3, "RG": 3, "m": 2, "l": 2, "S": 0, "re": 4, "f": 0,
}

// reader walks through the content of one page.
type reader struct {
	file      *file
	resources dict
	faces     map[ref]*typeface
	out       contents

	args  []any
	depth int // of marked content
	open  int // MCID, -1 for an artifact
	saved int // of graphics states
	text  bool
	face  *typeface
}

// contents reads a page. faces collects the fonts of all pages.
func (f *file) contents(page dict, faces map[ref]*typeface) contents {
	r := reader{file: f, resources: f.dict(page["Resources"]), faces: faces}
	p := parser{b: f.stream(page["Contents"])}
	for !p.done() && len(r.out.faults) < 20 {
		v, err := p.value(0)
		if err != nil {
			r.fault("innehållet går inte att läsa")
			break
		}
		op, isOperator := v.(operator)
		if !isOperator {
			r.args = append(r.args, v)
			continue
		}
		if n, known := operands[op]; !known || n != len(r.args) {
			r.fault("okänd eller felställd operator %q", string(op))
		} else {
			r.do(op)
		}
		r.args = r.args[:0]
	}
	if r.depth != 0 || r.text || r.saved != 0 {
		r.fault("märkt innehåll öppnas men stängs inte")
	}
	return r.out
}

func (r *reader) fault(format string, args ...any) {
	r.out.faults = append(r.out.faults, fmt.Sprintf(format, args...))
}

func (r *reader) do(op operator) {
	switch op {
	case "BDC":
		r.begin()
	case "EMC":
		if r.depth--; r.depth < 0 {
			r.fault("märkt innehåll stängs men har inte öppnats")
			r.depth = 0
		}
	case "BT", "ET":
		if r.text == (op == "BT") {
			r.fault("textblock är inte balanserade")
		}
		r.text = op == "BT"
	case "q":
		r.saved++
	case "Q":
		r.saved--
	case "Tf":
		r.setFont()
	case "Tj":
		r.marked()
		r.show()
	case "S", "f":
		r.marked()
		if r.depth > 0 && r.open >= 0 {
			r.fault("en linje eller yta är märkt som text")
		}
	case "Do":
		r.marked()
		n, _ := r.args[0].(name)
		if r.file.dict(r.file.dict(r.resources["XObject"])[n]) == nil {
			r.fault("bilden %s saknas", n)
		}
		if r.depth > 0 && r.open >= 0 {
			r.out.marks[r.open].image = true
		}
	}
}

func (r *reader) begin() {
	tag, isName := r.args[0].(name)
	properties, isDict := r.args[1].(dict)
	if r.depth++; r.depth > 1 || !isName || !isDict {
		r.fault("märkt innehåll ligger i annat märkt innehåll")
		return
	}
	r.open = -1
	if tag == "Artifact" {
		r.out.decor = append(r.out.decor, '\n')
		return
	}
	// The numbers are given out in order, so each is its own index.
	if n := count(properties["MCID"]); n != len(r.out.marks) {
		r.fault("märkt innehåll %v saknar eller upprepar sitt nummer", tag)
		return
	}
	r.open = len(r.out.marks)
	r.out.marks = append(r.out.marks, markedText{tag: tag})
}

func (r *reader) marked() {
	if r.depth == 0 {
		r.fault("innehåll är varken märkt som text eller som dekor")
	}
}

func (r *reader) setFont() {
	n, _ := r.args[0].(name)
	r.face = nil
	id, isRef := r.file.dict(r.resources["Font"])[n].(ref)
	d := r.file.dict(id)
	if !isRef || d == nil {
		r.fault("typsnittet %s saknas", n)
		return
	}
	if r.faces[id] == nil {
		t := &typeface{dict: d, wide: d["Subtype"] == any(name("Type0")), used: map[int]bool{}}
		t.unicode = unicodes(r.file.stream(d["ToUnicode"]))
		r.faces[id] = t
	}
	r.face = r.faces[id]
}

func (r *reader) show() {
	s, isString := r.args[0].(string)
	if !isString || !r.text || r.face == nil {
		r.fault("text målas utan typsnitt eller utanför ett textblock")
		return
	}
	step := 1
	if r.face.wide {
		step = 2
	}
	for i := 0; i+step <= len(s); i += step {
		code := int(s[i])
		if step == 2 {
			code = code<<8 | int(s[i+1])
		}
		r.face.used[code] = true
		if r.depth > 0 && r.open >= 0 {
			m := &r.out.marks[r.open]
			m.text = append(m.text, r.face.unicode[code]...)
		} else {
			r.out.decor = append(r.out.decor, r.face.unicode[code]...)
		}
	}
	if len(s)%step != 0 {
		r.fault("ett tecken är avhugget")
	}
}

// unicodes reads a ToUnicode map.
func unicodes(data []byte) map[int]string {
	m := map[int]string{}
	p := parser{b: data}
	var args []any
	for !p.done() {
		v, err := p.value(0)
		if err != nil {
			break
		}
		switch v {
		case operator("beginbfchar"), operator("beginbfrange"):
			args = args[:0]
		case operator("endbfchar"):
			for i := 0; i+1 < len(args); i += 2 {
				m[number(args[i])] = decode16(args[i+1])
			}
		case operator("endbfrange"):
			for i := 0; i+2 < len(args); i += 3 {
				first, last, to := number(args[i]), number(args[i+1]), number(args[i+2])
				for c := first; c <= min(last, 0xFFFF); c++ {
					m[c] = string(rune(to + c - first))
				}
			}
		default:
			args = append(args, v)
		}
	}
	return m
}

// number is the big-endian number of a string of at most two bytes.
func number(v any) int {
	s, _ := v.(string)
	n := 0
	for i := range min(2, len(s)) {
		n = n<<8 | int(s[i])
	}
	return n
}

func decode16(v any) string {
	s, _ := v.(string)
	var units []uint16
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}
