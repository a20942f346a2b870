import { type FieldError, fieldError } from '../../shared/domain/problems.ts';
import { serviceSentence } from '../../shared/domain/sentences/service-sentence.ts';
import type { Credentials } from '../../shared/mediator/providers/authentication.ts';
import { credentialsNamed } from '../../shared/mediator/providers/description.ts';
import { descriptionOf, type NewProvider } from '../../shared/mediator/providers/provider-record.ts';
import { MADE_CREDENTIALS, makeCredentials } from '../../shared/mediator/providers/secrets.ts';
import { credentialsFaults } from './provider-faults.ts';

/** Credentials that come to be in force, and whether they are to be shown: those that were made here are, once. */
export interface NewCredentials {
  readonly credentials: Credentials;
  readonly areMade: boolean;
}

/** Those that were given, or new ones: where the provider is the sandbox, or needs none but those that are made here. */
export function newCredentials(
  provider: Pick<NewProvider, 'provider_type' | 'adapter' | 'description'>,
  given: Credentials | undefined,
): NewCredentials | FieldError[] {
  if (given !== undefined && provider.adapter === 'sandbox') {
    return [fieldError('credentials', 'unknown', serviceSentence('provider-credentials-made'))];
  }
  const description = descriptionOf(provider);
  const known = MADE_CREDENTIALS[provider.provider_type];
  if (given === undefined && credentialsNamed(description).every((name) => known.includes(name))) {
    return { credentials: makeCredentials(provider.provider_type), areMade: true };
  }
  const faults = credentialsFaults(description, given ?? {});
  return faults.length > 0 ? faults : { credentials: given ?? {}, areMade: false };
}
