import { Anchor, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { type Rule, ruleQuery } from '../../api/queries/rules.ts';
import { LOAN_TYPES } from '../../api/queries/syncs.ts';
import { KeyValueList } from '../../parts/key-value-list.tsx';
import { isMissing, NotFound } from '../../parts/not-found.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ServerText } from '../../parts/server-text.tsx';
import { SeverityBadge } from '../../parts/severity-badge.tsx';
import { Loaded } from '../../parts/states.tsx';
import { RuleExample } from './rule-example.tsx';

export default function RulePage() {
  const { t } = useTranslation('rules');
  const { ruleId = '' } = useParams();
  const [params] = useSearchParams();
  const loanType = LOAN_TYPES.find((name) => name === params.get('loan_type'));
  const rule = useQuery(ruleQuery(ruleId, loanType));
  if (isMissing(rule.error)) {
    return <NotFound title={t('missing')} detail={t('missingDetail')} asked={ruleId} to="/rules" back={t('all')} />;
  }
  return (
    <>
      <PageHeader
        title={ruleId}
        intro={rule.data && <ServerText said={rule.data.expected} />}
        actions={
          <Anchor component={Link} to="/rules" size="sm" c="var(--tranche-link)">
            {t('all')}
          </Anchor>
        }
      />
      <Loaded query={rule}>{(rule) => <RuleFacts rule={rule} />}</Loaded>
    </>
  );
}

function RuleFacts({ rule }: { readonly rule: Rule }) {
  const { t } = useTranslation(['rules', 'common']);
  const [, setParams] = useSearchParams();
  const { examples, loan_types: loanTypes } = rule;
  return (
    <Stack gap="md">
      <Panel title={t('about')}>
        <Text mb="md" maw="75ch">
          <ServerText said={rule.why} />
        </Text>
        <KeyValueList
          items={[
            [t('severity'), <SeverityBadge key="severity" severity={rule.severity} />],
            [t('consequence'), t(`consequenceOf.${rule.severity}`)],
            [t('file'), t(`common:fileType.${rule.file_type}`)],
            [t('loanTypes'), loanTypes.map((name) => t(`common:loanType.${name}`)).join(', ')],
            [
              t('fields'),
              rule.fields.length === 0 ? t('wholeRow') : <code key="fields">{rule.fields.join(', ')}</code>,
            ],
            [t('kind'), t(`errorTypeOf.${rule.error_type}`)],
          ]}
        />
      </Panel>
      <Panel
        title={t('examples')}
        hint={t('examplesHint')}
        actions={
          loanTypes.length > 1 && (
            <SegmentedControl
              aria-label={t('loanTypes')}
              value={examples.loan_type}
              onChange={(value) => setParams({ loan_type: value }, { replace: true })}
              data={loanTypes.map((value) => ({ value, label: t(`common:loanType.${value}`) }))}
            />
          )
        }
      >
        <Group align="stretch" grow preventGrowOverflow={false} gap="md">
          <RuleExample title={t('passes')} good header={examples.header} example={examples.passes} />
          <RuleExample title={t('fails')} good={false} header={examples.header} example={examples.fails} />
        </Group>
      </Panel>
    </Stack>
  );
}
