export default {
  title: 'Upload',
} as const;
