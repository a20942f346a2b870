import { localProblem, problemOf } from './problem.ts';

export type Role = 'admin' | 'operator' | 'viewer';

export type Session =
  | { readonly state: 'restoring' }
  | { readonly state: 'signed-out'; readonly because: 'nothing-yet' | 'asked' | 'expired' }
  | { readonly state: 'signed-in'; readonly tenantId: string; readonly role: Role };

interface TokenAnswer {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly tenant_id: string;
  readonly role: Role;
}

/**
 * Where a reload finds the refresh token. Tokens are kept in memory only; the refresh token is put here when the page is
 * left and taken away as soon as it is back. So a reload does not sign out, a script that reads the storage of a running
 * page finds nothing, and a copied tab starts signed out instead of using the same token twice, which would end both.
 */
const HANDOVER = 'tranche.handover';
/** Refreshed this long before the access token ends, so that a request under way does not meet its end. */
const EARLY_MS = 30_000;

interface Tokens {
  readonly access: string;
  readonly refresh: string;
  readonly refreshAt: number;
}

let tokens: Tokens | undefined;
let session: Session = { state: 'restoring' };
let refreshing: Promise<void> | undefined;
const listeners = new Set<() => void>();

export const currentSession = (): Session => session;

export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** To be called once, when the page starts. */
export async function restoreSession(): Promise<void> {
  addEventListener('pagehide', () => {
    if (tokens) writeHandover(tokens.refresh);
  });
  // Back from the browser's cache of whole pages: memory is as it was.
  addEventListener('pageshow', () => takeHandover());
  const refresh = takeHandover();
  if (refresh === undefined) {
    become({ state: 'signed-out', because: 'nothing-yet' });
    return;
  }
  try {
    accept(await post('/api/auth/refresh', { refresh_token: refresh }));
  } catch {
    become({ state: 'signed-out', because: 'expired' });
  }
}

/** @throws {ApiProblem} `unauthorized` for a key that is not in force, and what any request may meet. */
export async function signIn(apiKey: string): Promise<void> {
  accept(await post('/api/auth/token', { api_key: apiKey }));
}

/** @throws {ApiProblem} `unauthorized`, `account-closed`, and what any request may meet. */
export async function signInAs(user: { tenantId: string; username: string; password: string }): Promise<void> {
  const { tenantId, username, password } = user;
  accept(await post('/api/auth/login', { tenant_id: tenantId, username, password }));
}

/** Signs out here in any case; that the service could not be told is no reason to stay. */
export async function signOut(): Promise<void> {
  const refresh = tokens?.refresh;
  end('asked');
  if (refresh !== undefined) await post('/api/auth/logout', { refresh_token: refresh }).catch(() => {});
}

/** A token that is still good for a while; undefined when nobody is signed in. */
export async function accessToken(): Promise<string | undefined> {
  if (tokens && Date.now() >= tokens.refreshAt) await refreshTokens();
  return tokens?.access;
}

/** To be called when a request was refused with 401: a new token, or undefined when the session is over. */
export async function tokenAfterRefusal(refused: string): Promise<string | undefined> {
  // Another request may have got a new one meanwhile.
  if (tokens?.access === refused) await refreshTokens();
  return tokens?.access;
}

/** One at a time, whoever asks: a refresh token may be used once. */
function refreshTokens(): Promise<void> {
  refreshing ??= refreshOnce().finally(() => {
    refreshing = undefined;
  });
  return refreshing;
}

async function refreshOnce(): Promise<void> {
  const before = tokens;
  if (!before) return;
  try {
    const answer = await post('/api/auth/refresh', { refresh_token: before.refresh });
    // Signed out, or in with another key, while the answer was on its way.
    if (tokens === before) accept(answer);
  } catch (problem) {
    if (tokens === before && isRefusal(problem)) end('expired');
    else if (tokens === before) throw problem;
  }
}

const isRefusal = (problem: unknown): boolean =>
  typeof problem === 'object' &&
  problem !== null &&
  'status' in problem &&
  [400, 401, 403].includes(Number(problem.status));

function accept(answer: TokenAnswer): void {
  const lifetime = answer.expires_in * 1000;
  tokens = {
    access: answer.access_token,
    refresh: answer.refresh_token,
    refreshAt: Date.now() + Math.max(lifetime - EARLY_MS, lifetime / 2),
  };
  if (session.state !== 'signed-in' || session.tenantId !== answer.tenant_id || session.role !== answer.role) {
    become({ state: 'signed-in', tenantId: answer.tenant_id, role: answer.role });
  }
}

function end(because: 'asked' | 'expired'): void {
  tokens = undefined;
  become({ state: 'signed-out', because });
}

function become(next: Session): void {
  session = next;
  for (const listener of listeners) listener();
}

async function post(path: string, body: unknown): Promise<TokenAnswer> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      // Signing out must reach the service also when the page is closed right after it.
      keepalive: true,
    });
  } catch {
    throw localProblem('no-connection');
  }
  const answer: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  if (!response.ok) throw problemOf(response, answer);
  return answer as TokenAnswer;
}

function writeHandover(refresh: string): void {
  try {
    sessionStorage.setItem(HANDOVER, refresh);
  } catch {
    // Storage may be switched off: then a reload signs out.
  }
}

function takeHandover(): string | undefined {
  try {
    const found = sessionStorage.getItem(HANDOVER) ?? undefined;
    sessionStorage.removeItem(HANDOVER);
    return found;
  } catch {
    return undefined;
  }
}
