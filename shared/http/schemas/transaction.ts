import * as z from 'zod';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { textOfForm } from '../../domain/text-of-form.ts';
import { MAX_MESSAGE, MAX_PARTY_NAME, MAX_TRANSACTION_ID, TRANSACTION_TYPES } from '../../domain/transaction.ts';

/** It was JSON. That of zod refers to itself, which the document of the API has no name for. */
const anyJson = z.unknown() as z.ZodType<z.core.util.JSONType>;
const currency = z
  .string()
  .max(3)
  .meta({ description: 'ISO 4217, in capital letters.', examples: ['EUR'] });
const amount = z
  .string()
  .max(40)
  .meta({ description: 'More than 0, with no more decimals than its currency has.', examples: ['1250.00'] });
const name = z.string().trim().min(1).max(MAX_PARTY_NAME);
export const transactionId = textOfForm(
  /^[\x21-\x7e]{1,100}$/,
  serviceSentence('field-visible-ascii', { most: MAX_TRANSACTION_ID }),
);
export const providerCode = z.string().max(20).trim().toUpperCase().meta({ description: 'Code of a provider.' });
const country = textOfForm(/^[A-Z]{2}$/, serviceSentence('field-country')).meta({ examples: ['DE'] });

export const newAccountBody = z.strictObject({
  owner: name.meta({ description: 'Whose it is: an id of yours.' }),
  currency,
  allow_negative: z.boolean().default(false).meta({ description: 'For admins: its balance may fall below 0.' }),
});

export const newTransactionBody = z.strictObject({
  transaction_id: transactionId.optional().meta({ description: 'Your own id, once a tenant; made here if left out.' }),
  transaction_type: z.enum(TRANSACTION_TYPES),
  amount,
  currency,
  source_account: z.uuid().optional().meta({ description: 'Where the money is taken from: an account held here,' }),
  source_system: name.optional().meta({ description: 'or a system that is not.' }),
  target_account: z.uuid().optional().meta({ description: 'Where it goes: an account held here,' }),
  target_system: name.optional().meta({ description: 'or a system that is not.' }),
  provider: providerCode.optional().meta({ description: 'Who carries it out.' }),
  provider_key: z.uuid().optional().meta({ description: 'A key of the provider, whose quota it counts towards.' }),
  routing: z
    .strictObject({ country: country.optional() })
    .optional()
    .meta({ description: 'Let a provider be chosen that takes the type, the currency and the country.' }),
  user_id: name.optional(),
  request_data: anyJson.optional().meta({ description: 'Sent along to the provider.' }),
});

export const completionBody = z.strictObject({ response_data: anyJson.optional() });
export const failureBody = z.strictObject({
  error_message: z.string().trim().min(1).max(MAX_MESSAGE).default('Transaction failed'),
});
export const refundBody = z.strictObject({
  amount: amount.optional().meta({ description: 'All that is left of it if left out.' }),
});
