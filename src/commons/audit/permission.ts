import type { Permission } from '#commons/access/permit.ts'

export const readAudit: Permission = { name: 'audit.read', role: 'administrator' }
