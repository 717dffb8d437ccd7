package yamldoc

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/token"
)

// Faults that more than one place knows.
var (
	unreadable = wrong("raden går inte att läsa som YAML", "jämför indrag, kolon och citattecken med raderna omkring")
	noColon    = wrong("kolon saknas efter nyckeln", "skriv nyckel, kolon och värde, till exempel rubrik: Svar på motion; text som hör till raden ovanför dras in")
	badIndent  = wrong("raden har fel indrag", "ge den samma indrag som de andra raderna på samma nivå")
	tabIndent  = fault{"tabb", "raden är indragen med tabb", "använd blanksteg, två för varje nivå"}
)

// quote is the remedy for a text that YAML takes for something else.
const quote = "sätt hela texten inom citattecken"

// syntax puts the library's messages, by how they begin, into words for someone
// who writes a case.
var syntax = []struct {
	beginning string
	fault     fault
}{
	{"unexpected key name", noColon},
	{"non-map value is specified", wrong("här väntas en nyckel med kolon", "skriv nyckel, kolon och värde, eller rätta indraget")},
	{"mapping value is not allowed", wrong("ett kolon står mitt i värdet", quote+", eller flytta nyckeln till en egen rad")},
	{"value is not allowed in this context", badIndent},
	{"block sequence entries are not allowed", wrong("listan börjar på samma rad som nyckeln", "sätt den första punkten på en egen rad, eller texten inom citattecken")},
	{"could not find end character of single", wrong("det enkla citattecknet avslutas aldrig", "sätt ett ' efter texten; ett ' inne i texten skrivs två gånger")},
	{"could not find end character of double", wrong("det dubbla citattecknet avslutas aldrig", `sätt ett " efter texten; ett " inne i texten skrivs \"`)},
	{"',' or ']'", wrong("ett komma eller ] saknas före det här", "avsluta listan med ], eller "+quote)},
	{"sequence end token ']'", wrong("listan som börjar med [ avslutas aldrig", "avsluta listan med ], eller "+quote)},
	{"',' or '}'", wrong("ett komma eller } saknas före det här", "avsluta med }, eller "+quote)},
	{"could not find flow mapping end", wrong("det som börjar med { avslutas aldrig", "avsluta med }, eller "+quote)},
	{"could not find flow map content", wrong("inom { } väntas nyckel, kolon och värde", "skriv {nyckel: värde}, eller "+quote)},
	{"could not find '['", wrong("] står utan [ före", quote+", eller ta bort tecknet")},
	{"could not find '{'", wrong("} står utan { före", quote+", eller ta bort tecknet")},
	{"expected sequence element", wrong("listan har ett komma för mycket", "ta bort kommat")},
	{"found an invalid key for this map", wrong("ett kolon står utan nyckel före", "skriv nyckeln före kolonet, eller "+quote)},
	{"map key definition", wrong("nyckeln går över flera rader", "skriv nyckel och kolon på en rad")},
	{"could not find multi-line content", wrong("texten efter | eller > saknar indrag", "skjut in textens rader med två blanksteg")},
	{"invalid header option", wrong("text står på samma rad som | eller >", "börja texten på nästa rad med indrag, eller "+quote)},
	{"invalid number of indent", wrong("textens rader har olika indrag", "ge textens första rad minst indrag")},
	{"found unknown escape character", wrong("okänt tecken efter omvänt snedstreck", `skriv \\ för ett omvänt snedstreck, eller använd enkla citattecken`)},
	{"not enough length for escaped", wrong("en teckenkod efter omvänt snedstreck är för kort", "skriv tecknet självt")},
	{"found unexpected character after high", wrong("en teckenkod efter omvänt snedstreck är ofullständig", "skriv tecknet självt")},
	{"found unexpected low surrogate", wrong("en teckenkod efter omvänt snedstreck är ofullständig", "skriv tecknet självt")},
	{"found unexpected document separator", wrong("ett citattecken är inte avslutat före ---", "avsluta texten med samma citattecken som den började med")},
	{"'@' is a reserved character", fault{"citattecken-saknas", "ett värde kan inte börja med @", quote}},
	{"'`' is a reserved character", fault{"citattecken-saknas", "ett värde kan inte börja med `", quote}},
	{"tab character", tabIndent},
	{"found a tab character", tabIndent},
	{"found character '\t'", tabIndent},
	{"value cannot be placed after document sepa", wrong("text står på samma rad som ---", "börja på nästa rad")},
}

func wrong(message, remedy string) fault { return fault{"yaml-syntax", message, remedy} }

// explain gives the place and the words for a fault that the library found.
func explain(s *source, message string, tk *token.Token) (place, fault) {
	at := s.place(tk)
	f := unreadable
	for _, row := range syntax {
		if strings.HasPrefix(message, row.beginning) {
			f = row.fault
		}
	}
	text := strings.Trim(tk.Origin, " \n")
	lines := strings.Count(text, "\n")
	switch prev := tk.Prev; {
	case strings.HasPrefix(message, "mapping value") && lines > 0:
		at = place{at.line + int32(lines), int32(len([]rune(tk.Origin)) - len([]rune(strings.TrimLeft(tk.Origin, " "))) + 1)}
		f = badIndent
	case strings.HasPrefix(message, "value is not allowed") && prev != nil && prev.Position.Line == tk.Position.Line:
		f = fault{"citattecken-saknas", "texten fortsätter efter " + ending(prev), quote}
	}
	return at, f
}

// ending names the token that should have been the last of a value.
func ending(tk *token.Token) string {
	switch tk.Type {
	case token.SequenceEndType:
		return "]"
	case token.MappingEndType:
		return "}"
	case token.SingleQuoteType, token.DoubleQuoteType:
		return "det avslutande citattecknet"
	}
	return fmt.Sprintf("”%s”", tk.Value)
}
