package main

import (
	"cmp"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// standardInput is how an argument names standard input, and what it is called
// in findings.
const (
	standardInput     = "-"
	standardInputName = "<standard in>"
)

// input is one file that the user named, by itself or by its folder.
type input struct {
	name string // as the user would write it, slash separated; "-" is standard input
	base string // its path below the deepest folder that all inputs share, without its ending
}

// read returns the bytes of the input.
func (in input) read(t terminal) ([]byte, error) {
	if in.name == standardInput {
		return io.ReadAll(t.in)
	}
	return os.ReadFile(filepath.FromSlash(in.name))
}

// findInputs turns arguments into files. A folder gives the .yaml and .yml
// files in it and below, except those in hidden folders; another ending must be
// named. The list is sorted and holds no file twice.
func findInputs(args []string) ([]input, error) {
	if len(args) == 0 {
		return nil, usageError{"ange minst en fil eller mapp"}
	}
	seen := map[string]bool{}
	var found []input
	add := func(name string) {
		if !seen[name] {
			seen[name] = true
			found = append(found, input{name: name})
		}
	}
	for _, arg := range args {
		if arg == standardInput {
			add(arg)
			continue
		}
		arg = path.Clean(filepath.ToSlash(arg))
		info, err := os.Stat(filepath.FromSlash(arg))
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			add(arg)
			continue
		}
		if err := walk(arg, add); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(found, func(a, b input) int { return cmp.Compare(a.name, b.name) })
	shared := sharedFolder(found)
	for i, in := range found {
		if in.name == standardInput {
			found[i].base = "dokument"
			continue
		}
		rel, err := filepath.Rel(filepath.FromSlash(shared), filepath.FromSlash(in.name))
		if err != nil {
			return nil, err
		}
		rel = norm.NFC.String(filepath.ToSlash(rel))
		found[i].base = strings.TrimSuffix(rel, path.Ext(rel))
	}
	return found, nil
}

func walk(dir string, add func(string)) error {
	// With a slash at its end, a link to a folder is that folder.
	return filepath.WalkDir(filepath.FromSlash(dir+"/"), func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := strings.HasPrefix(d.Name(), ".") && d.Name() != "." && d.Name() != ".."
		name = path.Clean(filepath.ToSlash(name))
		switch {
		case d.IsDir() && hidden && name != dir:
			return fs.SkipDir
		case d.IsDir() || hidden:
			return nil
		}
		if ext := strings.ToLower(path.Ext(name)); ext == ".yaml" || ext == ".yml" {
			add(name)
		}
		return nil
	})
}

// sharedFolder is the deepest folder that holds all the inputs.
func sharedFolder(inputs []input) string {
	shared := ""
	for i, in := range inputs {
		dir := path.Dir(in.name)
		if i == 0 || shared == "" {
			shared = dir
			continue
		}
		for shared != "." && shared != "/" && dir != shared && !strings.HasPrefix(dir, shared+"/") {
			shared = path.Dir(shared)
		}
	}
	return shared
}
