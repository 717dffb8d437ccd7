package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestWatchRunsAgainAfterEachChangeAndOnlyThen(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a.yaml")
	save := func(text string) {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	save("ett")
	ctx, stop := context.WithCancel(t.Context())
	ticks, runs := make(chan time.Time), make(chan struct{})
	done := make(chan error)
	go func() {
		done <- watch(ctx, []string{dir}, ticks, func() error { runs <- struct{}{}; return errFaults })
	}()
	<-runs
	for range 3 { // nothing has changed; a tick that is taken ends the look of the one before
		select {
		case ticks <- time.Time{}:
		case <-runs:
			t.Fatal("it ran without a change")
		}
	}
	again := func() {
		for {
			select {
			case ticks <- time.Time{}:
			case <-runs:
				return
			}
		}
	}
	save("en längre text")
	again()
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	again()
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestWatchEndsOnWrongUsage(t *testing.T) {
	err := watch(t.Context(), nil, nil, func() error { return usageError{"fel"} })
	if err == nil {
		t.Error("it went on")
	}
}
