package swedish

import (
	"slices"
	"testing"
)

func TestDoubled(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"Ledamöterna och och ersättarna", []string{"och och"}},
		{"en plan för för staden, som reserverar reserverar.", []string{"för för", "reserverar reserverar"}},
		{"Att att", []string{"Att att"}},
		{"(och och)", []string{"och och"}},
		{"beslutar att\natt bifalla", []string{"att\natt"}},
		{"i i\u00a0och\u00a0och", []string{"och\u00a0och"}},
		{"åt åt åt", []string{"åt åt", "åt åt"}},

		{"för det det gäller är den den 4 mars", nil},
		{"Abdullah Abdullah, New New", nil},
		{"10 10 och a a", nil},
		{"bra, bra", nil},
		{"vård- och och-satsen", nil},
		{"lägga fram ett ärende\n\nÄrende", nil},
		{"lägga fram ett ärende\n\närende", nil},
		{"ett ärende\nÄrende", nil},
		{"", nil},
	}
	for _, tt := range tests {
		var got []string
		for _, r := range Doubled(tt.text) {
			got = append(got, tt.text[r.Start:r.End])
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("Doubled(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}
