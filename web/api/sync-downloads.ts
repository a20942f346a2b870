import { addressBehind } from './address-behind.ts';
import { api } from './client.ts';
import { fileTypeParameter } from './slice-parameters.ts';

/** Where all findings of a sync lie as a CSV file. @throws {ApiProblem} */
export const errorsAddress = (syncId: string): Promise<string> =>
  addressBehind((signal) =>
    api.GET('/api/sync/logs/{id}/errors.csv', { params: { path: { id: syncId } }, parseAs: 'stream', signal }),
  );

/** Where the rejected rows of one file lie, as they were sent. @throws {ApiProblem} */
export const rejectedRowsAddress = (syncId: string, fileType: string): Promise<string> =>
  addressBehind((signal) => {
    const params = { path: { id: syncId }, query: { file_type: fileTypeParameter(fileType) } };
    return api.GET('/api/sync/logs/{id}/rejected.csv', { params, parseAs: 'stream', signal });
  });
