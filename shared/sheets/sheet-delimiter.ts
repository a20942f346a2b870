/** Stands between the cells of a sheet as CSV. */
export const SHEET_DELIMITER = ';';
