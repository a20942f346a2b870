import { Modal, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Fragment, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { loansLikeQuery } from '../api/queries/loan-search.ts';
import { rulesQuery } from '../api/queries/rules.ts';
import { LOAN_TYPES, latestSyncsQuery } from '../api/queries/syncs.ts';
import { stateOf } from '../api/sync-outcome.ts';
import { useFormats } from '../format/use-formats.ts';
import { useServerWords } from '../i18n/use-server-words.ts';
import { useFocusBack } from '../parts/use-focus-back.ts';
import classes from './command-palette.module.css';
import { DESTINATIONS } from './destinations.ts';
import { isSyncId, matchingResults, type PaletteResult } from './palette-results.ts';

const SYNCS_LISTED = 30;
/** Of each group. */
const SHOWN = 6;
const RECENT_SHOWN = 5;
/** Until typing has paused, nobody is asked for a loan. */
const PAUSE_MS = 200;
/** Shorter is no account number. */
const LOAN_CHARACTERS = 3;

/** Goes anywhere by a few letters: a loan by its account number, a sync by its file or id, a page, a rule. */
export default function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
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
            placeholder={t('palette.placeholder')}
            aria-label={t('palette.placeholder')}
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
  const syncs = useQuery(latestSyncsQuery(SYNCS_LISTED)).data?.data ?? [];
  const rules = useQuery(rulesQuery).data ?? [];
  const loans = useQueries({
    queries: LOAN_TYPES.map((loanType) => ({
      ...loansLikeQuery(loanType, asked),
      enabled: asked.length >= LOAN_CHARACTERS && !isSyncId(asked),
    })),
  });
  const pages = DESTINATIONS.map(
    ({ path, name }): PaletteResult => ({ group: 'pages', to: path, label: t(`nav.${name}`), detail: '' }),
  );
  const ofSyncs = syncs.map((sync): PaletteResult => {
    const files = Object.values(sync.files).flatMap((file) => file?.uploads.map(({ file_name }) => file_name) ?? []);
    const state = stateOf(sync);
    return {
      group: 'syncs',
      to: `/syncs/${sync.id}`,
      label: files.filter(Boolean).join(', ') || sync.id,
      detail: [
        t(`loanType.${sync.loan_type}`),
        formats.dateTime(sync.queued_at),
        t(state in STATES ? `syncState.${state as keyof typeof STATES}` : `status.${sync.status}`),
      ].join(' · '),
      words: [sync.id],
    };
  });
  if (text.trim() === '') return [...pages, ...ofSyncs.slice(0, RECENT_SHOWN)];
  const ofRules = rules.map(
    (rule): PaletteResult => ({
      group: 'rules',
      to: `/rules/${encodeURIComponent(rule.rule_id)}`,
      label: rule.rule_id,
      detail: server.text(rule.expected) ?? rule.expected,
      words: rule.fields,
    }),
  );
  const found = LOAN_TYPES.flatMap((loanType, at) =>
    (loans[at]?.data ?? []).map(
      (loan): PaletteResult => ({
        group: 'loans',
        to: `/data/${loanType}/loans/${encodeURIComponent(loan)}`,
        label: loan,
        detail: t(`loanType.${loanType}`),
      }),
    ),
  );
  const known = matchingResults([...ofSyncs, ...pages, ...ofRules], text, SHOWN);
  // Older than those listed.
  const byId: PaletteResult[] =
    isSyncId(text) && !known.some(({ to }) => to === `/syncs/${text.trim().toLowerCase()}`)
      ? [{ group: 'syncs', to: `/syncs/${text.trim().toLowerCase()}`, label: text.trim(), detail: '' }]
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
