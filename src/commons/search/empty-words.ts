/** Words that say nothing about what is looked for; folded, Romanian, Russian, English. */
export const emptyWords: ReadonlySet<string> = new Set(
  'a al ale ai cu de din pe la in si sau ca ce pentru un o unei unui este sunt в во на и с со о об по для к от до за из не the of to in on at for and an is и или'.split(
    ' ',
  ),
)
