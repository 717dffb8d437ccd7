Rem What people do in a register, done by LibreOffice: args are the file to open
Rem and the file to write.
Sub Edit(source As String, target As String)
	Dim unseen(0) As New com.sun.star.beans.PropertyValue
	unseen(0).Name = "Hidden"
	unseen(0).Value = True
	doc = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, unseen())
	cases = doc.Sheets.getByName("Ärenden")

	Rem An own column between two of the register's, with a formula in one cell.
	cases.Columns.insertByIndex(3, 1)
	cases.getCellRangeByName("D1").String = "Vår kolumn"
	For row = 1 To 36
		cases.getCellByPosition(3, row).String = "vårt " & cases.getCellByPosition(1, row).String
	Next row
	cases.getCellRangeByName("D3").Formula = "=LEN(B3)&"" tecken"""

	Rem Colour, a note, what is filled in, and a formula in an own cell.
	cases.getCellRangeByName("C7").CellBackColor = RGB(255, 255, 0)
	doc.Sheets.getByName("Ärenden").Annotations.insertNew(cases.getCellRangeByName("C6").CellAddress, "Se mejlet från Eva")
	cases.getCellRangeByName("T6").String = "Ring på måndag"
	cases.getCellRangeByName("S7").String = "Avslutad"
	doc.Sheets.getByName("Frister").getCellRangeByName("D30").String = "ja"
	doc.Sheets.getByName("Expediering").getCellRangeByName("B3").Value = 45000

	Rem Sorted by title, Z first.
	Dim field(0) As New com.sun.star.table.TableSortField
	field(0).Field = 2
	field(0).IsAscending = False
	Dim how(1) As New com.sun.star.beans.PropertyValue
	how(0).Name = "SortFields"
	how(0).Value = field()
	how(1).Name = "ContainsHeader"
	how(1).Value = True
	cases.getCellRangeByName("A1:U37").sort(how())

	Rem A sheet of their own that counts in the register.
	doc.Sheets.insertNewByName("Vårt eget", doc.Sheets.Count)
	doc.Sheets.getByName("Vårt eget").getCellRangeByName("A1").Formula = "=COUNTA('Ärenden'.A2:A37)"

	Dim filter(0) As New com.sun.star.beans.PropertyValue
	filter(0).Name = "FilterName"
	filter(0).Value = "Calc MS Excel 2007 XML"
	doc.storeToURL(ConvertToURL(target), filter())
	doc.close(True)
End Sub
