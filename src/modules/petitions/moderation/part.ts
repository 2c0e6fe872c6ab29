import type { Part } from '../part.ts'

export const moderation: Part = {}
