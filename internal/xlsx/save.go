package xlsx

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// looks finds the styles of the register in a workbook, or adds them. It returns
// the part with styles.
func (wb *workbook) looks() (looks, []byte, error) {
	old, err := wb.part("xl/styles.xml")
	if err != nil || old == nil {
		return looks{}, nil, broken("xl/styles.xml")
	}
	f := excelize.NewFile()
	defer f.Close()
	f.Pkg.Store("xl/styles.xml", old)
	f.Styles = nil
	lk, err := newLooks(f)
	if err != nil {
		return lk, nil, broken("xl/styles.xml")
	}
	parts := &basket{parts: map[string]*bytes.Buffer{}}
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return parts })
	if err := f.Write(io.Discard); err != nil {
		return lk, nil, err
	}
	return lk, parts.parts["xl/styles.xml"].Bytes(), nil
}

// write makes the new file: parts that have not changed are copied as they are.
func (u *updater) write() ([]byte, error) {
	if err := u.collect(); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	zw := newArchive(&out)
	done := map[string]bool{}
	for _, f := range u.wb.archive.File {
		name := strings.TrimPrefix(f.Name, "/")
		data, changed := u.changed[name]
		switch {
		case done[name]:
			continue
		case !changed:
			if err := zw.Copy(f); err != nil {
				return nil, broken(name)
			}
		case data != nil:
			w, err := zw.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: f.Modified})
			if err != nil {
				return nil, err
			}
			if _, err := w.Write(data); err != nil {
				return nil, err
			}
		}
		done[name] = true
	}
	for _, name := range sortedKeys(u.changed) {
		if !done[name] {
			if err := addPart(zw, name, u.changed[name]); err != nil {
				return nil, err
			}
		}
	}
	if err := zw.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// collect puts the changed parts together. A part that is nil goes away.
func (u *updater) collect() error {
	main, err := u.wb.mainPart()
	if err != nil {
		return err
	}
	for _, part := range sortedKeys(u.sheets) {
		s := u.sheets[part]
		grown := slices.DeleteFunc(slices.Clone(u.grown), func(g growth) bool { return g.part != part })
		if len(s.cells)+len(s.linkEdits)+len(grown) == 0 {
			continue
		}
		xml := s.xml()
		end := bytes.LastIndex(xml, []byte("</sheetData>"))
		u.changed[part] = append(xml[:end:end], follow(xml[end:], grown)...)
		if len(s.linkEdits) > 0 {
			u.changed[relsPart(part)] = s.rels
		}
	}
	if u.styled {
		u.changed["xl/styles.xml"] = u.styles
	}
	b, err := u.wb.part(main)
	if err != nil {
		return err
	}
	u.changed[main] = u.mainWorkbook(b)
	if len(u.grown) > 0 {
		for name := range u.wb.files {
			if strings.HasPrefix(name, "xl/charts/") && strings.HasSuffix(name, ".xml") {
				b, err := u.wb.part(name)
				if err != nil {
					return err
				}
				if after := u.followElsewhere(b, false); !bytes.Equal(after, b) {
					u.changed[name] = after
				}
			}
		}
	}
	return u.dropCalcChain(main)
}

// dropCalcChain takes away the order of calculation, which new formulas are
// missing from; Excel makes a new one.
func (u *updater) dropCalcChain(main string) error {
	const chain = "xl/calcChain.xml"
	if u.wb.files[chain] == nil {
		return nil
	}
	u.changed[chain] = nil
	for _, name := range []string{contents, relsPart(main)} {
		b, err := u.wb.part(name)
		if err != nil {
			return err
		}
		u.changed[name] = calcChainRef.ReplaceAll(b, nil)
	}
	return nil
}

var calcChainRef = regexp.MustCompile(`<(?:Override|Relationship)\b[^>]*calcChain[^>]*/>`)

func sortedKeys[T any](m map[string]T) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
