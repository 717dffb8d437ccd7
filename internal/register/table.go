// Package register turns cases and meetings into tables with typed cells: the
// cases, their deadlines and the §§ that decided them. It knows nothing of
// workbooks; package xlsx writes a Book as one.
//
// Every column is always there, filled or not, so that two registers can be
// compared. Only the columns of linked files depend on which files there are.
package register

import (
	"kansli/internal/civil"
	"kansli/internal/swedish"
)

// Book is a set of tables under one title.
type Book struct {
	Title   string
	Subject string
	Date    civil.Date // the latest day on which anything in the book happened; zero when nothing is dated
	Sheets  []Table
}

// Table is one sheet: a row of headings and rows under it.
type Table struct {
	Name    string // at most 31 characters, none of : \ / ? * [ ]
	Columns []Column
	Fixed   int      // how many columns stay in sight when one scrolls to the right
	Rows    [][]Cell // each as long as Columns
}

// Column is a column of a table. Headings differ within a table.
type Column struct {
	Head   string
	Kind   Kind
	Widest int // in characters; longer text is broken into lines
}

// Kind is what a column is meant to hold. Single cells may differ: a § that is
// no plain number is Text in a column of integers.
type Kind uint8

const (
	KindText Kind = iota
	KindDate
	KindInteger
	KindAmount
	KindLink
)

// Cell is one of Text, Day, Number, Sum and Link. An empty cell is nil.
type Cell interface{ cell() }

// Text is text, whatever it looks like: 1-2-2013 is no date and =A1 no formula.
// Lines are split by \n.
type Text string

// Day is a date.
type Day civil.Date

// Number is a whole number.
type Number int

// Sum is an amount of money.
type Sum swedish.Amount

// Link is text that leads to a file. Path is relative to the folder of the
// book, with forward slashes, not percent-encoded.
type Link struct{ Text, Path string }

func (Text) cell()   {}
func (Day) cell()    {}
func (Number) cell() {}
func (Sum) cell()    {}
func (Link) cell()   {}

// text is a cell with s, or an empty one.
func text(s string) Cell {
	if s == "" {
		return nil
	}
	return Text(s)
}

// day is a cell with d, or an empty one when no date was given.
func day(d civil.Date) Cell {
	if d.IsZero() {
		return nil
	}
	return Day(d)
}
