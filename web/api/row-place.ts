/** Where a page of rows begins. */
export type PlaceInList = { readonly cursor: string } | { readonly offset: number };

/** `filter[column][op]` and value. Of two with the same parameter the later one counts. */
export type RowCondition = readonly [parameter: string, value: string];
