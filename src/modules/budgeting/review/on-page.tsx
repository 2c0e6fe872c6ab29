import type { ComponentChildren } from 'preact'
import { type MessageKey, say } from '#kernel/i18n/translator.ts'
import type { View } from '#kernel/i18n/view.ts'
import { ClockBadge } from '#ui/components/ClockBadge.tsx'
import { Details } from '#ui/components/Details.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList, type SummaryRow } from '#ui/components/SummaryList.tsx'
import { ideaPath } from '../idea.ts'
import { money } from '../money.ts'
import type { CostView, OpinionView, ReviewOnIdea as Review } from './replies.ts'

export { reviewOnIdea } from './read-review.ts'
export { ReviewOnIdea } from './replies.ts'

/** What offices said of an idea, what it costs, and how it was decided; for its public page and for those who decide. */
export function ReviewSection({
  review,
  view,
  leads = false,
}: {
  review: Review
  view: View
  /** To the appeal: where its author reads it, and not where one decides or appeals already. */
  leads?: boolean
}) {
  const { t } = view
  const { opinions, cost, accepted, refused, names } = review
  if (opinions.length + names.length === 0 && !cost && !accepted && !refused) return null
  return (
    <Section id="review" title={t('budgeting.review.section')}>
      <Decided review={review} view={view} leads={leads} />
      {names.length > 0 && (
        <SummaryList
          view={view}
          rows={names.map(({ lang, title }) => ({
            question: t(`budgeting.review.names.in-${lang}`),
            answer: title,
            lang,
          }))}
        />
      )}
      {cost && <CostTable cost={cost} currency={review.currency} view={view} />}
      {opinions.map((one) => (
        <OpinionSection
          key={one.aspect}
          one={one}
          earlier={review.earlierOpinions.filter(({ aspect }) => aspect === one.aspect)}
          view={view}
        />
      ))}
    </Section>
  )
}

const tones = { possible: 'good', 'possible-if': 'waiting', impossible: 'overdue' } as const

/** What one office said of one aspect, and what was said of earlier texts. */
export function OpinionSection({
  one,
  earlier,
  view,
  level = 3,
}: {
  one: OpinionView
  earlier: OpinionView[]
  view: View
  level?: 2 | 3
}) {
  const { t } = view
  return (
    <Section id={`opinion-${one.aspect}`} title={t(`budgeting.review.aspect.${one.aspect}`)} level={level}>
      {one.onEarlierText && <p class="soft">{t('budgeting.review.on-earlier-text')}</p>}
      <SummaryList view={view} rows={opinionRows(one, view)} />
      <EarlierOpinions opinions={earlier} view={view} />
    </Section>
  )
}

/** What was said of texts that stood before, unfolded for who answers whether it still holds. */
export function EarlierOpinions({
  opinions,
  view,
  open = false,
}: {
  opinions: OpinionView[]
  view: View
  open?: boolean
}) {
  return opinions.map((before) => (
    <Details
      key={before.givenOn}
      summary={view.t('budgeting.review.earlier-opinion', { day: before.givenOn ? view.date(before.givenOn) : '' })}
      open={open}
    >
      <SummaryList view={view} rows={opinionRows(before, view)} />
    </Details>
  ))
}

function opinionRows(one: OpinionView, view: View): SummaryRow[] {
  const { t } = view
  return [
    { question: t('budgeting.review.office'), answer: `${one.office}, ${one.authority.name}` },
    { question: t('budgeting.review.asked-on'), answer: view.date(one.askedOn) },
    ...(one.clock && !one.givenOn
      ? [{ question: t('budgeting.review.due-on'), answer: <Due one={one} clock={one.clock} view={view} /> }]
      : []),
    ...(one.givenOn ? [{ question: t('budgeting.review.given-on'), answer: givenOn(one, view) }] : []),
    ...(one.checked.length > 0
      ? [
          {
            question: t('budgeting.review.checked'),
            answer: (
              <ul>
                {one.checked.map((item) => (
                  <li key={item}>{say(t, { key: `budgeting.review.check.${item}` as MessageKey })}</li>
                ))}
              </ul>
            ),
          },
          { question: t('budgeting.review.no-conflict.said'), answer: t('budgeting.review.no-conflict.declared') },
        ]
      : []),
    ...(one.verdict
      ? [
          {
            question: t('budgeting.review.verdict'),
            answer: <Pill tone={tones[one.verdict]}>{t(`budgeting.review.verdict.${one.verdict}`)}</Pill>,
          },
        ]
      : []),
    ...(one.conditions
      ? [
          {
            question: t('budgeting.review.conditions'),
            answer: <Lines text={one.conditions} />,
            lang: one.lang ?? undefined,
          },
        ]
      : []),
    ...(one.text
      ? [{ question: t('budgeting.review.text'), answer: <Lines text={one.text} />, lang: one.lang ?? undefined }]
      : []),
  ]
}

function givenOn({ givenOn, clock }: OpinionView, view: View): string {
  const day = view.date(givenOn as string)
  return clock && clock.daysLeft < 0 ? view.t('budgeting.review.given-late', { day, days: -clock.daysLeft }) : day
}

function Due({ one, clock, view }: { one: OpinionView; clock: NonNullable<OpinionView['clock']>; view: View }) {
  if (clock.over) return <>{view.t('budgeting.review.not-needed')}</>
  return (
    <>
      {view.date(clock.dueOn)}{' '}
      <ClockBadge
        view={view}
        daysLeft={clock.daysLeft}
        daysTotal={clock.total}
        basis={one.authority.name}
        kind="promised"
        soon={2}
      />
    </>
  )
}

function CostTable({ cost, currency, view }: { cost: CostView; currency: string; view: View }) {
  const { t } = view
  const sum = (minor: number) => money(view, minor, currency)
  return (
    <Section
      id="cost"
      title={t('budgeting.review.cost')}
      level={3}
      note={t('budgeting.review.cost.prices-of', { day: view.date(cost.priceOn) })}
    >
      <SummaryList
        view={view}
        rows={[
          ...(['works', 'vat', 'design', 'contingency'] as const).map((part) => ({
            question: t(`budgeting.review.cost.${part}`),
            answer: sum(cost[part]),
          })),
          { question: t('budgeting.review.cost.total'), answer: <strong>{sum(cost.total)}</strong> },
          {
            question: t('budgeting.review.cost.range'),
            answer:
              cost.low === cost.high
                ? t('budgeting.review.cost.no-range')
                : t('budgeting.review.cost.from-to', { low: sum(cost.low), high: sum(cost.high) }),
          },
          { question: t('budgeting.review.cost.upkeep'), answer: sum(cost.upkeepYearly) },
        ]}
      />
    </Section>
  )
}

function Decided({ review, view, leads }: { review: Review; view: View; leads: boolean }) {
  const { t } = view
  const { accepted, refused, appeal } = review
  return (
    <>
      {accepted && (
        <Notice kind="success" title={t('budgeting.review.accepted', { envelope: accepted.envelope })} level={3}>
          {accepted.text && <Said text={accepted.text} lang={accepted.lang} />}
        </Notice>
      )}
      {refused && (
        <Notice kind={accepted ? 'info' : 'warning'} title={t('budgeting.review.refused')} level={3}>
          <p>
            <strong>{t(`budgeting.review.reason.${refused.reason}`)}</strong>
            {refused.on && ` · ${view.date(refused.on)}`}
          </p>
          {refused.text && <Said text={refused.text} lang={refused.lang} />}
          {refused.appealUntil && (
            <p>
              {t('budgeting.review.appeal-until', { day: view.date(refused.appealUntil) })}{' '}
              {leads && <a href={view.href(`/ideas/${review.number}/appeal`)}>{t('budgeting.review.to-appeal')}</a>}
            </p>
          )}
        </Notice>
      )}
      {appeal && (
        <Notice title={t('budgeting.review.appealed', { day: view.date(appeal.on) })} level={3}>
          {appeal.text && <Said text={appeal.text} lang={appeal.lang} />}
          {appeal.decideBy && <p>{t('budgeting.review.decide-by', { day: view.date(appeal.decideBy) })}</p>}
          {appeal.answer && (
            <>
              <p>
                <strong>{t('budgeting.review.upheld')}</strong>
              </p>
              <Said text={appeal.answer} lang={appeal.answerLang} />
            </>
          )}
        </Notice>
      )}
    </>
  )
}

function Said({ text, lang }: { text: string; lang: string | null }) {
  return (
    <div lang={lang ?? undefined}>
      <Lines text={text} />
    </div>
  )
}

/** Paragraphs of a plain text. */
export function Lines({ text }: { text: string }): ComponentChildren {
  return text.split(/\n{2,}/).map((one, at) => <p key={`${at} ${one.slice(0, 9)}`}>{one}</p>)
}

export const toIdea = (view: View, idea: { number: number; slug: string }) => view.href(ideaPath(idea))
