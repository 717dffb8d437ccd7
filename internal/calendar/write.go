package calendar

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"kansli/internal/deadline"
	"kansli/internal/swedish"
)

// WriteJSON writes the days as one JSON array, in the order given.
func WriteJSON(w io.Writer, days []Day) error {
	if days == nil {
		days = []Day{}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(days)
}

// WriteText writes the days for a person, in the order given, and after them the
// rules that they follow, each once.
func WriteText(w io.Writer, days []Day) error {
	var b strings.Builder
	if len(days) == 0 {
		b.WriteString("Inga frister.\n")
	}
	for _, d := range days {
		when := fmt.Sprintf("%-10s %s", d.Date, weekday(d))
		if d.Date.IsZero() {
			when = "okänd dag"
		}
		fmt.Fprintf(&b, "%-22s%s\n", when, d.heading())
		for _, line := range d.lines() {
			fmt.Fprintf(&b, "%22s%s\n", "", line)
		}
	}
	writeRules(&b, days)
	_, err := io.WriteString(w, b.String())
	return err
}

func weekday(d Day) string { return swedish.Weekday(d.Date.Weekday()) }

// heading is what the day is, marked when it is not sure.
func (d Day) heading() string {
	if d.Certainty == Expected {
		return d.What + " (beräknad)"
	}
	return d.What
}

// lines says what the day is about and how it was counted.
func (d Day) lines() []string {
	lines := []string{d.subject()}
	add := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	if d.Concerns != "" {
		add("Avser: %s", d.Concerns)
	}
	if d.Recipient != "" {
		add("Mottagare: %s", d.Recipient)
	}
	switch {
	case d.Certainty == Unknown:
		add("Räknas från %s; den dagen framgår inte av underlaget", d.StartWhat)
	case d.StartWhat != "":
		add("Räknas från %s, %s", d.StartWhat, d.Start)
	}
	switch {
	case d.Moved == "" || d.Kind == deadline.KindTakeDown:
	case d.Kind == deadline.KindAdjustment || d.Kind == deadline.KindNotice:
		add("Sikta på %s, som är %s; om tiden flyttas till nästa vardag är inte avgjort", d.Raw, d.Moved)
	default:
		add("Räknas till %s, som är %s, och flyttas till nästa vardag", d.Raw, d.Moved)
	}
	if len(d.Assumes) > 0 {
		add("Förutsätter %s", swedish.And(d.Assumes))
	}
	return lines
}

// place is the board and the title.
func (d Day) place() string {
	if d.Board == "" {
		return d.Title
	}
	return d.Board + ", " + d.Title
}

// subject is the board and the case or protocol.
func (d Day) subject() string {
	return strings.Join(slices.Concat([]string{d.place()}, d.Dnr), ", ")
}

// rule is what days of one kind have in common.
type rule struct{ what, text, source, unsettled string }

func writeRules(b *strings.Builder, days []Day) {
	var rules []rule
	for _, d := range days {
		r := rule{d.What, d.Rule, d.Source, d.Unsettled}
		if d.Statutory() && !slices.Contains(rules, r) {
			rules = append(rules, r)
		}
	}
	if len(rules) == 0 {
		return
	}
	b.WriteString("\nSå räknas dagarna\n")
	for _, r := range rules {
		fmt.Fprintf(b, "  %s\n    %s\n", r.what, r.text)
		if r.unsettled != "" {
			fmt.Fprintf(b, "    Oklart: %s\n", r.unsettled)
		}
		fmt.Fprintf(b, "    Källa: %s\n", r.source)
	}
}
