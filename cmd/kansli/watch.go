package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"github.com/spf13/pflag"
)

var watchVerb = verb{
	name:    "watch",
	args:    "FIL|MAPP…",
	summary: "gör papperen på nytt varje gång en fil sparas, tills du avbryter",
	example: "kansli watch arenden --out ut",
	lasts:   true,
	define: func(flags *pflag.FlagSet) func(terminal, []string) error {
		run := renderVerb.define(flags)
		return func(t terminal, args []string) error {
			if out := flags.Lookup("out"); out != nil && out.Value.String() == "-" {
				return usageError{"watch skriver i en mapp; ange --out MAPP"}
			}
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
			defer stop()
			ticker := time.NewTicker(250 * time.Millisecond)
			defer ticker.Stop()
			watched := args
			for _, name := range []string{"templates", "boards"} {
				if f := flags.Lookup(name); f != nil && f.Changed {
					if list, ok := f.Value.(pflag.SliceValue); ok {
						watched = append(watched[:len(watched):len(watched)], list.GetSlice()...)
					} else {
						watched = append(watched[:len(watched):len(watched)], f.Value.String())
					}
				}
			}
			fmt.Fprintln(t.err, "Väntar på ändringar. Avsluta med Ctrl+C.")
			return watch(ctx, watched, ticker.C, func() error { return run(t, args) })
		}
	},
}

// watch runs once, and again after each tick at which a file is new, gone or
// changed. Faults in the data do not end it; wrong usage does.
func watch(ctx context.Context, names []string, ticks <-chan time.Time, run func() error) error {
	seen := stamps(names)
	for {
		var usage usageError
		if err := run(); errors.As(err, &usage) || err != nil && !errors.Is(err, errFaults) && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for changed := false; !changed; {
			select {
			case <-ctx.Done():
				return nil
			case <-ticks:
				now := stamps(names)
				changed = !maps.Equal(seen, now)
				seen = now
			}
		}
	}
}

// stamp is what changes when a file is saved.
type stamp struct {
	time int64
	size int64
}

func stamps(names []string) map[string]stamp {
	out := map[string]stamp{}
	for _, name := range names {
		filepath.WalkDir(filepath.FromSlash(name), func(file string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil
			}
			if d.IsDir() {
				return nil
			}
			if info, err := d.Info(); err == nil {
				out[file] = stamp{info.ModTime().UnixNano(), info.Size()}
			}
			return nil
		})
	}
	return out
}
