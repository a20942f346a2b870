/** Why a file as a whole is not taken, or cannot be read to its end. */
export const fileSentences = {
  'file-name-length': 'A file name has at most {most} characters.',
  'file-name-control': 'A file name has no control characters.',
  'file-name-direction': 'A file name has no characters that change the direction of writing.',
  'file-name-invisible': 'A file name has a character that can be seen.',

  'file-damaged':
    'The {file_type} file cannot be read to its end: it is damaged or was cut off. Export it again and announce a new upload.',
  'line-too-long':
    'The {file_type} file has a line longer than {mebibytes} MiB. Check its line ends and announce a new upload.',
  'too-many-blank-lines':
    'The {file_type} file has {found} lines without any content; more than {most} are not sorted out. Export it without them and announce a new upload.',
  'too-many-open-quotes':
    'The {file_type} file has {found} lines with a quotation mark that is not closed; more than {most} are not sorted out. Check how its cells are quoted and announce a new upload.',
  'too-many-carriage-returns':
    'The {file_type} file has {found} carriage returns in the middle of lines; more than {most} are not sorted out. End its lines with LF or CR LF and announce a new upload.',

  'announce-mended': '{refusal} Announce a new upload for the mended file.',
  'no-bytes': 'The file has 0 bytes.',
  'more-bytes-than-taken': 'The file has {bytes} bytes; the largest that is taken has {most}.',
  'other-size': 'The upload announced {announced} bytes; {arrived} bytes arrived.',
  'other-checksum': 'The SHA-256 announced is {announced}; that of the file is {found}.',
  'gzip-cut-off': 'The gzip stream ends early: the file was cut off.',
  'gzip-damaged': 'The gzip stream is damaged.',
  'gzip-damaged-or-cut-off': 'The gzip stream is damaged, or was cut off.',
  'gzip-twice': 'The file is compressed with gzip twice. Compress it once.',
  'gzip-of-zip': 'Inside the gzip is a ZIP archive. Send a workbook (.xlsx) as it is, not compressed again.',
  'gzip-of': 'Inside the gzip: {refusal}',
  'gzip-followed':
    'Bytes follow the end of the compressed data, and what they were meant to be cannot be told. Compress the file again.',
  'unpacks-too-large': 'The file unpacks to more than {most} bytes, the largest that is taken.',
  'packed-too-tightly':
    'The file unpacks to more than {times} times its size, as no portfolio does. Send it unpacked if it is meant.',

  'form-body': 'The file is wrapped in a form (multipart/form-data). Send the bare file to the URL: curl -T, not -F.',
  'form-zip-empty': 'The file is an empty ZIP archive. Send the CSV file itself, plain or compressed with gzip.',
  'form-pdf': 'The file is a PDF document. Export the data itself as CSV.',
  'form-bzip2': 'The file is compressed with bzip2. Compress it with gzip instead.',
  'form-xz': 'The file is compressed with xz. Compress it with gzip instead.',
  'form-zstandard': 'The file is compressed with Zstandard. Compress it with gzip instead.',
  'form-7zip': 'The file is a 7-Zip archive. Compress the CSV file with gzip instead.',
  'form-rar': 'The file is a RAR archive. Compress the CSV file with gzip instead.',
  'form-parquet': 'The file is a Parquet file. Export the data as CSV.',
  'form-tar': 'The file is a tar archive. Send the CSV file itself, plain or compressed with gzip.',
  'form-encrypted-workbook':
    'The workbook is protected by a password. Remove it (in Excel: File, Info, Protect Workbook), save the file and send it again.',
  'form-old-workbook':
    'The file is an old Excel workbook (.xls), one with a password, or another Office document. In Excel, use Save As and choose "Excel Workbook (.xlsx)" or "CSV UTF-8", then send that file.',

  'no-content': 'The file has no content. Send a header line and at least one row.',
  'no-rows': 'The file has a header but no data rows. Send at least one row.',
  'not-utf8-header': 'The header line is not UTF-8. Save the file as "CSV UTF-8" and send it again.',
  'not-utf8': 'The file is not UTF-8 text. Save it as "CSV UTF-8" and send it again.',
  'not-utf8-but-utf16': 'The file is not UTF-8 text. It looks like UTF-16. Save it as "CSV UTF-8" and send it again.',
  'not-utf8-rows': 'Most rows after line {line} are not UTF-8. Save the file as "CSV UTF-8" and send it again.',
  'not-utf8-turkish-rows':
    'Most rows after line {line} are not UTF-8. They look like Windows-1254 (Turkish). Save the file as "CSV UTF-8" and send it again.',
  'ends-in-cr': 'The lines end in CR alone, which is read in small files only. Use LF or CR LF.',
  'sep-names-none':
    'The first line, "sep=", names no delimiter. Use ";" (or "," or a tab) and send it again, with or without that line.',
  'sep-names-another':
    'The first line, "sep=", names the delimiter "{delimiter}". Use ";" (or "," or a tab) and send it again, with or without that line.',
  'sep-is-wrong':
    'The first line, "sep=", says that {named} separates the columns, but in the header it is {found}. Mend or leave out the first line and send it again.',
  tab: 'a tab',
  semicolon: '";"',
  comma: '","',
  'quoted-twice':
    'The columns cannot be told apart, as each line is one quoted cell: the file was quoted twice. Export it once, with quotes around cells and not around lines.',
  'other-delimiter': 'The columns are separated by "{delimiter}". Use ";" (or "," or a tab) and send it again.',
  'not-csv': 'The file is not a CSV file with a header line. Send semicolon-separated text.',
  'not-the-header':
    'The first line is not the header: it names none of the expected columns. The header must be the first line.',
  'first-line-too-long': 'The first line is longer than {most} bytes, so it cannot be a header.',
  'header-too-long':
    'The first line is longer than {most} bytes and names {columns} columns that {slice} {file_type} files have not: {names}.',
  'header-too-long-and-cut':
    'The first line is longer than {most} bytes and names at least {columns} columns that {slice} {file_type} files have not: {names}.',
  'header-differs': 'The header does not match {slice} {file_type}: {difference}.',
  'header-differs-like-other':
    'The header does not match {slice} {file_type}: {difference}. This looks like a {other_file_type} file.',
  'header-of-other-variant':
    'The header is that of a {variant} {file_type} file, but the upload says {slice}: {difference}.',
  'header-too-wide': 'The header has {columns} columns; at most {most} are taken, those without a name included.',
  'header-repeats': 'The header names {columns} more than once.',
  'columns-missing': 'missing {columns}',
  'columns-unknown': 'unknown {columns}',
  'column-nameless': 'column {place} has no name',
  'items-and-more': '{items}, and {more} more',
  'column-must-be-named': 'The header must name this column.',
  'column-unknown': 'The contract has no such column.',
  'column-repeated': 'This column is named more than once.',
  'column-without-name': 'It has no name.',
  'blank-lines-skipped': {
    one: '{count} line of the {file_type} file without any content was skipped.',
    other: '{count} lines of the {file_type} file without any content were skipped.',
  },
  'nameless-columns-ignored': {
    one: 'Column {places} of the {file_type} file has no name and holds nothing in the rows that are read; ignored.',
    other: 'Columns {places} of the {file_type} file have no name and hold nothing in the rows that are read; ignored.',
  },
} as const;
