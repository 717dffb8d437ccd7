package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strings"

	"kansli/internal/civil"
	"kansli/internal/register"
	"kansli/internal/xlsx"
)

// registerJob is the argument with which this program writes a register and does
// nothing else, so that it can be measured as a process.
const registerJob = "register"

// writeRegister writes a register of so many rows of 20 typed columns, with table,
// filter and formats, from cases that are taken again and again.
func writeRegister(cases, out string, rows int) error {
	var all []content
	if err := each(cases, func(c content) error { all = append(all, c); return nil }); err != nil {
		return err
	}
	if len(all) == 0 {
		return fmt.Errorf("%s has no case", cases)
	}
	f, err := os.Create(out)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	err = xlsx.Write(w, register.Book{Title: "Register", Sheets: []register.Sheet{{Name: "Register", Tables: []register.Table{registerTable(all, rows)}}}})
	return errors.Join(err, w.Flush(), f.Close())
}

func registerTable(all []content, rows int) register.Table {
	t := register.Table{Name: "Register", Fixed: 2, Count: rows}
	for _, c := range []struct {
		head string
		kind register.Kind
	}{
		{"Nr", register.KindInteger}, {"Dnr", register.KindText}, {"Ärende", register.KindText}, {"Nämnd", register.KindText},
		{"Förvaltning", register.KindText}, {"Avdelning", register.KindText}, {"Handläggare", register.KindText}, {"Telefon", register.KindText},
		{"E-post", register.KindText}, {"Datum", register.KindDate}, {"Sammanträde", register.KindDate}, {"Antal enheter", register.KindInteger},
		{"Enheter", register.KindText}, {"Beslutspunkter", register.KindInteger}, {"Status", register.KindText}, {"Undertecknare 1", register.KindText},
		{"Undertecknare 2", register.KindText}, {"Belopp", register.KindAmount}, {"Åtgärd", register.KindText}, {"Fil", register.KindText},
	} {
		t.Columns = append(t.Columns, register.Column{Head: c.head, Kind: c.kind, Widest: 30})
	}
	states := []string{"Beslutad", "Bordlagd", "Återremitterad"}
	t.Row = func(i int) []register.Cell {
		c, nr := &all[i%len(all)], i+1
		prefix, _, _ := strings.Cut(c.Dnr, "/")
		return []register.Cell{
			register.Number(nr), register.Text(fmt.Sprintf("%s/%06d", prefix, nr)), register.Text(c.Title), register.Text(c.Board),
			register.Text(c.Office), register.Text(c.Department), register.Text(c.Handler.Name), register.Text(c.Handler.Phone),
			register.Text(c.Handler.Email), day(c.Date), day(c.Meeting), register.Number(len(c.Units)),
			register.Text(strings.Join(c.Units, ", ")), register.Number(len(c.Points)), register.Text(states[i%len(states)]), register.Text(c.Signatories[0].Name),
			register.Text(c.Signatories[1].Name), register.Sum(nr % 100_000 * 125), register.Text(c.Points[0]), register.Text(fmt.Sprintf("pdf/%06d.pdf", nr)),
		}
	}
	return t
}

func day(text string) register.Cell {
	d, err := civil.ParseDate(text)
	if err != nil {
		return register.Text(text)
	}
	return register.Day(d)
}
