/** Headers that CloudFront adds to what it passes on to the API (infra/stacks/page-stack.ts). */
export const EDGE_HEADERS = {
  /** Proves that it is CloudFront. */
  secret: 'x-tranche-edge',
  /** Whose request it is. */
  client: 'x-tranche-client',
} as const;
