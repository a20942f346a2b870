export const SIGN_IN_WAYS = ['password', 'key'] as const;
export type SignInWay = (typeof SIGN_IN_WAYS)[number];
export const isSignInWay = (text: string): text is SignInWay => (SIGN_IN_WAYS as readonly string[]).includes(text);

export interface RememberedSignIn {
  readonly way: SignInWay;
  /** Empty where nobody has signed in with a password yet. */
  readonly bank: string;
}

/** Nothing that is secret: who shares the computer may see it. */
const PLACE = 'tranche.sign-in';
const FIRST_TIME: RememberedSignIn = { way: 'key', bank: '' };

export function rememberedSignIn(): RememberedSignIn {
  try {
    const { way, bank } = JSON.parse(localStorage.getItem(PLACE) ?? '{}') as Partial<Record<string, unknown>>;
    return typeof way === 'string' && isSignInWay(way) && typeof bank === 'string' ? { way, bank } : FIRST_TIME;
  } catch {
    return FIRST_TIME;
  }
}

export function rememberSignIn(changes: Partial<RememberedSignIn>): void {
  try {
    localStorage.setItem(PLACE, JSON.stringify({ ...rememberedSignIn(), ...changes }));
  } catch {
    // Storage may be switched off: then it is asked for again.
  }
}
