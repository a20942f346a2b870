import { tablesOf } from '../../../shared/contracts/contract.ts';
import type { Kind } from '../../../shared/contracts/kinds/kind.ts';
import { text } from '../../../shared/contracts/kinds/text.ts';
import { findDataset } from '../../../shared/datasets/registry.ts';
import { choicesOf, isWritten } from '../column-kinds.ts';
import type { ServedColumn } from '../row-columns.ts';

interface Asked {
  readonly dataset: string;
  readonly name: string;
  readonly columns: readonly { readonly name: string }[];
}

/** The columns of an answer with their kinds, from the contract; what a newer service has besides is shown as text. */
export function answerColumns({ dataset, name, columns }: Asked): readonly ServedColumn[] {
  const contract = findDataset(dataset);
  const known = contract?.analyses?.find((analysis) => analysis.name === name)?.columns ?? [];
  const codeOf = (column: string): Kind | undefined =>
    (contract ? tablesOf(contract) : [])
      .flatMap((table) => table.columns)
      .find((one) => one.name === column && choicesOf(one).length > 0)?.kind;
  return columns.map((column) => {
    const kind = known.find((one) => one.name === column.name)?.kind ?? text();
    // What a table has as a code, an analysis may have as text: it is called the same.
    return { name: column.name, kind: (isWritten({ kind }) && codeOf(column.name)) || kind, nullable: true };
  });
}
