import type { Part } from '../part.ts'

export const answering: Part = {}
