/** Percent-encoding as SigV4 wants it: everything but A–Z a–z 0–9 `-._~` is escaped, in upper-case hex. */
export const encodeUri = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
