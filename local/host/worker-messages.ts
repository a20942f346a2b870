import type { ErrorDescription } from '../../shared/observability/describe-error.ts';

/** What a worker is started with. */
export interface WorkerSetup {
  readonly file: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
}

export interface InvocationMessage {
  readonly id: number;
  readonly requestId: string;
  readonly event: unknown;
  /** Time of this machine at which the function must have ended, ms. */
  readonly deadline: number;
}

export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unusable'; readonly error: ErrorDescription }
  | {
      readonly kind: 'done';
      readonly id: number;
      /** The result as JSON, without its `body` where that is text: a long text is passed as it is. */
      readonly json: string | undefined;
      readonly body: string | undefined;
    }
  | { readonly kind: 'failed'; readonly id: number; readonly error: ErrorDescription };
