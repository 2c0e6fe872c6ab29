import type { View } from '#kernel/i18n/view.ts'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Table } from '#ui/components/Table.tsx'
import type { Information } from './information.ts'

export function InformationPage({ reply, view }: { reply: Information; view: View }) {
  return (
    <Page view={view} title={reply.title} description={reply.lead.slice(0, 160)}>
      <Wrap>
        <div class="measure stack-wide">
          <Heading title={reply.title} lead={reply.lead} />
          {reply.warning && <Notice kind="warning" title={reply.warning} />}
          {reply.sections.map((section) => (
            <Section key={section.id} id={section.id} title={section.title}>
              {section.paragraphs.map((text) => (
                <p key={text}>{text}</p>
              ))}
              <Points {...section} />
              {section.table && <Rows title={section.title} {...section.table} />}
            </Section>
          ))}
        </div>
      </Wrap>
    </Page>
  )
}

function Points({ points, ordered }: { points: string[]; ordered: boolean }) {
  if (points.length === 0) return null
  const items = points.map((text) => <li key={text}>{text}</li>)
  return ordered ? <ol class="points">{items}</ol> : <ul class="points">{items}</ul>
}

function Rows({ title, headers, rows }: { title: string; headers: string[]; rows: string[][] }) {
  return (
    <Table
      caption={title}
      captionHidden
      rows={rows}
      rowKey={(row) => row[0] ?? ''}
      columns={headers.map((header, at) => ({
        key: header,
        header,
        cell: (row: string[]) => row[at] ?? '',
        names: at === 0,
      }))}
    />
  )
}
