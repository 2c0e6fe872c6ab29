import type { ComponentChildren } from 'preact'
import { LangField } from '#commons/people/lang-field.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Checkbox } from '#ui/components/Choices.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { CopyLink } from '#ui/components/CopyLink.tsx'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, ticked, typed } from '#ui/form-state.ts'
import { otherLang } from '#ui/other-lang.ts'
import type { ChallengeItem, InvitationView, NewTeamView, OwnTeamView } from '../replies.ts'
import { TeamBlock } from './challenge-page.tsx'
import { challengeCrumbs } from './challenge-parts.tsx'

interface Shared {
  view: View
  form: FormState
}

/** A new team, with what it proposes and the name under which its first member is shown. */
export function NewTeamPage({ reply, view, form }: Shared & { reply: NewTeamView }) {
  const { t } = view
  const { challenge, team } = reply
  const errors = errorsOf(form, view)
  return (
    <Frame view={view} challenge={challenge} title={t('open-data.challenges.team.form')}>
      {team !== null ? (
        <Notice kind="info" title={t('open-data.challenges.in-a-team')}>
          <p>
            <a href={view.href(`/data/teams/${team}`)}>{t('open-data.challenges.team.mine')}</a>
          </p>
        </Notice>
      ) : reply.takesTeams ? (
        <Form
          view={view}
          action={view.href(`/data/challenges/${challenge.number}/teams`)}
          errors={errors}
          hidden={{ 'idempotency-key': form.key }}
        >
          <TextField
            view={view}
            name="name"
            label={t('open-data.challenges.team.name')}
            error={errors?.name}
            value={typed(form, 'name')}
          />
          <TextArea
            view={view}
            name="proposal"
            label={t('open-data.challenges.team.proposal')}
            hint={t('open-data.challenges.team.proposal.hint')}
            error={errors?.proposal}
            value={typed(form, 'proposal')}
            rows={6}
            limit={3_000}
          />
          <LangField view={view} form={form} errors={errors} label={t('open-data.wishes.lang')} />
          <Shown view={view} form={form} errors={errors} name={reply.name} />
          <Button>{t('open-data.challenges.team.form.button')}</Button>
        </Form>
      ) : (
        <Notice kind="info" title={t('open-data.challenges.no-teams-now')} />
      )}
    </Frame>
  )
}

/** Whoever is shown says under which name, and agrees to it. */
function Shown({ view, form, errors, name }: Shared & { errors: Errors | undefined; name: string | null }) {
  const { t } = view
  return (
    <>
      <TextField
        view={view}
        name="shownName"
        label={t('open-data.challenges.shown-name')}
        hint={t('open-data.challenges.shown-name.hint')}
        error={errors?.shownName}
        value={typed(form, 'shownName', name ?? '')}
        autocomplete="nickname"
      />
      <Checkbox
        view={view}
        name="agree"
        label={t('open-data.challenges.agree')}
        error={errors?.agree}
        checked={ticked(form, 'agree')}
        required
      />
    </>
  )
}

/** One's own team: how others join, what it shows, and the way out. */
export function OwnTeamPage({ reply, view, form }: Shared & { reply: OwnTeamView }) {
  const { t } = view
  const { team, challenge } = reply
  const errors = errorsOf(form, view)
  const path = `/data/teams/${team.id}`
  return (
    <Frame view={view} challenge={challenge} title={t('open-data.challenges.team.mine')}>
      <TeamBlock team={team} view={view} />
      {reply.takesMembers && (
        <Section id="invite" title={t('open-data.challenges.invite')} note={t('open-data.challenges.invite.note')}>
          {reply.invitations.map((invitation) => (
            <Invitation key={invitation.id} invitation={invitation} path={path} view={view} />
          ))}
          <Form
            view={view}
            action={view.href(`${path}/invitations`)}
            hidden={{ 'idempotency-key': `${form.key.split('.')[0]}.invite` }}
            scope="invite"
          >
            <Button kind="quiet">{t('open-data.challenges.invite.make')}</Button>
          </Form>
        </Section>
      )}
      {reply.takesPrototypes && (
        <Section
          id="prototype"
          title={t('open-data.challenges.prototype')}
          note={t('open-data.challenges.until', { day: view.date(challenge.prototypesUntil) })}
        >
          <Form view={view} action={view.href(`${path}/prototype`)} errors={errors}>
            <TextField
              view={view}
              name="url"
              label={t('open-data.challenges.prototype.url')}
              type="url"
              inputmode="url"
              error={errors?.url}
              value={typed(form, 'url', team.prototype?.url ?? '')}
            />
            <TextArea
              view={view}
              name="text"
              label={t('open-data.challenges.prototype.text')}
              error={errors?.text}
              value={typed(form, 'text', team.prototype?.text ?? '')}
              rows={4}
              limit={2_000}
            />
            <Button>{t('open-data.challenges.prototype.button')}</Button>
          </Form>
        </Section>
      )}
      <Section id="leave" title={t('open-data.challenges.leave')} note={t('open-data.challenges.leave.note')}>
        <Form view={view} action={view.href(`${path}/leaving`)} scope="leave">
          <Button kind="quiet">{t('open-data.challenges.leave')}</Button>
        </Form>
      </Section>
    </Frame>
  )
}

/** A link for one person, and the way to take it back. */
function Invitation(props: { invitation: OwnTeamView['invitations'][number]; path: string; view: View }) {
  const { invitation, path, view } = props
  const { t } = view
  return (
    <div class="stack">
      <p class="soft">{t('open-data.challenges.invite.made', { time: view.dateTime(invitation.madeAt) })}</p>
      <CopyLink view={view} url={invitation.url} label={t('open-data.challenges.invite.copy')} />
      <Form
        view={view}
        action={view.href(`${path}/invitations/${invitation.id}/revocation`)}
        scope={`revocation-${invitation.id}`}
      >
        <Button kind="quiet">{t('open-data.challenges.invite.take-back')}</Button>
      </Form>
    </div>
  )
}

/** Somebody was given the link of a team: they join under a name of their own choosing. */
export function InvitationPage({ reply, view, form }: Shared & { reply: InvitationView }) {
  const { t } = view
  const { team, challenge } = reply
  const errors = errorsOf(form, view)
  return (
    <Frame view={view} challenge={challenge} title={t('open-data.challenges.join')}>
      <TeamBlock team={team} view={view} />
      {reply.member ? (
        <ButtonLink href={view.href(`/data/teams/${team.id}`)}>{t('open-data.challenges.team.mine')}</ButtonLink>
      ) : reply.takesMembers ? (
        <Form view={view} action={view.href(`/data/teams/${team.id}/join/${reply.token}`)} errors={errors}>
          <Shown view={view} form={form} errors={errors} name={reply.name} />
          <Button>{t('open-data.challenges.join')}</Button>
        </Form>
      ) : (
        <Notice kind="info" title={t('open-data.challenges.no-teams-now')} />
      )}
    </Frame>
  )
}

interface FrameProps {
  view: View
  challenge: ChallengeItem
  title: string
  children: ComponentChildren
}

function Frame({ challenge, ...page }: FrameProps) {
  const { view } = page
  const lead = (
    <a href={view.href(`/data/challenges/${challenge.number}`)} lang={otherLang(challenge.title.lang, view)}>
      {challenge.title.text}
    </a>
  )
  return <ColumnPage {...page} crumbs={challengeCrumbs(view)} lead={lead} noindex />
}
