import { createHmac, randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { Story, until } from '../../../local/demo/mediator/story.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../../local/demo/mediator/webhook-receiver.ts';

function told() {
  const lines: string[] = [];
  const interrupted = new AbortController();
  return { lines, interrupted, story: new Story((line) => lines.push(line), interrupted.signal) };
}

describe('the story of the mediator', () => {
  it('says what was asked, what came of it and why, in columns', () => {
    const { lines, story } = told();
    story.step({
      asked: 'payment 1.00',
      came: 'completed',
      why: 'It was done.',
      checks: [],
      figures: ['9.00', '0.00'],
    });
    expect(lines).toEqual([expect.stringMatching(/^ {2}payment 1\.00 +completed +9\.00 +0\.00$/), '    It was done.']);
    expect(story.isAsExpected).toBe(true);
  });

  it('says of what differs what was expected and what came, and is not as expected from then on', () => {
    const { lines, story } = told();
    story.expect([
      { what: 'status', expected: 'failed', came: 'completed' },
      { what: 'the account', expected: { balance: '1.00' }, came: { balance: '1.00' } },
      { what: 'code', expected: ['x'], came: undefined },
    ]);
    story.expect([{ what: 'status', expected: 'failed', came: 'failed' }]);
    expect(lines).toEqual([
      '    NOT AS EXPECTED: status: expected failed, came completed',
      '    NOT AS EXPECTED: code: expected ["x"], came nothing',
    ]);
    expect([story.isAsExpected, story.checks]).toEqual([false, 4]);
  });

  it('is not as expected where something stopped it, and says nothing after Ctrl-C', () => {
    const { story, interrupted } = told();
    story.breakOff('nobody answers');
    expect(story.isAsExpected).toBe(false);
    interrupted.abort();
    expect(() => story.say('more')).toThrow();
  });

  it('waits for what happens, and goes on with what there is where it does not', async () => {
    let asked = 0;
    const next = () => {
      asked += 1;
      return asked;
    };
    expect(await until(next, (count) => count === 3)).toBe(3);
    expect(await until(next, () => false, 0)).toBe(4);
  });
});

describe('the receiver of the demo', () => {
  let receiver: WebhookReceiver | undefined;
  afterEach(() => receiver?.stop());

  it('keeps an event once that is proven over the bytes that came, and refuses others', async () => {
    receiver = await startWebhookReceiver();
    const key = randomBytes(32);
    receiver.secret = `whsec_${key.toString('base64')}`;
    const body = '{"type" : "transaction.completed", "data" : {"transaction_id": "a"}}';
    const at = Math.floor(Date.now() / 1000);
    const send = async (text: string) => {
      const signature = createHmac('sha256', key).update(`1.${at}.${text}`).digest('base64');
      const headers = { 'webhook-id': '1', 'webhook-timestamp': `${at}`, 'webhook-signature': `v1,${signature}` };
      return (await fetch(receiver!.url, { method: 'POST', body, headers })).status;
    };
    expect([await send(body), await send(body), await send(JSON.stringify(JSON.parse(body)))]).toEqual([204, 204, 401]);
    expect([...receiver.events]).toEqual([['1', JSON.parse(body)]]);
    expect(receiver.refused).toBe(1);
  });
});
