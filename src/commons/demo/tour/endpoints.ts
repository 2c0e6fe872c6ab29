import Type from 'typebox'
import { NotFound } from '#kernel/errors.ts'
import { form, integer } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import { page } from '#kernel/http/endpoint.ts'
import { say } from '#kernel/i18n/translator.ts'
import type { TourStep, TourWay } from './step.ts'
import { StepPage } from './step-page.tsx'
import { TourPage } from './tour-page.tsx'

const Way = Type.Object({
  label: Type.String(),
  href: Type.String({ description: 'With the language' }),
  path: Type.String({ description: 'Without it' }),
  as: Type.Union([Type.String({ description: 'Key of the demo person to be there' }), Type.Null()]),
})
export type Way = Type.Static<typeof Way>

export const DemoTour = Type.Object({
  steps: Type.Array(Type.Object({ number: Type.Integer(), title: Type.String(), why: Type.String() })),
})
export type DemoTour = Type.Static<typeof DemoTour>

export const DemoTourStep = Type.Object({
  number: Type.Integer(),
  of: Type.Integer(),
  title: Type.String(),
  todo: Type.Array(Type.String(), { description: 'One instruction each' }),
  why: Type.String(),
  way: Type.Union([Way, Type.Null()], { description: 'Null when others have used up what could be tried' }),
  also: Type.Array(Way),
})
export type DemoTourStep = Type.Static<typeof DemoTourStep>

// Personal only so that nothing keeps a copy: what others used up must be known at once.
const showTour = page({
  name: 'showDemoTour',
  path: '/demo/tour',
  audience: 'personal',
  reply: DemoTour,
  unlisted: true,
  load: async (ctx) => ({
    steps: stepsOf(ctx).map(({ title, why }, at) => ({
      number: at + 1,
      title: words(ctx, title),
      why: words(ctx, why),
    })),
  }),
  html: (reply, view) => TourPage({ reply, view }),
})

const showStep = page({
  name: 'showDemoTourStep',
  path: '/demo/tour/:step',
  params: form({ step: integer({ min: 1, max: 99 }) }),
  audience: 'personal',
  reply: DemoTourStep,
  unlisted: true,
  load: findStep,
  html: (reply, view) => StepPage({ reply, view }),
})

export const tourEndpoints = [showTour, showStep]

/** The steps of all rooms, in their order. */
function stepsOf(ctx: Context): TourStep[] {
  if (!ctx.demo) throw new NotFound()
  return ctx.manifests.flatMap(({ tour = [] }) => tour)
}

async function findStep(ctx: Context, { step: number }: { step: number }): Promise<DemoTourStep> {
  const steps = stepsOf(ctx)
  const step = steps[number - 1]
  if (!step) throw new NotFound()
  const found = await step.find(ctx)
  return {
    number,
    of: steps.length,
    title: words(ctx, step.title),
    todo: words(ctx, step.todo).split('\n'),
    why: words(ctx, step.why),
    way: found && wayOf(ctx, found.way),
    also: (found?.also ?? []).map((way) => wayOf(ctx, way)),
  }
}

function wayOf(ctx: Context, { label, path, lang, as = undefined }: TourWay): Way {
  const isApi = path.startsWith('/api/')
  return {
    label: say(ctx.translate(ctx.lang), label),
    href: isApi ? path : `/${lang ?? ctx.lang}${path}`,
    path,
    as: as ?? null,
  }
}

function words(ctx: Context, key: TourStep['title']): string {
  return say(ctx.translate(ctx.lang), { key })
}
