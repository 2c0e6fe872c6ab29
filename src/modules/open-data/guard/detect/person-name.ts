/** Frequent given names of Moldova, folded: enough of them that a list of people shows itself. */
const GIVEN = new Set(
  (
    'adrian alexandr alexandra alexandru alexei ana anastasia anatolie andrei andrian angela anton artiom aurel aurelia boris carolina catalin catalina cezar constantin ' +
    'corina cristian cristina dan daniel daniela daria denis diana dina dmitri doina dorin dumitru ecaterina elena emil eugen eugenia eugeniu felicia feodor gabriel ' +
    'gabriela galina gheorghe grigore iacob igor ilie inga inna ioana ion ioan iulia iulian iurie ivan larisa leonid lidia lilia liliana liviu lucia ludmila luminita lucian ' +
    'maria mariana marin marina mihaela mihai mihail mircea nadejda natalia nelea nicoleta nicolae nicolai nina octavian oleg olesea olga oxana pavel petru parascovia ' +
    'radu raisa rodica roman ruslan sergiu serghei silvia sofia stefan stela svetlana tamara tatiana tudor valentin valentina valeriu vasile veaceslav vera veronica victor victoria ' +
    'viorel viorica vitalie vladimir vlad xenia zinaida john james mary michael peter anna ' +
    'александр александра алексеи алена алина анастасия анатолии андреи анна антон валентин валентина валерии василии вера виктор виктория виталии владимир галина ' +
    'григории дарья денис диана дмитрии евгении евгения екатерина елена иван игорь илья ирина кирилл константин ксения лариса людмила максим марина мария михаил надежда ' +
    'наталья николаи нина олег ольга павел петр роман руслан светлана сергеи софия степан тамара татьяна федор юлия юрии'
  ).split(' '),
)

/** Two to four words of letters that begin with capitals, one of them a frequent given name: Popescu Ion, Ион Попеску, POPESCU ION. */
export function isPersonName(text: string): boolean {
  const words = text.trim().split(/[ \u00a0]+/)
  if (words.length < 2 || words.length > 4 || text.length > 80) return false
  return words.every((word) => /^\p{Lu}[\p{L}'’.-]*$/u.test(word)) && words.some((word) => GIVEN.has(folded(word)))
}

/** At least two letters in a row, and no digit. */
export const looksLikeName = (cell: string): boolean => /\p{L}{2}/u.test(cell) && !/\d/.test(cell) && cell.length <= 80

const folded = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/\p{M}|[.'’]/gu, '')
    .toLowerCase()
