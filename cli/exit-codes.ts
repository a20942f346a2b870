/** What a command ends with; documented in docs/command-line.md. Numbers never change their meaning. */
export const EXIT = {
  ok: 0,
  /** Something went wrong. */
  failed: 1,
  /** What was typed cannot be done. */
  usage: 2,
  /** It was done, and rows were rejected, or a file as a whole. */
  findings: 3,
  /** The service or its storage does not answer. */
  unreachable: 4,
  /** The key is not valid, or its role does not allow it. */
  notAllowed: 5,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_CODES_HELP = `Exit codes: 0 done · 1 failed · 2 wrong usage · 3 done, but rows or files were rejected · 4 the service does not answer
            5 not allowed (key or role) · 130 interrupted`;
