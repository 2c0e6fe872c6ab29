import { FlagForm } from '#commons/moderation/flag-form.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
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
  return (
    <Frame view={view} subject={subject} title={t('discussion.flag.title')} lead={t('discussion.flag.lead')}>
      <blockquote>
        <CommentBody comment={comment} view={view} />
      </blockquote>
      <FlagForm
        view={view}
        form={form}
        action={view.href(`${commentPath(subject, comment.id)}/flag`)}
        ask={t('discussion.flag.reason')}
        button={t('discussion.flag.button')}
        reasons={flagReasons.map((value) => ({ value, label: t(`discussion.flag-reason.${value}`) }))}
      />
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
