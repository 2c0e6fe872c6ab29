import type { Part } from '#kernel/module.ts'
import { countsVisits } from './settings.ts'

export const visits: Part = { settings: [countsVisits] }
