package swedish

import "testing"

func TestAnd(t *testing.T) {
	tests := []struct {
		items     []string
		want      string
		ambiguous bool
	}{
		{nil, "", false},
		{[]string{"Lönnen"}, "Lönnen", false},
		{[]string{"Kruton skyddat boende & öppenvårdsinsatser"}, "Kruton skyddat boende & öppenvårdsinsatser", false},
		{[]string{"Bandhagshemmen", "Lönnen"}, "Bandhagshemmen och Lönnen", false},
		{[]string{"Enheten", "Bandhagshemmen", "Lönnen"}, "Enheten, Bandhagshemmen och Lönnen", false},
		{[]string{"Ängen och Lunden", "Lönnen"}, "Ängen och Lunden och Lönnen", true},
		{[]string{"BAS & Stockholms ungdomstjänst", "Lönnen"}, "BAS & Stockholms ungdomstjänst och Lönnen", true},
		{[]string{"Lönnen", "vård- och omsorgsenheten"}, "Lönnen och vård- och omsorgsenheten", true},
		{[]string{"dag eller natt", "Lönnen"}, "dag eller natt och Lönnen", true},
		{[]string{"Anna Ek, enhetschef", "Bo Ask"}, "Anna Ek, enhetschef och Bo Ask", true},
		{[]string{"a; b", "c"}, "a; b och c", true},
		{[]string{"Ochtrup", "Bellermann"}, "Ochtrup och Bellermann", false},
	}
	for _, tt := range tests {
		if got := And(tt.items); got != tt.want {
			t.Errorf("And(%q) = %q", tt.items, got)
		}
		if got := Ambiguous(tt.items); got != tt.ambiguous {
			t.Errorf("Ambiguous(%q) = %v", tt.items, got)
		}
	}
}

func TestCountUsesWordsToTwelve(t *testing.T) {
	tests := []struct {
		n         int
		one, many string
		want      string
	}{
		{0, "en enhet", "enheter", "inga enheter"},
		{1, "en enhet", "enheter", "en enhet"},
		{1, "ett ärende", "ärenden", "ett ärende"},
		{2, "en enhet", "enheter", "två enheter"},
		{8, "ett ärende", "ärenden", "åtta ärenden"},
		{12, "ett ärende", "ärenden", "tolv ärenden"},
		{13, "ett ärende", "ärenden", "13~ärenden"},
		{1500, "en röst", "röster", "1~500~röster"},
		{-3, "en röst", "röster", "−3~röster"},
	}
	for _, tt := range tests {
		if got := visible(Count(tt.n, tt.one, tt.many)); got != tt.want {
			t.Errorf("Count(%d) = %q, want %q", tt.n, got, tt.want)
		}
	}
}

func TestPlural(t *testing.T) {
	for n, want := range map[int]string{0: "enheterna", 1: "enheten", 2: "enheterna", -1: "enheterna"} {
		if got := Plural(n, "enheten", "enheterna"); got != want {
			t.Errorf("Plural(%d) = %q", n, got)
		}
	}
}

func TestCapitalChangesOneLetter(t *testing.T) {
	tests := []struct{ lower, capital string }{
		{"socialnämnden", "Socialnämnden"},
		{"äldrenämnden", "Äldrenämnden"},
		{"övriga KBT-team", "Övriga KBT-team"},
		{"”nämnden beslutar”", "”Nämnden beslutar”"},
		{"(nämnden)", "(Nämnden)"},
		{"10 paragrafer", "10 paragrafer"},
		{"", ""},
		{"\xff", "\xff"},
	}
	for _, tt := range tests {
		if got := Capital(tt.lower); got != tt.capital {
			t.Errorf("Capital(%q) = %q", tt.lower, got)
		}
		if got := Lower(tt.capital); got != tt.lower {
			t.Errorf("Lower(%q) = %q", tt.capital, got)
		}
	}
}
