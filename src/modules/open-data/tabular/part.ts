import type { Part } from '#kernel/module.ts'
import { endpoints } from './endpoints.ts'

export const tabular: Part = { endpoints }
