/** What a secret looks like, and what of it may stay. */
const SECRETS: readonly (readonly [pattern: RegExp, shown: string])[] = [
  // An API key; its first 16 characters are its public prefix.
  [/(sk_live_[0-9a-f]{8})[0-9a-f]+/gi, '$1***'],
  // A refresh token.
  [/\b(rt_live_)[0-9a-f]+/gi, '$1***'],
  // A secret that webhooks are signed with.
  [/\b(whsec_)[A-Za-z0-9+/]+=*/g, '$1***'],
  // A JSON Web Token.
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, 'eyJ***'],
  // The parts of a presigned URL that make it a credential.
  [/([?&]X-Amz-(?:Signature|Credential|Security-Token)=)[^&\s"'<>\\]+/gi, '$1***'],
  // The password in an address: postgres://user:password@host.
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"']*:)[^\s/@"']+(?=@)/gi, '$1***'],
  // A header that carries a credential, however it is written down.
  [
    /\b((?:proxy-)?authorization|x-api-key|x-clickhouse-key|cookie)(["']?\s*[:=]\s*["']?)(?:[\w-]+ +)?[^\s"',;}\]]+/gi,
    '$1$2***',
  ],
];

/**
 * A text without the secrets in it. The last line of defence: nobody should log a secret, and where an error of some
 * library quotes a URL or a header all the same, it ends here.
 */
export function maskSecrets(text: string): string {
  let masked = text;
  for (const [pattern, shown] of SECRETS) masked = masked.replace(pattern, shown);
  return masked;
}
