import { Group, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import type { FindingGroup } from '../../api/finding-filter.ts';
import { RuleLink } from '../../parts/rule-link.tsx';
import { ServerText } from '../../parts/server-text.tsx';
import { SeverityBadge } from '../../parts/severity-badge.tsx';
import classes from './findings.module.css';

/** State of a link that goes away when it is followed: who came by keyboard goes on from here. */
export const TAKES_FOCUS = { takesFocus: true } as const;

/** The rule whose findings are listed. */
export function RuleInView({ group }: { readonly group: FindingGroup }) {
  const { t } = useTranslation('syncs');
  const state: unknown = useLocation().state;
  const box = useRef<HTMLDivElement>(null);
  const takesFocus = typeof state === 'object' && state !== null && 'takesFocus' in state;
  useEffect(() => {
    if (takesFocus) box.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  return (
    <div className={classes.rule} ref={box} tabIndex={-1}>
      <Group gap="xs">
        <RuleLink ruleId={group.rule_id} />
        <SeverityBadge severity={group.severity} />
        {group.field_name !== null && <code>{group.field_name}</code>}
      </Group>
      <Text size="sm">
        {group.expected === null ? (
          t('findings.pastRule')
        ) : (
          <ServerText said={group.expected} message={group.expected_message} />
        )}
      </Text>
    </div>
  );
}
