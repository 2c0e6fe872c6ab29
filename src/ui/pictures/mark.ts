/** Colours of tokens.css in light: pictures are seen outside the house, where its styles do not reach. */
export const colours = {
  paper: '#fbfaf6',
  card: '#ffffff',
  ink: '#13213c',
  soft: '#4a5873',
  line: '#d9dfe8',
  track: '#dfe6ee',
  river: '#0a5a9c',
  sun: '#f2a541',
  leaf: '#1c7a4d',
} as const

/** Steps of a map, from nothing to the most: `--step-0` to `--step-4`. */
export const steps = ['#eef2f6', '#d3e4f3', '#a5c9e7', '#2a74b3', '#083f70'] as const

/** The mark of the house (BridgeMark), 46 by 30 units. */
export function bridgeMark(x: number, y: number, scale: number): string {
  return `<g transform="translate(${x} ${y}) scale(${scale})" fill="none" stroke-linecap="round"><path d="M14 13.500V24M23 10.600V24M32 13.500V24" stroke="${colours.river}" stroke-width="2.4"/><path d="M2 24C10 6 36 6 44 24" stroke="${colours.river}" stroke-width="4"/><path d="M2 24H44" stroke="${colours.sun}" stroke-width="4"/></g>`
}
