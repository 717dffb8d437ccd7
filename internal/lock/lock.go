// Package lock holds a protocol that has been approved against the one that was
// approved. Make takes the approved texts, numbers and names out of a meeting;
// they are kept in a file beside it. Check says what has changed since, and lets
// through what a rättelse explains.
//
// What the paper is made of is locked, word by word, and not how it looks: a new
// template changes nothing here. Left out are things that are rightly written
// after the approval: the day of the anslag, waivers of rules, who gets an
// extract, and the rättelser themselves.
package lock

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"

	"kansli/internal/civil"
	"kansli/internal/namnd"
	"kansli/internal/swedish"
)

// Lock is what was approved.
type Lock struct {
	Version  int        `json:"version"` // of the form of the file
	Board    string     `json:"nämnd"`   // its name
	Number   string     `json:"nummer,omitempty"`
	Date     civil.Date `json:"sammanträde"`
	Adjusted civil.Date `json:"justerat"`
	Facts    facts      `json:"uppgifter"` // of the meeting as a whole
	Sections []section  `json:"paragrafer"`
	Sum      string     `json:"kontrollsumma"` // SHA-256 of all the above, in hexadecimal
}

// section is one § as it was approved.
type section struct {
	No    string `json:"nr"`
	Facts facts  `json:"uppgifter"`
}

// facts are values by their place: "beslut[0].text", "omröstningar[0].röster.Anna".
type facts map[string]string

const version = 1

// ErrDamaged is given for a file that is no lock, or one that has been changed
// since it was written.
var ErrDamaged = errors.New("låsfilen går inte att läsa eller har ändrats sedan den skrevs")

// FileName is the name of the lock of a meeting: sammantrade.justerat.json for
// sammantrade.yaml.
func FileName(base string) string { return base + ".justerat.json" }

// Make locks a meeting. Decisions are the finished decisions of each § as plain
// text, in order, since they may come from a template; nil when unknown.
func Make(m *namnd.Meeting, decisions []string) Lock {
	l := Lock{Version: version, Board: name(m.Board), Number: m.Number, Date: m.Date, Adjusted: m.Adjustment.Date, Facts: ofMeeting(m)}
	for i := range m.Items {
		it := &m.Items[i]
		s := section{No: it.No, Facts: ofItem(it)}
		if i < len(decisions) && decisions[i] != "" {
			s.Facts[merged] = plain(decisions[i])
		}
		l.Sections = append(l.Sections, s)
	}
	l.Sum = l.sum()
	return l
}

// Bytes is the lock as a file, the same bytes for the same meeting.
func (l Lock) Bytes() []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(l); err != nil {
		panic(err) // a Lock is texts and dates
	}
	return b.Bytes()
}

// Parse reads a lock. The error is ErrDamaged.
func Parse(data []byte) (Lock, error) {
	var l Lock
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&l); err != nil || dec.More() || l.Version != version || l.Sum != l.sum() {
		return Lock{}, ErrDamaged
	}
	return l, nil
}

// sum is the hash of what is locked. It shows a slip of the hand, not intent:
// whoever can write the file can write a new sum.
func (l Lock) sum() string {
	l.Sum = ""
	hash := sha256.Sum256(l.Bytes())
	return hex.EncodeToString(hash[:])
}

func (l Lock) section(no string) (section, bool) {
	i := slices.IndexFunc(l.Sections, func(s section) bool { return namnd.CompareNo(s.No, no) == 0 })
	if i < 0 {
		return section{}, false
	}
	return l.Sections[i], true
}

func name(b namnd.Board) string { return swedish.NFC(cmp.Or(b.Name, b.ID)) }
