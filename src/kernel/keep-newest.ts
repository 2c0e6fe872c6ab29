/** Takes the oldest away from what remembers the order in which it was filled, until at most so many are left. */
export function keepNewest(kept: Set<string> | Map<string, unknown>, most: number): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= most) return
    kept.delete(oldest)
  }
}
