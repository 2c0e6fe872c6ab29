import type { Lang } from '#kernel/i18n/lang.ts'
import type { FoundFile } from '../found-dataset.ts'
import { eachText, fileTypeFrom, licenceFrom, webAddressFrom } from './said.ts'
import { line, localised, partlyLocalised, plainLines, type Texts } from './texts.ts'

/** A file of a dataset as a source tells it. */
export interface RawFile {
  key: string | null
  title: Texts
  description: Texts
  /** The first that is one is taken. */
  urls: unknown[]
  formats: unknown[]
  licence: unknown
}

const MOST_FILES = 200

/** Files that have an address; each key once. @param base address by which others are read */
export function readFiles(
  raw: RawFile[],
  { lang, base }: { lang: Lang; base: string },
): { files: FoundFile[]; cut: boolean } {
  const files = new Map<string, FoundFile>()
  for (const file of raw.slice(0, MOST_FILES)) {
    const url = file.urls.map((one) => webAddressFrom(one, base)).find((one) => one !== null)
    if (url === undefined) continue
    const key = (file.key ?? url).slice(0, 1_000)
    if (files.has(key)) continue
    const format = fileTypeFrom(...file.formats)
    const titles = localised(eachText(file.title, (text) => line(text, 200)))
    files.set(key, {
      key,
      title: titles ?? { ro: nameIn(url) ?? format ?? 'Fișier' },
      description: partlyLocalised(
        eachText(file.description, (text) => plainLines(text, 1_000)),
        lang,
      ),
      url,
      format,
      licence: licenceFrom(file.licence),
    })
  }
  return { files: [...files.values()], cut: raw.length > MOST_FILES }
}

/** The last part of an address, as people would read it. */
function nameIn(url: string): string | null {
  const last = new URL(url).pathname.split('/').filter(Boolean).at(-1)
  if (last === undefined) return null
  try {
    return line(decodeURIComponent(last), 200)
  } catch {
    return line(last, 200)
  }
}
