import type { Translate } from '#kernel/i18n/translator.ts'
import { xml } from '#kernel/text/xml.ts'
import { pathOf, widthOf } from '#ui/pictures/glyphs.ts'
import { bridgeMark, colours } from '#ui/pictures/mark.ts'
import type { PetitionGlance } from '../replies.ts'

const HEIGHT = 40
const SIZE = 16

/** The count as a small picture for other sites: the mark, and the number of signatures. Its title says of what. */
export function badgeSvg({ title, total }: PetitionGlance, t: Translate): string {
  const words = t('petitions.find.signatures', { count: total })
  const width = Math.ceil(62 + widthOf(words, SIZE, 'bold') + 16)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-labelledby="t">`,
    `<title id="t">${xml(t('petitions.find.badge-alt', { count: total, title }))}</title>`,
    `<rect x=".5" y=".5" width="${width - 1}" height="${HEIGHT - 1}" rx="8" fill="${colours.card}" stroke="${colours.line}"/>`,
    bridgeMark(12, 7, 0.85),
    `<path fill="${colours.ink}" d="${pathOf(words, 62, 26, SIZE, 'bold')}"/>`,
    '</svg>',
  ].join('')
}
