import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { Alarm, AlarmStatusWidget, Dashboard, PeriodOverride, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import {
  apiPanels,
  enginePanels,
  filePanels,
  functionPanels,
  mediatorPanels,
  type Shown,
  streamPanels,
  syncPanels,
  webhookPanels,
} from './dashboard-panels.ts';

export interface ServiceDashboardProps extends Shown {
  readonly name: string;
  /** Names of alarms: their states stand on top. */
  readonly alarms: readonly string[];
  readonly runbook: string;
}

const WIDTH = 24;

/** What the operator looks at first: the alarms, then section by section what stands behind them. */
export class ServiceDashboard extends Construct {
  constructor(scope: Construct, id: string, props: ServiceDashboardProps) {
    super(scope, id);
    const title = (markdown: string, height = 1) => [new TextWidget({ markdown, width: WIDTH, height })];
    new Dashboard(this, 'Board', {
      dashboardName: props.name,
      defaultInterval: Duration.hours(3),
      periodOverride: PeriodOverride.INHERIT,
      widgets: [
        title(`# ${props.name}\nEvery alarm links to its section of the runbook, ${props.runbook}.`, 2),
        [this.#alarmStates(props.alarms)],
        title('## API'),
        apiPanels(props),
        title('## Syncs'),
        syncPanels(props),
        title('## Files'),
        filePanels(props),
        title('## Streams'),
        streamPanels(props),
        title('## Webhooks'),
        webhookPanels(props),
        title('## Mediator'),
        mediatorPanels(props),
        title('## Engines'),
        enginePanels(props),
        title('## Functions and queues'),
        functionPanels(props),
      ],
    });
  }

  /** By name: alarms of other stacks need not know that they are shown. */
  #alarmStates(names: readonly string[]): AlarmStatusWidget {
    const arn = (resourceName: string) =>
      Stack.of(this).formatArn({
        service: 'cloudwatch',
        resource: 'alarm',
        resourceName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      });
    const alarms = names.map((name) => Alarm.fromAlarmArn(this, name, arn(name)));
    return new AlarmStatusWidget({ title: 'Alarms', alarms, width: WIDTH, height: 6 });
  }
}
