import { joined } from '../token-message.ts'
import { type Bytes, textBytes, toBase64url } from './bytes.ts'

/**
 * What is ticked, as a ballot spells it: numbers of projects by position of their envelope, ascending; envelopes without a choice
 * are left out. The one place that knows how the form asks.
 */
export function choicesIn(form: HTMLFormElement): Record<string, number[]> {
  const picks: Record<string, number[]> = {}
  for (const list of form.querySelectorAll<HTMLElement>('[data-envelope]')) {
    const ticked = Array.from(list.querySelectorAll<HTMLInputElement>('input:checked'), ({ value }) => Number(value))
    if (ticked.length > 0) picks[list.dataset.envelope as string] = ticked.sort((a, b) => a - b)
  }
  return picks
}

/** Puts the choices of each list in the order that a seed gives. */
export async function shuffleChoices(
  form: HTMLFormElement,
  seed: Bytes,
  digest: (name: 'SHA-256', bytes: Bytes) => Promise<Bytes>,
): Promise<void> {
  for (const list of form.querySelectorAll('.choices')) {
    const drawn = await Promise.all(
      Array.from(list.children, async (choice) => {
        const value = choice.querySelector('input')?.value ?? ''
        return { choice, at: toBase64url(await digest('SHA-256', joined(seed, textBytes(value)))) }
      }),
    )
    list.append(...drawn.sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ choice }) => choice))
  }
}
