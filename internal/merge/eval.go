package merge

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"kansli/internal/civil"
	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/swedish"
)

// run fills templates with the values of a scope.
type run struct {
	set   *Set
	scope *scope
	desk  *desk
	out   *sink
	here  at // the function that is called
}

func (s *scope) run() *run { return &run{set: s.set, scope: s, desk: s.desk, out: s.desk.sink()} }

// at is the place that is being filled: a text and a node of it.
type at struct {
	src *source
	pos int
}

// report tells of a fault at a place of the text that is being filled.
func (r *run) report(a at, f diag.Finding) value { return r.tell(a.src.at(a.pos, f)) }

// tell tells of a fault in the data, which has a Path and no place.
func (r *run) tell(f diag.Finding) value {
	r.out.add(piece{kind: fault, fault: &f})
	return value{kind: broken}
}

func (r *run) fill(t *template, dot value) {
	if t.root == nil {
		r.out.add(piece{text: t.src.text, src: t.src})
		return
	}
	now := filling{t.src, r.scope, dot.where()}
	if slices.ContainsFunc(r.desk.open, now.same) {
		r.inItself(at{t.src, 0})
		return
	}
	r.desk.open = append(r.desk.open, now)
	r.nodes(t.src, t.root, dot)
	r.desk.open = r.desk.open[:len(r.desk.open)-1]
}

// filling is a text that is being filled.
type filling struct {
	src   *source
	scope *scope
	dot   string // the path of the value that it is about
}

// same reports whether a text is one that is being filled already. A part may be in
// itself when it is about something else there, as a point about the points under it.
func (f filling) same(o filling) bool {
	return f.src.same(o.src) && (f.src.file == "" || f.scope == o.scope && f.dot == o.dot)
}

// inItself reports a text that would go on for ever.
func (r *run) inItself(a at) value {
	if a.src.file != "" {
		return r.report(a, diag.Finding{Rule: "mall-i-mall", Message: "mallen hämtar in sig själv", Remedy: "ta bort det som pekar tillbaka hit"})
	}
	return r.report(a, diag.Finding{Rule: "text-i-sig-själv", Message: "texten hämtar in sig själv", Remedy: "ta bort platshållaren som pekar tillbaka hit, eller skriv ut vad den skulle ge"})
}

func (r *run) nodes(src *source, l *parse.ListNode, dot value) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		if r.desk.full() {
			return
		}
		a := at{src, int(n.Position())}
		switch n := n.(type) {
		case *parse.TextNode:
			r.out.add(piece{text: src.span(a.pos, n.Text), src: src, pos: int32(a.pos)})
		case *parse.ActionNode:
			r.print(a, n, r.pipe(src, n.Pipe, dot))
		case *parse.IfNode:
			if r.pipe(src, n.Pipe, dot).given() {
				r.nodes(src, n.List, dot)
			} else {
				r.nodes(src, n.ElseList, dot)
			}
		case *parse.WithNode:
			if v := r.pipe(src, n.Pipe, dot); v.given() {
				r.inside(src, n.List, v)
			} else {
				r.nodes(src, n.ElseList, dot)
			}
		case *parse.RangeNode:
			r.each(src, n, dot)
		case *parse.TemplateNode:
			r.part(a, n, dot)
		}
	}
}

// inside fills a text about one value. In a § or a point the words are its own and
// the headings are below those around it.
func (r *run) inside(src *source, l *parse.ListNode, dot value) {
	if dot.kind != scoped {
		r.nodes(src, l, dot)
		return
	}
	outer, lower := r.scope, r.out.lower
	r.scope, r.out.lower = dot.words, lower+dot.words.lower
	r.nodes(src, l, dot)
	r.scope, r.out.lower = outer, lower
}

func (r *run) each(src *source, n *parse.RangeNode, dot value) {
	v := r.pipe(src, n.Pipe, dot)
	if v.kind == record {
		v = v.plain()
	}
	switch {
	case v.kind == broken:
	case !v.given():
		r.nodes(src, n.ElseList, dot)
	case v.kind == list:
		for _, item := range v.items {
			if item.words == nil {
				item.words = v.words
			}
			if v.keyed {
				r.touch(item)
			}
			r.inside(src, n.List, item)
		}
	default:
		r.inside(src, n.List, v)
	}
}

func (r *run) part(a at, n *parse.TemplateNode, dot value) {
	t, ok := r.set.parts[n.Name]
	if !ok {
		if !r.set.broken[n.Name] {
			r.report(a, diag.Finding{Rule: "okänd-mall", Message: fmt.Sprintf("mallen %s finns inte", n.Name),
				Remedy: suggest(n.Name, r.set.partNames, "skriv filens sökväg under mallkatalogen utan .md, till exempel delar/bilagor")})
		}
		return
	}
	r.out.nest(func() { r.fill(t, dot) })
}

func suggest(word string, candidates []string, otherwise string) string {
	if near, ok := diag.Nearest(word, candidates); ok {
		return "skriv " + near
	}
	return otherwise
}

func (r *run) pipe(src *source, p *parse.PipeNode, dot value) value {
	var v value
	for i, cmd := range p.Cmds {
		if i == 0 && len(cmd.Args) == 1 {
			v = r.operand(src, cmd.Args[0], dot)
			continue
		}
		id, _ := cmd.Args[0].(*parse.IdentifierNode)
		if id == nil || functions[id.Ident].apply == nil {
			return value{kind: broken}
		}
		first := len(r.desk.args)
		for _, arg := range cmd.Args[1:] {
			one := r.operand(src, arg, dot)
			r.desk.args = append(r.desk.args, one)
		}
		if i > 0 {
			r.desk.args = append(r.desk.args, v)
		}
		f := functions[id.Ident]
		r.here = at{src, int(id.Pos)}
		v = f.call(r, r.desk.args[first:])
		r.desk.args = r.desk.args[:first]
		if v.kind == broken && v.text != "" {
			return r.report(at{src, int(id.Pos)}, diag.Finding{Rule: "fel-slags-värde", Message: id.Ident + ": " + v.text, Remedy: "skriv " + f.usage})
		}
	}
	return v
}

func (r *run) operand(src *source, n parse.Node, dot value) value {
	switch n := n.(type) {
	case *parse.DotNode:
		return dot
	case *parse.FieldNode:
		return r.chain(at{src, int(n.Pos)}, dot, n.Ident, "")
	case *parse.IdentifierNode:
		return r.word(at{src, int(n.Pos)}, n.Ident)
	case *parse.ChainNode:
		v := r.operand(src, n.Node, dot)
		return r.chain(at{src, int(n.Node.Position())}, v, n.Field, n.Node.String())
	case *parse.PipeNode:
		return r.pipe(src, n, dot)
	case *parse.StringNode:
		return textValue(n.Text, "")
	case *parse.NumberNode:
		if i, err := strconv.Atoi(n.Text); err == nil {
			return countValue(i, "")
		}
		return textValue(n.Text, "")
	case *parse.BoolNode:
		return truthValue(n.True)
	}
	return value{kind: broken}
}

func (r *run) word(a at, name string) value {
	v, ok := r.scope.word(name)
	if !ok {
		return r.report(a, diag.Finding{Rule: "okänd-platshållare", Message: fmt.Sprintf("platshållaren %s finns inte", name),
			Remedy: suggest(name, r.scope.words.names, "README.md bland mallarna säger vilka fält som finns"), Path: name})
	}
	if v.kind == circular {
		return r.inItself(a)
	}
	r.touch(v)
	if _, derived := r.scope.words.derived[name]; derived {
		r.touch(value{path: r.scope.bases[0], leaf: name})
	}
	return v
}

// touch notes that a template looked at a field.
func (r *run) touch(v value) { r.out.add(piece{kind: touch, path: v.where()}) }

func (r *run) chain(a at, v value, fields []string, before string) value {
	for i, name := range fields {
		if v.kind == broken {
			return v
		}
		f, known, candidates := v.field(name)
		if !known {
			full := strings.TrimPrefix(before+"."+strings.Join(fields[:i+1], "."), ".")
			return r.report(a, diag.Finding{Rule: "okänd-platshållare", Message: fmt.Sprintf("platshållaren %s finns inte", full),
				Remedy: suggest(name, candidates, "README.md bland mallarna säger vilka fält som finns"), Path: full})
		}
		if v.keyed {
			r.touch(f)
		}
		if v = f; v.kind == circular {
			return r.inItself(a)
		}
	}
	return v
}

// print puts a value into the text.
func (r *run) print(a at, n *parse.ActionNode, v value) {
	v = v.plain()
	where := piece{kind: datum, src: a.src, pos: int32(a.pos), path: v.where(), noun: v.noun, link: v.link}
	switch v.kind {
	case broken:
	case markdown:
		r.out.nest(func() { r.markdown(namnd.Markdown(v.text), v.where(), v.words) })
	case fragment:
		r.out.nest(func() {
			for _, p := range v.pieces {
				r.out.add(p)
			}
		})
	case list:
		r.printList(a, n, where, v)
	case truth, record, scoped:
		r.report(a, diag.Finding{Rule: "fel-slags-värde", Message: fmt.Sprintf("%s är ingen text som kan skrivas ut", n), Path: v.where(),
			Remedy: "skriv ett av dess fält, eller fråga efter det med {{ if }}"})
	default:
		where.text = clean(v.string())
		if where.text == "" {
			r.unfilled(a, n, v)
			return
		}
		r.out.add(where)
	}
}

func (r *run) printList(a at, n *parse.ActionNode, where piece, v value) {
	where.kind = several
	where.list = &listing{items: make([]piece, 0, len(v.items)), plural: v.plural, points: v.points}
	for _, item := range v.items {
		item = item.plain()
		one := piece{kind: datum, text: clean(item.string()), src: a.src, pos: int32(a.pos), path: item.where(), noun: item.noun, link: v.link}
		if one.text == "" {
			r.unfilled(a, n, item)
			return
		}
		where.list.items = append(where.list.items, one)
	}
	where.text = swedish.And(texts(where.list.items))
	r.out.add(where)
}

func texts(items []piece) []string {
	out := make([]string, len(items))
	for i, p := range items {
		out[i] = p.text
	}
	return out
}

// unfilled tells of a value that is not given. It is missing in the data, so that
// is the place; only of a placeholder in the data themselves it is the placeholder.
func (r *run) unfilled(a at, n *parse.ActionNode, v value) {
	f := diag.Finding{Rule: "tom-platshållare", Message: strings.TrimPrefix(n.Pipe.String(), ".") + " är inte ifyllt", Path: v.where()}
	line, _ := a.src.place(a.pos)
	inTemplate := fmt.Sprintf("får det saknas sätts {{ if }} kring platshållaren i mallen %s, rad %d", a.src.file, line)
	holder, name, isFact := strings.Cut("."+f.Path, ".uppgifter.")
	fact, known := r.scope.fact(name)
	switch {
	case isFact && known && fact.Required && a.src.file != "":
		r.tell(r.scope.ofCaseType().missingFact(fact))
	case isFact:
		f.Remedy = "skriv " + name + " under uppgifter"
		if known && fact.Help != "" {
			f.Remedy += ": " + fact.Help
		}
		if a.src.file == "" {
			r.report(a, f)
			return
		}
		f.Path = strings.TrimPrefix(strings.TrimPrefix(holder+".uppgifter", "."), ".")
		r.tell(f)
	case a.src.file == "":
		f.Remedy = "fyll i fältet, eller sätt {{ if }} kring platshållaren om det får saknas"
		r.report(a, f)
	case f.Path == "":
		f.Remedy = inTemplate
		r.report(a, f)
	default:
		f.Remedy = "skriv " + f.Path + "; " + inTemplate
		r.tell(f)
	}
}

// string is a value in running text.
func (v value) string() string {
	switch v.kind {
	case text, markdown:
		return v.text
	case date:
		return swedish.Date(v.data.Interface().(civil.Date))
	case clock:
		return swedish.Clock(v.data.Interface().(civil.Clock))
	case amount:
		return swedish.Amount(v.number).Prose()
	case number:
		return swedish.Integer(int(v.number))
	case list:
		items := make([]string, len(v.items))
		for i, item := range v.items {
			items[i] = item.plain().string()
		}
		return swedish.And(items)
	}
	return ""
}

// markdown fills a Markdown field, whose placeholders are those of a scope.
func (r *run) markdown(m namnd.Markdown, path string, words *scope) {
	if words == nil {
		words = r.scope
	}
	src := &source{path: path, text: strings.Trim(string(m), "\n")}
	if letter, found := divided(src.text); found {
		r.report(at{src, letter}, diag.Finding{Severity: diag.Warning, Rule: "delat-ord",
			Message: "ett ord är delat mellan två rader och har fogats ihop", Remedy: "kontrollera ordet i papperet och skriv ihop det i filen"})
		src.text = swedish.Pasted(src.text)
	}
	t, _, findings := compile(src)
	for _, f := range findings {
		r.out.add(piece{kind: fault, fault: &f})
	}
	if t == nil || len(findings) > 0 {
		return
	}
	outer := r.scope
	r.scope = words
	r.fill(t, top)
	r.scope = outer
}

// points writes decision points as a numbered list.
func (r *run) points(ps []namnd.Point, path string, words *scope) {
	for i, p := range ps {
		at := indexed(path, i)
		if i > 0 {
			r.out.own("\n")
		}
		r.out.own(strconv.Itoa(i+1) + ". ")
		r.out.nest(func() {
			r.markdown(p.Text, at+".text", words)
			if len(p.Points) > 0 {
				r.out.own("\n")
				r.points(p.Points, at+".underpunkter", words)
			}
		})
	}
}
