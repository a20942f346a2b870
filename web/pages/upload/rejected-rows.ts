/** What the service puts behind each rejected row when it is downloaded: what is wrong with it. */
const ERRORS_COLUMN = /(?:^|[;,\t"'])\s*_tranche_errors\b/i;
/** As the download is named (credits-rejected.csv), also after a browser or a person has added to the name. */
const REJECTED_NAME = /-rejected(?!\p{L})[^/\\]*\.(?:csv|txt|tsv|xlsx)(?:\.gz)?$/iu;

/** @param header the first line of a file's content, or what there is of it */
export const namesErrorsColumn = (header: string): boolean => ERRORS_COLUMN.test(header);

export const isNamedAsRejected = (fileName: string): boolean => REJECTED_NAME.test(fileName);
