/** The file, and certainly it, cannot be read as rows. The message says why, in words for the bank and without its data. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}
