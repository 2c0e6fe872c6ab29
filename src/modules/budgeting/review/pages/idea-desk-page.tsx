import { WorkPage } from '#commons/work/pages/work-page.tsx'
import { withFrom } from '#kernel/http/from.ts'
import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { Desk } from '#ui/components/Desk.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { ReviewSection, toIdea } from '../on-page.tsx'
import type { IdeaDeskView } from '../replies.ts'
import { IdeaSaid } from './idea-said.tsx'

/** An idea under review: what it says and what was said of it to the left, what one does next to the right. */
export function IdeaDeskPage({ reply, view }: { reply: IdeaDeskView; view: View }) {
  const { t } = view
  const { idea, process } = reply
  return (
    <WorkPage
      view={view}
      title={idea.title}
      titleLang={idea.lang}
      crumbs={[{ path: '/work/ideas', label: t('budgeting.review.desk') }]}
      meta={`${process.title} · ${t(`budgeting.review.state.${idea.state}`)}`}
    >
      <Desk nextFirst decide={<Next reply={reply} view={view} />}>
        <Section id="idea" title={t('budgeting.review.idea')}>
          <IdeaSaid reply={reply} view={view} />
        </Section>
        <ReviewSection review={reply.review} view={view} />
      </Desk>
    </WorkPage>
  )
}

function Next({ reply, view }: { reply: IdeaDeskView; view: View }) {
  const { t } = view
  const { may } = reply
  const path = `/work/ideas/${reply.idea.number}`
  const link = (to: string, label: string) => (
    <p key={to}>
      <ButtonLink kind="quiet" href={view.href(withFrom(`${path}/${to}`, view.from))}>
        {label}
      </ButtonLink>
    </p>
  )
  const idle =
    may.opine.length + may.ask.length + may.askAgain.length === 0 &&
    !may.cost &&
    !may.name &&
    !may.accept &&
    !may.refuse &&
    !may.uphold
  return (
    <Section id="next" title={t('budgeting.review.next')}>
      {may.cost && !may.accept && !may.uphold && reply.idea.state === 'appealed' && (
        <Notice kind="info" title={t('budgeting.review.other-officer')} level={3} />
      )}
      {reply.own && <Notice title={t('budgeting.review.own-idea')} level={3} />}
      {may.opine.map((aspect) =>
        link(`opinions/${aspect}`, t('budgeting.review.give', { aspect: t(`budgeting.review.aspect.${aspect}`) })),
      )}
      {may.askAgain.map((aspect) =>
        link(
          `opinions/${aspect}/asking-again`,
          t('budgeting.review.ask-again', { aspect: t(`budgeting.review.aspect.${aspect}`) }),
        ),
      )}
      {may.ask.length > 0 && link('opinion-request', t('budgeting.review.ask'))}
      {may.cost && link('cost', t(reply.review.cost ? 'budgeting.review.cost.change' : 'budgeting.review.cost.set'))}
      {may.name &&
        link(
          'names',
          t(reply.review.names.length > 0 ? 'budgeting.review.names.change' : 'budgeting.review.names.set'),
        )}
      {may.accept && reply.lacks.length === 0 && link('acceptance', t('budgeting.review.accept'))}
      {may.accept && reply.lacks.length > 0 && (
        <Notice kind="info" title={t('budgeting.review.lacks')} level={3}>
          <ul>
            {reply.lacks.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </Notice>
      )}
      {may.takeBack.map((aspect) => (
        <p key={`back-${aspect}`}>
          <a href={view.href(withFrom(`${path}/opinions/${aspect}/taking-back`, view.from))}>
            {t('budgeting.review.take-back', { aspect: t(`budgeting.review.aspect.${aspect}`) })}
          </a>
        </p>
      ))}
      {may.refuse && link('refusal', t('budgeting.review.refuse'))}
      {may.uphold && link('upholding', t('budgeting.review.uphold'))}
      {idle && !reply.own && <p>{t('budgeting.review.next.none')}</p>}
      <p>
        <a href={toIdea(view, reply.idea)}>{t('budgeting.review.public-page')}</a>
      </p>
    </Section>
  )
}
