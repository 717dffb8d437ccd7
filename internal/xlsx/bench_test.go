package xlsx

import (
	"fmt"
	"io"
	"testing"

	"kansli/internal/register"
)

// large has the 20 columns of a full register.
func large(rows int) register.Book {
	t := register.Table{Name: "Register", Fixed: 2}
	for x := range 20 {
		kind := register.KindText
		switch x {
		case 9, 10:
			kind = register.KindDate
		case 0, 11, 13:
			kind = register.KindInteger
		case 17:
			kind = register.KindAmount
		}
		t.Columns = append(t.Columns, register.Column{Head: fmt.Sprintf("Kolumn %d", x), Kind: kind, Widest: 30})
	}
	for y := range rows {
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
		t.Rows = append(t.Rows, row)
	}
	return register.Book{Title: "Register", Sheets: []register.Table{t}}
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
