import { CitesSection } from '#commons/citations/pages/cites-section.tsx'
import { DiscussionLink } from '#commons/discussion/pages/discussion-link.tsx'
import { FollowLinks } from '#commons/notices/following/pages/follow-links.tsx'
import { RehearsalNotice } from '#commons/processes/rehearsal/pages/rehearsal-notice.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { BigNumber, Numbers } from '#ui/components/BigNumber.tsx'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { Actions, Button, ButtonLink } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList, type SummaryRow } from '#ui/components/SummaryList.tsx'
import { Timeline } from '#ui/components/Timeline.tsx'
import { AnswerSection } from '../../answers/pages/answer-section.tsx'
import { ideaPath } from '../../idea.ts'
import { money } from '../../money.ts'
import { Link as NeedLink } from '../../needs/pages/needs-page.tsx'
import { SupportsMark } from '../../recount/on-page.tsx'
import { ReviewSection } from '../../review/on-page.tsx'
import type { IdeaLink, IdeaView } from '../replies.ts'
import { ideasCrumbs } from './ideas-frame.tsx'
import { PictureList } from './pictures-page.tsx'
import { StatePill } from './state-pill.tsx'

/** An idea: what it asks, where, how many support it, and what became of it. */
export function IdeaPage({ reply, view }: { reply: IdeaView; view: View }) {
  const { t } = view
  return (
    <Page
      view={view}
      title={reply.process.rehearsal ? `${reply.title}. ${reply.process.title}` : reply.title}
      description={t('budgeting.ideas.of', { process: reply.process.title })}
      noindex={reply.process.rehearsal}
    >
      <Wrap>
        <Breadcrumb view={view} crumbs={ideasCrumbs(reply.process, view)} />
        <RehearsalNotice view={view} process={reply.process} />
        <Measure>
          <div class="stack-wide">
            <Heading
              title={reply.title}
              titleLang={reply.lang}
              state={<StatePill view={view} idea={reply} />}
              meta={[
                t('budgeting.ideas.number', { number: reply.number }),
                [reply.author, ...reply.coAuthors].filter(Boolean).join(', '),
                view.date(reply.createdAt),
              ]
                .filter(Boolean)
                .join(' · ')}
            />
            <Fate reply={reply} view={view} />
            {reply.html !== null && <Prose html={reply.html} lang={reply.lang} />}
            {reply.html !== null && reply.textSince && (
              <p class="soft">
                {t('budgeting.ideas.adapted', { day: view.date(reply.textSince) })}{' '}
                <a href={view.href(`/ideas/${reply.number}/earlier-texts`)}>{t('budgeting.ideas.earlier')}</a>
              </p>
            )}
            <PictureList pictures={reply.pictures} view={view} lang={reply.lang} />
            <AnswerSection answer={reply.answer} number={reply.number} view={view} />
            <Support reply={reply} view={view} />
            {reply.html !== null && (
              <Section id="facts" title={t('budgeting.ideas.facts')}>
                <SummaryList view={view} rows={facts(reply, view)} />
              </Section>
            )}
            {reply.html !== null && !reply.process.rehearsal && (
              <>
                <p>
                  <DiscussionLink view={view} kind="ideas" number={reply.number} comments={reply.comments} />
                </p>
                <FollowLinks view={view} kind="ideas" subject={String(reply.number)} />
              </>
            )}
            <CitesSection lines={reply.cites} view={view} />
            <ReviewSection review={reply.review} view={view} leads />
            {reply.events.length > 0 && (
              <Section id="story" title={t('budgeting.ideas.story')}>
                <Timeline
                  view={view}
                  steps={reply.events.map(({ text, at }) => ({ state: 'done', title: text, meta: view.date(at) }))}
                />
              </Section>
            )}
            <p class="soft">
              <a href={view.href(`/ideas/${reply.number}/mine`)}>{t('budgeting.ideas.to-mine')}</a>
            </p>
          </div>
        </Measure>
      </Wrap>
    </Page>
  )
}

/** What one must know before reading on. */
function Fate({ reply, view }: { reply: IdeaView; view: View }) {
  const { t } = view
  return (
    <>
      {reply.hidden !== null && (
        <Notice kind="warning" title={t('budgeting.ideas.hidden')}>
          <p>{reply.hidden}</p>
        </Notice>
      )}
      <AfterVote reply={reply} view={view} />
      {reply.mergedInto && (
        <Notice kind="info" title={t('budgeting.ideas.merged-into')}>
          <p>
            <Link idea={reply.mergedInto} view={view} />
          </p>
        </Notice>
      )}
      {reply.tookIn.length > 0 && (
        <Notice kind="info" title={t('budgeting.ideas.took-in')}>
          <ul>
            {reply.tookIn.map((idea) => (
              <li key={idea.number}>
                <Link idea={idea} view={view} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}

/** What came of it as a project, or of the vote that it lost. */
function AfterVote({ reply, view }: { reply: IdeaView; view: View }) {
  const { t } = view
  const { delivery, notFunded } = reply
  const stopped = reply.deliveryState === 'stopped'
  if (delivery !== null)
    return (
      <Notice
        kind={stopped ? 'info' : 'success'}
        title={t(stopped ? 'budgeting.ideas.project.stopped' : 'budgeting.ideas.project')}
      >
        <p>
          <a href={view.href(delivery)}>
            {t(stopped ? 'budgeting.ideas.project.stopped.look' : 'budgeting.delivery.look')}
          </a>
        </p>
      </Notice>
    )
  if (notFunded === null) return null
  return (
    <Notice kind="info" title={t('budgeting.ideas.news.not-funded.kind')}>
      <p>
        {t('budgeting.ideas.news.not-funded.text')}{' '}
        <a href={view.href(notFunded)}>{t('budgeting.ideas.news.not-funded.button')}</a>
      </p>
    </Notice>
  )
}

function Support({ reply, view }: { reply: IdeaView; view: View }) {
  const { t } = view
  const { supports, supportsNeeded, answers } = reply
  return (
    <Section id="support" title={t('budgeting.ideas.support')}>
      <Numbers>
        <BigNumber
          view={view}
          value={supports}
          of={
            supportsNeeded > 0
              ? t(answers ? 'budgeting.answers.supports-of-needed' : 'budgeting.ideas.supports-of-needed', {
                  count: supports,
                  needed: supportsNeeded,
                })
              : t('budgeting.ideas.supports-of', { count: supports })
          }
          note={reply.open ? t('processes.open-until', { day: view.date(reply.closesOn) }) : undefined}
        />
      </Numbers>
      <SupportsMark mark={reply.mark} view={view} counted={reply.counted} />
      {reply.open && reply.declares && (
        <Actions>
          <ButtonLink href={view.href(`/ideas/${reply.number}/support`)}>
            {t('budgeting.ideas.support.button')}
          </ButtonLink>
        </Actions>
      )}
      {reply.declares && <p class="soft">{t('budgeting.ideas.support.declared')}</p>}
      {reply.open && !reply.declares && (
        <Form view={view} action={view.href(`/ideas/${reply.number}/support`)}>
          <Button>{t('budgeting.ideas.support.button')}</Button>
          <p class="soft">{t('budgeting.ideas.support.note')}</p>
        </Form>
      )}
    </Section>
  )
}

function facts(reply: IdeaView, view: View): SummaryRow[] {
  const { t } = view
  const { point, costGuess } = reply
  return [
    { question: t('budgeting.ideas.place'), answer: reply.place.map(({ name }) => name).join(' › ') },
    ...(reply.address === null
      ? []
      : [{ question: t('budgeting.ideas.address'), answer: reply.address, lang: reply.lang }]),
    ...(point
      ? [
          {
            question: t('budgeting.ideas.point'),
            answer: (
              <>
                <a href={`geo:${point.latitude},${point.longitude}`}>
                  {point.latitude}, {point.longitude}
                </a>{' '}
                <a href={view.href(`/processes/${reply.process.number}/ideas/map`)}>{t('budgeting.ideas.map')}</a>
              </>
            ),
          },
        ]
      : []),
    ...(reply.need
      ? [{ question: t('budgeting.ideas.need'), answer: <NeedLink need={reply.need} view={view} /> }]
      : []),
    { question: t('budgeting.ideas.category'), answer: t(`budgeting.ideas.category.${reply.category}`) },
    {
      question: t('budgeting.ideas.cost-guess'),
      answer: costGuess === null ? t('budgeting.ideas.cost-guess.none') : money(view, costGuess, reply.currency),
    },
  ]
}

/** An idea by its number and title. */
export function Link({ idea, view }: { idea: IdeaLink; view: View }) {
  return (
    <a href={view.href(ideaPath(idea))}>
      {view.t('budgeting.ideas.number', { number: idea.number })}: <span lang={idea.lang}>{idea.title}</span>
    </a>
  )
}
