import { inSpan } from './tracing.ts';

type Handler<A, R> = (args: A) => Promise<R>;

/** As much of an AWS SDK client as is needed to see its calls. */
interface SdkClient {
  readonly middlewareStack: { add(middleware: never, options: { step: 'deserialize'; name: string }): void };
}

/**
 * An AWS client whose every request is a span, named by the command and nothing else. Each try of a request is one; making
 * a presigned URL is none, because nothing is sent.
 */
export function traced<C extends SdkClient>(client: C, system: 's3' | 'dynamodb' | 'sqs'): C {
  const middleware = <A, R>(
    next: Handler<A, R>,
    { commandName = 'Command' }: { commandName?: string },
  ): Handler<A, R> => {
    const name = `${system} ${commandName.replace(/Command$/, '')}`;
    return (args) => inSpan(name, { kind: 'client', attributes: { 'rpc.system': 'aws-api' } }, () => next(args));
  };
  client.middlewareStack.add(middleware as never, { step: 'deserialize', name: 'trancheSpan' });
  return client;
}
