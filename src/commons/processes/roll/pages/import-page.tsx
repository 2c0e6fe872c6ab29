import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { Table } from '#ui/components/Table.tsx'
import { errorsOf } from '#ui/form-state.ts'
import type { ImportView } from '../replies.ts'
import { rollCrumbs } from './roll-crumbs.ts'

/** A list that was read: what it would change, or what is wrong in it and where. */
export function ImportPage({ reply, view, form }: { reply: ImportView; view: View; form: FormState }) {
  const { t } = view
  const path = `/work/processes/${reply.process.number}/roll`
  return (
    <WorkPage view={view} title={t('processes.roll.list')} lead={reply.about} crumbs={rollCrumbs(view, reply.process)}>
      <Measure>
        <div class="stack-wide">
          <SummaryList
            view={view}
            rows={[
              { question: t('processes.roll.members'), answer: t(`processes.roll.members.${reply.members}`) },
              { question: t('processes.roll.how'), answer: t(`processes.roll.how.${reply.how}`) },
              ...(reply.reason ? [{ question: t('processes.roll.reason'), answer: reply.reason }] : []),
              { question: t('processes.roll.lines'), answer: view.number(reply.lines) },
              ...(reply.state === 'preview'
                ? [{ question: t('processes.roll.known'), answer: view.number(reply.known) }]
                : []),
            ]}
          />
          {reply.problems.length > 0 ? (
            <>
              <Notice kind="danger" title={t('processes.roll.wrong')}>
                <p>{t('processes.roll.wrong.text')}</p>
                <p>
                  <a href={view.href(`${path}/new-list`)}>{t('processes.roll.new-list')}</a>
                </p>
              </Notice>
              <Table
                caption={t('processes.roll.wrong')}
                captionHidden
                rows={reply.problems}
                rowKey={({ line, column, problem }) => `${line} ${column} ${problem}`}
                columns={[
                  {
                    key: 'line',
                    header: t('processes.roll.line'),
                    names: true,
                    cell: ({ line }) => view.number(line),
                  },
                  { key: 'column', header: t('processes.roll.column'), cell: ({ column }) => column ?? '—' },
                  {
                    key: 'problem',
                    header: t('processes.roll.problem'),
                    cell: ({ problem }) => t(`processes.roll.problem.${problem}`),
                  },
                ]}
              />
            </>
          ) : reply.state === 'preview' ? (
            <Form view={view} action={view.href(`${path}/lists/${reply.id}`)} errors={errorsOf(form, view)}>
              <p>{t(`processes.roll.how.${reply.how}.says`)}</p>
              <Button>{t('processes.roll.confirm')}</Button>
            </Form>
          ) : (
            <Notice kind="success" title={t('processes.roll.list.confirmed')} />
          )}
        </div>
      </Measure>
    </WorkPage>
  )
}
