import type { Permission } from '#commons/access/permit.ts'

/** Begins, publishes and changes the processes of an authority. */
export const runProcesses: Permission = { name: 'processes.run', role: 'officer' }
