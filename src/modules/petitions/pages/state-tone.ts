import type { Tone } from '#ui/components/Pill.tsx'

export function stateTone({ takesSignatures }: { takesSignatures: boolean }): Tone {
  return takesSignatures ? 'going' : 'neutral'
}
