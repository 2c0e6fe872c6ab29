import { sql } from 'kysely'
import Type from 'typebox'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Section } from '#ui/components/Section.tsx'
import type { PublicPetition } from '../read-public-petition.ts'
import { publishedPaperUnits } from './publish-units.ts'
import { paperCounts } from './settings.ts'
import { batchesWhere } from './store.ts'

const Authority = Type.Object({ slug: Type.String(), name: Type.String() })
const Day = Type.String({ description: 'Civil day' })

/** What this part adds to the public reply of a petition: signatures on paper, never part of `count`. */
export const PaperView = Type.Object({
  signatures: Type.Integer({ description: 'On paper, found alike by two officers' }),
  batches: Type.Array(
    Type.Object({
      authority: Authority,
      signatures: Type.Integer(),
      sheets: Type.Integer(),
      receivedOn: Day,
      countedOn: Day,
      ended: Type.Union([Type.Object({ on: Day, reason: Type.String() }), Type.Null()], {
        description: 'Taken out of the count',
      }),
    }),
  ),
  authorities: Type.Array(Type.Object({ ...Authority.properties, counts: Type.Boolean() }), {
    description: 'Who recorded them, and whether they count towards the thresholds of this authority',
  }),
  byUnit: Type.Array(Type.Object({ unit: Type.String(), name: Type.String(), signatures: Type.Integer() }), {
    description: 'At least so many, in whole steps: docs/decisions/0002-small-numbers.md',
  }),
})
export type PaperView = Type.Static<typeof PaperView>

export async function loadPaperView(ctx: Context, petition: PublicPetition): Promise<PaperView> {
  if (!petition.has.paper) return { signatures: 0, batches: [], authorities: [], byUnit: [] }
  const [batches, units] = await Promise.all([
    batchesWhere(
      ctx.db,
      sql`b.petition_id = ${petition.id} AND b.state IN ('accepted', 'ended') ORDER BY b.accepted_at, b.id`,
    ),
    publishedPaperUnits(ctx.db, petition.id),
  ])
  const day = (at: Date) => dayOf(at, ctx.timeZone)
  const authorityOf = (one: (typeof batches)[number]) => ({
    slug: one.authority.slug,
    name: inLang(one.authority.name, ctx.lang),
  })
  const standing = batches.filter(({ state }) => state === 'accepted')
  const organisations = new Map(standing.map((one) => [one.organisationId, authorityOf(one)]))
  return {
    signatures: standing.reduce((sum, one) => sum + (one.signatures ?? 0), 0),
    batches: batches.map((one) => ({
      authority: authorityOf(one),
      signatures: one.signatures ?? 0,
      sheets: one.sheets,
      receivedOn: one.receivedOn,
      countedOn: day(one.acceptedAt ?? one.createdAt),
      ended: one.closedAt ? { on: day(one.closedAt), reason: one.reason ?? '' } : null,
    })),
    authorities: await Promise.all(
      [...organisations].map(async ([id, authority]) => ({
        ...authority,
        counts: await ctx.settings.valueOn(paperCounts, day(ctx.now), id),
      })),
    ),
    byUnit: Object.entries(units?.cells ?? {}).map(([unit, signatures]) => ({
      unit,
      name: ctx.places.name(unit, ctx.lang),
      signatures,
    })),
  }
}

/** Beside the count, in a line of its own. */
export function PaperLine({ reply, view }: { reply: PaperView; view: View }) {
  const { t } = view
  if (reply.signatures === 0) return null
  return (
    <p>
      {t('petitions.paper.line', {
        count: reply.signatures,
        authorities: view.list(reply.authorities.map(({ name }) => name)),
      })}{' '}
      <span class="soft">{t('petitions.paper.apart')}</span>
    </p>
  )
}

/** What this part shows on the public page, below the text. */
export function PaperSection({ reply, view }: { reply: PaperView; view: View }) {
  const { t } = view
  if (reply.batches.length === 0) return null
  return (
    <Section id="paper" title={t('petitions.paper.section')} note={t('petitions.paper.section.note')}>
      <ul>
        {reply.batches.map((one) => (
          <li key={`${one.countedOn} ${one.authority.slug} ${one.signatures}`}>
            {t('petitions.paper.batch-line', {
              signatures: one.signatures,
              sheets: one.sheets,
              authority: one.authority.name,
              received: view.date(one.receivedOn),
            })}
            {one.ended && (
              <>
                {' '}
                <strong>
                  {t('petitions.paper.ended-line', { day: view.date(one.ended.on), reason: one.ended.reason })}
                </strong>
              </>
            )}
          </li>
        ))}
      </ul>
      {reply.authorities.map(({ slug, name, counts }) => (
        <p key={slug}>
          {t(counts ? 'petitions.paper.counts-here' : 'petitions.paper.counts-not', { authority: name })}
        </p>
      ))}
      {reply.byUnit.length > 0 && (
        <p>
          {t('petitions.paper.by-unit', {
            units: view.list(
              reply.byUnit.map(
                ({ name, signatures }) => `${name}: ${t('petitions.by-unit.at-least', { count: signatures })}`,
              ),
            ),
          })}
        </p>
      )}
    </Section>
  )
}
