/**
 * Every problem a client can meet, in an answer or as the reason of a rejected upload or a failed sync. The code is the
 * last part of the problem's `type`, and `/problems/<code>` is a page made of this text. Codes never change; adding is fine.
 */
export interface ProblemEntry {
  /** HTTP status of the answer, or the status that fits best where the problem is the reason of an upload or a sync. */
  readonly status: number;
  readonly title: string;
  /** What happened, in general; the answer's `detail` names the particulars. */
  readonly happened: string;
  readonly remedy: string;
}

const requests = {
  'invalid-request': {
    status: 400,
    title: 'The request is not valid',
    happened: 'A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.',
    remedy: 'Read `errors`: each entry names the field and what is expected. Correct them and send the request again.',
  },
  'malformed-body': {
    status: 400,
    title: 'The body is not JSON',
    happened: 'The body could not be read as JSON in UTF-8.',
    remedy: 'Send one JSON object, with the header `Content-Type: application/json`.',
  },
  'invalid-cursor': {
    status: 400,
    title: 'The cursor is not valid',
    happened: 'The `cursor` is not one that this list has handed out.',
    remedy: 'Pass `next_cursor` of the page before unchanged, or leave `cursor` out to begin at the first page.',
  },
  'cursor-expired': {
    status: 409,
    title: 'The cursor has expired',
    happened:
      'The pages belong to a batch that newer loads have replaced, and that is not kept any more: the rows that were to follow are gone.',
    remedy: 'Leave `cursor` out and begin again at the first page: it shows the current batch.',
  },
  unauthorized: {
    status: 401,
    title: 'No valid credentials',
    happened: 'The API key, access token or password of the request is not valid, or no longer valid.',
    remedy:
      'Send `Authorization: Api-Key sk_live_…` with the key in force, or `Authorization: Bearer …` with an access token: ' +
      'when it has expired, refresh it; when that is refused too, sign in again. If the key is lost, ask the operator for a new one.',
  },
  'tenant-mismatch': {
    status: 403,
    title: 'Another tenant is named',
    happened: '`tenant_id` names a tenant that is not the one the credentials belong to.',
    remedy: 'Leave `tenant_id` out or give your own, or use the credentials of the tenant you mean.',
  },
  forbidden: {
    status: 403,
    title: 'Not allowed',
    happened:
      'The role of these credentials does not allow this operation, or the request was refused before it got here.',
    remedy: 'Use credentials with a role that allows it; the API document names the roles of each operation.',
  },
  'tenant-inactive': {
    status: 403,
    title: 'The tenant is disabled',
    happened: 'The credentials are right, but the operator has disabled this tenant.',
    remedy: 'Ask the operator to enable the tenant. Nothing of its data has been removed.',
  },
  'not-found': {
    status: 404,
    title: 'No such thing',
    happened: 'There is nothing at this address, or nothing of this tenant has this id.',
    remedy: 'Check the path and the id. `/api/docs` lists all operations.',
  },
  'nothing-loaded': {
    status: 404,
    title: 'Nothing is loaded',
    happened: 'No batch of this slice and data type has been published for this tenant yet.',
    remedy: 'Upload a file and wait for its sync, or look at `/api/sync/logs` for why the last one failed.',
  },
  'row-not-found': {
    status: 404,
    title: 'There is no such row',
    happened: 'Nothing that is live for this tenant has a row of this key.',
    remedy: 'Look the row up with `/api/data`, and give the values of its key as they are served there.',
  },
  'client-not-found': {
    status: 404,
    title: 'There is no such client',
    happened: 'Nothing that is live for this tenant has a client of this id.',
    remedy: 'Look the id up: `GET /api/data` lists the clients.',
  },
  'company-not-found': {
    status: 404,
    title: 'There is no such company',
    happened: 'Nothing that is live for this tenant has a company of this id.',
    remedy: 'Look the id up: `GET /api/cash/companies` lists them.',
  },
  'nothing-to-compare': {
    status: 404,
    title: 'There is nothing to compare with',
    happened: 'There was no load before this one, or neither its rows nor what followed from them are kept any more.',
    remedy: 'Nothing is wrong: after the next load there is something to compare.',
  },
  'user-exists': {
    status: 409,
    title: 'There is such a user already',
    happened: 'Another user of this tenant has this name; capitals make no difference.',
    remedy: 'Choose another name, or change the user who is there.',
  },
  'last-admin': {
    status: 409,
    title: 'Nobody would be left to manage users',
    happened: 'The user is the last active admin, and no API key of an admin is in force.',
    remedy:
      'Make another user an admin first, or have the operator make a key: `npm run tenants -- key BANK001 admin`.',
  },
  'no-api-key': {
    status: 409,
    title: 'There is no API key in these credentials',
    happened: 'A key is replaced with itself, or with a session that was started with it; here a user is signed in.',
    remedy: 'Send the key that is to be replaced. An operator makes and revokes keys: `npm run tenants -- help`.',
  },
  'wrong-password': {
    status: 422,
    title: 'The password in force is another',
    happened: '`current_password` is not the password that this user has now. Nothing was changed.',
    remedy: 'Send the password that you sign in with. If it is lost, an admin can set a new one.',
  },
  'account-closed': {
    status: 429,
    title: 'The account is closed for a while',
    happened:
      'Five wrong passwords within 15 minutes close an account for 15 minutes, whether or not there is such a user.',
    remedy:
      'Wait for the seconds in `Retry-After`. An admin can open it at once by setting a new password. From an address that the ' +
      'user has signed in from lately, only wrong passwords from there count.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'The method is not allowed here',
    happened: 'The path exists, but not with this method.',
    remedy: 'Use one of the methods in the `Allow` header.',
  },
  'request-in-progress': {
    status: 409,
    title: 'The same request is still running',
    happened: 'A request with the same `Idempotency-Key` and body has not been answered yet.',
    remedy: 'Wait a moment and send it again: it then gives the first answer.',
  },
  'upload-not-open': {
    status: 409,
    title: 'The upload is not open',
    happened: 'The upload is not waiting for its file, or is not a multipart upload.',
    remedy: 'Read the upload for its status; start a new upload to send another file.',
  },
  'payload-too-large': {
    status: 413,
    title: 'The body is too large',
    happened: 'The body of the request is larger than this operation takes.',
    remedy: 'Send less in one request. Files go to the presigned URL of an upload, not to the API.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is not of a supported type',
    happened: 'The `Content-Type` is not `application/json`, or the body has another charset than UTF-8.',
    remedy: 'Send JSON in UTF-8 with `Content-Type: application/json`.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The idempotency key was used for another request',
    happened:
      'This `Idempotency-Key` was sent before with another path or body: within 24 hours, or, of a transaction, ever.',
    remedy: 'Make a new key for each new request; keep a key only for repeating the very same one.',
  },
  'parts-mismatch': {
    status: 422,
    title: 'The parts do not make up the file',
    happened: 'The parts named do not match what was uploaded: one is missing, repeated, or its ETag differs.',
    remedy: 'Upload the missing parts to their URLs and complete again with the ETag that each one answered.',
  },
  'query-too-heavy': {
    status: 422,
    title: 'The query needs too much',
    happened: 'The query would need more time or memory than one request may use.',
    remedy: 'Ask for fewer columns or rows, use a narrower filter, or page with `cursor` instead of `offset`.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    happened: 'More requests came than the limit in `RateLimit-Policy` allows.',
    remedy: 'Wait for the seconds in `Retry-After`, then go on more slowly.',
  },
  'internal-error': {
    status: 500,
    title: 'Something failed here',
    happened: 'A fault of the service, not of the request. It has been logged under the request id.',
    remedy: 'Try again; repeating a POST is safe with an `Idempotency-Key`. If it stays, report the request id.',
  },
  unhealthy: {
    status: 503,
    title: 'A part of the service is down',
    happened: 'At least one of the systems that the service needs did not answer in time; `checks` says which.',
    remedy: 'Try again later. Files already uploaded are kept and will be loaded.',
  },
  unavailable: {
    status: 503,
    title: 'The service is not available right now',
    happened: 'The service, or a system it needs, could not take the request.',
    remedy: 'Try again in a moment; repeating a POST is safe with an `Idempotency-Key`.',
  },
  'storage-full': {
    status: 503,
    title: 'A disk of the service is full',
    happened: 'A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.',
    remedy: 'Try again later: an operator has to make space. Files already uploaded are kept and will be loaded.',
  },
  timeout: {
    status: 504,
    title: 'The answer took too long',
    happened: 'The service did not answer within the time a request may take.',
    remedy: 'Try again, or ask for less. Repeating a POST is safe with an `Idempotency-Key`.',
  },
} as const satisfies Record<string, ProblemEntry>;

const uploads = {
  'empty-file': {
    status: 422,
    title: 'The file is empty',
    happened: 'The uploaded file has no content, or nothing but blank lines or a byte order mark.',
    remedy: 'Check the export that made the file and upload it again.',
  },
  'header-missing-columns': {
    status: 422,
    title: 'Columns are missing',
    happened: 'The header line lacks columns that files of this kind must have.',
    remedy: 'Add the columns named in `errors` (their order is free) and upload the file again.',
  },
  'header-unknown-columns': {
    status: 422,
    title: 'Unknown columns',
    happened: 'The header line has columns that files of this kind do not have.',
    remedy: 'Remove or rename the columns named in `errors` and upload the file again.',
  },
  'header-duplicate-columns': {
    status: 422,
    title: 'A column is repeated',
    happened: 'The header line names a column more than once.',
    remedy: 'Keep one of each column named in `errors` and upload the file again.',
  },
  'wrong-loan-type': {
    status: 422,
    title: 'The file is of another kind',
    happened:
      'The columns are those of another variant of the dataset, or of another file type, than the upload was announced with.',
    remedy: 'Start a new upload with the dataset, variant and file type that the file really has.',
  },
  'not-utf8': {
    status: 422,
    title: 'The file is not UTF-8',
    happened: 'The header line has bytes that are not valid UTF-8; the file may be in Windows-1254 or UTF-16.',
    remedy: 'Export the file as UTF-8 (a byte order mark is accepted) and upload it again.',
  },
  'not-csv': {
    status: 422,
    title: 'The file is neither CSV nor an Excel workbook',
    happened:
      'No header line with a known delimiter (`;`, `,` or tab) could be read, the gzip stream is broken, or the file is of a form that is not read, as .xls, .xlsb, .ods and workbooks with a password are.',
    remedy:
      'Upload a delimited text file with a header line, plain or as one whole gzip stream, or an Excel workbook (.xlsx) without a password.',
  },
  'not-a-table': {
    status: 422,
    title: 'The sheet is not a table',
    happened:
      'The workbook was read, and its sheet is no table with the header in its first row: cells of it are merged, a formula has no value, the first row holds something else, or the workbook is damaged. `detail` says which, and where.',
    remedy:
      'Make the sheet one plain table, with the header in the first row and a row for each record, save it and upload the workbook anew. The sheet that is read is the visible one named like the file type, or else the first visible one.',
  },
  'checksum-mismatch': {
    status: 422,
    title: 'The file is not the one announced',
    happened: 'The size or the SHA-256 of what arrived differs from what the upload announced.',
    remedy: 'The transfer was cut or changed something: start a new upload with the right size and checksum.',
  },
  'too-large': {
    status: 413,
    title: 'The file is too large',
    happened: 'The file is larger than this service takes.',
    remedy:
      'Compress it with gzip, send the rows in several files and name all of them in `upload_ids` of one sync, or ask the operator to raise the limit.',
  },
  'upload-cancelled': {
    status: 409,
    title: 'The upload was cancelled',
    happened: 'The upload was given up before its file was loaded; what arrives of it is left alone.',
    remedy:
      'Start a new upload to send a file. Where the credential that announced it was taken away, as the detail says, announce it with one that is in force.',
  },
  superseded: {
    status: 409,
    title: 'A newer upload took its place',
    happened: 'A newer upload of the same slice and file type was staged before a sync took this one.',
    remedy:
      'Nothing, if the newer file is the whole one. To load both as one file, name both in `upload_ids` of `POST /api/sync`.',
  },
  discarded: {
    status: 409,
    title: 'The load was discarded',
    happened: 'The file was loaded by a sync that waited to be published, and was then discarded.',
    remedy: 'Name the upload in `upload_ids` of `POST /api/sync` to load it again, or send another file.',
  },
  'upload-expired': {
    status: 422,
    title: 'No file arrived in time',
    happened: 'The time for uploading passed and no complete file had arrived.',
    remedy: 'Start a new upload.',
  },
} as const satisfies Record<string, ProblemEntry>;

const syncs = {
  'nothing-staged': {
    status: 409,
    title: 'Nothing is staged',
    happened: 'No file of this slice waits to be loaded.',
    remedy: 'Upload a file first and wait until its status is STAGED. A REJECTED upload says in `problem` why.',
  },
  'sync-in-progress': {
    status: 409,
    title: 'A sync is running',
    happened: 'A sync of this slice is queued or running; there is only one at a time.',
    remedy: 'Wait until it has ended (`/api/sync/logs`); what was staged meanwhile is taken by the next one.',
  },
  'sync-disabled': {
    status: 409,
    title: 'Syncs are disabled',
    happened: 'Syncs of this slice are disabled in the configuration.',
    remedy: 'Enable them: `PATCH /api/sync/configs/{slice}` with `{"is_enabled": true}`.',
  },
  'sync-not-published': {
    status: 409,
    title: 'The sync published nothing',
    happened: 'The sync failed, or only validated its files: the data is what it was before.',
    remedy: 'Ask for the changes of a sync that is COMPLETED and was neither `validate_only` nor discarded.',
  },
  'upload-not-staged': {
    status: 409,
    title: 'An upload is not staged',
    happened: 'An upload that `upload_ids` names has not arrived, was rejected, or belongs to another sync already.',
    remedy:
      'Read the uploads named in `errors`: send what is missing, or announce a rejected one anew. Then sync again.',
  },
  'uploads-mismatch': {
    status: 422,
    title: 'The uploads do not fit together',
    happened:
      'The uploads are of several slices, one is named twice, or some of a file type are corrections and others are not, or of another sync.',
    remedy: 'Name uploads of one slice, each once; and correct one sync at a time.',
  },
  'not-live': {
    status: 409,
    title: 'It is not live any more',
    happened: 'Only what is live can be corrected or published: another load has been published since.',
    remedy:
      'Fetch the rejected rows of the sync that is live now (`GET /api/publications`) and correct those, or send the whole file.',
  },
  'wrong-state': {
    status: 409,
    title: 'Not in this state',
    happened: 'What is asked for cannot be done in the state that the thing is in.',
    remedy: 'Read it for its state: `detail` names the one that is needed.',
  },
  'batch-gone': {
    status: 410,
    title: 'The rows are not kept any more',
    happened: 'The publication is known, and its rows have been dropped: only the newest are kept.',
    remedy: 'Upload its files again, and sync those: an upload that was loaded is not loaded once more.',
  },
  'removes-too-much': {
    status: 422,
    title: 'Too many rows would vanish',
    happened:
      'A larger share of the live keys is not in the new file than `max_removed_rate` allows. Nothing was published; the files stay staged, held.',
    remedy:
      'If the file holds only part of the book, send it as a correction (`corrects`) or with the other parts (`upload_ids`). If it is right, sync again with `accept_removal: true`.',
  },
  'control-total-mismatch': {
    status: 422,
    title: 'A control total does not match',
    happened: 'The file has another number of rows, or another sum, than the upload announced. Nothing was published.',
    remedy:
      'Compare the file with what was exported, and send it again with the right `expected_rows` and `expected_sums`.',
  },
  'error-rate-exceeded': {
    status: 422,
    title: 'Too many rows are wrong',
    happened:
      'A larger share of rows was rejected than `max_error_rate` allows. Nothing was loaded; the data before is in place.',
    remedy:
      'Fetch the errors and the rejected rows of the sync, correct the file and upload it again, or raise `max_error_rate`.',
  },
  'limit-exceeded': {
    status: 422,
    title: 'More than can be derived',
    happened:
      'The files have more of something than what is derived from them can hold. Nothing was published; the data before is in place.',
    remedy:
      'The detail names what there is too much of, and how much may be: divide or correct the files, and send them again.',
  },
  'derivation-failed': {
    status: 500,
    title: 'What was derived is not right',
    happened:
      'A table that is derived from the files did not pass the proof that it is right. Nothing was published; the data before is in place.',
    remedy: 'The fault is ours and has been logged. The files are kept, held: start the sync again, or ask for help.',
  },
  'nothing-to-derive': {
    status: 409,
    title: 'There is nothing to derive anew',
    happened: 'Nothing of the slice is live, or its dataset has no derived tables.',
    remedy: 'Upload files and sync them first. `GET /api/datasets` says which datasets have derived tables.',
  },
  'nothing-valid': {
    status: 422,
    title: 'No row is valid',
    happened: 'Not one row could be loaded, so nothing was replaced; the data before is in place.',
    remedy: 'Fetch the errors of the sync; usually one column is wrong in every row.',
  },
  'file-changed': {
    status: 409,
    title: 'The file changed under the sync',
    happened: 'The staged object is no longer the one that was checked, so the sync stopped before publishing.',
    remedy: 'Upload the file again.',
  },
  'file-unreadable': {
    status: 422,
    title: 'The file could not be read to its end',
    happened: 'The file broke off or is damaged, as a truncated gzip stream is. Nothing was loaded.',
    remedy: 'Check that the file can be unpacked on your side, and upload it again.',
  },
  'count-mismatch': {
    status: 500,
    title: 'The rows do not add up',
    happened:
      'Loaded and rejected rows were not all the rows of the file, so nothing was published. This is a fault of the service.',
    remedy: 'The data before is in place. Start the sync again, and report the sync id.',
  },
  interrupted: {
    status: 503,
    title: 'The sync was interrupted',
    happened: 'The sync was cut off more often than it is tried again. Nothing was published; the staged file is kept.',
    remedy: 'Start the sync again with `POST /api/sync`. If it stays, report the sync id.',
  },
  'warehouse-unavailable': {
    status: 503,
    title: 'The warehouse did not answer',
    happened: 'ClickHouse could not be reached or could not finish the work.',
    remedy: 'Try again later. Staged files and the data loaded before are kept.',
  },
} as const satisfies Record<string, ProblemEntry>;

const sources = {
  'pull-in-progress': {
    status: 409,
    title: 'A pull is in progress',
    happened: 'A pull of this source is queued or running, or the sync of its files is: there is one at a time.',
    remedy: 'Wait for the pull to end; `GET /api/pulls/{pull_id}` tells its status.',
  },
  'source-exists': {
    status: 409,
    title: 'There is such a source already',
    happened:
      'Another source of this tenant has this name, or is being made with it; capitals and blanks make no difference.',
    remedy: 'Choose another name, or change the source that is there: `GET /api/sources` lists them.',
  },
  'too-many-sources': {
    status: 409,
    title: 'There are too many sources',
    happened: 'The tenant has as many sources as one may have.',
    remedy: 'Remove a source that is not needed any more, or change one.',
  },
  'source-unreachable': {
    status: 502,
    title: 'The source gives no answer',
    happened:
      'The source could not be reached, answered that it is down or has too much to do, or broke off, and did so again each time it was asked.',
    remedy:
      'Look whether the source is up, and pull again. What it had given is left out; the data before is in place.',
  },
  'source-refuses': {
    status: 422,
    title: 'The source refuses the request',
    happened: 'The source answered that the request is not allowed, or that there is nothing at this address.',
    remedy: "Check the source's address, paths and credentials; `POST /api/sources/{id}/test` tries them.",
  },
  'source-answer-unexpected': {
    status: 422,
    title: 'The source answers otherwise than expected',
    happened:
      'The answer is not JSON, or has no list of records where the configuration says, or its records have no such values.',
    remedy:
      'Compare an answer of the source with the configuration; `POST /api/sources/{id}/test` shows what is found.',
  },
  'pull-too-long': {
    status: 422,
    title: 'The pull takes too long',
    happened:
      'A pull that reads in one piece, because what it sees is as of one moment, was not over when its time was.',
    remedy:
      'Read less at a time: narrower queries, indexes for them, or the slow files by a source of their own. The data before is in place.',
  },
  'address-not-allowed': {
    status: 422,
    title: 'The address may not be fetched from',
    happened: 'The host of the source is at an address inside of a private network, or another one that is not public.',
    remedy: 'Name a public host, or ask the operator to allow the network (context value `outboundAllowed`).',
  },
} as const satisfies Record<string, ProblemEntry>;

const mediator = {
  'provider-exists': {
    status: 409,
    title: 'There is such a provider already',
    happened: 'Another provider of this tenant has this code.',
    remedy: 'Choose another code, or change the provider that is there.',
  },
  'provider-in-use': {
    status: 409,
    title: 'The provider is in use',
    happened: 'Transactions or verifications are under way with this provider, or are kept that name it.',
    remedy: 'Switch it off instead: `PATCH /api/providers/{code}` with `{"is_active": false}`.',
  },
  'no-provider': {
    status: 422,
    title: 'No provider takes it',
    happened: 'No provider that is active and online takes this type, currency and country.',
    remedy: 'Read `/api/providers`: add or switch on one that does, or name other values.',
  },
  'provider-error': {
    status: 502,
    title: 'The provider did not do it',
    happened: 'The provider could not be reached, gave no usable answer, or refused what it was asked.',
    remedy: 'Read the detail, and the provider at `/api/providers/{code}`: its health and status are there.',
  },
  'quota-used-up': {
    status: 429,
    title: 'The quota of the provider key is used up',
    happened: 'As many calls were made with this key of the provider as it has for the day or the month (UTC).',
    remedy: 'Wait until the next day or month, or have an admin reset or raise the limits of the key.',
  },
  'transaction-exists': {
    status: 409,
    title: 'There is such a transaction already',
    happened:
      'A transaction of this tenant has this `transaction_id`: one and the same request is known by its `Idempotency-Key` only.',
    remedy: 'Read it: `GET /api/transactions/{transaction_id}`. For a new one choose a new id, or leave it out.',
  },
  'transaction-error': {
    status: 422,
    title: 'The transaction cannot be made',
    happened: 'The accounts, the currency or the amount of the transaction do not fit together.',
    remedy: 'Read `errors`: each entry names the field and what is expected.',
  },
  'insufficient-balance': {
    status: 422,
    title: 'The balance is not sufficient',
    happened: 'The account has less than the amount, without what is reserved for other transactions.',
    remedy: 'Pay in first, wait for what is under way, or name a smaller amount. Nothing was changed.',
  },
  'kyc-error': {
    status: 422,
    title: 'The verification cannot be done',
    happened: 'What the verification needs is missing, or does not fit its type or its provider.',
    remedy: 'Read `errors` or the detail: they name what is needed for this type of verification.',
  },
  'profile-exists': {
    status: 409,
    title: 'There is such a profile already',
    happened: 'Another profile of this tenant is of this user, or has this mobile number.',
    remedy: 'Read or change the profile that is there.',
  },
  'signature-invalid': {
    status: 401,
    title: 'The signature is not valid',
    happened:
      'The webhook has no signature, one that is not right for its bytes, or one that is older than five minutes; or there is no such provider, or it has no secret.',
    remedy: 'Sign the bytes that are sent, with the secret in force, at the time of sending. Nothing was taken.',
  },
  'too-many-webhooks': {
    status: 409,
    title: 'There are too many webhooks',
    happened: 'The tenant has as many webhooks as one may have.',
    remedy: 'Remove a webhook that is not needed any more, or change one.',
  },
} as const satisfies Record<string, ProblemEntry>;

export const PROBLEMS = { ...requests, ...uploads, ...syncs, ...sources, ...mediator } as const;
export type ProblemCode = keyof typeof PROBLEMS;

/** The groups in which `/problems` lists them. */
export const PROBLEM_GROUPS = {
  'Answers of the API': Object.keys(requests) as ProblemCode[],
  'Rejected uploads': Object.keys(uploads) as ProblemCode[],
  'Syncs that cannot start or have failed': Object.keys(syncs) as ProblemCode[],
  'Sources and their pulls': Object.keys(sources) as ProblemCode[],
  'Providers, money, identities and webhooks': Object.keys(mediator) as ProblemCode[],
} as const;

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code);
