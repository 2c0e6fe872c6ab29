/** Made-up names of signatories. */
const first = {
  ro: [
    'Ana',
    'Ion',
    'Maria',
    'Vasile',
    'Elena',
    'Andrei',
    'Doina',
    'Mihai',
    'Natalia',
    'Sergiu',
    'Ioana',
    'Victor',
    'Tatiana',
    'Petru',
    'Lilia',
    'Dumitru',
  ],
  ru: [
    'Анна',
    'Сергей',
    'Ольга',
    'Дмитрий',
    'Елена',
    'Павел',
    'Наталья',
    'Виктор',
    'Ирина',
    'Николай',
    'Светлана',
    'Андрей',
  ],
  en: ['Alice', 'Daniel', 'Emma', 'George', 'Laura', 'Peter', 'Sofia', 'Thomas'],
}
const last = {
  ro: [
    'Rusu',
    'Ceban',
    'Munteanu',
    'Lungu',
    'Botnaru',
    'Cojocaru',
    'Moraru',
    'Balan',
    'Ursu',
    'Sandu',
    'Ciobanu',
    'Guțu',
    'Țurcan',
    'Rotaru',
  ],
  ru: ['Иванова', 'Волков', 'Морозова', 'Кравчук', 'Новак', 'Чебан', 'Бойко', 'Соколова', 'Мельник', 'Захаров'],
  en: ['Miller', 'Novak', 'Baker', 'Stone', 'Weber', 'Rossi'],
}

export function signatoryName(lang: 'ro' | 'ru' | 'en', random: () => number): string {
  const pick = (list: string[]) => list[Math.floor(random() * list.length)] as string
  return `${pick(first[lang])} ${pick(last[lang])}`
}

/** Numbers from 0 to 1 that are the same on every machine (mulberry32), so that every demo shows the same. */
export function sameNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
