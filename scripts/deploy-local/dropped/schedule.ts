import { type Comparison, dropped } from './dropped.ts';

interface Rule {
  readonly ScheduleExpression?: string;
  readonly State?: string;
}

/** That the rule is on, fires as often as it should, and calls someone. */
export const droppedByRule: Comparison = async (resource, { emulator }) => {
  const wanted = resource.properties as Rule & { Targets?: unknown[] };
  // Some emulators know a rule by its name, others by `bus|name`.
  const name = resource.physicalId.split('|').at(-1) ?? '';
  const rule = (await emulator.json('events', 'AWSEvents.DescribeRule', { Name: name })) as Rule;
  const { Targets = [] } = (await emulator.json('events', 'AWSEvents.ListTargetsByRule', { Rule: name })) as {
    Targets?: unknown[];
  };
  return [
    ...(rule.ScheduleExpression === wanted.ScheduleExpression ? [] : [dropped(resource, 'ScheduleExpression')]),
    ...(rule.State === (wanted.State ?? 'ENABLED') ? [] : [dropped(resource, 'State')]),
    ...(Targets.length === (wanted.Targets ?? []).length ? [] : [dropped(resource, 'Targets')]),
  ];
};
