package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"kansli/internal/batch"
)

var manifestVerb = verb{
	name:    "manifest",
	args:    "merge FIL.json…",
	summary: "fogar ihop manifesten från en körning i delar, och säger vad som saknas",
	example: "kansli manifest merge ut/manifest-*-av-8.json --out ut/manifest.json",
	define: func(flags *pflag.FlagSet) func(terminal, []string) error {
		out := flags.String("out", "", "`FIL` att skriva, till exempel ut/manifest.json; - skriver på standard ut")
		return func(t terminal, args []string) error {
			if len(args) < 2 || args[0] != "merge" {
				return usageError{"skriv kansli manifest merge och manifesten som ska fogas ihop"}
			}
			if *out == "" {
				return usageError{"ange --out FIL.json"}
			}
			j := &job{}
			var parts []batch.Named
			for _, name := range expand(args[1:]) {
				data, err := os.ReadFile(name)
				if err != nil {
					return err
				}
				m, err := batch.ReadManifest(bytes.NewReader(data))
				if err != nil {
					return fmt.Errorf("%s: %w", name, err)
				}
				parts = append(parts, batch.Named{Name: name, Manifest: m})
			}
			joined, findings := batch.Join(parts)
			j.report(findings)
			if err := j.finish(t.err, "text"); err != nil {
				return err
			}
			var b bytes.Buffer
			if err := joined.Write(&b); err != nil {
				return err
			}
			return writeFile(t, *out, b.Bytes())
		}
	},
}

// expand gives the files of names with *, which not every shell does.
func expand(names []string) []string {
	var all []string
	for _, name := range names {
		if found, err := filepath.Glob(name); err == nil && len(found) > 0 {
			all = append(all, found...)
		} else {
			all = append(all, name) // which opening it will say more of
		}
	}
	return all
}
