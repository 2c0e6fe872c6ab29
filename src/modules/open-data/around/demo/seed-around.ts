import { answerComment, writeComment } from '#commons/discussion/write-comment.ts'
import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import { findAuthority } from '#commons/organisations/authorities.ts'
import { actAs, demoViewer } from '#commons/people/demo/act-as.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { publishedByName } from '../../store.ts'
import { numberOf } from '../badges/merits-store.ts'
import { proposeReuse } from '../propose-reuse.ts'
import { listReuse } from '../review-reuse.ts'
import { type DemoQuestion, type DemoReuse, demoQuestions, demoReuses } from './stories.ts'

/** Tells what people made of the demo's data and asked about it, by the use-cases of people. */
export async function seedDemoAround(services: Services, tell: (line: string) => void): Promise<void> {
  for (const reuse of demoReuses) await tellReuse(services, reuse)
  for (const question of demoQuestions) await tellQuestion(services, question)
  tell(`Open data: ${demoReuses.length} reuses`)
}

async function tellReuse(services: Services, { by, lang, daysAgo, form, listedBy }: DemoReuse): Promise<void> {
  const datasets = (await publishedByName(services.db, form.datasets)).map(({ name }) => name)
  if (datasets.length === 0) return
  const proposed = at(services, daysAgo)
  const { number } = await actAs(services, { viewer: await demoViewer(services, by), lang, now: proposed }, (ctx) =>
    proposeReuse(ctx, { ...form, datasets }),
  )
  if (!listedBy) return
  const official = await officerOf(services, listedBy)
  await actAs(services, { viewer: official, lang: 'ro', now: at(services, daysAgo - 1) }, (ctx) =>
    listReuse(ctx, { number }, proposed.toISOString()),
  )
}

async function tellQuestion(
  services: Services,
  { by, lang, daysAgo, dataset, text, answer }: DemoQuestion,
): Promise<void> {
  const [found] = await publishedByName(services.db, [dataset])
  if (!found) return
  const number = await numberOf(services.db, found.id)
  const about = { kind: 'datasets', number }
  const asks = { viewer: await demoViewer(services, by), lang, now: at(services, daysAgo) }
  const { comment } = await actAs(services, asks, (ctx) =>
    writeComment(ctx, about, { stance: 'question', text, showName: false, tellAuthority: false }),
  )
  if (!answer) return
  const answers = { viewer: await officerOf(services, answer), lang: 'ro' as Lang, now: at(services, daysAgo - 2) }
  await actAs(services, answers, (ctx) =>
    answerComment(
      ctx,
      { ...about, comment },
      { text: answer.text, showName: false, asAuthority: true, tellAuthority: false },
    ),
  )
}

async function officerOf(services: Services, { person, authority }: { person: string; authority: string }) {
  const found = await findAuthority(services.db, authority)
  if (!found) throw new Error(`no authority ${authority}`)
  return demoViewer(services, person, [{ name: 'officer', placeKey: null, organisationId: found.id }])
}

/** In the afternoon of that day. */
function at({ clock, timeZone }: Services, daysAgo: number): Date {
  return new Date(`${addDays(dayOf(clock.now(), timeZone), -daysAgo)}T13:00:00Z`)
}
