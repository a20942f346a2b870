import { z } from 'zod';
import { FunctionError, type LocalFunction } from './functions.ts';
import { authorizerEvent, type GatewayRequest, type GatewayTarget, headerOf, methodArn } from './proxy-event.ts';

export type AuthorizerVerdict =
  | { readonly allowed: true; readonly context: Record<string, string> }
  | {
      readonly allowed: false;
      readonly refusal: 'UNAUTHORIZED' | 'ACCESS_DENIED' | 'AUTHORIZER_FAILURE' | 'AUTHORIZER_CONFIGURATION_ERROR';
    };

const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const Answer = z.object({
  principalId: z.string().min(1),
  policyDocument: z.object({
    Statement: z.array(z.object({ Effect: z.enum(['Allow', 'Deny']), Action: oneOrMore, Resource: oneOrMore })),
  }),
  // API Gateway takes no objects or lists here, and hands all values on as text.
  context: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
});

/**
 * Asks a REQUEST authorizer, as API Gateway does with result caching off.
 * @param identityHeaders headers without which the function is not even called
 */
export async function askAuthorizer(
  authorizer: LocalFunction,
  identityHeaders: readonly string[],
  request: GatewayRequest,
  target: GatewayTarget,
): Promise<AuthorizerVerdict> {
  if (identityHeaders.some((name) => !headerOf(request, name))) return { allowed: false, refusal: 'UNAUTHORIZED' };
  let answer: unknown;
  try {
    answer = await authorizer.invoke(authorizerEvent(request, target), request.requestId);
  } catch (error) {
    const unauthorized = error instanceof FunctionError && error.description.message === 'Unauthorized';
    return { allowed: false, refusal: unauthorized ? 'UNAUTHORIZED' : 'AUTHORIZER_FAILURE' };
  }
  const parsed = Answer.safeParse(answer);
  if (!parsed.success) return { allowed: false, refusal: 'AUTHORIZER_CONFIGURATION_ERROR' };
  const { principalId, policyDocument, context } = parsed.data;
  const arn = methodArn(request, target);
  const effects = policyDocument.Statement.filter(
    (statement) =>
      statement.Action.some((pattern) => matchesWildcard(pattern, 'execute-api:Invoke')) &&
      statement.Resource.some((pattern) => matchesWildcard(pattern, arn)),
  ).map((statement) => statement.Effect);
  if (effects.includes('Deny') || !effects.includes('Allow')) return { allowed: false, refusal: 'ACCESS_DENIED' };
  const texts = Object.entries(context ?? {}).map(([name, value]) => [name, String(value)]);
  return { allowed: true, context: { ...Object.fromEntries(texts), principalId } };
}

/** IAM's wildcards: `*` any text, `?` any one character. */
function matchesWildcard(pattern: string, text: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 's').test(text);
}
