import type { Part } from '../part.ts'

export const result: Part = {}
