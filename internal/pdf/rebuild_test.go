package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// rebuild plants a fault: the first old in the file becomes new, also inside
// compressed streams, and lengths, cross references and identity are made right
// again, so that nothing else is wrong.
func rebuild(t testing.TB, pdf []byte, old, new string) []byte {
	t.Helper()
	table, _, _, err := crossReferences(pdf)
	if err != nil {
		t.Fatal(err)
	}
	end := bytes.LastIndex(pdf, []byte("\nxref\n")) + 1
	out := []byte(magic)
	offsets := make([]int, len(table))
	done := false
	for at := table[firstObject(table)]; at < end; {
		n := -1
		next := end
		for i, o := range table {
			if i > 0 && o == at {
				n = i
			}
			if o > at {
				next = min(next, o)
			}
		}
		object := unpacked(t, pdf, n, at, string(pdf[at:next]))
		if !done && strings.Contains(object, old) {
			object, done = strings.Replace(object, old, new, 1), true
		}
		offsets[n] = len(out)
		out = append(out, measured(object)...)
		at = next
	}
	tail := string(pdf[end:])
	if !done && strings.Contains(tail, old) {
		tail, done = strings.Replace(tail, old, new, 1), true
	}
	if !done {
		t.Fatalf("the file holds no %q", old)
	}
	sum := sha256.Sum256(out)
	id := hex.EncodeToString(sum[:16])
	start := len(out)
	out = fmt.Appendf(out, "xref\n0 %d\n0000000000 65535 f \n", len(table))
	for _, o := range offsets[1:] {
		out = fmt.Appendf(out, "%010d 00000 n \n", o)
	}
	tail = tail[strings.Index(tail, "trailer"):]
	tail = regexp.MustCompile(`<[0-9a-f]{32}>`).ReplaceAllString(tail, "<"+id+">")
	tail = regexp.MustCompile(`startxref\n\d+`).ReplaceAllString(tail, fmt.Sprintf("startxref\n%d", start))
	return append(out, tail...)
}

func firstObject(table []int) int {
	first := 1
	for i, o := range table {
		if i > 0 && o < table[first] {
			first = i
		}
	}
	return first
}

// unpacked is an object with its stream inflated.
func unpacked(t testing.TB, pdf []byte, n, at int, object string) string {
	v, err := (&file{}).object(pdf, n, at)
	if err != nil {
		t.Fatal(err)
	}
	s, ok := v.(*stream)
	if !ok || s.dict["Filter"] != any(name("FlateDecode")) {
		return object
	}
	head, _, _ := strings.Cut(object, "\nstream\n")
	return strings.Replace(head, "/Filter/FlateDecode", "", 1) + "\nstream\n" + string(s.data) + "\nendstream\nendobj\n"
}

// measured is an object with the length of its stream made right.
func measured(object string) string {
	head, rest, ok := strings.Cut(object, "\nstream\n")
	if !ok {
		return object
	}
	n := len(strings.TrimSuffix(rest, "\nendstream\nendobj\n"))
	head = regexp.MustCompile(`/Length \d+`).ReplaceAllString(head, fmt.Sprintf("/Length %d", n))
	return head + "\nstream\n" + rest
}
