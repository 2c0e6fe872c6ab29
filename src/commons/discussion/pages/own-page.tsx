import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, Button, ButtonLink } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { discussionPath } from '../discussable.ts'
import type { OwnView } from '../replies.ts'
import { CommentBody } from './comment-body.tsx'
import { commentPath } from './comment-thread.tsx'
import { Frame } from './frame.tsx'

interface Props {
  reply: OwnView
  view: View
  form: FormState
}

/** A comment as it is to the person who asks: found useful or not, one's own to change and to take back. */
export function OwnPage({ reply, view, form }: Props) {
  const { t } = view
  const { subject, comment } = reply
  const errors = errorsOf(form, view)
  return (
    <Frame view={view} subject={subject} title={t(reply.mine ? 'discussion.yours' : 'discussion.comment')}>
      {reply.waits && (
        <Notice kind="warning" title={t('discussion.held')}>
          <p>{t('discussion.held.text')}</p>
        </Notice>
      )}
      <CommentBody comment={comment} view={view} />
      <Actions>
        <ButtonLink
          kind="quiet"
          href={view.href(discussionPath(subject)) + (reply.waits ? '' : `?sort=new#comment-${comment.id}`)}
        >
          {t('discussion.back')}
        </ButtonLink>
      </Actions>
      {reply.mine ? (
        <Mine reply={reply} view={view} form={form} />
      ) : (
        <Useful reply={reply} view={view} errors={errors} />
      )}
    </Frame>
  )
}

function Useful({ reply, view, errors }: Omit<Props, 'form'> & { errors: ReturnType<typeof errorsOf> }) {
  const { t } = view
  const { subject, comment, foundUseful } = reply
  if (comment.state !== 'shown') return null
  const path = commentPath(subject, comment.id)
  return (
    <Section id="useful" title={t('discussion.useful.title')} note={t('discussion.useful', { count: comment.useful })}>
      {foundUseful && <p>{t('discussion.useful.found')}</p>}
      <Form view={view} action={view.href(`${path}/${foundUseful ? 'withdrawn-useful' : 'useful'}`)} errors={errors}>
        <Button kind="quiet">{t(foundUseful ? 'discussion.useful.back' : 'discussion.useful.mark')}</Button>
      </Form>
    </Section>
  )
}

/** Another moderator is asked once. */
function Appeal({ reply, view, form }: Props) {
  const { t } = view
  if (reply.appeal !== 'possible')
    return <Notice title={t(reply.appeal === 'waits' ? 'discussion.appeal.waits' : 'discussion.appeal.upheld')} />
  const errors = errorsOf(form, view)
  return (
    <Section id="appeal" title={t('discussion.appeal.title')} note={t('discussion.appeal.note')}>
      <Form view={view} action={view.href(`${commentPath(reply.subject, reply.comment.id)}/appeal`)} errors={errors}>
        <TextArea
          view={view}
          name="text"
          label={t('discussion.appeal.text')}
          error={errors?.text}
          value={typed(form, 'text')}
          rows={4}
          limit={1_000}
        />
        <Button>{t('discussion.appeal.button')}</Button>
      </Form>
    </Section>
  )
}

function Mine({ reply, view, form }: Props) {
  const { t } = view
  const { subject, comment } = reply
  const errors = errorsOf(form, view)
  const path = commentPath(subject, comment.id)
  return (
    <>
      {reply.appeal && <Appeal reply={reply} view={view} form={form} />}
      {reply.mayEdit ? (
        <Section id="change" title={t('discussion.change')} note={t('discussion.change.note')}>
          <Form view={view} action={view.href(`${path}/text`)} errors={errors}>
            <TextArea
              view={view}
              name="text"
              label={t('discussion.text')}
              hint={t('discussion.text.hint')}
              error={errors?.text}
              value={typed(form, 'text', reply.markdown ?? '')}
              lang={comment.lang}
              rows={6}
              limit={2_000}
            />
            <Button>{t('discussion.save')}</Button>
          </Form>
        </Section>
      ) : (
        <p class="soft">{t('discussion.settled')}</p>
      )}
      <Section id="withdraw" title={t('discussion.withdraw')} note={t('discussion.withdraw.note')}>
        <Form view={view} action={view.href(`${path}/withdrawal`)}>
          <Button kind="danger">{t('discussion.withdraw.button')}</Button>
        </Form>
      </Section>
    </>
  )
}
