import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { Details } from '#ui/components/Details.tsx'
import { FilterForm } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { HiddenField } from '#ui/components/OtherFields.tsx'
import { Page } from '#ui/components/Page.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { MOST_SQL } from '../fields.ts'
import type { SqlView } from '../replies.ts'
import { AnswerSection } from './answer-section.tsx'
import { ChooseTable, ChosenTable } from './tables-to-ask.tsx'

export interface SqlProps {
  reply: SqlView
  view: View
}

/** A question in SQL about public tables: the field, the answer, and what there is to ask. */
export function SqlPage({ reply, view }: SqlProps) {
  const { t } = view
  const { q, answer } = reply
  return (
    <Page view={view} title={t('open-data.sql.title')} description={t('open-data.sql.lead')} noindex={q !== null}>
      <Wrap>
        <Breadcrumb view={view} crumbs={[{ path: '/data', label: t('open-data.sql.data') }]} />
        <div class="stack-wide">
          <Heading title={t('open-data.sql.title')} lead={t('open-data.sql.lead')} />
          <AskForm reply={reply} view={view} />
          {answer && <AnswerSection reply={reply} answer={answer} view={view} />}
          <ChosenTable reply={reply} view={view} />
          <ChooseTable reply={reply} view={view} />
        </div>
      </Wrap>
    </Page>
  )
}

function AskForm({ reply, view }: SqlProps) {
  const { t } = view
  const { q, table, wrong, limits } = reply
  return (
    <div class="stack">
      <FilterForm
        view={view}
        action={view.href('/data/sql')}
        label={t('open-data.sql.title')}
        submit={t('open-data.sql.ask')}
      >
        {table && <HiddenField name="table" value={table.id} />}
        <TextArea
          view={view}
          name="q"
          label={t('open-data.sql.question')}
          hint={t('open-data.sql.question.hint')}
          error={wrong?.text}
          value={q ?? table?.examples[0]?.sql ?? ''}
          rows={Math.min(20, Math.max(6, (q ?? '').split('\n').length + 1))}
          lang="en"
          limit={MOST_SQL}
          code
          inSearch
        />
      </FilterForm>
      <Details summary={t('open-data.sql.rules')}>
        <ul>
          <li>{t('open-data.sql.rules.select')}</li>
          <li>{t('open-data.sql.rules.names')}</li>
          <li>{t('open-data.sql.rules.versions')}</li>
          <li>{t('open-data.sql.rules.dialect')}</li>
          <li>{t('open-data.sql.rules.limits', limits)}</li>
        </ul>
      </Details>
    </div>
  )
}
