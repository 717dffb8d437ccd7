package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// settled is how long ext4 remembers a file that was removed. Until then whoever
// makes files pays for it, up to half a millisecond each: it looks for a place that
// nobody had of late (fs/ext4/ialloc.c, recently_deleted: 60 s, and 300 more while
// the change is not on the disk).
const settled = 6 * time.Minute

// emptied names the file whose time is when this program last removed its results.
func (b bench) emptied() string { return b.work + "-removed" }

// settle waits until the run before is forgotten.
func (b bench) settle(wait time.Duration) error {
	info, err := os.Stat(b.emptied())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if left := wait - time.Since(info.ModTime()); left > 0 && left <= wait {
		fmt.Fprintf(os.Stderr, "the disk settles for %.0f s after the run before; -settle 0 goes on at once\n", left.Seconds())
		time.Sleep(left)
	}
	return nil
}

// clear removes all results, and notes that.
func (b bench) clear() error {
	if _, err := os.Stat(b.work); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return errors.Join(os.RemoveAll(b.work), os.WriteFile(b.emptied(), nil, 0o644))
}
