import { dayOf } from '@/lib/days';
import { spokenDate } from '@/lib/spoken-date';
import { fromWallClock } from '../fields/zoned-time';

export interface Suggested {
  name: string;
  /** Whom the sentence mentions, else the note. */
  assignee: string | null;
  due: string | null;
}

/** "By Friday" is until the working day ends. */
const EVENING = '17:00';
const LONGEST = 200;
const PERSON = /\[(?:\\.|[^[\]\\])*\]\(kith:user\/([0-9a-f-]{36})\)/gi;

/** What a note asks for: its sentence with a day in it, else its first. */
export function suggestTask(body: string, timeZone: string, locale: string): Suggested {
  const here = { today: dayOf(new Date(), timeZone), locale };
  const sentences = body.split(/\n+|(?<=[.!?])\s+/).filter((part) => words(part) !== '');
  const dated = sentences.find((sentence) => spokenDate(words(sentence), here));
  const meant = dated ?? sentences[0] ?? body;
  const date = spokenDate(words(meant), here);
  const mentioned = [...meant.matchAll(PERSON), ...body.matchAll(PERSON)][0]?.[1] ?? null;
  const name = words(meant).replace(/[\s.,;:–-]+$/, '');
  return {
    name: name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name,
    assignee: mentioned,
    due: date && fromWallClock(`${date.day}T${date.time ?? EVENING}`, timeZone),
  };
}

/** A sentence without its marks, without whom it mentions and where its links lead. */
function words(markdown: string): string {
  return markdown
    .replace(PERSON, '')
    .replace(/!?\[((?:\\.|[^[\]\\])*)\]\([^()\s]*\)/g, '$1')
    .replace(/^[\s>]*(?:[-*+]|\d+[.)]|#{1,6})?\s*(?:\[[ xX]\])?\s*/, '')
    .replace(/(\*\*|__|~~|`)/g, '')
    .replace(/\s+([.,;:!?])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
