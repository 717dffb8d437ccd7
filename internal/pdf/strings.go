package pdf

import (
	"maps"
	"slices"
	"strings"
)

// Strings takes out every text that a PDF holds besides the one that Text gives:
// what the file says of itself, bookmarks, alternative texts, addresses of links,
// running heads and page numbers, each page as it is painted, and whole the
// metadata and the files that it carries. It is for searching, when nothing may
// be overlooked; the order is that of the objects. The error is ErrForeign or
// says, in Swedish, what is damaged.
func Strings(pdf []byte) ([]string, error) {
	f, err := open(pdf)
	if err != nil {
		return nil, err
	}
	var all []string
	add := func(s string) {
		if strings.TrimSpace(s) != "" {
			all = append(all, s)
		}
	}
	for _, object := range append(slices.Clone(f.objects), f.info) {
		eachString(object, func(s string) { add(text(s)) })
		if s, ok := object.(*stream); ok && (s.dict["Type"] == any(name("Metadata")) || s.dict["Type"] == any(name("EmbeddedFile"))) {
			add(string(s.data))
		}
	}
	faces := map[ref]*typeface{}
	for _, p := range f.allPages() {
		page := f.contents(f.dict(p), faces)
		var painted strings.Builder
		for _, m := range page.marks {
			painted.Write(m.text)
			painted.WriteByte('\n')
		}
		add(painted.String())
		add(string(page.decor))
	}
	return all, nil
}

// eachString visits the strings and names of a value, but not what it refers to.
func eachString(v any, visit func(string)) {
	switch v := v.(type) {
	case string:
		visit(v)
	case name:
		visit(string(v))
	case []any:
		for _, e := range v {
			eachString(e, visit)
		}
	case dict:
		for _, k := range slices.Sorted(maps.Keys(v)) {
			visit(string(k))
			eachString(v[k], visit)
		}
	case *stream:
		eachString(v.dict, visit)
	}
}
