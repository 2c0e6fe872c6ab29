import { Actions, Button, ButtonLink } from '#ui/components/Button.tsx'
import { Checkbox } from '#ui/components/Choices.tsx'
import { Details } from '#ui/components/Details.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList, type SummaryRow } from '#ui/components/SummaryList.tsx'
import { errorsOf, ticked } from '#ui/form-state.ts'
import { DocumentList } from '../documents/document-list.tsx'
import { answerShown } from './answer-shown.ts'
import { applies, questions, type Step, steps } from './answers.ts'
import { DraftFrame } from './frame.tsx'
import type { StepProps } from './step-page.tsx'

/** All answers with ways to change them, then sending. */
export function CheckPage({ reply, view, form }: StepProps) {
  const { t } = view
  const folder = `/petitions/drafts/${reply.id}`
  const errors = errorsOf(form, view)
  return (
    <DraftFrame view={view} step="check">
      <h1>{t('petitions.start.step.check')}</h1>
      <SummaryList view={view} rows={rowsOf(reply, view)} />
      {reply.documents.length > 0 && (
        <Section id="documents" title={t('petitions.start.documents')}>
          <DocumentList view={view} documents={reply.documents} lang={reply.answers.language} />
          <p>
            <a href={view.href(`${folder}/documents`)}>{t('petitions.start.documents.change')}</a>
          </p>
        </Section>
      )}
      {reply.promises.length > 0 && (
        <Section id="promises" title={t('petitions.start.promises')} note={t('petitions.start.promises.note')}>
          <ul>
            {reply.promises.map(({ authority, answer, hearing }) => (
              <li key={authority}>{t('petitions.start.promises.of', { authority, answer, hearing })}</li>
            ))}
          </ul>
        </Section>
      )}
      {reply.next === 'check' ? (
        <Form
          view={view}
          action={view.href(`${folder}/submission`)}
          errors={errors}
          hidden={{ 'idempotency-key': form.key, version: String(reply.version) }}
        >
          <Notice title={t('petitions.start.check.next')}>
            <p>{t('petitions.start.check.next-text')}</p>
          </Notice>
          <Checkbox
            view={view}
            name="truth"
            label={t('petitions.start.truth')}
            error={errors?.truth}
            checked={ticked(form, 'truth') && form.values.truth !== undefined}
            required
          />
          <Button>{t('petitions.start.submit')}</Button>
        </Form>
      ) : (
        <Notice kind="warning" title={t('petitions.start.unfinished')}>
          <ButtonLink href={view.href(`${folder}/${reply.next}`)}>{t('petitions.start.to-unanswered')}</ButtonLink>
        </Notice>
      )}
      <Details summary={t('petitions.start.delete')}>
        <p>{t('petitions.start.delete-text')}</p>
        <Form view={view} action={view.href(`${folder}/deletion`)}>
          <Button kind="danger">{t('petitions.start.delete-button')}</Button>
        </Form>
      </Details>
      <Actions>
        <a href={view.href('/account/petitions')}>{t('petitions.start.later')}</a>
      </Actions>
    </DraftFrame>
  )
}

function rowsOf(reply: StepProps['reply'], view: StepProps['view']): SummaryRow[] {
  const asked = steps.filter((step) => applies(step, reply.answers) && step !== 'similar' && step !== 'documents')
  return asked.flatMap((step) =>
    Object.keys(questions[step])
      .filter((name) => reply.answers[name] || isAsked(step, name))
      .map((name) => {
        const row = answerShown(name, reply, view)
        const change = view.href(`/petitions/drafts/${reply.id}/${step}`)
        if (name !== 'why' || !reply.whyHtml) return { ...row, change }
        return { ...row, change, answer: <Prose html={reply.whyHtml} /> }
      }),
  )
}

/** Second and third addressee, and the name that is not shown, are no gaps. */
function isAsked(step: Step, name: string): boolean {
  return !(step === 'addressees' && name !== 'addressee') && !(step === 'starter' && name === 'name')
}
