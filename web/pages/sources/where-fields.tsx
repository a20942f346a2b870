import { Input, Select, SimpleGrid, Stack, TextInput, type TextInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SourceKindName } from '../../../shared/domain/source.ts';
import { useFormats } from '../../format/use-formats.ts';
import { CodeArea } from '../../parts/code-area.tsx';
import { Panel } from '../../parts/panel.tsx';
import { readDraft } from '../../parts/schema-form/schema-field.ts';
import { SchemaInput } from '../../parts/schema-form/schema-input.tsx';
import { type ServerDraft, TLS_MODES, USUAL_PORT } from './database-draft.ts';
import type { DraftFieldsProps } from './draft-fields.ts';
import { HEADERS_FIELD } from './http-pages-draft.ts';
import type { SourceDraft } from './source-draft.ts';

/** Where the source is, as its kind has it. */
export function WhereFields(props: DraftFieldsProps<SourceDraft>) {
  const { t } = useTranslation('sources');
  const { kind, server } = props.draft;
  return (
    <Panel title={t('form.where')}>
      {kind === 'http_pages' ? (
        <ApiFields {...props} />
      ) : (
        <ServerFields
          kind={kind}
          draft={server}
          errorOf={props.errorOf}
          onChange={(changes) => props.onChange({ server: { ...server, ...changes } })}
        />
      )}
    </Panel>
  );
}

function ApiFields({ draft: { api }, onChange, errorOf }: DraftFieldsProps<SourceDraft>) {
  const { t } = useTranslation('sources');
  const formats = useFormats();
  const ofHeaders = errorOf('.headers');
  return (
    <Stack gap="md">
      <TextInput
        label={t('form.baseUrl')}
        description={t('form.baseUrlHint')}
        error={errorOf('.base_url')}
        type="url"
        autoComplete="off"
        spellCheck={false}
        value={api.baseUrl}
        onChange={(event) => onChange({ api: { ...api, baseUrl: event.currentTarget.value } })}
      />
      <SchemaInput
        field={HEADERS_FIELD}
        label={t('form.headers')}
        hint={t('form.headersHint')}
        draft={api.headers}
        reading={readDraft(HEADERS_FIELD, api.headers, formats)}
        onChange={(headers) => typeof headers === 'object' && onChange({ api: { ...api, headers } })}
      />
      {ofHeaders && <Input.Error role="alert">{ofHeaders}</Input.Error>}
    </Stack>
  );
}

interface ServerFieldsProps extends DraftFieldsProps<ServerDraft> {
  readonly kind: Exclude<SourceKindName, 'http_pages'>;
}

function ServerFields({ kind, draft, onChange, errorOf }: ServerFieldsProps) {
  const { t } = useTranslation('sources');
  const text = (name: keyof ServerDraft, field: string): TextInputProps => ({
    value: draft[name],
    error: errorOf(`.${field}`),
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event) => onChange({ [name]: event.currentTarget.value }),
  });
  const isPortWrong = !/^\s*\d*\s*$/.test(draft.port);
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <TextInput {...text('host', 'host')} label={t('form.host')} description={t('form.hostHint')} />
        <TextInput
          {...text('port', 'port')}
          error={errorOf('.port') ?? (isPortWrong && t('form.portWrong'))}
          label={t('form.port')}
          description={t('form.portHint', { port: USUAL_PORT[kind] })}
          inputMode="numeric"
          placeholder={String(USUAL_PORT[kind])}
        />
        <TextInput {...text('database', 'database')} label={t('form.database')} />
        {kind === 'mongodb' && (
          <TextInput
            {...text('authSource', 'auth_source')}
            label={t('form.authSource')}
            description={t('form.authSourceHint')}
          />
        )}
      </SimpleGrid>
      <Select
        label={t('form.tls')}
        description={t(`form.tlsWhat.${draft.tls}`)}
        error={errorOf('.tls')}
        allowDeselect={false}
        data={TLS_MODES.map((value) => ({ value, label: t(`form.tlsOf.${value}`) }))}
        value={draft.tls}
        onChange={(value) => onChange({ tls: TLS_MODES.find((known) => known === value) ?? 'verify-full' })}
      />
      {draft.tls === 'verify-full' && (
        <CodeArea
          label={t('form.ca')}
          description={t('form.caHint')}
          error={errorOf('.ca')}
          minRows={2}
          value={draft.ca}
          onChange={(event) => onChange({ ca: event.currentTarget.value })}
        />
      )}
    </Stack>
  );
}
