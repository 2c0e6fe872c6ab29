import type { Part } from '../part.ts'

export const signing: Part = {}
