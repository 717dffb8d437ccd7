package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// comparedPapers is how many papers of each side are read.
const comparedPapers = 25

var errEnough = errors.New("enough")

// sameWords holds that both sides make the same papers: every word of the case
// stands in each PDF, as often as in the case, on two pages.
func (b bench) sameWords(p peers, cases, folder string, n int) error {
	ours, theirs := filepath.Join(b.work, "ours"), []string{}
	defer os.RemoveAll(ours)
	if err := os.MkdirAll(ours, 0o755); err != nil {
		return err
	}
	if _, err := b.batch(folder, ours).run(); err != nil {
		return err
	}
	for _, q := range paperPeers {
		out := filepath.Join(b.work, q.script)
		defer os.RemoveAll(out)
		if _, err := p.command(q.name, q.script, n, out, q.env...).run(); err != nil {
			return err
		}
		theirs = append(theirs, out)
	}
	words, papers := 0, 0
	err := each(cases, func(c content) error {
		if papers == comparedPapers {
			return errEnough
		}
		papers++
		words += len(c.words())
		files := []string{filepath.Join(ours, strings.TrimSuffix(filepath.FromSlash(caseFile(c.Nr)), ".yaml")+"-tjansteutlatande.pdf")}
		for _, out := range theirs {
			files = append(files, filepath.Join(out, fmt.Sprintf("%05d.pdf", c.Nr)))
		}
		for _, file := range files {
			if err := holdsWords(file, c.words()); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return err
	}
	b.say("the same papers: in %d of each side every word of the text was found, %d in a paper besides the letterhead, on two pages\n", papers, words/papers)
	return nil
}

// foot is the board's address at the foot of the first page.
var foot = regexp.MustCompile(`(?m)^.*(Provgatan|Exempelstad|exempel\.example).*$`)

// broken is where a line ends within a word.
var broken = regexp.MustCompile("\u00ad\\s*")

// holdsWords reports words that a PDF lacks, or that it has not two pages.
func holdsWords(file string, words []string) error {
	// Only the text area, so that a word is whole that goes on after the head of
	// the next page.
	data, err := exec.Command("pdftotext", "-layout", "-x", "0", "-y", "70", "-W", "600", "-H", "720", file, "-").Output()
	if err != nil {
		return fmt.Errorf("pdftotext %s: %w", file, err)
	}
	if pages := strings.Count(string(data), "\f"); pages != 2 {
		return fmt.Errorf("%s has %d pages, not 2", file, pages)
	}
	if lost := missing(string(data), words); len(lost) > 0 {
		return fmt.Errorf("%s lacks %q", file, lost)
	}
	return nil
}

// missing are the words that a text has not, or not as often.
func missing(text string, words []string) []string {
	left := map[string]int{}
	for _, w := range strings.Fields(broken.ReplaceAllString(foot.ReplaceAllString(text, ""), "")) {
		left[w]++
	}
	var lost []string
	for _, w := range words {
		if left[w]--; left[w] < 0 {
			lost = append(lost, w)
		}
	}
	return lost
}
