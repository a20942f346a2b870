import type { Upload } from '../../shared/domain/upload.ts';
import type { CommandContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { assertUploadId } from '../find-sync.ts';
import { sliceName } from '../slice-options.ts';
import { printable } from '../text/printable.ts';

/** Gives up uploads that are staged, held or on their way. What was given up already stays so. */
export async function cancel(context: CommandContext, uploadIds: readonly string[]): Promise<ExitCode> {
  const { terminal } = context;
  for (const id of uploadIds) assertUploadId(id);
  const client = await context.client();
  // Nothing is given up where one of the ids is not known.
  for (const id of uploadIds) await client.getUpload(id);
  const uploads: Upload[] = [];
  try {
    for (const id of uploadIds) uploads.push(await client.cancelUpload(id));
  } catch (error) {
    if (uploads.length > 0) terminal.warn(`Given up before that: ${uploads.map(nameOf).join(', ')}.`);
    throw error;
  }
  if (terminal.json) await terminal.document({ uploads });
  else {
    await terminal.lines(
      ...uploads.map((upload) => `${nameOf(upload)} is cancelled: no sync will load it. What is live stays live.`),
    );
  }
  return EXIT.ok;
}

const nameOf = (upload: Upload): string =>
  `${printable(upload.file_name)} (${sliceName(upload)} ${upload.file_type}, upload ${upload.upload_id})`;
