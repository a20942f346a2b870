/** What is said of a row and its cells: the rules that no dataset declares, and what a finding adds to them. */
export const findingSentences = {
  and: '{first} and {last}',
  further: '{first}; {last}',
  'rule-says': '{rule}.',
  'rule-broken-by-row': '{rule}: {found}.',
  'rule-broken-by-value': '{rule}; got "{value}".',
  'rule-broken-by-value-beside': '{rule}; got "{value}" ({besides}).',
  'rule-broken-by-absence': '{rule}; it is empty.',
  'rule-broken-by-absence-beside': '{rule}; it is empty ({besides}).',
  'rule-broken-privately': '{rule}; what stands there is not shown, because rows of this file hold private values.',
  'rule-of-the-past': 'Rule {rule_id} found a fault; it is not in force any more.',

  // Of a row as a whole.
  'row-cells': 'The row must have as many cells as the header',
  'row-cells-why': 'With a cell too many or too few, every cell after it stands in the wrong column.',
  'row-quotes': 'quotes must enclose a whole cell and be closed; a quote inside is written twice',
  'row-quotes-why':
    'With a quote left open nobody can tell where the cell ends, and it could swallow the rows that follow.',
  'row-utf8': 'The row must be UTF-8 text',
  'row-utf8-why':
    'Other bytes are letters in another encoding, such as Windows-1254; guessing which would change names and codes.',
  'row-nul': 'The row must not contain NUL bytes',
  'row-nul-why': 'A NUL byte comes from a broken export, and many programs drop what stands behind it.',
  'row-length': 'The row must be at most 1,000,000 bytes long',
  'row-length-why': 'No export writes a row of that length: the line ends are missing, and many rows run into one.',
  'row-header': 'The row must be data, not the header',
  'row-header-why':
    'Files were put together with their headers, or the export writes one on every page; it names columns and holds no data.',
  'row-footer': 'The row must be data, not a total or a note',
  'row-footer-why':
    'A total counts again what the rows before it have counted, and a line about the file is no row of it: nothing of it belongs there.',
  'found-cells': {
    one: 'it has {count} cell instead of {columns}',
    other: 'it has {count} cells instead of {columns}',
  },
  'found-nameless-column': 'column {place} has no name',
  'found-earlier-reason':
    'the reason of an earlier rejection stands in column {place}: a cell before it is missing or too many',
  'found-private': 'not shown, because rows of this file hold private values',
  'found-bytes': 'it is {bytes} bytes long',
  'found-header': 'it is the header again',
  'found-total': 'it looks like a total',
  'found-note': 'it looks like a note',

  // Of a row among others.
  'found-in-row': 'row {row_number} has it already',
  'found-in-row-look': 'row {row_number} has it already ({look})',
  'found-live': 'a live row has it already',
  'found-live-look': 'a live row has it already ({look})',
  'found-in-rows': '{rows} rows have it',
  'found-in-rows-look': '{rows} rows have it ({look})',
  'found-beside': '{column} is "{value}"',
  reference:
    '{columns} must be that of a valid {file_type} row of this sync, or of the live batch if the sync brings none',
  'reference-why':
    'A row that names what is not there belongs to nothing; one that names what is about to be replaced would be left over.',
  'reference-expected':
    '{columns} should be that of a valid {file_type} row of this sync, or of the live batch if the sync brings none',
  'reference-expected-why':
    'The row is loaded and counts, but what it names is not known: it is missing from the other file, or was rejected there.',
  'key-column': '{column} must be unique in the file; the first row is kept',
  'key-columns': '{columns} must be unique in the file; the first row is kept',
  'key-why':
    'A key that is there twice would be counted twice, and nobody but the bank can tell which of the rows is right.',

  // Of identifiers that programs have spoiled.
  'identifier-damaged': '{column} should not have been damaged by a conversion before it was sent',
  'identifier-damaged-look': 'it was damaged by a conversion before it was sent',
  'identifier-damaged-why':
    'A letter was replaced by the sign for one that could not be read; it is lost here, but may be right in the source.',
  'identifier-rounded': '{column} should not look as if a spreadsheet had rounded it',
  'identifier-rounded-look': 'it looks as if a spreadsheet had rounded it',
  'identifier-rounded-why':
    'Spreadsheets show long numbers like this and save them so: the last digits are lost, and several rows become one.',
  'identifier-placeholder': "{column} should not look like a spreadsheet's error or a placeholder",
  'identifier-placeholder-look': "it looks like a spreadsheet's error or a placeholder",
  'identifier-placeholder-why':
    'It stands where a value is missing or could not be computed; as an identifier it would be that of every such row.',
  'identifier-marked': '{column} should not look like a formula or text marked for a spreadsheet',
  'identifier-marked-look': 'it looks like a formula or text marked for a spreadsheet',
  'identifier-marked-why':
    'Such signs keep a spreadsheet from dropping zeros; other files of the bank may have the same identifier without them.',

  // Beside examples of rules.
  'example-cells': 'The header has {columns} columns, the row {cells} cells.',
  'example-quoted': 'The cell reads {cell}.',
  'example-windows-1254': '\\xDD stands for that one byte, which is İ in Windows-1254 and nothing in UTF-8.',
  'example-nul': '\\x00 stands for a NUL byte.',
  'example-long': '… stands for the rest of 1,000,001 characters.',
  'example-header': 'It stands below the rows once more.',
  'example-footer': 'It stands below the rows.',
  'example-key': 'The first row is kept.',
  'example-group': 'Both rows are quarantined.',
  'example-reference': 'A row of the {file_type} file has the {key}.',
  'example-no-reference': 'No row of the {file_type} file has the {key}, or the row was rejected.',
  'example-referred': 'The row of the {file_type} file that it names has the {values}.',
  'example-value': '{column} {value}',
  'example-and': '{first} and the {last}',
} as const;
