/**
 * What can be wrong in a `.pb` file, each under a name by which pages say it in the reader's language (`budgeting.imported.wrong.<name>`). In
 * English for the command line.
 */
export const wrongs = {
  'section-missing': 'the file ends, and section {section} is missing',
  'section-begins': 'section {section} must begin here, not {found}',
  'section-again': 'section {section} is not expected here: META, PROJECTS, VOTES, each once',
  'no-columns': 'section {section} has no line with the names of its columns',
  'column-unnamed': 'a column without a name',
  'column-twice': 'column {column} is there twice',
  'column-lacks': '{section} lacks the column {column}',
  'empty-line': 'an empty line',
  'row-length': '{fields} fields, but {section} has {columns} columns',
  'quote-open': 'a quote that is never closed',
  'quote-closed': 'after a closing quote comes ; or the end of the line',
  'not-utf8': 'the text is not UTF-8',
  'null-character': 'a null character, which no text has',
  'key-twice': '{key} is there twice',
  'key-empty': '{key} is empty',
  'key-lacks': 'META lacks {key}',
  'vote-type': 'vote_type is one of {types}',
  'count-differs': '{key} is {said}, but there are {found}',
  'project-unnamed': 'a project without an id',
  'project-comma': 'an id with a comma cannot be voted for',
  'project-twice': 'project {project} is there twice, first on line {line}',
  'cost-number': 'the cost is {cost}, not a number',
  'cost-negative': 'the cost is {cost}, below 0',
  'cost-large': 'the cost is beyond what is counted exactly',
  'budget-number': 'the budget is {budget}, not a number above 0',
  'budget-large': 'the budget is beyond what is counted exactly',
  threshold: 'the threshold is {threshold}, not a number',
  selected: 'selected is {selected}, not one of 0, 1, 2, 3',
  'default-score': 'default_score is not a whole number',
  'voter-unnamed': 'a voter without an id',
  'voter-twice': 'voter {voter} is there twice',
  'vote-unknown': 'a vote for project {project}, which is not there',
  'vote-twice': 'project {project} is named twice',
  'choose-one': '{projects} projects where one is to be chosen',
  'points-length': '{points} numbers of points for {projects} projects',
  'points-number': '{points} is no number of points',
} as const
export type Wrong = keyof typeof wrongs
export type WrongArgs = Record<string, string | number>

/** What is wrong, in English. */
export function inEnglish(wrong: Wrong, args: WrongArgs): string {
  return wrongs[wrong].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(args[name]))
}
