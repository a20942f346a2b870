import { CfnOutput, CustomResource, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from '../constructs/alarms.ts';
import { makeFunction, type Surroundings } from '../constructs/make-function.ts';
import { deadLetterQueue, keepFailedEvents } from '../constructs/queues.ts';
import { FUNCTIONS } from '../functions.ts';
import { migrationsFingerprint } from '../migrations-fingerprint.ts';
import type { FoundationStack } from './foundation-stack.ts';

export interface MigrationsStackProps extends StackProps {
  readonly foundation: FoundationStack;
  readonly surroundings: Omit<Surroundings, 'alarms'>;
}

/**
 * Brings Postgres and ClickHouse up to date, for every tenant, before any code that counts on it is deployed: the service
 * stack comes after this one. When it fails, the deployment stops here, and the code that runs is still the one before.
 */
export class MigrationsStack extends Stack {
  constructor(scope: Construct, id: string, props: MigrationsStackProps) {
    super(scope, id, props);
    const { key, alarms: desk } = props.foundation;
    const alarms = new Alarms(this, 'Alarms', desk);
    const migrate = makeFunction(this, 'migrate', { ...props.surroundings, alarms });
    const failed = deadLetterQueue(this, 'FailedMigrations', {
      key,
      alarms,
      meaning: 'Migrations were cut off three times, and CloudFormation waits in vain: read the log of migrate.',
    });
    keepFailedEvents('MigrateRetries', migrate, failed, { attempts: 2, key });
    const run = new CustomResource(this, 'Migrations', {
      resourceType: 'Custom::Migrations',
      serviceToken: migrate.functionArn,
      // Cut off and tried again, it may need its time more than once; longer than this it does not wait.
      serviceTimeout: Duration.seconds(2 * FUNCTIONS.migrate.timeoutSeconds),
      properties: { Fingerprint: migrationsFingerprint() },
    });
    run.node.addDependency(migrate);
    new CfnOutput(this, 'MigrateFunction', {
      description: 'To be invoked with {} after a password was changed: docs/deploying.md',
      value: migrate.functionName,
    });
  }
}
