import type { Command } from 'commander';
import { FILE_TYPE_NAMES } from '../../shared/datasets/registry.ts';
import { ROW_CHANGES } from '../../shared/domain/changes.ts';
import { addSliceOptions, chosenSlices, sliceArgument } from '../slice-options.ts';
import { LAST_TYPE, SLICE } from './example-words.ts';
import { choice, examples, number, type Start } from './options.ts';

export function addPublishingCommands(program: Command, start: Start): void {
  program.commandsGroup('What is live:');
  const load = () => import('../commands/publications.ts');
  program
    .command('publish')
    .description('make visible what a sync loaded that waits for it (config: publish manual)')
    .argument('<sync>', 'its id')
    .addHelpText('after', examples('publish ID'))
    .action((id: string) => start(async () => (await load()).publish, id));

  program
    .command('discard')
    .description('give up what a sync loaded that waits to be published; its files are kept')
    .argument('<sync>', 'its id')
    .addHelpText('after', examples('discard ID'))
    .action((id: string) => start(async () => (await load()).discard, id));

  addSliceOptions(program.command('publications'), 'default: all')
    .description('what was published, newest first: which is live, and which can be shown again')
    .addArgument(sliceArgument('only this slice'))
    .addOption(number('--limit <n>', 'publications at most', 20, [1, 1000]))
    .addHelpText('after', examples('publications', `publications ${SLICE} --json`))
    .action((slice: string | undefined, options) =>
      start(async () => (await load()).publications, chosenSlices(slice, options), options),
    );

  program
    .command('rollback')
    .description('show the book of an earlier sync again, in one step')
    .argument('<sync>', 'the id of the sync; publications lists them')
    .requiredOption('--reason <text>', 'why; it is kept with the publication and in the audit')
    .addHelpText('after', examples('rollback ID --reason "half a delivery"'))
    .action((id: string, options) => start(async () => (await load()).rollback, id, options));

  addSliceOptions(program.command('changes'), 'default: all')
    .description('what a sync changed, or would change: counts, or the rows')
    .argument('[sync]', 'its id, or a slice for its last one (default: the last of all)')
    .addOption(choice('--rows <change>', 'the rows instead of the counts', ROW_CHANGES))
    .addOption(choice('--file-type <type>', 'of this file (default: all; of the rows: the first)', FILE_TYPE_NAMES))
    .addOption(number('--limit <n>', 'rows shown', 20, [1, 1000]))
    .option('--all', 'every row; with --json a line each')
    .addHelpText(
      'after',
      examples(
        'changes',
        'changes ID --rows removed',
        `changes ${SLICE} --rows changed --file-type ${LAST_TYPE} --all`,
      ),
    )
    .action((sync: string | undefined, options) =>
      start(async () => (await import('../commands/changes.ts')).changes, sync, options),
    );
}
