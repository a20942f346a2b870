/** Why a workbook is not taken. */
export const sheetSentences = {
  'workbook-damaged': 'The workbook is damaged: {fault}. Open it in Excel, save it anew as .xlsx and send that file.',
  'workbook-too-large': '{what}. Send the data as CSV, or in several files.',
  'archive-damaged':
    'The file is a ZIP archive, as an Excel workbook is one, and it is damaged or was cut off. Send the whole file again.',
  'archive-encrypted': 'The archive is protected by a password. Send the workbook without one.',
  'archive-without-workbook':
    'The file is a ZIP archive without an Excel workbook in it. Send the CSV file or the workbook itself; to compress a CSV file, use gzip.',
  'workbook-binary':
    'The file is a binary Excel workbook (.xlsb). In Excel, use Save As and choose "Excel Workbook (.xlsx)" or "CSV UTF-8", then send that file.',
  'archive-word': 'The file is a Word document. Send the table as .xlsx or CSV.',
  'archive-powerpoint': 'The file is a PowerPoint presentation. Send the table as .xlsx or CSV.',
  'archive-numbers': 'The file is a Numbers document. Export it as Excel (.xlsx) or CSV.',
  'archive-opendocument': 'The file is an OpenDocument file (.ods). Save it as Excel (.xlsx) or CSV.',
  'archive-files': 'The archive holds {found} files, and a workbook at most {most}',
  'workbook-unpacks-too-large': 'The workbook unpacks to more than {most} bytes',
  'part-packed-too-tightly': 'A part of the workbook unpacks to more than {times} times its size, as no table does',
  'too-much-text': 'The texts of the workbook have more than {most} bytes',
  'too-many-cells': 'The sheet has more than {most} cells',
  'too-many-merged': 'The sheet has more merged cells than rows',

  'name-twice': 'two files in it have the same name',
  'part-missing': 'its part {part} is missing',
  'part-packed-oddly': 'its part {part} is compressed in a way that workbooks do not use',
  'part-not-unpacked': 'its part {part} cannot be unpacked',
  'part-checksum': 'its part {part} is not what its checksum says',
  'part-dtd': 'its part {part} has a DTD, which no workbook needs',
  'part-too-deep': 'its part {part} is nested too deeply',
  'part-text-too-long': 'its part {part} has text or a tag of more than {most} bytes',
  'part-not-xml': 'its part {part} is not well-formed XML',
  'shared-string-missing': 'a cell names a shared string that is not there',
  'row-number-wrong': 'a row has a number that no row has',
  'rows-out-of-order': 'row {row} of its sheet comes after row {before}',
  'cell-place-wrong': 'a cell in row {row} has a place that no cell has',
  'cell-of-other-row': 'row {row} holds a cell of row {other_row}',
  'cell-twice': 'it has the cell {cell} twice',
  'merged-nowhere': 'it merges cells that no sheet has',
  'sheet-missing': 'its sheet is missing',

  'sheet-empty': 'The sheet "{sheet}" of the workbook has no content.',
  'no-visible-sheet': 'The workbook has no visible sheet with cells. Show the sheet that holds the table.',
  'formula-without-value':
    'The cell {cell} holds a formula without a value: the program that wrote the workbook computed none. Open the workbook in Excel, save it and send that file.',
  'row-of-many-lines': 'The cells of row {row} have more than {most} lines of text.',
  'cells-beside':
    'Many rows have cells far to the right of the table, such as {cell}; the header has {columns} columns. Delete what stands beside the table and send the workbook again.',
  'cells-merged':
    'Cells of the table are merged: {ranges}. Only the first of merged cells has a value. Unmerge them, fill in what each row means, and send the workbook again.',
  'cells-merged-and-more':
    'Cells of the table are merged: {ranges} and {more} more. Only the first of merged cells has a value. Unmerge them, fill in what each row means, and send the workbook again.',
  'sheet-not-the-header':
    'The first row of the sheet "{sheet}" is not the header: it names none of the expected columns. The header must be the first row, with nothing above it. If another sheet holds the table, name it like the file type or put it first.',
  'sheet-in-one-column':
    'All columns of the sheet "{sheet}" are in one: a CSV file was opened without being split. Split it (in Excel: Data, Text to Columns), or send the CSV file itself.',
} as const;
