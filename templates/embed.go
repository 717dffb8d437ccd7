// Package templates is the embedded tree of templates: the words and the order of
// the papers. Officials edit it; README.md says how, in Swedish.
package templates

import "embed"

// FS holds the templates, with paths from this folder.
//
//go:embed README.md stil.yaml delar dokument arendetyper
var FS embed.FS
