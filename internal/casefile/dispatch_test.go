package casefile

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"kansli/internal/diag"
)

const someBoards = `typ: nämnder
nämnder:
  ek: {namn: Eks stadsdelsnämnd, genitiv: Eks stadsdelsnämnds, slag: stadsdelsnämnd, förvaltning: Eks stadsdelsförvaltning}
  björk: {namn: Björks stadsdelsnämnd, genitiv: Björks stadsdelsnämnds, slag: stadsdelsnämnd, förvaltning: Björks stadsdelsförvaltning}
  gran: {namn: Grans stadsdelsnämnd, genitiv: Grans stadsdelsnämnds, slag: stadsdelsnämnd, förvaltning: Grans stadsdelsförvaltning, upphörd: 2020-01-01}
  hav: {namn: havsnämnden, genitiv: havsnämndens, slag: facknämnd, förvaltning: havskontoret}
`

func readDispatch(text string) (File, []diag.Finding) {
	files := map[string]string{"namnder.yaml": someBoards, "u.yaml": "typ: utskick\n" + text}
	return NewReader(func(name string) ([]byte, error) {
		if text, ok := files[name]; ok {
			return []byte(text), nil
		}
		return nil, fs.ErrNotExist
	}).Read("u.yaml")
}

func TestAnUtskickFindsItsBoards(t *testing.T) {
	for boards, want := range map[string]string{
		"alla":                        "ek björk hav",
		"stadsdelsnämnd":              "ek björk",
		"[hav, ek]":                   "hav ek",
		"[björk, stadsdelsnämnd]":     "björk ek",
		"[stadsdelsnämnd, gran]":      "ek björk gran",
		"[facknämnd, stadsdelsnämnd]": "hav ek björk",
	} {
		file, findings := readDispatch("ärende: {rubrik: X}\nnämnder: " + boards + "\n")
		var ids []string
		for _, b := range file.Dispatch.To {
			ids = append(ids, b.ID)
		}
		if got := strings.Join(ids, " "); got != want || len(findings) > 0 {
			t.Errorf("%s: got %s, want %s; %v", boards, got, want, findings)
		}
	}
}

func TestFaultsOfAnUtskick(t *testing.T) {
	for text, want := range map[string]string{
		"nämnder: ek\n": "1:1 saknas",
		"ärende: {rubrik: X}\nnämnder: [ek, ek]\n":                                            "3:15 dubbel-nämnd",
		"ärende: {rubrik: X}\nnämnder: bjork\n":                                               "3:10 okänd-nämnd",
		"ärende: {rubrik: X, nämnd: ek}\nnämnder: ek\n":                                       "2:28 nämnd-i-utskick",
		"ärende: {rubrik: X}\nnämnder: ek\nfår_nämna: [hav, fjord]\n":                         "4:18 okänd-nämnd",
		"ärende: {rubrik: X}\nnämnder: ek\nskillnader: {björk: {dnr: 1}}\n":                   "4:21 nämnd-utanför-utskick",
		"ärende: {rubrik: X}\nnämnder: ek\nskillnader: {ek: {dnr: 1, rubrk: Y}}\n":            "4:27 okänd-nyckel",
		"ärende: {rubrik: X, skillnader: {ask: {dnr: 1}}}\nnämnder: ek\n":                     "2:39 okänd-nämnd",
		"ärende: {rubrik: X}\nrader: r.csv\n":                                                 "1:1 nämnder-saknas",
		"ärende: {rubrik: X, datum: i går}\nnämnder: ek\nskillnader: {ek: {datum: i morgon}}": "2:28 fel-värde 4:26 fel-värde",
	} {
		_, findings := readDispatch(text)
		var got []string
		for _, f := range findings {
			got = append(got, fmt.Sprintf("%d:%d %s", f.Line, f.Column, f.Rule))
		}
		if text2 := strings.Join(got, " "); text2 != want {
			t.Errorf("%q: got %s, want %s", text, text2, want)
		}
	}
}
