import { Button, Group, Input, Stack, Text } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ApiProblem } from '../../api/problem.ts';
import { addSource, changeSource, type Source, testSource, tryOutSource } from '../../api/queries/sources.ts';
import { fileTypesIn } from '../../datasets/contracts.ts';
import { pathOf } from '../../datasets/use-dataset.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { ErrorsOfField } from '../../parts/errors-of-field.tsx';
import { FieldsRefused } from '../../parts/placed-errors.ts';
import { UnsavedGuard } from '../../parts/unsaved-guard.tsx';
import { ConfigJson } from './config-json.tsx';
import { CredentialsFields } from './credentials-fields.tsx';
import { placeErrors, requireFields } from './field-errors.ts';
import { FileFields } from './file-fields.tsx';
import { FormRefusal } from './form-refusal.tsx';
import { GeneralFields } from './general-fields.tsx';
import {
  canBeSent,
  changesOf,
  configOf,
  draftKind,
  newSource,
  type SourceDraft,
  type SourceTarget,
  triedSource,
} from './source-draft.ts';
import { TestOutcome } from './test-outcome.tsx';
import { useSourceChange } from './use-source-change.ts';
import { WhereFields } from './where-fields.tsx';

export interface SourceFormProps {
  readonly first: SourceDraft;
  /** That is changed; a new one is added, if left out. */
  readonly source?: Source;
}

/** Adds a source, or changes one: tried first, if one wants. */
export function SourceForm({ first, source }: SourceFormProps) {
  const { t } = useTranslation('sources');
  const formats = useFormats();
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(first);
  const change = (changes: Partial<SourceDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const isChanged = JSON.stringify(draft) !== JSON.stringify(first);
  const saving = useSourceChange({
    change: async (toSave: SourceDraft) => {
      requireFields(toSave, false);
      return source
        ? changeSource(source.source_id, changesOf(source, toSave, formats))
        : addSource(newSource(toSave, formats));
    },
    done: ({ name }) => ({
      title: t(source ? 'form.saved' : 'form.added', { name }),
      message: source ? t('form.savedDetail') : '',
    }),
  });
  const { data: saved } = saving;
  useEffect(() => {
    if (saved) void navigate(pathOf(saved.dataset, `/sources/${saved.source_id}`));
  }, [saved, navigate]);

  const takesSaved = draft.credentials.kind === 'keep';
  const testing = useMutation({
    mutationFn: async (toTest: SourceDraft) => {
      if (source && toTest.credentials.kind === 'keep')
        return { target: source, test: await testSource(source.source_id) };
      requireFields(toTest, true);
      const tried = triedSource(toTest);
      return { target: tried as SourceTarget, test: await tryOutSource(tried) };
    },
    gcTime: 0,
  });
  // What was asked for last is what is shown.
  const isTestLast = testing.submittedAt > saving.submittedAt;
  const { error, variables: asked = draft } = isTestLast ? testing : saving;
  const problem = error instanceof ApiProblem || error instanceof FieldsRefused ? error : undefined;
  const errors = placeErrors(problem?.errors ?? [], asked);
  const errorOf = (field: string) => {
    const found = errors.get(field);
    return found && <ErrorsOfField field={field} errors={found} />;
  };
  useEffect(() => {
    const [field] = problem ? (form.current?.querySelectorAll<HTMLElement>('[aria-invalid=true]') ?? []) : [];
    field?.focus();
  }, [problem]);

  const filesField = `config.${draftKind(draft.kind).filesField}`;
  const isReady = canBeSent(draft, formats);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) saving.mutate(draft);
  };
  return (
    <form ref={form} onSubmit={save} noValidate>
      <Stack gap="md">
        <GeneralFields draft={draft} onChange={change} errorOf={errorOf} isFixed={source !== undefined} />
        <WhereFields draft={draft} onChange={change} errorOf={(field) => errorOf(`config${field}`)} />
        <CredentialsFields
          sourceKind={draft.kind}
          draft={draft.credentials}
          onChange={(changes) => change({ credentials: { ...draft.credentials, ...changes } })}
          errorOf={(field) => errorOf(`credentials${field}`)}
          hasSome={source?.has_credentials ?? false}
        />
        {fileTypesIn(draft.slice.dataset, draft.files).map((fileType) => (
          <FileFields
            key={fileType}
            kind={draft.kind}
            slice={draft.slice}
            fileType={fileType}
            draft={draft.files[fileType]!}
            onChange={(changes) =>
              change({ files: { ...draft.files, [fileType]: { ...draft.files[fileType]!, ...changes } } })
            }
            errorOf={(field) => errorOf(`${filesField}.${fileType}${field}`)}
          />
        ))}
        {errors.has(filesField) && <Input.Error role="alert">{errorOf(filesField)}</Input.Error>}
        <ConfigJson config={configOf(draft)} />
        {isTestLast && testing.data && (
          <TestOutcome {...testing.data} dataset={draft.slice.dataset} isStale={!takesSaved && asked !== draft} />
        )}
        {error && <FormRefusal error={error} errors={errors} />}
        <Group gap="sm">
          <Button type="submit" disabled={!isReady || !isChanged} loading={saving.isPending}>
            {t(source ? 'form.save' : 'add')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconPlugConnected size={16} aria-hidden />}
            loading={testing.isPending}
            onClick={() => testing.mutate(draft)}
          >
            {t('form.test')}
          </Button>
          <ButtonLink
            variant="subtle"
            to={pathOf(draft.slice.dataset, source ? `/sources/${source.source_id}` : '/sources')}
          >
            {t('form.cancel')}
          </ButtonLink>
          {takesSaved && (
            <Text size="sm" c="dimmed" maw="70ch">
              {t(isChanged ? 'test.savedChanged' : 'test.saved')}
            </Text>
          )}
        </Group>
      </Stack>
      <UnsavedGuard unsaved={isChanged && !saved ? [draft.name || t('form.addTitle')] : []} />
    </form>
  );
}
