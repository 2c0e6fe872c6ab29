import type { Part } from '../part.ts'
import { endpoints } from './endpoints.ts'

/** What an official sets of money and rules before anybody votes. */
export const money: Part = { endpoints }
