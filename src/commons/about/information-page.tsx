import type { View } from '#kernel/i18n/view.ts'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Section } from '#ui/components/Section.tsx'
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
              {section.table && <Rows {...section.table} />}
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

/** Sentences do not fit into the columns of a phone: each row is told on its own, its cells with the words of their column. */
function Rows({ headers, rows }: { headers: string[]; rows: string[][] }) {
  return (
    <ul class="told">
      {rows.map(([name, ...cells]) => (
        <li key={name}>
          <h3>{name}</h3>
          {cells.map((cell, at) => (
            <p key={cell}>
              <span class="soft">{headers[at + 1]}:</span> {cell}
            </p>
          ))}
        </li>
      ))}
    </ul>
  )
}
