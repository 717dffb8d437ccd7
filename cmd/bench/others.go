package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// watchOthers tells how much of the processors other programs had until the
// returned function is called. Linux says so; elsewhere it is not known.
func watchOthers() func() string {
	busy, mine, start := busyTime(), ownTime(), time.Now()
	return func() string {
		if busy == 0 {
			return fmt.Sprintf("%d processors; what else the machine did is not known", runtime.NumCPU())
		}
		used := (busyTime() - busy - (ownTime() - mine)).Seconds() / time.Since(start).Seconds()
		return fmt.Sprintf("%d processors, of which other programs used %.2f meanwhile; %.0f s in all", runtime.NumCPU(), max(0, used), time.Since(start).Seconds())
	}
}

// tick is the unit of /proc/stat.
const tick = 10 * time.Millisecond

// busyTime is what all processors have worked since the machine started.
func busyTime() time.Duration {
	data, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0
	}
	line, _, _ := strings.Cut(string(data), "\n")
	sum := 0
	for i, f := range strings.Fields(line) {
		if i == 0 || i == 4 || i == 5 || i > 8 { // the name, idle, waiting for disks, and guests, who are counted already
			continue
		}
		n, err := strconv.Atoi(f)
		if err != nil {
			return 0
		}
		sum += n
	}
	return time.Duration(sum) * tick
}

// ownTime is what this program and all that it waited for have worked.
func ownTime() time.Duration {
	sum := int64(0)
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var u syscall.Rusage
		if syscall.Getrusage(who, &u) == nil {
			sum += u.Utime.Nano() + u.Stime.Nano()
		}
	}
	return time.Duration(sum)
}
