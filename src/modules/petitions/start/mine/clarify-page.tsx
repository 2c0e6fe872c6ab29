import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { Clarifications } from '../clarifications-list.tsx'
import { MarkdownHelp } from '../draft/question.tsx'
import { CLARIFICATION_MAX } from '../text-fields.ts'
import { MineFrame } from './frame.tsx'
import type { MineView } from './replies.ts'

/** Adding to a text that can no longer be changed. */
export function ClarifyPage({ reply, view, form }: { reply: MineView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <MineFrame view={view} title={t('petitions.start.clarify')} petition={reply}>
      <Heading title={t('petitions.start.clarify')} lead={t('petitions.start.clarify.lead')} />
      {reply.mayClarify ? (
        <Form
          view={view}
          action={view.href(`/petitions/${reply.number}/mine/clarifications`)}
          errors={errors}
          hidden={{ 'idempotency-key': form.key }}
        >
          <TextArea
            view={view}
            name="text"
            label={t('petitions.start.clarification')}
            hint={t('petitions.start.clarification.hint')}
            error={errors?.text}
            value={typed(form, 'text')}
            limit={CLARIFICATION_MAX}
            lang={reply.lang}
          />
          <MarkdownHelp view={view} />
          <Button>{t('petitions.start.clarify.button')}</Button>
        </Form>
      ) : (
        <p>{t('petitions.start.not-public')}</p>
      )}
      <Clarifications view={view} clarifications={reply.clarifications} lang={reply.lang} />
    </MineFrame>
  )
}
