import { Button, Group, Select, TextInput } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './audit-filters.module.css';
import {
  ACTOR_KINDS,
  AUDIT_ACTIONS,
  AUDIT_SUBJECTS,
  type AuditView,
  isActorKind,
  readAuditView,
} from './audit-view.ts';

export interface AuditFiltersProps {
  readonly view: AuditView;
  readonly onShow: (changes: AuditView) => void;
  /** Undefined as long as no filter is in force. */
  readonly onClear: (() => void) | undefined;
}

export function AuditFilters({ view, onShow, onClear }: AuditFiltersProps) {
  const { t } = useTranslation('settings');
  const { action, actor, target, from, to } = view;
  // A key or a session is chosen in the list; here it can be seen and taken away.
  const others = actor === undefined || isActorKind(actor) ? [] : [{ value: actor, label: actor }];
  return (
    <Group className={classes.filters ?? ''} role="group" aria-label={t('audit.filters')}>
      <Select
        label={t('audit.what')}
        size="xs"
        clearable
        searchable
        placeholder={t('audit.any')}
        data={AUDIT_SUBJECTS.map((subject) => ({
          group: t(`audit.subject.${subject}`),
          items: AUDIT_ACTIONS[subject].map((value) => ({ value, label: t(`audit.action.${value}`) })),
        }))}
        value={action ?? null}
        onChange={(value) => onShow({ action: readAuditView(new URLSearchParams({ action: value ?? '' })).action })}
      />
      <Select
        label={t('audit.who')}
        size="xs"
        clearable
        placeholder={t('audit.any')}
        data={[...ACTOR_KINDS.map((value) => ({ value, label: t(`audit.actor.${value}`) })), ...others]}
        value={actor ?? null}
        onChange={(value) => onShow({ actor: value ?? undefined })}
      />
      <TextInput
        key={`target ${target}`}
        label={t('audit.target')}
        size="xs"
        placeholder={t('audit.targetHint')}
        defaultValue={target ?? ''}
        maxLength={100}
        spellCheck={false}
        onBlur={({ currentTarget: { value } }) => onShow({ target: value.trim() || undefined })}
        onKeyDown={({ key, currentTarget: { value } }) => {
          if (key === 'Enter') onShow({ target: value.trim() || undefined });
        }}
      />
      <TextInput
        type="date"
        label={t('audit.from')}
        size="xs"
        value={from ?? ''}
        max={to}
        onChange={({ currentTarget: { value } }) => onShow({ from: value || undefined })}
      />
      <TextInput
        type="date"
        label={t('audit.to')}
        size="xs"
        value={to ?? ''}
        min={from}
        onChange={({ currentTarget: { value } }) => onShow({ to: value || undefined })}
      />
      {onClear && (
        <Button
          className={classes.clear ?? ''}
          variant="subtle"
          size="xs"
          leftSection={<IconFilterOff size={15} aria-hidden />}
          onClick={onClear}
        >
          {t('audit.clear')}
        </Button>
      )}
    </Group>
  );
}
