/**
 * What a log group's subscription finds the lines by that `emit` wrote to be added up (see `Measurement.counted`), as
 * CloudWatch Logs writes a filter.
 */
export const COUNTED_LINES = '{ $.counted = "yes" }';

/** What finds the lines of the access log about requests that the gateway refused by itself. */
export const GATEWAY_REFUSALS = '{ $.refusal != "-" }';
