package main

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"syscall"
	"time"
)

// cost is what a whole process took, with all that it started and waited for.
type cost struct {
	wall, cpu time.Duration // cpu is user and system time, on all processors
	peak      int64         // bytes, of the largest process
}

// command is a program to measure.
type command struct {
	name string
	dir  string
	env  []string // besides the environment
	args []string

	silent bool // a word on stderr, such as a warning, is a fault
}

// run measures one run from before the process starts until it has ended.
func (c command) run() (cost, error) {
	var out bytes.Buffer
	cmd := exec.Command(c.args[0], c.args[1:]...)
	cmd.Dir, cmd.Env = c.dir, append(os.Environ(), c.env...)
	cmd.Stderr = &out
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if err == nil && c.silent && out.Len() > 0 {
		err = errors.New("it was to have nothing to say")
	}
	if err != nil {
		return cost{}, fmt.Errorf("%s: %w\n%s", c.name, err, out.Bytes())
	}
	took := cost{wall: wall, cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
	if u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		took.peak = u.Maxrss << 10 // Linux counts in KiB
	}
	return took, nil
}

// spread is a figure over the rounds.
type spread struct{ min, median, max float64 }

func spreadOf(values []float64) spread {
	v := slices.Sorted(slices.Values(values))
	n := len(v)
	return spread{v[0], (v[(n-1)/2] + v[n/2]) / 2, v[n-1]}
}

// over is what a figure of every cost comes to.
func over(costs []cost, figure func(cost) float64) spread {
	var values []float64
	for _, c := range costs {
		values = append(values, figure(c))
	}
	return spreadOf(values)
}

// String is the median, with the least and the greatest beside it.
func (s spread) String() string {
	return fmt.Sprintf("%s (%s – %s)", digits(s.median), digits(s.min), digits(s.max))
}

// digits writes a figure with three digits, or with all before the point.
func digits(v float64) string {
	decimals := 0
	for limit := 100.0; decimals < 3 && math.Abs(v) < limit; limit /= 10 {
		decimals++
	}
	return strconv.FormatFloat(v, 'f', decimals, 64)
}

// The figures of a cost.
func seconds(c cost) float64   { return c.wall.Seconds() }
func millis(c cost) float64    { return c.wall.Seconds() * 1000 }
func megabytes(c cost) float64 { return float64(c.peak) / 1e6 }
func perSecond(n int) func(cost) float64 {
	return func(c cost) float64 { return float64(n) / c.wall.Seconds() }
}
func cpuEach(n int) func(cost) float64 {
	return func(c cost) float64 { return c.cpu.Seconds() * 1000 / float64(n) }
}
