import type { Permission } from '#commons/access/permit.ts'

export const changeAuthorities: Permission = { name: 'organisations.change', role: 'administrator' }
