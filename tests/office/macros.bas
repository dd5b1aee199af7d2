' What the tests ask of LibreOffice itself. Errors end the macro; the missing result fails the test.
Option Explicit

Const TOLERANCE = 36 ' hundredths of a millimetre, a point
Const ANY_TEXT = 23 ' numbers, dates, texts, formulas: com.sun.star.sheet.CellFlags

' For each workbook of a list, note the rows that are lower than their text needs: book, sheet, row, has, needs.
Sub Measure(listed As String, noted As String)
  Dim source As Integer, target As Integer, path As String
  source = FreeFile : Open listed For Input As #source
  target = FreeFile : Open noted For Output As #target
  Do While Not Eof(source)
    Line Input #source, path
    MeasureBook(path, target)
  Loop
  Close #target
  Close #source
End Sub

Sub MeasureBook(path As String, target As Integer)
  Dim book As Object, names, name, spare As Object, n As Long
  book = Opened(path)
  names = book.Sheets.ElementNames
  book.Sheets.insertNewByName("spare", 999)
  spare = book.Sheets.getByName("spare")
  For Each name In names
    MeasureSheet(book.Sheets.getByName(name), spare, path, target)
  Next name
  book.close(True)
End Sub

Sub MeasureSheet(sheet As Object, spare As Object, path As String, target As Integer)
  Dim cursor As Object, area, row As Long, column As Long, need As Long, texts As Object
  Dim has() As Long, needs() As Long
  cursor = sheet.createCursor()
  cursor.gotoEndOfUsedArea(False)
  area = cursor.RangeAddress
  ReDim has(area.EndRow) As Long
  ReDim needs(area.EndRow) As Long
  For row = 0 To area.EndRow
    has(row) = sheet.Rows(row).Height
    For column = 0 To area.EndColumn
      need = NeedOfMerged(sheet, sheet.getCellByPosition(column, row), spare)
      If need > needs(row) Then needs(row) = need
    Next column
  Next row
  sheet.getCellRangeByPosition(0, 0, 0, area.EndRow).Rows.OptimalHeight = True
  For row = 0 To area.EndRow
    texts = sheet.getCellRangeByPosition(0, row, area.EndColumn, row).queryContentCells(ANY_TEXT)
    If texts.Count > 0 And sheet.Rows(row).Height > needs(row) Then needs(row) = sheet.Rows(row).Height
    If needs(row) > has(row) + TOLERANCE Then Print #target, Line_(path, sheet.Name, row, has(row), needs(row))
  Next row
End Sub

' The height that a cell merged over columns needs; programs do not fit rows to such cells. 0 for any other cell.
Function NeedOfMerged(sheet As Object, cell As Object, spare As Object) As Long
  Dim cursor As Object, area, copied As Object, width As Long, n As Long, name
  NeedOfMerged = 0
  If Not cell.IsMerged Then Exit Function
  If cell.String = "" Then Exit Function
  cursor = sheet.createCursorByRange(cell)
  cursor.collapseToMergedArea()
  area = cursor.RangeAddress
  If area.EndRow > area.StartRow Then Exit Function
  For n = area.StartColumn To area.EndColumn
    width = width + sheet.Columns(n).Width
  Next n
  spare.Columns(0).Width = width
  copied = spare.getCellByPosition(0, 0)
  For Each name In Array("CharFontName", "CharFontNameAsian", "CharHeight", "CharHeightAsian", "IsTextWrapped", "ParaIndent")
    copied.setPropertyValue(name, cell.getPropertyValue(name))
  Next name
  copied.String = cell.String
  spare.Rows(0).OptimalHeight = True
  NeedOfMerged = spare.Rows(0).Height
End Function

Function Line_(path As String, name As String, row As Long, has As Long, needs As Long) As String
  Line_ = path & Chr(9) & name & Chr(9) & (row + 1) & Chr(9) & has & Chr(9) & needs
End Function

' Type into a workbook as a person would, and save it in a form that LibreOffice calls so: a line is sheet, cell, text.
Sub TypeIn(path As String, listed As String, saved As String, form As String)
  Dim source As Integer, entry As String, parts, book As Object, frame As Object, helper As Object
  book = Opened(path)
  frame = book.CurrentController.Frame
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  source = FreeFile : Open listed For Input As #source
  Do While Not Eof(source)
    Line Input #source, entry
    parts = Split(entry, Chr(9))
    book.CurrentController.ActiveSheet = book.Sheets.getByName(parts(0))
    helper.executeDispatch(frame, ".uno:GoToCell", "", 0, Array(Value_("ToPoint", parts(1))))
    helper.executeDispatch(frame, ".uno:EnterString", "", 0, Array(Value_("StringName", parts(2))))
  Loop
  Close #source
  book.storeToURL(ConvertToURL(saved), Array(Value_("FilterName", form)))
  book.close(True)
End Sub

' Open a workbook that has a password, save it without one in a form that LibreOffice calls so, and note whether it opened.
Sub Unlock(path As String, password As String, saved As String, form As String, noted As String)
  Dim target As Integer, book As Object
  On Error Resume Next ' a refusal is an error, or no workbook
  book = StarDesktop.loadComponentFromURL(ConvertToURL(path), "_blank", 0, _
    Array(Value_("Hidden", True), Value_("Password", password)))
  On Error GoTo 0
  target = FreeFile : Open noted For Output As #target
  If IsNull(book) Then
    Print #target, "refused"
  Else
    Print #target, "opened"
    book.storeToURL(ConvertToURL(saved), Array(Value_("FilterName", form)))
    book.close(True)
  End If
  Close #target
End Sub

Function Opened(path As String) As Object
  Opened = StarDesktop.loadComponentFromURL(ConvertToURL(path), "_blank", 0, Array(Value_("Hidden", True)))
End Function

Function Value_(name As String, content) As Object
  Dim made As New com.sun.star.beans.PropertyValue
  made.Name = name
  made.Value = content
  Value_ = made
End Function
