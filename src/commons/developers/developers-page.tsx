import type { View } from '#kernel/i18n/view.ts'
import { CodeToCopy } from '#ui/components/CodeToCopy.tsx'
import { Details } from '#ui/components/Details.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Table } from '#ui/components/Table.tsx'
import type { DevelopersView } from './module.ts'

export function DevelopersPage({ reply, view }: { reply: DevelopersView; view: View }) {
  const { t } = view
  return (
    <Page view={view} title={t('developers.title')} description={t('developers.lead')}>
      <Wrap>
        <div class="stack-wide">
          <div class="stack">
            <Heading title={t('developers.title')} lead={t('developers.lead')} />
            <p>{t('developers.errors')}</p>
            <p>
              <a href="/api/v1/openapi.json">{t('developers.description')}</a>
            </p>
          </div>
          {reply.interfaces.length > 0 && (
            <Section id="interfaces" title={t('developers.interfaces')} note={t('developers.interfaces.note')}>
              {reply.interfaces.map((one) => (
                <Interface key={one.name} one={one} />
              ))}
            </Section>
          )}
          <Section id="datasets" title={t('developers.datasets')} note={t('developers.datasets.note')}>
            {reply.datasets.map(({ name, title, refresh, path, columns }) => (
              <Details key={name} summary={title}>
                <p>
                  <code>{path}.csv</code>, <code>{path}.json</code>. {refresh}
                </p>
                <Table
                  caption={title}
                  captionHidden
                  rows={columns}
                  rowKey={(column) => column.name}
                  columns={[
                    {
                      key: 'name',
                      header: t('developers.column'),
                      cell: (column) => <code>{column.name}</code>,
                      names: true,
                    },
                    { key: 'type', header: t('developers.type'), cell: (column) => column.type },
                    { key: 'about', header: t('developers.about'), cell: (column) => column.about },
                  ]}
                />
              </Details>
            ))}
          </Section>
          <Section id="operations" title={t('developers.operations')}>
            <Table
              caption={t('developers.operations')}
              captionHidden
              rows={reply.operations}
              rowKey={(row) => `${row.method} ${row.path}`}
              columns={[
                { key: 'method', header: t('developers.method'), cell: (row) => row.method },
                { key: 'path', header: t('developers.path'), cell: (row) => <code>{row.path}</code>, names: true },
                { key: 'summary', header: t('developers.summary'), cell: (row) => row.summary },
              ]}
            />
          </Section>
        </div>
      </Wrap>
    </Page>
  )
}

/** What it is, where it is, and commands that work. */
function Interface({ one }: { one: DevelopersView['interfaces'][number] }) {
  const { name, title, about, addresses, examples } = one
  return (
    <Details summary={title}>
      <div class="stack">
        <p>{about}</p>
        <ul>
          {addresses.map((address) => (
            <li key={address} class="break-anywhere">
              <code>{address}</code>
            </li>
          ))}
        </ul>
        {examples.map(({ about: label, command }, at) => (
          <CodeToCopy key={command} id={`example-${name}-${at + 1}`} label={label} code={command} />
        ))}
      </div>
    </Details>
  )
}
