package batch

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Shard is one part of the jobs, I of N, counted from 1. The zero Shard is all of
// them. Which jobs are in a part depends on their names and on N alone.
type Shard struct{ I, N int }

// Has reports whether a job is in the part.
func (s Shard) Has(job string) bool {
	if s.N == 0 {
		return true
	}
	sum := sha256.Sum256([]byte(job))
	return binary.BigEndian.Uint64(sum[:])%uint64(s.N) == uint64(s.I-1)
}

// IsZero reports whether the part is the whole.
func (s Shard) IsZero() bool { return s.N == 0 }

// String is the part as it is written: 2/8.
func (s Shard) String() string { return fmt.Sprintf("%d/%d", s.I, s.N) }

// MarshalText writes the part as 2/8.
func (s Shard) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a part such as 2/8.
func (s *Shard) UnmarshalText(b []byte) error {
	left, right, ok := strings.Cut(string(b), "/")
	i, err1 := strconv.Atoi(left)
	n, err2 := strconv.Atoi(right)
	if !ok || err1 != nil || err2 != nil || n < 1 || i < 1 || i > n {
		return fmt.Errorf("”%s” är ingen del; skriv till exempel 2/8, den andra av åtta", b)
	}
	*s = Shard{i, n}
	return nil
}

// ManifestName is the name of the manifest of the part.
func (s Shard) ManifestName() string {
	if s.IsZero() {
		return "manifest.json"
	}
	return fmt.Sprintf("manifest-%d-av-%d.json", s.I, s.N)
}

// engines are the programs that run a command many times, with the variables in
// which they say which time it is.
var engines = []struct {
	name, index string
	first       int    // the number of the first
	min, count  string // variables; "" when the engine has none
}{
	{"Slurm", "SLURM_ARRAY_TASK_ID", 1, "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_COUNT"},
	{"Kubernetes", "JOB_COMPLETION_INDEX", 0, "", ""},
	{"GNU parallel", "PARALLEL_SEQ", 1, "", ""},
}

// autoShard is what a user writes to have the part from the environment.
const autoShard = "auto"

// ParseShard reads 2/8, or auto/8 or auto, which take the number of the part, and
// for auto also how many there are, from the environment that an engine sets.
func ParseShard(text string, env func(string) string) (Shard, error) {
	word, of, _ := strings.Cut(text, "/")
	if word != autoShard {
		var s Shard
		return s, s.UnmarshalText([]byte(text))
	}
	for _, e := range engines {
		value := env(e.index)
		if value == "" {
			continue
		}
		first := strconv.Itoa(e.first)
		if env(e.min) != "" {
			first = env(e.min)
		}
		if of == "" {
			of = env(e.count)
		}
		if of == "" {
			return Shard{}, fmt.Errorf("%s säger inte hur många delarna är; skriv --shard auto/ANTAL", e.name)
		}
		i, err1 := strconv.Atoi(value)
		low, err2 := strconv.Atoi(first)
		if err1 != nil || err2 != nil {
			return Shard{}, fmt.Errorf("%s är ”%s” och inget heltal", e.index, value)
		}
		var s Shard
		if err := s.UnmarshalText([]byte(fmt.Sprintf("%d/%s", i-low+1, of))); err != nil {
			return Shard{}, fmt.Errorf("%s är %s: %w", e.index, value, err)
		}
		return s, nil
	}
	return Shard{}, errors.New("ingen av SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX och PARALLEL_SEQ är satt; skriv delen, till exempel --shard 2/8")
}
