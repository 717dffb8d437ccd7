package swedish

// Amount is a sum of money in öre. Ten million kronor is 1_000_000_000.
type Amount int64
