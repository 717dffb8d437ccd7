package html

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	tagPattern    = regexp.MustCompile(`^<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<]*")*)>`)
	attrPattern   = regexp.MustCompile(` ([a-z-]+)="([^"]*)"`)
	entityPattern = regexp.MustCompile(`^&(?:amp|lt|gt|quot|#39);`)
)

// void elements have no end; phrasing elements are all that a paragraph and a
// heading may hold.
var (
	void     = []string{"meta", "br", "hr", "img"}
	phrasing = []string{"a", "br", "code", "del", "em", "img", "strong", "sup"}
	within   = map[string][]string{
		"li": {"ul", "ol"}, "dt": {"div"}, "dd": {"div"}, "tr": {"thead", "tbody"}, "th": {"tr"}, "td": {"tr"},
		"thead": {"table"}, "tbody": {"table"}, "caption": {"table"}, "figcaption": {"figure"},
	}
)

// check is stricter than any browser: it returns what is wrong with a page's tags,
// nesting, ids, links, headings and names.
func check(page string) (faults []string) {
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	const doctype = "<!DOCTYPE html>\n"
	if !strings.HasPrefix(page, doctype) {
		fault("no doctype")
	}
	var open, ids, wanted []string
	heading, tops := 0, 0
	for rest := strings.TrimPrefix(page, doctype); rest != ""; {
		switch rest[0] {
		default:
			rest = rest[1:]
			continue
		case '&':
			if !entityPattern.MatchString(rest) {
				fault("a bare & at %.30q", rest)
			}
			rest = rest[1:]
			continue
		case '>':
			fault("a bare > at %.30q", rest)
			rest = rest[1:]
			continue
		case '<':
		}
		m := tagPattern.FindStringSubmatch(rest)
		if m == nil {
			fault("no tag at %.30q", rest)
			rest = rest[1:]
			continue
		}
		rest = rest[len(m[0]):]
		name := m[2]
		if m[1] == "/" {
			if len(open) == 0 || open[len(open)-1] != name {
				fault("</%s> within %v", name, open)
				return faults
			}
			open = open[:len(open)-1]
			continue
		}
		attrs := map[string]string{}
		for _, a := range attrPattern.FindAllStringSubmatch(m[3], -1) {
			if _, twice := attrs[a[1]]; twice {
				fault("%s twice in %s", a[1], m[0])
			}
			if strings.HasPrefix(a[1], "on") || a[1] == "style" {
				fault("%s", m[0])
			}
			attrs[a[1]] = a[2]
		}
		parent := ""
		if len(open) > 0 {
			parent = open[len(open)-1]
		}
		if slices.ContainsFunc(open, func(o string) bool {
			return (o == "p" || len(o) == 2 && o[0] == 'h' && o != "hr") && !slices.Contains(phrasing, name)
		}) {
			fault("<%s> within %v", name, open)
		}
		if parents := within[name]; parents != nil && !slices.Contains(parents, parent) {
			fault("<%s> within <%s>", name, parent)
		}
		if name == "a" && slices.Contains(open, "a") {
			fault("a link in a link: %s", m[0])
		}
		if (parent == "ul" || parent == "ol") && name != "li" {
			fault("<%s> in a list", name)
		}
		if id, ok := attrs["id"]; ok {
			if slices.Contains(ids, id) || id == "" || strings.ContainsAny(id, " \t\n") {
				fault("the id %q is empty, has blanks or is used before", id)
			}
			ids = append(ids, id)
		}
		if id := attrs["aria-labelledby"]; id != "" {
			wanted = append(wanted, id)
		}
		if href, ok := attrs["href"]; ok {
			if id, inside := strings.CutPrefix(href, "#"); inside {
				wanted = append(wanted, id)
			} else if !regexp.MustCompile(`^(?i:https?://|mailto:|tel:)`).MatchString(href) {
				fault("the link %q", href)
			}
		}
		if len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' {
			level := int(name[1] - '0')
			if level > heading+1 {
				fault("<%s> after level %d", name, heading)
			}
			if level == 1 {
				tops++
			}
			heading = level
		}
		if name == "th" && attrs["scope"] == "" {
			fault("<th> without scope")
		}
		if _, ok := attrs["alt"]; name == "img" && (!ok || !strings.HasPrefix(attrs["src"], "data:image/")) {
			fault("a picture without alt or from outside: %.60s", m[0])
		}
		if name == "html" && attrs["lang"] == "" {
			fault("no language")
		}
		if name == "style" || name == "script" {
			if name == "script" {
				fault("a script")
			}
			_, rest, _ = strings.Cut(rest, "</"+name+">")
			continue
		}
		if !slices.Contains(void, name) {
			open = append(open, name)
		}
	}
	if len(open) > 0 {
		fault("not closed: %v", open)
	}
	if tops != 1 {
		fault("%d h1", tops)
	}
	for _, id := range wanted {
		if !slices.Contains(ids, id) {
			fault("nothing has the id %q", id)
		}
	}
	return faults
}

// TestCheck shows that the check finds what it is there to find.
func TestCheck(t *testing.T) {
	good := "<!DOCTYPE html>\n<html lang=\"sv\"><body><h1 id=\"a\">A</h1><p>b &amp; <a href=\"#a\">c</a></p></body></html>\n"
	if faults := check(good); faults != nil {
		t.Fatalf("a good page: %v", faults)
	}
	for _, c := range []struct{ old, new string }{
		{"<!DOCTYPE html>\n", ""},
		{" lang=\"sv\"", ""},
		{"</p>", ""},
		{"</p>", "</b>"},
		{"&amp;", "&"},
		{"&amp;", "<"},
		{"&amp;", ">"},
		{"#a", "#b"},
		{"#a", "javascript:x"},
		{"<p>", "<p id=\"a\">"},
		{"<p>", "<p onclick=\"x\">"},
		{"<p>", "<h1>B</h1><p>"},
		{"<p>", "<h3>B</h3><p>"},
		{"<p>", "<script></script><p>"},
		{"<p>", "<p aria-labelledby=\"z\">"},
		{"b ", "<ul><li>x</li></ul>"},
		{"c<", "<a href=\"#a\">d</a><"},
		{"c<", "<img src=\"data:image/png;base64,\"><"},
		{"<p>", "<table><thead><tr><th>x</th></tr></thead></table><p>"},
		{"<p>", "<li>x</li><p>"},
	} {
		if page := strings.Replace(good, c.old, c.new, 1); check(page) == nil {
			t.Errorf("nothing found in %s", page)
		}
	}
}
