import type { TourStep, TourWay } from '#commons/demo/tour/step.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { demoPeople } from '#commons/people/demo/people.ts'
import type { Context } from '#kernel/http/context.ts'
import { petitionPath } from '../petition.ts'
import { lastAnswered, openPetition, waitingCase } from './store.ts'

/** From a signature to what authorities owe: what the demo's tour shows of petitions. */
export const petitionTour: TourStep[] = [
  {
    title: 'petitions.tour.sign',
    todo: 'petitions.tour.sign.todo',
    why: 'petitions.tour.sign.why',
    async find(ctx) {
      const petition = await openPetition(ctx.db, todayOf(ctx))
      if (!petition) return null
      const path = `${petitionPath(petition)}#sign`
      return {
        way: { label: { key: 'petitions.tour.sign.go' }, path, lang: 'ru' },
        also: ctx.lang === 'ru' ? [] : [{ label: { key: 'petitions.tour.sign.own' }, path }],
      }
    },
  },
  {
    title: 'petitions.tour.confirm',
    todo: 'petitions.tour.confirm.todo',
    why: 'petitions.tour.confirm.why',
    find: async () => ({ way: { label: { key: 'petitions.tour.confirm.go' }, path: '/demo/mail' } }),
  },
  {
    title: 'petitions.tour.counted',
    todo: 'petitions.tour.counted.todo',
    why: 'petitions.tour.counted.why',
    async find(ctx) {
      const petition = await openPetition(ctx.db, todayOf(ctx))
      if (!petition) return null
      return { way: { label: { key: 'petitions.tour.counted.go' }, path: petitionPath(petition) } }
    },
  },
  {
    title: 'petitions.tour.answer',
    todo: 'petitions.tour.answer.todo',
    why: 'petitions.tour.answer.why',
    async find(ctx) {
      const one = await waitingCase(ctx.db, todayOf(ctx), [...officers.keys()])
      const officer = one && officers.get(one.authority)
      if (!officer) return null
      return {
        way: {
          label: { key: 'petitions.tour.answer.go', args: { name: officer.name } },
          path: `/work/cases/${one.caseId}`,
          as: officer.key,
        },
        also: [{ label: { key: 'petitions.tour.answer.before' }, path: caseOnPage(one) }],
      }
    },
  },
  {
    title: 'petitions.tour.clock',
    todo: 'petitions.tour.clock.todo',
    why: 'petitions.tour.clock.why',
    async find(ctx) {
      const answered = await lastAnswered(ctx.db)
      if (!answered) return null
      const waiting = await waitingCase(ctx.db, todayOf(ctx), [...officers.keys()])
      const running: TourWay[] = waiting
        ? [{ label: { key: 'petitions.tour.clock.running' }, path: caseOnPage(waiting) }]
        : []
      return { way: { label: { key: 'petitions.tour.clock.go' }, path: caseOnPage(answered) }, also: running }
    },
  },
  {
    title: 'petitions.tour.owed',
    todo: 'petitions.tour.owed.todo',
    why: 'petitions.tour.owed.why',
    find: async () => ({ way: { label: { key: 'petitions.tour.owed.go' }, path: '/petitions/owed' } }),
  },
  {
    title: 'petitions.tour.recount',
    todo: 'petitions.tour.recount.todo',
    why: 'petitions.tour.recount.why',
    async find(ctx) {
      const petition = await openPetition(ctx.db, todayOf(ctx))
      const json: TourWay[] = petition
        ? [{ label: { key: 'petitions.tour.recount.json' }, path: `/api/v1/petitions/${petition.number}` }]
        : []
      return {
        way: { label: { key: 'petitions.tour.recount.go' }, path: '/petitions/statistics' },
        also: [
          { label: { key: 'petitions.tour.recount.log' }, path: '/ledger' },
          ...json,
          { label: { key: 'petitions.tour.recount.api' }, path: '/developers' },
        ],
      }
    },
  },
]

/** Officers of the demo by the slug of their authority. */
const officers = new Map(
  demoPeople.flatMap((person) =>
    person.role?.name === 'officer' && person.role.authority ? [[person.role.authority, person] as const] : [],
  ),
)

function caseOnPage(one: { number: number; slug: string; authority: string }): string {
  return `${petitionPath(one)}#case-${one.authority}`
}

function todayOf({ now, timeZone }: Context): string {
  return dayOf(now, timeZone)
}
