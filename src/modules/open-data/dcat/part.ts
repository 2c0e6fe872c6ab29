import type { Part } from '#kernel/module.ts'
import { endpoints } from './endpoints.ts'

export const dcat: Part = { endpoints }
