package swedish

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Genitive is the genitive of a name: Annas, Andreas, MP:s, Vänsterpartiets. It has
// no apostrophe, and what ends in s, x or z is left as it is. The genitive of a
// nämnd is not derived but looked up: Bromma stadsdelsnämnd has none.
func Genitive(name string) string {
	last, size := utf8.DecodeLastRuneInString(name)
	before, _ := utf8.DecodeLastRuneInString(name[:len(name)-size])
	abbreviation := unicode.IsUpper(last) && !unicode.IsLower(before)
	switch {
	case abbreviation, unicode.IsDigit(last):
		return name + ":s"
	case !unicode.IsLetter(last), strings.ContainsRune("sxz", unicode.ToLower(last)):
		return name
	}
	return name + "s"
}
