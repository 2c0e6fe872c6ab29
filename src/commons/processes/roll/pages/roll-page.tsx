import type { View } from '#kernel/i18n/view.ts'
import { Actions, ButtonLink } from '#ui/components/Button.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList, type SummaryRow } from '#ui/components/SummaryList.tsx'
import { processCrumbs } from '../../pages/process-crumbs.ts'
import type { RollView } from '../replies.ts'
import { ROLL_DAYS } from '../roll.ts'

/** On what it rests who may take part, and what one does who is missing. */
export function RollPage({ reply, view }: { reply: RollView; view: View }) {
  const { t } = view
  const title = t('processes.roll.title')
  return (
    <ColumnPage
      view={view}
      title={title}
      description={t(`processes.roll.source.${reply.source}.says`)}
      crumbs={processCrumbs(view, reply.process)}
      lead={t(`processes.roll.source.${reply.source}.says`)}
      meta={reply.process.title}
    >
      <SummaryList view={view} rows={rowsOf(reply, view)} />
      {reply.source !== 'declared' && !reply.forgotten && (
        <Actions>
          <ButtonLink href={view.href(`/processes/${reply.process.number}/my-roll`)}>
            {t('processes.roll.mine')}
          </ButtonLink>
        </Actions>
      )}
      {reply.lists.length > 0 && (
        <Section id="lists" title={t('processes.roll.lists')} note={t('processes.roll.lists.note')}>
          <ul>
            {reply.lists.map(({ members, about, how, reason, confirmedOn }) => (
              <li key={`${members} ${confirmedOn} ${about}`}>
                {t(`processes.roll.members.${members}`)}: {about} ({t(`processes.roll.how.${how}`)},{' '}
                {view.date(confirmedOn)}){reason && ` — ${reason}`}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section id="privacy" title={t('processes.roll.privacy')}>
        <p>
          {reply.source === 'declared'
            ? t('processes.roll.privacy.declared')
            : t('processes.roll.privacy.text', { days: ROLL_DAYS })}
        </p>
      </Section>
    </ColumnPage>
  )
}

function rowsOf(reply: RollView, view: View): SummaryRow[] {
  const { t } = view
  const rows: SummaryRow[] = [
    { question: t('processes.roll.source'), answer: t(`processes.roll.source.${reply.source}`) },
  ]
  if (reply.eligibleOn) rows.push({ question: t('processes.roll.eligible-on'), answer: view.date(reply.eligibleOn) })
  if (reply.correctionsUntil)
    rows.push({ question: t('processes.roll.corrections-until'), answer: view.date(reply.correctionsUntil) })
  if (reply.source !== 'declared')
    rows.push({
      question: t('processes.roll.fixed'),
      answer: reply.fixedAt ? view.date(reply.fixedAt) : t('processes.roll.fixed.not-yet'),
    })
  if (reply.eligible !== null)
    rows.push({ question: t('processes.roll.eligible'), answer: view.number(reply.eligible) })
  for (const { members, count } of reply.members)
    rows.push({
      question: t(`processes.roll.members.${members}`),
      answer: count === null ? t('processes.roll.few') : t('processes.roll.at-least', { count }),
    })
  return rows
}
