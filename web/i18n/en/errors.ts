export default {
  title: 'Errors',
} as const;
