/** The files cannot be served; the message names the file, the line where there is one, and what to do. */
export class FilesRefused extends Error {
  override readonly name = 'FilesRefused';
}
