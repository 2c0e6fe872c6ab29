import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { otherLang } from '#ui/other-lang.ts'
import { breachOutcomes } from '../recall.ts'
import type { BreachView } from '../replies.ts'
import { BreachState } from './breaches-page.tsx'

interface Props {
  reply: BreachView
  view: View
  form: FormState
}

const STEPS = ['down', 'who', 'tell', 'people', 'keep'] as const

/** Personal data was public: until when who must be told, what there is to do, and how it ended. */
export function BreachPage({ reply, view, form }: Props) {
  const { t } = view
  return (
    <WorkPage
      view={view}
      title={t('open-data.recall.breach.title', { title: reply.dataset.title })}
      meta={reply.institution}
      crumbs={[{ path: '/work/data-recalls', label: t('open-data.recall.desk') }]}
    >
      <Measure>
        <div class="stack-wide">
          <p>
            <BreachState view={view} breach={reply} />
          </p>
          <Term reply={reply} view={view} />
          <What reply={reply} view={view} />
          {reply.outcome === null ? (
            <Close reply={reply} view={view} form={form} />
          ) : (
            <Closed reply={reply} view={view} />
          )}
        </div>
      </Measure>
    </WorkPage>
  )
}

function Term({ reply, view }: Pick<Props, 'reply' | 'view'>) {
  const { t } = view
  const { hours, basis, verified, dueAt, late, outcome } = reply
  return (
    <Notice
      kind={late && outcome === null ? 'danger' : 'warning'}
      title={t('open-data.recall.breach.term', { hours, when: view.dateTime(dueAt) })}
    >
      <p>{t('open-data.recall.breach.basis', { basis })}</p>
      <p>{t('open-data.recall.breach.from')}</p>
      {!verified && <p>{t('open-data.recall.breach.unverified')}</p>}
    </Notice>
  )
}

function What({ reply, view }: Pick<Props, 'reply' | 'view'>) {
  const { t } = view
  return (
    <>
      <Section id="what" title={t('open-data.recall.breach.what')}>
        <p lang={otherLang(reply.lang ?? undefined, view)}>{reply.text}</p>
        <SummaryList
          view={view}
          rows={reply.versions.map(({ title, seq, publishedAt, sha256 }) => ({
            question: t('open-data.recall.file-and-version', { title, seq }),
            answer: (
              <>
                {t('open-data.recall.breach.public-from-to', {
                  from: view.dateTime(publishedAt),
                  to: view.dateTime(reply.openedAt),
                })}
                <br />
                SHA-256: <code class="break-anywhere">{sha256}</code>
              </>
            ),
          }))}
        />
      </Section>
      <Section id="steps" title={t('open-data.recall.breach.steps')} note={t('open-data.recall.breach.steps.note')}>
        <ol>
          {STEPS.map((step) => (
            <li key={step}>{t(`open-data.recall.breach.step.${step}`)}</li>
          ))}
        </ol>
      </Section>
    </>
  )
}

function Close({ view, form }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <Section id="close" title={t('open-data.recall.breach.close')}>
      <Form view={view} action={view.href(view.path)} errors={errors}>
        <Radios
          view={view}
          name="outcome"
          label={t('open-data.recall.breach.outcome')}
          error={errors?.outcome}
          value={typed(form, 'outcome')}
          choices={breachOutcomes.map((outcome) => ({
            value: outcome,
            label: t(`open-data.recall.breach.outcome.${outcome}`),
          }))}
        />
        <TextArea
          view={view}
          name="text"
          label={t('open-data.recall.breach.text')}
          hint={t('open-data.recall.breach.text.hint')}
          error={errors?.text}
          value={typed(form, 'text')}
          rows={4}
          limit={2_000}
        />
        <Button>{t('open-data.recall.breach.close.button')}</Button>
      </Form>
    </Section>
  )
}

function Closed({ reply, view }: Pick<Props, 'reply' | 'view'>) {
  const { t } = view
  return (
    <Notice
      kind="success"
      title={t('open-data.recall.breach.closed', { when: reply.closedAt ? view.dateTime(reply.closedAt) : '' })}
    >
      <p>{reply.outcome && t(`open-data.recall.breach.outcome.${reply.outcome}.done`)}</p>
      <p>{reply.outcomeText}</p>
    </Notice>
  )
}
