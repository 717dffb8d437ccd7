package swedish

import (
	"math"
	"strings"
	"testing"
)

// visible shows no-break spaces as ~ so that a failure can be read.
func visible(s string) string { return strings.ReplaceAll(s, nbsp, "~") }

func TestParseAmount(t *testing.T) {
	tests := []struct {
		in   string
		want Amount
	}{
		{"277 000", 27_700_000},
		{"277000", 27_700_000},
		{"277\u00a0000\u00a0kronor", 27_700_000},
		{"277\u202f000", 27_700_000},
		{"1 250,50 kr", 125_050},
		{"1250,5", 125_050},
		{"1250.50", 125_050},
		{"48 400 kronor", 4_840_000},
		{"48 tkr", 4_800_000},
		{"48tkr", 4_800_000},
		{"48,25 TKR", 4_825_000},
		{"0,7 mnkr", 70_000_000},
		{"1,250 mnkr", 125_000_000},
		{"2 miljoner kronor", 200_000_000},
		{"1,5 mdkr", 150_000_000_000},
		{"1 krona", 100},
		{"0", 0},
		{"500:-", 50_000},
		{" 12 kr. ", 1200},
		{"-500", -50_000},
		{"−1 250,50 kr", -125_050},
		{"– 500", -50_000},
		{"12,00", 1200},
		{"0,70000000 mnkr", 70_000_000},
		{"92233720368547758,07", math.MaxInt64},
		{"-92233720368547758,08", math.MinInt64},
	}
	for _, tt := range tests {
		got, err := ParseAmount(tt.in)
		if err != nil || got != tt.want {
			t.Errorf("ParseAmount(%q) = %d, %v; want %d", tt.in, got, err, tt.want)
		}
	}
}

func TestParseAmountRefusesWithHelp(t *testing.T) {
	tests := []struct{ in, help string }{
		{"1.000", "skriv 1 000 om"},
		{"12.500.000 kr", "skriv 12 500 000 om"},
		{"1,000", "skriv 1 000 om"},
		{"1 250,500 kr", "tusental eller decimaler"},
		{"1,2345 kr", "hela ören"},
		{"0,123456789 mnkr", "hela ören"},
		{"1,0000005 tkr", "hela ören"},
		{"", "tomt"},
		{"\u00a0", "tomt"},
		{"kr", "inget belopp"},
		{"-", "inget belopp"},
		{"--5", "inget belopp"},
		{"1e6", "inget belopp"},
		{"27 70 00", "inget belopp"},
		{"1234 567", "inget belopp"},
		{"1 250 ,5", "inget belopp"},
		{"1,5,5", "inget belopp"},
		{"1.5.5", "inget belopp"},
		{"1,250.50", "inget belopp"},
		{",5", "inget belopp"},
		{"5, kr", "inget belopp"},
		{"ca 500", "inget belopp"},
		{"500 euro", "inget belopp"},
		{"+500", "inget belopp"},
		{"٣", "inget belopp"},
		{"5 mkr", "mnkr eller mdkr"},
		{"5 kkr", "skriv tkr"},
		{"5 MSEK", "skriv mnkr"},
		{"92233720368547758,08", "för stort"},
		{"99999999999999999999", "för stort"},
		{"999999999999 mdkr", "för stort"},
	}
	for _, tt := range tests {
		a := Amount(7)
		err := a.UnmarshalText([]byte(tt.in))
		if err == nil || !strings.Contains(err.Error(), tt.help) || a != 0 {
			t.Errorf("%q: got %d, %v; want help that holds %q", tt.in, a, err, tt.help)
		}
	}
}

func TestAmountIsWritten(t *testing.T) {
	tests := []struct {
		amount       Amount
		prose, table string
	}{
		{27_700_000, "277~000~kronor", "277~000"},
		{100, "1~krona", "1"},
		{-100, "−1~krona", "−1"},
		{150, "1,50~kronor", "1,50"},
		{125_050, "1~250,50~kronor", "1~250,50"},
		{105, "1,05~kronor", "1,05"},
		{7, "0,07~kronor", "0,07"},
		{0, "0~kronor", "0"},
		{-5_000_000, "−50~000~kronor", "−50~000"},
		{math.MinInt64, "−92~233~720~368~547~758,08~kronor", "−92~233~720~368~547~758,08"},
	}
	for _, tt := range tests {
		if prose, table := visible(tt.amount.Prose()), visible(tt.amount.Table()); prose != tt.prose || table != tt.table {
			t.Errorf("%d: got %q and %q, want %q and %q", tt.amount, prose, table, tt.prose, tt.table)
		}
		if got := tt.amount.String(); got != tt.amount.Prose() {
			t.Errorf("%d is shown as %q", int64(tt.amount), got)
		}
		text, _ := tt.amount.MarshalText()
		var back Amount
		if err := back.UnmarshalText(text); err != nil || back != tt.amount {
			t.Errorf("%d is written as %q and read as %d, %v", int64(tt.amount), text, int64(back), err)
		}
	}
}

func TestInteger(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1~000", 1234567: "1~234~567", -1000: "−1~000"} {
		if got := visible(Integer(n)); got != want {
			t.Errorf("Integer(%d) = %q", n, got)
		}
	}
}

func FuzzParseAmount(f *testing.F) {
	for _, seed := range []string{"277 000 kronor", "1 250,50", "0,7 mnkr", "-1.50", "1.000", "−92233720368547758,08"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := ParseAmount(s)
		if err != nil {
			return
		}
		for _, written := range []string{a.Prose(), a.Table()} {
			if back, err := ParseAmount(written); err != nil || back != a {
				t.Errorf("%q is %d, written as %q and read as %d, %v", s, int64(a), written, int64(back), err)
			}
		}
	})
}
