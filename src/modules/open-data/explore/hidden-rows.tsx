import { HiddenField } from '#ui/components/OtherFields.tsx'
import { rowsSaid } from './addresses.ts'
import type { AboutTable } from './replies.ts'

/** Which rows are meant, kept by a form that asks for something else. */
export function HiddenRows({ table }: { table: AboutTable }) {
  return (
    <>
      {Object.entries(rowsSaid(table.rows)).flatMap(([name, value]) => {
        if (value === null || value === undefined) return []
        return [value].flat().map((one) => <HiddenField key={`${name} ${one}`} name={name} value={String(one)} />)
      })}
    </>
  )
}
