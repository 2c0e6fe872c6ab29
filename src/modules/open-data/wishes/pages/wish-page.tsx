import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { Actions, ButtonLink } from '#ui/components/Button.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { Section } from '#ui/components/Section.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { datasetPath } from '../../catalogue/dataset-path.ts'
import type { WishView } from '../replies.ts'
import { wishLife } from '../wish.ts'
import { wishCrumbs } from './crumbs.ts'
import { WITHDRAW } from './own-pages.tsx'
import { WishPill } from './state-pill.tsx'

/** The page is the same for everybody: whether it is theirs, its author finds out behind the link. */
const withdrawable = new Set<string>(wishLife.transitions.withdraw.from)

interface Props {
  reply: WishView
  view: View
}

/** One wish: what is wished for, who wants it, what the institution answered, and how to ask formally. */
export function WishPage({ reply, view }: Props) {
  const { t } = view
  const { number, institution } = reply
  return (
    <Page view={view} title={reply.title} description={t('open-data.wishes.lead')} noindex={reply.hidden !== null}>
      <Wrap>
        <Breadcrumb view={view} crumbs={wishCrumbs(view)} />
        <Measure>
          <div class="stack-wide">
            <Heading
              title={reply.title}
              titleLang={otherLang(reply.lang, view)}
              state={<WishPill state={reply.state} view={view} />}
              meta={
                <>
                  {t('open-data.wishes.number', { number })} · {view.date(reply.createdAt)}
                  {institution && (
                    <>
                      {' · '}
                      <a href={view.href(`/data/institutions/${institution.slug}`)}>{institution.name}</a>
                    </>
                  )}
                </>
              }
            />
            {reply.hidden !== null && (
              <Notice kind="warning" title={t('open-data.wishes.hidden')}>
                <p lang={otherLang(reply.hiddenLang ?? undefined, view)}>{reply.hidden}</p>
                <p>
                  <a href={view.href(`/data/wishes/${number}/support`)}>{t('open-data.wishes.appeal.yours')}</a>
                </p>
              </Notice>
            )}
            {reply.text && <Prose html={reply.text} lang={otherLang(reply.lang, view)} />}
            <div class="stack">
              <p>
                <strong>{view.number(reply.supports)}</strong>{' '}
                {t('open-data.wishes.supports-of', { count: reply.supports })}
              </p>
              {reply.takesSupport && (
                <Actions>
                  <ButtonLink href={view.href(`/data/wishes/${number}/support`)}>
                    {t('open-data.wishes.support')}
                  </ButtonLink>
                </Actions>
              )}
              <p class="soft">{t('open-data.wishes.no-term')}</p>
            </div>
            <Answers reply={reply} view={view} />
            {reply.hidden === null && reply.state !== 'withdrawn' && <Formally reply={reply} view={view} />}
            {reply.hidden === null && (
              <div class="stack">
                {withdrawable.has(reply.state) && (
                  <p class="soft">
                    <a href={view.href(`/data/wishes/${number}/support#${WITHDRAW}`)}>
                      {t('open-data.wishes.withdraw.yours')}
                    </a>
                  </p>
                )}
                <p class="soft">
                  <a href={view.href(`/data/wishes/${number}/flag`)}>{t('open-data.wishes.flag')}</a>
                </p>
              </div>
            )}
          </div>
        </Measure>
      </Wrap>
    </Page>
  )
}

export function Answers({ reply, view }: Props) {
  const { t } = view
  return (
    <Section id="answers" title={t('open-data.wishes.answers')}>
      {reply.answers.length === 0 && <p>{t('open-data.wishes.answers.none')}</p>}
      {reply.answers.map((answer) => (
        <div class="stack" key={answer.answeredAt}>
          <p>
            <strong>{t(`open-data.wishes.outcome.${answer.outcome}`)}</strong>
            <span class="soft">
              {' · '}
              {answer.institution} · {view.date(answer.answeredAt)}
            </span>
          </p>
          {answer.plannedOn && (
            <p>
              {t(answer.late ? 'open-data.wishes.planned.late' : 'open-data.wishes.planned.for', {
                day: view.date(answer.plannedOn),
              })}
            </p>
          )}
          {answer.reason && <p>{t(`open-data.wishes.reason.${answer.reason}`)}</p>}
          {answer.text && (
            <p class="lines" lang={otherLang(answer.lang, view)}>
              {answer.text}
            </p>
          )}
          {answer.dataset && (
            <p>
              <a href={view.href(datasetPath(answer.dataset))} lang={otherLang(answer.dataset.title.lang, view)}>
                {answer.dataset.title.text}
              </a>
            </p>
          )}
        </div>
      ))}
    </Section>
  )
}

/** A wish obliges nobody; a request by law does. */
function Formally({ reply: { number, institution }, view }: Props) {
  const { t } = view
  const asked = institution ? `&institution=${institution.slug}` : ''
  return (
    <Section id="formally" title={t('open-data.wishes.formally')} note={t('open-data.wishes.formally.note')}>
      <ul>
        <li>
          <a href={view.href(`/data/requests/new?kind=information&wish=${number}${asked}`)}>
            {t('open-data.wishes.formally.information')}
          </a>
        </li>
        <li>
          <a href={view.href(`/data/requests/new?kind=reuse&wish=${number}${asked}`)}>
            {t('open-data.wishes.formally.reuse')}
          </a>
        </li>
      </ul>
    </Section>
  )
}
