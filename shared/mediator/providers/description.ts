import * as z from 'zod';
import { isJsonPointer } from '../../domain/json-pointer.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { TRANSACTION_TYPES, type TransactionType } from '../../domain/transaction.ts';

/*
 * An HTTP interface of a provider, as data: where to send what, and what the answers mean. docs/mediator-providers.md shows one whole.
 */

type FormSentence =
  | 'provider-json-pointer'
  | 'provider-body-pointers'
  | 'provider-header-name'
  | 'provider-credential-name'
  | 'provider-path'
  | 'provider-source'
  | 'provider-signed-content';

const refused = (id: FormSentence) => {
  const { text: error, message } = serviceSentence(id);
  return { error, params: { code: 'format', message } };
};
const checked = (holds: (text: string) => boolean, id: FormSentence, most = 500) =>
  z.string().max(most).refine(holds, refused(id));

const pointer = checked(isJsonPointer, 'provider-json-pointer');
const headerName = checked(
  (text) =>
    /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/.test(text) &&
    !/^(?:host|content-length|content-type|transfer-encoding|connection|accept-encoding|trailer|te|upgrade|expect)$/i.test(
      text,
    ),
  'provider-header-name',
);
const credentialName = checked((text) => /^[a-z][a-z0-9_]{0,49}$/.test(text), 'provider-credential-name');

/** What of an order may stand in a path. */
export const PLACEHOLDERS = ['transaction_id', 'reference', 'refund_of', 'refund_of_reference', 'request_id'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];
/** What of an order may stand in a body by its name alone. */
export const ORDER_FIELDS = [
  ...PLACEHOLDERS,
  ...(['transaction_type', 'amount', 'currency', 'source_account', 'source_system', 'target_account'] as const),
  ...(['target_system', 'user_id', 'verification_type', 'subject_type', 'subject_id', 'data'] as const),
] as const;
export type OrderField = (typeof ORDER_FIELDS)[number];

const PLACEHOLDER = /\{([^{}]*)\}/g;
export const placeholdersIn = (path: string): string[] => [...path.matchAll(PLACEHOLDER)].map(([, name]) => name!);

const path = checked(
  (text) =>
    /^\/[\x21-\x7e]*$/.test(text) &&
    !/[#\\]/.test(text) &&
    !text.startsWith('//') &&
    !/(?:^|\/)\.{1,2}(?:\/|\?|$)/.test(text) &&
    !/[{}]/.test(text.replace(PLACEHOLDER, '')) &&
    placeholdersIn(text).every((name) => (PLACEHOLDERS as readonly string[]).includes(name)),
  'provider-path',
);

const source = z.union([
  checked(isSource, 'provider-source').meta({
    description: `One of ${ORDER_FIELDS.join(', ')}; \`data:/pointer\` of what the client sent along, \`setting:/pointer\` of the provider's settings, or \`credential:name\`.`,
  }),
  z.strictObject({ constant: z.union([z.string().max(1000), z.number(), z.boolean()]) }),
]);
export type BodySource = z.infer<typeof source>;

function isSource(text: string): boolean {
  const [, kind, rest] = /^(data|setting|credential):(.*)$/.exec(text) ?? [];
  if (kind === undefined) return (ORDER_FIELDS as readonly string[]).includes(text);
  return kind === 'credential' ? /^[a-z][a-z0-9_]{0,49}$/.test(rest!) : rest !== '' && isJsonPointer(rest!);
}

const answerMapping = z
  .strictObject({
    reference: pointer.exactOptional().meta({ description: "The provider's own id." }),
    status: pointer.meta({ description: 'The word that `statuses` has.' }),
    code: pointer.exactOptional().meta({ description: 'Why it failed, for programs.' }),
    message: pointer.exactOptional().meta({ description: 'Why it failed, for people.' }),
    data: pointer.exactOptional().meta({ description: 'What is kept of the answer; all of it if left out.' }),
  })
  .meta({ description: 'Where in an answer what is found, as JSON pointers.' });
export type AnswerMapping = z.infer<typeof answerMapping>;

const body = z
  .record(
    checked((text) => text !== '' && isJsonPointer(text), 'provider-json-pointer'),
    source,
  )
  .refine(
    (given) => Object.keys(given).every((one, _, all) => !all.some((other) => other.startsWith(`${one}/`))),
    refused('provider-body-pointers'),
  )
  .meta({ description: 'By JSON pointer of the body: what stands there. What an order has not is left out.' });
export type BodyMapping = z.infer<typeof body>;

const call = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH']),
  path: path.meta({ description: `Behind the base address. ${PLACEHOLDERS.map((name) => `{${name}}`).join(', ')}.` }),
  body: body.exactOptional(),
  answer: answerMapping.exactOptional().meta({ description: 'Where it differs from `answer`.' }),
});
export type DescribedCall = z.infer<typeof call>;

const calls = {
  order: call.meta({ description: 'Carries it out.' }),
  status: call.exactOptional().meta({
    description:
      'What became of it. Without one, what is in doubt is sent again, if the idempotency key is honoured; else nobody can tell.',
  }),
  find: call.exactOptional().meta({
    description: 'The same by our id, where `status` needs a {reference}, which is not known when an answer is lost.',
  }),
};
const orderCalls = z.strictObject(calls);
export type OrderCalls = z.infer<typeof orderCalls>;

const authentication = z
  .discriminatedUnion('scheme', [
    z.strictObject({ scheme: z.literal('none') }),
    z.strictObject({ scheme: z.literal('bearer'), token: credentialName }),
    z.strictObject({ scheme: z.literal('basic'), username: credentialName, password: credentialName }),
    z.strictObject({
      scheme: z.literal('headers'),
      headers: z.record(headerName, credentialName).meta({ description: 'By header: which credential it has.' }),
    }),
    z.strictObject({
      scheme: z.literal('hmac'),
      secret: credentialName,
      signature_header: headerName,
      encoding: z.enum(['hex', 'base64']),
      content: checked(
        (text) => text.replaceAll(/\{(?:method|path|timestamp|body)\}/g, '').match(/[{}]/) === null,
        'provider-signed-content',
      ).meta({
        description: 'What is signed (SHA-256): a text with {method}, {path} (with its query), {timestamp} and {body}.',
      }),
      timestamp_header: headerName.exactOptional().meta({ description: 'Seconds since 1970.' }),
      headers: z.record(headerName, credentialName).default({}),
    }),
  ])
  .meta({ description: 'By which of its credentials the provider knows us: named, never given here.' });
export type Authentication = z.infer<typeof authentication>;

const outcome = z.enum(['processing', 'completed', 'failed']);
export type DescribedOutcome = z.infer<typeof outcome>;

const hookEvent = z.strictObject({
  about: z.enum(['transaction', 'refund', 'verification', 'information']),
  outcome: outcome
    .exactOptional()
    .meta({ description: 'What it says by itself; if left out, its status is read. Of information nothing follows.' }),
});
export type DescribedHookEvent = z.infer<typeof hookEvent>;

/** Events of M1.10. Whether money came, or a person is who he says, they do not say by their name: that takes a status. */
export const USUAL_EVENTS: Readonly<Record<string, DescribedHookEvent>> = {
  'payment.success': { about: 'transaction', outcome: 'completed' },
  'payment.failure': { about: 'transaction', outcome: 'failed' },
  'payment.refund': { about: 'refund' },
  'wallet.deposit': { about: 'transaction' },
  'wallet.withdrawal': { about: 'transaction' },
  'bank.transfer': { about: 'transaction' },
  'bank.statement': { about: 'information' },
  'kyc.verification': { about: 'verification' },
  'kyc.document': { about: 'information' },
};

const hooks = z
  .strictObject({
    event_type: pointer.default('/type'),
    events: z
      .record(z.string().min(1).max(200), hookEvent)
      .default({ ...USUAL_EVENTS })
      .meta({ description: 'By type. One that is not here is parked: nothing is made of it.' }),
    transaction_id: pointer.default('/data/transaction_id'),
    refund_id: pointer.default('/data/refund_id'),
    request_id: pointer.default('/data/request_id'),
    reference: pointer
      .default('/data/reference')
      .meta({ description: "The provider's own id; of a refund, that of what is given back." }),
    refund_reference: pointer.default('/data/refund_reference'),
    status: pointer.default('/data/status'),
    amount: pointer.default('/data/amount'),
    currency: pointer.default('/data/currency'),
    code: pointer.default('/data/code'),
    message: pointer.default('/data/message'),
    data: pointer.default('/data'),
  })
  .meta({ description: 'How its webhooks are read.' });

const ofEachType = Object.fromEntries(TRANSACTION_TYPES.map((type) => [type, orderCalls.exactOptional()])) as Record<
  TransactionType,
  z.ZodExactOptional<typeof orderCalls>
>;

const httpStatus = z.int().min(400).max(499);

export const httpDescription = z
  .strictObject({
    authentication,
    orders: z
      .strictObject({ usual: orderCalls.exactOptional(), ...ofEachType })
      .default({})
      .meta({
        description: 'How transactions are carried out: by type, and `usual` for all that have no calls of their own.',
      }),
    verification: call.exactOptional().meta({ description: 'Verifies an identity. Required for type kyc.' }),
    verification_status: call.exactOptional(),
    health: z
      .strictObject({ method: z.enum(['GET', 'HEAD']).default('GET'), path })
      .exactOptional()
      .meta({
        description: 'Answers 2xx while all is well. Without one, any answer below 500 of the base address is.',
      }),
    amounts: z.enum(['decimal', 'number', 'minor']).default('decimal').meta({
      description:
        'decimal: "12.50"; number: 12.50, digit by digit; minor: 1250, in the smallest unit of the currency.',
    }),
    answer: answerMapping,
    statuses: z
      .record(z.string().min(1).max(200), outcome)
      .meta({ description: "By the provider's word. One that is not here leaves the outcome unknown." }),
    idempotency: z
      .strictObject({
        header: headerName.default('Idempotency-Key'),
        is_honoured: z.boolean().meta({
          description:
            'Whether the same key is never carried out twice. Only then is a call repeated that may have arrived.',
        }),
      })
      .exactOptional(),
    refused: z
      .array(httpStatus)
      .max(50)
      .default([400, 402, 410, 413, 415, 422])
      .meta({ description: 'Statuses of HTTP by which it says that it did not and will not do it: it has failed.' }),
    not_done: z.array(httpStatus).max(50).default([401, 403, 404, 405, 429]).meta({
      description: 'By which it says that it did not, and somebody else may. What is in neither list is unknown.',
    }),
    unheard: z
      .array(httpStatus)
      .max(50)
      .default([404])
      .meta({ description: 'By which it says, when asked what became of something, that it does not know it.' }),
    timeout_seconds: z.int().min(1).max(30).default(30),
    hooks: hooks.prefault({}),
  })
  .meta({ description: 'An HTTP interface with JSON, as data.' });
export type HttpDescription = z.infer<typeof httpDescription>;

/** Names of the credentials that calls need. */
export function credentialsNamed({ authentication: known, ...description }: HttpDescription): string[] {
  const ofScheme =
    known.scheme === 'none'
      ? []
      : known.scheme === 'bearer'
        ? [known.token]
        : known.scheme === 'basic'
          ? [known.username, known.password]
          : [...(known.scheme === 'hmac' ? [known.secret] : []), ...Object.values(known.headers)];
  const orders = Object.values(description.orders).flatMap(({ order, status, find }) => [order, status, find]);
  const inBodies = [...orders, description.verification, description.verification_status]
    .flatMap((one) => Object.values(one?.body ?? {}))
    .flatMap((said) => (typeof said === 'string' && said.startsWith('credential:') ? [said.slice(11)] : []));
  return [...new Set([...ofScheme, ...inBodies])];
}
