package statute

import (
	"os"
	"reflect"
	"testing"

	"kansli/internal/casefile"
)

// Files are held against the rules while something is missing, so no rule may rely
// on what decoding demands. Every field of the good samples is emptied by itself.
func TestRulesBearWhatIsMissing(t *testing.T) {
	reader, tried := casefile.NewReader(os.ReadFile), 0
	for _, name := range []string{"helt-sammantrade/sammantrade.yaml", "bidrag/arende.yaml"} {
		file, _ := reader.Read(samples + "/" + name)
		switch {
		case file.Meeting != nil:
			tried += emptyEach(reflect.ValueOf(file.Meeting).Elem(), func() { CheckMeeting(file.Meeting, Context{}) })
		case file.Case != nil:
			tried += emptyEach(reflect.ValueOf(file.Case).Elem(), func() { CheckCase(file.Case, Context{}) })
		}
	}
	if tried < 1000 {
		t.Errorf("only %d fields were emptied", tried)
	}
}

// emptyEach empties one field at a time, below the value too, and tries.
func emptyEach(v reflect.Value, try func()) (tried int) {
	if v.CanSet() && !v.IsZero() {
		kept := reflect.New(v.Type()).Elem()
		kept.Set(v)
		v.SetZero()
		try()
		v.Set(kept)
		tried++
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			tried += emptyEach(v.Field(i), try)
		}
	case reflect.Slice:
		for i := range v.Len() {
			tried += emptyEach(v.Index(i), try)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			tried += emptyEach(v.Elem(), try)
		}
	}
	return tried
}
