/** Entry of the threads that `blocksInOrder` starts: makes one block after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { type BlockPlan, type BlockSpace, type BlockTask, makeBlock } from './made-block.ts';

const plan = workerData as BlockPlan;
const port = parentPort!;

port.on('message', ({ task, used }: { task: BlockTask; used?: BlockSpace }) => {
  const made = makeBlock(plan, task, used);
  port.postMessage(made, [made.space.lines, made.space.movements]);
});
