import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import type { PaperCountersView } from '../replies.ts'
import { paperCrumbs } from './paper-crumbs.ts'

const inEach = [
  ['Ro', 'ro'],
  ['Ru', 'ru'],
  ['En', 'en'],
] as const

/** Where an officer says at which counters one votes on paper, and how one asks for a visit at home. */
export function CountersPage({ reply, view, form }: { reply: PaperCountersView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <WorkPage
      view={view}
      title={t('budgeting.paper.counters')}
      lead={t('budgeting.paper.counters.lead')}
      crumbs={paperCrumbs(view, reply.process)}
    >
      <Measure>
        <Form view={view} action={view.href(`/work/processes/${reply.process.number}/paper/counters`)} errors={errors}>
          {(['counters', 'home'] as const).flatMap((of) =>
            inEach.map(([suffix, lang]) => (
              <TextField
                key={`${of}${suffix}`}
                view={view}
                name={`${of}${suffix}`}
                label={t(`budgeting.paper.${of}.${lang}`)}
                hint={lang === 'ro' ? t(`budgeting.paper.${of}.hint`) : undefined}
                error={errors?.[`${of}${suffix}`]}
                value={typed(form, `${of}${suffix}`, reply[of]?.[lang] ?? '')}
                required={of === 'counters' && lang === 'ro'}
                lang={lang}
              />
            )),
          )}
          <Button>{t('budgeting.paper.counters.button')}</Button>
        </Form>
      </Measure>
    </WorkPage>
  )
}
