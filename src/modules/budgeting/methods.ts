import type { Method } from '#commons/processes/methods.ts'
import { answersMethod } from './answers/method.ts'
import { deliveryMethod } from './delivery/method.ts'
import { ideasMethod } from './ideas/method.ts'
import { needsMethod } from './needs/method.ts'
import { resultMethod } from './result/method.ts'
import { reviewMethod } from './review/method.ts'
import { voteMethod } from './vote/method.ts'

/** The phases of a participatory budget, in their usual order; quick ideas are answered where others are reviewed and voted on. */
export const methods: Method[] = [
  needsMethod,
  ideasMethod,
  reviewMethod,
  voteMethod,
  resultMethod,
  answersMethod,
  deliveryMethod,
]
