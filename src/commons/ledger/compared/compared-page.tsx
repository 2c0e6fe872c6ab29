import type { ComponentChildren } from 'preact'
import type Type from 'typebox'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Table } from '#ui/components/Table.tsx'
import type { CheckedView, differing } from './replies.ts'

type Differing = { [field in keyof typeof differing]: Type.Static<(typeof differing)[field]> } & { id: string }

/** What a room says of its own numbers. */
interface Words<D> {
  title: string
  lead: string
  /** What to think of when something differs. */
  differs: string
  /** How often what is compared with what. */
  note: string
  /** Beside when everything was last compared. */
  beside?: string
  /** Whose numbers they are. */
  of: { key: string; header: string; cell: (difference: D) => ComponentChildren }
  place: (difference: D) => string
  number: (name: string, value: number) => string
}

interface Props<D> {
  reply: { checked: Type.Static<typeof CheckedView>; open: D[]; healed: D[] }
  view: View
  /** Address of the page; `…/checks` has everything compared now. */
  desk: string
  words: Words<D>
}

/** Whether the numbers of a room agree with its rows and with the public log, for administrators. */
export function ComparedPage<D extends Differing>({ reply, view, desk, words }: Props<D>) {
  const { t } = view
  const { open, healed, checked } = reply
  return (
    <WorkPage view={view} title={words.title} lead={words.lead}>
      {open.length === 0 ? (
        <Notice kind="success" title={t('ledger.compared.agree')} />
      ) : (
        <Notice kind="danger" title={t('ledger.compared.open', { count: open.length })}>
          <p>{words.differs}</p>
        </Notice>
      )}
      {open.length > 0 && <Differences id="open" rows={open} view={view} words={words} />}
      <Section id="check" title={t('ledger.compared.check')} note={words.note}>
        <p>
          {checked
            ? t('ledger.compared.checked', { at: view.dateTime(checked.at), entries: checked.index, ms: checked.ms })
            : t('ledger.compared.never-checked')}
          {words.beside && ` ${words.beside}`}
        </p>
        <Form view={view} action={view.href(`${desk}/checks`)}>
          <Button>{t('ledger.compared.check-now')}</Button>
        </Form>
      </Section>
      {healed.length > 0 && <Differences id="healed" rows={healed} view={view} words={words} />}
    </WorkPage>
  )
}

interface DifferencesProps<D> {
  id: 'open' | 'healed'
  rows: D[]
  view: View
  words: Words<D>
}

function Differences<D extends Differing>({ id, rows, view, words }: DifferencesProps<D>) {
  const { t } = view
  const title = t(id === 'open' ? 'ledger.compared.differences' : 'ledger.compared.healed')
  // A number that is nought on both sides says nothing.
  const said = (numbers: Record<string, number>, beside: Record<string, number>) =>
    Object.entries(numbers)
      .filter(([name, value]) => value !== 0 || (beside[name] ?? 0) !== 0)
      .map(([name, value]) => words.number(name, value))
      .join(', ')
  return (
    <Section id={id} title={title}>
      <Table
        caption={title}
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { ...words.of, names: true },
          { key: 'place', header: t('ledger.compared.place'), cell: words.place },
          {
            key: 'expected',
            header: t('ledger.compared.expected'),
            cell: ({ expected, found }) => said(expected, found),
          },
          { key: 'found', header: t('ledger.compared.found'), cell: ({ expected, found }) => said(found, expected) },
          { key: 'since', header: t('ledger.compared.since'), cell: ({ foundAt }) => view.dateTime(foundAt) },
          ...(id === 'healed'
            ? [
                {
                  key: 'until',
                  header: t('ledger.compared.until'),
                  cell: ({ healedAt }: D) => (healedAt ? view.dateTime(healedAt) : ''),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
