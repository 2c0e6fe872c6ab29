import type { View } from '#kernel/i18n/view.ts'
import { BigNumber, Numbers } from '#ui/components/BigNumber.tsx'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { Actions, ButtonLink } from '#ui/components/Button.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { ideaPath } from '../../idea.ts'
import type { NeedView } from '../replies.ts'
import { needsCrumbs, scoreInWords } from './needs-page.tsx'

/** A need: who said it by which channel, and which ideas answer it. */
export function NeedPage({ reply, view }: { reply: NeedView; view: View }) {
  const { t } = view
  const { number, process, point } = reply
  return (
    <Page view={view} title={reply.text} description={t('budgeting.needs.of', { process: process.title })}>
      <Wrap>
        <Breadcrumb view={view} crumbs={needsCrumbs(process, view)} />
        <Measure>
          <div class="stack-wide">
            <Heading
              title={reply.text}
              titleLang={reply.lang}
              meta={[
                t('budgeting.needs.number', { number }),
                t(`budgeting.needs.channel.${reply.channel}`),
                view.date(reply.createdAt),
              ].join(' · ')}
            />
            {reply.hidden !== null && (
              <Notice kind="warning" title={t('budgeting.needs.hidden')}>
                <p>{reply.hidden}</p>
                {reply.channel === 'online' && (
                  <p>
                    <a href={view.href(`/needs/${number}/hiding-appeal`)}>{t('budgeting.needs.hiding.own')}</a>
                  </p>
                )}
              </Notice>
            )}
            <Numbers>
              {reply.ranking === 'pairs' ? (
                <BigNumber
                  view={view}
                  value={reply.compared}
                  of={t('budgeting.needs.figure.compared', { count: reply.compared })}
                  note={t('budgeting.needs.chosen-by', { share: scoreInWords('pairs', reply.score, view) })}
                />
              ) : (
                <BigNumber
                  view={view}
                  value={reply.points}
                  of={t('budgeting.needs.figure.points', { count: reply.points })}
                />
              )}
              <BigNumber
                view={view}
                value={reply.people}
                of={t('budgeting.needs.figure.people', { count: reply.people })}
              />
            </Numbers>
            {(reply.open || reply.takesIdeas) && (
              <Actions>
                {reply.open && reply.ranking === 'pairs' && (
                  <ButtonLink href={view.href(`/processes/${process.number}/needs/pairs`)}>
                    {t('budgeting.needs.pairs.act')}
                  </ButtonLink>
                )}
                {reply.open && reply.ranking === 'points' && (
                  <ButtonLink href={view.href(`/needs/${number}/points`)}>
                    {t('budgeting.needs.points.give')}
                  </ButtonLink>
                )}
                {reply.takesIdeas && (
                  <ButtonLink href={view.href(`/processes/${process.number}/ideas/new?need=${number}`)}>
                    {t('budgeting.needs.propose')}
                  </ButtonLink>
                )}
              </Actions>
            )}
            {reply.declares && <p class="soft">{t('budgeting.needs.declared')}</p>}
            <SummaryList
              view={view}
              rows={[
                { question: t('budgeting.ideas.place'), answer: reply.place },
                { question: t('budgeting.ideas.category'), answer: t(`budgeting.ideas.category.${reply.category}`) },
                ...(reply.group ? [{ question: t('budgeting.needs.group'), answer: reply.group }] : []),
                ...(point
                  ? [
                      {
                        question: t('budgeting.ideas.point'),
                        answer: (
                          <a href={`geo:${point.latitude},${point.longitude}`}>
                            {point.latitude}, {point.longitude}
                          </a>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
            {reply.meetings.length > 0 && (
              <Section id="meetings" title={t('budgeting.needs.said-at')}>
                <ul>
                  {reply.meetings.map(({ heldAt, heldOn, present, people }) => (
                    <li key={`${heldOn} ${heldAt}`}>
                      {view.date(heldOn)}, {heldAt}: {t('budgeting.needs.people-of', { people, present })}
                    </li>
                  ))}
                </ul>
              </Section>
            )}
            {reply.ideas.length > 0 && (
              <Section id="ideas" title={t('budgeting.needs.ideas')}>
                <ul>
                  {reply.ideas.map((idea) => (
                    <li key={idea.number}>
                      <a href={view.href(ideaPath(idea))}>
                        {t('budgeting.ideas.number', { number: idea.number })}:{' '}
                        <span lang={idea.lang}>{idea.title}</span>
                      </a>
                    </li>
                  ))}
                </ul>
              </Section>
            )}
          </div>
        </Measure>
      </Wrap>
    </Page>
  )
}
