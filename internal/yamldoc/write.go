package yamldoc

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// render writes a value after a key or a dash: what stands on the same line, with
// the space before it, and the lines below, indented deeper than indent.
func render(v Value, indent int) string {
	switch {
	case v.Kind == Nothing:
		return ""
	case v.Kind == Text:
		return " " + renderText(v.Text, indent)
	case len(v.Items)+len(v.Keys) == 0:
		return " " + renderFlow(v)
	case v.Kind == List:
		var b strings.Builder
		for _, item := range v.Items {
			b.WriteString("\n" + blanks(indent+2) + renderItem(item, indent+2))
		}
		return b.String()
	}
	return "\n" + blanks(indent+2) + renderKeys(v, indent+2)
}

// renderItem writes an entry of a list with its dash, which stands at indent.
func renderItem(v Value, indent int) string {
	if v.Kind == Mapping && len(v.Keys) > 0 {
		return "- " + renderKeys(v, indent+2)
	}
	if v.Kind == List {
		return "- " + renderFlow(v)
	}
	return "-" + render(v, indent)
}

func renderKeys(v Value, indent int) string {
	var b strings.Builder
	for i, k := range v.Keys {
		if i > 0 {
			b.WriteString("\n" + blanks(indent))
		}
		b.WriteString(renderKey(k, indent))
	}
	return b.String()
}

func renderKey(k Key, indent int) string { return quoted(k.Name, true) + ":" + render(k.Value, indent) }

// renderText writes a text in a block. One of several lines is written as it
// stands, when YAML can.
func renderText(s string, indent int) string {
	if !strings.Contains(s, "\n") {
		return quoted(s, false)
	}
	body := strings.TrimRight(s, "\n")
	if body == "" || strings.HasPrefix(body, " ") || strings.HasPrefix(body, "\n") || strings.ContainsFunc(body, func(r rune) bool { return r != '\n' && unicode.IsControl(r) }) ||
		strings.Contains(body, " \n") || strings.HasSuffix(body, " ") {
		return doubled(s)
	}
	head := map[int]string{0: "|-", 1: "|"}[len(s)-len(body)]
	if head == "" {
		return doubled(s)
	}
	for line := range strings.SplitSeq(body, "\n") {
		head += "\n"
		if line != "" {
			head += blanks(indent+2) + line
		}
	}
	return head
}

// renderFlow writes a value on one line, with brackets.
func renderFlow(v Value) string {
	var parts []string
	switch v.Kind {
	case Text:
		return quoted(v.Text, true)
	case List:
		for _, item := range v.Items {
			parts = append(parts, renderFlow(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case Mapping:
		for _, k := range v.Keys {
			parts = append(parts, quoted(k.Name, true)+": "+renderFlow(k.Value))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return "null"
}

// needsQuotes finds what YAML would not read back as the same plain text.
var needsQuotes = regexp.MustCompile(`^$|^[-?:,\[\]{}#&*!|>'"%@` + "`" + `<=.~]|^\s|\s$|:$|:\s|\s#|[\x00-\x1F\x7F-\x9F]|(?i)^null$|^---|^\.\.\.`)

// quoted writes a text of one line, with quotation marks where it must.
func quoted(s string, flow bool) string {
	switch {
	case !needsQuotes.MatchString(s) && !(flow && strings.ContainsAny(s, ",[]{}:#")):
		return s
	case strings.ContainsFunc(s, unicode.IsControl):
		return doubled(s)
	case !strings.ContainsAny(s, `"\`):
		return `"` + s + `"`
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

// doubled writes any text within double quotation marks.
func doubled(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case unicode.IsControl(r):
			b.WriteString(`\u` + strings.Repeat("0", 4-len(strconv.FormatInt(int64(r), 16))) + strconv.FormatInt(int64(r), 16))
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func blanks(n int) string { return strings.Repeat(" ", n) }
