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
