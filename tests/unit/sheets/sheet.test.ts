import { describe, expect, test } from 'vitest';
import { type WrittenCell, workbookFile } from '../../../local/workbooks/workbook-file.ts';
import { bookOf, bookWith, csvOf, refusalOf } from './books.ts';

const rowsOf = (rows: WrittenCell[][]) => csvOf(workbookFile([{ name: 'Sheet1', rows }]));

describe('a sheet as CSV', () => {
  test('a line a row, cells as they mean', async () => {
    const csv = await rowsOf([
      ['account', 'amount', 'rate', 'date', 'insured', 'note'],
      [
        '0012345',
        { number: '0.30000000000000004' },
        { number: '0.185', format: '0.00%' },
        { number: '45292', format: 'dd/mm/yyyy' },
        true,
        'Şişli; "A" blok',
      ],
      [{ inline: '007' }, { number: '1E+5' }, null, { number: '45292.5', format: 'yyyy-mm-dd hh:mm' }, false],
      [{ formula: 'A2', value: '12.50' }, { error: '#N/A' }],
    ]);
    expect(csv.split('\n')).toEqual([
      'account;amount;rate;date;insured;note',
      '0012345;0.3;18.5%;2024-01-01;TRUE;"Şişli; ""A"" blok"',
      '007;100000;;2024-01-01 12:00:00;FALSE;',
      '12.5;#N/A;;;;',
      '',
    ]);
  });

  test('line n is row n: empty rows stay, those at the end do not', async () => {
    expect(await rowsOf([[], ['a', 'b'], [], ['x'], [], [null, null], [null, 'y'], [], []])).toBe(
      '\na;b\n\nx;\n\n\n;y\n',
    );
  });

  test('a row without an end in the header, and one that is longer than it', async () => {
    expect(await rowsOf([['a', 'b', null], ['x'], ['x', 'y', 'z', null]])).toBe('a;b\nx;\nx;y;z\n');
  });

  test('line breaks stay in their cells, in quotes', async () => {
    expect(
      await rowsOf([
        ['a', 'b'],
        ['1\n2', 'x\r\ny'],
        ['3', '\u001a'],
      ]),
    ).toBe('a;b\n"1\n2";"x\r\ny"\n3;"\u001a"\n');
  });

  test('the same workbook gives the same text, however it is cut', async () => {
    const book = workbookFile([
      { name: 'S', rows: Array.from({ length: 5000 }, (_, row) => [`r${row}`, row / 7, `ş${row % 10}`]) },
    ]);
    const [once, again] = [await csvOf(book), await csvOf(book)];
    expect(once).toBe(again);
    expect(once.split('\n')).toHaveLength(5001);
    expect(once.split('\n')[4999]).toBe('r4999;714.142857142857;ş9');
  });

  test('texts of many runs, without the reading aids beside them, shared or not', async () => {
    const item =
      '<r><rPr><b/></rPr><t>Ank</t></r><r><t xml:space="preserve">ara </t></r><rPh><t>no</t></rPh><phoneticPr/>';
    const strings = `<sst><si><t>a</t></si><si>${item}</si><si/></sst>`;
    const rows = `<row><c t="s"><v>0</v></c></row><row><c t="s"><v>1</v></c></row><row><c t="s"><v>2</v></c></row><row><c t="inlineStr"><is>${item}</is></c></row>`;
    expect(await csvOf(bookOf(rows, { parts: { 'xl/sharedStrings.xml': strings } }))).toBe('a\nAnkara \n\nAnkara \n');
  });

  test('rows and cells that do not say where they are', async () => {
    const rows =
      '<row><c><v>1</v></c><c r="C1"><v>2</v></c><c><v>3</v></c></row><row r="3"/><row><c t="str"><v>x</v></c></row>';
    expect(await csvOf(bookOf(rows))).toBe('1;;2;3\n\n\nx;;;\n');
  });

  test('names with prefixes, of the strict standard, and CDATA', async () => {
    const strict = 'http://purl.oclc.org/ooxml';
    const book = bookWith({
      '_rels/.rels': `<p:Relationships xmlns:p="x"><p:Relationship Id="a" Type="${strict}/officeDocument/relationships/officeDocument" Target="/data/book.xml"/></p:Relationships>`,
      'data/book.xml': `<x:workbook xmlns:x="${strict}/spreadsheetml/main" xmlns:rel="y"><x:workbookPr date1904="true"/><x:sheets><x:sheet name="One" sheetId="4" rel:id="q"/></x:sheets></x:workbook>`,
      'data/_rels/book.xml.rels': `<Relationships><Relationship Id="q" Type="${strict}/officeDocument/relationships/worksheet" Target="../sheets/one.xml"/></Relationships>`,
      'sheets/one.xml':
        '<x:worksheet><x:sheetData><x:row><x:c t="str"><x:v><![CDATA[a&b]]></x:v></x:c><x:c t="d"><x:v>2024-01-05T00:00:00</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    });
    expect(await csvOf(book)).toBe('a&b;2024-01-05\n');
  });

  test('UTF-16', async () => {
    const xml =
      '<?xml version="1.0" encoding="UTF-16"?><worksheet><sheetData><row><c t="str"><v>İğdır</v></c></row></sheetData></worksheet>';
    const parts = { 'xl/worksheets/sheet1.xml': Buffer.from(`\ufeff${xml}`, 'utf16le') as unknown as string };
    expect(await csvOf(bookWith(parts))).toBe('İğdır\n');
  });

  test('dates by the system of the workbook, and by formats that are built in', async () => {
    const rows = [[{ number: '43830', format: 'yyyy-mm-dd' }]];
    expect(await csvOf(workbookFile([{ name: 'S', rows }], { date1904: true }))).toBe('2024-01-01\n');
    const styles =
      '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/></cellXfs></styleSheet>';
    const cells =
      '<row><c s="1"><v>45292</v></c><c s="1"><v>60</v></c><c s="2"><v>0.1</v></c><c s="9"><v>5</v></c></row>';
    expect(await csvOf(bookOf(cells, { parts: { 'xl/styles.xml': styles } }))).toBe('2024-01-01;60;10%;5\n');
  });

  test('a formula that came to an empty text is an empty cell', async () => {
    expect(await csvOf(bookOf('<row><c><v>1</v></c><c t="str"><f>A1</f><v></v></c><c><v>2</v></c></row>'))).toBe(
      '1;;2\n',
    );
  });

  test('what is no number in a cell of numbers stays as it is written', async () => {
    expect(await csvOf(bookOf('<row><c><v>INF</v></c><c><v> 12 </v></c></row>'))).toBe('INF;12\n');
  });

  test('a cell and a range that is one cell, or lies beside the table, may be merged', async () => {
    const rows = [
      ['a', 'b'],
      ['x', 'y'],
    ];
    const merged = ['A2:A2', 'C1:D2', 'A4:B5'];
    expect(await csvOf(workbookFile([{ name: 'S', rows, merged }]))).toBe('a;b\nx;y\n');
  });
});

describe('the sheet that is read', () => {
  const sheet = (name: string, isHidden = false) => ({ name, isHidden, rows: [[name]] });
  const chosen = (sheets: ReturnType<typeof sheet>[], ...names: string[]) => csvOf(workbookFile(sheets), names);
  test('the one named like the file type, in any letter case and with any signs between', async () => {
    expect(await chosen([sheet('Notes'), sheet('PAYMENT Plan')], 'payment_plan')).toBe('PAYMENT Plan\n');
    expect(await chosen([sheet('Notes'), sheet('Credits')], 'credit', 'Credits')).toBe('Credits\n');
  });
  test('or else the first that is visible', async () => {
    expect(await chosen([sheet('credit', true), sheet('One'), sheet('Two')], 'credit')).toBe('One\n');
  });
  test('charts are no sheets of cells', async () => {
    const book = bookWith({
      'xl/workbook.xml':
        '<workbook xmlns:r="r"><sheets><sheet name="C" r:id="rId9"/><sheet name="S" r:id="rId1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="rId9" Type="x/chartsheet" Target="c.xml"/><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    });
    expect(await csvOf(book)).toBe('a;b\nx;1\n');
  });
  test('of none, the workbook is refused', async () => {
    expect(await refusalOf(workbookFile([sheet('One', true)]))).toMatch(/^not-a-table: .*no visible sheet/);
  });
});

describe('a sheet that is no table', () => {
  test.each<[string, Buffer, RegExp]>([
    ['without content', bookOf('<row r="3"><c r="A3" s="0"/></row>'), /^empty-file: The sheet "Sheet1"/],
    [
      'with a formula that nobody has computed',
      bookOf('<row><c><v>1</v></c></row><row><c><f>A1</f></c></row>'),
      /^not-a-table: The cell A2 holds a formula without a value/,
    ],
    ['the same, with an empty value', bookOf('<row><c><f>B1</f><v></v></c></row>'), /^not-a-table: The cell A1/],
    [
      'with merged cells in its header',
      bookOf('<row><c><v>1</v></c><c><v>1</v></c></row>', {
        after: '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
      }),
      /^not-a-table: .*A1:B1/,
    ],
    [
      'with merged cells in its rows',
      bookOf('<row><c><v>1</v></c></row><row><c><v>1</v></c></row><row><c><v>1</v></c></row>', {
        after: '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>',
      }),
      /^not-a-table: .*A2:A3/,
    ],
    [
      'with rows out of order',
      bookOf('<row r="2"/><row r="1"/>'),
      /^not-a-table: .*row 1 of its sheet comes after row 2/,
    ],
    ['with a row twice', bookOf('<row r="2"/><row r="2"/>'), /^not-a-table: .*row 2/],
    [
      'with a cell twice',
      bookOf('<row><c r="B1"><v>1</v></c><c r="B1"><v>2</v></c></row>'),
      /^not-a-table: .*cell B1 twice/,
    ],
    [
      'with a cell of another row',
      bookOf('<row r="2"><c r="A9"><v>1</v></c></row>'),
      /^not-a-table: .*row 2 holds a cell of row 9/,
    ],
    ['with a column too many', bookOf('<row><c r="XFE1"><v>1</v></c></row>'), /^not-a-table: /],
    ['with cells past the last column, unnamed', bookOf(`<row>${'<c/>'.repeat(16_385)}</row>`), /^not-a-table: /],
    ['with a row too many', bookOf('<row r="1048577"/>'), /^not-a-table: /],
    ['with a row number that is none', bookOf('<row r="1.5"/>'), /^not-a-table: /],
    ['with a shared string too many', bookOf('<row><c t="s"><v>3</v></c></row>'), /^not-a-table: .*shared string/],
    ['with a shared string that is none', bookOf('<row><c t="s"><v>-1</v></c></row>'), /^not-a-table: .*shared string/],
    [
      'with text of more lines than a record has',
      bookOf(`<row><c><v>1</v></c></row><row><c t="str"><v>${'\n'.repeat(1000)}</v></c></row>`),
      /^not-a-table: .*row 2/,
    ],
    [
      'with a DTD',
      bookWith({
        'xl/worksheets/sheet1.xml':
          '<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData><row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>',
      }),
      /^not-a-table: .*DTD/,
    ],
    [
      'with an entity that nobody knows',
      bookOf('<row><c t="str"><v>&a;</v></c></row>'),
      /^not-a-table: .*not well-formed/,
    ],
    ['of broken XML', bookOf('<row><c></row>'), /^not-a-table: .*not well-formed/],
    [
      'of bytes that are no text',
      bookWith({ 'xl/worksheets/sheet1.xml': Buffer.from([0x3c, 0xff, 0xfe]) as unknown as string }),
      /^not-a-table: .*not well-formed/,
    ],
    ['nested without end', bookOf('<row>'.repeat(100)), /^not-a-table: /],
    [
      'that is cut off',
      bookWith({ 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row>' }),
      /^not-a-table: .*not well-formed/,
    ],
    ['that is missing', bookWith({ 'xl/worksheets/sheet1.xml': undefined }), /^not-a-table: .*missing/],
  ])('%s', async (_, book, refusal) => expect(await refusalOf(book)).toMatch(refusal));

  test('an absurd dimension is not looked at', async () => {
    const sheet =
      '<worksheet><dimension ref="A1:ZZZ99999999"/><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>';
    expect(await csvOf(bookWith({ 'xl/worksheets/sheet1.xml': sheet }))).toBe('1\n');
  });
});
