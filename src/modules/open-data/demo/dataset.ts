import type { NewForm } from '../catalogue/describe/fields.ts'

/** A dataset of the demo, and how it came about. */
export interface DemoDataset {
  /** Key of the demo person who writes and publishes it. */
  by: string
  authority: string
  /** Days ago; null: still a draft. */
  published: number | null
  form: Partial<NewForm> & { name: string; titleRo: string }
  /** What was changed afterwards. */
  changed?: { daysAgo: number; form: Partial<NewForm> }
  /** Sent to be published, and nobody did yet. */
  waits?: true
  withdrawn?: { daysAgo: number; reason: string }
}

/** In Romanian, and where somebody wrote it in Russian and English. */
type InLangs = [ro: string, ru?: string, en?: string]

export function titles(...[ro, ru = null, en = null]: [ro: string, ru?: string | null, en?: string | null]) {
  return { titleRo: ro, titleRu: ru, titleEn: en }
}

const invented = {
  ro: '\n\nDate inventate, pentru demonstrație.',
  ru: '\n\nДанные вымышлены, для демонстрации.',
  en: '\n\nMade-up data, for the demo.',
}

/** What the data holds; each language says that it is made up. */
export function about(...[ro, ru, en]: InLangs) {
  return {
    descriptionRo: ro + invented.ro,
    descriptionRu: ru ? ru + invented.ru : null,
    descriptionEn: en ? en + invented.en : null,
  }
}

/** Keywords with commas between them. */
export function words(...[ro, ru, en]: InLangs) {
  const list = (text?: string) => text?.split(', ') ?? []
  return { keywordsRo: list(ro), keywordsRu: list(ru), keywordsEn: list(en) }
}
