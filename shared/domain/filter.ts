export const FILTER_OPERATORS = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'contains', 'is_null'] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

/** `filter[column][op]=value`. Whether there is such a column, and what the value means, the contract says. */
export interface Filter {
  column: string;
  operator: FilterOperator;
  /** As sent; a comma list for `in`. */
  value: string;
  /** The parameter's own name, for messages. */
  parameter: string;
}

/** Which rows a reader asks for besides the sound ones, or instead of them. */
export const INCLUDES = ['quarantined', 'only-quarantined'] as const;
export type Include = (typeof INCLUDES)[number];
