import type { RawTable } from '../../raw-table.ts'
import type { Archive, Part } from '../archive.ts'
import type { WorkbookLimits } from '../limits.ts'
import { columnOf } from './sheet-rows.ts'

type Merged = NonNullable<RawTable['merged']>

const MERGED = /<(?:\w+:)?mergeCell\s[^<>]*?\bref\s*=\s*["']([A-Za-z]+)(\d+):([A-Za-z]+)(\d+)["']/g
/** Longer than such an element is written. */
const OVERLAP = 200

/**
 * The merged cells of a sheet. They stand behind all its rows and must be known before the first: the bytes are searched, which takes a fraction of the
 * time that reading them would. It also says whether they are whole.
 */
export async function mergedCells(archive: Archive, part: Part, limits: WorkbookLimits): Promise<Merged> {
  const merged: Merged = []
  let before = ''
  for await (const piece of archive.read(part)) {
    const text = before + piece.toString('latin1')
    let end = 0
    if (text.includes('mergeCell')) {
      for (const found of text.matchAll(MERGED)) {
        end = found.index + found[0].length
        if (merged.length < limits.merged) merged.push(cornersOf(found))
      }
    }
    before = text.slice(Math.max(end, text.length - OVERLAP))
  }
  return merged
}

function cornersOf([, left = '', top, right = '', bottom]: RegExpMatchArray): Merged[number] {
  return { top: Number(top) - 1, left: columnOf(left), bottom: Number(bottom) - 1, right: columnOf(right) }
}
