import sharp from 'sharp'
import type { Translate } from '#kernel/i18n/translator.ts'
import { pathOf, type Weight, widthOf, wrapped } from '#ui/pictures/glyphs.ts'
import { bridgeMark, colours } from '#ui/pictures/mark.ts'
import type { PetitionGlance } from '../replies.ts'
import { SHARE_IMAGE } from '../share.ts'

const LEFT = 72
const WIDE = SHARE_IMAGE.width - 2 * LEFT
const TITLE_TOP = 150

/** The picture that other sites show with a shared link: what is asked, how many, and the next threshold. PNG, 1200 × 630. */
export function drawShareImage(glance: PetitionGlance, t: Translate): Promise<Buffer> {
  return sharp(Buffer.from(shareImageSvg(glance, t)))
    .png({ compressionLevel: 9, palette: true, colours: 64 })
    .toBuffer()
}

export function shareImageSvg({ title, place, total, next }: PetitionGlance, t: Translate): string {
  const { width, height } = SHARE_IMAGE
  const name = t('ui.site')
  const parts = [
    `<rect width="${width}" height="${height}" fill="${colours.paper}"/>`,
    `<rect width="${width}" height="14" fill="${colours.river}"/>`,
    bridgeMark(LEFT, 46, 1.6),
    text(name, LEFT + 92, 88, 40, 'bold', colours.ink),
    text(place, width - LEFT - widthOf(place, 30, 'regular'), 86, 30, 'regular', colours.soft),
    titleOf(title),
    text(t('petitions.find.signatures', { count: total }), LEFT, 500, 64, 'bold', colours.river),
  ]
  if (next) {
    const met = next.counted >= next.signatures
    parts.push(
      `<rect x="${LEFT}" y="526" width="${WIDE}" height="16" rx="8" fill="${colours.track}"/>`,
      bar(next.counted / next.signatures, met),
      text(
        t(met ? 'petitions.find.met' : 'petitions.find.goal', {
          goal: next.signatures,
          name: t(`petitions.threshold.${next.name}`),
        }),
        LEFT,
        588,
        30,
        'regular',
        colours.soft,
      ),
    )
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${parts.join('')}</svg>`
}

/** As large as it fits: three lines of large letters, or four of smaller ones. */
function titleOf(title: string): string {
  const shapes = [
    { size: 64, most: 3 },
    { size: 54, most: 4 },
    { size: 46, most: 5 },
  ]
  const fits = shapes.find(({ size, most }) => wrapped(title, WIDE, size, 'bold', 99).length <= most) ?? {
    size: 46,
    most: 5,
  }
  const lines = wrapped(title, WIDE, fits.size, 'bold', fits.most)
  return lines
    .map((line, at) => text(line, LEFT, TITLE_TOP + fits.size * (1 + at * 1.2), fits.size, 'bold', colours.ink))
    .join('')
}

function bar(share: number, met: boolean): string {
  const long = Math.max(0, Math.min(1, share)) * WIDE
  return long < 1
    ? ''
    : `<rect x="${LEFT}" y="526" width="${Math.max(16, Math.round(long))}" height="16" rx="8" fill="${met ? colours.leaf : colours.river}"/>`
}

function text(line: string, x: number, y: number, size: number, weight: Weight, colour: string): string {
  return `<path fill="${colour}" d="${pathOf(line, x, y, size, weight)}"/>`
}
