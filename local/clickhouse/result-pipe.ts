import { closeSync, constants, openSync } from 'node:fs';
import { Socket } from 'node:net';

/**
 * The reading end of a named pipe that the engine writes a result into. The engine waits while the pipe is full, so a slow reader slows
 * the query instead of filling the memory. (chdb's own streams are worse: they plan, and run scalar subqueries, on the event loop, and
 * repeat headers in every chunk.)
 */
export function openResultPipe(path: string): { chunks: Socket; writerIsDone: () => void } {
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  // An end of our own keeps the pipe from looking finished before the engine has opened it.
  const writer = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  return { chunks: new Socket({ fd: reader, readable: true, writable: false }), writerIsDone: () => closeSync(writer) };
}
