import { Anchor, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { type Rule, ruleQuery } from '../../api/queries/rules.ts';
import { pathOf, useDataset } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
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
  const dataset = useDataset();
  const all = pathOf(dataset.name, '/rules');
  const variant = dataset.variants?.names.find((name) => name === params.get('variant'));
  const rule = useQuery(ruleQuery(dataset.name, ruleId, variant));
  if (isMissing(rule.error)) {
    return <NotFound title={t('missing')} detail={t('missingDetail')} asked={ruleId} to={all} back={t('all')} />;
  }
  return (
    <>
      <PageHeader
        title={ruleId}
        intro={rule.data && <ServerText said={rule.data.expected} message={rule.data.expected_message} />}
        actions={
          <Anchor component={Link} to={all} size="sm" c="var(--tranche-link)">
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
  const names = useNames();
  const { dataset, examples } = rule;
  const variants = rule.variants ?? [];
  const nameOf = (variant: string) => names.slice({ dataset, variant });
  return (
    <Stack gap="md">
      <Panel title={t('about')}>
        <Text mb="md" maw="75ch">
          <ServerText said={rule.why} message={rule.why_message} />
        </Text>
        <KeyValueList
          items={[
            [t('severity'), <SeverityBadge key="severity" severity={rule.severity} />],
            [t('consequence'), t(`consequenceOf.${rule.severity}`)],
            [t('file'), names.table(dataset, rule.file_type)],
            ...(variants.length > 0 ? [[names.variant(dataset), variants.map(nameOf).join(', ')] as const] : []),
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
          variants.length > 1 && (
            <SegmentedControl
              aria-label={names.variant(dataset)}
              value={examples.variant ?? ''}
              onChange={(value) => setParams({ variant: value }, { replace: true })}
              data={variants.map((value) => ({ value, label: nameOf(value) }))}
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
