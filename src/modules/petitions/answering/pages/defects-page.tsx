import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Section } from '#ui/components/Section.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import type { DefectsView } from '../replies.ts'
import { keyOf } from './answer-fields.tsx'
import { Unplaced } from './unplaced.tsx'

/** What authorities asked the starter to mend, and where to answer. */
export function DefectsPage({ reply, view, form }: { reply: DefectsView; view: View; form: FormState }) {
  const { t } = view
  const { petition } = reply
  const back = view.href(`/petitions/${petition.number}-${petition.slug}`)
  return (
    <Page view={view} title={t('petitions.answering.mend.title')} noindex>
      <Wrap>
        <Measure>
          <Heading
            title={t('petitions.answering.mend.title')}
            lead={t('petitions.answering.mend.lead')}
            meta={petition.title}
          />
          <Unplaced
            form={form}
            placed={reply.items.some((item) => !item.mended && (item.case === form.values.case || !form.values.case))}
            view={view}
          />
          {reply.items.length === 0 && (
            <EmptyState
              title={t('petitions.answering.mend.nothing')}
              next={<a href={back}>{t('petitions.receipt.back')}</a>}
            />
          )}
          {reply.items.map((item, at) => (
            <Section
              key={item.case + item.untilOn + item.text}
              id={`defect-${at}`}
              title={item.authority.name}
              note={t('petitions.answering.defects.until', { day: view.date(item.untilOn) })}
            >
              <p>{item.text}</p>
              {item.mended ? (
                <Pill tone="good">{t('petitions.answering.mend.done')}</Pill>
              ) : (
                <MendForm caseId={item.case} number={petition.number} view={view} form={form} />
              )}
            </Section>
          ))}
        </Measure>
      </Wrap>
    </Page>
  )
}

function MendForm({ caseId, number, view, form }: { caseId: string; number: number; view: View; form: FormState }) {
  const { t } = view
  const mine = form.values.case === undefined || form.values.case === caseId
  const state = mine ? form : { values: {}, errors: [], key: form.key }
  const errors = errorsOf(state, view)
  return (
    <Form
      view={view}
      action={view.href(`/petitions/${number}/defects`)}
      errors={errors}
      hidden={{ ...keyOf(form, caseId), case: caseId }}
    >
      <TextArea
        view={view}
        name="text"
        label={t('petitions.answering.mend.text')}
        hint={t('petitions.answering.mend.private')}
        error={errors?.text}
        value={typed(state, 'text')}
        limit={4_000}
      />
      <Button>{t('petitions.answering.mend.button')}</Button>
    </Form>
  )
}
