import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import type { CorrectionView } from '../replies.ts'
import { crumbsOf } from './crumbs.ts'
import { Errata } from './errata.tsx'

const FIELDS = ['Ro', 'Ru', 'En'] as const

/** What was wrong in a version, in the languages of its readers, and which version is right. */
export function CorrectionPage({ reply, view, form }: { reply: CorrectionView; view: View; form: FormState }) {
  const { t } = view
  const { seq, others } = reply
  const errors = errorsOf(form, view)
  return (
    <WorkPage
      view={view}
      title={t('open-data.recall.correct.title', { seq })}
      lead={t('open-data.recall.correct.lead')}
      meta={[reply.distribution.title, reply.institution].join(' · ')}
      crumbs={crumbsOf(reply, view)}
    >
      <Measure>
        <div class="stack-wide">
          <Errata view={view} errata={reply.errata} />
          <Form view={view} action={view.href(view.path)} errors={errors} hidden={{ 'idempotency-key': form.key }}>
            {FIELDS.map((lang) => (
              <TextArea
                key={lang}
                view={view}
                name={`text${lang}`}
                label={t(`open-data.recall.correct.text.${lang}`)}
                hint={lang === 'Ro' ? t('open-data.recall.correct.text.hint') : undefined}
                required={lang === 'Ro'}
                lang={lang.toLowerCase()}
                error={errors?.[`text${lang}`]}
                value={typed(form, `text${lang}`)}
                rows={4}
                limit={2_000}
              />
            ))}
            <Select
              view={view}
              name="replacedBy"
              label={t('open-data.recall.correct.by')}
              required={false}
              empty={t('open-data.recall.correct.by.none')}
              error={errors?.replacedBy}
              value={typed(form, 'replacedBy')}
              options={others.map((other) => ({
                value: String(other.seq),
                label: t('open-data.recall.version-of', { seq: other.seq, day: view.date(other.publishedAt) }),
              }))}
            />
            <Button>{t('open-data.recall.correct.button')}</Button>
          </Form>
        </div>
      </Measure>
    </WorkPage>
  )
}
