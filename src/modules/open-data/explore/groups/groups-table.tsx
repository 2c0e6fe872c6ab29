import type { View } from '#kernel/i18n/view.ts'
import type { Filter } from '../../ingest/tables/fields.ts'
import { groupsSaid, wayTo } from '../addresses.ts'
import { figureIn, keyIn } from '../group-words.ts'
import { figureInWords, figureTitle, keyInWords, keyTitle, numberInWords } from '../in-words.ts'
import type { GroupsView } from '../replies.ts'

interface Props {
  reply: GroupsView
  view: View
}

/** Groups with their figures. Heads sort; a group of plain values leads to its rows. */
export function GroupsTable({ reply, view }: Props) {
  const { t } = view
  const { table, by, of, items } = reply
  const { columns } = table
  const caption = t('open-data.explore.way.groups')
  return (
    <section class="table-scroll" aria-label={caption} tabindex={0}>
      <table class="ds-table table table-data">
        <caption class="ds-sr-only">{caption}</caption>
        <thead>
          <tr>
            {by.map((words) => (
              <Head key={words} reply={reply} view={view} words={words} title={keyTitle(view, columns, words)} />
            ))}
            <Head reply={reply} view={view} words="count" title={t('open-data.explore.rows')} numeric />
            {of.map((words) => (
              <Head
                key={words}
                reply={reply}
                view={view}
                words={words}
                title={figureTitle(view, columns, words)}
                numeric
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((group, row) => (
            <tr key={row}>
              {by.map((words, at) => {
                const said = keyInWords(view, columns, words, group.keys[at] ?? null)
                return at === 0 ? (
                  <th key={words} scope="row" class="table-row-head">
                    {said}
                  </th>
                ) : (
                  <td key={words}>{said}</td>
                )
              })}
              <td class="table-numeric">
                <Count reply={reply} view={view} keys={group.keys} count={group.count} />
              </td>
              {of.map((words, at) => (
                <td key={words} class="table-numeric">
                  {figureInWords(view, columns, words, group.figures[at] ?? null)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Count({ reply, view, keys, count }: Props & Pick<GroupsView['items'][number], 'keys' | 'count'>) {
  const { table, by } = reply
  const said = numberInWords(view.lang, count)
  const filters = by.map((words, at): Filter | null => {
    const key = keyIn(words)
    if (key?.by !== 'value') return null
    const cell = keys[at] ?? null
    return cell === null
      ? { column: key.column, is: 'empty', value: '' }
      : { column: key.column, is: 'eq', value: String(cell) }
  })
  const all = filters.filter((filter) => filter !== null)
  if (by.length === 0 || all.length < by.length) return <>{said}</>
  const rows = { ...table.rows, filters: [...table.rows.filters, ...all] }
  return (
    <a href={view.href(wayTo({ ...table, rows }))} rel="nofollow">
      {said}
      <span class="ds-sr-only"> {view.t('open-data.explore.groups.rows')}</span>
    </a>
  )
}

interface HeadProps extends Props {
  words: string
  title: string
  numeric?: boolean
}

function Head({ reply, view, words, title, numeric }: HeadProps) {
  const { table, sort } = reply
  const name = sort?.replace(/^-/, '') ?? (reply.by[0] || 'count')
  const descending = sort?.startsWith('-') ?? false
  const isBy = name === words
  const turn = isBy ? !descending : figureIn(words) !== null
  const href = view.href(wayTo(table, '/groups', { ...groupsSaid(reply), sort: (turn ? '-' : '') + words }))
  return (
    <th
      scope="col"
      class={numeric ? 'table-numeric' : undefined}
      aria-sort={isBy ? (descending ? 'descending' : 'ascending') : undefined}
    >
      <a href={href} rel="nofollow">
        {title}
        {isBy && <span aria-hidden="true"> {descending ? '↓' : '↑'}</span>}
        <span class="ds-sr-only"> {view.t(turn ? 'open-data.ingest.sort.down' : 'open-data.ingest.sort.up')}</span>
      </a>
    </th>
  )
}
