/** What is said of a file that turns out, while it is read, not to be readable to its end. */
export const damagedFile = (fileType: string): string =>
  `The ${fileType} file cannot be read to its end: it is damaged or was cut off. Export it again and announce a new upload.`;
export const lineTooLong = (fileType: string): string =>
  `The ${fileType} file has a line too long to be read. Check its line ends and announce a new upload.`;
