import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Desk } from '#ui/components/Desk.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { hidingReasons } from '../comment.ts'
import type { CommentDeskView } from '../replies.ts'
import { DiscussionLink } from './discussion-link.tsx'
import { QUEUE } from './queue-page.tsx'

interface Props {
  reply: CommentDeskView
  view: View
  form: FormState
}

/** A comment for the moderator: what it says, what was reported and found, and the decision. */
export function CommentDeskPage({ reply, view, form }: Props) {
  const { t } = view
  return (
    <WorkPage
      view={view}
      title={t('discussion.comment')}
      lead={reply.subject?.title}
      meta={[reply.place, view.dateTime(reply.at)].join(' · ')}
      crumbs={[{ path: QUEUE, label: t('discussion.queue') }]}
    >
      <Desk decide={<Decide reply={reply} view={view} form={form} />}>
        {reply.answers?.html && (
          <Section id="answers" title={t('discussion.desk.answers')}>
            <Prose html={reply.answers.html} lang={reply.answers.lang} />
          </Section>
        )}
        <Section id="text" title={t('discussion.text')}>
          {reply.html ? <Prose html={reply.html} lang={reply.lang} /> : <p class="soft">{t('discussion.removed')}</p>}
        </Section>
        <Section id="why" title={t('discussion.queue.why')}>
          <SummaryList view={view} rows={reasonsOf(reply, view)} />
        </Section>
        {reply.subject && (
          <p>
            {t('discussion.desk.public')}:{' '}
            <DiscussionLink
              view={view}
              kind={reply.subject.kind}
              number={reply.subject.number}
              comments={reply.comments}
            />
          </p>
        )}
      </Desk>
    </WorkPage>
  )
}

function reasonsOf(reply: CommentDeskView, view: View) {
  const { t } = view
  const nothing = t('discussion.desk.nothing')
  return [
    {
      question: t('discussion.desk.flags'),
      answer:
        reply.flags
          .map(({ reason, count }) => `${t(`discussion.flag-reason.${reason}`)} (${view.number(count)})`)
          .join('; ') || nothing,
    },
    {
      question: t('discussion.desk.found'),
      answer: reply.findings.map(({ sample }) => sample).join('; ') || nothing,
    },
    {
      question: t('discussion.queue.since'),
      answer: reply.waitingSince ? view.dateTime(reply.waitingSince) : nothing,
    },
  ]
}

function DecideAppeal({
  appeal,
  id,
  view,
}: {
  appeal: NonNullable<CommentDeskView['appeal']>
  id: string
  view: View
}) {
  const { t } = view
  return (
    <Section
      id="appeal"
      title={t('discussion.desk.appeal')}
      note={t('discussion.desk.appeal.note', { at: view.dateTime(appeal.at) })}
    >
      <blockquote>
        <p>{appeal.text}</p>
      </blockquote>
      {appeal.mine ? (
        <Notice title={t('discussion.appeal.same-moderator')} />
      ) : (
        (['restore', 'uphold'] as const).map((decision) => (
          <Form
            key={decision}
            view={view}
            action={view.href(`${QUEUE}/${id}/appeal`)}
            hidden={{ decision }}
            scope={decision}
          >
            <Button kind={decision === 'restore' ? 'main' : 'quiet'}>{t(`discussion.desk.appeal.${decision}`)}</Button>
          </Form>
        ))
      )}
    </Section>
  )
}

function Decide({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  const path = `${QUEUE}/${reply.id}`
  if (reply.own) return <Notice title={t('discussion.own')} />
  if (reply.appeal && !reply.appeal.decidedAt && reply.state === 'hidden')
    return <DecideAppeal appeal={reply.appeal} id={reply.id} view={view} />
  if (reply.state === 'hidden' && reply.hiddenReason)
    return <Notice title={t('discussion.hidden', { reason: t(`discussion.reason.${reply.hiddenReason}`) })} />
  if (reply.state === 'removed') return <Notice title={t('discussion.removed')} />
  return (
    <>
      {reply.waitingSince && (
        <Section id="leave" title={t('discussion.leave')} note={t('discussion.leave.note')}>
          <Form view={view} action={view.href(`${path}/leaving`)}>
            <Button kind="quiet">{t('discussion.leave.button')}</Button>
          </Form>
        </Section>
      )}
      <Section id="hide" title={t('discussion.hide')} note={t('discussion.hide.note')}>
        <Form view={view} action={view.href(`${path}/hiding`)} errors={errors}>
          <Radios
            view={view}
            name="reason"
            label={t('discussion.hide.reason')}
            error={errors?.reason}
            value={typed(form, 'reason') || undefined}
            choices={hidingReasons.map((value) => ({ value, label: t(`discussion.reason.${value}`) }))}
          />
          <Button kind="danger">{t('discussion.hide.button')}</Button>
        </Form>
      </Section>
    </>
  )
}
