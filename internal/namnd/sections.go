package namnd

import (
	"fmt"
	"regexp"
	"strings"
)

// SectionSet is a set of §§ as papers write it: "3–7", "§§ 62–75", "57, 60",
// "t.o.m. 77", "fr.o.m. 12", "ej 13". The zero value holds every §.
type SectionSet struct {
	text   string
	except bool
	spans  []sectionSpan
}

// sectionSpan runs from one § to another, both included; an empty end is open.
type sectionSpan struct{ from, to string }

var (
	sectionNo    = `\d+(?:\s*[½¼¾])?(?:\s*[A-Za-zÅÄÖåäö]\)?)?`
	spanPattern  = regexp.MustCompile(`^(` + sectionNo + `)(?:\s*[-–—]\s*(` + sectionNo + `))?$`)
	untilPattern = regexp.MustCompile(`^(?i:t\.?\s?o\.?\s?m\.?|till o\. med)\s*(` + sectionNo + `)$`)
	sincePattern = regexp.MustCompile(`^(?i:fr\.?\s?o\.?\s?m\.?|från o\. med)\s*(` + sectionNo + `)$`)
	exceptWord   = regexp.MustCompile(`^(?i:ej|inte|utom)\s`)
	signs        = strings.NewReplacer("§", " ", "\u00a0", " ", " och med ", " o. med ") // so that och only joins
)

// UnmarshalText reads any of the forms above, or several joined by comma or
// "och". Errors are Swedish and say how to write it.
func (s *SectionSet) UnmarshalText(b []byte) error {
	text := strings.TrimSpace(string(b))
	rest := strings.TrimSpace(signs.Replace(text))
	word := exceptWord.FindString(rest)
	except := word != ""
	rest = strings.TrimSpace(rest[len(word):])
	var spans []sectionSpan
	for part := range strings.SplitSeq(strings.ReplaceAll(rest, " och ", ","), ",") {
		span, ok := parseSpan(strings.TrimSpace(part))
		if ok && span.from != "" && span.to != "" && CompareNo(span.from, span.to) > 0 {
			return fmt.Errorf("”%s” går baklänges; skriv den lägsta paragrafen först, %s–%s", text, span.to, span.from)
		}
		if !ok {
			return fmt.Errorf("”%s” är inga paragrafer; skriv till exempel 3–7, 57, 60 eller ej 13", text)
		}
		spans = append(spans, span)
	}
	*s = SectionSet{text: text, except: except, spans: spans}
	return nil
}

func parseSpan(part string) (sectionSpan, bool) {
	if m := untilPattern.FindStringSubmatch(part); m != nil {
		return sectionSpan{to: m[1]}, true
	}
	if m := sincePattern.FindStringSubmatch(part); m != nil {
		return sectionSpan{from: m[1]}, true
	}
	m := spanPattern.FindStringSubmatch(part)
	if m == nil {
		return sectionSpan{}, false
	}
	if m[2] == "" {
		return sectionSpan{m[1], m[1]}, true
	}
	return sectionSpan{m[1], m[2]}, true
}

// IsAll reports whether the set was left out and so holds every §.
func (s SectionSet) IsAll() bool { return s.text == "" }

// String is the set as the writer wrote it.
func (s SectionSet) String() string { return s.text }

// MarshalText writes the set as the writer wrote it.
func (s SectionSet) MarshalText() ([]byte, error) { return []byte(s.text), nil }

// Lists reports whether the § with this number is in the set because it was
// written, and not only because nothing says otherwise.
func (s SectionSet) Lists(no string) bool { return !s.IsAll() && !s.except && s.Contains(no) }

// Contains reports whether the § with this number is in the set.
func (s SectionSet) Contains(no string) bool {
	if s.IsAll() {
		return true
	}
	for _, span := range s.spans {
		if (span.from == "" || CompareNo(span.from, no) <= 0) && (span.to == "" || CompareNo(no, span.to) <= 0) {
			return !s.except
		}
	}
	return s.except
}
