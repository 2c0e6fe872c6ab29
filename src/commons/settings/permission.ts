import type { Permission } from '#commons/access/permit.ts'

export const changeSettings: Permission = { name: 'settings.change', role: 'administrator' }
