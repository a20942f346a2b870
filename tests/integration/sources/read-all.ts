import type { Connector, Moment } from '../../../shared/sources/connector.ts';
import { SourceFault } from '../../../shared/sources/source-fault.ts';

/** As the API words it, what a source does not do. */
export async function faultOf(work: Promise<unknown>): Promise<{ code: string; id: string; text: string }> {
  const error = await work.then(
    () => new Error('nothing failed'),
    (failed: Error) => failed,
  );
  if (!(error instanceof SourceFault)) throw error;
  return { code: error.code, id: error.said.message.id, text: error.said.text };
}

/** As of when a pull of this connector reads. */
export async function momentOf(connector: Connector): Promise<Moment> {
  const fixed = connector.fixMoment ? (await connector.fixMoment(AbortSignal.timeout(60_000))).fixed : null;
  return JSON.parse(JSON.stringify({ until: new Date().toISOString(), fixed })) as Moment;
}

/** All rows of a file, with the position between two pages as it is kept. */
export async function readAll(
  connector: Connector,
  fileType: string,
  moment: Moment,
  afterPage: () => Promise<void> = async () => {},
): Promise<string[][]> {
  const rows: string[][] = [];
  let position: unknown = connector.begin(fileType, moment);
  while (position !== undefined) {
    const kept = JSON.parse(JSON.stringify(position)) as unknown;
    const page = await connector.read(fileType, kept, AbortSignal.timeout(60_000));
    rows.push(...page.records.map(({ cells }) => [...cells]));
    position = page.next;
    await afterPage();
  }
  return rows;
}
