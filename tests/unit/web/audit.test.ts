import { describe, expect, it } from 'vitest';
import { AUDIT_ACTIONS as SERVED } from '../../../shared/domain/audit.ts';
import { changesOf } from '../../../web/pages/settings/audit-changes.ts';
import { AUDIT_ACTIONS, filterOf, readAuditView, writeAuditView } from '../../../web/pages/settings/audit-view.ts';

const viewOf = (address: string) => readAuditView(new URLSearchParams(address));

describe('the audit in the address', () => {
  it('is read as it was written, and what is malformed is left out', () => {
    const address = 'action=config.changed&actor=service&target=RETAIL&from=2026-03-01&to=2026-03-02';
    expect(writeAuditView(viewOf(address)).toString()).toBe(address);
    const wrong = `action=no.such&actor=%20&target=${'x'.repeat(101)}&from=2026-02-30&to=yesterday`;
    expect(writeAuditView(viewOf(wrong)).toString()).toBe('');
  });

  it('asks for whole days where the reader is, the last one too', () => {
    const { since = '', until = '' } = filterOf(viewOf('from=2026-03-01&to=2026-03-01'));
    expect(new Date(since)).toEqual(new Date(2026, 2, 1));
    expect(new Date(until)).toEqual(new Date(2026, 2, 2));
    expect(filterOf(viewOf(''))).toEqual({});
  });

  it('offers every action that the service writes down', () => {
    expect(Object.values(AUDIT_ACTIONS).flat().sort()).toEqual([...SERVED].sort());
  });
});

describe('what an entry changed', () => {
  it('is what differs, before and after', () => {
    const before = { max_error_rate: 0.5, is_enabled: true };
    expect(changesOf({ before, after: { max_error_rate: 0.02, is_enabled: true } })).toEqual([
      { name: 'max_error_rate', before: 0.5, after: 0.02 },
    ]);
  });

  it('names parts of parts, and leaves out what says nothing', () => {
    const after = {
      failure: null,
      files: { credit: { valid_rows: 57, upload_id: 'u' } },
      list: [1, 'a'],
      uploads: [{}, {}],
    };
    expect(changesOf({ before: null, after })).toEqual([
      { name: 'files.credit.valid_rows', before: undefined, after: 57 },
      { name: 'files.credit.upload_id', before: undefined, after: 'u' },
      { name: 'list', before: undefined, after: '1, a' },
      { name: 'uploads', before: undefined, after: 2 },
    ]);
    expect(changesOf({ before: { role: 'admin' }, after: null })).toEqual([
      { name: 'role', before: 'admin', after: undefined },
    ]);
  });
});
