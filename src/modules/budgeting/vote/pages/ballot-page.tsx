import { PlaceField } from '#commons/places/place-field.tsx'
import { AgainNotice } from '#commons/processes/again/pages/again-notice.tsx'
import { CancelledNotice } from '#commons/processes/pages/cancelled-notice.tsx'
import { processCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Checkbox } from '#ui/components/Choices.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, ticked, typed } from '#ui/form-state.ts'
import { AgeField } from '../../ages/age-field.tsx'
import { ByToken } from '../../tokens/pages/by-token.tsx'
import type { BallotView, Declared } from '../replies.ts'
import { BallotFields, chosenIn } from './ballot-fields.tsx'

interface Props {
  reply: BallotView
  view: View
  form: FormState
}

/** The ballot paper of one person: projects in an order of their own, one list an envelope. */
export function BallotPage({ reply, view, form }: Props) {
  const { t } = view
  const { process } = reply
  const title = t('budgeting.vote.ballot')
  return (
    <Page view={view} title={title} noindex>
      <Wrap>
        <Breadcrumb view={view} crumbs={processCrumbs(view, process)} />
        <Measure>
          <Heading
            title={title}
            lead={reply.standing === 'open' ? t('budgeting.vote.ballot.lead') : undefined}
            meta={reply.standing === 'open' ? t('processes.open-until', { day: view.date(reply.closesOn) }) : undefined}
          />
          <AgainNotice view={view} process={process} />
          <CancelledNotice view={view} process={process} />
          {reply.standing !== 'open' ? (
            <EmptyState
              title={t(reply.givenUp ? 'budgeting.result.given-up' : `budgeting.vote.not-now.${reply.standing}`)}
              next={
                <ButtonLink href={view.href(`/processes/${process.number}/projects`)}>
                  {t('budgeting.vote.projects')}
                </ButtonLink>
              }
            />
          ) : reply.byToken ? (
            <ByToken view={view} path={`/processes/${process.number}`} />
          ) : reply.levelEnough ? (
            <Paper reply={reply} view={view} form={form} />
          ) : (
            <Notice kind="warning" title={t('processes.level-too-weak')}>
              <p>
                <a href={view.href('/account/identity')}>{t('budgeting.vote.raise-level')}</a>
              </p>
            </Notice>
          )}
        </Measure>
      </Wrap>
    </Page>
  )
}

function Paper({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  const chosen = chosenIn(form, reply.chosen)
  return (
    <>
      {reply.hasVoted && (
        <Notice kind="info" title={t('budgeting.vote.again')}>
          <p>{t('budgeting.vote.again.text')}</p>
        </Notice>
      )}
      <p>
        <a href={view.href(`/processes/${reply.process.number}/projects`)}>{t('budgeting.vote.read-first')}</a>
      </p>
      <Form view={view} action={view.href(`/processes/${reply.process.number}/ballot`)} errors={errors}>
        <BallotFields view={view} reply={reply} errors={errors} chosen={chosen} />
        <Declaration reply={reply} view={view} form={form} errors={errors} />
        <p class="soft">{t('budgeting.vote.secrecy.short')}</p>
        <Button>{t(reply.hasVoted ? 'budgeting.vote.cast-again' : 'budgeting.vote.cast')}</Button>
      </Form>
    </>
  )
}

interface DeclarationProps {
  reply: Declared & { process: BallotView['process']; hasVoted: boolean }
  view: View
  form: FormState
  errors: Errors | undefined
}

/** What one says of oneself: what the vote rests on, and the age group, where it is asked. */
export function Declaration(props: DeclarationProps) {
  const { reply, view, form, errors } = props
  return (
    <>
      <Eligibility {...props} />
      {reply.asksAge && !reply.hasVoted && (
        <AgeField view={view} form={form} error={errors?.age} minAge={reply.minAge} />
      )}
    </>
  )
}

/** Where one lives and how old one is, by one's own word. */
function Eligibility({ reply, view, form, errors }: DeclarationProps) {
  const { t } = view
  if (reply.rollSource === 'codes')
    return (
      <TextField
        view={view}
        name="code"
        label={t('budgeting.vote.code')}
        hint={t('budgeting.vote.code.hint')}
        error={errors?.code}
        value={typed(form, 'code')}
        autocomplete="off"
        spellcheck={false}
        short
      />
    )
  if (reply.rollSource !== 'declared')
    return (
      <p>
        {t('budgeting.vote.by-roll')}{' '}
        <a href={view.href(`/processes/${reply.process.number}/my-roll`)}>{t('processes.roll.mine')}</a>
      </p>
    )
  return (
    <>
      {reply.residentsOnly && (
        <PlaceField
          view={view}
          name="place"
          label={t('budgeting.vote.residence')}
          hint={t('budgeting.vote.residence.only')}
          error={errors?.place}
          value={typed(form, 'place', reply.place ?? '')}
          form={form}
          places={reply.places}
        />
      )}
      {reply.minAge > 0 && (
        <Checkbox
          view={view}
          name="oldEnough"
          label={t('budgeting.vote.old-enough', { age: reply.minAge })}
          error={errors?.oldEnough}
          checked={ticked(form, 'oldEnough', reply.hasVoted)}
        />
      )}
      {reply.levelNeeded === 'email' && <p class="soft">{t('budgeting.vote.once')}</p>}
    </>
  )
}
