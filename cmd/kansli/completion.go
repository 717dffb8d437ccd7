package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"

	"kansli/internal/swedish"
)

// shells are those that a completion script can be written for.
var shells = []string{"bash", "zsh", "fish", "powershell"}

func completionVerb() verb {
	return verb{
		name:    "completion",
		args:    strings.Join(shells, "|"),
		summary: "skriver ett skript som låter skalet fylla i kommandon och flaggor",
		example: "kansli completion bash > ~/.local/share/bash-completion/completions/kansli",
		define: func(*pflag.FlagSet) func(terminal, []string) error {
			return func(t terminal, args []string) error {
				writers := map[string]func(io.Writer, []described) error{"bash": bash, "zsh": zsh, "fish": fish, "powershell": powershell}
				if len(args) != 1 || writers[args[0]] == nil {
					return usageError{"ange ett skal: " + strings.Join(shells, ", ")}
				}
				return writers[args[0]](t.out, describeVerbs())
			}
		},
	}
}

func manVerb() verb {
	return verb{
		name:    "man",
		summary: "skriver manualsidan",
		example: "kansli man > ~/.local/share/man/sv/man1/kansli.1",
		define: func(*pflag.FlagSet) func(terminal, []string) error {
			return func(t terminal, _ []string) error { return manual(t.out, describeVerbs()) }
		},
	}
}

// described is a verb with its flags.
type described struct {
	verb
	flags []*pflag.Flag
}

func describeVerbs() []described {
	var out []described
	for _, v := range verbs() {
		flags := pflag.NewFlagSet(v.name, pflag.ContinueOnError)
		flags.SortFlags = false
		v.define(flags)
		d := described{verb: v}
		flags.VisitAll(func(f *pflag.Flag) { d.flags = append(d.flags, f) })
		out = append(out, d)
	}
	return out
}

func (d described) flagNames() string {
	var names []string
	for _, f := range d.flags {
		names = append(names, "--"+f.Name)
	}
	return strings.Join(names, " ")
}

func bash(w io.Writer, vs []described) error {
	var b strings.Builder
	var names []string
	var cases strings.Builder
	for _, v := range vs {
		names = append(names, v.name)
		fmt.Fprintf(&cases, "    %s) flags=%q ;;\n", v.name, v.flagNames())
	}
	fmt.Fprintf(&b, `_kansli() {
  local cur=${COMP_WORDS[COMP_CWORD]} flags=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W %q -- "$cur"))
    return
  fi
  case ${COMP_WORDS[1]} in
%s  esac
  case $cur in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$cur")) ;;
    *) COMPREPLY=($(compgen -f -- "$cur")) ;;
  esac
}
complete -o filenames -F _kansli kansli
`, strings.Join(names, " "), cases.String())
	_, err := io.WriteString(w, b.String())
	return err
}

// single quotes a text for zsh, fish and PowerShell; escape is what stands for a
// quotation mark inside.
func single(s, escape string) string { return "'" + strings.ReplaceAll(s, "'", escape) + "'" }

func zsh(w io.Writer, vs []described) error {
	var b strings.Builder
	b.WriteString("#compdef kansli\n_kansli() {\n  local -a verbs\n  verbs=(\n")
	for _, v := range vs {
		fmt.Fprintf(&b, "    %s\n", single(v.name+":"+strings.ReplaceAll(v.summary, ":", `\:`), `'\''`))
	}
	b.WriteString("  )\n  if (( CURRENT == 2 )); then\n    _describe kommando verbs\n    return\n  fi\n  case $words[2] in\n")
	for _, v := range vs {
		fmt.Fprintf(&b, "    %s) _arguments", v.name)
		for _, f := range v.flags {
			_, text := pflag.UnquoteUsage(f)
			value := ":värde:_files"
			if f.NoOptDefVal != "" {
				value = ""
			}
			fmt.Fprintf(&b, " \\\n      %s", single("--"+f.Name+"["+strings.NewReplacer("[", "(", "]", ")", ":", `\:`).Replace(text)+"]"+value, `'\''`))
		}
		b.WriteString(" \\\n      '*:fil:_files' ;;\n")
	}
	b.WriteString("  esac\n}\ncompdef _kansli kansli\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func fish(w io.Writer, vs []described) error {
	var b strings.Builder
	for _, v := range vs {
		fmt.Fprintf(&b, "complete -c kansli -n __fish_use_subcommand -f -a %s -d %s\n", v.name, single(v.summary, `\'`))
	}
	for _, v := range vs {
		for _, f := range v.flags {
			_, text := pflag.UnquoteUsage(f)
			needs := " -r"
			if f.NoOptDefVal != "" {
				needs = ""
			}
			fmt.Fprintf(&b, "complete -c kansli -n '__fish_seen_subcommand_from %s' -l %s%s -d %s\n", v.name, f.Name, needs, single(text, `\'`))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func powershell(w io.Writer, vs []described) error {
	var b strings.Builder
	b.WriteString("Register-ArgumentCompleter -Native -CommandName kansli -ScriptBlock {\n  param($word, $ast, $cursor)\n  $verbs = [ordered]@{\n")
	for _, v := range vs {
		fmt.Fprintf(&b, "    %s = %s\n", single(v.name, "''"), single(v.summary, "''"))
	}
	b.WriteString("  }\n  $flags = @{\n")
	for _, v := range vs {
		fmt.Fprintf(&b, "    %s = %s\n", single(v.name, "''"), single(v.flagNames(), "''"))
	}
	b.WriteString(`  }
  $words = $ast.CommandElements | ForEach-Object { $_.ToString() }
  if ($words.Count -le 1 -or ($words.Count -eq 2 -and $word)) {
    $verbs.Keys | Where-Object { $_ -like "$word*" } | ForEach-Object {
      [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $verbs[$_])
    }
  } elseif ($word -like '-*') {
    $flags[$words[1]] -split ' ' | Where-Object { $_ -like "$word*" } | ForEach-Object {
      [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterName', $_)
    }
  }
}
`)
	_, err := io.WriteString(w, b.String())
	return err
}

var roff = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`)

// manual writes the page in the language of man, from the same table as the help.
func manual(w io.Writer, vs []described) error {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	text := func(s string) string {
		s = roff.Replace(s)
		if strings.HasPrefix(s, ".") {
			s = `\&` + s
		}
		return s
	}
	line(`.TH KANSLI 1 "" "kansli %s" "Kommandon"`, text(version))
	line(".SH NAMN\nkansli %s nämndens papper av strukturerade uppgifter", `\-`)
	line(".SH SYNOPSIS\n.B kansli\n.I KOMMANDO\n[FLAGGOR] [FIL|MAPP...]")
	line(".SH KOMMANDON")
	for _, v := range vs {
		line(".SS kansli %s %s", text(v.name), text(v.args))
		line("%s.", text(swedish.Capital(v.summary)))
		for _, f := range v.flags {
			name, usage := pflag.UnquoteUsage(f)
			line(".TP\n.B %s %s\n%s", text("--"+f.Name), text(name), text(usage))
		}
		line(".PP\nExempel:\n.nf")
		for example := range strings.Lines(v.example) {
			line("    %s", text(strings.TrimRight(example, "\n")))
		}
		line(".fi")
	}
	line(".SH SLUTKODER")
	for _, code := range [][2]string{{"0", "allt gjordes"}, {"1", "fel i underlaget; det som var rätt gjordes"}, {"2", "kommandot är fel skrivet"}, {"3", "en fil eller mapp går inte att läsa eller skriva"}} {
		line(".TP\n.B %s\n%s", code[0], code[1])
	}
	_, err := io.WriteString(w, b.String())
	return err
}
