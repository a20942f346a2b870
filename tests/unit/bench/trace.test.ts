import { describe, expect, it } from 'vitest';
import type { Span } from '../../../bench/span-collector.ts';
import { partsOf, syncTraces, traceLines, workUntilPublished } from '../../../bench/trace.ts';

/** A trace as indented text, read back: begin, end, name. */
function spans(text: string, traceId = 'a'): Span[] {
  const parents: string[] = [];
  return text
    .trim()
    .split('\n')
    .map((line, index) => {
      const [, begun = '', ended = '', indent = '', name = ''] = /^\s*(\d+) (\d+) ( *)(.+)$/.exec(line)!;
      const depth = indent.length / 2;
      parents[depth] = `${traceId}${index}`;
      const parentSpanId = parents[depth - 1] ?? '';
      return { traceId, spanId: `${traceId}${index}`, parentSpanId, name, begun: Number(begun), ended: Number(ended) };
    });
}

const SYNC = `
  0 60 POST /api/sync
  50 58   sqs SendMessage
  70 900   run-sync
  80 90     dynamodb UpdateItem
  100 300     sync check
  100 300       clickhouse fast-lane
  120 250       clickhouse slow-lane
  310 400     sync check
  310 400       clickhouse fast-lane
  410 430     sync publish
  410 430       clickhouse publish
  440 500     sync clean-up
  450 490       clickhouse drop-batch
  510 890     clickhouse profile-totals`;

const kind = ({ name }: Span) => /^(clickhouse|dynamodb|sqs) /.exec(name)?.[1];

describe('the trace of a sync', () => {
  const [trace] = syncTraces(spans(SYNC));

  it('is told apart from other traces, and from those of syncs that are still under way', () => {
    const underWay = spans('0 10 POST /api/sync', 'b');
    const later = spans(SYNC.replaceAll(/^ {2}(\d+) (\d+)/gm, '  1$1 9$2'), 'c');
    const found = syncTraces([...later, ...underWay, ...spans('5 6 GET /api/tenant', 'd'), ...spans(SYNC)]);
    expect(found.map(([first]) => first?.traceId)).toEqual(['a', 'c']);
  });

  it('falls into parts that fill the time until the work has ended', () => {
    expect(partsOf(trace!)).toEqual({ queue: 70, preparation: 30, load: 310, publish: 20, after: 70, ahead: 400 });
  });

  it('has a critical path, on which the function has what lies between', () => {
    const works = workUntilPublished(trace!, kind);
    expect(works.get('clickhouse')).toEqual({ count: 4, total: 200 + 130 + 90 + 20, onPath: 200 + 90 + 20 });
    expect(works.get('dynamodb')).toEqual({ count: 1, total: 10, onPath: 10 });
    expect(works.get('sqs')).toEqual({ count: 1, total: 8, onPath: 8 });
    const onPath = [...works.values()].reduce((sum, work) => sum + work.onPath, 0);
    expect(onPath).toBe(430);
  });

  it('is shown with each span beneath its parent', () => {
    expect(traceLines(trace!).slice(0, 5)).toEqual([
      '     0     60  POST /api/sync',
      '    50      8    sqs SendMessage',
      '    70    830    run-sync',
      '    80     10      dynamodb UpdateItem',
      '   100    200      sync check',
    ]);
  });

  it('cannot be told in parts where nothing was published', () => {
    const failed = syncTraces(spans('0 10 POST /api/sync\n20 30   run-sync'));
    expect(() => partsOf(failed[0]!)).toThrow('no sync publish');
  });
});
