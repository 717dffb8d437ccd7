package casefile

import "kansli/internal/yamldoc"

// Fields describes a kind of file for a form; nil for no kind.
func Fields(kind Kind) []yamldoc.Field {
	for _, k := range kinds {
		if k.kind == kind {
			return yamldoc.Describe(k.empty)
		}
	}
	return nil
}
