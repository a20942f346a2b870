import { Aws, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { accept } from '../acknowledge.ts';
import type { AlarmDesk } from '../constructs/alarms.ts';
import { encryptionKey } from '../constructs/encryption-key.ts';

export interface FoundationStackProps extends StackProps {
  readonly alarmEmail: string | undefined;
  readonly alarms: Omit<AlarmDesk, 'topic' | 'names'>;
  readonly keepData: boolean;
}

/** What every other stack uses: the key that data are encrypted with, and the topic that alarms are told to. */
export class FoundationStack extends Stack {
  readonly key: Key;
  readonly alarms: AlarmDesk;

  constructor(scope: Construct, id: string, props: FoundationStackProps) {
    super(scope, id, props);
    this.key = encryptionKey(this, 'Key', { keepData: props.keepData });
    const topic = new Topic(this, 'Alarms', {
      displayName: 'Tranche',
      masterKey: this.key,
      enforceSSL: true,
    });
    // With a policy of its own, a topic no longer lets the account's alarms in by itself.
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    if (props.alarmEmail !== undefined) {
      const subscription = topic.addSubscription(new EmailSubscription(props.alarmEmail));
      accept(subscription, 'Serverless-SNSRedrivePolicy', 'Mail is tried again by the mail servers.');
    }
    this.alarms = { ...props.alarms, topic, names: [] };
    new CfnOutput(this, 'AlarmTopicArn', {
      description: props.alarmEmail
        ? `Alarms go to ${props.alarmEmail}, once the message that AWS sends there is confirmed`
        : 'Nobody is told of alarms yet: deploy with -c alarmEmail=…, or subscribe to this topic',
      value: topic.topicArn,
    });
  }
}
