import type { Part } from '#kernel/module.ts'

export const engine: Part = {}
