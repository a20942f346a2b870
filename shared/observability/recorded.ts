/**
 * Marks a line of metrics that is counted for `/metrics` too: a subscription of the function's log group hands lines with
 * this mark to count-events, which adds them up in Postgres. All others are for CloudWatch alone.
 */
export const recorded = { recorded: 'yes' } as const;

/** As CloudWatch Logs writes a filter. */
export const RECORDED_PATTERN = '{ $.recorded = "yes" }';
