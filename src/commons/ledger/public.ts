/** Tables that other parts' SQL may read and reference. */
export const readableTables = ['ledger.entry', 'ledger.log', 'ledger.checkpoint'] as const
