/**
 * Words of a title for an address: folded to ASCII, at most 60 characters, never cut within a word.
 *
 * @param otherwise when no letter or digit is left
 */
export function slugOf(title: string, otherwise: string): string {
  const words = romanised(title)
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  let slug = ''
  for (const word of words) {
    if (slug.length + word.length > 60) break
    slug = slug ? `${slug}-${word}` : word
  }
  return slug || otherwise
}

const cyrillic: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
}

function romanised(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[а-яё]/g, (letter) => cyrillic[letter] ?? '')
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
}
