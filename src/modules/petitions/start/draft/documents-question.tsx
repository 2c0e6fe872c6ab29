import { Actions, Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { FileField } from '#ui/components/OtherFields.tsx'
import { Section } from '#ui/components/Section.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { MAX_DOCUMENT_BYTES, MAX_DOCUMENTS } from '../documents/add-document.ts'
import { DocumentList } from '../documents/document-list.tsx'
import { aboutTheSave } from './about-the-save.ts'
import type { StepProps } from './step-page.tsx'

/** Pictures and PDFs, added one at a time with words for those who cannot see them; who goes on adds the one that was chosen. */
export function DocumentsQuestion({ reply, view, form }: StepProps) {
  const { t } = view
  const folder = `/petitions/drafts/${reply.id}`
  const onward = t('petitions.start.continue')
  return (
    <>
      <h1>{t('petitions.start.step.documents')}</h1>
      <p>{t('petitions.start.documents.lead', { max: MAX_DOCUMENTS })}</p>
      <DocumentList view={view} documents={reply.documents} removal={(id) => `${folder}/documents/${id}/removal`} />
      {reply.documents.length < MAX_DOCUMENTS ? (
        <Section id="add" title={t('petitions.start.documents.add')}>
          <AddOne reply={reply} view={view} form={form} onward={onward} />
        </Section>
      ) : (
        <Form
          view={view}
          action={view.href(`${folder}/documents`)}
          hidden={{ ...aboutTheSave(reply, { ...form, errors: [] }), documents: 'seen' }}
        >
          <Actions>
            <Button>{onward}</Button>
          </Actions>
        </Form>
      )}
    </>
  )
}

/** One form with both buttons: what was chosen would be lost if the way onward were a form of its own. */
function AddOne({ reply, view, form, onward }: StepProps & { onward: string }) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <Form view={view} action={view.href(`/petitions/drafts/${reply.id}/uploads`)} errors={errors} multipart>
      <FileField
        view={view}
        name="file"
        label={t('petitions.start.document')}
        hint={t('petitions.start.document.hint', { megabytes: MAX_DOCUMENT_BYTES / 1_000_000 })}
        error={errors?.file}
        required={false}
        accept="image/jpeg,image/png,image/webp,application/pdf"
      />
      <TextField
        view={view}
        name="description"
        label={t('petitions.start.description')}
        hint={t('petitions.start.description.hint')}
        error={errors?.description}
        value={typed(form, 'description')}
        required={false}
        requiredWhen={t('petitions.start.description.when')}
      />
      <p>
        <Button kind="quiet">{t('petitions.start.documents.add-button')}</Button>
      </p>
      <Actions>
        <Button name="onward" value="yes">
          {onward}
        </Button>
      </Actions>
      <p class="soft">{t('petitions.start.documents.onward')}</p>
    </Form>
  )
}
