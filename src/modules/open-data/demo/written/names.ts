/** First-level units of the country, as offices write them. */
export const UNITS = [
  ...['Chișinău', 'Bălți', 'Anenii Noi', 'Basarabeasca', 'Briceni', 'Cahul', 'Cantemir', 'Călărași', 'Căușeni'],
  ...['Cimișlia', 'Criuleni', 'Dondușeni', 'Drochia', 'Dubăsari', 'Edineț', 'Fălești', 'Florești', 'Glodeni'],
  ...['Hîncești', 'Ialoveni', 'Leova', 'Nisporeni', 'Ocnița', 'Orhei', 'Rezina', 'Rîșcani', 'Sîngerei', 'Soroca'],
  ...['Strășeni', 'Șoldănești', 'Ștefan Vodă', 'Taraclia', 'Telenești', 'Ungheni', 'Găgăuzia'],
]

/** How many people live there next to the others, roughly: cities stand out in every count. */
export const weightOf = (unit: string): number =>
  ({ Chișinău: 11, Bălți: 2.2, Găgăuzia: 2.1, Cahul: 1.6, Orhei: 1.5, Hîncești: 1.5, Ungheni: 1.4 })[unit] ?? 1

export const SECTORS = ['Botanica', 'Buiucani', 'Centru', 'Ciocana', 'Rîșcani']

/** Streets that many towns have; none after a living person. */
export const STREETS = [
  ...['Alba Iulia', 'Albișoara', 'Alexandru cel Bun', 'Bucovinei', 'Calea Ieșilor', 'Calea Orheiului', 'Columna'],
  ...['Dacia', 'Decebal', 'Florilor', 'Grădinilor', 'Independenței', 'Ismail', 'Izvor', 'Mihai Eminescu', 'Muncești'],
  ...['Pădurii', 'Podul Înalt', 'Sarmizegetusa', 'Socoleni', 'Ștefan cel Mare', 'Teilor', 'Traian', 'Uzinelor'],
]

/** Middles of towns, in degrees. */
export const MIDDLES = {
  chisinau: [47.0245, 28.8323],
  balti: [47.7617, 27.9289],
  orhei: [47.3839, 28.8245],
  cahul: [45.9042, 28.1992],
  country: [47.1, 28.5],
} as const satisfies Record<string, readonly [number, number]>

export const MONTHS_2026 = Array.from({ length: 10 }, (_, at) => `2026-${String(at + 1).padStart(2, '0')}`)
