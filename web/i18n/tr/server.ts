import type { ServerDictionary } from '../server-words.ts';
import { cells } from './messages/cells.ts';
import { files } from './messages/files.ts';
import { findings } from './messages/findings.ts';
import { hooks } from './messages/hooks.ts';
import { kyc } from './messages/kyc.ts';
import { money } from './messages/money.ts';
import { problems } from './messages/problems.ts';
import { providers } from './messages/providers.ts';
import { requests } from './messages/requests.ts';
import { sheets } from './messages/sheets.ts';
import { sources } from './messages/sources.ts';
import { streams } from './messages/streams.ts';
import { syncs } from './messages/syncs.ts';
import { webhooks } from './messages/webhooks.ts';
import { problemTitles } from './problem-titles.ts';

/** What the service says, in Turkish, but for the sentences that datasets declare. */
export const server: ServerDictionary = {
  language: 'tr',
  problemTitles,
  messages: {
    ...findings,
    ...cells,
    ...files,
    ...sheets,
    ...syncs,
    ...requests,
    ...sources,
    ...streams,
    ...money,
    ...providers,
    ...hooks,
    ...kyc,
    ...webhooks,
    ...problems,
  },
};
