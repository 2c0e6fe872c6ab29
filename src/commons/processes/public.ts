/** Tables that other parts' SQL may read and reference. */
export const readableTables = ['processes.process', 'processes.phase'] as const
