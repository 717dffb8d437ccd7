package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"kansli/internal/batch"
	"kansli/internal/swedish"
)

// progress shows how far a run has come: on a terminal one line that is written
// over, elsewhere a line now and then. It is the only thing that looks at the
// clock.
type progress struct {
	w        io.Writer
	terminal bool
	color    bool
	start    time.Time
	shown    time.Time
}

// redraw is how often the line on a terminal is written anew.
const redraw = 100 * time.Millisecond

func newProgress(w io.Writer, quiet bool) *progress {
	if quiet {
		w = io.Discard
	}
	p := &progress{w: w, start: time.Now(), terminal: isTerminal(w) && os.Getenv("TERM") != "dumb"}
	p.color = p.terminal && os.Getenv("NO_COLOR") == ""
	return p
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// tick shows the progress after a job.
func (p *progress) tick(now batch.Progress) {
	switch last := now.Done == now.Total; {
	case p.terminal && (last || time.Since(p.shown) >= redraw):
		p.shown = time.Now()
		fmt.Fprintf(p.w, "\r\x1b[K%s", p.line(now))
	case !p.terminal && now.Total >= fewest && now.Done%max(1, now.Total/10) == 0 && !last:
		fmt.Fprintf(p.w, "%s av %s\n", swedish.Integer(now.Done), swedish.Integer(now.Total))
	}
}

// fewest is how many jobs a run has before plain lines are worth it.
const fewest = 500

func (p *progress) line(now batch.Progress) string {
	line := fmt.Sprintf("%s av %s", swedish.Integer(now.Done), swedish.Integer(now.Total))
	if passed := time.Since(p.start); passed > time.Second/2 {
		rate := float64(now.Done) / passed.Seconds()
		left := int(float64(now.Total-now.Done) / rate)
		line += fmt.Sprintf("   %s per sekund   %d min %02d s kvar", swedish.Integer(int(rate)), left/60, left%60)
	}
	if now.Failed > 0 {
		faults := fmt.Sprintf("%d med fel", now.Failed)
		if p.color {
			faults = "\x1b[31m" + faults + "\x1b[0m"
		}
		line += "   " + faults
	}
	return line
}

// clear takes the line away.
func (p *progress) clear() {
	if p.terminal {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
