import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { errorsOf } from '#ui/form-state.ts'
import { aboutTheSave } from './about-the-save.ts'
import { answerShown } from './answer-shown.ts'
import { questions, type Step } from './answers.ts'
import { DocumentsQuestion } from './documents-question.tsx'
import { DraftFrame } from './frame.tsx'
import { Question } from './question.tsx'
import { AddresseeSearch } from './question-addressees.tsx'
import type { DraftView } from './replies.ts'
import { SimilarQuestion } from './similar-question.tsx'

export interface StepProps {
  reply: DraftView
  view: View
  form: FormState
}

/** One question of a draft. */
export function StepPage({ reply, view, form }: StepProps) {
  const step = reply.step as Step
  return (
    <DraftFrame view={view} step={step}>
      {form.problem?.key === 'petitions.start.draft-changed' && <Meanwhile {...{ reply, view, form }} step={step} />}
      {step === 'similar' ? (
        <SimilarQuestion {...{ reply, view, form }} />
      ) : step === 'documents' ? (
        <DocumentsQuestion {...{ reply, view, form }} />
      ) : (
        <>
          {step === 'addressees' && <AddresseeSearch reply={reply} view={view} />}
          <StepForm {...{ reply, view, form }} />
        </>
      )}
    </DraftFrame>
  )
}

function StepForm({ reply, view, form }: StepProps) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <Form
      view={view}
      action={view.href(`/petitions/drafts/${reply.id}/${reply.step}`)}
      errors={errors}
      hidden={aboutTheSave(reply, form)}
      autosave={`/api/v1/petitions/drafts/${reply.id}/answers`}
    >
      <Question {...{ reply, view, form, errors }} />
      <Actions>
        <Button>{t('petitions.start.continue')}</Button>
        <Button kind="quiet" name="leave" value="yes">
          {t('petitions.start.leave')}
        </Button>
      </Actions>
    </Form>
  )
}

/** What another window saved; what was typed here stands in the form below. */
function Meanwhile({ reply, view, step }: StepProps & { step: Step }) {
  const { t } = view
  return (
    <Notice kind="warning" title={t('petitions.start.meanwhile')}>
      <SummaryList
        view={view}
        rows={Object.keys(questions[step])
          .filter((name) => reply.answers[name])
          .map((name) => answerShown(name, reply, view))}
      />
      <p>{t('petitions.start.meanwhile-text')}</p>
    </Notice>
  )
}
