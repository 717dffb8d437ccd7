package swedish

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Pasted mends text that was copied out of a PDF or a web page, where the line
// breaks of the page have become line breaks or even empty lines in the text. A
// word that was divided at a hyphen is joined: åstad- and kommas to åstadkommas,
// but KBT- and teamet to KBT-teamet, e- and post to e-post. A line is joined to
// the one before it when its first word had no room there and the sentence goes
// on. Other breaks stay, because they may be headings, points or paragraphs.
// Nothing but spaces, line breaks and hyphens is changed; the result is NFC with
// LF.
func Pasted(s string) string {
	s = NFC(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s))
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t")
	}
	room := room(lines)
	var out []string
	for i := 0; i < len(lines); i++ {
		text := lines[i]
		for {
			after := i + 1
			if after < len(lines) && strings.TrimSpace(lines[after]) == "" {
				after++
			}
			if after >= len(lines) {
				break
			}
			start := strings.TrimLeft(lines[after], " \t")
			joined, ok := joinWord(text, start)
			if !ok && goesOn(lines[i], start, room) {
				joined, ok = text+" "+start, true
			}
			if !ok {
				break
			}
			text, i = joined, after
		}
		out = append(out, text)
	}
	return NFC(strings.Join(out, "\n"))
}

// room is how many characters had room on a line of the page that text was
// copied from, with a margin because letters differ in width. Lines that no page
// has room for were not broken by a page, and then there is room for anything.
func room(lines []string) int {
	longest := 72
	for _, line := range lines {
		longest = max(longest, utf8.RuneCountInString(line))
	}
	if longest > 120 {
		return longest * 2
	}
	return longest * 85 / 100
}

// unfinished are words that no sentence, heading or point ends with.
var unfinished = map[string]bool{
	"att": true, "och": true, "i": true, "som": true, "av": true, "för": true, "till": true, "på": true, "med": true,
	"en": true, "ett": true, "om": true, "vid": true, "från": true, "inom": true, "samt": true, "eller": true,
}

// goesOn reports whether a line broke only because the next word had no room. A
// line that is filled to less than a third is a heading, whatever comes after.
func goesOn(line, start string, room int) bool {
	word, _, _ := strings.Cut(start, " ")
	r, size := utf8.DecodeRuneInString(word)
	filled := utf8.RuneCountInString(line)
	if filled < room/3 || filled+1+utf8.RuneCountInString(word) <= room || strings.ContainsAny(line[len(line)-1:], ".:;!?") {
		return false
	}
	isPoint := word[size:] == ")" || word[size:] == "."
	return unicode.IsLower(r) && !isPoint || unicode.IsUpper(r) && unfinished[line[strings.LastIndexByte(line, ' ')+1:]]
}

// joinWord puts together a word that was divided between two lines, with the
// hyphen where it belongs to the word.
func joinWord(line, start string) (string, bool) {
	first, _ := utf8.DecodeRuneInString(start)
	if !unicode.IsLetter(first) {
		return "", false
	}
	if before, ok := strings.CutSuffix(line, "\u00ad"); ok {
		return before + start, true
	}
	before, ok := strings.CutSuffix(line, "-")
	part := before[strings.LastIndexAny(before, " \t-–/(")+1:]
	last, size := utf8.DecodeLastRuneInString(part)
	if !ok || !unicode.IsLetter(last) && !unicode.IsDigit(last) {
		return "", false
	}
	switch word, _, _ := strings.Cut(start, " "); word {
	case "och", "eller", "samt", "respektive", "men", "till":
		return line + " " + start, true
	}
	if unicode.IsUpper(first) || !unicode.IsLower(last) || size == len(part) {
		return line + start, true
	}
	return before + start, true
}
