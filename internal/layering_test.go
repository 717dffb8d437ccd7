// Package internal_test holds the rules of the house that concern every
// package: which may import which, and which one owns an outside library.
package internal_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers lists every package of the program from the bottom up, with what it
// may import besides the standard library. An import that is not in the list is
// a decision, so it is made here.
var layers = map[string][]string{
	"internal/diag":            {},
	"internal/civil":           {},
	"internal/outdir":          {},
	"internal/swedish":         {"internal/civil", "golang.org/x/text"},
	"internal/namnd":           {"internal/civil", "internal/swedish"},
	"internal/namnd/namndtest": {"internal/civil", "internal/namnd"}, // meetings for tests
	"internal/deadline":        {"internal/civil", "github.com/rickar/cal/v2"},
	"internal/calendar":        {"internal/civil", "internal/deadline", "internal/namnd", "internal/swedish"},
	"internal/lock":            {"internal/civil", "internal/diag", "internal/namnd", "internal/swedish"},
	"internal/correction":      {"internal/diag", "internal/namnd", "internal/swedish"},
	"internal/yamldoc":         {"internal/diag", "github.com/goccy/go-yaml", "golang.org/x/text"},
	"internal/casefile":        {"internal/diag", "internal/namnd", "internal/yamldoc"},
	"internal/statute":         {"internal/diag", "internal/namnd", "internal/deadline", "internal/swedish", "internal/civil"},
	"internal/document":        {},
	"internal/merge":           {"internal/diag", "internal/civil", "internal/namnd", "internal/swedish", "internal/yamldoc", "internal/document", "internal/deadline"},
	"internal/markdown":        {"internal/diag", "internal/document", "internal/yamldoc", "github.com/yuin/goldmark", "golang.org/x/text"},
	"internal/html":            {"internal/diag", "internal/document"},
	"internal/font":            {"github.com/go-fonts/liberation", "golang.org/x/image"},
	"internal/layout":          {"internal/diag", "internal/document", "internal/font", "internal/yamldoc"},
	"internal/pdf":             {"internal/civil", "internal/diag", "internal/layout", "internal/font", "github.com/go-pdf/fpdf", "github.com/klauspost/compress"},
	"internal/newcase":         {"internal/casefile", "internal/civil", "internal/merge", "internal/yamldoc"},
	"internal/svg":             {"internal/font", "internal/layout"},
	"internal/redact":          {"internal/diag", "internal/namnd", "internal/pdf", "golang.org/x/text"},
	"internal/register":        {"internal/civil", "internal/namnd", "internal/deadline", "internal/swedish"},
	"internal/xlsx":            {"internal/civil", "internal/diag", "internal/register", "internal/swedish", "github.com/xuri/excelize/v2"},
	"internal/rowfile":         {"internal/diag", "internal/namnd", "internal/swedish", "internal/xlsx", "internal/yamldoc", "golang.org/x/text"},
	"internal/caserows":        {"internal/casefile", "internal/civil", "internal/diag", "internal/namnd", "internal/rowfile", "internal/swedish", "internal/yamldoc"},
	"internal/paper": {"internal/diag", "internal/casefile", "internal/correction", "internal/lock", "internal/redact", "internal/namnd", "internal/statute", "internal/merge", "internal/document",
		"internal/markdown", "internal/layout", "internal/svg", "internal/html", "internal/pdf", "internal/swedish", "internal/civil", "internal/font"},
	"internal/batch": {"internal/diag", "internal/casefile", "internal/namnd", "internal/outdir", "internal/paper", "internal/rowfile", "internal/swedish", "internal/yamldoc"},
	"internal/web": {"internal/calendar", "internal/casefile", "internal/civil", "internal/diag", "internal/font", "internal/merge", "internal/namnd",
		"internal/newcase", "internal/outdir", "internal/paper", "internal/register", "internal/swedish", "internal/xlsx", "internal/yamldoc"},
	"templates": {},
}

// fileSystem is the set of packages that may open, write or name real files.
var fileSystem = []string{"cmd/kansli", "cmd/bench", "internal/outdir", "internal/web"}

func TestImportsRunOneWay(t *testing.T) {
	for dir, imports := range sourceImports(t) {
		if strings.HasPrefix(dir, "cmd/") {
			continue
		}
		allowed, known := layers[dir]
		if !known {
			t.Errorf("%s: a package that the layering does not know; add it to layers", dir)
		}
		for _, imp := range imports {
			if !strings.Contains(imp, ".") && !strings.HasPrefix(imp, "kansli/") {
				continue
			}
			imp = strings.TrimPrefix(imp, "kansli/")
			if !slices.ContainsFunc(allowed, func(a string) bool { return imp == a || strings.Contains(a, ".") && strings.HasPrefix(imp, a) }) {
				t.Errorf("%s imports %s, which layers does not allow", dir, imp)
			}
		}
	}
}

func TestEachOutsideLibraryHasOneOwner(t *testing.T) {
	shared := []string{"golang.org/x/text"} // normal forms are needed wherever text comes in
	owners := map[string][]string{}
	for dir, imports := range sourceImports(t) {
		for _, imp := range imports {
			if !strings.Contains(imp, ".") {
				continue
			}
			parts := strings.SplitN(imp, "/", 4)
			library := strings.Join(parts[:min(3, len(parts))], "/")
			if !slices.Contains(owners[library], dir) {
				owners[library] = append(owners[library], dir)
			}
		}
	}
	for library, dirs := range owners {
		if len(dirs) > 1 && !slices.Contains(shared, library) {
			slices.Sort(dirs)
			t.Errorf("%s is imported by %v; one package owns each library", library, dirs)
		}
	}
}

func TestOnlyTheEdgeTouchesFiles(t *testing.T) {
	for dir, imports := range sourceImports(t) {
		if slices.Contains(imports, "os") && !slices.Contains(fileSystem, dir) {
			t.Errorf("%s imports os; only %v may", dir, fileSystem)
		}
	}
}

// sourceImports returns the imports of each package's non-test files, keyed by
// its folder.
func sourceImports(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	root := os.DirFS("..")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || name != "." && strings.HasPrefix(d.Name(), ".")) {
			return fs.SkipDir
		}
		if path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		src, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
		if err != nil {
			return err
		}
		dir := path.Dir(name)
		for _, spec := range file.Imports {
			imp, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			found[dir] = append(found[dir], imp)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) == 0 {
		t.Fatal("no source files were found")
	}
	return found
}
