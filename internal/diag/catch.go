package diag

import (
	"fmt"
	"runtime"
	"strings"
)

// Catch makes a finding of a panic, so that one file that the program makes a
// mistake on stops no other. It is to be deferred, with named results.
func Catch(findings *[]Finding, file string) {
	fault := recover()
	if fault == nil {
		return
	}
	*findings = append(*findings, Finding{File: file, Rule: "programfel",
		Message: fmt.Sprintf("kansli gjorde fel på filen: %v (%s)", fault, raised()),
		Remedy:  "meddela felet och skicka med filen; de andra filerna berörs inte"})
}

// raised is the function of the program that a panic comes from, and the line.
// Names of files are left out, since they may tell where the program was built.
func raised() string {
	var callers [32]uintptr
	frames := runtime.CallersFrames(callers[:runtime.Callers(3, callers[:])])
	for {
		frame, more := frames.Next()
		if strings.HasPrefix(frame.Function, "kansli/") {
			return fmt.Sprintf("%s, rad %d", strings.TrimPrefix(frame.Function, "kansli/internal/"), frame.Line)
		}
		if !more {
			return "okänd plats"
		}
	}
}
