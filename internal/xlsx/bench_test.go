package xlsx

import (
	"fmt"
	"io"
	"testing"

	"kansli/internal/register"
)

// large has the 20 columns of a full register, with what costs most: colours,
// lists to choose from, and links.
func large(rows int) register.Book {
	t := register.Table{Name: "Register", Fixed: 2, Count: rows}
	for x := range 20 {
		c := register.Column{Head: fmt.Sprintf("Kolumn %d", x), Widest: 30}
		switch x {
		case 9, 10:
			c.Kind = register.KindDate
		case 0, 11, 13:
			c.Kind = register.KindInteger
		case 17:
			c.Kind = register.KindAmount
		case 18:
			c.Head, c.Tones = register.StatusHead, []register.Tone{{Word: "Försenad", Mood: register.Alarm}, {Word: "Senare", Mood: register.Calm}}
		case 19:
			c.Filled, c.Choices = true, []string{"nej", "ja"}
		}
		t.Columns = append(t.Columns, c)
	}
	t.Row = func(y int) []register.Cell {
		row := make([]register.Cell, 20)
		for x, c := range t.Columns {
			switch c.Kind {
			case register.KindDate:
				row[x] = register.Day(date(2023, 1, 1).AddDays(y % 365))
			case register.KindInteger:
				row[x] = register.Number(y)
			case register.KindAmount:
				row[x] = register.Sum(y * 125)
			default:
				row[x] = register.Text(fmt.Sprintf("Bromma stadsdelsnämnd %06d", y*x))
			}
		}
		return row
	}
	return register.Book{Title: "Register", Sheets: []register.Sheet{{Name: "Register", Tables: []register.Table{t}}}}
}

func BenchmarkWrite1000Cases(b *testing.B) {
	book := large(1000)
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(io.Discard, book); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWrite100000Rows(b *testing.B) {
	book := large(100_000)
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(io.Discard, book); err != nil {
			b.Fatal(err)
		}
	}
}
