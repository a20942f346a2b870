import { Loader, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Slice } from '../../../shared/contracts/slice.ts';
import type { SliceName } from '../../../shared/domain/slice.ts';
import { findPlace, type RowPlace, searchableTables } from '../../api/queries/row-search.ts';
import { isSameSlice, sliceNameOf } from '../../datasets/contracts.ts';
import { useDataset } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useProblemWords } from '../../parts/states.tsx';

export interface RowSearchProps {
  readonly slice: SliceName;
  readonly dataType: string;
  readonly onRow: (place: RowPlace, key: string) => void;
  /** No row has exactly this key: those whose key contains it are wanted. */
  readonly onPart: (text: string) => void;
}

/** Goes to the row of a key, of whatever slice and table, or to the rows that contain what was typed of it. */
export function RowSearch({ slice, dataType, onRow, onPart }: RowSearchProps) {
  const dataset = useDataset();
  const names = useNames();
  const [text, setText] = useState('');
  const search = useMutation({
    mutationFn: (key: string) => {
      const slices = Slice.allOf(dataset).map(sliceNameOf);
      // What is looked at comes first.
      const near = [slice, ...slices.filter((other) => !isSameSlice(other, slice))];
      const tables = searchableTables(dataset);
      const own = [
        ...tables.filter(({ name }) => name === dataType),
        ...tables.filter(({ name }) => name !== dataType),
      ];
      return findPlace(
        own.flatMap((table) => near.map((at) => ({ slice: at, table }))),
        key,
      );
    },
    onSuccess: (found, key) => {
      if (found) return onRow(found, key);
      setText('');
      onPart(key);
    },
    gcTime: 0,
  });
  const failure = useProblemWords(search.error);
  const said = (key: 'data:search.label' | 'data:search.hint') => names.said(dataset.name, key);
  return (
    <search>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const key = text.trim();
          if (key !== '' && !search.isPending) search.mutate(key);
        }}
      >
        <TextInput
          size="xs"
          w={{ base: '100%', xs: 210 }}
          type="search"
          aria-label={said('data:search.label')}
          placeholder={said('data:search.label')}
          title={said('data:search.hint')}
          autoComplete="off"
          spellCheck={false}
          leftSection={search.isPending ? <Loader size={14} /> : <IconSearch size={16} aria-hidden />}
          value={text}
          error={search.isError && failure.title}
          onChange={(event) => {
            setText(event.currentTarget.value);
            search.reset();
          }}
        />
      </form>
    </search>
  );
}
