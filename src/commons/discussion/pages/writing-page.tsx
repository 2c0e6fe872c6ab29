import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button, ButtonLink } from '#ui/components/Button.tsx'
import { Checkbox, Radios } from '#ui/components/Choices.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Section } from '#ui/components/Section.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, ticked, typed } from '#ui/form-state.ts'
import { stances } from '../comment.ts'
import { discussionPath } from '../discussable.ts'
import type { WritingView } from '../replies.ts'
import { CommentBody } from './comment-body.tsx'
import { commentPath } from './comment-thread.tsx'
import { Frame } from './frame.tsx'

interface Props {
  reply: WritingView
  view: View
  form: FormState
}

/** Writes a comment, or an answer below the comment that it answers. */
export function WritingPage({ reply, view, form }: Props) {
  const { t } = view
  const { subject, answers } = reply
  const errors = errorsOf(form, view)
  const title = t(answers ? 'discussion.answer.title' : 'discussion.write')
  const ready = answers ? answers.state === 'shown' && (subject.open || reply.asAuthority) : subject.open
  return (
    <Frame view={view} subject={subject} title={title}>
      {answers && (
        <blockquote>
          <CommentBody comment={answers} view={view} />
        </blockquote>
      )}
      {ready ? (
        <Form
          view={view}
          action={view.href(
            answers ? `${commentPath(subject, answers.id)}/answer` : `${discussionPath(subject)}/comment`,
          )}
          errors={errors}
          hidden={{ 'idempotency-key': form.key }}
        >
          {!answers && (
            <Radios
              view={view}
              name="stance"
              label={t('discussion.stance')}
              error={errors?.stance}
              value={typed(form, 'stance') || undefined}
              choices={stances.map((value) => ({ value, label: t(`discussion.stance.${value}`) }))}
            />
          )}
          <TextArea
            view={view}
            name="text"
            label={t('discussion.text')}
            hint={t('discussion.text.hint')}
            error={errors?.text}
            value={typed(form, 'text')}
            rows={6}
            limit={2_000}
          />
          <Names reply={reply} view={view} form={form} errors={errors} />
          <p class="soft">{t('discussion.write.note')}</p>
          <Button>{t('discussion.send')}</Button>
        </Form>
      ) : (
        <EmptyState
          title={t(subject.open ? 'discussion.not-shown' : 'discussion.closed')}
          next={
            <ButtonLink kind="quiet" href={view.href(discussionPath(subject))}>
              {t('discussion.back')}
            </ButtonLink>
          }
        />
      )}
      {reply.mine.length > 0 && (
        <Section id="mine" title={t('discussion.mine.here')}>
          <ul>
            {reply.mine.map(({ id, text, lang, at }) => (
              <li key={id}>
                <a href={view.href(`${commentPath(subject, id)}/my-view`)} lang={lang}>
                  {text}
                </a>{' '}
                <span class="soft">{view.dateTime(at)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Frame>
  )
}

function Names({ reply, view, form, errors }: Props & { errors: Errors | undefined }) {
  const { t } = view
  return (
    <>
      {reply.asAuthority && (
        <Checkbox
          view={view}
          name="asAuthority"
          label={t('discussion.as-authority', { authority: reply.asAuthority })}
          hint={t('discussion.as-authority.hint')}
          error={errors?.asAuthority}
          checked={ticked(form, 'asAuthority')}
        />
      )}
      {reply.authority && !reply.asAuthority && (
        <Checkbox
          view={view}
          name="tellAuthority"
          label={t('discussion.tell-authority', { authority: reply.authority })}
          hint={t('discussion.tell-authority.hint')}
          error={errors?.tellAuthority}
          checked={ticked(form, 'tellAuthority')}
        />
      )}
      {reply.name ? (
        <Checkbox
          view={view}
          name="showName"
          label={t('discussion.show-name', { name: reply.name })}
          hint={t('discussion.show-name.hint')}
          error={errors?.showName}
          checked={ticked(form, 'showName')}
        />
      ) : (
        <p class="soft">{t('discussion.name.none')}</p>
      )}
    </>
  )
}
