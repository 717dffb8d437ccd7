package pdf

import (
	"bytes"
	"encoding/xml"
	"testing"
)

// Text in the packet is escaped as the standard library does it.
func FuzzEscaper(f *testing.F) {
	for _, s := range []string{"a <b> & \"c\" 'd' ]]>", "&&amp;", "Åtgärd\t\r\n", "\x00\xff\ufffe\ufffd\U0001F600"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = cleaned(s)
		var want bytes.Buffer
		xml.EscapeText(&want, []byte(s))
		if got := escaper.Replace(s); got != want.String() {
			t.Errorf("%q became %q, want %q", s, got, want.String())
		}
	})
}
