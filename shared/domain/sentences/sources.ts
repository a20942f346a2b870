/** Of sources and their pulls. */
export const sourceSentences = {
  'pull-in-progress': 'The pull {pull_id} of this source is not over.',
  'pull-cut-off': 'The pull was cut off {attempts} times without getting on.',
  'pull-too-long':
    'The pull was not over after {minutes} minutes, which is as long as it may take: all that a database has is read in one piece, as of one moment.',
  'pull-torn': 'Another sync took some of the files of the pull while they waited, so they were not loaded together.',
  'pull-removed': 'The source was removed while the pull was under way.',
  'pulled-file-rejected': 'The {file_type} file that was pulled is rejected: {why}',
  'source-name-taken': 'There is a source called {name} already.',
  'sources-most': 'There are {most} sources, and there may be no more.',

  'source-address-not-allowed':
    '{host} is at an address that may not be fetched from: only public ones may, and those that this installation allows.',
  'source-host-unknown': 'No address is known of the host {host} (asked {attempts} times).',
  'source-not-connected': '{host} could not be connected to, in {attempts} attempts ({reason}).',
  'source-certificate': 'The certificate that {host} shows is not valid ({reason}).',
  'source-redirects': '{address} leads on to other addresses, too often or to none that can be fetched.',
  'source-silent': '{address} gave no whole answer within {seconds} s, in {attempts} attempts.',
  'source-breaks-off': '{address} broke off its answer, in {attempts} attempts.',
  'source-answers-status': '{address} answered {status}, in {attempts} attempts.',
  'source-refuses': '{address} answered {status}: the request is not what it takes. It says: {said}',
  'source-has-nothing': '{address} answered {status}: there is nothing at this address. It says: {said}',
  'source-refuses-credentials':
    '{address} answered {status}: credentials are missing, or not valid there. It says: {said}',
  'source-no-values':
    '{address}: on the first page no record has a value for {columns}, and every row needs one. Are the fields called otherwise?',
  'source-only-page':
    'The first page says nothing of a next one where the configuration looks for it ({pointer}): if there are more pages, they would be missing.',
  'source-no-json': '{address} did not answer JSON in UTF-8, in {attempts} attempts.',
  'source-page-too-large': '{address} answered more than {bytes} bytes at once. Ask for smaller pages.',
  'source-no-list': '{address}: at "{pointer}" there should be the list of records, and there is {found}.',
  'source-no-record': '{address}: record {number} should be an object, and is {found}.',
  'source-no-cell':
    '{address}: in record {number}, {field} is {found}; for {column} it should be a text, a number, true or false, null, or a list of these.',
  'source-empty-record':
    '{address}: record {number} has nothing in any of the fields {fields}. Are they called otherwise?',
  'source-no-cursor': '{address}: at "{pointer}" there should be a cursor: a text or a number.',
  'source-no-link': '{address}: at "{pointer}" there should be the address of the next page.',
  'source-never-ends':
    'The {file_type} file has no end: after {pages} pages the source names another one, with nothing new on it or far more than a file has.',
  'source-goes-in-circles': '{address}: at "{pointer}" it says that the page after this one is this one.',
  'source-link-elsewhere':
    '{address}: the next page is at {host}. Credentials go along, so all pages have to be at one place.',

  'source-login-refused': '{host} refuses the login {username}. It says: {said}',
  'source-no-login': '{host} asks for a login, and the source has no credentials. It says: {said}',
  'source-no-tls':
    '{host} takes no encrypted connections. Let it take them, or set tls to "disable" where nobody can listen.',
  'source-database-unknown': '{host} has no database {database}. It says: {said}',
  'source-query-refused': '{address}: the database refuses the query. It says: {said}',
  'source-may-not-read': '{address}: the login {username} may not read it. It says: {said}',
  'source-query-too-slow': '{address}: the database gave no rows within {seconds} s. It says: {said}',
  'source-changes-setting':
    '{address}: the query sets {name} to {value}, and what it reads would be read as something else. Leave that out.',
  'source-locked': '{address}: others hold it, for more than {seconds} s. It says: {said}',
  'source-breaks-off-saying': '{address}: the database broke off. It says: {said}',
  'source-answers-so': '{address}: the database answers with an error. It says: {said}',
  'source-columns-unknown': '{address}: the result has columns that the file has not: {columns}.',
  'source-columns-missing': '{address}: the result has no column {columns}.',
  'source-columns-twice': '{address}: the result has more than one column called {columns}.',
  'source-row-no-cell':
    '{address}: in row {number}, {field} is no list of single values, or one of its values has a "|"; for {column} they become one cell, joined by "|".',
  'source-row-empty': '{address}: row {number} has nothing in any of the columns {fields}.',
  'source-collection-unknown': '{address}: there is no such collection, or the login may not know of it.',
  'source-document-no-cell':
    '{address}: in the document {id}, {field} is {found}; for {column} it should be a text, a number, a date, true or false, null, or a list of these.',
  'source-document-empty':
    '{address}: the document {id} has nothing in any of the fields {fields}. Are they called otherwise?',
  'source-id-too-long': '{address}: the document after {rows} others has an _id that is too long to go on from.',
  'source-no-snapshot':
    'This server reads as of now, not as of one moment (that takes a replica set of MongoDB 5 or later): what is changed during a pull may be old in one file and new in another.',
  'source-snapshot-gone':
    '{address}: the moment that the pull reads as of is not kept any more. Let the server keep it for longer (minSnapshotHistoryWindowInSeconds), or pull from more than one source. It says: {said}',

  'json-nothing': 'nothing',
  'json-null': 'null',
  'json-list': 'a list',
  'json-text': 'a text or a number',
  'json-broken-text': 'a text that is no Unicode',
  'json-object': 'an object',
  'json-truth': 'true or false',
  'bson-no-date': 'a date that no calendar has',
  'bson-kind': 'of the kind {kind}',

  'field-json-pointer': 'Must be a JSON pointer (RFC 6901), such as /data/items; empty for the whole.',
  'field-headers':
    'Must have at most 50 names of headers, of letters, digits and hyphens; Host, Connection and those of the length or the encoding are not given.',
  'field-header-value': 'Must be plain characters (ASCII) in one line.',
  'field-window-edge': 'Must be a day such as 2026-01-31, or a time in UTC such as 2026-01-31T06:00:00Z.',
  'field-duration': 'Must be a duration of one unit: P5D, P2W, P1M, P1Y, PT6H or PT30M.',
  'field-base-url':
    'Must be an address with http or https, without query and credentials: https://api.bank.example/v1.',
  'field-address-not-allowed':
    'Is at an address that may not be fetched from: only public ones may, and those that this installation allows.',
  'field-columns-missing': 'Required columns are not among them: {columns}.',
  'field-no-columns': 'Must name at least one column.',
  'field-no-files': 'Must name at least one file type.',
  'field-credentials-both': 'Must have a token, or a username with a password; not both.',
  'field-credentials-password': 'Must be given together with the other: username and password.',
  'field-credentials-anew':
    'Must be given again, or be null: base_url leads to another place than the one they are kept for.',
  'field-credentials-anew-server':
    'Must be given again, or be null: host, port, tls or ca is another than the one they are kept for.',
  'field-host': 'Must be a name or an address, without port and brackets: db.bank.example.',
  'field-ca': 'Must be certificates in PEM: -----BEGIN CERTIFICATE----- and so on.',
  'field-table': 'Must be a table, or a schema and a table with a dot between: public.payments.',
  'field-query-or-table': 'Must have a query, or a table; not both.',
  'field-mongodb-database': 'Must be the name of a database, without dots, blanks, slashes, quotation marks and $.',
  'field-collection': 'Must be the name of a collection, without $.',
  'field-document-path': 'Must be a field, a path of fields with dots (owner.name), or a JSON pointer (/owner/name).',
  'field-same-key-twice': 'Must be another parameter than that of where a window begins.',
  'field-window-form': 'Must be a day where start is one, and a time where start is one.',
  'field-window-order': 'Must be after start.',
} as const;
