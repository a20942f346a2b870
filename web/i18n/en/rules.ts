export default {
  title: 'Rules',
} as const;
