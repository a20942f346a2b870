/** What the pages of payments and identities have in common. */
export default {
  filter: {
    label: 'Filters',
    any: 'Any',
    clear: 'Clear filters',
    clearOne: 'Clear {{name}}',
    from: 'From',
    to: 'To',
    none: 'Nothing matches these filters',
    noneDetail: 'Change or clear the filters.',
  },
  history: { title: 'History', by: 'by {{who}}', service: 'the service' },
  secret: {
    once: 'Shown only this once. Store it before you go on.',
    copy: 'Copy {{name}}',
    stored: 'I have stored it',
  },
  form: {
    refused_one: '{{shown}} field above needs another value.',
    refused_other: '{{shown}} fields above need another value.',
    cancel: 'Cancel',
    json: 'This is not JSON.',
    forbidden: 'Your role can view this but not change it',
  },
  yes: 'Yes',
  no: 'No',
} as const;
