import type { Part } from '../part.ts'

export const vote: Part = {}
