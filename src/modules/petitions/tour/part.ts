import type { Part } from '#kernel/module.ts'
import { petitionTour } from './steps.ts'

export const tour: Part = { tour: petitionTour }
