package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"kansli/internal/casefile"
	"kansli/internal/diag"
	"kansli/internal/paper"
	"kansli/internal/statute"
)

// fence finds the code blocks of README with their language.
var fence = regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```$")

func readme(t *testing.T) string {
	t.Helper()
	src, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

// TestReadmeCommands runs every console block: each line after "$ kansli" is
// carried out in a folder that holds samples, and must print what stands under
// it. A line of "…" stands for any lines.
func TestReadmeCommands(t *testing.T) {
	samples, err := filepath.Abs("../../samples")
	if err != nil {
		t.Fatal(err)
	}
	blocks := fence.FindAllStringSubmatch(readme(t), -1)
	t.Chdir(t.TempDir())
	if err := os.Symlink(samples, "samples"); err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, block := range blocks {
		if block[1] != "console" {
			continue
		}
		for _, part := range strings.Split("\n"+block[2], "\n$ ")[1:] {
			command, want, _ := strings.Cut(part, "\n")
			args := strings.Fields(command)
			if args[0] != "kansli" {
				continue // make targets are run by hand and by CI
			}
			var out bytes.Buffer
			run(terminal{strings.NewReader(""), &out, &out}, args[1:])
			if pattern := outputPattern(want); !pattern.Match(out.Bytes()) {
				t.Errorf("$ %s printed\n%s\nwant\n%s", command, out.String(), want)
			}
			ran++
		}
	}
	if ran < 5 {
		t.Errorf("only %d commands of README were run", ran)
	}
}

func outputPattern(want string) *regexp.Regexp {
	var b strings.Builder
	b.WriteString(`(?s)^`)
	for line := range strings.Lines(strings.TrimRight(want, "\n") + "\n") {
		if strings.TrimSpace(line) == "…" {
			b.WriteString(`.*?`)
		} else {
			b.WriteString(regexp.QuoteMeta(line))
		}
	}
	b.WriteString(`$`)
	return regexp.MustCompile(b.String())
}

// TestReadmeFiles reads every YAML block that has a typ as a file.
func TestReadmeFiles(t *testing.T) {
	read := 0
	for _, block := range fence.FindAllStringSubmatch(readme(t), -1) {
		if block[1] != "yaml" || !strings.HasPrefix(block[2], "typ:") {
			continue
		}
		reader := casefile.NewReader(func(name string) ([]byte, error) {
			return os.ReadFile(filepath.Join("../..", name))
		})
		if _, findings := reader.Parse("samples/kvalitet-2023/README.yaml", []byte(block[2])); len(findings) > 0 {
			var b strings.Builder
			diag.WriteText(&b, findings)
			t.Errorf("a file in README has findings:\n%s", b.String())
		}
		read++
	}
	if read < 3 {
		t.Errorf("README shows only %d files", read)
	}
}

// TestReadmeTables keeps the tables of papers and of rules what the code gives. They
// stand between two comments each.
func TestReadmeTables(t *testing.T) {
	text := readme(t)
	for name, table := range map[string]string{"papers": paper.Table(), "rules": statute.Overview("samples/fel/README.md")} {
		start, end := "<!-- "+name+": made by make golden -->\n", "<!-- end of "+name+" -->"
		before, rest, opened := strings.Cut(text, start)
		got, after, closed := strings.Cut(rest, end)
		if !opened || !closed {
			t.Fatalf("README has no place for %s", name)
		}
		text = before + start + table + end + after
		if got != table && !*golden {
			t.Errorf("README's table of %s is not what the code gives; run make golden. It gives\n%s", name, table)
		}
	}
	if *golden {
		if err := os.WriteFile("../../README.md", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestRuleTable keeps the list of rules beside the broken samples, made from the
// rules themselves.
func TestRuleTable(t *testing.T) {
	const file = "../../samples/fel/README.md"
	want := "# Regler\n\nVarje regel som `kansli check` prövar mot lag och god ordning. `kansli explain REGEL`\nvisar också ett exempel. Tabellen är gjord av programmet (`make golden`).\n\n" + statute.Table()
	if *golden {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != want {
		t.Errorf("%s is not what the rules give (%v); run make golden", file, err)
	}
}

// TestReadmeIsShort keeps the front door a door.
func TestReadmeIsShort(t *testing.T) {
	if n := strings.Count(readme(t), "\n"); n >= 300 {
		t.Errorf("README has %d lines", n)
	}
}
