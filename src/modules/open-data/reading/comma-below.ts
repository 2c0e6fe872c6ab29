const COMMA_BELOW: Record<string, string> = { ş: 'ș', ţ: 'ț', Ş: 'Ș', Ţ: 'Ț' }

/** Old programs wrote s and t with a cedilla: their code pages had no comma below. */
export function withCommaBelow(text: string): string {
  return text.replace(/[şţŞŢ]/g, (letter) => COMMA_BELOW[letter] as string)
}
