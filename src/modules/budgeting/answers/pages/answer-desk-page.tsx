import { LangField } from '#commons/people/lang-field.tsx'
import { TranslationFields } from '#commons/people/translation-fields.tsx'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Desk } from '#ui/components/Desk.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { Section } from '#ui/components/Section.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf } from '#ui/form-state.ts'
import { ideaPath } from '../../idea.ts'
import { money } from '../../money.ts'
import type { AnswerDeskView } from '../replies.ts'
import { decisions } from '../store.ts'
import { Given } from './answer-section.tsx'

interface Props {
  reply: AnswerDeskView
  view: View
  form: FormState
}

/** An idea to the left, and its answer to the right. */
export function AnswerDeskPage({ reply, view, form }: Props) {
  const { t } = view
  const { idea, process, supports, costGuess, answer } = reply
  return (
    <WorkPage
      view={view}
      title={idea.title}
      titleLang={idea.lang}
      crumbs={[{ path: '/work/answers', label: t('budgeting.answers.desk') }]}
      meta={[process.title, `${view.number(supports)} ${t('budgeting.ideas.supports-of', { count: supports })}`].join(
        ' · ',
      )}
    >
      <Desk
        decide={
          <Section id="answer" title={t('budgeting.answers.answer')}>
            {answer && <Given answer={answer} view={view} />}
            {reply.declined && <Notice title={t('budgeting.review.other-officer')} level={3} />}
            {reply.own && <Notice title={t('budgeting.review.own-idea')} level={3} />}
            {reply.may && <AnswerForm reply={reply} view={view} form={form} />}
          </Section>
        }
      >
        <Section id="idea" title={t('budgeting.review.idea')}>
          <Prose html={reply.html} lang={idea.lang} />
          {costGuess !== null && (
            <p>
              {t('budgeting.ideas.cost-guess')}: {money(view, costGuess, reply.currency)}
            </p>
          )}
          <p>
            <a href={view.href(ideaPath(idea))}>{t('budgeting.ideas.public-page')}</a>
          </p>
        </Section>
      </Desk>
    </WorkPage>
  )
}

function AnswerForm({ reply, view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  return (
    <Form view={view} action={view.href(`/work/answers/${reply.idea.number}`)} errors={errors}>
      <Radios
        {...field('decision')}
        label={t('budgeting.answers.decision')}
        hint={reply.over ? t('budgeting.answers.over') : undefined}
        choices={decisions
          .filter((value) => !reply.over || value === 'not-taken-up')
          .map((value) => ({
            value,
            label: t(`budgeting.answers.decision.${value}`),
            hint: t(`budgeting.answers.decision.${value}.hint`),
          }))}
      />
      <TextArea
        {...field('text')}
        label={t('budgeting.answers.text')}
        hint={t('budgeting.answers.text.hint')}
        rows={8}
        limit={4_000}
      />
      <LangField view={view} form={form} errors={errors} label={t('budgeting.answers.lang')} />
      <TranslationFields view={view} form={form} errors={errors} limit={4_000} />
      {!reply.over && (
        <TextField
          {...field('cost')}
          label={t('budgeting.answers.cost')}
          hint={t('budgeting.answers.cost.hint')}
          required={false}
          inputmode="decimal"
          short
        />
      )}
      <p class="soft">{t(reply.answer?.asked ? 'budgeting.answers.last' : 'budgeting.answers.once')}</p>
      <Button>{t('budgeting.answers.button')}</Button>
    </Form>
  )
}
