import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice, type NoticeProps } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import type { GuardView } from '../replies.ts'
import { Basis } from './basis.tsx'
import { FindingsTable } from './findings-table.tsx'

interface Props {
  guard: GuardView
  /** Of the version, without language. */
  path: string
  view: View
  form: FormState
}

const KINDS: Record<GuardView['verdict'], NoticeProps['kind']> = {
  unsearched: 'warning',
  stopped: 'danger',
  asks: 'warning',
  waits: 'warning',
  passed: 'success',
}

/** What the house found in a file that looks like personal data, and what is to be done about it before it is published. */
export function FindingsSection({ guard, path, view, form }: Props) {
  const { t } = view
  const { verdict, findings, may } = guard
  const told = verdict === 'passed' && findings.length === 0 ? 'nothing' : verdict
  return (
    <Section id="guard" title={t('open-data.guard.title')}>
      <Measure>
        <Notice kind={KINDS[verdict]} title={t(`open-data.guard.verdict.${told}`)} level={3}>
          <p>{t(`open-data.guard.verdict.${told}.text`)}</p>
        </Notice>
      </Measure>
      {findings.length > 0 && <FindingsTable findings={findings} view={view} />}
      {may.search && (
        <Form view={view} action={view.href(`${path}/search`)} scope="search">
          <Button>{t('open-data.guard.search')}</Button>
        </Form>
      )}
      <Measure>
        <Basis guard={guard} path={path} view={view} form={form} />
      </Measure>
    </Section>
  )
}
