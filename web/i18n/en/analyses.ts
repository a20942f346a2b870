/** Words of the page of analyses. */
export default {
  title: 'Analyses',
  intro: 'Questions that are asked often, answered from what is live.',
  none: 'This dataset has no analyses',
  nothingLoaded: 'Nothing is loaded',
  upload: 'Upload files',
  show: 'Show',
  answer: 'Answer',
  figures: 'Figures',
  rows_one: '{{shown}} row',
  rows_other: '{{shown}} rows',
  copy: 'Copy as CSV',
  empty: 'No rows',
  emptyDetail: 'Nothing that is live answers this question as it was asked.',
} as const;
