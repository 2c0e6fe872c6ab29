import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Pill, type Tone } from '#ui/components/Pill.tsx'
import { type Column, Table } from '#ui/components/Table.tsx'
import { datasetPath } from '../../catalogue/dataset-path.ts'
import type { OwnDataDesk } from '../replies.ts'

type Item = OwnDataDesk['items'][number]

const tones: Record<Item['state'], Tone> = {
  'not-made': 'waiting',
  empty: 'neutral',
  reading: 'going',
  published: 'good',
  withdrawn: 'neutral',
  refused: 'overdue',
}

/** What the platform publishes of itself, and the button that has it made at once. */
export function OwnDataPage({ reply, view }: { reply: OwnDataDesk; view: View }) {
  const { t } = view
  return (
    <WorkPage view={view} title={t('open-data.own-data.desk')} lead={t('open-data.own-data.desk.lead')}>
      {reply.asked ? (
        <Notice kind="info" title={t('open-data.own-data.asked')}>
          <p>
            {t('open-data.own-data.asked.text')}{' '}
            <a href={view.href('/work/own-data')}>{t('open-data.own-data.look-again')}</a>
          </p>
        </Notice>
      ) : (
        <Form view={view} action={view.href('/work/own-data/making')}>
          <Button>{t('open-data.own-data.make')}</Button>
        </Form>
      )}
      <Table
        caption={t('open-data.own-data.desk')}
        captionHidden
        rows={reply.items}
        rowKey={({ name }) => name}
        columns={columnsIn(view)}
      />
    </WorkPage>
  )
}

function columnsIn(view: View): Column<Item>[] {
  const { t } = view
  return [
    {
      key: 'dataset',
      header: t('open-data.catalogue.describe.dataset'),
      names: true,
      cell: ({ dataset, title }) =>
        dataset === null ? title : <a href={view.href(datasetPath({ name: dataset }))}>{title}</a>,
    },
    {
      key: 'state',
      header: t('open-data.own-data.state'),
      cell: ({ state, refusal }) => (
        <>
          <Pill tone={tones[state]}>{t(`open-data.own-data.state.${state}`)}</Pill>
          {refusal !== null && <span class="soft"> {refusal}</span>}
        </>
      ),
    },
    {
      key: 'version',
      header: t('open-data.own-data.version'),
      numeric: true,
      cell: ({ version }) => version ?? '–',
    },
    {
      key: 'rows',
      header: t('open-data.own-data.rows'),
      numeric: true,
      cell: ({ rows }) => (rows === null ? '–' : view.number(rows)),
    },
    {
      key: 'made',
      header: t('open-data.own-data.made-at'),
      unbroken: true,
      cell: ({ madeAt }) => (madeAt === null ? '–' : view.dateTime(madeAt)),
    },
  ]
}
