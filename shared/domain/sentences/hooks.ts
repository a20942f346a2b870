/** Of webhooks that come in. */
export const hookSentences = {
  'hook-event-id':
    'Must be 1 to {most} characters, without blanks at its ends: by it the event is known when it comes again.',
  'hook-state': 'The webhook is {status}; only what is {needed} can be.',
  'hook-cut-off': {
    one: 'Its worker was cut off {count} time.',
    other: 'Its worker was cut off {count} times.',
  },
  'hook-error': 'It could not be applied, through a fault of ours. The log says why.',
  'hook-no-json': 'The body is no JSON.',
  'hook-untyped': 'It does not say of what type it is.',
  'hook-unknown-type': 'Nobody knows what {event_type} means.',
  'hook-nothing-to-do': 'Nothing follows from it.',
  'hook-ignored': 'ignored: {detail}',
  'hook-not-found': 'not found: {detail}',
  'hook-cancelled': 'Given up by {by}.',
} as const;
