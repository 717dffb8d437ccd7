package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"kansli/internal/casefile"
	"kansli/internal/diag"
	"kansli/internal/namnd"
	"kansli/internal/paper"
)

var lockVerb = verb{
	name:    "lock",
	args:    "SAMMANTRÄDE.yaml…",
	summary: "låser ett justerat protokoll, så att en ändring i efterhand märks",
	example: "kansli lock sammantrade.yaml",
	define: func(flags *pflag.FlagSet) func(terminal, []string) error {
		src := sourceFlags(flags)
		return func(t terminal, args []string) error {
			j, err := src.open(t, args)
			if err != nil {
				return err
			}
			for _, f := range j.files {
				if err := j.lock(t, f); err != nil {
					return err
				}
			}
			return j.finish(t.err, "text")
		}
	},
}

// lock writes the lock of a meeting beside it. One that is there already is
// never written over, since it tells what was approved.
func (j *job) lock(t terminal, f readFile) error {
	m := f.data.Meeting
	refuse := func(field, message, remedy string) {
		j.report(f.data.Marks.Resolve([]diag.Finding{{File: f.name, Path: field, Rule: "inget-att-låsa", Message: message, Remedy: remedy}}))
	}
	switch {
	case j.shop == nil || j.faulty(f.name):
		return nil
	case m == nil || f.input.name == standardInput:
		refuse("typ", "bara ett sammanträde i en egen fil kan låsas", "ange sammanträdets fil")
		return nil
	case m.Status != namnd.Approved:
		refuse("status", "protokollet är inte justerat, så det finns inget att låsa", "skriv status: justerat när protokollet är justerat")
		return nil
	case m.Adjustment.Date.IsZero():
		refuse("justering", "det framgår inte vilken dag protokollet justerades", "skriv datum under justering")
		return nil
	}
	name := paper.LockName(f.name)
	fresh := j.shop.Lock(m)
	old, err := os.ReadFile(filepath.FromSlash(name))
	switch {
	case err == nil && bytes.Equal(old, fresh):
		_, err := fmt.Fprintln(t.out, name+" finns redan och stämmer")
		return err
	case err == nil:
		j.hold(&f.data)
		if !j.faulty(f.name) {
			_, err = fmt.Fprintln(t.out, name+" finns redan; det som har ändrats står i rättelserna")
		}
		return err
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	return writeFile(t, filepath.FromSlash(name), fresh)
}

// hold holds a meeting against its lock; see Workshop.Hold.
func (j *job) hold(f *casefile.File) {
	if f.Name != standardInputName && j.shop != nil {
		j.report(j.shop.Hold(*f, readFromDisk))
	}
}
