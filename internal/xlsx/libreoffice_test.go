package xlsx

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// libreOffice is a LibreOffice with settings of its own and the macro of
// testdata/edit.bas.
type libreOffice struct{ program, profile string }

// newLibreOffice skips the test unless KANSLI_SOFFICE names the program, since it
// takes long to start.
func newLibreOffice(t *testing.T) libreOffice {
	t.Helper()
	name := os.Getenv("KANSLI_SOFFICE")
	if name == "" {
		t.Skip("nobody edits the workbook: set KANSLI_SOFFICE to the program of LibreOffice, such as soffice")
	}
	program, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("nobody edits the workbook: LibreOffice is not installed (%v)", err)
	}
	lo := libreOffice{program, t.TempDir()}
	macro, err := os.ReadFile("testdata/edit.bas")
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := xml.EscapeText(&text, macro); err != nil {
		t.Fatal(err)
	}
	lo.run(t, "--terminate_after_init") // makes the profile
	dir := filepath.Join(lo.profile, "user", "basic", "Standard")
	for file, content := range map[string]string{
		"Register.xba": `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd"><script:module xmlns:script="http://openoffice.org/2000/script" script:name="Register" script:language="StarBasic">` + text.String() + `</script:module>`,
		"script.xlb":   `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd"><library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false"><library:element library:name="Register"/></library:library>`,
	} {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return lo
}

func (lo libreOffice) run(t *testing.T, args ...string) {
	t.Helper()
	args = append([]string{"-env:UserInstallation=" + (&url.URL{Scheme: "file", Path: lo.profile}).String(), "--headless", "--norestore"}, args...)
	if out, err := exec.CommandContext(t.Context(), lo.program, args...).CombinedOutput(); err != nil {
		t.Fatalf("LibreOffice: %v\n%s", err, out)
	}
}

// edited is the workbook after people have worked in it.
func (lo libreOffice) edited(t *testing.T, data []byte) []byte {
	t.Helper()
	dir := t.TempDir()
	from, to := filepath.Join(dir, "register.xlsx"), filepath.Join(dir, "edited.xlsx")
	if err := os.WriteFile(from, data, 0o644); err != nil {
		t.Fatal(err)
	}
	lo.run(t, fmt.Sprintf(`macro:///Standard.Register.Edit("%s","%s")`, from, to))
	out, err := os.ReadFile(to)
	if err != nil {
		t.Fatalf("LibreOffice wrote nothing: %v", err)
	}
	return out
}

func TestAWorkbookEditedInLibreOfficeIsUpdated(t *testing.T) {
	lo := newLibreOffice(t)
	old := lo.edited(t, write(t, office()))
	if out, changes := update(t, old, office()); !bytes.Equal(out, old) {
		t.Errorf("the data are the same but the workbook was changed: %+v", changes)
	}
	out, changes := update(t, old, later())
	before, after := open(t, old), open(t, out)
	own := strings.Fields("D S T")
	titles, amended, gone := map[string]string{}, 0, 0
	for row := 1; row <= 37; row++ {
		for _, col := range own {
			at := col + fmt.Sprint(row)
			was, _ := before.GetCellValue("Ärenden", at)
			is, _ := after.GetCellValue("Ärenden", at)
			if was != is || row > 1 && col == "D" && is == "" {
				t.Errorf("%s was %q and is %q", at, was, is)
			}
			f, _ := before.GetCellFormula("Ärenden", at)
			if g, _ := after.GetCellFormula("Ärenden", at); f != g {
				t.Errorf("the formula of %s was %q and is %q", at, f, g)
			}
			for _, at := range []string{at, "C" + fmt.Sprint(row)} {
				s, _ := before.GetCellStyle("Ärenden", at)
				u, _ := after.GetCellStyle("Ärenden", at)
				old, _ := before.GetStyle(s)
				if now, _ := after.GetStyle(u); fmt.Sprintf("%+v", old.Fill) != fmt.Sprintf("%+v", now.Fill) {
					t.Errorf("%s had the ground %+v and has %+v", at, old.Fill, now.Fill)
				}
			}
		}
		at := func(col string) string {
			v, _ := after.GetCellValue("Ärenden", col+fmt.Sprint(row))
			return v
		}
		titles[at("B")] = at("C")
		if at("C") == "Ärende 11 med ny rubrik" {
			amended++
		}
		if at("E") == "Finns inte längre i underlaget" {
			gone++
		}
	}
	if amended != 1 || gone != 1 || titles["bromma 2023/11"] != "Ärende 11 med ny rubrik" {
		t.Errorf("%d rows are amended and %d gone; case 11 is %q", amended, gone, titles["bromma 2023/11"])
	}
	if c := changes["Ärenden"]; c.Added != 1 || c.Amended != 1 || len(c.GoneAt) != 1 {
		t.Errorf("the changes are %+v", c)
	}
	notes, _ := after.GetComments("Ärenden")
	if len(notes) != 1 {
		t.Errorf("the notes are %+v", notes)
	}
	for at, want := range map[string]string{"Frister!D30": "ja", "Expediering!B3": "2023-03-15"} {
		sheet, cell, _ := strings.Cut(at, "!")
		if got, _ := after.GetCellValue(sheet, cell); got != want {
			t.Errorf("%s is %q", at, got)
		}
	}
	if f, _ := after.GetCellFormula("Vårt eget", "A1"); !strings.Contains(f, "COUNTA") {
		t.Errorf("their sheet has %q", f)
	}
	// It opens again, and the figures follow.
	dir := t.TempDir()
	file := filepath.Join(dir, "updated.xlsx")
	if err := os.WriteFile(file, out, 0o644); err != nil {
		t.Fatal(err)
	}
	lo.run(t, "--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,1", "--outdir", dir, file)
	text, err := os.ReadFile(filepath.Join(dir, "updated-Översikt.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Alla nämnder;36;35;36;", "Kulturnämnden;1;0;1;"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the overview lacks %q:\n%s", want, text)
		}
	}
}
