import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, Button, ButtonLink } from '#ui/components/Button.tsx'
import { Details } from '#ui/components/Details.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { EmailField, TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { ideaPath } from '../../idea.ts'
import type { MyIdea } from '../replies.ts'
import { Link } from './idea-page.tsx'
import { IdeasFrame, ideasCrumbs } from './ideas-frame.tsx'
import { StatePill } from './state-pill.tsx'

interface Props {
  reply: MyIdea
  view: View
  form: FormState
}

/** One's own idea: make it one with another, or take it back. */
export function MyIdeaPage({ reply, view, form }: Props) {
  const { t } = view
  const { idea } = reply
  return (
    <IdeasFrame
      view={view}
      title={idea.title}
      crumbs={[...ideasCrumbs(reply.process, view), { path: '/account/ideas', label: t('budgeting.ideas.mine') }]}
    >
      <Measure>
        <Heading
          title={idea.title}
          titleLang={idea.lang}
          state={<StatePill view={view} idea={idea} />}
          lead={<a href={view.href(ideaPath(idea))}>{t('budgeting.ideas.public-page')}</a>}
          meta={`${view.number(idea.supports)} ${t('budgeting.ideas.supports-of', { count: idea.supports })}`}
        />
        {reply.hearing && (
          <Notice title={t('budgeting.ideas.mine.hearing')}>
            <p>{t('budgeting.ideas.mine.hearing.until', { day: view.date(reply.hearing.until) })}</p>
            <Actions>
              <ButtonLink href={view.href(reply.hearing.path)}>{t('budgeting.delivery.mail.scope.button')}</ButtonLink>
            </Actions>
          </Notice>
        )}
        <Ways reply={reply} view={view} />
        <Offers reply={reply} view={view} />
        <CoAuthors reply={reply} view={view} form={form} />
        {reply.mayMerge && <Merging reply={reply} view={view} form={form} />}
        {reply.mayWithdraw ? (
          <Details summary={t('budgeting.ideas.withdraw')}>
            <p>{t('budgeting.ideas.withdraw.text')}</p>
            <Form view={view} action={view.href(`/ideas/${idea.number}/withdrawal`)}>
              <Button kind="danger">{t('budgeting.ideas.withdraw.button')}</Button>
            </Form>
          </Details>
        ) : (
          <p class="soft">{t(reply.author ? 'budgeting.ideas.withdraw.not' : 'budgeting.ideas.withdraw.author')}</p>
        )}
      </Measure>
    </IdeasFrame>
  )
}

/** What can be changed now, each on a page of its own. */
function Ways({ reply, view }: Pick<Props, 'reply' | 'view'>) {
  const { t } = view
  const { number } = reply.idea
  const ways = [
    reply.mayAdapt && { path: 'text', label: t('budgeting.ideas.adapt') },
    reply.mayIllustrate && { path: 'pictures', label: t('budgeting.ideas.pictures') },
    reply.hidden && { path: 'hiding-appeal', label: t('budgeting.ideas.hiding.appeal') },
  ].filter((way) => way !== false)
  if (ways.length === 0) return null
  return (
    <Actions>
      {ways.map(({ path, label }) => (
        <ButtonLink key={path} kind="quiet" href={view.href(`/ideas/${number}/${path}`)}>
          {label}
        </ButtonLink>
      ))}
    </Actions>
  )
}

/** Who writes the idea with its author, and the way to ask somebody. */
function CoAuthors({ reply, view, form }: Props) {
  const { t } = view
  const { idea, coAuthors } = reply
  if (coAuthors.length === 0 && !reply.mayInvite) return null
  const errors = errorsOf(form, view)
  return (
    <Section id="co-authors" title={t('budgeting.ideas.co-authors')} note={t('budgeting.ideas.co-authors.note')}>
      {coAuthors.map(({ id, who, accepted, self }) => (
        <div key={id} class="stack">
          <p>
            {who ?? t('budgeting.ideas.co-authors.unnamed')}
            {!accepted && ` · ${t('budgeting.ideas.co-authors.waits')}`}
          </p>
          {(reply.author || self) && (
            <Form view={view} action={view.href(`/ideas/${idea.number}/co-authors/${id}/removal`)}>
              <Button kind="quiet">
                {t(self ? 'budgeting.ideas.co-authors.leave' : 'budgeting.ideas.co-authors.remove')}
                <span class="ds-sr-only">: {who ?? t('budgeting.ideas.co-authors.unnamed')}</span>
              </Button>
            </Form>
          )}
        </div>
      ))}
      {reply.mayInvite && (
        <Form
          view={view}
          action={view.href(`/ideas/${idea.number}/co-authors`)}
          errors={errors?.email ? errors : undefined}
        >
          <EmailField
            view={view}
            name="email"
            label={t('budgeting.ideas.co-authors.email')}
            hint={t('budgeting.ideas.co-authors.email.hint')}
            error={errors?.email}
            value={typed(form, 'email')}
            autocomplete="off"
          />
          <Button kind="quiet">{t('budgeting.ideas.co-authors.invite')}</Button>
        </Form>
      )}
    </Section>
  )
}

function Offers({ reply: { idea, offers }, view }: Pick<Props, 'reply' | 'view'>) {
  const { t } = view
  if (offers.length === 0) return null
  return (
    <Section id="offers" title={t('budgeting.ideas.offers')} note={t('budgeting.ideas.offers.note')}>
      {offers.map((offer) => (
        <Form
          key={offer.number}
          view={view}
          action={view.href(`/ideas/${idea.number}/merge-answers`)}
          hidden={{ from: String(offer.number) }}
        >
          <p>
            <Link idea={offer} view={view} />
          </p>
          <Actions>
            <Button name="answer" value="agree">
              {t('budgeting.ideas.offers.agree', { number: offer.number })}
            </Button>
            <Button kind="quiet" name="answer" value="decline">
              {t('budgeting.ideas.offers.decline', { number: offer.number })}
            </Button>
          </Actions>
        </Form>
      ))}
    </Section>
  )
}

function Merging({ reply, view, form }: Props) {
  const { t } = view
  const { idea, offeredTo, similar } = reply
  const errors = errorsOf(form, view)
  return (
    <Section id="merge" title={t('budgeting.ideas.merge')} note={t('budgeting.ideas.merge.note')}>
      {offeredTo && (
        <Form view={view} action={view.href(`/ideas/${idea.number}/withdrawn-merge-offer`)}>
          <p>
            {t('budgeting.ideas.merge.waits')} <Link idea={offeredTo} view={view} />
          </p>
          <Button kind="quiet">{t('budgeting.ideas.merge.take-back')}</Button>
        </Form>
      )}
      {similar.length > 0 && (
        <>
          <p>{t('budgeting.ideas.merge.similar')}</p>
          <ul>
            {similar.map((one) => (
              <li key={one.number}>
                <Link idea={one} view={view} />
              </li>
            ))}
          </ul>
        </>
      )}
      <Form
        view={view}
        action={view.href(`/ideas/${idea.number}/merge-offer`)}
        errors={errors?.into ? errors : undefined}
      >
        <TextField
          view={view}
          name="into"
          label={t('budgeting.ideas.merge.into')}
          hint={t('budgeting.ideas.merge.into.hint')}
          error={errors?.into}
          value={typed(form, 'into')}
          inputmode="numeric"
          short
        />
        <Button kind="quiet">{t('budgeting.ideas.merge.button')}</Button>
      </Form>
    </Section>
  )
}
