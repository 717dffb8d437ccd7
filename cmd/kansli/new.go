package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"kansli/internal/newcase"
	"kansli/internal/swedish"
)

var newVerb = verb{
	name:    "new",
	args:    "ärende|sammanträde|FIL.yaml",
	summary: "börjar en fil: ett ärende, ett sammanträde, eller årets av förra årets",
	example: "kansli new ärende --type kvalitetsutmärkelse --board bromma --title \"Lönnens deltagande\"\nkansli new sammanträde --board bromma --date 2027-01-21\nkansli new forra-aret/arende.yaml --title \"Deltagande 2027\" --out arenden/deltagande-2027.yaml",
	define: func(flags *pflag.FlagSet) func(terminal, []string) error {
		caseType := flags.String("type", "", "`NAMN` på ärendetypen, som i templates/arendetyper")
		board := flags.String("board", "", "`ID` för nämnden, som i namnder.yaml")
		title := flags.String("title", "", "`RUBRIK` för ärendet")
		date := dateFlag(flags, "date", "`DATUM` för sammanträdet, 2027-01-21")
		out := flags.String("out", "", "`FIL` att skriva; annars efter rubriken; - skriver på standard ut")
		src := sourceFlags(flags)
		return func(t terminal, args []string) error {
			if len(args) != 1 {
				return usageError{"ange ärende, sammanträde eller filen som ska kopieras"}
			}
			j, err := src.prepare()
			if err != nil {
				return err
			}
			if j.shop == nil {
				return j.finish(t.err, "text")
			}
			name, day := swedish.FileName(*title), ""
			if !date.IsZero() {
				day = date.String()
			}
			var text []byte
			switch args[0] {
			case "ärende", "arende":
				if *title == "" && *out == "" {
					return usageError{"ange --title RUBRIK, eller --out FIL"}
				}
				types := j.shop.CaseTypes()
				var known []string
				found := *caseType == ""
				for _, kind := range types {
					known, found = append(known, kind.Name), found || kind.Name == *caseType
				}
				if !found {
					return usageError{fmt.Sprintf("ärendetypen ”%s” finns inte; välj bland %s", *caseType, strings.Join(known, ", "))}
				}
				text, err = newcase.Case(*caseType, *board, *title, types)
			case "sammanträde", "sammantrade":
				name = "sammantrade"
				if day != "" {
					name += "-" + day
				}
				text, err = newcase.Meeting(*board, day)
			default:
				var old []byte
				if old, err = os.ReadFile(filepath.FromSlash(args[0])); err != nil {
					return err
				}
				if *title == "" {
					name = strings.TrimSuffix(path.Base(filepath.ToSlash(args[0])), path.Ext(args[0])) + "-kopia"
				}
				text, err = newcase.Copy(old, *title, filepath.ToSlash(args[0]))
			}
			if err != nil {
				return usageError{err.Error()}
			}
			if *out == "" {
				*out = name + ".yaml"
			}
			if _, err := os.Stat(*out); err == nil && *out != "-" {
				return usageError{fmt.Sprintf("%s finns redan; välj ett annat namn med --out", *out)}
			}
			return writeFile(t, *out, text)
		}
	},
}
