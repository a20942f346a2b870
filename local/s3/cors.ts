/** One rule of a bucket's CORS configuration, in the S3 API's own shape. */
export interface CorsRule {
  readonly AllowedOrigins: readonly string[];
  readonly AllowedMethods: readonly string[];
  readonly AllowedHeaders?: readonly string[] | undefined;
  readonly ExposeHeaders?: readonly string[] | undefined;
  readonly MaxAgeSeconds?: number | undefined;
}

export interface CorsQuestion {
  readonly origin: string;
  readonly method: string;
  /** lower-case; what a preflight announces */
  readonly headers: readonly string[];
}

/** The headers that let the browser go on, or undefined when no rule allows the request. */
export function corsHeaders(
  rules: readonly CorsRule[],
  { origin, method, headers }: CorsQuestion,
): Record<string, string> | undefined {
  const rule = rules.find(
    (candidate) =>
      candidate.AllowedMethods.includes(method) &&
      candidate.AllowedOrigins.some((pattern) => matchesWildcard(pattern, origin)) &&
      headers.every((header) => candidate.AllowedHeaders?.some((pattern) => matchesWildcard(pattern, header))),
  );
  if (!rule) return undefined;
  const anyOrigin = rule.AllowedOrigins.includes('*');
  return {
    'access-control-allow-origin': anyOrigin ? '*' : origin,
    'access-control-allow-methods': rule.AllowedMethods.join(', '),
    ...(!anyOrigin && { 'access-control-allow-credentials': 'true' }),
    ...(headers.length > 0 && { 'access-control-allow-headers': headers.join(', ') }),
    ...(rule.ExposeHeaders?.length && { 'access-control-expose-headers': rule.ExposeHeaders.join(', ') }),
    ...(rule.MaxAgeSeconds && { 'access-control-max-age': String(rule.MaxAgeSeconds) }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

/** `*` stands for any text; letter case does not matter. */
function matchesWildcard(pattern: string, value: string): boolean {
  const escaped = pattern.split('*').map((text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`, 'i').test(value);
}
