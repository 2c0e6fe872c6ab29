import { processDeskCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { rankings } from '../../../budget.ts'
import { POINTS } from '../../fields.ts'
import { PAIRS_MAX } from '../fields.ts'
import type { RankingView } from '../replies.ts'

/** How needs are ranked, chosen before anybody names one. */
export function RankingPage({ reply, view, form }: { reply: RankingView; view: View; form: FormState }) {
  const { t } = view
  const { process, ranking } = reply
  const errors = errorsOf(form, view)
  return (
    <WorkPage
      view={view}
      title={t('budgeting.needs.ranking.title')}
      lead={t('budgeting.needs.ranking.lead')}
      crumbs={[
        ...processDeskCrumbs(view, process),
        { path: `/work/processes/${process.number}/money`, label: t('budgeting.money.title') },
      ]}
    >
      <Measure>
        {reply.mayChange ? (
          <Form view={view} action={view.href(`/work/processes/${process.number}/needs/ranking`)} errors={errors}>
            <Radios
              view={view}
              name="ranking"
              label={t('budgeting.needs.ranking.label')}
              error={errors?.ranking}
              value={typed(form, 'ranking', ranking)}
              choices={rankings.map((value) => ({
                value,
                label: t(`budgeting.needs.ranking.${value}`),
                hint: t(`budgeting.needs.ranking.${value}.hint`, { points: POINTS, most: PAIRS_MAX }),
              }))}
            />
            <Button>{t('budgeting.needs.ranking.save')}</Button>
          </Form>
        ) : (
          <Notice title={t('budgeting.needs.ranking.fixed')}>
            <p>{t(`budgeting.needs.ranking.${ranking}`)}</p>
          </Notice>
        )}
      </Measure>
    </WorkPage>
  )
}
