import type { Part } from '#kernel/module.ts'
import { endpoints } from './endpoints.ts'

/** What an official sets of money and rules before anybody votes. */
export const money: Part = { endpoints }
