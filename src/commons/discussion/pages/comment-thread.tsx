import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { discussionPath } from '../discussable.ts'
import type { CommentItem, SubjectLine } from '../replies.ts'
import { CommentBody } from './comment-body.tsx'

interface Props {
  subject: SubjectLine
  comment: CommentItem
  answers: CommentItem[]
  view: View
}

export const commentPath = (subject: SubjectLine, id: string) => `${discussionPath(subject)}/comments/${id}`

/** A comment with answers below it. The same for everybody: what is one's own is a page behind a link. */
export function CommentThread({ subject, comment, answers, view }: Props) {
  return (
    <>
      <CommentBody comment={comment} view={view}>
        <Ways subject={subject} comment={comment} view={view} />
      </CommentBody>
      {answers.length > 0 && (
        <ul class="told answers">
          {answers.map((answer) => (
            <li key={answer.id} id={`comment-${answer.id}`}>
              <CommentBody comment={answer} view={view} level={4}>
                <Ways subject={subject} comment={answer} view={view} isAnswer />
              </CommentBody>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Ways({ subject, comment, view, isAnswer }: Omit<Props, 'answers'> & { isAnswer?: boolean }) {
  const { t } = view
  if (comment.state !== 'shown') return null
  const path = commentPath(subject, comment.id)
  return (
    <div class="actions">
      <Form view={view} action={view.href(`${path}/useful`)}>
        <Button kind="quiet">{t('discussion.useful', { count: comment.useful })}</Button>
      </Form>
      {subject.open && !isAnswer && <a href={view.href(`${path}/answer`)}>{t('discussion.answer')}</a>}
      <a href={view.href(`${path}/flag`)} rel="nofollow">
        {t('discussion.flag')}
      </a>
    </div>
  )
}
