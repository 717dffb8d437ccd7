package yamldoc

import (
	"slices"
	"strings"
)

// inPlace makes the change where it belongs, and leaves the rest alone. It
// reports false for what it does not know how to do.
func (ed *editor) inPlace() bool {
	n, indent, flow := ed.root, -1, ed.root.flow
	path := ed.edit.Path
	if ed.edit.Op == OpRename {
		return ed.rename()
	}
	if n.kind == empty {
		return ed.append(path)
	}
	for len(path) > 1 {
		child, column, ok := ed.child(n, path[0])
		if !ok || child.kind == empty || child.kind == unread {
			break
		}
		if child.kind == scalar || !flow && !child.flow && (len(child.items)+len(child.pairs)) == 0 {
			return false
		}
		n, indent, flow, path = child, column, flow || child.flow, path[1:]
	}
	if flow {
		return ed.inFlow(n, path, indent)
	}
	if path[0].Key != "" {
		return n.kind == mapping && ed.inMapping(n, path)
	}
	return n.kind == list && ed.inList(n, path)
}

func (ed *editor) rename() bool {
	n := ed.root
	for _, s := range ed.edit.Path[:len(ed.edit.Path)-1] {
		child, _, ok := ed.child(n, s)
		if !ok {
			return false
		}
		n = child
	}
	i := slices.IndexFunc(n.pairs, func(p pair) bool { return p.key == ed.edit.Path[len(ed.edit.Path)-1].Key })
	if i < 0 {
		return false
	}
	p := &n.pairs[i]
	return ed.splice(ed.offset(p.at), ed.colon(p), quoted(ed.edit.Value.Text, true)+":")
}

// append begins a file that has nothing in it but perhaps comments.
func (ed *editor) append(path Path) bool {
	if path[0].Key == "" {
		return false
	}
	if ed.text != "" && !strings.HasSuffix(ed.text, "\n") {
		ed.text += "\n"
	}
	ed.text += renderKey(Key{path[0].Key, ed.want.Get(path[0].Key)}, 0) + "\n"
	return true
}

// child is the node one step down and the column of its key or dash.
func (ed *editor) child(n *node, s Step) (*node, int, bool) {
	if s.Key == "" {
		if n.kind != list || s.Index < 0 || s.Index >= len(n.items) {
			return nil, 0, false
		}
		if n.flow {
			return &n.items[s.Index], int(n.at.column) - 1, true
		}
		return &n.items[s.Index], ed.column(ed.dash(&n.items[s.Index])), true
	}
	for i := range n.pairs {
		if n.pairs[i].key == s.Key {
			return &n.pairs[i].value, int(n.pairs[i].at.column) - 1, true
		}
	}
	return nil, 0, false
}

// below is the value that stands at a path below n once the change is made.
func (ed *editor) below(path Path) Value {
	v := ed.want
	for _, s := range ed.edit.Path[:len(ed.edit.Path)-len(path)+1] {
		if s.Key != "" {
			v = v.Get(s.Key)
		} else if s.Index < len(v.Items) {
			v = v.Items[s.Index]
		}
	}
	return v
}

func (ed *editor) inMapping(n *node, path Path) bool {
	name, last := path[0].Key, len(path) == 1
	column := int(n.at.column) - 1
	i := slices.IndexFunc(n.pairs, func(p pair) bool { return p.key == name })
	switch {
	case i >= 0 && last && ed.edit.Op == OpRemove:
		return ed.dropPair(n, i)
	case i >= 0 && last && ed.edit.Op == OpMove:
		var parts [][2]int
		for k := range n.pairs {
			parts = append(parts, [2]int{ed.offset(n.pairs[k].at), ed.pairEnd(&n.pairs[k], column)})
		}
		return ed.permute(parts, i)
	case i >= 0:
		return ed.setValue(&n.pairs[i], column, ed.below(path))
	}
	line := renderKey(Key{name, ed.below(path)}, column)
	at := newPlace(pairKeys(n), name, ed.edit.Order, last)
	if at == 0 {
		start := ed.offset(n.pairs[0].at)
		return ed.splice(start, start, line+"\n"+blanks(column))
	}
	end := ed.lineEnd(ed.pairEnd(&n.pairs[at-1], column))
	return ed.splice(end, end, "\n"+blanks(column)+line)
}

func pairKeys(n *node) []Key {
	var keys []Key
	for _, p := range n.pairs {
		keys = append(keys, Key{Name: p.key})
	}
	return keys
}

// setValue writes what stands after a key.
func (ed *editor) setValue(p *pair, column int, v Value) bool {
	if p.value.kind == empty {
		colon := ed.pairEnd(p, column)
		return ed.splice(colon, colon, render(v, column))
	}
	from, to := ed.offset(p.value.at), ed.end(&p.value, column, false)
	if p.value.flow && v.Kind != Text && !v.hollow() && flat(v) {
		return ed.splice(from, to, renderFlow(v))
	}
	if v.Kind == Text {
		text := renderText(v.Text, column)
		if below := p.value.at.line > p.at.line; below {
			from = ed.colon(p)
			text = " " + text
		}
		return ed.splice(from, to, text)
	}
	return ed.splice(ed.colon(p), to, render(v, column))
}

// flat reports whether a value is short enough for one line.
func flat(v Value) bool { return !strings.Contains(renderFlow(v), `\n`) && len(renderFlow(v)) < 100 }

func (ed *editor) dropPair(n *node, i int) bool {
	column := int(n.at.column) - 1
	from, to := ed.offset(n.pairs[i].at), ed.pairEnd(&n.pairs[i], column)
	switch {
	case len(n.pairs) == 1 && column == 0:
		return ed.splice(from, ed.nextLine(to), "")
	case len(n.pairs) == 1:
		return ed.splice(from, to, "{}")
	case i == 0 && ed.text[ed.lineStart(from):from] != blanks(column): // after a dash
		return ed.splice(from, ed.offset(n.pairs[1].at), "")
	}
	return ed.splice(ed.lineStart(from), ed.nextLine(to), "")
}

func (ed *editor) inList(n *node, path Path) bool {
	i, last := path[0].Index, len(path) == 1
	column := int(n.at.column) - 1
	var parts [][2]int
	for k := range n.items {
		dash := ed.dash(&n.items[k])
		if strings.TrimLeft(ed.text[ed.lineStart(dash):dash], " ") != "" {
			return false // a list straight inside a list
		}
		parts = append(parts, [2]int{dash, ed.itemEnd(&n.items[k], column)})
	}
	switch {
	case ed.edit.Op == OpInsert && last || i == len(parts):
		v := ed.below(path)
		text := renderItem(v, column)
		if v.Kind == Mapping && len(n.items) > 0 && flat(v) && !slices.ContainsFunc(n.items, func(it node) bool { return !it.flow }) {
			text = "- " + renderFlow(v)
		}
		if i == len(parts) {
			end := ed.lineEnd(parts[i-1][1])
			return ed.splice(end, end, "\n"+blanks(column)+text)
		}
		return ed.splice(parts[i][0], parts[i][0], text+"\n"+blanks(column))
	case ed.edit.Op == OpRemove && last && len(parts) == 1:
		return ed.splice(parts[0][0], parts[0][1], "[]")
	case ed.edit.Op == OpRemove && last:
		return ed.splice(ed.lineStart(parts[i][0]), ed.nextLine(parts[i][1]), "")
	case ed.edit.Op == OpMove && last:
		for k := range parts {
			parts[k][0], parts[k][1] = ed.withComments(parts[k][0], column), ed.lineEnd(parts[k][1])
		}
		return ed.permute(parts, i)
	}
	v := ed.below(path)
	if it := &n.items[i]; it.flow && flat(v) {
		return ed.splice(parts[i][0], parts[i][1], "- "+renderFlow(v))
	}
	return ed.splice(parts[i][0], parts[i][1], renderItem(v, column))
}

// withComments takes in the comment lines straight above an entry.
func (ed *editor) withComments(at, column int) int {
	for {
		start := ed.lineStart(at)
		if start == 0 {
			return at
		}
		above := ed.lineStart(start - 1)
		if !strings.HasPrefix(ed.text[above:], blanks(column)+"#") {
			return at
		}
		at = above + column
	}
}

// permute moves the part i to the place of the part To, and keeps what stands
// between the parts.
func (ed *editor) permute(parts [][2]int, i int) bool {
	texts := make([]string, len(parts))
	for k, p := range parts {
		texts[k] = ed.text[p[0]:p[1]]
	}
	if ed.edit.To < 0 || ed.edit.To >= len(parts) {
		return false
	}
	texts = moved(texts, i, ed.edit.To)
	for k := len(parts) - 1; k >= 0; k-- {
		ed.splice(parts[k][0], parts[k][1], texts[k])
	}
	return true
}

// inFlow makes a change between brackets.
func (ed *editor) inFlow(n *node, path Path, indent int) bool {
	var parts [][2]int
	for k := range n.items {
		parts = append(parts, [2]int{ed.offset(n.items[k].at), ed.end(&n.items[k], indent, true)})
	}
	for k := range n.pairs {
		p := &n.pairs[k]
		end := ed.colon(p)
		if p.value.kind != empty {
			end = ed.end(&p.value, indent, true)
		}
		parts = append(parts, [2]int{ed.offset(p.at), end})
	}
	i, last := path[0].Index, len(path) == 1
	if path[0].Key != "" {
		i = slices.IndexFunc(n.pairs, func(p pair) bool { return p.key == path[0].Key })
	}
	v := ed.below(path)
	text := renderFlow(v)
	if path[0].Key != "" {
		text = quoted(path[0].Key, true) + ": " + text
	}
	switch {
	case ed.edit.Op == OpRemove && last && len(parts) == 1:
		return ed.splice(parts[0][0], parts[0][1], "")
	case ed.edit.Op == OpRemove && last && i == len(parts)-1:
		return ed.splice(parts[i-1][1], parts[i][1], "")
	case ed.edit.Op == OpRemove && last:
		return ed.splice(parts[i][0], parts[i+1][0], "")
	case ed.edit.Op == OpMove && last:
		return ed.permute(parts, i)
	case len(parts) == 0:
		open := ed.offset(n.at) + 1
		return ed.splice(open, open, text)
	case path[0].Key != "" && i < 0:
		i = newPlace(pairKeys(n), path[0].Key, ed.edit.Order, last)
	case !(ed.edit.Op == OpInsert && last) && i < len(parts):
		return ed.splice(parts[i][0], parts[i][1], text)
	}
	if i == len(parts) {
		return ed.splice(parts[i-1][1], parts[i-1][1], ", "+text)
	}
	return ed.splice(parts[i][0], parts[i][0], text+", ")
}
