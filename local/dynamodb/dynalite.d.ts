declare module 'dynalite' {
  import type { Server } from 'node:http';

  export default function dynalite(options: {
    /** Directory of the store; in memory without. */
    path?: string;
    createTableMs?: number;
    updateTableMs?: number;
    deleteTableMs?: number;
  }): Server;
}
