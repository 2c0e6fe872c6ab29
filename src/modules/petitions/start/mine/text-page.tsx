import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Checkboxes } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf } from '#ui/form-state.ts'
import { MarkdownHelp } from '../draft/question.tsx'
import { AddresseeSelects } from '../draft/question-addressees.tsx'
import { WHY_MAX } from '../text-fields.ts'
import { MineFrame } from './frame.tsx'
import type { MineView } from './replies.ts'

/** The text that came back, to be changed and handed in again. */
export function TextPage({ reply, view, form }: { reply: MineView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  const removed = [form.values.removed].flat().filter((one): one is string => typeof one === 'string')
  return (
    <MineFrame view={view} title={t('petitions.start.text.title')} petition={reply}>
      <Heading title={t('petitions.start.text.title')} lead={t('petitions.start.text.lead')} />
      {reply.advice && (
        <Notice kind="warning" title={t('petitions.start.mine.advice')}>
          <p class="lines">{reply.advice.text}</p>
        </Notice>
      )}
      {reply.state === 'returned' ? (
        <Form view={view} action={view.href(`/petitions/${reply.number}/mine/text`)} errors={errors}>
          <TextField
            {...field('title', reply.title)}
            label={t('petitions.start.title')}
            hint={t('petitions.start.title.hint')}
            lang={reply.lang}
          />
          <TextArea
            {...field('why', reply.why)}
            label={t('petitions.start.why')}
            rows={14}
            limit={WHY_MAX}
            lang={reply.lang}
          />
          <MarkdownHelp view={view} />
          <AddresseeSelects
            view={view}
            authorities={reply.authorities}
            field={(name) => field(name, reply.addressees[['addressee', 'addressee2', 'addressee3'].indexOf(name)])}
          />
          {reply.documents.length > 0 && (
            <Checkboxes
              view={view}
              name="removed"
              label={t('petitions.start.text.remove')}
              required={false}
              values={removed}
              choices={reply.documents.map(({ id, description }) => ({ value: id, label: description }))}
            />
          )}
          <Button>{t('petitions.start.text.button')}</Button>
        </Form>
      ) : (
        <p>{t('petitions.start.not-returned')}</p>
      )}
    </MineFrame>
  )
}
