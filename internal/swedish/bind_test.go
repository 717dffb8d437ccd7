package swedish

import (
	"strings"
	"testing"
)

// TestBind writes a no-break space as ~. The input is the same with ordinary
// spaces.
func TestBind(t *testing.T) {
	for _, want := range []string{
		// The sign of a §, before and after.
		"enligt §~10 och §§~55–65, 70",
		"se (§~10)",
		"§~17~A och §~63~b) men § ej",
		"enligt 6~kap.~35~§ kommunallagen (2017:725)",
		"5~kap.~69~§ och 6~kap.~35~§",
		"3, 4 och 7~§§ lagen",
		"5~a~§ första stycket",
		"Bordlagt den~23~februari~2023, §~20",
		"enligt §~5 i reglementet",
		"beslutar i §~117 att godkänna",
		"i 2~kap.~8~b~§.",

		// Digits and units.
		"277~000~kronor",
		"sammanlagt 1~277~000,50~kr, varav 48~400~kr/år",
		"1~057,8~mnkr och 0,7~mnkr",
		"(277~000~kr)",
		"−50~000~kronor, 100–200~000~kronor",
		"minst 51~procent, 0,3~% och 7~‰",
		"en yta på 120~m² eller 120~kvm.",
		"48~tkr, 2~mdkr, 3~miljoner kronor”",
		"punkt 4~½",
		"Box 22049, 104~22 Stockholm",
		"telefon 08-508 25~006",

		// Times and days.
		"kl.~17.00 och kl~18.30, Kl.~9–15",
		"den~4~mars~2023",
		"Den~22~november~2016",
		"den~3–4~december",
		"4~mars~2023.",
		"senast den~30~juni.",
		"den 4 nämnderna",
		"år 2016 maj månad",
		"32 maj",

		// Marks and labels.
		"BRO~2023/107-1 (Godkänd)",
		"Dnr~BRO~2023/107",
		"Dnr:~2011-875-1.2.4",
		"diarienummer~SOF~2013/41.",
		"SN~18/0098 och IKN~2024-00246, SBF~2023–00267",
		"T~2010-313-01743",
		"2023/BUN~0214",
		"nr~5 och s.~4, Nr~9a",
		"KF 2023-05-11 och S 12-3",
		"Dnr saknas",

		// Names, parties, initials, abbreviations.
		"Ordföranden Johan Heinonen~(S) finner",
		"Anna Ek~(MP), Bo Ask~(s), Li Al~(-) och Eva von Ek~(SRD).",
		"enheten (S) och nämnden (se bilaga)",
		"Nämnden (beslutet), Bilaga (1), Mötet (S",
		"A.~B. Svensson",
		"grupp A. Nämnden beslutar",
		"t.~ex. här, t~ex där, m.~fl., bl.~a., fr.~o.~m. i dag",
		"d.~v.~s. nu, p.~g.~a. regn, o.~s.~v.",

		// Nothing to bind.
		"Nämnden noterar anmälan och lägger ärendet till handlingarna.",
		"Kvalitetsutmärkelsen 2016 och 51 stockholmare",
		"1. Nämnden 2. Beslutet",
		"",
		" ",
		" 10 ",
		"§ ",
		" §",
	} {
		in := strings.ReplaceAll(want, "~", " ")
		if got := visible(Bind(in)); got != want {
			t.Errorf("Bind(%q)\n got %s\nwant %s", in, got, want)
		}
		if got := visible(Bind(Bind(in))); got != want {
			t.Errorf("Bind again on its result for %q\n got %s\nwant %s", in, got, want)
		}
	}
}

func TestBindLeavesOtherSpaces(t *testing.T) {
	for _, s := range []string{"§  10", "§\n10", "277\t000", "277\n000 av", "BRO\r\n2023/107", "§\u202f10"} {
		if got := Bind(s); got != s {
			t.Errorf("Bind(%q) = %q", s, got)
		}
	}
}

func TestBindKeepsTextThatNeedsNothing(t *testing.T) {
	for _, s := range []string{strings.Repeat("Nämnden noterar anmälan. ", 50), Bind(sample)} {
		if n := testing.AllocsPerRun(10, func() { Bind(s) }); n != 0 {
			t.Errorf("%.0f allocations for a text that is bound already", n)
		}
	}
}

// TestMayBind holds what Bind passes over to what it would have found.
func TestMayBind(t *testing.T) {
	for left, all := range parts {
		for _, right := range all {
			for _, s := range []string{left + " " + right, left + ". " + right + ".", "(" + left + ". " + right + ".)"} {
				if Bind(s) == s {
					t.Errorf("Bind(%q) binds nothing", s)
				}
			}
		}
	}
	for _, label := range []string{"Dnr", "dnr", "DNR", "Diarienummer", "diarienummer", "Ärendenummer"} {
		for _, s := range []string{label + " KS 12", label + ": 12/2023", "(" + label + " 12/2023)"} {
			if Bind(s) == s {
				t.Errorf("Bind(%q) binds nothing", s)
			}
		}
	}
}

// bindSlowly is Bind by the rules alone.
func bindSlowly(s string) string {
	var tokens []token
	for at := next(s, 0); at.start < len(s); at = next(s, at.end) {
		tokens = append(tokens, at)
	}
	word := func(i int) string {
		if i < 0 || i >= len(tokens) {
			return ""
		}
		return tokens[i].of(s)
	}
	var b strings.Builder
	done := 0
	for i, right := range tokens {
		if i == 0 {
			continue
		}
		left := tokens[i-1]
		if s[left.end:right.start] == " " && binds(word(i-2), word(i-1), word(i), word(i+1)) {
			b.WriteString(s[done:left.end] + nbsp)
			done = right.start
		}
	}
	return b.String() + s[done:]
}

func FuzzBind(f *testing.F) {
	for _, seed := range []string{sample, "§ 10", "5 a §", "277 000 kr", "den 4 mars", "A. B.", "( (", "§ § §", "1 ) a §", "– 000", "Å (", "” 1 §",
		"(t ex)", "”fr. o. m.”", "Å. Ä. Öberg", "(Dnr: BRO 1", "\xc2 \xa0", "a\u00a0§ 1", "\xa0 10 kr"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Bind(s)
		if want := bindSlowly(s); got != want {
			t.Errorf("Bind(%q) = %q, want %q", s, got, want)
		}
		var asked strings.Builder
		for i := range len(s) {
			if s[i] == ' ' && Binds(s[:i], s[i+1:]) {
				asked.WriteString(nbsp)
			} else {
				asked.WriteByte(s[i])
			}
		}
		if got != asked.String() {
			t.Errorf("Bind(%q) = %q, and Binds says %q", s, got, asked.String())
		}
		if strings.ReplaceAll(got, nbsp, " ") != strings.ReplaceAll(s, nbsp, " ") {
			t.Errorf("Bind(%q) = %q changes more than spaces", s, got)
		}
		if again := Bind(got); again != got {
			t.Errorf("Bind(%q) = %q, and again %q", s, got, again)
		}
	})
}

const sample = `Nämnden beslutar enligt § 10 att fördela 277 000 kronor enligt 6 kap. 35 § kommunallagen.
Ordföranden Vera Modig (S) öppnar mötet den 4 mars 2023 kl. 17.00 i ärendet BRO 2023/107. `

func BenchmarkBind(b *testing.B) {
	prose := strings.Repeat("Kvalitetsutmärkelsen är stadens årliga pris för att uppmärksamma framgångsrik utveckling. ", 100)
	for name, text := range map[string]string{"prose": prose, "dense": strings.Repeat(sample, 50)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Bind(text)
			}
		})
	}
}
