import type { View } from '#kernel/i18n/view.ts'
import { Picture } from '#ui/components/Picture.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { Timeline } from '#ui/components/Timeline.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { money } from '../../money.ts'
import { Lines } from '../../review/on-page.tsx'
import { moments } from '../project.ts'
import type { LineView, MilestoneView, ProjectView, ScopeView } from '../replies.ts'

interface Props {
  reply: ProjectView
  view: View
  /** In the workspace: where one changes a part. */
  change?: ((what: 'milestones' | 'money', id: string) => string) | undefined
}

/** How it was and how it is. */
export function Pictures({ reply, view }: Props) {
  const { t } = view
  if (reply.pictures.length === 0) return null
  return (
    <Section id="pictures" title={t('budgeting.delivery.pictures')}>
      {moments.map((moment) => {
        const shown = reply.pictures.filter((picture) => picture.moment === moment)
        if (shown.length === 0) return null
        return (
          <Section key={moment} id={`pictures-${moment}`} title={t(`budgeting.delivery.moment.${moment}`)} level={3}>
            <ul class="documents">
              {shown.map(({ id, path, description, lang, width, height }) => (
                <li key={id} class="stack">
                  <Picture
                    src={path}
                    description={description}
                    lang={otherLang(lang, view)}
                    width={width}
                    height={height}
                  />
                </li>
              ))}
            </ul>
          </Section>
        )
      })}
    </Section>
  )
}

/** What is promised by when; a day that was moved is shown with the first one. */
export function Milestones({ reply, view, change }: Props) {
  const { t } = view
  return (
    <Section id="milestones" title={t('budgeting.delivery.milestones')}>
      {reply.milestones.length === 0 ? (
        <p>{t('budgeting.delivery.milestones.none')}</p>
      ) : (
        <Timeline
          view={view}
          steps={reply.milestones.map((one) => ({
            state: one.doneOn
              ? 'done'
              : reply.state === 'stopped'
                ? 'stopped'
                : one.id === nextOf(reply)
                  ? 'now'
                  : 'todo',
            title: <span lang={otherLang(one.lang, view)}>{one.title}</span>,
            meta: whenOf(one, view),
            body: change && (
              <p>
                <a href={view.href(change('milestones', one.id))}>
                  {t('budgeting.delivery.milestone.change')}
                  <span class="ds-sr-only">: {one.title}</span>
                </a>
              </p>
            ),
          }))}
        />
      )}
    </Section>
  )
}

const nextOf = ({ milestones }: ProjectView) => milestones.find(({ doneOn }) => doneOn === null)?.id

function whenOf(one: MilestoneView, view: View): string {
  const { t } = view
  const planned = t('budgeting.delivery.planned-on', { day: view.date(one.plannedOn) })
  const moved =
    one.plannedOn === one.firstPlannedOn
      ? null
      : t('budgeting.delivery.first-planned', { day: view.date(one.firstPlannedOn) })
  const end = one.doneOn
    ? t('budgeting.delivery.done-on', { day: view.date(one.doneOn) })
    : one.overdueDays > 0
      ? t('budgeting.delivery.late', { days: one.overdueDays })
      : null
  return [end, planned, moved].filter(Boolean).join(' · ')
}

/** Every line with its contract, in the order in which it was written. */
export function MoneyLines({ reply, view, change }: Props) {
  const { t } = view
  return (
    <Section id="money" title={t('budgeting.delivery.money')}>
      {reply.lines.length === 0 && <p>{t('budgeting.delivery.lines.none')}</p>}
      {reply.lines.map((line) => (
        <Section key={line.id} id={`line-${line.id}`} title={line.what} level={3}>
          <SummaryList view={view} rows={lineRows(line, reply.currency, view)} />
          {change && (
            <p>
              <a href={view.href(change('money', line.id))}>
                {t('budgeting.delivery.line.change')}
                <span class="ds-sr-only">: {line.what}</span>
              </a>
            </p>
          )}
        </Section>
      ))}
    </Section>
  )
}

function lineRows({ planned, paid, contract }: LineView, currency: string, view: View) {
  const { t } = view
  const sum = (minor: number) => money(view, minor, currency)
  return [
    { question: t('budgeting.delivery.planned'), answer: sum(planned) },
    ...(contract
      ? [
          { question: t('budgeting.delivery.contracted'), answer: sum(contract.contracted) },
          { question: t('budgeting.delivery.paid'), answer: sum(paid) },
          { question: t('budgeting.delivery.supplier'), answer: contract.supplier },
          {
            question: t('budgeting.delivery.contract'),
            answer: (
              <>
                {t('budgeting.delivery.contract.of', {
                  number: contract.contractNumber,
                  day: view.date(contract.contractOn),
                })}
                {contract.contractUrl && (
                  <>
                    {' · '}
                    <a href={contract.contractUrl} rel="noreferrer">
                      {t('budgeting.delivery.contract.link')}
                    </a>
                  </>
                )}
              </>
            ),
          },
          ...(contract.ocid ? [{ question: t('budgeting.delivery.ocid'), answer: <code>{contract.ocid}</code> }] : []),
        ]
      : []),
  ]
}

/** What the council decided where the project could not be done as it was voted on. */
export function Decisions({ reply, view }: Props) {
  const { t } = view
  if (reply.decisions.length === 0) return null
  return (
    <Section id="decisions" title={t('budgeting.delivery.decisions')}>
      {reply.decisions.map((one, at) => (
        <SummaryList
          key={at}
          view={view}
          rows={[
            { question: t('budgeting.delivery.cause'), answer: t(`budgeting.delivery.cause.${one.cause}`) },
            { question: t('budgeting.delivery.outcome'), answer: t(`budgeting.delivery.outcome.${one.outcome}`) },
            { question: t('budgeting.delivery.reason'), answer: <Lines text={one.reason} />, lang: one.lang },
            {
              question: t('budgeting.result.decision'),
              answer: t('budgeting.result.decision.text', { number: one.number, day: view.date(one.on) }),
            },
            {
              question: t(
                one.outcome === 'reserve' || one.outcome === 'carry-over'
                  ? 'budgeting.delivery.free'
                  : 'budgeting.delivery.may-contract',
              ),
              answer: money(view, one.amount, reply.currency),
            },
          ]}
        />
      ))}
    </Section>
  )
}

/** How the project was changed, why, and what its author holds of it. */
export function Scope({ reply, view }: Props) {
  if (reply.scope.length === 0) return null
  return (
    <Section id="scope" title={view.t('budgeting.delivery.scope')} note={view.t('budgeting.delivery.scope.note')}>
      {reply.scope.map((one) => (
        <ScopeChange key={one.id} one={one} view={view} />
      ))}
    </Section>
  )
}

export function ScopeChange({ one, view }: { one: ScopeView; view: View }) {
  const { t } = view
  const statement = one.statement ? (
    <Lines text={one.statement} />
  ) : (
    t(
      one.heard
        ? 'budgeting.delivery.statement.erased'
        : one.outcome === null
          ? 'budgeting.delivery.statement.until'
          : 'budgeting.delivery.statement.none',
      { day: view.date(one.hearUntil) },
    )
  )
  return (
    <SummaryList
      view={view}
      rows={[
        { question: t('budgeting.delivery.scope.what'), answer: <Lines text={one.what} />, lang: one.lang },
        { question: t('budgeting.delivery.reason'), answer: <Lines text={one.reason} />, lang: one.lang },
        {
          question: t('budgeting.delivery.statement'),
          answer: statement,
          lang: (one.statement && one.statementLang) || undefined,
        },
        {
          question: t('budgeting.delivery.scope.state'),
          answer: one.closedOn
            ? t(`budgeting.delivery.scope.${one.outcome ?? 'withdrawn'}`, { day: view.date(one.closedOn) })
            : t('budgeting.delivery.scope.proposed', { day: view.date(one.proposedOn) }),
        },
      ]}
    />
  )
}
