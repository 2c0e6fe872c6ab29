import type { Archive, Part } from '../archive.ts'
import type { WorkbookLimits } from '../limits.ts'
import { readSmallXml } from '../xml.ts'
import { builtInFormat, type Shown, shownBy } from './number-format.ts'

/** For each style that a cell may name by its number: what a number in it stands for; null: itself. */
export async function readStyles(archive: Archive, part: Part, limits: WorkbookLimits): Promise<(Shown | null)[]> {
  const formats = new Map<number, Shown | null>()
  const styles: (Shown | null)[] = []
  let isOfCells = false
  await readSmallXml(archive, part, limits, {
    open(name, { numFmtId, formatCode = '' }) {
      if (name === 'cellXfs') isOfCells = true
      else if (name === 'numFmt') formats.set(Number(numFmtId), shownBy(formatCode))
      else if (name === 'xf' && isOfCells) styles.push(formatOf(Number(numFmtId ?? 0), formats))
    },
    close(name) {
      if (name === 'cellXfs') isOfCells = false
    },
  })
  return styles
}

function formatOf(id: number, formats: Map<number, Shown | null>): Shown | null {
  const own = formats.get(id)
  return own === undefined ? builtInFormat(id) : own
}
