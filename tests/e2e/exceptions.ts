import type { EmulatorName } from './emulators.ts';

/** What of the black-box suite does not apply to a deployment, and why. Held against every run: see outcome.ts. */
export interface Exception {
  /** Name of a test, or of a suite, with all that it is part of: `tests/api/x.test.ts > suite > test`. */
  readonly test: string;
  readonly reason: string;
}

/** About the service of a laptop, which a deployment is not. Each has a counterpart, or is about the laptop alone. */
export const LAPTOP_ONLY: readonly Exception[] = [
  {
    test: 'tests/api/schedule.test.ts > the schedule',
    reason: "on a service of its own whose schedule runs every second; a deployment's runs every minute, see below it",
  },
  {
    test: 'tests/api/observability.test.ts > what the service says of itself',
    reason: "reads the laptop's log files, and traces that a service of its own sends",
  },
  {
    test: 'tests/api/command-line.test.ts > a delivery > has neither of a loan type that was never loaded',
    reason: 'where the schedule runs, tests rest it with a sync of every loan type',
  },
  {
    test: 'tests/api/fuzz.test.ts > whatever a client says, it is told what is wrong with it',
    reason: 'thousands of requests, some of which the gateway of a deployment answers, and limits that must be lifted',
  },
  {
    test: 'tests/api/http.test.ts > what the service cannot even read gets a problem too',
    reason: "about the laptop's HTTP server; a deployment's is a gateway",
  },
  {
    test: 'tests/api/kyc.test.ts > personal values > stand in nothing that the service has written, but in the document that was sent',
    reason: "reads the laptop's files",
  },
  {
    test: 'tests/api/mediation.test.ts > a bank whose provider does not answer',
    reason:
      'an emulator gives a function one batch of a queue after another; Lambda gives it as many as it may work on',
  },
  {
    test: 'tests/api/webhooks.test.ts > a bank whose receivers do not answer',
    reason: 'as above',
  },
  {
    test: 'tests/api/auth.test.ts > logs',
    reason: "reads the laptop's log files; a deployment's are in CloudWatch Logs",
  },
];

/** Skipped where a machine does not have what they need. */
export const NEEDS_FILES: readonly Exception[] = [
  {
    test: "tests/api/real-files.test.ts > a bank's real files",
    reason: 'the files of a real bank are on few machines',
  },
];

/** What an emulator cannot do, although AWS can. */
export const NOT_ON: Readonly<Record<EmulatorName, readonly Exception[]>> = { localstack: [], ministack: [] };

/** All tests that do not run on an emulator; those of `NEEDS_FILES` may, where there are files. */
export const exceptionsOn = (emulator: EmulatorName): readonly Exception[] => [...LAPTOP_ONLY, ...NOT_ON[emulator]];

export interface ForgottenSetting {
  readonly setting: string;
  readonly answer: 'told again' | 'left out';
}

/** Settings that CloudFormation was asked for and the emulator forgot. Neither more nor fewer are expected. */
export const FORGOTTEN_SETTINGS: Readonly<Record<EmulatorName, readonly ForgottenSetting[]>> = {
  localstack: [
    { setting: 'AWS::DynamoDB::Table PointInTimeRecoverySpecification', answer: 'told again' },
    { setting: 'AWS::S3::Bucket LifecycleConfiguration', answer: 'left out' },
  ],
  ministack: [
    { setting: 'AWS::DynamoDB::Table TimeToLiveSpecification', answer: 'told again' },
    { setting: 'AWS::DynamoDB::Table PointInTimeRecoverySpecification', answer: 'told again' },
    { setting: 'AWS::S3::Bucket LifecycleConfiguration', answer: 'left out' },
  ],
};

export const covers = ({ test }: Exception, name: string): boolean => name === test || name.startsWith(`${test} > `);
