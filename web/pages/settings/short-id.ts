const SHOWN = 8;

/** Ids that were made one after the other begin alike; their ends tell them apart. */
export const shortId = (id: string): string => (id.length > 2 * SHOWN ? `…${id.slice(-SHOWN)}` : id);
