import { fold } from '#commons/search/fold.ts'
import { stemsOf } from '#commons/search/stem.ts'

/**
 * Words for what petitions are often about, a subject a line: Romanian, Russian, English. Who types «мост» finds „pod" too. No
 * dictionary: only nouns that mean one thing, because every other meaning would find what nobody looked for.
 */
const SUBJECTS = `
drum drumuri sosea / дорога дороги шоссе / road
trotuar / тротуар / pavement sidewalk
strada / улица улицы / street
pod poduri / мост мосты / bridge
intersectie / перекресток перекрестка / crossroads
semafor / светофор / traffic-lights
parcare / парковка парковки стоянка / parking
pista / дорожка / lane
bicicleta biciclete / велосипед / bike bicycle
autobuz / автобус / bus
troleibuz / троллейбус / trolleybus
statie statia / остановка остановки / stop
tren trenuri / поезд поезда / train
gara / вокзал / station
iluminat / освещение / lighting
apa / вода воды / water
canalizare / канализация / sewerage sewer
fantana / колодец колодца / well
rau / река реки / river
gunoi deseuri / мусор отходы / waste garbage rubbish
aer / воздух воздуха / air
padure / лес леса / forest
copac arbori / дерево деревья деревьев / tree
parc / парк / park
scoala scoli / школа / school
gradinita gradinite / садик детсад / kindergarten
elev elevi / ученик ученики школьник / pupil
profesor / учитель учителя / teacher
biblioteca / библиотека / library
spital / больница / hospital
medic medici / врач врачи / doctor
policlinica / поликлиника / clinic
farmacie / аптека / pharmacy
medicament / лекарство лекарства / medicine
ambulanta / скорая / ambulance
copil copii / ребенок дети детей / child children
pensie pensii / пенсия / pension
batran batrani varstnic / пожилой пожилые / elderly
dizabilitate dizabilitati / инвалид инвалидность / disability
locuinta locuinte / жилье жилья / housing
bloc / многоэтажка / flats
ascensor lift / лифт / lift elevator
incalzire / отопление отопления / heating
gaz gaze / газ / gas
zgomot / шум шума / noise
caine caini / собака собаки собак / dog
politie / полиция / police
piata piete / рынок рынка / market
stadion / стадион / stadium
teren / площадка площадки / playground
muzeu / музей музея / museum
teatru / театр / theatre theater
cimitir / кладбище / cemetery
tarif tarife / тариф / tariff
`

const byStem = new Map<string, Set<string>>()
for (const line of SUBJECTS.trim().split('\n')) {
  const languages = line.split(' / ').map((words) => fold(words).split(' ').flatMap(stemsOf))
  languages.forEach((stems, language) => {
    const others = languages.filter((_, at) => at !== language).flat()
    for (const stem of stems) byStem.set(stem, new Set([...(byStem.get(stem) ?? []), ...others]))
  })
}

/** Stems that mean the same in the two other languages; none for a word that is not in the table. */
export function sameSubject(stem: string): string[] {
  return [...(byStem.get(stem) ?? [])].filter((other) => other !== stem)
}
