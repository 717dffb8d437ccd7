package swedish

import "testing"

func TestGenitive(t *testing.T) {
	for name, want := range map[string]string{
		"": "", "Anna Ek": "Anna Eks", "Margareta Provelius": "Margareta Provelius", "Göran Fritz": "Göran Fritz", "Max": "Max",
		"S": "S:s", "MP": "MP:s", "KD": "KD:s", "Vänsterpartiet": "Vänsterpartiets", "Moderaterna": "Moderaternas", "s": "s", "m": "ms",
		"Bo Ek (M)": "Bo Ek (M)", "Enhet 3": "Enhet 3:s",
	} {
		if got := Genitive(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
