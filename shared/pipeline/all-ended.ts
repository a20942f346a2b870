/**
 * Waits until all have ended, and gives what they gave, or throws the first error in their order. `Promise.all` throws while the
 * others still run: a statement that writes must not, because its batch may be given up then.
 */
export async function allEnded<const Work extends readonly unknown[]>(
  work: Work,
): Promise<{ -readonly [Place in keyof Work]: Awaited<Work[Place]> }> {
  await Promise.allSettled(work);
  return Promise.all(work) as Promise<{ -readonly [Place in keyof Work]: Awaited<Work[Place]> }>;
}
