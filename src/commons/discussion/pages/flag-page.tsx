import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { flagReasons } from '../comment.ts'
import { discussionPath } from '../discussable.ts'
import type { FlagView } from '../replies.ts'
import { CommentBody } from './comment-body.tsx'
import { commentPath } from './comment-thread.tsx'
import { Frame } from './frame.tsx'

interface Props {
  reply: FlagView
  view: View
}

/** A reader says what is wrong with a comment. No account is needed. */
export function FlagPage({ reply, view, form }: Props & { form: FormState }) {
  const { t } = view
  const { subject, comment } = reply
  const errors = errorsOf(form, view)
  return (
    <Frame view={view} subject={subject} title={t('discussion.flag.title')} lead={t('discussion.flag.lead')}>
      <blockquote>
        <CommentBody comment={comment} view={view} />
      </blockquote>
      <Form view={view} action={view.href(`${commentPath(subject, comment.id)}/flag`)} errors={errors}>
        <Radios
          view={view}
          name="reason"
          label={t('discussion.flag.reason')}
          error={errors?.reason}
          value={typed(form, 'reason') || undefined}
          choices={flagReasons.map((value) => ({ value, label: t(`discussion.flag-reason.${value}`) }))}
        />
        <Button>{t('discussion.flag.button')}</Button>
      </Form>
    </Frame>
  )
}

export function FlaggedPage({ reply, view }: Props) {
  const { t } = view
  return (
    <Frame view={view} subject={reply.subject} title={t('discussion.flagged')} lead={t('discussion.flagged.lead')}>
      <ButtonLink kind="quiet" href={view.href(discussionPath(reply.subject))}>
        {t('discussion.back')}
      </ButtonLink>
    </Frame>
  )
}
