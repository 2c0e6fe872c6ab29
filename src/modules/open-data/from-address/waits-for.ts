/** Why a version that nobody sent waits for an officer; each has a sentence `open-data.from-address.waits.<code>`. */
export const waitsFor = ['unreadable', 'by-hand', 'first', 'not-public', 'guard', 'drift', 'recalled'] as const
export type WaitsFor = (typeof waitsFor)[number]
