package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"kansli/internal/caserows"
	"kansli/internal/diag"
	"kansli/internal/rowfile"
)

var importVerb = verb{
	name:    "import",
	args:    "FIL.xlsx|FIL.csv [ÄRENDEN…]",
	summary: "gör och ändrar ärenden efter raderna i ett kalkylblad",
	example: "kansli import lista.xlsx --out arenden --dry-run\nkansli import lista.csv --out arenden/2027 arenden",
	define: func(flags *pflag.FlagSet) func(terminal, []string) error {
		r := importRun{
			out:    flags.String("out", "arenden", "`MAPP` för nya ärenden; de som finns där ändras på sin plats"),
			dry:    flags.Bool("dry-run", false, "skriv inget, och säg vad som skulle skrivas"),
			source: sourceFlags(flags),
		}
		return r.run
	},
}

// importRun is the verb's flags.
type importRun struct {
	out    *string
	dry    *bool
	source source
}

func (r importRun) run(t terminal, args []string) error {
	if len(args) == 0 {
		return usageError{"ange filen med rader, FIL.xlsx eller FIL.csv"}
	}
	name, folder := path.Clean(filepath.ToSlash(args[0])), path.Clean(filepath.ToSlash(*r.out))
	data, err := os.ReadFile(filepath.FromSlash(name))
	if err != nil {
		return err
	}
	j, err := r.source.prepare()
	if err != nil {
		return err
	}
	existing, err := r.existing(t, j, folder, args[1:])
	if err != nil {
		return err
	}
	table, findings := rowfile.Read(name, data, "Ärenden")
	j.report(findings)
	if diag.Stops(j.findings) {
		return j.finish(t.err, "text")
	}
	files, findings := caserows.Make(table, j.reader.BoardsFor(path.Join(folder, path.Base(name))), existing, folder)
	j.report(findings)
	if err := r.write(t, j, files); err != nil {
		return err
	}
	return j.finish(t.err, "text")
}

// existing are the cases that rows can be about: those that the user named and
// those in the folder for new ones. What is wrong in them a row may be there to
// put right, but a file that cannot be read at all could be the case of any row.
func (r importRun) existing(t terminal, j *job, folder string, args []string) ([]caserows.Existing, error) {
	if _, err := os.Stat(filepath.FromSlash(folder)); err == nil {
		args = append(args, folder)
	}
	if len(args) == 0 {
		return nil, nil
	}
	inputs, err := findInputs(args)
	if err != nil {
		return nil, err
	}
	var all []caserows.Existing
	for _, in := range inputs {
		if in.name == standardInput {
			return nil, usageError{"ärenden på standard in går inte att ändra; ange deras filer"}
		}
		src, err := in.read(t)
		if err != nil {
			return nil, err
		}
		file, findings := j.reader.Parse(in.name, src)
		switch {
		case file.Case != nil:
			all = append(all, caserows.Existing{Name: in.name, Src: src, Case: file.Case})
		case file.Meeting == nil && file.Boards == nil:
			j.report(findings)
		}
	}
	return all, nil
}

// write writes the files and says which are new and what changed in the others.
func (r importRun) write(t terminal, j *job, files []caserows.File) error {
	for _, f := range files {
		line := "ny " + f.Name
		if !f.New {
			line = "ändrad " + f.Name + ": " + strings.Join(f.Changed, ", ")
		} else if _, err := os.Lstat(filepath.FromSlash(f.Name)); err == nil {
			j.report([]diag.Finding{{File: f.Name, Rule: "finns-redan", Message: "filen finns redan men är inte det ärende som raden gäller, så den skrevs inte över",
				Remedy: "byt namn på filen, eller välj en annan mapp med --out"}})
			continue
		} else if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if !*r.dry {
			if err := writeWhole(filepath.FromSlash(f.Name), f.Content); err != nil {
				return err
			}
		}
		fmt.Fprintln(t.out, line)
	}
	if len(files) == 0 && !diag.Stops(j.findings) {
		fmt.Fprintln(t.err, "Ärendena stämmer redan med raderna; inget att skriva.")
	}
	return nil
}
