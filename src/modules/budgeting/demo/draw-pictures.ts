import sharp from 'sharp'
import type { UploadedFile } from '#kernel/files/uploads-field.ts'

export type Scene = 'bench-before' | 'bench-after' | 'lamp-before' | 'lamp-after'

const WIDTH = 960
const HEIGHT = 600

/** A drawing of the demo, as a file that somebody sends. */
export async function drawPicture(scene: Scene): Promise<UploadedFile[]> {
  const bytes = await sharp(Buffer.from(svgOf(scene)))
    .jpeg({ quality: 84 })
    .toBuffer()
  return [{ name: `${scene}.jpg`, type: 'image/jpeg', bytes }]
}

function svgOf(scene: Scene): string {
  const night = scene.startsWith('lamp')
  const parts = {
    'bench-before': bareGround,
    'bench-after': bench,
    'lamp-before': '',
    'lamp-after': lamps,
  }[scene]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}">${night ? dusk(scene === 'lamp-after') : day}${parts}</svg>`
}

const rect = (x: number, y: number, width: number, height: number, fill: string) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"/>`
const circle = (x: number, y: number, r: number, fill: string, opacity = 1) =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}" opacity="${opacity}"/>`
const tree = (x: number, leaves: string, trunk: string) =>
  rect(x - 12, 250, 24, 190, trunk) +
  circle(x, 210, 90, leaves) +
  circle(x - 60, 250, 60, leaves) +
  circle(x + 62, 255, 58, leaves)

const day =
  rect(0, 0, WIDTH, HEIGHT, '#d5e8f2') +
  rect(90, 120, 230, 300, '#c9bfae') +
  rect(620, 160, 260, 260, '#bcb3a5') +
  tree(420, '#6f9a5b', '#7a5b3f') +
  tree(860, '#82aa66', '#7a5b3f') +
  rect(0, 420, WIDTH, 180, '#8fae72') +
  '<path d="M0 600L330 430H520L720 600Z" fill="#cfc4b0"/>'

const bareGround = '<ellipse cx="650" cy="515" rx="150" ry="26" fill="#a99b82"/>'

const bench =
  rect(560, 300, 14, 210, '#5b4a3a') +
  rect(806, 300, 14, 210, '#5b4a3a') +
  '<path d="M530 305L690 240L850 305Z" fill="#a8673f"/>' +
  [440, 456, 472].map((y) => rect(585, y, 210, 10, '#b57a45')).join('') +
  rect(585, 494, 210, 16, '#8c5a30') +
  rect(600, 510, 14, 40, '#4a4f57') +
  rect(766, 510, 14, 40, '#4a4f57')

const dusk = (lit: boolean) =>
  rect(0, 0, WIDTH, HEIGHT, lit ? '#24364f' : '#111a29') +
  rect(60, 140, 260, 290, lit ? '#33455e' : '#18222f') +
  rect(660, 110, 240, 320, lit ? '#2f415a' : '#16202d') +
  rect(110, 190, 36, 46, '#e7c873') +
  rect(740, 230, 36, 46, lit ? '#e7c873' : '#1c2735') +
  rect(0, 430, WIDTH, 170, lit ? '#33483c' : '#141d1b') +
  `<path d="M120 600L400 430H560L840 600Z" fill="${lit ? '#8f8a7c' : '#262a2e'}"/>`

const lamp = (x: number, y: number, height: number) =>
  circle(x, y, height / 2.4, '#ffe7a3', 0.28) +
  `<ellipse cx="${x}" cy="${y + height}" rx="${height / 2.2}" ry="${height / 9}" fill="#ffe7a3" opacity="0.35"/>` +
  rect(x - 5, y, 10, height, '#59636f') +
  rect(x - 26, y - 12, 52, 14, '#59636f') +
  circle(x, y + 8, 15, '#fff3cd')

const lamps = lamp(230, 190, 340) + lamp(340, 270, 210) + lamp(640, 270, 210) + lamp(760, 190, 340)
