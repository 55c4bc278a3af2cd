import { describe } from 'vitest';
import { transcript } from '../../harness/world.ts';
import { smallKnowledge } from '../../support/small-knowledge.ts';

const knowledge = smallKnowledge();
const cleo = { name: 'Cleo', role: 'customer', locale: 'en' } as const;
const dana = { name: 'Dana', role: 'rep', locale: 'en' } as const;

describe('somebody is answered', () => {
  transcript(
    'and says by a press that it helped; a second press says the same, another one changes it',
    cleo,
    [
      { says: 'error E2021: codes are not read', hears: /\[That helped\] \[Not helpful\]/ },
      {
        presses: 'That helped',
        hears: /Thank you, noted: 5 of 5/,
        changes: ['Feedback.rating: null → 5'],
      },
    ],
    { knowledge },
  );

  transcript(
    'and says that it did not help, and then what was missing; his next question is a question',
    cleo,
    [
      { says: 'error E2021: codes are not read' },
      {
        presses: 'Not helpful',
        hears: [/noted: 1 of 5\. Sorry/, /What was missing or wrong\?/],
        changes: ['Feedback.rating: null → 1'],
      },
      {
        says: 'the pictures of the lens on line 3',
        hears: /Your comment is noted/,
        changes: ['Feedback.comment: null → the pictures of the lens on line 3'],
      },
      {
        says: 'how do I replace the battery of a robot?',
        hears: /Source: Replace the battery/,
        changes: [],
      },
    ],
    { knowledge },
  );

  transcript(
    'and rates in words, once for each answer',
    cleo,
    [
      { says: 'error E2021: codes are not read' },
      { says: 'that was helpful', hears: /5 of 5/, changes: ['Feedback.rating: null → 5'] },
      {
        says: '2 stars, too long',
        hears: /Changed: 2 of 5/,
        changes: ['Feedback.rating: 5 → 2', 'Feedback.comment: null → too long'],
      },
      { says: 'how do I replace the battery of a robot?' },
      {
        says: 'thanks, that helped',
        hears: /5 of 5/,
        changes: ['Feedback.rating: null → 5'],
      },
    ],
    { knowledge },
  );

  transcript(
    'and a member takes his rating back',
    dana,
    [
      { says: 'ask the knowledge base: error E2021: codes are not read' },
      { presses: 'Not helpful', changes: ['Feedback.rating: null → 1'] },
      { presses: 'Undo', hears: /★ 1\/5/ },
      {
        says: 'that helped',
        changes: ['Feedback.deleted: true → false', 'Feedback.rating: 1 → 5'],
      },
    ],
    { knowledge },
  );

  transcript(
    'or has nothing to rate: then it is about support as a whole, and only a comment asks for stars',
    cleo,
    [
      { says: 'feedback: the opening hours are hard to find', hears: /How many stars/ },
      {
        says: '3',
        hears: /3 of 5/,
        changes: [
          'Feedback.rating: null → 3',
          'Feedback.comment: null → the opening hours are hard to find',
        ],
      },
      { says: 'that helped', hears: /answered nothing here lately/, changes: [] },
      { says: '9 stars', hears: /1 to 5/, changes: [] },
    ],
    { knowledge },
  );
});

describe('a procedure', () => {
  transcript(
    'is given one step at a time, with what comes first, forth and back, and as a whole',
    cleo,
    [
      { says: 'how do I replace the battery of a robot?', hears: /\[Step by step\]/ },
      {
        presses: 'Step by step',
        hears: [
          /Replace the battery of the robot: step 1 of 7/,
          /First \(Put the robot in service mode\): Press the emergency stop button/,
          /Did that help\?/,
        ],
      },
      { presses: 'Next step', hears: /step 2 of 7[\s\S]*First \(.*Turn the key to SERVICE/ },
      { says: 'next', hears: /step 3 of 7[\s\S]*Take off rings/ },
      { says: 'done, what now?', hears: /step 4 of 7[\s\S]*Take the old battery out: Hold/ },
      { says: 'back', hears: /step 3 of 7/ },
      { says: 'all steps', hears: [/1\. First/, /7\. Put the new one in: Press/] },
      { says: 'start over', hears: /step 1 of 7/ },
      { says: 'yes, it works', hears: /5 of 5/, changes: ['Feedback.rating: null → 5'] },
    ],
    { knowledge },
  );

  transcript(
    'is only gone through where there is one',
    cleo,
    [
      { says: 'error E2021: codes are not read' },
      { says: 'step by step please', hears: /no answer with steps/ },
      { says: 'next step', hears: /not going through any steps/ },
    ],
    { knowledge },
  );
});

describe('a question that names a version', () => {
  transcript(
    'is answered for that version, and the source says so',
    cleo,
    [
      {
        says: 'how do I export the orders to a spreadsheet in 3.2?',
        hears: /File, then Export orders[\s\S]*Source: .*for 3\.0, 3\.2/,
      },
      {
        says: 'how do I export the orders to a spreadsheet in version 4.1?',
        hears: /Orders, then Share[\s\S]*for 4\.x/,
      },
    ],
    { knowledge },
  );
});

describe('a manager', () => {
  transcript(
    'sees what is missing, asks for it every Monday, and takes that back',
    { name: 'Maya', role: 'manager', locale: 'en' },
    [
      { says: 'knowledge gaps', hears: /None: everything that was asked was answered/ },
      { says: 'send me the knowledge gaps every Monday', hears: /every Monday at 9:00/ },
      { presses: 'Undo', hears: /Undone/ },
      { says: 'stop sending me the knowledge gaps', hears: /do not get/ },
      { says: 'feedback report', hears: /Nothing was asked or rated/ },
      { says: 'and last month?', hears: /Feb 2026/ },
      { says: 'support report', hears: /Support and feedback: Q1 2026/ },
      { says: 'approve the draft', hears: /no draft of yours/ },
    ],
    { knowledge },
  );
});
