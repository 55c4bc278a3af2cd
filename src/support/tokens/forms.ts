/**
 * Forms of one word that no stemmer joins: British and American spelling, irregular plurals, and the irregular verbs of things
 * that go wrong. Each line is a word and its other forms. More verbs (keep, kept; know, knew) told the answerable from the others
 * worse (`bench abstain`).
 */
const FORMS = `
break broke broken
freeze froze frozen
stick stuck
steal stole stolen
foot feet
tooth teeth
shelf shelves
knife knives
index indices indexes
matrix matrices
criterion criteria
analysis analyses
colour color
favour favor
behaviour behavior
centre center
metre meter
litre liter
fibre fiber
theatre theater
licence license
defence defense
cheque check
catalogue catalog
dialogue dialog
programme program
tyre tire
grey gray
aluminium aluminum
authorise authorize
organise organize
recognise recognize
synchronise synchronize
initialise initialize
customise customize
minimise minimize
maximise maximize
analyse analyze
cancelled canceled cancel
cancelling canceling
travelling traveling
labelled labeled label
labelling labeling
modelling modeling
enrol enroll
fulfil fulfill
instalment installment
`;

const BASE: ReadonlyMap<string, string> = new Map(
  FORMS.trim()
    .split('\n')
    .flatMap((line) => {
      const [base = '', ...others] = line.split(' ');
      return others.map((other) => [other, base] as const);
    }),
);

/** The first of the forms of a word; any other word as it is. */
export function baseForm(word: string): string {
  return BASE.get(word) ?? word;
}
