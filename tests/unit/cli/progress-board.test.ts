import { describe, expect, it } from 'vitest';
import { ProgressBoard } from '../../../cli/progress-board.ts';

/** Enough of a terminal to see what a reader sees: text, line feeds, cursor up, clear line. */
function terminal(columns: number) {
  const lines: string[] = [''];
  let row = 0;
  return {
    isTTY: true,
    columns,
    write(text: string) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are a terminal's
      for (const part of text.match(/\x1b\[\d+[A-Z]|\n|[^\x1b\n]+/g) ?? []) {
        if (part === '\n') row += 1;
        else if (part.endsWith('A') && part.startsWith('\x1b')) row -= Number(part.slice(2, -1));
        else if (part === '\x1b[2K') lines[row] = '';
        else lines[row] = (lines[row] ?? '') + part;
        lines[row] ??= '';
      }
    },
    screen: () => lines.slice(0, row),
  };
}

describe('progress on a terminal', () => {
  it('changes lines in place, with notes above them', () => {
    const screen = terminal(100);
    const board = new ProgressBoard(screen, ['BANK001 RETAIL', 'BANK001 COMMERCIAL']);
    board.set('BANK001 RETAIL', { status: 'SENDING', detail: 'credit' });
    board.set('BANK001 COMMERCIAL', { status: 'PREPARING' });
    board.note('a word from the service');
    board.set('BANK001 RETAIL', { status: 'VALIDATING', progress: 0.25 });
    board.set('BANK001 RETAIL', { status: 'VALIDATING', progress: 0.5 });
    expect(screen.screen()).toEqual([
      'a word from the service',
      'BANK001 RETAIL      VALIDATING   ██████████░░░░░░░░░░  50 %',
      'BANK001 COMMERCIAL  PREPARING',
    ]);
  });

  it('shows amounts behind the bar, also where the terminal does not know its width', () => {
    const screen = terminal(0);
    const board = new ProgressBoard(screen, ['credit.csv']);
    board.set('credit.csv', { status: 'SENDING', progress: 0.5, amount: '1.0 MB of 2.0 MB' });
    expect(screen.screen()).toEqual(['credit.csv  SENDING      ██████████░░░░░░░░░░  50 %  1.0 MB of 2.0 MB']);
  });

  it('never makes a line that the terminal would wrap', () => {
    const screen = terminal(30);
    const board = new ProgressBoard(screen, ['BANK001 RETAIL']);
    board.set('BANK001 RETAIL', { status: 'VALIDATING', progress: 0.5 });
    board.set('BANK001 RETAIL', { status: 'STAGED', detail: 'waiting for the 60-second schedule' });
    expect(screen.screen()).toEqual(['BANK001 RETAIL  STAGED       ']);
  });
});

it('is a line for each change of a status where there is no terminal', () => {
  let text = '';
  const board = new ProgressBoard({ write: (more: string) => (text += more) }, ['A', 'B']);
  board.set('A', { status: 'STORING', progress: 0.1 });
  board.set('A', { status: 'STORING', progress: 0.9 });
  board.set('B', { status: 'SENDING', detail: 'credit' });
  board.note('a note');
  board.set('A', { status: 'COMPLETED', progress: 1 });
  expect(text).toBe('A  STORING\nB  SENDING      credit\na note\nA  COMPLETED\n');
});
