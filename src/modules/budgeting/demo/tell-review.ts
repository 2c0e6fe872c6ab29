import type { Process } from '#commons/processes/process.ts'
import type { Viewer, WriteContext } from '#kernel/http/context.ts'
import { askOpinion } from '../review/ask-opinion.ts'
import { type Aspect, checklists } from '../review/aspects.ts'
import { costIdea } from '../review/cost-idea.ts'
import { acceptIdea, refuseIdea } from '../review/decide-idea.ts'
import { giveOpinion } from '../review/give-opinion.ts'
import { letRefusalsStand } from '../review/let-refusals-stand.ts'
import { nameIdea } from '../review/name-idea.ts'
import { envelopesOf } from '../store.ts'
import { demoConditions, demoOffices, demoOpinions, THOUSAND } from './ideas.ts'
import type { Past } from './past.ts'
import type { Told } from './tell-ideas.ts'

const aspects = ['land', 'planning', 'maintenance'] as const

/** Offices are asked and answer, costs are set, every idea is decided, and no refusal is appealed. The review opened so many days ago. */
export async function tellReview(
  past: Past,
  process: Process,
  officer: Viewer,
  lang: 'ro' | 'ru',
  told: Told[],
  opened: number,
): Promise<void> {
  const { organisationId: organisation } = process
  const possible = told.filter(({ idea }) => idea.cost !== null)
  const each = (daysAgo: number, ideas: Told[], work: (ctx: WriteContext, one: Told) => Promise<void>) =>
    past.act(daysAgo, officer, lang, async (ctx) => {
      for (const one of ideas) await work(ctx, one)
    })
  await each(opened - 2, possible, async (ctx, { number }) => {
    for (const aspect of asked(number))
      await askOpinion(ctx, number, { aspect, organisation, office: demoOffices[aspect][lang] })
  })
  await each(opened - 9, possible, async (ctx, { number }) => {
    for (const aspect of asked(number)) await giveOpinion(ctx, { number, aspect }, opinion(aspect, lang))
  })
  const priceOn = past.day(opened - 14)
  await each(opened - 14, possible, (ctx, { number, idea }) =>
    costIdea(ctx, number, { priceOn, ...costOfDemo((idea.cost ?? 0) * THOUSAND) }),
  )
  await each(opened - 16, possible, (ctx, { number, idea: { names = {} } }) =>
    nameIdea(ctx, number, { titleRo: names.ro ?? null, titleRu: names.ru ?? null, titleEn: names.en ?? null }),
  )
  const [envelope] = await envelopesOf(past.services.db, process.id)
  await each(opened - 18, told, (ctx, { number, idea }) =>
    idea.refused
      ? refuseIdea(ctx, number, idea.refused)
      : acceptIdea(ctx, number, { envelope: envelope?.id as string, text: null }),
  )
  await letRefusalsStand(past.asOf(opened - 31))
}

/** Two of three offices look at an idea. */
function asked(number: number): (typeof aspects)[number][] {
  return aspects.filter((_, at) => at !== number % aspects.length)
}

function opinion(aspect: (typeof aspects)[number], lang: 'ro' | 'ru') {
  const checked: (typeof checklists)[Aspect][number][] = [...checklists[aspect]]
  const conditional = aspect === 'planning'
  return {
    noConflict: true,
    checked,
    verdict: conditional ? ('possible-if' as const) : ('possible' as const),
    conditions: conditional ? demoConditions[lang] : null,
    text: demoOpinions[aspect][lang],
  }
}

/** Parts of a cost that add up to it, as estimates usually divide. */
function costOfDemo(total: number) {
  const works = Math.round((total * 0.74) / THOUSAND) * THOUSAND
  const vat = Math.round(works * 0.2)
  const design = Math.round((total * 0.05) / THOUSAND) * THOUSAND
  return {
    works,
    vat,
    design,
    contingency: total - works - vat - design,
    upkeepYearly: Math.round((total * 0.02) / THOUSAND) * THOUSAND,
    low: Math.round((total * 0.9) / THOUSAND) * THOUSAND,
    high: Math.round((total * 1.15) / THOUSAND) * THOUSAND,
  }
}
