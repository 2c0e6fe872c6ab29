import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { FileField } from '#ui/components/OtherFields.tsx'
import { Table } from '#ui/components/Table.tsx'
import { errorsOf } from '#ui/form-state.ts'
import { InstitutionField } from '../../catalogue/describe/pages/institution-field.tsx'
import { columnOf, NUMBER } from '../columns.ts'
import { closedReasons } from '../holding.ts'
import type { ImportDesk } from '../replies.ts'

const EXAMPLE = `title_ro;steward;openness;due_on
Registrul arborilor;Direcția spații verzi;open;2027-03-01`

/** Brings an inventory as a file; nothing is taken while a line is wrong. */
export function ImportPage({ reply, view, form }: { reply: ImportDesk; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <WorkPage
      view={view}
      title={t('open-data.inventory.import')}
      lead={t('open-data.inventory.import.lead', { most: reply.most })}
      crumbs={[{ path: '/work/data-inventory', label: t('open-data.inventory.desk') }]}
    >
      <Measure>
        <div class="stack-wide">
          <pre class="code">
            <code>{EXAMPLE}</code>
          </pre>
          <Form view={view} action={view.href('/work/data-inventory/import')} errors={errors} multipart>
            <InstitutionField view={view} form={form} errors={errors} institutions={reply.institutions} />
            <FileField
              view={view}
              name="file"
              label={t('open-data.inventory.import.file')}
              hint={t('open-data.inventory.import.file.hint')}
              error={errors?.file}
              accept="text/csv,.csv,.txt"
            />
            <Button>{t('open-data.inventory.import.button')}</Button>
          </Form>
          <Columns view={view} />
        </div>
      </Measure>
    </WorkPage>
  )
}

function Columns({ view }: { view: View }) {
  const { t } = view
  const rows: [string, string][] = [
    [NUMBER, t('open-data.inventory.column.number')],
    [`${columnOf.titleRo}, ${columnOf.titleRu}, ${columnOf.titleEn}`, t('open-data.inventory.column.title')],
    [`${columnOf.aboutRo}, ${columnOf.aboutRu}, ${columnOf.aboutEn}`, t('open-data.inventory.about')],
    [`${columnOf.steward}, ${columnOf.stewardRu}, ${columnOf.stewardEn}`, t('open-data.inventory.column.steward')],
    [columnOf.openness, t('open-data.inventory.column.openness')],
    [columnOf.dueOn, t('open-data.inventory.column.due-on')],
    [columnOf.dataset, t('open-data.inventory.column.dataset')],
    [columnOf.reason, t('open-data.inventory.column.reason', { reasons: closedReasons.join(', ') })],
    [
      `${columnOf.legalBasis}, ${columnOf.legalBasisRu}, ${columnOf.legalBasisEn}`,
      t('open-data.inventory.column.legal-basis'),
    ],
    [columnOf.registerUrl, t('open-data.inventory.register.hint')],
  ]
  return (
    <Table
      caption={t('open-data.inventory.columns')}
      rows={rows}
      rowKey={([name]) => name}
      columns={[
        { key: 'name', header: t('open-data.inventory.column'), names: true, cell: ([name]) => <code>{name}</code> },
        { key: 'says', header: t('open-data.inventory.column.says'), cell: ([, says]) => says },
      ]}
    />
  )
}
