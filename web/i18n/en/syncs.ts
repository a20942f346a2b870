export default {
  title: 'Syncs',
} as const;
