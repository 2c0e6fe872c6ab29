import { createRequire } from 'node:module'
import type { Translate } from '#kernel/i18n/translator.ts'
import type { LodgingData } from './private-data.ts'

export interface PetitionOnPaper {
  number: number
  title: string
  /** Markdown, as it was written. */
  why: string
  address: string
  authority: string
  place: string
  counts: { email: number; strong: number; signed: number; total: number; asOf: string }
  lodged: { data: LodgingData; level: 'email' | 'strong' | 'signed'; on: string } | null
}

const require = createRequire(import.meta.url)
// Noto Sans draws Romanian (ș and ț with a comma) and Russian; the fonts built into PDF readers draw neither.
const regular = require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf')
const bold = require.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf')

/** The petition as an authority files it: number, text, signatures by level, who lodges it. A4, text that can be searched. */
export async function petitionPdf(petition: PetitionOnPaper, t: Translate, made: Date): Promise<Buffer> {
  // Loaded with the first petition that is drawn: most processes draw none.
  const { default: PDFDocument } = await import('pdfkit')
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: 56, bottom: 56, left: 64, right: 64 },
    info: { Title: petition.title, Creator: 'Punte', Producer: 'Punte', CreationDate: made, ModDate: made },
    lang: 'ro',
    displayTitle: true,
  })
  document.registerFont('regular', regular)
  document.registerFont('bold', bold)
  const parts: Buffer[] = []
  document.on('data', (part: Buffer) => parts.push(part))
  const ended = new Promise<void>((resolve, reject) => {
    document.on('end', resolve)
    document.on('error', reject)
  })
  draw(document, petition, t)
  document.end()
  await ended
  return Buffer.concat(parts)
}

function draw(document: PDFKit.PDFDocument, petition: PetitionOnPaper, t: Translate): void {
  const { counts, lodged } = petition
  const heading = (text: string) => document.moveDown(0.8).font('bold').fontSize(12).text(text).moveDown(0.2)
  const line = (text: string) => document.font('regular').fontSize(10.5).text(text, { lineGap: 2 })

  document
    .font('regular')
    .fontSize(10)
    .text(t('petitions.answering.pdf.number', { number: petition.number }))
  document.moveDown(0.4).font('bold').fontSize(17).text(petition.title, { lineGap: 2 })
  document.moveDown(0.4)
  line(t('petitions.answering.pdf.to', { authority: petition.authority }))
  line(t('petitions.answering.pdf.place', { place: petition.place }))

  heading(t('petitions.answering.pdf.text'))
  for (const paragraph of plainParagraphs(petition.why)) line(paragraph).moveDown(0.5)

  heading(t('petitions.answering.pdf.signatures', { total: counts.total, day: counts.asOf }))
  for (const level of ['email', 'strong', 'signed'] as const) line(`${t(`petitions.level.${level}`)}: ${counts[level]}`)

  if (lodged) {
    heading(t('petitions.answering.pdf.lodged', { day: lodged.on }))
    line(`${t('petitions.answering.lodging.name')}: ${lodged.data.name}`)
    line(`${t('petitions.answering.lodging.domicile')}: ${lodged.data.domicile}`)
    line(`${t('petitions.answering.lodging.email')}: ${lodged.data.email}`)
    if (lodged.data.phone) line(`${t('petitions.answering.lodging.phone')}: ${lodged.data.phone}`)
    line(`${t('petitions.answering.pdf.level')}: ${t(`petitions.level.${lodged.level}`)}`)
  }
  document.moveDown(1)
  line(t('petitions.answering.pdf.address', { address: petition.address }))
}

/** Paragraphs without the marks of Markdown; items of lists keep a dash. */
function plainParagraphs(markdown: string): string[] {
  return markdown
    .split(/\n{2,}/)
    .map((paragraph) =>
      paragraph
        .replaceAll(/^#{1,6}\s+/gm, '')
        .replaceAll(/^\s*[-*+]\s+/gm, '– ')
        .replaceAll(/^>\s?/gm, '')
        .replaceAll(/(\*\*|__)(.+?)\1/g, '$2')
        .replaceAll(/([*_])(\S(?:.*?\S)?)\1/g, '$2')
        .replaceAll(/\[([^\]]+)\]\(([^)]+)\)/g, '$1 ($2)')
        .trim(),
    )
    .filter(Boolean)
}
