package diag

import "strings"

// Nearest returns the candidate that a writer most likely meant by word, and
// whether any is near enough to suggest. Case, å/a, ä/a, ö/o and hyphen against
// underscore count as half a slip; at most a third of the word may differ.
func Nearest(word string, candidates []string) (string, bool) {
	best, bestCost := "", 1<<30
	w := []rune(strings.ToLower(word))
	for _, c := range candidates {
		if cost := distance(w, []rune(strings.ToLower(c))); cost < bestCost {
			best, bestCost = c, cost
		}
	}
	limit := max(2, 2*len(w)/3)
	return best, best != "" && bestCost <= limit
}

// distance is Damerau–Levenshtein (optimal string alignment) in half slips.
func distance(a, b []rune) int {
	row := func() []int { return make([]int, len(b)+1) }
	prev2, prev, cur := row(), row(), row()
	for j := range prev {
		prev[j] = 2 * j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = 2 * i
		for j := 1; j <= len(b); j++ {
			cur[j] = min(prev[j]+2, cur[j-1]+2, prev[j-1]+swap(a[i-1], b[j-1]))
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+2)
			}
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(b)]
}

func swap(a, b rune) int {
	switch {
	case a == b:
		return 0
	case fold(a) == fold(b):
		return 1
	}
	return 2
}

func fold(r rune) rune {
	switch r {
	case 'å', 'ä':
		return 'a'
	case 'ö':
		return 'o'
	case 'é':
		return 'e'
	case '-', ' ':
		return '_'
	}
	return r
}
