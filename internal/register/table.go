// Package register turns cases and meetings into tables with typed cells: the
// cases, the §§ that decided them, their deadlines, units, signatories, tasks
// and extracts, and an overview of them all. Package xlsx writes a Book as a
// workbook and brings a workbook up to date; CSV and JSON are written here.
//
// Every column is always there, filled or not, so that two registers can be
// compared. Only the columns of linked files depend on which files there are.
//
// # Whose a column is
//
// A register is lived in: people sort it, add columns and note what they have
// done. So every column belongs to one side. The register's own are amended
// whenever the data change. Those marked Filled belong to the people: the
// register gives them a heading, a list to choose from and sometimes a first
// value, and then leaves them alone, but for moving on along Choices.
//
// # What names a row
//
// A row is known by its key columns, wherever it stands. Rows that the data no
// longer have stay, with Gone as their Status. A row without Status is one that
// somebody added by hand.
package register

import (
	"strings"

	"kansli/internal/civil"
	"kansli/internal/swedish"
)

// Book is a set of sheets under one title.
type Book struct {
	Title   string
	Subject string
	Date    civil.Date // the latest day on which anything in the book happened; zero when nothing is dated
	Sheets  []Sheet
}

// Sheet is a page of the book: one table, or an overview of several with charts.
type Sheet struct {
	Name   string   // at most 31 characters, none of : \ / ? * [ ]
	Notes  []string // lines above the tables; only on a sheet with charts
	Charts []Chart
	Tables []Table // on a sheet with charts the first stands above them, the others below, side by side
}

// Table is a row of headings and rows under it. Rows are made when they are
// asked for, so that a long table takes no room.
type Table struct {
	Name    string // letters, digits and _; differs from every other table's
	Columns []Column
	Fixed   int // how many columns stay in sight when one scrolls to the right
	Count   int
	Row     func(i int) []Cell // as long as Columns; from 0 to Count-1, as often as wanted
}

// Column is a column of a table. Headings differ within a table.
type Column struct {
	Head    string
	Kind    Kind
	Widest  int      // in characters; longer text is broken into lines
	Key     Key      //
	Name    string   // a name for the column's cells that formulas elsewhere can use, or ""
	Filled  bool     // people fill it in
	Choices []string // what can be filled in, in the order that things go; nil is anything
	Only    bool     // nothing but the Choices may be filled in
	Formula string   // what works the cells out, as Excel stores it; Row then has the result, or nil where it depends on the day of reading
	Tones   []Tone   // how words of the column are coloured
}

// Key says what a column has to do with knowing a row again.
type Key uint8

const (
	NoKey   Key = iota
	Names       // the values of these columns together name a row
	Divides     // tells rows with the same name apart, and may change in one that is alone with its name
)

// Kind is what a column is meant to hold. Single cells may differ: a § that is
// no plain number is Text in a column of integers.
type Kind uint8

const (
	KindText Kind = iota
	KindList
	KindDate
	KindMonth
	KindInteger // a name that is most often a number: §
	KindCount   // how many
	KindAmount
	KindLink
)

// Tone colours the cells that hold a word.
type Tone struct {
	Word string
	Mood Mood
}

// Mood is what a colour says; the word says it too.
type Mood uint8

const (
	Alarm Mood = iota
	Soon
	Calm
	Past
)

// Chart is a picture of a table on the same sheet.
type Chart struct {
	Title  string
	Alt    string // what it shows, for who does not see it
	Across bool   // bars lie down, for long labels
	Table  string
	Labels string   // heading of the column that names the bars
	Values []string // headings of the columns that are drawn
	Axis   string   // what the bars count
}

// The words of the column Status, which every table that is kept up to date has.
const (
	StatusHead = "Status"
	Gone       = "Finns inte längre i underlaget"
	current    = "Aktuell"
)

// Cell is one of Text, List, Day, Number, Sum and Link. An empty cell is nil.
type Cell interface{ cell() }

// Text is text, whatever it looks like: 1-2-2013 is no date and =A1 no formula.
// Lines are split by \n.
type Text string

// List is several texts, each on a line of its own: names of units and
// recipients may hold commas, and a phone number then stands beside its owner.
type List []string

// String is the list as one text.
func (l List) String() string { return strings.Join(l, "\n") }

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
func (List) cell()   {}
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

// list is a cell with the texts, or an empty one when none says anything.
func list(texts []string) Cell {
	if strings.Join(texts, "") == "" {
		return nil
	}
	return List(texts)
}

// day is a cell with d, or an empty one when no date was given.
func day(d civil.Date) Cell {
	if d.IsZero() {
		return nil
	}
	return Day(d)
}

// yes is a cell with ja or nej.
func yes(b bool) Cell {
	if b {
		return Text("ja")
	}
	return Text("nej")
}

// Find returns the place of the column with a heading, or -1.
func (t Table) Find(head string) int {
	for i, c := range t.Columns {
		if c.Head == head {
			return i
		}
	}
	return -1
}
