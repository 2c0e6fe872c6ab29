import type { Part } from '../part.ts'
import { petitionTour } from './steps.ts'

export const tour: Part = { tour: petitionTour }
