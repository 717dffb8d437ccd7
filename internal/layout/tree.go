package layout

// The structure tree grows as linked lists, because a footnote is hung in after
// its paragraph while the paragraph's text is still being gathered, and is pruned
// when the paper is done.

// branch is where the kids of a node are, until they lie together.
type branch struct {
	first, last int32 // into engine.kids, -1 for none
}

type kidEntry struct {
	kid  Kid
	next int32
}

// add hangs a new element last in parent.
func (e *engine) add(parent int32, role Role) int32 {
	i := int32(len(e.nodes))
	e.nodes = append(e.nodes, Node{Role: role, Parent: parent})
	e.branches = append(e.branches, branch{-1, -1})
	if parent >= 0 {
		e.hang(parent, Kid(i))
	}
	return i
}

func (e *engine) hang(parent int32, k Kid) {
	i := int32(len(e.kids))
	e.kids = append(e.kids, kidEntry{k, -1})
	p := &e.branches[parent]
	if p.last < 0 {
		p.first = i
	} else {
		e.kids[p.last].next = i
	}
	p.last = i
}

// span is the content span that text of parent goes on in: the last one as long
// as nothing else has come between.
func (e *engine) span(parent int32) int32 {
	if last := e.branches[parent].last; last >= 0 && e.kids[last].kid < 0 {
		return int32(^e.kids[last].kid)
	}
	return e.newSpan(parent)
}

func (e *engine) newSpan(parent int32) int32 {
	s := int32(e.spans)
	e.spans++
	e.hang(parent, Kid(^s))
	return s
}

// prune takes away what got no ink, and lays the kids of each node together.
// Parents come before their kids, before and after.
func (e *engine) prune() {
	e.inked = append(e.inked[:0], make([]bool, e.spans)...)
	for i := range e.inks {
		if s := e.inks[i].span; s >= 0 {
			e.inked[s] = true
		}
	}
	for i := range e.images {
		e.inked[e.images[i].span] = true
	}
	e.nodeAt = room(e.nodeAt, len(e.nodes))[:len(e.nodes)]
	for i := len(e.nodes) - 1; i >= 0; i-- {
		e.nodeAt[i] = -1
		if e.wanted(int32(i)) {
			e.nodeAt[i] = 0
		}
	}
	left := int32(0)
	for i := range e.nodeAt {
		if e.nodeAt[i] == 0 {
			e.nodeAt[i] = left
			left++
		}
	}
	e.flatKids = room(e.flatKids, len(e.kids))
	for i, at := range e.nodeAt {
		if at < 0 {
			continue
		}
		n := &e.nodes[at]
		if int(at) < i {
			*n = e.nodes[i]
		}
		if i > 0 {
			n.Parent = e.nodeAt[n.Parent]
		}
		from := len(e.flatKids)
		for k := e.branches[i].first; k >= 0; k = e.kids[k].next {
			switch kid := e.kids[k].kid; {
			case kid < 0 && e.inked[^kid]:
				e.flatKids = append(e.flatKids, kid)
			case kid >= 0 && e.nodeAt[kid] >= 0:
				e.flatKids = append(e.flatKids, Kid(e.nodeAt[kid]))
			}
		}
		n.Kids = e.flatKids[from:len(e.flatKids):len(e.flatKids)]
	}
	e.nodes = e.nodes[:left]
}

// wanted reports whether an element holds anything. Cells are wanted even when
// empty, or the others of their row would move.
func (e *engine) wanted(i int32) bool {
	if role := e.nodes[i].Role; i == 0 || role == RoleTD || role == RoleTH {
		return true
	}
	for k := e.branches[i].first; k >= 0; k = e.kids[k].next {
		if kid := e.kids[k].kid; kid < 0 && e.inked[^kid] || kid >= 0 && e.nodeAt[kid] >= 0 {
			return true
		}
	}
	return false
}
