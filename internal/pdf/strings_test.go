package pdf

import (
	"strings"
	"testing"
)

// TestStringsOverlookNothing plants a word in each place that a file has for
// text, and looks for it.
func TestStringsOverlookNothing(t *testing.T) {
	paper := full()
	paper.Pages[0].Runs[0].Text += "LÖPTEXT"
	for i := range paper.Pages[0].Runs {
		if paper.Pages[0].Runs[i].Span < 0 {
			paper.Pages[0].Runs[i].Text += " SIDFOT"
		}
	}
	paper.Outline[0].Text = "BOKMÄRKE"
	found, err := Strings(write(t, paper, Info{Title: "TITEL", Author: "FÖRFATTARE", Subject: "ÄMNE", Keywords: "NYCKELORD",
		Attachment: &Attachment{Name: "filnamn.yaml", MIME: "application/yaml", Description: "BESKRIVNING", Data: []byte("BILAGANS INNEHÅLL")}}))
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(found, "\n")
	for _, word := range []string{"LÖPTEXT", "SIDFOT", "BOKMÄRKE", "TITEL", "FÖRFATTARE", "ÄMNE", "NYCKELORD", "filnamn.yaml", "BESKRIVNING", "BILAGANS INNEHÅLL", "<dc:title>"} {
		if !strings.Contains(all, word) {
			t.Errorf("%s is not among the texts", word)
		}
	}
	if _, err := Strings([]byte("%PDF-1.4\n")); err != ErrForeign {
		t.Errorf("a foreign file: got %v", err)
	}
}
