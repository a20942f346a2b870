import { type LoginCredentials, loginCredentials } from '../servers/config.ts';
import { serverKind } from '../servers/server-kind.ts';
import type { SourceKind } from '../source-kind.ts';
import { type MongodbConfig, mongodbConfig } from './config.ts';

export const mongodbKind = {
  ...serverKind,
  config: mongodbConfig,
  credentials: loginCredentials,
  filesField: 'collections',
  filesOf: ({ collections }) => collections,
  fileFaults: () => [],
} satisfies SourceKind<MongodbConfig, LoginCredentials>;
