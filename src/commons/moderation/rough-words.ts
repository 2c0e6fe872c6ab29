/**
 * Stems that make a moderator look twice, in Romanian and Russian. Few on purpose: a list that finds everything is a list that
 * nobody reads. A text that quotes a threat is found like one that makes it, so the list decides nothing.
 */
export const threatWords = anyOf([
  '(?:te|v[ăa]|[îi]i|[îi]l|o)\\s{1,3}(?:voi\\s{1,3}|vom\\s{1,3})?(?:omor|omori|omor[âîa]m|ucid|ucide|ucidem|[îi]mpu[șşs]c|[îi]mpu[șşs]c[ăa]m)',
  '(?:o\\s{1,3}s[ăa]|am\\s{1,3}s[ăa]|vom|voi)\\s{1,3}(?:te\\s{1,3}|v[ăa]\\s{1,3}|[îi]i\\s{1,3}|le\\s{1,3})?(?:omor|omor[âîa]m|ucid|ucidem|[îi]mpu[șşs]c|d[ăa]m?\\s{1,3}foc|arunc(?:[ăa]m)?\\s{1,3}[îi]n\\s{1,3}aer)',
  'moarte\\s{1,3}(?:lui|lor|vou[ăa])',
  '(?:убью|убьём|убьем|зарежу|зарежем|застрелю|застрелим|сожгу|сожжём|сожжем|взорву|взорвём|взорвем|прибью|пришибу|закопаю)',
  'смерть\\s{1,3}(?:им|ему|ей|вам|тебе)',
])

export const insultWords = anyOf([
  '(?:idio[tț]i?|idiotul|idio[tț]ii|cretin(?:ul|i|ii)?|imbecil(?:ul|i|ii)?|dobitoc(?:ul|i|ii)?|tic[ăa]lo[sș](?:ul|i|ii)?|jigodi(?:e|i|a)|nenoroci[tț](?:ul|i|ii)?|curv[ăae]|handicapa[tț]i?)',
  '(?:идиот(?:ы|а|ов)?|кретин(?:ы|ов)?|дебил(?:ы|ов)?|ублюд(?:ок|ки|ков)|мраз(?:ь|и)|сволоч(?:ь|и)|твар(?:ь|и)|скотин(?:а|ы)|подон(?:ок|ки|ков)|придур(?:ок|ки|ков))',
])

/** Whole words, whatever the script; `\b` knows Latin only. */
function anyOf(stems: string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{M}])(?:${stems.join('|')})(?![\\p{L}\\p{M}])`, 'giu')
}
