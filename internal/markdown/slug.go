package markdown

import (
	"strconv"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// slug makes the id of a heading: small ASCII letters, digits and single hyphens,
// unique in the paper, at most longest characters before a number that makes it
// so.
func (r *reader) slug(plain string) string {
	const longest = 60
	id := make([]byte, 0, longest)
	for _, x := range plain {
		if x >= utf8.RuneSelf {
			if d := norm.NFD.PropertiesString(string(x)).Decomposition(); len(d) > 0 {
				x = rune(d[0])
			}
		}
		switch {
		case x >= 'A' && x <= 'Z':
			x += 'a' - 'A'
		case x >= 'a' && x <= 'z', x >= '0' && x <= '9':
		default:
			x = '-'
		}
		if x != '-' || len(id) > 0 && id[len(id)-1] != '-' {
			id = append(id, byte(x))
		}
		if len(id) == longest {
			break
		}
	}
	for len(id) > 0 && id[len(id)-1] == '-' {
		id = id[:len(id)-1]
	}
	if len(id) == 0 {
		id = append(id, "rubrik"...)
	}
	return r.unique(string(id))
}

func (r *reader) unique(base string) string {
	id := base
	for r.ids[id] > 0 {
		r.ids[base]++
		id = base + "-" + strconv.Itoa(r.ids[base])
	}
	r.ids[id] = 1
	return id
}
