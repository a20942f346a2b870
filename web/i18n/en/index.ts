import analyses from './analyses.ts';
import common from './common.ts';
import data from './data.ts';
import errors from './errors.ts';
import overview from './overview.ts';
import profile from './profile.ts';
import rules from './rules.ts';
import settings from './settings.ts';
import syncs from './syncs.ts';
import upload from './upload.ts';
import users from './users.ts';

export default { analyses, common, data, errors, overview, profile, rules, settings, syncs, upload, users } as const;
