/** Of streams, their events and alerts. */
export const streamSentences = {
  'no-stream': 'There is no stream {name}; there are {names}.',
  'event-member': 'Must be {expected}.',
  'event-time':
    'Must be a point in time between 1900 and 2299: seconds since 1970 as a number of JSON, or a text of ISO 8601 such as 2026-03-02T09:30:00.250Z.',
  'type-exact-number': 'a number, or a text with its digits',
  'alert-note': 'Say in a note what was found: an alert is closed for good, and this is all that is left to read.',
  'alert-closed': 'The alert was closed by {by} at {at}.',
  'stream-settings-changed': 'The settings have version {version} by now. Read them again before you change them.',
  'live-position': 'after is no `next` of this stream. Ask without it, and go on with the `next` of that answer.',
} as const;
