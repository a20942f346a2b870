import { Modal, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Fragment, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Slice } from '../../shared/contracts/slice.ts';
import { DATASETS } from '../../shared/datasets/registry.ts';
import { rowsLikeQuery, searchableTables } from '../api/queries/row-search.ts';
import { rulesQuery } from '../api/queries/rules.ts';
import { latestSyncsQuery } from '../api/queries/syncs.ts';
import { stateOf } from '../api/sync-outcome.ts';
import { tablePagesOf } from '../datasets/dataset-pages.ts';
import { rowPath } from '../datasets/row-path.ts';
import { pathOf, useDataset } from '../datasets/use-dataset.ts';
import { useNames } from '../datasets/use-names.ts';
import { useFormats } from '../format/use-formats.ts';
import { useServerWords } from '../i18n/use-server-words.ts';
import { useFocusBack } from '../parts/use-focus-back.ts';
import classes from './command-palette.module.css';
import { useDestinations, useMediatorDestinations } from './destinations.ts';
import { isSyncId, matchingResults, type PaletteResult } from './palette-results.ts';

const SYNCS_LISTED = 30;
/** Of each group. */
const SHOWN = 6;
const RECENT_SHOWN = 5;
/** Until typing has paused, nobody is asked for a row. */
const PAUSE_MS = 200;
/** Of shorter texts too many keys have some. */
const KEY_CHARACTERS = 3;

/** Goes anywhere by a few letters: a row of the open dataset by its key, a sync by its file or id, a page, a rule. */
export default function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { name: dataset } = useDataset();
  const placeholder = useNames().said(dataset, 'common:palette.placeholder');
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const results = useResults(text);
  useFocusBack();
  const at = Math.min(chosen, results.length - 1);
  const go = (result: PaletteResult | undefined) => {
    if (!result) return;
    onClose();
    void navigate(result.to);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const moves = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + SHOWN, PageUp: at - SHOWN };
    const to = moves[event.key as keyof typeof moves];
    if (to !== undefined) {
      event.preventDefault();
      const next = Math.max(0, Math.min(results.length - 1, to));
      setChosen(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      go(results[at]);
    }
  };
  return (
    <Modal.Root opened onClose={onClose} yOffset="10dvh" size="lg" padding={0}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('palette.open')} radius="md">
        <Modal.Body>
          <TextInput
            data-autofocus
            size="md"
            variant="unstyled"
            className={classes.input ?? ''}
            leftSection={<IconSearch size={18} aria-hidden />}
            placeholder={placeholder}
            aria-label={placeholder}
            role="combobox"
            aria-expanded={results.length > 0}
            aria-controls={id}
            aria-autocomplete="list"
            aria-activedescendant={results.length > 0 ? `${id}-${at}` : undefined}
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setChosen(0);
            }}
            onKeyDown={onKeyDown}
          />
          <div id={id} role="listbox" aria-label={t('palette.results')} className={classes.results}>
            {results.map((result, index) => (
              <Fragment key={result.to}>
                {result.group !== results[index - 1]?.group && (
                  <Text size="xs" c="dimmed" className={classes.group ?? ''} role="presentation">
                    {t(`palette.group.${result.group}`)}
                  </Text>
                )}
                {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which keeps the focus */}
                {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
                <div
                  id={`${id}-${index}`}
                  role="option"
                  aria-selected={index === at}
                  className={classes.result}
                  onClick={() => go(result)}
                  onMouseMove={() => setChosen(index)}
                >
                  <span className={classes.label}>{result.label}</span>
                  <Text span size="xs" c="dimmed" className={classes.detail ?? ''}>
                    {result.detail}
                  </Text>
                </div>
              </Fragment>
            ))}
          </div>
          {results.length === 0 && (
            <Text c="dimmed" p="md" role="status">
              {t('palette.none')}
            </Text>
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function useResults(text: string): readonly PaletteResult[] {
  const { t } = useTranslation(['common', 'syncs']);
  const formats = useFormats();
  const server = useServerWords();
  const [asked] = useDebouncedValue(text.trim(), PAUSE_MS);
  const names = useNames();
  const destinations = useDestinations();
  const ofMediator = useMediatorDestinations();
  const dataset = useDataset();
  const path = (page: string) => pathOf(dataset.name, page);
  const syncs = useQuery(latestSyncsQuery(dataset.name, SYNCS_LISTED)).data?.data ?? [];
  const rules = useQuery(rulesQuery(dataset.name)).data ?? [];
  // What is shown on another row's page is found as that.
  const tables = searchableTables(dataset).filter(
    (table) => tablePagesOf(dataset.name, table.name).shownAs === undefined,
  );
  const places = Slice.allOf(dataset).flatMap((slice) => tables.map((table) => ({ slice, table })));
  const keys = useQueries({
    queries: places.map((place) => ({
      ...rowsLikeQuery(place, asked),
      enabled: asked.length >= KEY_CHARACTERS && !isSyncId(asked),
    })),
  });
  const pages = [
    ...destinations(dataset).map(({ page, label }) => ({ to: path(page), label, detail: '' })),
    ...ofMediator.map(({ to, label }) => ({ to, label, detail: t('nav.mediator') })),
  ].map((place): PaletteResult => ({ group: 'pages', ...place }));
  const datasets =
    DATASETS.length === 1
      ? []
      : DATASETS.map(
          ({ name }): PaletteResult => ({
            group: 'datasets',
            to: pathOf(name, ''),
            label: names.dataset(name),
            detail: '',
          }),
        );
  const ofSyncs = syncs.map((sync): PaletteResult => {
    const files = Object.values(sync.files).flatMap((file) => file?.uploads.map(({ file_name }) => file_name) ?? []);
    const state = stateOf(sync);
    return {
      group: 'syncs',
      to: path(`/syncs/${sync.id}`),
      label: files.filter(Boolean).join(', ') || sync.id,
      detail: [
        names.slice(sync),
        formats.dateTime(sync.queued_at),
        t(state in STATES ? `syncState.${state as keyof typeof STATES}` : `status.${sync.status}`),
      ].join(' · '),
      words: [sync.id],
    };
  });
  if (text.trim() === '') return [...pages, ...datasets, ...ofSyncs.slice(0, RECENT_SHOWN)];
  const ofRules = rules.map(
    (rule): PaletteResult => ({
      group: 'rules',
      to: path(`/rules/${encodeURIComponent(rule.rule_id)}`),
      label: rule.rule_id,
      detail: server.text(rule.expected, rule.expected_message) ?? rule.expected,
      words: rule.fields,
    }),
  );
  const found = places.flatMap(({ slice, table }, at) =>
    (keys[at]?.data ?? []).map(
      (key): PaletteResult => ({
        group: 'rows',
        to: rowPath(slice, table.name, [key]),
        label: key,
        detail: `${names.table(dataset.name, table.name)} · ${names.slice(slice)}`,
      }),
    ),
  );
  const known = matchingResults([...ofSyncs, ...datasets, ...pages, ...ofRules], text, SHOWN);
  // Older than those listed.
  const byId: PaletteResult[] =
    isSyncId(text) && !known.some(({ to }) => to === path(`/syncs/${text.trim().toLowerCase()}`))
      ? [{ group: 'syncs', to: path(`/syncs/${text.trim().toLowerCase()}`), label: text.trim(), detail: '' }]
      : [];
  // What was found for fewer letters still fits, or goes.
  return [...matchingResults(found, text, 2 * SHOWN), ...byId, ...known];
}

const STATES = {
  PARTLY_LOADED: true,
  VALID: true,
  PARTLY_VALID: true,
  AWAITING_PUBLICATION: true,
  DISCARDED: true,
} as const;
