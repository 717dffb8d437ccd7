package main

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"kansli/internal/xlsx"
)

// sampleRows is samples/alla-namnder/rader.xlsx, a row a unit; -golden makes the
// workbook of it.
var sampleRows = [][]any{
	{"Nämnd", "Dnr", "Sammanträde", "Handläggare", "Handläggare telefon", "Enheter"},
	{"Bromma stadsdelsnämnd", "BRO 2024/61", day(5, 16), "Jasmina Mallović", "08-465 004 23", "Enheten för arbete och försörjning"},
	{"enskede-årsta-vantör", "EÅV 2024/118", day(5, 23), "Torvald Fältgren", "08-465 004 31", "Årstagläntans dagverksamhet"},
	{"enskede-årsta-vantör", "", "", "", "", "Förskolan Trumman"},
	{"farsta", "1.1-204/2024", day(5, 16), "Petra Rubriksson", "08-465 004 32", "Farsta fritidsgårdar"},
	{"hägersten-älvsjö", "1.2.1-0166/2024", day(5, 23), "Sixten Bilagius", "08-465 004 33", "Hemtjänsten Liljan"},
	{"hässelby-vällingby", "HV 2024/75", day(5, 21), "Ylva Marginell", "08-465 004 34", "Förskolan Skogsgläntan"},
	{"hässelby-vällingby", "", "", "", "", "Vård- och omsorgsboendet Lindgården"},
	{"hässelby-vällingby", "", "", "", "", "Medborgarkontoret i Vällingby"},
	{"järva", "2024/311 JÄR", day(5, 16), "Amina Protokollsson", "08-465 004 35", "Språkcaféet Kistan"},
	{"kungsholmen", "KUN 2024/52", day(5, 23), "Henning Sidfot", "08-465 004 36", "Parkleken Kannan"},
	{"norra-innerstaden", "NI 2024/140", day(5, 16), "Ottilia Spaltberg", "08-465 004 37", "Serveringen & mötesplatsen Ladan"},
	{"norra-innerstaden", "", "", "", "", "Hemtjänsten Vasa och Norrtull"},
	{"skarpnäck", "1.1/0093/2024", day(5, 23), "Gustav Indragh", "08-465 004 38", "Skarpnäcks kulturhus"},
	{"skärholmen", "SKÄ 2024/88", day(5, 16), "Leyla Diarieman", "08-465 004 39", "Förskolan Bredängstorget"},
	{"södermalm", "SÖD 2024/201", day(5, 23), "Rasmus Avsnittsson", "08-465 004 40", "Dagverksamheten Mälarblick"},
}

func day(month time.Month, day int) time.Time {
	return time.Date(2024, month, day, 0, 0, 0, 0, time.UTC)
}

func TestSampleWorkbook(t *testing.T) {
	const name = "../../samples/alla-namnder/rader.xlsx"
	if *golden {
		if err := writeSampleWorkbook(name); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	sheet, findings := xlsx.Read(name, data)
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	var got, want strings.Builder
	for _, r := range sheet.Rows {
		for _, c := range r.Cells {
			fmt.Fprintf(&got, "%s %s\n", xlsx.CellName(c.Column, r.N), c.Text)
		}
	}
	for i, row := range sampleRows {
		for j, v := range row {
			if d, ok := v.(time.Time); ok {
				v = d.Format(time.DateOnly)
			}
			if v != "" {
				fmt.Fprintf(&want, "%s %s\n", xlsx.CellName(j+1, i+1), v)
			}
		}
	}
	if got.String() != want.String() {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want.String())
	}
}

// writeSampleWorkbook makes the workbook as an office would have it: a table with
// filters, and days as days.
func writeSampleWorkbook(name string) error {
	const sheet = "Nämnder"
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", sheet); err != nil {
		return err
	}
	code := "yyyy-mm-dd"
	days, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
	if err != nil {
		return err
	}
	for i, row := range sampleRows {
		for j, v := range row {
			at := xlsx.CellName(j+1, i+1)
			if v == "" {
				continue
			}
			if err := f.SetCellValue(sheet, at, v); err != nil {
				return err
			}
			if _, ok := v.(time.Time); ok {
				if err := f.SetCellStyle(sheet, at, at, days); err != nil {
					return err
				}
			}
		}
	}
	for column, width := range map[string]float64{"A": 24, "B": 18, "C": 14, "D": 22, "E": 20, "F": 38} {
		if err := f.SetColWidth(sheet, column, column, width); err != nil {
			return err
		}
	}
	if err := f.AddTable(sheet, &excelize.Table{Range: fmt.Sprintf("A1:F%d", len(sampleRows)), Name: "Nämnder", StyleName: "TableStyleLight9"}); err != nil {
		return err
	}
	if err := f.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	return f.SaveAs(name)
}
