/**
 * A folded Cyrillic word as Romanian writes its sounds, marks left out: «дурлешты» is durlesti, «стэучены» stauceni, «парк»
 * parc. Only spells: that Кишинёв is Chișinău is known by the table of places alone.
 */
export function inRomanianLetters(word: string): string {
  return word
    .replaceAll('дж', 'џ')
    .replace(/(?<=и)[яю]/g, (letter) => (letter === 'я' ? 'а' : 'у'))
    .replace(/[гкчџ](?=[еи])/g, (letter) => BEFORE_E_I[letter] as string)
    .replace(/./gu, (letter) => LETTERS[letter] ?? letter)
}

// c and g are soft before e and i alone; elsewhere an i makes them soft.
const BEFORE_E_I: Readonly<Record<string, string>> = { г: 'gh', к: 'ch', ч: 'c', џ: 'g' }

// biome-ignore format: a table reads better in rows
const LETTERS: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ж: 'j', з: 'z', и: 'i', й: 'i', к: 'c', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p',
  р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'h', ц: 't', ч: 'ci', џ: 'gi', ш: 's', щ: 'st', ъ: '', ы: 'i', ь: '', э: 'a', ю: 'iu',
  я: 'ia',
}
