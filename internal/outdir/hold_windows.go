package outdir

import (
	"errors"
	"math"
	"os"
	"syscall"
	"unsafe"
)

var lockFileEx = syscall.NewLazyDLL("kernel32.dll").NewProc("LockFileEx")

// Of LockFileEx and its errors, as Microsoft documents them.
const (
	failImmediately = 1
	exclusive       = 2
	lockViolation   = syscall.Errno(33)
	invalidFunction = syscall.Errno(1)
	notSupported    = syscall.Errno(50)
)

// hold keeps others from holding a file: all others when it is for this process
// alone, else those who want it for themselves alone. It lasts until the file is
// closed or the process ends. held is false on a file system that has no locks.
//
// Windows keeps others from reading what is locked, so the lock is on a byte far
// beyond the end.
func hold(f *os.File, alone bool) (held bool, err error) {
	how := uintptr(failImmediately)
	if alone {
		how |= exclusive
	}
	at := syscall.Overlapped{Offset: math.MaxUint32, OffsetHigh: math.MaxInt32}
	ok, _, err := lockFileEx.Call(f.Fd(), how, 0, 1, 0, uintptr(unsafe.Pointer(&at)))
	switch {
	case ok != 0:
		return true, nil
	case errors.Is(err, lockViolation), errors.Is(err, syscall.ERROR_IO_PENDING):
		return false, ErrBusy
	case errors.Is(err, invalidFunction), errors.Is(err, notSupported):
		return false, nil
	}
	return false, &os.PathError{Op: "lock", Path: f.Name(), Err: err}
}
