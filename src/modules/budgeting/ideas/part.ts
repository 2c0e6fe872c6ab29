import type { Part } from '../part.ts'

export const ideas: Part = {}
