import {
  DescribeContinuousBackupsCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  UpdateContinuousBackupsCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { type Comparison, dropped } from './dropped.ts';

interface TableProperties {
  readonly TimeToLiveSpecification?: { AttributeName: string; Enabled: boolean };
  readonly PointInTimeRecoverySpecification?: { PointInTimeRecoveryEnabled: boolean };
}

/** That items expire, and that the table can be brought back to an earlier moment. */
export const droppedByTable: Comparison = async (resource, { emulator }) => {
  const dynamodb = new DynamoDBClient(emulator.access);
  const TableName = resource.physicalId;
  const { TimeToLiveSpecification, PointInTimeRecoverySpecification } = resource.properties as TableProperties;
  const [{ TimeToLiveDescription }, { ContinuousBackupsDescription }] = await Promise.all([
    dynamodb.send(new DescribeTimeToLiveCommand({ TableName })),
    dynamodb.send(new DescribeContinuousBackupsCommand({ TableName })),
  ]);
  const expires = ['ENABLED', 'ENABLING'].includes(TimeToLiveDescription?.TimeToLiveStatus ?? '');
  const isKept = ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === 'ENABLED';
  return [
    ...(TimeToLiveSpecification?.Enabled && !expires
      ? [
          dropped(resource, 'TimeToLiveSpecification', () =>
            dynamodb.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification })),
          ),
        ]
      : []),
    ...(PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled && !isKept
      ? [
          dropped(resource, 'PointInTimeRecoverySpecification', () =>
            dynamodb.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification })),
          ),
        ]
      : []),
  ];
};
