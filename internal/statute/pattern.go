package statute

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is compiled when it is first used. To compile
// all that the rules have takes longer than to check a case, which needs none of them.
type pattern func() *regexp.Regexp

func patternOf(expr string) pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
