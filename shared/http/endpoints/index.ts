import type { Endpoint } from '../../lambda/endpoint.ts';
import * as audit from './audit.ts';
import * as auth from './auth.ts';
import * as data from './data.ts';
import * as datasets from './datasets.ts';
import * as docs from './docs.ts';
import * as errors from './errors.ts';
import * as health from './health.ts';
import * as metrics from './metrics.ts';
import { datasetEndpoints } from './of-datasets.ts';
import * as profiling from './profiling.ts';
import * as publications from './publications.ts';
import * as rules from './rules.ts';
import * as sources from './sources.ts';
import * as streams from './streams.ts';
import * as sync from './sync.ts';
import * as tenant from './tenant.ts';
import * as uploads from './uploads.ts';
import * as users from './users.ts';
import * as webhooks from './webhooks.ts';

/** Every endpoint, in the order in which the documentation shows them. */
export const allEndpoints: readonly Endpoint[] = [
  uploads.createUpload,
  uploads.completeUpload,
  uploads.listUploadParts,
  uploads.presignUploadParts,
  uploads.cancelUpload,
  uploads.listUploads,
  uploads.getUpload,
  sync.startSync,
  sync.listSyncLogs,
  sync.getSyncLog,
  sync.listSyncErrors,
  sync.listErrorGroups,
  sync.getSyncChanges,
  sync.listChangedRows,
  sync.publishSync,
  sync.discardSync,
  sync.downloadSyncErrors,
  sync.downloadRejectedRows,
  sync.listSyncConfigs,
  sync.getSyncConfig,
  sync.updateSyncConfig,
  sources.listSources,
  sources.createSource,
  sources.tryOutSource,
  sources.getSource,
  sources.updateSource,
  sources.deleteSource,
  sources.testSource,
  sources.startPull,
  sources.listPulls,
  sources.getPull,
  streams.listStreams,
  streams.sendEvents,
  streams.getLive,
  streams.listEvents,
  streams.listAlerts,
  streams.getAlert,
  streams.closeAlert,
  streams.getStreamSettings,
  streams.updateStreamSettings,
  webhooks.listWebhookEvents,
  webhooks.listWebhooks,
  webhooks.createWebhook,
  webhooks.getWebhook,
  webhooks.updateWebhook,
  webhooks.deleteWebhook,
  webhooks.testWebhook,
  webhooks.rotateWebhookSecret,
  webhooks.listWebhookDeliveries,
  webhooks.getWebhookDelivery,
  webhooks.replayWebhookDelivery,
  publications.listPublications,
  publications.rollBack,
  data.listData,
  data.getDataRow,
  errors.listRecurringErrors,
  datasets.listDatasets,
  datasets.getDataset,
  datasets.getDatasetSettings,
  datasets.updateDatasetSettings,
  datasets.listAnalyses,
  datasets.askAnalysis,
  ...datasetEndpoints,
  profiling.getProfile,
  rules.listRules,
  rules.getRule,
  tenant.getTenant,
  tenant.rotateApiKey,
  audit.listAudit,
  audit.downloadAudit,
  users.listUsers,
  users.createUser,
  users.getUser,
  users.updateUser,
  users.deleteUser,
  users.setPassword,
  auth.createToken,
  auth.login,
  auth.verifyCredentials,
  auth.refreshToken,
  auth.logout,
  health.getHealth,
  metrics.getMetrics,
  docs.getRoot,
  docs.getDocs,
  docs.getOpenApi,
  docs.listProblems,
  docs.getProblem,
];
