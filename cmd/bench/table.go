package main

import (
	"fmt"
	"path/filepath"
)

// What was promised. The other promises are ratios to peers.
const (
	promisedCPU  = 1.0 // ms a document
	promisedPeak = 150 // MB at 10,000 documents
	promisedCold = 40  // ms for one document
	peakAt       = 10_000
)

// atSize is what runs that made n documents each took.
type atSize struct {
	n     int
	costs []cost
}

// table prints what kansli alone takes.
func (b bench) table(sizes []int, rows int) error {
	b.say("whole processes, data in files to results in files: median (least – greatest)\n")
	cases, folder := filepath.Join(b.work, "cases.json"), filepath.Join(b.work, "cases")
	single, err := b.runsOf(1, 4*b.rounds)
	if err != nil {
		return err
	}
	// The register and the single document, while little lies on the disk.
	if err := writeMade(cases, 1000); err != nil {
		return err
	}
	if err := writeFolder(cases, folder); err != nil {
		return err
	}
	var cold, book []cost
	for range 4 * b.rounds {
		took, err := b.fresh(2, func(out string) command { return b.single(folder, out) })
		if err != nil {
			return err
		}
		cold = append(cold, took)
	}
	for range b.rounds {
		took, err := b.register(cases, rows)
		if err != nil {
			return err
		}
		book = append(book, took)
	}
	b.say("%-46s %s", fmt.Sprintf("one document, start to files, ms (≤ %d)", promisedCold), over(cold, millis))
	b.say("%-46s %s", fmt.Sprintf("register of %d rows of 20 columns, s", rows), over(book, seconds))
	b.say("%-46s %s", "the same, CPU, s", over(book, func(c cost) float64 { return c.cpu.Seconds() }))
	b.say("%-46s %s", "the same, peak memory, MB", over(book, megabytes))
	b.say("\nbatch on all processors; CPU should be ≤ %.1f ms a document and the same at every size,\nmemory ≤ %d MB at %d", promisedCPU, promisedPeak, peakAt)
	b.say("%10s %24s %24s %20s %24s", "documents", "documents a second", "CPU, ms a document", "without the start", "peak memory, MB")
	for _, n := range sizes {
		costs, err := b.runsOf(n, max(1, min(b.rounds, 20_000/n)))
		if err != nil {
			return err
		}
		start := over(single, cpuEach(1)).median
		without := over(costs, func(c cost) float64 { return (cpuEach(1)(c) - start) / float64(max(1, n-1)) })
		b.say("%10d %24s %24s %20s %24s", n, over(costs, perSecond(n)), over(costs, cpuEach(n)), digits(without.median), over(costs, megabytes))
	}
	return nil
}

// runsOf measures runs that make n documents each, of cases of its own.
func (b bench) runsOf(n, rounds int) ([]cost, error) {
	cases, folder := filepath.Join(b.work, fmt.Sprintf("%d.json", n)), filepath.Join(b.work, fmt.Sprint(n))
	if err := writeMade(cases, n); err != nil {
		return nil, err
	}
	if err := writeFolder(cases, folder); err != nil {
		return nil, err
	}
	var costs []cost
	for round := range rounds {
		b.now("round %d of %d: %d documents", round+1, rounds, n)
		took, err := b.fresh(2*n, func(out string) command { return b.batch(folder, out) })
		if err != nil {
			return nil, err
		}
		costs = append(costs, took)
	}
	return costs, nil
}

// register measures the writing of a register.
func (b bench) register(cases string, rows int) (cost, error) {
	var fault error
	took, err := b.fresh(1, func(out string) (c command) {
		c, fault = b.registerOf(cases, filepath.Join(out, "register.xlsx"), rows)
		return c
	})
	if fault != nil {
		return cost{}, fault
	}
	return took, err
}
