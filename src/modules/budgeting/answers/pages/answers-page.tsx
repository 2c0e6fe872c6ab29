import { processCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import { processPath } from '#commons/processes/process.ts'
import type { View } from '#kernel/i18n/view.ts'
import { BigNumber, Numbers } from '#ui/components/BigNumber.tsx'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Section } from '#ui/components/Section.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { ideaPath } from '../../idea.ts'
import type { AnsweredIdea, AnswerList } from '../replies.ts'
import { Given } from './answer-section.tsx'

interface Props {
  reply: AnswerList
  view: View
}

/** The result of quick ideas: each of the most supported with the answer that it got, or that is owed. */
export function AnswersPage({ reply, view }: Props) {
  const { t } = view
  const { process, items } = reply
  const path = view.href(`${processPath(process)}/answers`)
  const title = t('budgeting.answers.title')
  return (
    <Page view={view} title={`${title}: ${process.title}`} description={t('budgeting.answers.description')}>
      <Wrap>
        <Breadcrumb view={view} crumbs={processCrumbs(view, process)} />
        <Measure>
          <div class="stack-wide">
            <Heading
              title={title}
              lead={t('budgeting.answers.lead', { authority: reply.authority, needed: reply.supportsNeeded })}
              meta={t('budgeting.answers.term', { days: reply.termDays })}
            />
            {items.length > 0 && <Counts reply={reply} view={view} />}
            {items.length === 0 ? (
              <EmptyState
                title={t(reply.standing === 'coming' ? 'budgeting.answers.not-begun' : 'budgeting.answers.none')}
                next={<a href={view.href(`${processPath(process)}/ideas`)}>{t('budgeting.ideas.look')}</a>}
              />
            ) : (
              items.map((idea) => <Answered key={idea.number} idea={idea} view={view} />)
            )}
            <Pagination
              view={view}
              next={reply.next ? `${path}?after=${reply.next}` : undefined}
              first={reply.first ? undefined : path}
            />
          </div>
        </Measure>
      </Wrap>
    </Page>
  )
}

function Counts({ reply, view }: Props) {
  const { t } = view
  const { takenUp, notTakenUp, waiting, overdue } = reply
  return (
    <Numbers>
      <BigNumber view={view} value={takenUp} of={t('budgeting.answers.figure.taken-up', { count: takenUp })} />
      <BigNumber
        view={view}
        value={notTakenUp}
        of={t('budgeting.answers.figure.not-taken-up', { count: notTakenUp })}
      />
      <BigNumber
        view={view}
        value={waiting}
        of={t('budgeting.answers.figure.waiting', { count: waiting })}
        note={overdue > 0 ? t('budgeting.answers.overdue', { count: overdue }) : undefined}
      />
    </Numbers>
  )
}

function Answered({ idea, view }: { idea: AnsweredIdea; view: View }) {
  const { t } = view
  return (
    <Section
      id={`idea-${idea.number}`}
      title={idea.title}
      titleLang={otherLang(idea.lang, view)}
      note={`${idea.place} · ${view.number(idea.supports)} ${t('budgeting.ideas.supports-of', { count: idea.supports })}`}
    >
      {idea.answer && <Given answer={idea.answer} view={view} />}
      <p>
        <a href={view.href(ideaPath(idea))}>{t('budgeting.ideas.number', { number: idea.number })}</a>
        {idea.delivery && (
          <>
            {' · '}
            <a href={view.href(idea.delivery)}>{t('budgeting.answers.followed')}</a>
          </>
        )}
      </p>
    </Section>
  )
}
